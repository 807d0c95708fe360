// SPDX-License-Identifier: GPL-3.0-or-later
#include "guard.h"

#include "approval.h"
#include "planjson.h"

#include <core/clock.h>

#include <QCoreApplication>
#include <QSet>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::Guard", text); }

Error refusal(Error::Kind kind, const QString &code, const QString &message)
{
    return Error(kind, message).withCode(code);
}

Error notConfirmed(const QString &message) { return refusal(Error::Kind::Invalid, u"NotConfirmed"_s, message); }

Result<void> checkAccount(const AccountId &pinned, const AccountId &signedIn)
{
    if (pinned.isEmpty() || pinned == signedIn)
        return ok();
    return refusal(Error::Kind::Denied, u"WrongAccount"_s,
        tr("This system belongs to account %1, but you are signed in to %2. Sign in to the right account first.")
            .arg(pinned.value, signedIn.isEmpty() ? tr("an unknown one") : signedIn.value));
}

/// A deliberate act: Ctrl+Enter or the Run button; at a terminal, --write.
Result<void> checkDeliberate(const Plan &plan, const Confirmation &confirmation)
{
    const bool production = plan.system.environment == Environment::Production;
    const bool needed = plan.tier() == Tier::Disruptive || (production && plan.tier() == Tier::Destructive);
    if (!needed || confirmation.deliberate || confirmation.atTerminal)
        return ok();
    return notConfirmed(tr("Look at this plan, then confirm it with Ctrl+Enter or the Run button."));
}

Result<void> checkTypedName(const Plan &plan, const Confirmation &confirmation)
{
    const QString name = Guard::nameToType(plan);
    if (plan.tier() != Tier::Destructive || (!name.isEmpty() && confirmation.typedName == name))
        return ok();
    return notConfirmed(tr("Type “%1” to confirm what can not be undone.").arg(name));
}

QString lowerFirst(const QString &text) { return text.left(1).toLower() + text.mid(1); }

} // namespace

Guard::Guard(bool readOnly, ApprovalRules rules)
    : m_readOnly(readOnly)
    , m_rules(std::move(rules))
{
}

QString Guard::nameToType(const Plan &plan)
{
    QSet<QString> resources;
    for (const Step &step : plan.steps) {
        if (step.tier == Tier::Destructive)
            resources << step.resource;
    }
    if (resources.isEmpty())
        return {};
    const QString only = *resources.constBegin();
    return resources.size() == 1 && !only.isEmpty() ? only : lowerFirst(plan.title);
}

Result<QMap<QString, QString>> Guard::approvers(const Plan &plan) const
{
    return m_rules.approvers ? m_rules.approvers() : plan.system.approvers;
}

bool Guard::needsApproval(const Plan &plan) const
{
    if (plan.tier() != Tier::Destructive || plan.system.environment != Environment::Production)
        return false;
    const Result<QMap<QString, QString>> now = approvers(plan);
    return !now || !now->isEmpty() || !plan.system.approvers.isEmpty();
}

Result<void> Guard::checkApproval(const Plan &plan, const Approval &approval, const Identity &identity) const
{
    const Result<QMap<QString, QString>> now = approvers(plan);
    if (!now)
        return now.error();
    const QDateTime time = m_rules.nowUtc ? m_rules.nowUtc() : SystemClock().nowUtc();
    return check(approval, {plan, *now, identity.account, m_rules.ownKey, time});
}

Result<Plan> Guard::useOf(const Approval &approval) const
{
    if (m_rules.use)
        return m_rules.use(approval);
    return refusal(Error::Kind::Denied, u"ApprovalNotKept"_s,
        tr("This approval has to be used in the database that it was asked for through, and here is none."));
}

Result<void> Guard::checkSecondPerson(
    const Plan &plan, const Confirmation &confirmation, const Identity &identity) const
{
    if (confirmation.approval)
        return checkApproval(plan, *confirmation.approval, identity);
    if (!needsApproval(plan))
        return ok();
    return refusal(Error::Kind::Denied, u"ApprovalNeeded"_s,
        tr("This can not be taken back, and %1 asks for a second person there. Ask for an approval first.")
            .arg(plan.system.title));
}

Result<void> Guard::admit(const Plan &plan, const Confirmation &confirmation, const Identity &identity) const
{
    if (plan.id.isEmpty() || planId(plan) != plan.id)
        return refusal(Error::Kind::Invalid, u"PlanChanged"_s,
            tr("This plan is not the one that was shown. Open it again and look at it before you run it."));
    if (m_readOnly && plan.tier() != Tier::Read)
        return refusal(Error::Kind::Denied, u"ReadOnly"_s,
            tr("Stationmaster is in read-only mode, so nothing was changed. Start it without --read-only to make "
               "changes."));
    if (auto account = checkAccount(plan.system.pinnedAccount, identity.account); !account)
        return account;
    if (auto deliberate = checkDeliberate(plan, confirmation); !deliberate)
        return deliberate;
    const Result<void> typed = checkTypedName(plan, confirmation);
    return typed ? checkSecondPerson(plan, confirmation, identity) : typed;
}

} // namespace sm::operations
