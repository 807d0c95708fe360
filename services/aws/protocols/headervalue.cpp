// SPDX-License-Identifier: GPL-3.0-or-later
#include "headervalue.h"

#include <core/json.h>

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace sm::aws {

namespace {

bool breaksTheLine(const QByteArray &text) { return text.contains('\r') || text.contains('\n') || text.contains('\0'); }

Error notOneLine(const Member &member)
{
    return Error(Error::Kind::Invalid,
        QCoreApplication::translate("sm::aws", "%1: remove the line breaks, it is sent as a header.").arg(member.name));
}

QByteArray quoted(QByteArray text)
{
    if (!text.contains(',') && !text.contains('"'))
        return text;
    text.replace('\\', "\\\\").replace('"', "\\\"");
    return '"' + text + '"';
}

Result<QByteArray> listHeader(const Member &element, const QJsonArray &values)
{
    QByteArrayList parts;
    for (const QJsonValue &value : values) {
        if (value.isNull())
            continue;
        const Result<QByteArray> part = toHeaderValue(element, value);
        if (!part)
            return part.error();
        parts.append(element.shape->type == Shape::Type::String ? quoted(*part) : *part);
    }
    return parts.join(',');
}

/// Cuts at commas outside of quotes and takes the quotes off.
QStringList listParts(const QString &header)
{
    QStringList parts{QString()};
    bool isQuoted = false;
    for (qsizetype i = 0; i < header.size(); ++i) {
        const QChar character = header.at(i);
        if (character == u'"')
            isQuoted = !isQuoted;
        else if (isQuoted && character == u'\\' && i + 1 < header.size())
            parts.last() += header.at(++i);
        else if (character == u',' && !isQuoted)
            parts.append(QString());
        else
            parts.last() += character;
    }
    return parts;
}

/// "Mon, 16 Dec 2019 23:48:18 GMT" has a comma itself: each date is two parts.
QStringList dateParts(const QStringList &parts)
{
    QStringList dates;
    for (qsizetype i = 0; i + 1 < parts.size(); i += 2)
        dates.append(parts.at(i) + u',' + parts.at(i + 1));
    return dates;
}

Result<QJsonValue> fromListHeader(const Member &element, const QString &header)
{
    const bool isHttpDate = element.shape->type == Shape::Type::Timestamp
        && timestampFormatOf(element, TimestampFormat::Rfc822) == TimestampFormat::Rfc822;
    const QStringList parts = isHttpDate ? dateParts(listParts(header)) : listParts(header);
    QJsonArray values;
    for (const QString &part : parts) {
        const Result<QJsonValue> value = fromWireText(element, QStringView(part).trimmed(), TimestampFormat::Rfc822);
        if (!value)
            return value;
        if (!value->isUndefined())
            values.append(*value);
    }
    return QJsonValue(values);
}

Result<QJsonValue> fromJsonHeader(const Member &member, const QByteArray &header)
{
    const Result<QJsonValue> value = parseJson(QByteArray::fromBase64(header));
    if (value)
        return value;
    return unexpected(member, QString::fromUtf8(header), QCoreApplication::translate("sm::aws", "JSON in base64"));
}

} // namespace

Result<QByteArray> toHeaderValue(const Member &member, const QJsonValue &value)
{
    if (member.jsonValue || member.shape->isDocument)
        return toCompactJson(value).toBase64();
    if (member.shape->type == Shape::Type::List)
        return listHeader(member.shape->element, value.toArray());
    const Result<QString> text = toWireText(member, value, TimestampFormat::Rfc822);
    if (!text)
        return text.error();
    const QByteArray header = text->toUtf8();
    return breaksTheLine(header) ? Result<QByteArray>(notOneLine(member)) : header;
}

Result<QJsonValue> fromHeaderValue(const Member &member, const QByteArray &header)
{
    if (member.jsonValue || member.shape->isDocument)
        return fromJsonHeader(member, header);
    const QString text = QString::fromUtf8(header);
    if (member.shape->type == Shape::Type::List)
        return fromListHeader(member.shape->element, text);
    return fromWireText(member, text, TimestampFormat::Rfc822);
}

} // namespace sm::aws
