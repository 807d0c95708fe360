// SPDX-License-Identifier: GPL-3.0-or-later
#include "yamlnode.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

QRegularExpression whole(const char *pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(QLatin1String(pattern)));
}

bool isInteger(const QString &text)
{
    static const QRegularExpression form = whole("[-+]?[0-9]+");
    return form.match(text).hasMatch();
}

/// 8, 16, or 0 where \p text is no such number.
int baseOf(const QString &text)
{
    static const QRegularExpression octal = whole("0o[0-7]+");
    static const QRegularExpression hexadecimal = whole("0x[0-9a-fA-F]+");
    if (octal.match(text).hasMatch())
        return 8;
    return hexadecimal.match(text).hasMatch() ? 16 : 0;
}

bool isFloat(const QString &text)
{
    static const QRegularExpression form = whole("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    return form.match(text).hasMatch();
}

/// Most scalars begin otherwise and need no closer look.
bool mayBeNumber(const QString &text)
{
    return !text.isEmpty() && (text.front().isDigit() || u"+-."_s.contains(text.front()));
}

QJsonValue numberOf(const QString &text)
{
    if (isInteger(text))
        return text.toLongLong();
    if (const int base = baseOf(text); base != 0)
        return text.mid(2).toLongLong(nullptr, base);
    return isFloat(text) ? QJsonValue(text.toDouble()) : QJsonValue(QJsonValue::Undefined);
}

/// Whether a 64-bit integer or a double can hold the number that \p text is.
bool fits(const QString &text)
{
    bool isGood = true;
    if (isInteger(text))
        text.toLongLong(&isGood);
    else if (const int base = baseOf(text); base != 0)
        text.mid(2).toLongLong(&isGood, base);
    else if (isFloat(text))
        isGood = qIsFinite(text.toDouble());
    return isGood;
}

QJsonValue scalarOf(const YamlNode &node)
{
    if (node.isQuoted)
        return node.text;
    if (QStringList{u"true"_s, u"True"_s, u"TRUE"_s}.contains(node.text))
        return true;
    if (QStringList{u"false"_s, u"False"_s, u"FALSE"_s}.contains(node.text))
        return false;
    if (mayBeNumber(node.text)) {
        if (const QJsonValue number = numberOf(node.text); !number.isUndefined())
            return number;
    }
    return node.text;
}

} // namespace

const YamlNode *YamlNode::value(const QString &key) const
{
    const qsizetype at = keys.indexOf(key);
    return at < 0 ? nullptr : &items[at];
}

bool YamlNode::isText() const { return kind == Kind::Scalar && scalarOf(*this).isString(); }

QJsonValue jsonOf(const YamlNode &node)
{
    if (node.kind == YamlNode::Kind::Null)
        return QJsonValue::Null;
    if (node.kind == YamlNode::Kind::Scalar)
        return scalarOf(node);
    if (node.isList()) {
        QJsonArray array;
        for (const YamlNode &item : node.items)
            array.append(jsonOf(item));
        return array;
    }
    QJsonObject object;
    for (qsizetype i = 0; i < node.keys.size(); ++i)
        object.insert(node.keys[i], jsonOf(node.items[i]));
    return object;
}

QString plainProblem(const QString &text)
{
    if (!mayBeNumber(text))
        return {};
    static const QRegularExpression infinite = whole("[-+]?(\\.inf|\\.Inf|\\.INF)|\\.nan|\\.NaN|\\.NAN");
    static const QRegularExpression padded = whole("[-+]?0[0-9]+");
    if (infinite.match(text).hasMatch())
        return QCoreApplication::translate("sm::runbooks", "“%1” is no number that JSON has").arg(text);
    if (padded.match(text).hasMatch())
        return QCoreApplication::translate(
            "sm::runbooks", "“%1” is a text to some and a number to others: put it in quotes, or leave the zeros out")
            .arg(text);
    if (fits(text))
        return {};
    return QCoreApplication::translate("sm::runbooks", "the number is too large: put it in quotes");
}

} // namespace sm::runbooks
