// SPDX-License-Identifier: GPL-3.0-or-later
#include "approvalbench.h"

#include <QRandomGenerator>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using test::ApprovalBench;
using test::signedAgain;

namespace {

constexpr int Attempts = 50;

/// A day, give or take five minutes.
qint64 aDay(QRandomGenerator &random) { return 86'400'000 + random.bounded(-300'000, 300'000); }

} // namespace

/// Seven ways around a second person, each tried in fifty different ways.
class TestApprovalBypass : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ApprovalBench> m_bench;
    QRandomGenerator m_random{20260801};

    Plan somePlan()
    {
        QList<Step> steps;
        for (int i = m_random.bounded(1, 5); i > 0; --i)
            steps << test::step(u"user-%1"_s.arg(m_random.generate()), Tier::Destructive);
        return m_bench->plan(steps);
    }
    /// Whether \p attempt is refused fifty times of fifty with one of \p codes, and nothing is sent.
    void refused(const std::function<QString()> &attempt, const QStringList &codes)
    {
        const QStringList before = m_bench->executor.applied;
        for (int i = 0; i < Attempts; ++i) {
            const QString code = attempt();
            QVERIFY2(codes.contains(code), qPrintable(u"attempt %1: %2"_s.arg(i).arg(code)));
        }
        QCOMPARE(m_bench->executor.applied, before);
    }
    /// Changes something of \p plan that makes it another one.
    void edit(Plan &plan)
    {
        Step &step = plan.steps[m_random.bounded(static_cast<int>(plan.steps.size()))];
        const QList<std::function<void()>> edits{[&] { step.operation.with[u"Username"] = u"eve"_s; },
            [&] { step.operation.uses = u"aws:cognito-idp:AdminDeleteUser"_s; }, [&] { plan.title += u'!'; },
            [&] { plan.steps << test::step(u"eve"_s, Tier::Destructive); }, [&] { step.changes.clear(); },
            [&] { plan.system.region = {u"eu-north-1"_s}; }, [&] { plan.system.endpointUrl = u"http://[::1]:1"_s; },
            [&] { plan.continueOnFailure = true; }, [&] { step.mark.kind = Mark::Kind::Reversible; },
            [&] { plan.system.approvers.insert(u"eve"_s, u"x"_s); }};
        edits.at(m_random.bounded(static_cast<int>(edits.size())))();
    }

private Q_SLOTS:
    void init() { m_bench = std::make_unique<ApprovalBench>(); }

    void goodApprovals_pass()
    {
        for (int i = 0; i < Attempts; ++i) {
            const Plan plan = somePlan();
            const Approval approval = m_bench->approval(plan);
            m_bench->clock.advance(std::chrono::seconds(m_random.bounded(0, 15 * 60)));
            QCOMPARE(m_bench->verdict(plan, approval), u"ran"_s);
        }
    }

    void selfApproval()
    {
        const auto attempt = [this] {
            // On the list, as an approver is; or not, and under another one's name.
            m_bench->approvers = {{u"grace"_s, test::base64Of(m_bench->grace)}};
            if (m_random.bounded(2) == 0)
                m_bench->approvers.insert(u"sabine"_s, test::base64Of(m_bench->own));
            const Plan plan = somePlan();
            Approval forged = m_bench->approval(plan);
            forged.approver = m_random.bounded(2) == 0 ? u"sabine"_s : u"grace"_s;
            forged.approverKey = m_bench->own.publicKey();
            return m_bench->verdict(plan, signedAgain(forged, m_bench->own));
        };

        refused(attempt, {u"SelfApproval"_s});
    }

    void replay()
    {
        const Plan plan = somePlan();
        const Approval approval = m_bench->approval(plan);
        QCOMPARE(m_bench->verdict(plan, approval), u"ran"_s);
        const auto attempt = [&] {
            m_bench->clock.advance(std::chrono::seconds(m_random.bounded(0, 15)));
            return m_bench->verdict(plan, approval);
        };

        refused(attempt, {u"ApprovalUsed"_s});
    }

    void expired()
    {
        const auto attempt = [this] {
            const Plan plan = somePlan();
            const Approval approval = m_bench->approval(plan);
            m_bench->clock.advance(std::chrono::milliseconds(15 * 60'000 + m_random.bounded(1, 7'200'000)));
            return m_bench->verdict(plan, approval);
        };

        refused(attempt, {u"ApprovalExpired"_s});
    }

    void editedPlan()
    {
        const auto attempt = [this] {
            Plan plan = somePlan();
            const Approval approval = m_bench->approval(plan);
            edit(plan);
            if (m_random.bounded(2) == 0) // the id goes with it, as when it is planned again
                plan.id = operations::planId(plan);
            return m_bench->verdict(plan, approval);
        };

        refused(attempt, {u"PlanChanged"_s, u"ApprovalOfAnotherPlan"_s});
    }

    void otherAccount()
    {
        const auto attempt = [this] {
            const Plan plan = somePlan();
            m_bench->identity.account = {ApprovalBench::account};
            const Approval approval = m_bench->approval(plan);
            m_bench->identity.account = {u"%1"_s.arg(m_random.bounded(1, 1'000'000), 12, 10, QLatin1Char('2'))};
            return m_bench->verdict(plan, approval);
        };

        refused(attempt, {u"ApprovalOfAnotherAccount"_s});
    }

    void revokedKey()
    {
        const QMap<QString, QString> all = m_bench->approvers;
        const auto attempt = [&] {
            m_bench->approvers = all;
            const Plan plan = somePlan();
            const Approval approval = m_bench->approval(plan);
            if (m_random.bounded(2) == 0)
                m_bench->approvers.remove(u"grace"_s);
            else
                m_bench->approvers[u"grace"_s]
                    = test::base64Of(test::keyOf(static_cast<char>(m_random.bounded(32, 90))));
            return m_bench->verdict(plan, approval);
        };

        refused(attempt, {u"ApproverRevoked"_s});
    }

    void clockADayOff()
    {
        const auto attempt = [this] {
            const Plan plan = somePlan();
            const qint64 off = m_random.bounded(2) == 0 ? aDay(m_random) : -aDay(m_random);
            const auto approval
                = operations::approve(m_bench->request(plan), m_bench->grace, m_bench->clock.nowUtc().addMSecs(off));
            return m_bench->verdict(plan, *approval);
        };

        refused(attempt, {u"ApprovalExpired"_s, u"ApprovalFromFuture"_s});
    }
};

QTEST_GUILESS_MAIN(TestApprovalBypass)
#include "tst_approvalbypass.moc"
