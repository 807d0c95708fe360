// SPDX-License-Identifier: GPL-3.0-or-later
#include "arnrules.h"

#include <core/jmespath.h>
#include <core/json.h>

#include <QCoreApplication>
#include <QFile>

#include <algorithm>

static void initializePermissionResource() { Q_INIT_RESOURCE(permissions); }

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject table()
{
    QFile file(u":/permissions/arns.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const Result<QJsonValue> json = parseJson(file.readAll());
    return json ? json->toObject() : QJsonObject();
}

bool lists(const QJsonValue &names, const QStringList &wanted)
{
    if (names.isUndefined())
        return true;
    const QJsonArray all = names.toArray();
    return std::any_of(wanted.begin(), wanted.end(), [&all](const QString &each) { return all.contains(each); });
}

bool appliesTo(const QJsonObject &rule, const QString &uses, const QString &action, const QJsonObject &input)
{
    if (!lists(rule.value(u"actions"_s), {action.section(u':', 1)})
        || !lists(rule.value(u"operations"_s), {uses, uses.section(u':', -1)}))
        return false;
    const QString condition = rule.value(u"if"_s).toString();
    if (condition.isEmpty())
        return true;
    const Result<QJsonValue> holds = jmespath::search(condition, input);
    return holds && jmespath::isTrue(*holds);
}

/// The patterns after the first are added where they have their values.
std::optional<ExpandedArns> arnsOf(const QJsonValue &patterns, const QJsonObject &input, const ArnPlace &place)
{
    const QJsonArray all = patterns.isArray() ? patterns.toArray() : QJsonArray{patterns};
    std::optional<ExpandedArns> arns = expandedArns(all.first().toString(), input, place);
    for (qsizetype i = 1; arns && i < all.size(); ++i) {
        const std::optional<ExpandedArns> more = expandedArns(all.at(i).toString(), input, place);
        if (!more)
            continue;
        arns->arns << more->arns;
        arns->isExact = arns->isExact && more->isExact;
    }
    return arns;
}

/// {operator: {key: pattern}}
QJsonObject conditionOf(const QJsonObject &rule, const QJsonObject &input, const ArnPlace &place)
{
    QJsonObject made;
    const QJsonObject operators = rule.value(u"condition"_s).toObject();
    for (auto it = operators.begin(); it != operators.end(); ++it) {
        QJsonObject keys;
        const QJsonObject patterns = it->toObject();
        for (auto key = patterns.begin(); key != patterns.end(); ++key) {
            const auto values = expandedArns(key->toString(), input, place);
            // A condition on what is not known could only be in the way.
            if (values && values->isExact)
                keys.insert(key.key(), values->arns.first());
        }
        if (!keys.isEmpty())
            made.insert(it.key(), keys);
    }
    return made;
}

QList<Permission> granted(const QString &action, const ExpandedArns &arns, const QJsonObject &condition)
{
    QList<Permission> all;
    for (const QString &arn : arns.arns)
        all << Permission{action, arn, condition, arns.isExact, {}};
    return all;
}

} // namespace

ArnRules::ArnRules()
{
    initializePermissionResource();
    m_table = table();
}

QList<Permission> ArnRules::resources(
    const QString &uses, const QString &action, const QJsonObject &input, const ArnPlace &place) const
{
    const QJsonArray rules = m_table[u"resources"_s][action.section(u':', 0, 0)].toArray();
    for (const QJsonValue &each : rules) {
        const QJsonObject rule = each.toObject();
        if (!appliesTo(rule, uses, action, input))
            continue;
        if (const auto arns = arnsOf(rule.value(u"arn"_s), input, place))
            return granted(action, *arns, conditionOf(rule, input, place));
    }
    return {Permission{action, u"*"_s, {}, true, {}}};
}

QList<Permission> ArnRules::permissions(
    const QString &uses, const QStringList &actions, const QJsonObject &input, const ArnPlace &place) const
{
    QList<Permission> all;
    for (const QString &action : actions)
        all << resources(uses, action, input, place);
    const QJsonArray further = m_table[u"also"_s][uses].toArray();
    for (const QJsonValue &each : further) {
        const QJsonObject rule = each.toObject();
        const QString action = rule.value(u"action"_s).toString();
        if (!appliesTo(rule, uses, action, input))
            continue;
        if (!rule.contains(u"arn"_s))
            all << resources(uses, action, input, place);
        else if (const auto arns = arnsOf(rule.value(u"arn"_s), input, place))
            all << granted(action, *arns, conditionOf(rule, input, place));
    }
    return all;
}

QStringList ArnRules::undoActions(const QString &uses) const
{
    QStringList actions;
    const QJsonArray all = m_table[u"undo"_s][uses].toArray();
    for (const QJsonValue &each : all)
        actions << each.toString();
    return actions;
}

QString ArnRules::note(const QString &uses) const
{
    const QByteArray note = m_table[u"notes"_s][uses].toString().toUtf8();
    return note.isEmpty() ? QString() : QCoreApplication::translate("sm::operations::ArnRules", note.constData());
}

} // namespace sm::operations
