// SPDX-License-Identifier: GPL-3.0-or-later
#include "xmlbody.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace sm::aws {

namespace {

/// Appends one element after the other; the first error stays. Written by hand, since prefixes such as xsi:type are
/// part of the models' names, which QXmlStreamWriter would take apart.
class XmlWriter
{
public:
    void write(const Member &member, const QJsonValue &value, const QString &name);
    Result<QByteArray> result() const { return m_error ? Result<QByteArray>(*m_error) : m_text.toUtf8(); }

private:
    void writeStructure(const Member &member, const QJsonObject &value, const QString &name);
    void writeList(const Member &member, const QJsonArray &values, const QString &name);
    void writeMap(const Member &member, const QJsonObject &values, const QString &name);
    void writeAttributes(const Shape &shape, const QJsonObject &value);
    void open(const QString &name, const Member &member);
    void close(const QString &name) { m_text += "</"_L1 + name + u'>'; }
    void appendText(const Member &member, const QJsonValue &value);
    QString escaped(const QString &text);

    QString m_text;
    std::optional<Error> m_error;
};

bool isAllowedInXml(QChar character)
{
    return character >= u' ' ? character.unicode() < 0xFFFE
                             : character == u'\t' || character == u'\n' || character == u'\r';
}

/// What stands for itself nowhere in a document, and the line ends that a reader would turn into plain newlines.
constexpr QStringView escapedCharacters = u"&<>\"'\r\n\u0085\u2028";

QString XmlWriter::escaped(const QString &text)
{
    QString result;
    result.reserve(text.size());
    for (const QChar character : text) {
        if (!isAllowedInXml(character))
            m_error = Error(Error::Kind::Invalid,
                QCoreApplication::translate(
                    "sm::aws", "Remove the control characters: this service can not take them."));
        if (escapedCharacters.contains(character))
            result += u"&#x%1;"_s.arg(character.unicode(), 0, 16);
        else
            result += character;
    }
    return result;
}

void XmlWriter::open(const QString &name, const Member &member)
{
    m_text += u'<' + name;
    if (const XmlNamespace *space = xmlNamespaceOf(member))
        m_text += u" xmlns%1=\"%2\""_s.arg(
            space->prefix.isEmpty() ? QString() : u':' + space->prefix, escaped(space->uri));
    m_text += u'>';
}

void XmlWriter::appendText(const Member &member, const QJsonValue &value)
{
    const Result<QString> text = toWireText(member, value, TimestampFormat::Iso8601);
    if (text)
        m_text += escaped(*text);
    else
        m_error = m_error.value_or(text.error());
}

void XmlWriter::write(const Member &member, const QJsonValue &value, const QString &name)
{
    if (!isPresent(value))
        return;
    if (member.shape->type == Shape::Type::Structure)
        return writeStructure(member, value.toObject(), name);
    if (member.shape->type == Shape::Type::List)
        return writeList(member, value.toArray(), name);
    if (member.shape->type == Shape::Type::Map)
        return writeMap(member, value.toObject(), name);
    open(name, member);
    appendText(member, value);
    close(name);
}

void XmlWriter::writeAttributes(const Shape &shape, const QJsonObject &value)
{
    for (const Member &member : shape.members) {
        const QJsonValue attribute = value.value(member.name);
        if (!member.xmlAttribute || !isPresent(attribute))
            continue;
        m_text += u' ' + member.wireName() + "=\""_L1;
        appendText(member, attribute);
        m_text += u'"';
    }
}

void XmlWriter::writeStructure(const Member &member, const QJsonObject &value, const QString &name)
{
    open(name, member);
    m_text.chop(1);
    writeAttributes(*member.shape, value);
    m_text += u'>';
    for (const Member &part : member.shape->members) {
        if (!part.xmlAttribute && isInBody(part))
            write(part, value.value(part.name), part.wireName());
    }
    close(name);
}

void XmlWriter::writeList(const Member &member, const QJsonArray &values, const QString &name)
{
    const Member &element = member.shape->element;
    if (isFlattened(member)) {
        Member flat = element;
        if (const XmlNamespace *space = xmlNamespaceOf(member); space && !xmlNamespaceOf(element))
            flat.xmlNamespace = *space;
        for (const QJsonValue &value : values)
            write(flat, value, flattenedName(member, name));
        return;
    }
    open(name, member);
    for (const QJsonValue &value : values)
        write(element, value, element.locationName.isEmpty() ? u"member"_s : element.locationName);
    close(name);
}

void XmlWriter::writeMap(const Member &member, const QJsonObject &values, const QString &name)
{
    const Shape &shape = *member.shape;
    const bool isFlat = isFlattened(member);
    if (!isFlat)
        open(name, member);
    for (auto it = values.begin(); it != values.end(); ++it) {
        if (isFlat)
            open(name, member);
        else
            m_text += u"<entry>";
        write(shape.key, it.key(), keyNameOf(shape));
        write(shape.value, it.value(), valueNameOf(shape));
        close(isFlat ? name : u"entry"_s);
    }
    if (!isFlat)
        close(name);
}

} // namespace

Result<QByteArray> toXmlBody(const Member &member, const QJsonValue &value, const QString &rootName)
{
    XmlWriter writer;
    writer.write(member, value, rootName);
    return writer.result();
}

} // namespace sm::aws
