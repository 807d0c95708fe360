// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "problems.h"
#include "yamlnode.h"

#include <QDate>

#include <chrono>
#include <optional>

namespace sm::runbooks {

/// The members of one map, read by name. What is wrong is added to the problems and read as nothing.
class Fields
{
public:
    /// Complains about a \p node that is no map, and about keys that are not \p known or not there.
    Fields(const YamlNode &node, Problems &problems, const QStringList &known, const QStringList &required);

    bool isMap() const { return m_node.isMap(); }
    const Place &place() const { return m_node.place; }
    bool has(const QString &key) const { return m_node.value(key) != nullptr; }
    /// Null: not there.
    const YamlNode *node(const QString &key) const { return m_node.value(key); }
    /// The node where it is a text that is not empty, otherwise null.
    const YamlNode *textNode(const QString &key) const;

    QString text(const QString &key) const;
    /// A text that matches all of \p pattern; \p wanted says what that is: "an identifier".
    QString text(const QString &key, const QString &pattern, const QString &wanted) const;
    QStringList texts(const QString &key) const;
    std::optional<bool> boolean(const QString &key) const;
    std::optional<double> number(const QString &key) const;
    QDate date(const QString &key) const;
    std::optional<std::chrono::milliseconds> duration(const QString &key) const;
    /// The position of the text in \p words; nothing: not there, or none of them.
    std::optional<int> word(const QString &key, const QStringList &words) const;
    /// The elements of a list.
    QList<YamlNode> items(const QString &key) const;

private:
    void complain(const YamlNode &node, const QString &what) const;

    const YamlNode &m_node;
    Problems &m_problems;
};

/// Whether \p node is a text that is not empty; complains where it is not.
bool checkText(const YamlNode &node, Problems &problems);

/// The names of parameters and steps: what JMESPath takes without quotes.
QString identifierPattern();

} // namespace sm::runbooks
