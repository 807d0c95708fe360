// SPDX-License-Identifier: GPL-3.0-or-later
#include "draftinput.h"

#include <lint/secretnames.h>

#include <QJsonArray>

#include <algorithm>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;
using Type = aws::Shape::Type;

namespace {

const aws::Shape *shapeOf(const aws::Shape *shape, const QString &name)
{
    if (!shape)
        return nullptr;
    if (shape->type == Type::Map)
        return shape->value.shape;
    const auto found = std::find_if(
        shape->members.begin(), shape->members.end(), [&name](const aws::Member &each) { return each.name == name; });
    return found == shape->members.end() ? nullptr : found->shape;
}

QString escapedForPointer(QString name) { return name.replace(u'~', u"~0"_s).replace(u'/', u"~1"_s); }

/// The nearest name on the way to a value: "Tasks" of "/Tasks/0".
QString nameIn(const QString &pointer)
{
    const QStringList steps = pointer.split(u'/', Qt::SkipEmptyParts);
    for (auto it = steps.rbegin(); it != steps.rend(); ++it) {
        if (!it->front().isDigit())
            return *it;
    }
    return u"value"_s;
}

bool isNumber(const aws::Shape *shape)
{
    return shape && shape->type != Type::String && shape->type != Type::Structure && shape->type != Type::Blob;
}

/// Whether a secret belongs there: the model says so, or the name of the member.
bool isSecret(const aws::Shape *shape, const QString &pointer)
{
    return shape && shape->type == Type::String
        && (lint::isCredential(*shape) || pointer.endsWith("Password"_L1) || pointer.endsWith("AuthToken"_L1));
}

QString fromPointer(QString name) { return name.replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s); }

} // namespace

std::optional<JsonTemplate> DraftInput::of(const QJsonObject &input, const aws::Shape *shape)
{
    const JsonTemplate made = object(input, {}, shape);
    return m_failed || !m_open.isEmpty() ? std::nullopt : std::optional(made);
}

JsonTemplate DraftInput::text(const QString &source, const aws::Shape *shape)
{
    if (shape && (shape->type == Type::Integer || shape->type == Type::Long))
        m_words.parameters().setType(source, Parameter::Type::Integer);
    else if (shape && (shape->type == Type::Float || shape->type == Type::Double))
        m_words.parameters().setType(source, Parameter::Type::Number);
    else if (shape && shape->type == Type::Boolean)
        m_words.parameters().setType(source, Parameter::Type::Boolean);
    const Result<Template> parsed = Template::parse(source, m_place);
    m_failed = m_failed || !parsed;
    return parsed ? JsonTemplate::ofText(*parsed) : JsonTemplate();
}

JsonTemplate DraftInput::object(const QJsonObject &object, const QString &pointer, const aws::Shape *shape)
{
    QStringList names = object.keys();
    for (auto it = m_open.keyBegin(); it != m_open.keyEnd(); ++it) {
        const QString name = fromPointer(it->mid(pointer.size() + 1));
        if (it->startsWith(pointer + u'/') && !it->mid(pointer.size() + 1).contains(u'/') && !names.contains(name))
            names << name;
    }
    QList<JsonTemplate> members;
    for (const QString &name : std::as_const(names))
        members << value(object.value(name), pointer + u'/' + escapedForPointer(name), shapeOf(shape, name));
    return JsonTemplate::ofObject(names, members);
}

JsonTemplate DraftInput::value(const QJsonValue &value, const QString &pointer, const aws::Shape *shape)
{
    if (m_ready.contains(pointer))
        return text(m_ready.value(pointer), nullptr);
    if (m_open.contains(pointer))
        return open(pointer, shape);
    if (value.isString())
        return literal(value.toString(), pointer, shape);
    if (value.isObject())
        return object(value.toObject(), pointer, shape);
    if (!value.isArray())
        return JsonTemplate::ofValue(value);
    QList<JsonTemplate> items;
    const QJsonArray array = value.toArray();
    for (int i = 0; i < array.size(); ++i)
        items << this->value(array.at(i), u"%1/%2"_s.arg(pointer).arg(i), shape ? shape->element.shape : nullptr);
    return JsonTemplate::ofList(items);
}

JsonTemplate DraftInput::open(const QString &pointer, const aws::Shape *shape)
{
    const commandline::Word word = m_open.take(pointer);
    if (isSecret(shape, pointer))
        return text(m_words.secret(word, nameIn(pointer)), nullptr);
    const std::optional<QString> source
        = isNumber(shape) ? m_words.whole(word, nameIn(pointer)) : m_words.of(word, nameIn(pointer));
    m_failed = m_failed || !source || m_words.redaction().isIn(*source);
    return m_failed ? JsonTemplate() : text(*source, shape);
}

JsonTemplate DraftInput::literal(const QString &text, const QString &pointer, const aws::Shape *shape)
{
    const lint::Redaction &redaction = m_words.redaction();
    if (isSecret(shape, pointer) || !redaction.nameOf(text).isEmpty()) {
        commandline::Word word;
        word.parts << commandline::WordPart{commandline::WordPart::Kind::Literal, text, true, {}, {}, {}};
        const bool isNamed = isSecret(shape, pointer);
        return this->text(m_words.secret(word, isNamed ? nameIn(pointer) : redaction.nameOf(text)), nullptr);
    }
    m_failed = m_failed || redaction.isIn(text);
    return this->text(m_words.parameters().templateOf(text), shape);
}

} // namespace sm::runbooks
