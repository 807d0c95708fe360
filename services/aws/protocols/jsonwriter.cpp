// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonbody.h"

#include <core/json.h>

#include <QJsonArray>

namespace sm::aws {

namespace {

/// Appends one value after the other; the first error stays.
class JsonWriter
{
public:
    void write(const Member &member, const QJsonValue &value, Members members = Members::All);
    Result<QByteArray> result() const { return m_error ? Result<QByteArray>(*m_error) : m_text; }

private:
    void writeStructure(const Shape &shape, const QJsonObject &value, Members members);
    void writeList(const Member &element, const QJsonArray &values);
    void writeMap(const Member &member, const QJsonObject &values);
    void writeTimestamp(const Member &member, const QJsonValue &value);
    void writeScalar(const Member &member, const QJsonValue &value);
    void writeKey(const QString &key);

    QByteArray m_text;
    std::optional<Error> m_error;
};

void JsonWriter::write(const Member &member, const QJsonValue &value, Members members)
{
    const Shape &shape = *member.shape;
    if (value.isNull() || shape.isDocument)
        m_text += toCompactJson(value);
    else if (shape.type == Shape::Type::Structure)
        writeStructure(shape, value.toObject(), members);
    else if (shape.type == Shape::Type::List)
        writeList(shape.element, value.toArray());
    else if (shape.type == Shape::Type::Map)
        writeMap(shape.value, value.toObject());
    else if (shape.type == Shape::Type::Timestamp)
        writeTimestamp(member, value);
    else
        writeScalar(member, value);
}

void JsonWriter::writeStructure(const Shape &shape, const QJsonObject &value, Members members)
{
    m_text += '{';
    for (const Member &member : shape.members) {
        const QJsonValue part = value.value(member.name);
        if (part.isUndefined() || part.isNull() || (members == Members::Body && !isInBody(member)))
            continue;
        writeKey(member.wireName());
        write(member, part);
    }
    m_text += '}';
}

void JsonWriter::writeList(const Member &element, const QJsonArray &values)
{
    m_text += '[';
    for (const QJsonValue &value : values) {
        if (!m_text.endsWith('['))
            m_text += ',';
        write(element, value);
    }
    m_text += ']';
}

void JsonWriter::writeMap(const Member &member, const QJsonObject &values)
{
    m_text += '{';
    for (auto it = values.begin(); it != values.end(); ++it) {
        writeKey(it.key());
        write(member, it.value());
    }
    m_text += '}';
}

void JsonWriter::writeTimestamp(const Member &member, const QJsonValue &value)
{
    const TimestampFormat format = timestampFormatOf(member, TimestampFormat::UnixTimestamp);
    const Result<QString> text = timestampToWire(value, format);
    if (!text)
        m_error = m_error.value_or(text.error());
    else if (format == TimestampFormat::UnixTimestamp)
        m_text += text->toLatin1(); // as text, since a double would round nanoseconds
    else
        m_text += toCompactJson(*text);
}

void JsonWriter::writeScalar(const Member &member, const QJsonValue &value)
{
    const bool isEmbedded = member.jsonValue && !value.isString();
    m_text += toCompactJson(isEmbedded ? QJsonValue(QString::fromUtf8(toCompactJson(value))) : value);
}

void JsonWriter::writeKey(const QString &key)
{
    if (!m_text.endsWith('{'))
        m_text += ',';
    m_text += toCompactJson(key) + ':';
}

} // namespace

Result<QByteArray> toJsonBody(const Member &member, const QJsonValue &value, Members members)
{
    JsonWriter writer;
    writer.write(member, value, members);
    return writer.result();
}

} // namespace sm::aws
