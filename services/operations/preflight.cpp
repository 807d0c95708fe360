// SPDX-License-Identifier: GPL-3.0-or-later
#include "preflight.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Of one request; an answer then stays far below its limit of a thousand results.
constexpr qsizetype MostActions = 50;
constexpr int MostResults = 1000;

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::Preflight", text); }

/// Those that are needed on the same resource under the same condition.
struct Batch
{
    QString resource;
    QJsonObject condition;
    QJsonArray actions;

    bool takes(const Permission &permission) const
    {
        return resource == permission.resource && condition == permission.condition;
    }
};

QList<Batch> batchesOf(const QList<Permission> &needed)
{
    QList<Batch> batches;
    for (const Permission &each : needed) {
        if (!each.isExact)
            continue;
        const auto same = std::find_if(batches.begin(), batches.end(),
            [&each](const Batch &batch) { return batch.takes(each) && batch.actions.size() < MostActions; });
        Batch &batch = same == batches.end() ? batches.emplace_back() : *same;
        batch.resource = each.resource;
        batch.condition = each.condition;
        if (!batch.actions.contains(each.action))
            batch.actions << each.action;
    }
    return batches;
}

/// What the call will say of itself, for policies that ask.
QJsonArray contextOf(const QJsonObject &condition)
{
    QJsonArray entries;
    for (const QJsonValue &keys : condition) {
        const QJsonObject values = keys.toObject();
        for (auto it = values.begin(); it != values.end(); ++it)
            entries << QJsonObject{{u"ContextKeyName"_s, it.key()}, {u"ContextKeyType"_s, u"string"_s},
                {u"ContextKeyValues"_s, QJsonArray{it.value()}}};
    }
    return entries;
}

aws::Call simulation(const QString &principal, const Batch &batch)
{
    return {u"iam"_s, u"SimulatePrincipalPolicy"_s,
        {{u"PolicySourceArn"_s, principal}, {u"ActionNames"_s, batch.actions},
            {u"ResourceArns"_s, QJsonArray{batch.resource}}, {u"ContextEntries"_s, contextOf(batch.condition)},
            {u"MaxItems"_s, MostResults}}};
}

/// The actions that no other value of a condition would allow.
QStringList refusedIn(const QJsonObject &answer)
{
    QStringList actions;
    const QJsonArray results = answer.value(u"EvaluationResults"_s).toArray();
    for (const QJsonValue &each : results) {
        const bool isOpen = !each[u"MissingContextValues"_s].toArray().isEmpty();
        if (each[u"EvalDecision"_s].toString() != "allowed"_L1 && !isOpen)
            actions << each[u"EvalActionName"_s].toString();
    }
    return actions;
}

/// "arn:aws:sts::1:assumed-role/Operator/ada" is a session of the role "Operator", which may have a path.
QString roleOf(const QString &arn)
{
    const QString path = arn.section(u':', 5);
    return path.startsWith("assumed-role/"_L1) ? path.section(u'/', 1, 1) : QString();
}

QCoro::Task<Result<QString>> principalOf(aws::Caller *caller, Identity identity, CancelToken token)
{
    const QString role = roleOf(identity.arn);
    if (role.isEmpty() && !identity.arn.section(u':', 5).startsWith("user/"_L1))
        co_return Error(Error::Kind::Invalid,
            tr("There are no policies to look at for whoever is signed in: neither a user nor a role of IAM."))
            .withCode(u"NoPrincipal"_s);
    if (role.isEmpty())
        co_return identity.arn;
    const auto found = co_await caller->read({u"iam"_s, u"GetRole"_s, {{u"RoleName"_s, role}}}, token);
    if (found)
        co_return found->output[u"Role"_s][u"Arn"_s].toString();
    if (found.error().kind() == Error::Kind::Cancelled)
        co_return found.error();
    // Most roles have no path. Where this one has, the simulation says that there is no such role.
    co_return u"arn:%1:iam::%2:role/%3"_s.arg(identity.arn.section(u':', 1, 1), identity.account.value, role);
}

} // namespace

QCoro::Task<Result<QList<Permission>>> missingPermissions(
    aws::Caller *caller, QList<Permission> needed, Identity identity, CancelToken token)
{
    QList<Permission> missing;
    const QList<Batch> batches = batchesOf(needed);
    if (batches.isEmpty())
        co_return missing;
    const Result<QString> principal = co_await principalOf(caller, identity, token);
    if (!principal)
        co_return principal.error();
    for (const Batch &batch : batches) {
        const auto answer = co_await caller->read(simulation(*principal, batch), token);
        if (!answer)
            co_return answer.error();
        const QStringList refused = refusedIn(answer->output);
        for (const Permission &each : std::as_const(needed)) {
            if (each.isExact && batch.takes(each) && refused.contains(each.action) && !missing.contains(each))
                missing << each;
        }
    }
    co_return missing;
}

Preflight::Preflight(const Catalog &catalog, const aws::Models &models, aws::Caller &caller)
    : m_permissions(catalog, models)
    , m_caller(caller)
{
}

QCoro::Task<Result<QList<Permission>>> Preflight::missing(
    Plan plan, QSet<int> ended, Identity identity, CancelToken token) const
{
    QList<Permission> needed = m_permissions.of(plan, identity.account, Permissions::Undo::Without);
    needed.removeIf([&ended](const Permission &each) {
        return std::all_of(each.steps.begin(), each.steps.end(), [&ended](int step) { return ended.contains(step); });
    });
    if (needed.isEmpty() || identity.arn.isEmpty())
        co_return QList<Permission>();
    co_return co_await missingPermissions(&m_caller, needed, identity, token);
}

QString shownPermission(const Permission &permission)
{
    QStringList steps;
    for (const int step : permission.steps)
        steps << QString::number(step + 1);
    return tr("%1 on %2 (step %3)").arg(permission.action, permission.resource, steps.join(u", "_s));
}

} // namespace sm::operations
