// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonbody.h"

#include <core/json.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QVarLengthArray>

using namespace Qt::Literals::StringLiterals;

namespace sm::aws {

namespace {

/// Turns a document into the form of protocol.h. Most of an answer has that form already, so each function says
/// whether it changed anything and what is right is shared, not copied.
class JsonReader
{
public:
    bool convert(const Member &member, QJsonValue &value, Members members = Members::All);
    const std::optional<Error> &error() const { return m_error; }

private:
    using Converted = QVarLengthArray<std::pair<const Member *, QJsonValue>, 8>;

    bool convertStructure(const Member &member, QJsonValue &value, Members members);
    bool convertList(const Member &member, QJsonValue &value);
    bool convertMap(const Member &member, QJsonValue &value);
    bool convertTimestamp(const Member &member, QJsonValue &value);
    bool convertScalar(const Member &member, QJsonValue &value);
    bool take(QJsonValue &value, const Result<QJsonValue> &converted);
    bool fail(const Member &member, const QJsonValue &value, const QString &expected);

    std::optional<Error> m_error;
};

bool JsonReader::take(QJsonValue &value, const Result<QJsonValue> &converted)
{
    if (!converted) {
        m_error = m_error.value_or(converted.error());
        return false;
    }
    value = *converted;
    return true;
}

bool JsonReader::fail(const Member &member, const QJsonValue &value, const QString &expected)
{
    m_error = m_error.value_or(unexpected(member, QString::fromUtf8(toCompactJson(value)), expected));
    return false;
}

bool JsonReader::convert(const Member &member, QJsonValue &value, Members members)
{
    if (member.shape->isDocument)
        return false;
    switch (member.shape->type) {
    case Shape::Type::Structure:
        return convertStructure(member, value, members);
    case Shape::Type::List:
        return convertList(member, value);
    case Shape::Type::Map:
        return convertMap(member, value);
    case Shape::Type::Timestamp:
        return convertTimestamp(member, value);
    default:
        return convertScalar(member, value);
    }
}

/// {"SDK_UNKNOWN_MEMBER": …} for the first key of \p wire that holds something.
QJsonObject unknownMember(const QJsonObject &wire)
{
    for (auto it = wire.begin(); it != wire.end(); ++it) {
        if (!it.value().isNull() && it.key() != "__type"_L1)
            return {{u"SDK_UNKNOWN_MEMBER"_s, QJsonObject{{u"name"_s, it.key()}}}};
    }
    return {};
}

/// Whether a value of JSON type \p type is in our form already, without a look at the value.
bool isPlain(const Member &member, QJsonValue::Type type)
{
    switch (member.shape->type) {
    case Shape::Type::String:
    case Shape::Type::Blob:
        return type == QJsonValue::String;
    case Shape::Type::Boolean:
        return type == QJsonValue::Bool;
    case Shape::Type::Integer:
    case Shape::Type::Long:
    case Shape::Type::Float:
    case Shape::Type::Double:
        return type == QJsonValue::Double;
    default:
        return member.shape->isDocument;
    }
}

/// The members of \p shape that \p wire holds, under the model's names; null is nothing.
QJsonObject knownMembers(const Shape &shape, const QJsonObject &wire, Members members)
{
    QJsonObject result;
    for (const Member &part : shape.members) {
        const auto entry = wire.constFind(nameOnWire(part));
        if (entry != wire.constEnd() && !entry->isNull() && (members == Members::All || isInBody(part)))
            result.insert(part.name, *entry);
    }
    return result;
}

bool JsonReader::convertStructure(const Member &member, QJsonValue &value, Members members)
{
    if (!value.isObject())
        return fail(member, value, QCoreApplication::translate("sm::aws", "a structure"));
    const Shape &shape = *member.shape;
    const QJsonObject wire = value.toObject();
    Converted converted;
    qsizetype known = 0;
    bool isRenamed = false;
    for (const Member &part : shape.members) {
        const auto entry = wire.constFind(nameOnWire(part));
        if (entry == wire.constEnd() || entry->isNull() || (members == Members::Body && !isInBody(part)))
            continue;
        ++known;
        isRenamed = isRenamed || nameOnWire(part) != part.name;
        if (isPlain(part, entry->type()))
            continue;
        QJsonValue content = *entry;
        if (convert(part, content))
            converted.emplace_back(&part, content);
    }
    const bool isExact = !isRenamed && known == wire.size();
    if (isExact && converted.isEmpty())
        return false;
    QJsonObject result = isExact ? wire : knownMembers(shape, wire, members);
    for (const auto &[part, content] : converted)
        result.insert(part->name, content);
    value = known == 0 && shape.isUnion ? unknownMember(wire) : result;
    return true;
}

bool JsonReader::convertList(const Member &member, QJsonValue &value)
{
    if (!value.isArray())
        return fail(member, value, QCoreApplication::translate("sm::aws", "a list"));
    const QJsonArray wire = value.toArray();
    QJsonArray result = wire;
    bool isChanged = false;
    for (qsizetype i = 0; i < wire.size(); ++i) {
        QJsonValue element = wire.at(i);
        if (element.isNull() || !convert(member.shape->element, element))
            continue;
        result.replace(i, element);
        isChanged = true;
    }
    if (isChanged)
        value = result;
    return isChanged;
}

bool JsonReader::convertMap(const Member &member, QJsonValue &value)
{
    if (!value.isObject())
        return fail(member, value, QCoreApplication::translate("sm::aws", "a map"));
    const QJsonObject wire = value.toObject();
    QJsonObject result = wire;
    bool isChanged = false;
    for (auto it = wire.begin(); it != wire.end(); ++it) {
        QJsonValue content = it.value();
        if (content.isNull() || !convert(member.shape->value, content))
            continue;
        result.insert(it.key(), content);
        isChanged = true;
    }
    if (isChanged)
        value = result;
    return isChanged;
}

bool JsonReader::convertTimestamp(const Member &member, QJsonValue &value)
{
    if (value.isString())
        return take(
            value, timestampFromWire(value.toString(), timestampFormatOf(member, TimestampFormat::UnixTimestamp)));
    if (!value.isDouble())
        return fail(member, value, QCoreApplication::translate("sm::aws", "a date and time"));
    const Result<Timestamp> timestamp = timestampFromJson(value);
    const Result<QString> date = timestamp ? toDateTime(*timestamp) : timestamp.error();
    if (date)
        value = *date;
    return date.has_value();
}

bool JsonReader::convertScalar(const Member &member, QJsonValue &value)
{
    if (isPlain(member, value.type()))
        return false;
    if (value.isObject() || value.isArray())
        return fail(member, value, QCoreApplication::translate("sm::aws", "a single value"));
    const QString text = value.isString() ? value.toString() : QString::fromUtf8(toCompactJson(value));
    return take(value, fromWireText(member, text, TimestampFormat::UnixTimestamp));
}

} // namespace

Result<QJsonValue> fromJsonBody(const Member &member, const QJsonValue &wire, Members members)
{
    JsonReader reader;
    QJsonValue value = wire;
    reader.convert(member, value, members);
    if (reader.error())
        return *reader.error();
    return value;
}

Result<QJsonValue> jsonDocument(const QByteArray &body)
{
    if (body.trimmed().isEmpty())
        return QJsonValue(QJsonValue::Undefined);
    const Result<QJsonValue> document = parseJson(body);
    if (document)
        return document;
    return Error(Error::Kind::BadReply,
        QCoreApplication::translate("sm::aws", "The service's answer is cut short or not its own. %1 Try again.")
            .arg(document.error().message()));
}

} // namespace sm::aws
