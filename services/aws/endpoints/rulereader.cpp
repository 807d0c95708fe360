// SPDX-License-Identifier: GPL-3.0-or-later
#include "rulereader.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

Error unknown(const QString &word)
{
    return Error(Error::Kind::Invalid,
        QCoreApplication::translate("sm::aws::Endpoints", "The endpoint rules use \"%1\", which is not known here.")
            .arg(word));
}

Result<RuleExpression> readExpression(const QJsonValue &definition);

Result<RuleExpression> readCall(const QJsonValue &definition)
{
    const QString name = definition[u"fn"].toString();
    const QJsonArray arguments = definition[u"argv"].toArray();
    const RuleFunctionEntry entry = findRuleFunction(name);
    if (!entry.run || arguments.size() != entry.arity)
        return unknown(u"%1/%2"_s.arg(name).arg(arguments.size()));
    RuleExpression call;
    call.kind = RuleExpression::Kind::Call;
    call.function = entry.run;
    for (const auto &argument : arguments) {
        Result<RuleExpression> read = readExpression(argument);
        if (!read)
            return read;
        call.arguments.push_back(std::move(*read));
    }
    return call;
}

Result<RuleExpression> readExpression(const QJsonValue &definition)
{
    if (definition[u"fn"].isString())
        return readCall(definition);
    RuleExpression expression;
    expression.reference = definition[u"ref"].toString();
    expression.literal = definition;
    if (!expression.reference.isEmpty())
        expression.kind = RuleExpression::Kind::Reference;
    else if (definition.toString().contains(u'{'))
        expression.kind = RuleExpression::Kind::Template;
    return expression;
}

Result<std::vector<RuleCondition>> readConditions(const QJsonArray &definitions)
{
    std::vector<RuleCondition> conditions;
    for (const auto &definition : definitions) {
        Result<RuleExpression> expression = readCall(definition);
        if (!expression)
            return expression.error();
        conditions.push_back({std::move(*expression), definition[u"assign"].toString()});
    }
    return conditions;
}

Result<Rule> readRule(const QJsonValue &definition)
{
    Rule rule;
    Result<std::vector<RuleCondition>> conditions = readConditions(definition[u"conditions"].toArray());
    if (!conditions)
        return conditions.error();
    rule.conditions = std::move(*conditions);

    const QString kind = definition[u"type"].toString();
    if (kind == "endpoint"_L1) {
        rule.kind = Rule::Kind::Endpoint;
        rule.properties = definition[u"endpoint"][u"properties"].toObject();
        Result<RuleExpression> url = readExpression(definition[u"endpoint"][u"url"]);
        if (!url)
            return url.error();
        rule.url = std::move(*url);
    } else if (kind == "error"_L1) {
        rule.kind = Rule::Kind::Error;
        rule.error = definition[u"error"].toString();
    } else if (kind == "tree"_L1) {
        Result<std::vector<Rule>> rules = readRules(definition[u"rules"].toArray());
        if (!rules)
            return rules.error();
        rule.rules = std::move(*rules);
    } else {
        return unknown(kind);
    }
    return rule;
}

} // namespace

Result<std::vector<Rule>> readRules(const QJsonArray &definitions)
{
    std::vector<Rule> rules;
    for (const auto &definition : definitions) {
        Result<Rule> rule = readRule(definition);
        if (!rule)
            return rule.error();
        rules.push_back(std::move(*rule));
    }
    return rules;
}

} // namespace sm::aws
