// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jsontemplate.h"
#include "mention.h"
#include "problems.h"
#include "yamlnode.h"

namespace sm::runbooks {

/// Reads what may hold expressions, and notes each of them down for ReferenceCheck. What can not be read is added to
/// the problems and read as nothing.
class TextReader
{
public:
    explicit TextReader(Problems &problems)
        : m_problems(problems)
    {
    }

    /// Where everything stands that is read from now on.
    void setStandpoint(const Standpoint &standpoint) { m_standpoint = standpoint; }
    const Standpoint &standpoint() const { return m_standpoint; }
    Problems &problems() { return m_problems; }
    const QList<Mention> &mentions() const { return m_mentions; }

    /// \p node is a text.
    Template text(const YamlNode &node, Grammar grammar = Grammar::Text);
    /// \p node is a text: an expression without "${".
    ScopeExpression expression(const YamlNode &node);
    /// A step that is named outright.
    void step(const YamlNode &node);
    JsonTemplate json(const YamlNode &node, Grammar grammar = Grammar::Text);

private:
    JsonTemplate object(const YamlNode &node, const QList<JsonTemplate> &children);
    std::optional<Template> memberName(const YamlNode &node, qsizetype index);

    Problems &m_problems;
    Standpoint m_standpoint;
    QList<Mention> m_mentions;
};

} // namespace sm::runbooks
