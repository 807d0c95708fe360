// SPDX-License-Identifier: GPL-3.0-or-later
#include "textreader.h"

#include <QCoreApplication>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

Template TextReader::text(const YamlNode &node, Grammar grammar)
{
    Result<Template> made = Template::parse(node.text, node.place, grammar);
    if (!made) {
        m_problems.add(node.place, made.error().message());
        return {};
    }
    for (const ScopeExpression &expression : made->expressions())
        m_mentions.append({expression, m_standpoint, made->isWhole()});
    return std::move(*made);
}

ScopeExpression TextReader::expression(const YamlNode &node)
{
    Result<ScopeExpression> made = ScopeExpression::parse(node.text, node.place);
    if (!made) {
        m_problems.add(node.place, made.error().message());
        return {};
    }
    m_mentions.append({*made, m_standpoint, false});
    return std::move(*made);
}

void TextReader::step(const YamlNode &node)
{
    const QString quoted = QString(node.text).replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    if (const auto made = ScopeExpression::parse(u"steps.\"%1\""_s.arg(quoted), node.place))
        m_mentions.append({*made, m_standpoint, false, true});
    else
        m_problems.add(node.place, made.error().message());
}

JsonTemplate TextReader::json(const YamlNode &node, Grammar grammar)
{
    if (node.isText())
        return JsonTemplate::ofText(text(node, grammar));
    QList<JsonTemplate> children;
    for (const YamlNode &item : node.items)
        children << json(item, grammar);
    if (node.isList())
        return JsonTemplate::ofList(children);
    if (!node.isMap())
        return JsonTemplate::ofValue(jsonOf(node));
    return object(node, children);
}

/// The name of a member is a parameter where nothing stands beside it: then no value takes another's place.
JsonTemplate TextReader::object(const YamlNode &node, const QList<JsonTemplate> &children)
{
    std::optional<Template> name;
    for (qsizetype i = 0; i < node.keys.size(); ++i) {
        if (node.keys[i].contains("${"_L1))
            name = memberName(node, i);
    }
    return name ? JsonTemplate::ofNamed(*name, children.first()) : JsonTemplate::ofObject(node.keys, children);
}

std::optional<Template> TextReader::memberName(const YamlNode &node, qsizetype index)
{
    YamlNode key;
    key.kind = YamlNode::Kind::Scalar;
    key.text = node.keys[index];
    key.place = node.keyPlaces[index];
    const Result<Template> name = Template::parse(key.text, key.place);
    const bool isParameter = name && name->isWhole() && !name->expressions().constFirst().parameter().isEmpty();
    if (!isParameter || node.keys.size() > 1) {
        m_problems.add(key.place,
            QCoreApplication::translate("sm::runbooks",
                "the name of a member can not hold an expression; the only one of an object may be "
                "${parameters.NAME}"));
        return {};
    }
    Standpoint plain = m_standpoint;
    plain.takesSecret = false;
    std::swap(m_standpoint, plain);
    const Template made = text(key);
    std::swap(m_standpoint, plain);
    return made;
}

} // namespace sm::runbooks
