// SPDX-License-Identifier: GPL-3.0-or-later
#include "blotter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

#include <algorithm>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype ShortestInText = 4;
QString blotted() { return u"[secret]"_s; }

QString jsonEscaped(const QString &text)
{
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.mid(2, list.size() - 4));
}

QString asciiEscaped(const QString &text, bool upperCase)
{
    QString escaped;
    for (const QChar character : text) {
        const QString digits = QString::number(character.unicode(), 16).rightJustified(4, u'0');
        if (character.unicode() < 0x80)
            escaped += character;
        else
            escaped += u"\\u"_s + (upperCase ? digits.toUpper() : digits);
    }
    return escaped;
}

QStringList percentEncoded(const QByteArray &bytes)
{
    const QString upper = QString::fromLatin1(bytes.toPercentEncoding());
    QString lower = upper;
    for (qsizetype i = 0; i + 2 < lower.size(); ++i) {
        if (lower.at(i) == u'%')
            lower.replace(i + 1, 2, lower.mid(i + 1, 2).toLower());
    }
    QString form = upper;
    form.replace(u"%20"_s, u"+"_s);
    return {upper, lower, form, QString::fromLatin1(upper.toLatin1().toPercentEncoding())};
}

// Base64 of a text that holds the secret looks different for each of three positions, and its first and last
// characters depend on the neighbours: only the middle is sure.
QStringList base64Encoded(const QByteArray &bytes)
{
    QStringList forms;
    for (const qsizetype offset : {0, 1, 2}) {
        const QByteArray padded = QByteArray(offset, '\0') + bytes;
        const qsizetype first = (offset * 8 + 5) / 6;
        const qsizetype count = padded.size() * 8 / 6 - first;
        if (count < ShortestInText)
            continue;
        forms << QString::fromLatin1(padded.toBase64().mid(first, count))
              << QString::fromLatin1(padded.toBase64(QByteArray::Base64UrlEncoding).mid(first, count));
    }
    return forms;
}

QStringList formsOf(const QByteArray &bytes)
{
    const QString text = QString::fromUtf8(bytes);
    const QString json = jsonEscaped(text);
    QString slashes = json;
    slashes.replace(u"/"_s, u"\\/"_s);
    QString apostrophes = text.toHtmlEscaped();
    apostrophes.replace(u"'"_s, u"&apos;"_s);
    QStringList forms{text, json, jsonEscaped(json), slashes, asciiEscaped(json, false), asciiEscaped(json, true),
        text.toHtmlEscaped(), apostrophes, QString::fromLatin1(bytes.toHex()),
        QString::fromLatin1(bytes.toHex().toUpper())};
    return forms << percentEncoded(bytes) << base64Encoded(bytes);
}

} // namespace

Blotter::Blotter(const QList<Secret> &secrets)
{
    for (const Secret &secret : secrets) {
        const QByteArray bytes = secret.reveal().toByteArray();
        const QString text = QString::fromUtf8(bytes);
        if (text.isEmpty())
            continue;
        if (text.size() < ShortestInText)
            m_short << text;
        else
            m_forms << formsOf(bytes);
    }
    m_forms.removeDuplicates();
    std::sort(m_forms.begin(), m_forms.end(), [](const QString &a, const QString &b) { return a.size() > b.size(); });
}

QString Blotter::blot(QString text) const
{
    if (m_short.contains(text))
        return blotted();
    for (const QString &form : m_forms)
        text.replace(form, blotted());
    return text;
}

QJsonObject Blotter::blot(const QJsonObject &object) const
{
    QJsonObject clean;
    for (auto it = object.begin(); it != object.end(); ++it)
        clean.insert(blot(it.key()), blot(it.value()));
    return clean;
}

QJsonValue Blotter::blot(const QJsonValue &value) const
{
    if (value.isString())
        return blot(value.toString());
    if (value.isObject())
        return blot(value.toObject());
    if (value.isDouble()) {
        const QString digits = value.toVariant().toString();
        const QString clean = blot(digits);
        return clean == digits ? value : QJsonValue(clean);
    }
    if (!value.isArray())
        return value;
    QJsonArray clean;
    const QJsonArray items = value.toArray();
    for (const QJsonValue item : items)
        clean << blot(item);
    return clean;
}

} // namespace sm::operations
