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
    for (qsizetype i = 0; i < node.keys.size(); ++i) {
        if (node.keys[i].contains("${"_L1))
            m_problems.add(node.keyPlaces[i],
                QCoreApplication::translate("sm::runbooks", "the name of a member can not hold an expression"));
    }
    return JsonTemplate::ofObject(node.keys, children);
}

} // namespace sm::runbooks
