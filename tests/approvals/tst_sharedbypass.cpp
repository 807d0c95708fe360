// SPDX-License-Identifier: GPL-3.0-or-later
#include "sharedbench.h"

#include <QRandomGenerator>

using namespace sm;
using namespace sm::test;
using approvals::ApprovalTable;
using operations::ApprovalRequest;

namespace {

constexpr int Attempts = 50;

std::unique_ptr<PostgresServer> server;

QString psql(const QString &sql) { return test::psql(*server, sql); }

} // namespace

/// Seven ways around a second person for somebody who may do everything in the database, each tried fifty times.
class TestSharedBypass : public QObject
{
    Q_OBJECT

private:
    QRandomGenerator m_random{20261129};
    QMap<QString, QString> m_approvers;
    std::unique_ptr<Person> m_sabine;
    std::unique_ptr<Person> m_grace;

    struct Asked
    {
        Plan plan;
        ApprovalRequest request;
    };
    Asked asked()
    {
        const Plan plan = m_sabine->plan(u"user-%1"_s.arg(m_random.generate()));
        const auto request = m_sabine->ask(plan);
        return {plan, request.value_or(ApprovalRequest())};
    }
    Asked approved()
    {
        const Asked made = asked();
        if (!m_grace->approve(made.request))
            qWarning("Grace could not approve it");
        return made;
    }
    static QString column(const QString &name, const Asked &of)
    {
        return psql(u"SELECT %1 FROM stationmaster_approvals WHERE id = '%2'"_s.arg(name, of.request.id));
    }
    static void set(const QString &name, const Asked &of, const QString &value)
    {
        psql(u"UPDATE stationmaster_approvals SET %1 = %2 WHERE id = '%3'"_s.arg(name, quoted(value), of.request.id));
    }
    /// One character of \p text is another one.
    QString changed(QString text)
    {
        QChar &victim = text[m_random.bounded(static_cast<int>(text.size()))];
        const QChar before = victim;
        while (victim == before)
            victim = QLatin1Char(static_cast<char>(m_random.bounded(' ', '~')));
        return text;
    }
    void refused(const std::function<QString()> &attempt, const QStringList &codes)
    {
        const QStringList before = m_sabine->aws.applied;
        for (int i = 0; i < Attempts; ++i) {
            const QString code = attempt();
            QVERIFY2(codes.contains(code), qPrintable(u"attempt %1: %2"_s.arg(i).arg(code)));
        }
        QCOMPARE(m_sabine->aws.applied, before);
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString missing = PostgresServer::whyUnavailable();
        if (!missing.isEmpty())
            QSKIP(qPrintable(missing));
        server = std::make_unique<PostgresServer>();
        QVERIFY2(server->failure().isEmpty(), qPrintable(server->failure()));
        psql(ApprovalTable::definition());
        m_sabine = std::make_unique<Person>(*server, m_approvers);
        m_grace = std::make_unique<Person>(*server, m_approvers);
        m_approvers.insert(u"grace"_s, base64Of(m_grace->journal->approvalKey()));
    }
    void cleanupTestCase()
    {
        m_sabine.reset();
        m_grace.reset();
        server.reset();
    }
    void cleanup() { m_sabine->ahead = {}; }

    void untouched_runs()
    {
        for (int i = 0; i < Attempts; ++i) {
            const Asked made = approved();
            QCOMPARE(m_sabine->verdict(made.plan, made.request.id), u"ran"_s);
        }
    }

    void changedRequest()
    {
        const auto attempt = [this] {
            const Asked made = approved();
            set(u"request"_s, made, changed(column(u"request"_s, made) + u'\n'));
            return m_sabine->verdict(made.plan, made.request.id);
        };

        refused(attempt, {u"RequestDamaged"_s});
    }

    void changedAnswer()
    {
        const auto attempt = [this] {
            const Asked made = approved();
            set(u"answer"_s, made, changed(column(u"answer"_s, made)));
            return m_sabine->verdict(made.plan, made.request.id);
        };

        refused(attempt, {u"ApprovalDamaged"_s});
    }

    /// The answer, or the whole row, of another plan that was approved.
    void answerOfAnother()
    {
        const auto attempt = [this] {
            const Asked good = approved();
            const Asked wanted = asked();
            set(u"answer"_s, wanted, column(u"answer"_s, good));
            const bool whole = m_random.bounded(2) == 0;
            if (whole)
                set(u"request"_s, wanted, column(u"request"_s, good) + u'\n');
            return m_sabine->verdict(wanted.plan, wanted.request.id);
        };

        refused(attempt, {u"ApprovalDamaged"_s, u"RequestDamaged"_s});
    }

    /// Signed by somebody who is no approver, in Grace's name or in their own; or by Sabine herself.
    void forgedAnswer()
    {
        const auto attempt = [this] {
            const Asked made = asked();
            const operations::ApprovalKey key
                = m_random.bounded(2) == 0 ? m_sabine->journal->approvalKey() : keyOf('x');
            ApprovalRequest generous = made.request; // who may approve is what its system says
            generous.requesterKey = keyOf('y').publicKey();
            generous.plan.system.approvers = {{u"grace"_s, base64Of(key)}};
            Approval forged = *operations::approve(generous, key, SystemClock().nowUtc());
            const auto real = operations::approve(made.request, m_grace->journal->approvalKey(), forged.at);
            forged.plan = real->plan;
            forged.requestDigest = real->requestDigest;
            forged.requesterKey = real->requesterKey;
            set(u"answer"_s, made, QString::fromUtf8(toCompactJson(operations::toJson(signedAgain(forged, key)))));
            return m_sabine->verdict(made.plan, made.request.id);
        };

        refused(attempt, {u"SelfApproval"_s, u"ApproverRevoked"_s});
    }

    void usedMarkTakenAway()
    {
        const Asked made = approved();
        QCOMPARE(m_sabine->verdict(made.plan, made.request.id), u"ran"_s);
        const auto attempt = [&] {
            psql(u"UPDATE stationmaster_approvals SET used_at = NULL, used_by = NULL"_s);
            return m_sabine->verdict(made.plan, made.request.id);
        };

        refused(attempt, {u"ApprovalUsed"_s});
    }

    void expired()
    {
        const auto attempt = [this] {
            const Asked made = approved();
            psql(u"UPDATE stationmaster_approvals SET answered_at = now() + interval '1 day'"_s);
            m_sabine->ahead = std::chrono::minutes(15) + std::chrono::milliseconds(m_random.bounded(20'000, 7'200'000));
            return m_sabine->verdict(made.plan, made.request.id);
        };

        refused(attempt, {u"ApprovalExpired"_s});
    }

    /// As if it had come by a file, where the database has no say.
    void sharedMarkTakenAway()
    {
        const auto attempt = [this] {
            const Asked made = approved();
            if (m_random.bounded(2) == 0)
                set(u"answer"_s, made, column(u"answer"_s, made).remove(u",\"shared\":true"_s));
            else
                set(u"request"_s, made, column(u"request"_s, made).remove(u",\"shared\":true"_s) + u'\n');
            return m_sabine->verdict(made.plan, made.request.id);
        };

        refused(attempt, {u"ApprovalDamaged"_s, u"RequestDamaged"_s});
    }
};

QTEST_GUILESS_MAIN(TestSharedBypass)
#include "tst_sharedbypass.moc"
