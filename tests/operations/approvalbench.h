// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fixtures.h"

#include <core/json.h>
#include <operations/approval.h>
#include <operations/runner.h>
#include <support/instantsleeper.h>
#include <support/mockclock.h>

#include <QTest>

namespace sm::test {

inline operations::ApprovalKey keyOf(char person)
{
    return operations::ApprovalKey(Secret(QByteArrayView(QByteArray(32, person))));
}

inline QString base64Of(const operations::ApprovalKey &key) { return QString::fromLatin1(key.publicKey().toBase64()); }

/// As somebody with \p key would sign whatever \p approval says.
inline Approval signedAgain(Approval approval, const operations::ApprovalKey &key)
{
    QJsonObject json = operations::toJson(approval);
    json.remove(u"signature"_s);
    approval.signature = key.sign(toCompactJson(json));
    return approval;
}

/// One person who runs plans in a production system that asks for a second one: Grace, or Alan.
struct ApprovalBench
{
    inline static const QString account = u"111111111111"_s;

    operations::ApprovalRules rules()
    {
        return {[this]() -> Result<QMap<QString, QString>> {
                    return approversProblem ? Result<QMap<QString, QString>>(*approversProblem) : approvers;
                },
            own.publicKey(), [this] { return clock.nowUtc(); }};
    }
    Plan plan(const QList<Step> &steps) const
    {
        Plan made = test::plan(steps, Environment::Production);
        made.system.approvers = approvers;
        made.id = operations::planId(made);
        return made;
    }
    Plan plan(const QString &user = u"ada"_s) const { return plan({step(user, Tier::Destructive)}); }
    operations::ApprovalRequest request(const Plan &plan) const
    {
        return *operations::requestFor(plan, {identity, {}, {}, 0}, own, clock.nowUtc());
    }
    Approval approval(const Plan &plan) const { return *operations::approve(request(plan), grace, clock.nowUtc()); }
    Confirmation confirmed(const Plan &plan, const std::optional<Approval> &given) const
    {
        return {operations::Guard::nameToType(plan), true, false, given};
    }
    Result<operations::RunReport> run(const Plan &plan, const std::optional<Approval> &given)
    {
        return await(runner.run(plan, confirmed(plan, given), identity, {}, {})).value_or(Error::cancelled());
    }
    /// Its code, or "ran".
    QString verdict(const Plan &plan, const std::optional<Approval> &given)
    {
        const auto report = run(plan, given);
        return report ? u"ran"_s : report.error().code();
    }

    operations::ApprovalKey grace = keyOf('g');
    operations::ApprovalKey alan = keyOf('a');
    QMap<QString, QString> approvers{{u"grace"_s, base64Of(grace)}, {u"alan"_s, base64Of(alan)}};
    std::optional<Error> approversProblem;
    MockClock clock;
    JournalFile file;
    std::unique_ptr<operations::Journal> journal = file.open();
    operations::ApprovalKey own = journal->approvalKey();
    Identity identity{{account}, u"arn:aws:iam::111111111111:user/sabine"_s, u"sabine"_s, {}};
    ScriptedExecutor executor;
    InstantSleeper sleeper;
    operations::Runner runner{operations::Guard(false, rules()), journal.get(), {&executor}, sleeper};
};

} // namespace sm::test
