// SPDX-License-Identifier: GPL-3.0-or-later
#include "planjson.h"

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

QJsonArray deferred(const QList<Deferred> &all)
{
    QJsonArray list;
    for (const Deferred &each : all) {
        QJsonArray parts;
        for (const Deferred::Part &part : each.parts)
            parts << QJsonObject{
                {part.isExpression ? u"expression"_s : u"text"_s, part.text}, {u"form"_s, static_cast<int>(part.form)}};
        list << QJsonObject{{u"at"_s, each.at}, {u"parts"_s, parts}};
    }
    return list;
}

QJsonArray expectations(const QList<Expectation> &all)
{
    QJsonArray list;
    for (const Expectation &each : all)
        list << QJsonObject{{u"that"_s, each.that}, {u"otherwise"_s, each.otherwise}};
    return list;
}

QJsonObject texts(const QMap<QString, QString> &all)
{
    QJsonObject object;
    for (auto it = all.begin(); it != all.end(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

QJsonObject canonical(const Step &step)
{
    return {{u"title"_s, step.title}, {u"resource"_s, step.resource}, {u"uses"_s, step.operation.uses},
        {u"with"_s, step.operation.with},
        {u"secrets"_s, QJsonArray::fromStringList(QStringList(step.operation.secrets.keys()))},
        {u"changes"_s, changes(step.changes)}, {u"notes"_s, QJsonArray::fromStringList(step.notes)},
        {u"tier"_s, static_cast<int>(step.tier)}, {u"repeat"_s, static_cast<int>(step.repeat)},
        {u"mark"_s, mark(step.mark)}, {u"cli"_s, step.cli}, {u"iamAction"_s, step.iamAction}, {u"price"_s, step.price},
        {u"id"_s, step.id}, {u"deferred"_s, deferred(step.deferred)}, {u"when"_s, step.when},
        {u"expect"_s, expectations(step.expect)}, {u"scope"_s, step.scope},
        {u"undo"_s, step.undo.isEmpty() ? QJsonObject() : canonical(step.undo.first())}, {u"confirm"_s, step.confirm},
        {u"onFailure"_s, static_cast<int>(step.onFailure)},
        {u"timeoutSeconds"_s, static_cast<qint64>(step.timeout.count())}, {u"fingerprint"_s, step.fingerprint},
        {u"undoes"_s, step.undoes}, {u"target"_s, step.target}, {u"replaces"_s, step.replaces}};
}

} // namespace

QString fingerprintOf(const QJsonValue &state)
{
    return state.isUndefined() ? QString() : QString::fromLatin1(crypto::sha256Hex(toCompactJson(state)));
}

QJsonObject toJson(const SystemInfo &system)
{
    QJsonObject json{{u"id"_s, system.id.value}, {u"title"_s, system.title},
        {u"environment"_s, static_cast<int>(system.environment)}, {u"profile"_s, system.profile},
        {u"region"_s, system.region.value}, {u"pinnedAccount"_s, system.pinnedAccount.value},
        {u"endpointUrl"_s, system.endpointUrl}, {u"databases"_s, texts(system.databases)},
        {u"caches"_s, texts(system.caches)}, {u"approvers"_s, texts(system.approvers)}};
    if (!system.approvalDatabase.isEmpty()) // plans of before keep their ids
        json.insert(u"approvalDatabase"_s, system.approvalDatabase);
    return json;
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
