// SPDX-License-Identifier: GPL-3.0-or-later
#include "mergewrite.h"

#include "jsontext.h"
#include "memberpath.h"
#include "threeway.h"

#include <core/jmespath.h>
#include <core/json.h>

#include <QCoreApplication>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::MergeWrite", text); }

Result<QJsonValue> asObject(const QJsonValue &value, const QString &what)
{
    if (value.isNull() || value.isUndefined())
        return QJsonValue(QJsonObject());
    if (!value.isString())
        return value;
    const Result<QJsonValue> parsed = jsonFromText(value.toString());
    if (parsed)
        return parsed;
    return Error(Error::Kind::Invalid, tr("%1 is no JSON: %2").arg(what, parsed.error().message()));
}

QString shown(const QJsonValue &value, bool masked)
{
    if (value.isUndefined())
        return {};
    if (masked && !value.isBool() && !value.isNull())
        return tr("(hidden)");
    return value.isString() ? value.toString() : QString::fromUtf8(toCompactJson(value));
}

Result<QJsonValue> presentObject(const MergeRule &rule, const QJsonValue &before)
{
    if (before.isNull() || before.isUndefined())
        return QJsonValue(QJsonObject());
    const Result<QJsonValue> found = jmespath::search(rule.from, before);
    if (!found)
        return found.error();
    return asObject(*found, tr("What is there now"));
}

} // namespace

Result<QJsonObject> mergedInput(const MergeRule &rule, const QJsonObject &input, const QJsonValue &before)
{
    const Result<QJsonValue> present = presentObject(rule, before);
    if (!present)
        return present.error();
    std::optional<Error> problem;
    const Replace complete = [&](const QString &name, const QJsonValue &given) -> QJsonValue {
        const Result<QJsonValue> change = asObject(given, name);
        if (!change) {
            problem = change.error();
            return given;
        }
        const QJsonValue merged
            = unkeyed(mergedInto(keyed(*present, rule.keys), keyed(*change, rule.keys)), rule.keys, *present);
        return rule.isText ? QJsonValue(QString::fromUtf8(toCompactJson(merged))) : merged;
    };
    const QJsonObject completed = replaceAt(input, rule.member, complete);
    if (problem)
        return *problem;
    return completed;
}

QList<Change> changesOfMerge(const MergeRule &rule, const QJsonObject &input, const QJsonValue &before, bool masked)
{
    const Result<QJsonValue> present = presentObject(rule, before);
    QJsonValue given;
    replaceAt(input, rule.member, [&given](const QString &, const QJsonValue &value) {
        given = value;
        return value;
    });
    const Result<QJsonValue> wanted = asObject(given, rule.member);
    QList<Change> changes;
    if (!present || !wanted)
        return changes;
    const Comparison comparison = threeWay(*present, *wanted, *wanted, rule.keys);
    for (const Difference &each : comparison.differences)
        changes << Change{rule.member + u'.' + each.path, shown(each.before, masked), shown(each.after, masked)};
    return changes;
}

} // namespace sm::operations
