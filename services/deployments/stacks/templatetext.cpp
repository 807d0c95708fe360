// SPDX-License-Identifier: GPL-3.0-or-later
#include <stacks/templatetext.h>

#include <core/json.h>

#include <QHash>
#include <QMap>
#include <QRegularExpression>

#include <map>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

qsizetype indentOf(QStringView line)
{
    qsizetype indent = 0;
    while (indent < line.size() && line.at(indent) == u' ')
        ++indent;
    return indent;
}

QString unquoted(const QString &key)
{
    const bool isQuoted = key.size() > 1 && (key.front() == u'"' || key.front() == u'\'') && key.back() == key.front();
    return isQuoted ? key.mid(1, key.size() - 2) : key;
}

/// The texts of a document by their paths (names joined by line ends), found by the indentation of its lines.
class Members
{
public:
    void add(const QString &raw)
    {
        QString line = raw;
        qsizetype indent = indentOf(line);
        while (line.mid(indent).startsWith("- "_L1) || line.mid(indent) == "-"_L1) {
            leave(indent, true);
            enter(indent, u'[' + QString::number(m_counts[pathText()]++) + u']', true);
            line[indent] = u' ';
            indent = indentOf(line);
        }
        static const QRegularExpression form(
            u"\\A(\"[^\"]*\"|'[^']*'|[^\\s#'\"\\[{!][^:#]*(?:::[^:#]*)*?):(?:\\s+(.*))?\\z"_s);
        const auto match = form.match(line.mid(indent));
        if (!match.hasMatch() || isInText(indent)) {
            append(line.trimmed());
            return;
        }
        leave(indent, false);
        enter(indent, unquoted(match.captured(1).trimmed()), false);
        const QString value = match.captured(2).trimmed();
        m_textIndent = value.startsWith(u'|') || value.startsWith(u'>') ? indent : -1;
        if (!value.isEmpty())
            append(value);
    }
    const QMap<QString, QString> &values() const { return m_values; }

private:
    struct Level
    {
        qsizetype indent;
        QString name;
        bool isElement;
    };
    bool isInText(qsizetype indent)
    {
        if (m_textIndent >= 0 && indent > m_textIndent)
            return true;
        m_textIndent = -1;
        return false;
    }
    /// An element may stand as far left as the key of its list.
    void leave(qsizetype indent, bool isElement)
    {
        while (!m_levels.isEmpty()) {
            const Level &last = m_levels.last();
            const bool isOut = last.indent > indent || (last.indent == indent && (!isElement || last.isElement));
            if (!isOut)
                return;
            m_levels.removeLast();
        }
    }
    void enter(qsizetype indent, const QString &name, bool isElement) { m_levels.append({indent, name, isElement}); }
    QString pathText() const
    {
        QStringList names;
        for (const Level &level : m_levels)
            names << level.name;
        return names.join(u'\n');
    }
    void append(const QString &text)
    {
        QString &value = m_values[pathText()];
        value += value.isEmpty() ? text : u'\n' + text;
    }

    QMap<QString, QString> m_values;
    QList<Level> m_levels;
    QHash<QString, int> m_counts;
    qsizetype m_textIndent = -1;
};

struct Node
{
    QString text;
    std::map<QString, Node> members;
};

QJsonValue jsonOf(const Node &node)
{
    if (node.members.empty())
        return node.text;
    QJsonObject object;
    for (const auto &[name, member] : node.members)
        object.insert(name, jsonOf(member));
    if (!node.text.isEmpty()) // an intrinsic function with members below it: its own text stands beside them
        object.insert(u"="_s, node.text);
    return object;
}

QJsonObject yamlMembers(const QString &text)
{
    Members members;
    const QStringList lines = text.split(u'\n');
    for (const QString &line : lines) {
        const QString trimmed = line.trimmed();
        if (!trimmed.isEmpty() && !trimmed.startsWith(u'#') && trimmed != "---"_L1)
            members.add(line);
    }
    Node root;
    for (auto it = members.values().cbegin(); it != members.values().cend(); ++it) {
        Node *node = &root;
        const QStringList path = it.key().split(u'\n');
        for (const QString &name : path)
            node = &node->members[name];
        node->text = it.value();
    }
    return jsonOf(root).toObject();
}

} // namespace

QJsonObject templateMembers(const QString &text)
{
    if (const Result<QJsonValue> json = parseJson(text.toUtf8()); json && json->isObject())
        return json->toObject();
    return yamlMembers(text);
}

} // namespace sm::deployments
