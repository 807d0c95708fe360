// SPDX-License-Identifier: GPL-3.0-or-later
#include "querybody.h"

#include "percentencoding.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace sm::aws {

namespace {

/// Appends one pair after the other; the first error stays.
class FormWriter
{
public:
    explicit FormWriter(bool isEc2)
        : m_isEc2(isEc2)
    {
    }

    void append(const QString &name, const QString &value);
    void writeStructure(const Shape &shape, const QJsonObject &value, const QString &prefix = {});
    Result<QByteArray> result() const { return m_error ? Result<QByteArray>(*m_error) : m_form; }

private:
    void write(const Member &member, const QJsonValue &value, const QString &name);
    void writeList(const Member &member, const QJsonArray &values, const QString &name);
    void writeMap(const Member &member, const QJsonObject &values, const QString &name);
    QString keyOf(const Member &member) const;
    QString listPrefix(const Member &list, const QString &name) const;

    bool m_isEc2;
    QByteArray m_form;
    std::optional<Error> m_error;
};

void FormWriter::append(const QString &name, const QString &value)
{
    if (!m_form.isEmpty())
        m_form += '&';
    m_form += percentEncoded(name) + '=' + percentEncoded(value);
}

QString FormWriter::keyOf(const Member &member) const
{
    if (!m_isEc2)
        return member.wireName();
    if (!member.queryName.isEmpty())
        return member.queryName;
    const QString name = member.wireName();
    return name.left(1).toUpper() + name.mid(1);
}

void FormWriter::write(const Member &member, const QJsonValue &value, const QString &name)
{
    if (value.isNull() || value.isUndefined())
        return;
    if (member.shape->type == Shape::Type::Structure)
        return writeStructure(*member.shape, value.toObject(), name + u'.');
    if (member.shape->type == Shape::Type::List)
        return writeList(member, value.toArray(), name);
    if (member.shape->type == Shape::Type::Map)
        return writeMap(member, value.toObject(), name);
    const Result<QString> text = toWireText(member, value, TimestampFormat::Iso8601);
    if (text)
        append(name, *text);
    else
        m_error = m_error.value_or(text.error());
}

void FormWriter::writeStructure(const Shape &shape, const QJsonObject &value, const QString &prefix)
{
    for (const Member &member : shape.members)
        write(member, value.value(member.name), prefix + keyOf(member));
}

/// "Names.member" for a list that is wrapped, "Names" for a flattened one.
QString FormWriter::listPrefix(const Member &list, const QString &name) const
{
    if (m_isEc2)
        return name;
    const qsizetype own = name.lastIndexOf(u'.') + 1;
    if (isFlattened(list))
        return name.left(own) + flattenedName(list, name.mid(own));
    const QString &elementName = list.shape->element.locationName;
    return name + u'.' + (elementName.isEmpty() ? u"member"_s : elementName);
}

void FormWriter::writeList(const Member &member, const QJsonArray &values, const QString &name)
{
    if (values.isEmpty() && !m_isEc2)
        append(name, {});
    const QString prefix = listPrefix(member, name);
    for (qsizetype i = 0; i < values.size(); ++i)
        write(member.shape->element, values.at(i), prefix + u'.' + QString::number(i + 1));
}

void FormWriter::writeMap(const Member &member, const QJsonObject &values, const QString &name)
{
    const QString prefix = isFlattened(member) ? name : name + u".entry"_s;
    const Shape &shape = *member.shape;
    const QString keyName = keyNameOf(shape);
    const QString valueName = valueNameOf(shape);
    int number = 0;
    for (auto it = values.begin(); it != values.end(); ++it) {
        const QString entry = prefix + u'.' + QString::number(++number) + u'.';
        append(entry + keyName, it.key());
        write(shape.value, it.value(), entry + valueName);
    }
}

} // namespace

Result<QByteArray> toQueryBody(const ServiceModel &service, const Operation &operation, const QJsonObject &input)
{
    FormWriter form(service.protocol() == Protocol::Ec2);
    form.append(u"Action"_s, operation.name);
    form.append(u"Version"_s, service.apiVersion());
    if (operation.input)
        form.writeStructure(*operation.input, input);
    return form.result();
}

} // namespace sm::aws
