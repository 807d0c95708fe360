// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fixtures.h"

#include <aws/models.h>
#include <core/json.h>
#include <operations/awsexecutor.h>
#include <operations/catalog.h>
#include <support/await.h>
#include <support/fakecaller.h>
#include <users/userplans.h>

#include <QJsonArray>

namespace sm::test {

inline const QString secretText = u"Canary-7-Tr0ub4dor&3"_s;

inline SystemInfo someSystem()
{
    SystemInfo system;
    system.id.value = u"demo"_s;
    system.title = u"Demo"_s;
    system.environment = Environment::Development;
    system.region.value = u"eu-west-1"_s;
    return system;
}

/// "what: from → to", one line each.
inline QStringList changesOf(const Step &step)
{
    QStringList lines;
    for (const Change &each : step.changes)
        lines.append(u"%1: %2 → %3"_s.arg(each.what, each.from, each.to));
    return lines;
}

inline QStringList operationsOf(const UserPlan &plan)
{
    QStringList names;
    for (const Step &step : plan.plan.steps)
        names.append(step.operation.uses.section(u':', 2));
    return names;
}

inline QStringList titlesOf(const UserPlan &plan)
{
    QStringList titles;
    for (const Step &step : plan.plan.steps)
        titles.append(step.title);
    return titles;
}

/// Everything in the plan but the secrets' own bytes.
inline QString shownOf(const UserPlan &plan)
{
    QString text = plan.plan.title;
    for (const Step &step : plan.plan.steps) {
        text += step.title + step.resource + step.cli + step.notes.join(u' ') + changesOf(step).join(u' ');
        text += QString::fromUtf8(toCompactJson(step.operation.with));
    }
    return text;
}

inline QJsonArray attributesJson(const QList<UserAttribute> &attributes)
{
    QJsonArray json;
    for (const UserAttribute &each : attributes)
        json.append(QJsonObject{{u"Name"_s, each.name}, {u"Value"_s, each.value}});
    return json;
}

/// Makes plans as the program does, with the real planner, catalog and service models.
class PlanBench
{
public:
    users::UserPlans plans(const UserPool &pool = somePool()) const
    {
        return users::UserPlans(m_planner, someSystem(), pool, users::UserPlans::Groups::Known);
    }
    users::UserPlans plansWithoutGroups() const { return users::UserPlans(m_planner, someSystem(), somePool()); }
    /// The reason of a refusal; empty: the plan was made.
    static QString refusal(const Result<UserPlan> &plan)
    {
        return plan || plan.error().kind() != Error::Kind::Invalid ? QString() : plan.error().message();
    }

    /// What the catalog's own reading captures for \p step, where the account has \p user.
    QJsonValue captured(const Step &step, const User &user) const
    {
        QJsonArray groups;
        for (const QString &group : user.groups)
            groups.append(QJsonObject{{u"GroupName"_s, group}});
        FakeCaller caller;
        caller.answer(u"AdminGetUser"_s,
            {{u"Username"_s, user.name.value}, {u"Enabled"_s, user.enabled}, {u"UserStatus"_s, u"CONFIRMED"_s},
                {u"UserAttributes"_s, attributesJson(user.attributes)}});
        caller.answer(u"AdminListGroupsForUser"_s, {{u"Groups"_s, groups}});
        caller.answer(u"DescribeUserPool"_s, {{u"UserPool"_s, QJsonObject{{u"Id"_s, u"eu-west-1_Pool"_s}}}});
        operations::AwsExecutor executor(caller, m_catalog, m_models);
        const auto seen = await(executor.observe(step, {}));
        return seen && *seen ? (*seen)->state : QJsonValue(QJsonValue::Undefined);
    }

private:
    aws::Models m_models;
    operations::Catalog m_catalog = operations::Catalog::load().value();
    operations::Planner m_planner{m_catalog, m_models};
};

} // namespace sm::test
