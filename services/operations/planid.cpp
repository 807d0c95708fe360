// SPDX-License-Identifier: GPL-3.0-or-later
#include "planid.h"

#include <core/json.h>
#include <crypto/digest.h>

#include <QJsonArray>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QString instant(const QDateTime &time) { return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString(); }

QJsonArray changes(const QList<Change> &all)
{
    QJsonArray list;
    for (const Change &change : all)
        list << QJsonObject{{u"what"_s, change.what}, {u"from"_s, change.from}, {u"to"_s, change.to}};
    return list;
}

QJsonObject mark(const Mark &mark)
{
    return {{u"kind"_s, static_cast<int>(mark.kind)}, {u"until"_s, instant(mark.until)},
        {u"explanation"_s, mark.explanation}};
}

QJsonObject canonical(const Step &step)
{
    return {{u"title"_s, step.title}, {u"resource"_s, step.resource}, {u"uses"_s, step.operation.uses},
        {u"with"_s, step.operation.with},
        {u"secrets"_s, QJsonArray::fromStringList(QStringList(step.operation.secrets.keys()))},
        {u"changes"_s, changes(step.changes)}, {u"notes"_s, QJsonArray::fromStringList(step.notes)},
        {u"tier"_s, static_cast<int>(step.tier)}, {u"repeat"_s, static_cast<int>(step.repeat)},
        {u"mark"_s, mark(step.mark)}, {u"cli"_s, step.cli}, {u"iamAction"_s, step.iamAction}};
}

} // namespace

QJsonObject toJson(const SystemInfo &system)
{
    return {{u"id"_s, system.id.value}, {u"title"_s, system.title},
        {u"environment"_s, static_cast<int>(system.environment)}, {u"profile"_s, system.profile},
        {u"region"_s, system.region.value}, {u"pinnedAccount"_s, system.pinnedAccount.value},
        {u"endpointUrl"_s, system.endpointUrl}};
}

SystemInfo systemFromJson(const QJsonObject &json)
{
    SystemInfo system;
    system.id = {json[u"id"].toString()};
    system.title = json[u"title"].toString();
    const int environment = json[u"environment"].toInt();
    if (environment >= 0 && environment <= static_cast<int>(Environment::Development))
        system.environment = static_cast<Environment>(environment);
    system.profile = json[u"profile"].toString();
    system.region = {json[u"region"].toString()};
    system.pinnedAccount = {json[u"pinnedAccount"].toString()};
    system.endpointUrl = json[u"endpointUrl"].toString();
    return system;
}

QByteArray canonicalForm(const Plan &plan)
{
    QJsonArray steps;
    for (const Step &step : plan.steps)
        steps << canonical(step);
    // QJsonObject keeps its keys sorted, so the same plan always gives the same bytes.
    return toCompactJson(QJsonObject{{u"title"_s, plan.title}, {u"system"_s, toJson(plan.system)},
        {u"continueOnFailure"_s, plan.continueOnFailure}, {u"steps"_s, steps}});
}

PlanId planId(const Plan &plan) { return {QString::fromLatin1(crypto::sha256Hex(canonicalForm(plan)))}; }

} // namespace sm::operations
