// SPDX-License-Identifier: GPL-3.0-or-later
#include "xmlbody.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QXmlStreamReader>

using namespace Qt::Literals::StringLiterals;

namespace sm::aws {

namespace {

/// Recursive shapes allow an answer any depth; this is far beyond every real one.
constexpr int maxDepth = 100;

/// Reads elements one after the other; the first error stays, and all that follows is skipped.
class XmlElementReader
{
public:
    explicit XmlElementReader(QXmlStreamReader &reader)
        : m_reader(reader)
    {
    }

    QJsonValue read(const Member &member);
    std::optional<Error> error() const;

private:
    struct Flattened
    {
        QHash<const Member *, QJsonArray> lists;
        QHash<const Member *, QJsonObject> maps;
    };

    QJsonObject readStructure(const Shape &shape);
    void readAttributes(const Shape &shape, QJsonObject &into);
    void readMember(const Member &member, QJsonObject &into, Flattened &flattened);
    QJsonArray readList(const Member &element);
    QJsonObject readMap(const Shape &shape);
    void readEntry(const Shape &shape, QJsonObject &into);
    QJsonValue readScalar(const Member &member);

    QXmlStreamReader &m_reader;
    std::optional<Error> m_error;
    int m_depth = 0;
};

const Member *memberOnWire(const Shape &shape, QStringView name)
{
    const auto named = std::find_if(shape.members.begin(), shape.members.end(), [name](const Member &member) {
        return isInBody(member) && !member.xmlAttribute && nameOnWire(member) == name;
    });
    if (named != shape.members.end())
        return &*named;
    const auto flattened = std::find_if(shape.members.begin(), shape.members.end(), [name](const Member &member) {
        return member.shape->type == Shape::Type::List && isFlattened(member)
            && member.shape->element.locationName == name;
    });
    return flattened == shape.members.end() ? nullptr : &*flattened;
}

QJsonValue XmlElementReader::read(const Member &member)
{
    if (m_error || ++m_depth > maxDepth) {
        m_reader.raiseError(QCoreApplication::translate("sm::aws", "it is nested too deep"));
        return QJsonValue::Undefined;
    }
    QJsonValue value;
    if (member.shape->type == Shape::Type::Structure)
        value = readStructure(*member.shape);
    else if (member.shape->type == Shape::Type::List)
        value = readList(member.shape->element);
    else if (member.shape->type == Shape::Type::Map)
        value = readMap(*member.shape);
    else
        value = readScalar(member);
    --m_depth;
    return value;
}

QJsonObject XmlElementReader::readStructure(const Shape &shape)
{
    QJsonObject result;
    Flattened flattened;
    QString unknown;
    readAttributes(shape, result);
    while (m_reader.readNextStartElement()) {
        const QStringView name = localName(m_reader.qualifiedName());
        if (const Member *member = memberOnWire(shape, name)) {
            readMember(*member, result, flattened);
        } else {
            unknown = name.toString();
            m_reader.skipCurrentElement();
        }
    }
    for (auto &&[member, values] : flattened.lists.asKeyValueRange())
        result.insert(member->name, values);
    for (auto &&[member, values] : flattened.maps.asKeyValueRange())
        result.insert(member->name, values);
    if (shape.isUnion && result.isEmpty() && !unknown.isEmpty())
        return {{u"SDK_UNKNOWN_MEMBER"_s, QJsonObject{{u"name"_s, unknown}}}};
    return result;
}

void XmlElementReader::readAttributes(const Shape &shape, QJsonObject &into)
{
    const QXmlStreamAttributes attributes = m_reader.attributes();
    for (const QXmlStreamAttribute &attribute : attributes) {
        for (const Member &member : shape.members) {
            if (member.xmlAttribute && localName(nameOnWire(member)) == localName(attribute.qualifiedName()))
                into.insert(member.name, attribute.value().toString());
        }
    }
}

void XmlElementReader::readMember(const Member &member, QJsonObject &into, Flattened &flattened)
{
    if (isFlattened(member) && member.shape->type == Shape::Type::List) {
        if (const QJsonValue value = read(member.shape->element); !value.isUndefined())
            flattened.lists[&member].append(value);
    } else if (isFlattened(member) && member.shape->type == Shape::Type::Map) {
        readEntry(*member.shape, flattened.maps[&member]);
    } else if (const QJsonValue value = read(member); !value.isUndefined()) {
        into.insert(member.name, value);
    }
}

QJsonArray XmlElementReader::readList(const Member &element)
{
    QJsonArray values;
    while (m_reader.readNextStartElement()) {
        if (const QJsonValue value = read(element); !value.isUndefined())
            values.append(value);
    }
    return values;
}

QJsonObject XmlElementReader::readMap(const Shape &shape)
{
    QJsonObject values;
    while (m_reader.readNextStartElement())
        readEntry(shape, values);
    return values;
}

void XmlElementReader::readEntry(const Shape &shape, QJsonObject &into)
{
    const QString keyName = keyNameOf(shape);
    const QString valueName = valueNameOf(shape);
    QString key;
    QJsonValue value = QJsonValue::Undefined;
    while (m_reader.readNextStartElement()) {
        const QStringView name = localName(m_reader.qualifiedName());
        if (name == keyName)
            key = m_reader.readElementText(QXmlStreamReader::SkipChildElements);
        else if (name == valueName)
            value = read(shape.value);
        else
            m_reader.skipCurrentElement();
    }
    if (!value.isUndefined())
        into.insert(key, value);
}

QJsonValue XmlElementReader::readScalar(const Member &member)
{
    const QString text = m_reader.readElementText(QXmlStreamReader::SkipChildElements);
    const Result<QJsonValue> value = fromWireText(member, text, TimestampFormat::Iso8601);
    if (value)
        return *value;
    if (!m_reader.hasError())
        m_error = m_error.value_or(value.error());
    return QJsonValue::Undefined;
}

std::optional<Error> XmlElementReader::error() const
{
    if (m_error)
        return m_error;
    return m_reader.hasError() ? std::optional(xmlError(m_reader)) : std::nullopt;
}

} // namespace

Result<QJsonValue> fromXmlElement(const Member &member, QXmlStreamReader &reader)
{
    XmlElementReader elements(reader);
    const QJsonValue value = elements.read(member);
    if (const std::optional<Error> error = elements.error())
        return *error;
    return value;
}

Result<void> enterXmlDocument(QXmlStreamReader &reader)
{
    reader.setNamespaceProcessing(false);
    while (!reader.atEnd() && !reader.hasError()) {
        const QXmlStreamReader::TokenType token = reader.readNext();
        if (token == QXmlStreamReader::StartElement)
            return ok();
        if (token == QXmlStreamReader::DTD)
            reader.raiseError(QCoreApplication::translate("sm::aws", "it declares a document type"));
    }
    return xmlError(reader);
}

QStringView localName(QStringView name) { return name.mid(name.indexOf(u':') + 1); }

Error xmlError(const QXmlStreamReader &reader)
{
    return Error(Error::Kind::BadReply,
        QCoreApplication::translate(
            "sm::aws", "The service's answer can not be read: %1 at line %2, column %3. Try again.")
            .arg(reader.errorString())
            .arg(reader.lineNumber())
            .arg(reader.columnNumber()));
}

} // namespace sm::aws
