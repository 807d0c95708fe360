// SPDX-License-Identifier: GPL-3.0-or-later
#include "yamlwriter.h"

#include <core/json.h>

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Whether any reader takes \p text without quotes for the text that it is.
bool isPlain(const QString &text)
{
    static const QString letter = u"(?:[A-Za-z0-9_./@+(),;'=-]|:(?=[A-Za-z0-9/]))"_s;
    static const QRegularExpression form(
        QRegularExpression::anchoredPattern(u"[A-Za-z_/]%1*(?: %1+)*|[0-9]+[A-Za-z][A-Za-z0-9]*"_s.arg(letter)));
    static const QRegularExpression number(QRegularExpression::anchoredPattern(u"[0-9]+[eE][0-9]+|0[oxbOXB].*"_s));
    static const QStringList others{
        u"true"_s, u"false"_s, u"yes"_s, u"no"_s, u"on"_s, u"off"_s, u"y"_s, u"n"_s, u"null"_s};
    constexpr qsizetype longestKey = 500;
    return text.size() < longestKey && !others.contains(text.toLower()) && form.match(text).hasMatch()
        && !number.match(text).hasMatch();
}

/// What would not be seen, or not be seen as what it is, is escaped.
bool isVisible(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    return category != QChar::Other_Control && category != QChar::Other_Format && category != QChar::Other_Surrogate
        && category != QChar::Separator_Line && category != QChar::Separator_Paragraph && c != 0xFFFE && c != 0xFFFF;
}

QString escaped(char32_t c)
{
    if (c == '\n')
        return u"\\n"_s;
    if (c == '\t')
        return u"\\t"_s;
    if (c == '"' || c == '\\')
        return u'\\' + QString(QChar(c));
    if (isVisible(c))
        return QString::fromUcs4(&c, 1);
    return c > 0xFFFF ? u"\\U%1"_s.arg(c, 8, 16, QLatin1Char('0')) : u"\\u%1"_s.arg(c, 4, 16, QLatin1Char('0'));
}

QString quoted(const QString &text)
{
    QString inner;
    for (const char32_t c : text.toUcs4())
        inner += escaped(c);
    return u'"' + inner + u'"';
}

/// Whether \p text can be written line by line as it stands.
bool isBlock(const QString &text)
{
    const QStringList lines = text.split(u'\n');
    const auto isFine = [](const QString &line) {
        const QList<uint> letters = line.toUcs4();
        return !line.endsWith(u' ') && std::all_of(letters.begin(), letters.end(), isVisible);
    };
    return lines.size() > 1 && !lines.first().isEmpty() && !lines.first().startsWith(u' ') && !text.endsWith("\n\n"_L1)
        && std::all_of(lines.begin(), lines.end(), isFine);
}

class Writer
{
public:
    QByteArray result() const { return m_text.toUtf8(); }

    void members(const YamlNode &map, int indent)
    {
        for (qsizetype i = 0; i < map.keys.size(); ++i) {
            if (i > 0 || !m_isAfterDash)
                m_text += QString(indent, u' ');
            m_isAfterDash = false;
            m_text += (isPlain(map.keys[i]) ? map.keys[i] : quoted(map.keys[i])) + u':';
            value(map.items[i], indent);
        }
    }

private:
    /// What follows "key:" or "-" at \p indent, with the end of the line.
    void value(const YamlNode &node, int indent)
    {
        if (node.isMap() && !node.keys.isEmpty()) {
            m_text += u'\n';
            members(node, indent + step);
        } else if (node.isList() && !node.items.isEmpty()) {
            m_text += u'\n';
            elements(node, indent + step);
        } else if (node.kind == YamlNode::Kind::Scalar && node.isQuoted && isBlock(node.text)) {
            block(node.text, indent + step);
        } else {
            m_text += u' ' + word(node) + u'\n';
        }
    }

    void elements(const YamlNode &list, int indent)
    {
        for (const YamlNode &item : list.items) {
            m_text += QString(indent, u' ') + u'-';
            if (item.isMap() && !item.keys.isEmpty()) {
                m_text += u' ';
                m_isAfterDash = true;
                members(item, indent + step);
            } else {
                value(item, indent);
            }
        }
    }

    void block(const QString &text, int indent)
    {
        m_text += text.endsWith(u'\n') ? u" |\n"_s : u" |-\n"_s;
        QStringList lines = text.split(u'\n');
        if (lines.last().isEmpty())
            lines.removeLast();
        for (const QString &line : std::as_const(lines))
            m_text += line.isEmpty() ? u"\n"_s : QString(indent, u' ') + line + u'\n';
    }

    static QString word(const YamlNode &node)
    {
        switch (node.kind) {
        case YamlNode::Kind::Null:
            return u"null"_s;
        case YamlNode::Kind::List:
            return u"[]"_s;
        case YamlNode::Kind::Map:
            return u"{}"_s;
        case YamlNode::Kind::Scalar:
            break;
        }
        return !node.isQuoted || isPlain(node.text) ? node.text : quoted(node.text);
    }

    static constexpr int step = 2;
    QString m_text;
    bool m_isAfterDash = false; ///< the first member stands on the line of its dash
};

} // namespace

QByteArray writeYaml(const YamlNode &root)
{
    Writer writer;
    writer.members(root, 0);
    return writer.result();
}

YamlNode yamlOf(const QJsonValue &value)
{
    YamlNode node;
    if (value.isObject()) {
        node.kind = YamlNode::Kind::Map;
        const QJsonObject object = value.toObject();
        node.keys = object.keys();
        for (const QString &key : std::as_const(node.keys))
            node.items << yamlOf(object.value(key));
    } else if (value.isArray()) {
        node.kind = YamlNode::Kind::List;
        const QJsonArray items = value.toArray();
        for (const QJsonValue &item : items)
            node.items << yamlOf(item);
    } else if (!value.isNull() && !value.isUndefined()) {
        node.kind = YamlNode::Kind::Scalar;
        node.isQuoted = value.isString();
        node.text = value.isString() ? value.toString() : QString::fromUtf8(toCompactJson(value));
    }
    return node;
}

} // namespace sm::runbooks
