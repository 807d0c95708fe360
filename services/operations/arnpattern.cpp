// SPDX-License-Identifier: GPL-3.0-or-later
#include "arnpattern.h"

#include <core/jmespath.h>

#include <QJsonArray>
#include <QRegularExpression>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QStringList knownValue(const QString &name, const ArnPlace &place)
{
    if (name == "partition"_L1)
        return {place.partition};
    if (name == "region"_L1)
        return {place.region};
    if (name == "account"_L1)
        return {place.account};
    return name == "self"_L1 ? QStringList{u"${aws:username}"_s} : QStringList();
}

/// \p value as IAM compares it literally (IAM User Guide, "IAM policy elements: Variables and tags").
QString escaped(const QString &value)
{
    QString made;
    for (const QChar character : value) {
        if (character == u'*' || character == u'?' || character == u'$')
            made += u"${"_s + character + u'}';
        else
            made += character == unknownText ? QChar(u'*') : character;
    }
    return made;
}

class Expansion
{
public:
    Expansion(const QJsonObject &input, const ArnPlace &place)
        : m_input(input)
        , m_place(place)
    {
    }

    std::optional<ExpandedArns> of(const QString &pattern);

private:
    QStringList valuesOf(const QString &expression);
    void addTo(QStringList &made, const QString &literal, const QStringList &values, bool isEnd) const;

    const QJsonObject &m_input;
    const ArnPlace &m_place;
    bool m_isExact = true;
};

QStringList Expansion::valuesOf(const QString &expression)
{
    if (const QStringList known = knownValue(expression, m_place); !known.isEmpty())
        return known;
    const Result<QJsonValue> found = jmespath::search(expression, m_input);
    if (!found)
        return {};
    const QJsonArray values = found->isArray() ? found->toArray() : QJsonArray{*found};
    QStringList texts;
    for (const QJsonValue &value : values) {
        if (!value.isString() && !value.isDouble())
            continue;
        const QString text = value.toVariant().toString();
        m_isExact = m_isExact && !text.contains(unknownText);
        texts << escaped(text);
    }
    return texts;
}

void Expansion::addTo(QStringList &made, const QString &literal, const QStringList &values, bool isEnd) const
{
    static const QRegularExpression separator(u"[/:]"_s);
    QStringList longer;
    for (const QString &before : std::as_const(made)) {
        for (const QString &value : values) {
            const bool isArn = value.startsWith("arn:"_L1);
            if (isArn && isEnd)
                longer << value;
            else
                longer << before + literal + (isArn ? value.split(separator).last() : value);
        }
    }
    made = longer;
}

std::optional<ExpandedArns> Expansion::of(const QString &pattern)
{
    static const QRegularExpression hole(uR"(\{([^{}]*)\})"_s);
    static const QRegularExpression openEnd(u"^[:/]?\\*?$"_s);
    QStringList made{QString()};
    qsizetype at = 0;
    for (const QRegularExpressionMatch &match : hole.globalMatch(pattern)) {
        const QStringList values = valuesOf(match.captured(1));
        if (values.isEmpty())
            return {};
        const bool isEnd = openEnd.match(pattern.mid(match.capturedEnd())).hasMatch();
        addTo(made, pattern.mid(at, match.capturedStart() - at), values, isEnd);
        at = match.capturedEnd();
    }
    for (QString &each : made)
        each += pattern.mid(at);
    return ExpandedArns{made, m_isExact};
}

} // namespace

std::optional<ExpandedArns> expandedArns(const QString &pattern, const QJsonObject &input, const ArnPlace &place)
{
    return Expansion(input, place).of(pattern);
}

} // namespace sm::operations
