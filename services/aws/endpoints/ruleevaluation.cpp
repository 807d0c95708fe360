// SPDX-License-Identifier: GPL-3.0-or-later
#include "ruleevaluation.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::aws {

RuleEvaluation::RuleEvaluation(const Partitions &partitions)
    : m_partitions(partitions)
{
}

void RuleEvaluation::assign(const QString &name, const QJsonValue &value) { m_names.emplace_back(name, value); }

Result<RuledEndpoint> RuleEvaluation::firstOf(const std::vector<Rule> &rules)
{
    for (const Rule &rule : rules) {
        const size_t outer = m_names.size();
        if (holds(rule))
            return outcome(rule); // final: rules do not fall back to a later sibling
        m_names.resize(outer);
    }
    return Error(Error::Kind::Invalid,
        QCoreApplication::translate("sm::aws::Endpoints", "No endpoint is known for this region and these settings."));
}

bool RuleEvaluation::holds(const Rule &rule)
{
    for (const RuleCondition &condition : rule.conditions) {
        const QJsonValue found = value(condition.expression);
        if (found.isNull() || found.isUndefined() || found == QJsonValue(false))
            return false;
        if (!condition.assign.isEmpty())
            assign(condition.assign, found);
    }
    return true;
}

Result<RuledEndpoint> RuleEvaluation::outcome(const Rule &rule)
{
    switch (rule.kind) {
    case Rule::Kind::Endpoint:
        return RuledEndpoint{value(rule.url).toString(), expandedInside(rule.properties).toObject()};
    case Rule::Kind::Error:
        return Error(Error::Kind::Invalid, expanded(rule.error));
    case Rule::Kind::Tree:
        break;
    }
    return firstOf(rule.rules);
}

QJsonValue RuleEvaluation::value(const RuleExpression &expression) const
{
    switch (expression.kind) {
    case RuleExpression::Kind::Literal:
        return expression.literal;
    case RuleExpression::Kind::Template:
        return expanded(expression.literal.toString());
    case RuleExpression::Kind::Reference:
        return named(expression.reference);
    case RuleExpression::Kind::Call:
        break;
    }
    QList<QJsonValue> arguments;
    arguments.reserve(static_cast<qsizetype>(expression.arguments.size()));
    for (const RuleExpression &argument : expression.arguments)
        arguments << value(argument);
    return expression.function(arguments, m_partitions);
}

QJsonValue RuleEvaluation::named(QStringView name) const
{
    const auto found
        = std::find_if(m_names.rbegin(), m_names.rend(), [name](const auto &entry) { return entry.first == name; });
    return found == m_names.rend() ? QJsonValue(QJsonValue::Null) : found->second;
}

/// {Name} and {Name#attribute} become their values, {{ and }} single braces.
QString RuleEvaluation::expanded(const QString &text) const
{
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const bool doubled = i + 1 < text.size() && text[i + 1] == c;
        if ((c == u'{' || c == u'}') && doubled) {
            result += c;
            ++i;
        } else if (const qsizetype end = text.indexOf(u'}', i); c == u'{' && end > i) {
            const QStringView inner = QStringView(text).mid(i + 1, end - i - 1);
            const qsizetype hash = inner.indexOf(u'#');
            const QJsonValue whole = named(hash < 0 ? inner : inner.left(hash));
            result += (hash < 0 ? whole : ruleAttribute(whole, inner.mid(hash + 1).toString())).toString();
            i = end;
        } else {
            result += c;
        }
    }
    return result;
}

QJsonValue RuleEvaluation::expandedInside(const QJsonValue &value) const
{
    if (value.isString())
        return expanded(value.toString());
    if (value.isArray()) {
        QJsonArray array;
        const QJsonArray items = value.toArray();
        for (const auto &item : items)
            array.append(expandedInside(item));
        return array;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        it.value() = expandedInside(it.value());
    return object;
}

} // namespace sm::aws
