// SPDX-License-Identifier: GPL-3.0-or-later
#include "planjson.h"

#include <core/json.h>

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QStringList strings(const QJsonValue &list)
{
    QStringList all;
    const QJsonArray items = list.toArray();
    for (const QJsonValue item : items)
        all << item.toString();
    return all;
}

QMap<QString, QString> texts(const QJsonValue &json)
{
    QMap<QString, QString> all;
    const QJsonObject object = json.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        all.insert(it.key(), it.value().toString());
    return all;
}

QList<Change> changes(const QJsonValue &list)
{
    QList<Change> all;
    const QJsonArray items = list.toArray();
    for (const QJsonValue item : items)
        all << Change{item[u"what"].toString(), item[u"from"].toString(), item[u"to"].toString()};
    return all;
}

/// Nothing that is out of range becomes milder than it was: the greatest value is the strictest.
template <typename T>
T ranked(const QJsonValue &value, T greatest)
{
    const int number = value.toInt(-1);
    return number < 0 || number > static_cast<int>(greatest) ? greatest : static_cast<T>(number);
}

QList<Deferred> deferred(const QJsonValue &list)
{
    QList<Deferred> all;
    const QJsonArray items = list.toArray();
    for (const QJsonValue item : items) {
        Deferred one{item[u"at"].toString(), {}};
        const QJsonArray parts = item[u"parts"].toArray();
        for (const QJsonValue part : parts) {
            const bool isExpression = part.toObject().contains(u"expression");
            one.parts << Deferred::Part{part[isExpression ? u"expression" : u"text"].toString(), isExpression,
                ranked(part[u"form"], Deferred::Form::Percent)};
        }
        all << one;
    }
    return all;
}

Mark mark(const QJsonValue &json)
{
    return {ranked(json[u"kind"], Mark::Kind::Never),
        QDateTime::fromString(json[u"until"].toString(), Qt::ISODateWithMs), json[u"explanation"].toString()};
}

Step stepFrom(const QJsonObject &json)
{
    Step step;
    step.title = json[u"title"].toString();
    step.resource = json[u"resource"].toString();
    step.operation.uses = json[u"uses"].toString();
    step.operation.with = json[u"with"].toObject();
    for (const QString &name : strings(json[u"secrets"]))
        step.operation.secrets.insert(name, {});
    step.changes = changes(json[u"changes"]);
    step.notes = strings(json[u"notes"]);
    step.id = json[u"id"].toString();
    step.deferred = deferred(json[u"deferred"]);
    step.when = json[u"when"].toString();
    const QJsonArray expected = json[u"expect"].toArray();
    for (const QJsonValue each : expected)
        step.expect << Expectation{each[u"that"].toString(), each[u"otherwise"].toString()};
    step.scope = json[u"scope"].toObject();
    if (const QJsonObject undo = json[u"undo"].toObject(); !undo.isEmpty())
        step.undo << stepFrom(undo);
    step.confirm = json[u"confirm"].toString();
    step.onFailure = ranked(json[u"onFailure"], OnFailure::Ask);
    step.timeout = std::chrono::seconds(json[u"timeoutSeconds"].toInteger());
    step.fingerprint = json[u"fingerprint"].toString();
    step.undoes = json[u"undoes"].toInteger();
    step.target = json[u"target"].toString();
    step.replaces = json[u"replaces"].toBool();
    step.tier = ranked(json[u"tier"], Tier::Destructive);
    step.repeat = ranked(json[u"repeat"], Repeat::Unsafe);
    step.mark = mark(json[u"mark"]);
    step.cli = json[u"cli"].toString();
    step.iamAction = json[u"iamAction"].toString();
    step.price = json[u"price"].toString();
    return step;
}

} // namespace

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
    system.databases = texts(json[u"databases"]);
    system.caches = texts(json[u"caches"]);
    system.approvers = texts(json[u"approvers"]);
    system.approvalDatabase = json[u"approvalDatabase"].toString();
    return system;
}

Result<Plan> planFromCanonicalForm(const QByteArray &body)
{
    const Result<QJsonValue> parsed = parseJson(body);
    if (!parsed)
        return parsed.error();
    const QJsonObject json = parsed->toObject();
    Plan plan{{}, json[u"title"].toString(), systemFromJson(json[u"system"].toObject()), {},
        json[u"continueOnFailure"].toBool()};
    const QJsonArray steps = json[u"steps"].toArray();
    for (const QJsonValue step : steps)
        plan.steps << stepFrom(step.toObject());
    plan.id = planId(plan);
    if (plan.steps.isEmpty())
        return Error(Error::Kind::Invalid,
            QCoreApplication::translate("sm::operations::Planner", "What was stored here is not a plan."));
    return plan;
}

} // namespace sm::operations
