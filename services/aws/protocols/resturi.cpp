// SPDX-License-Identifier: GPL-3.0-or-later
#include "resturi.h"

#include "percentencoding.h"
#include "wire.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::aws {

namespace {

/// Appends one pair after the other; the first error stays.
class QueryWriter
{
public:
    explicit QueryWriter(const QByteArray &literal)
        : m_query(literal)
    {
    }

    void write(const Member &member, const QString &name, const QJsonValue &value);
    void writeMap(const Member &member, const QJsonObject &values);
    Result<QByteArray> result() const { return m_error ? Result<QByteArray>(*m_error) : m_query; }

private:
    QByteArray m_query;
    QStringList m_names;
    std::optional<Error> m_error;
};

void QueryWriter::write(const Member &member, const QString &name, const QJsonValue &value)
{
    if (value.isUndefined() || value.isNull())
        return;
    m_names.append(name);
    if (member.shape->type == Shape::Type::List) {
        const QJsonArray elements = value.toArray();
        for (const QJsonValue element : elements)
            write(member.shape->element, name, element);
        return;
    }
    const Result<QString> text = toWireText(member, value, TimestampFormat::Iso8601);
    if (!text)
        m_error = m_error.value_or(text.error());
    else
        m_query += (m_query.isEmpty() ? "" : "&") + percentEncoded(name) + '=' + percentEncoded(*text);
}

void QueryWriter::writeMap(const Member &member, const QJsonObject &values)
{
    const QStringList named = m_names;
    for (auto it = values.begin(); it != values.end(); ++it) {
        if (!named.contains(it.key()))
            write(member.shape->value, it.key(), it.value());
    }
}

bool isQueryMap(const Member &member) { return member.shape->type == Shape::Type::Map; }

Result<QByteArray> queryOf(const Shape &shape, const QJsonObject &input, const QByteArray &literal)
{
    QueryWriter query(literal);
    for (const bool maps : {false, true}) {
        for (const Member &member : shape.members) {
            if (member.location != Member::Location::QueryString || isQueryMap(member) != maps)
                continue;
            if (maps)
                query.writeMap(member, input.value(member.name).toObject());
            else
                query.write(member, member.wireName(), input.value(member.name));
        }
    }
    return query.result();
}

const Member *labelMember(const Shape *shape, QStringView label)
{
    if (!shape)
        return nullptr;
    const auto found = std::find_if(shape->members.begin(), shape->members.end(), [label](const Member &member) {
        return member.location == Member::Location::Uri && nameOnWire(member) == label;
    });
    return found == shape->members.end() ? nullptr : &*found;
}

Result<QByteArray> labelText(const Operation &operation, QStringView label, const QJsonObject &input)
{
    const bool isGreedy = label.endsWith(u'+');
    const QStringView name = isGreedy ? label.chopped(1) : label;
    const Member *member = labelMember(operation.input, name);
    const QJsonValue value = member ? input.value(member->name) : QJsonValue();
    const Result<QString> text = value.isUndefined() || value.isNull()
        ? Result<QString>(QString())
        : toWireText(*member, value, TimestampFormat::Iso8601);
    if (text && text->isEmpty())
        return Error(Error::Kind::Invalid,
            QCoreApplication::translate("sm::aws", "%1: missing, it is part of the address.").arg(name));
    return text ? Result<QByteArray>(percentEncoded(*text, isGreedy)) : text.error();
}

Result<QByteArray> pathOf(const Operation &operation, QStringView pattern, const QJsonObject &input)
{
    QByteArray path;
    for (qsizetype open = pattern.indexOf(u'{'); open >= 0; open = pattern.indexOf(u'{')) {
        const qsizetype close = pattern.indexOf(u'}', open);
        if (close < 0)
            break;
        const Result<QByteArray> label = labelText(operation, pattern.mid(open + 1, close - open - 1), input);
        if (!label)
            return label;
        path += pattern.left(open).toUtf8() + *label;
        pattern = pattern.mid(close + 1);
    }
    return path + pattern.toUtf8();
}

} // namespace

Result<RestUri> restUri(const Operation &operation, const QJsonObject &input)
{
    const QStringView uri = operation.requestUri;
    const qsizetype mark = uri.indexOf(u'?');
    const QByteArray literal = mark < 0 ? QByteArray() : uri.mid(mark + 1).toUtf8();
    const Result<QByteArray> path = pathOf(operation, mark < 0 ? uri : uri.left(mark), input);
    if (!path)
        return path.error();
    const Result<QByteArray> query = operation.input ? queryOf(*operation.input, input, literal) : literal;
    if (!query)
        return query.error();
    return RestUri{*path, *query};
}

} // namespace sm::aws
