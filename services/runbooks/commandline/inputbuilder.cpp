// SPDX-License-Identifier: GPL-3.0-or-later
#include "inputbuilder.h"

#include "pointer.h"
#include "shorthand.h"

#include <core/json.h>

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;
using aws::Member;
using aws::Shape;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::commandline::Aws", text); }

bool isComplex(const Shape &shape)
{
    return shape.type == Shape::Type::Structure || shape.type == Shape::Type::List || shape.type == Shape::Type::Map;
}

bool hasScalars(const Shape &shape)
{
    return shape.type == Shape::Type::List && shape.element.shape && !isComplex(*shape.element.shape);
}

/// --instances i-1 i-2: lists of structures with one member that the CLI has always taken as plain words.
bool isListOfNames(const QString &service, const QString &member)
{
    static const QSet<QString> names{u"elb Instances"_s, u"elb Tags"_s, u"workspaces RebootWorkspaceRequests"_s,
        u"workspaces RebuildWorkspaceRequests"_s, u"workspaces TerminateWorkspaceRequests"_s, u"firehose Records"_s};
    return names.contains(service + u' ' + member);
}

const Member *childOf(const Member *member, const QString &key)
{
    if (!member)
        return nullptr;
    const Shape &shape = *member->shape;
    if (shape.type == Shape::Type::Structure)
        return shape.member(key);
    return shape.type == Shape::Type::Map ? &shape.value : nullptr;
}

} // namespace

InputBuilder::InputBuilder(AwsCommand &command, Mask &mask, bool isRaw)
    : m_command(command)
    , m_mask(mask)
    , m_isRaw(isRaw)
{
}

void InputBuilder::problem(Problem::Severity severity, const QString &rule, const QString &message)
{
    m_command.problems << Problem{severity, rule, m_place, m_length, message, {}};
}

void InputBuilder::defer(const QString &pointer, const Word &word) { m_command.deferred.insert(pointer, word); }

void InputBuilder::whole(const Argument &argument, const Shape &shape)
{
    m_place = argument.place;
    m_length = argument.length;
    const QString text = m_mask.text(argument.values.value(0));
    if (isFile({text}, {}, false)) {
        m_command.isComplete = false;
        return;
    }
    Member root;
    root.shape = &shape;
    m_isShorthand = false;
    const QJsonValue read = json(text, &root, {});
    if (read.isObject())
        m_command.input = read.toObject();
    else if (!read.isUndefined() && !read.isNull())
        problem(Problem::Severity::Error, u"aws-invalid-json"_s, tr("A JSON object belongs here."));
}

void InputBuilder::member(const Member &member, const Argument &argument)
{
    const QString pointer = pointerStep(member.name);
    m_place = argument.values.isEmpty() ? argument.place : argument.values.first().place;
    m_length = argument.values.isEmpty() ? argument.length : argument.values.first().source.size();
    m_option = u"--"_s + argument.written;
    m_optionPlace = argument.place;
    QStringList texts;
    for (const Word &word : argument.values)
        texts << m_mask.text(word);
    const QJsonValue read = value(member, texts, pointer);
    if (!read.isUndefined() && !read.isNull())
        m_command.input.insert(member.name, read);
}

void InputBuilder::inner(const QString &pointer, const Member &member, const Argument &argument)
{
    const QString outer = pointer.section(u'/', 1, 1);
    const QString name = pointer.section(u'/', 2, 2);
    m_place = argument.place;
    m_length = argument.length;
    m_option = u"--"_s + argument.written;
    m_optionPlace = argument.place;
    const QJsonValue read = value(member, {m_mask.text(argument.values.value(0))}, pointer);
    QJsonObject object = m_command.input.value(outer).toObject();
    if (!read.isUndefined() && !read.isNull())
        object.insert(name, read);
    m_command.input.insert(outer, object);
}

QString InputBuilder::setting(const QString &key, const Argument &argument)
{
    QStringList texts;
    for (const Word &word : argument.values) {
        const QString text = m_mask.text(word);
        if (const std::optional<Word> uncertain = m_mask.uncertain(text, word.place))
            defer(key, *uncertain);
        texts << word.text();
    }
    return texts.join(u' ');
}

bool InputBuilder::isFile(const QStringList &texts, const QString &pointer, bool isBytes)
{
    if (texts.size() != 1)
        return false;
    const bool isBinary = texts.first().startsWith("fileb://"_L1);
    if (!isBytes && !isBinary && !texts.first().startsWith("file://"_L1))
        return false;
    const qsizetype at = texts.first().indexOf("://"_L1);
    QString path = isBytes && !texts.first().startsWith("file"_L1) ? texts.first() : texts.first().mid(at + 3);
    if (const std::optional<Word> uncertain = m_mask.uncertain(path, m_place)) {
        defer(pointer, *uncertain);
        path = uncertain->text();
    }
    m_command.files.insert(pointer, {path, isBinary || isBytes});
    return true;
}

QJsonValue InputBuilder::value(const Member &member, const QStringList &texts, const QString &pointer)
{
    const Shape &shape = *member.shape;
    const bool isOldList = isListOfNames(m_command.service, member.name) && shape.element.shape
        && shape.element.shape->members.size() == 1;
    const bool isStream = shape.type == Shape::Type::Blob && (member.streaming || shape.streaming);
    if (isFile(texts, pointer, isStream))
        return QJsonValue::Undefined;
    m_isShorthand = true;
    if (shape.isDocument || member.jsonValue) {
        m_isShorthand = false;
        const QJsonValue read = json(texts.value(0), nullptr, pointer);
        return shape.isDocument ? read : QJsonValue(texts.value(0));
    }
    if (isOldList && !texts.value(0).trimmed().startsWith(u'['))
        return listOfNames(shape, texts, pointer);
    return isComplex(shape) ? complex(shape, texts, pointer) : settledText(texts.value(0), &member, pointer);
}

QJsonValue InputBuilder::listOfNames(const Shape &shape, const QStringList &texts, const QString &pointer)
{
    const Member &only = shape.element.shape->members.front();
    QJsonArray items;
    for (const QString &text : texts)
        items << QJsonObject{{only.name, text}};
    m_isShorthand = true;
    Member member;
    member.shape = &shape;
    return settled(items, &member, pointer);
}

QJsonValue InputBuilder::complex(const Shape &shape, const QStringList &texts, const QString &pointer)
{
    Member member;
    member.shape = &shape;
    const QString first = texts.value(0).trimmed();
    const bool isList = shape.type == Shape::Type::List;
    const bool isJson = first.startsWith(u'[') || first.startsWith(u'{');
    if (isJson && (!isList || (first.startsWith(u'[') && texts.size() == 1))) {
        m_isShorthand = false;
        return json(texts.first(), &member, pointer);
    }
    if (!isList)
        return shorthand(texts.value(0), member, pointer);
    QJsonArray items;
    for (const QString &text : texts) {
        const QString here = pointer + u'/' + QString::number(items.size());
        m_isShorthand = !isJson || hasScalars(shape);
        const QJsonValue item = hasScalars(shape) ? settledText(text, &shape.element, here)
            : isJson                              ? json(text, &shape.element, here)
                                                  : shorthand(text, shape.element, here);
        items << (item.isUndefined() ? QJsonValue(QJsonValue::Null) : item);
    }
    return items;
}

QJsonValue InputBuilder::json(const QString &text, const Member *member, const QString &pointer)
{
    const Result<QJsonValue> read = parseJson(text.toUtf8());
    if (read)
        return settled(*read, member, pointer);
    if (const std::optional<Word> uncertain = m_mask.uncertain(text, m_place); uncertain && Mask::isMasked(text))
        defer(pointer, *uncertain);
    else
        problem(Problem::Severity::Error, u"aws-invalid-json"_s,
            tr("The JSON of %1 can not be read: %2").arg(m_option, read.error().message()));
    return QJsonValue::Undefined;
}

/// --attribute shutdown for a structure that holds nothing but a Value.
bool InputBuilder::isLoneValue(const Shape &shape, const QString &text) const
{
    return shape.type == Shape::Type::Structure && shape.members.size() == 1 && shape.member(u"Value"_s)
        && shape.members.front().shape->type == Shape::Type::String && !text.contains(u'=');
}

QJsonValue InputBuilder::shorthand(const QString &text, const Member &member, const QString &pointer)
{
    if (isLoneValue(*member.shape, text))
        return settled(QJsonObject{{u"Value"_s, text}}, &member, pointer);
    Shorthand read = readShorthand(text);
    if (const QString trimmed = text.trimmed(); !read.error.isEmpty() && trimmed != text) {
        if (Shorthand again = readShorthand(trimmed); again.error.isEmpty()) {
            read = again;
            problem(Problem::Severity::Error, u"aws-invalid-shorthand"_s,
                tr("The value of %1 has to begin at once; the AWS CLI refuses blanks and line ends before it.")
                    .arg(m_option));
        }
    }
    if (read.error.isEmpty()) {
        for (auto it = read.files.begin(); it != read.files.end(); ++it)
            isFile({it.value()}, pointer + it.key(), false);
        return settled(read.value, &member, pointer);
    }
    if (const std::optional<Word> uncertain = m_mask.uncertain(text, m_place); uncertain && Mask::isMasked(text))
        defer(pointer, *uncertain);
    else
        problem(Problem::Severity::Error, u"aws-invalid-shorthand"_s,
            tr("The value of %1 can not be read at character %2: %3")
                .arg(m_option, QString::number(read.errorAt + 1), read.error));
    return QJsonValue::Undefined;
}

QJsonValue InputBuilder::settled(const QJsonValue &value, const Member *member, const QString &pointer)
{
    const bool isList = member && member->shape->type == Shape::Type::List;
    if (m_isShorthand && isList && !value.isArray())
        return settledList({value}, member, pointer);
    if (value.isObject())
        return settledObject(value.toObject(), member, pointer);
    if (value.isArray())
        return settledList(value.toArray(), member, pointer);
    return value.isString() ? settledText(value.toString(), member, pointer) : value;
}

QJsonValue InputBuilder::settledObject(const QJsonObject &object, const Member *member, const QString &pointer)
{
    QJsonObject made;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const std::optional<Word> uncertain = m_mask.uncertain(it.key(), m_place);
        const QString key = uncertain ? uncertain->text() : it.key();
        const QString here = pointer + pointerStep(key);
        if (m_command.files.contains(here))
            continue;
        const QJsonValue value = settled(it.value(), childOf(member, key), here);
        if (uncertain)
            defer(here, *uncertain);
        const bool isGone = value.isUndefined() || (value.isNull() && m_command.deferred.contains(here));
        if (!isGone)
            made.insert(key, value);
    }
    return made;
}

QJsonValue InputBuilder::settledList(const QJsonArray &list, const Member *member, const QString &pointer)
{
    const bool isList = member && member->shape->type == Shape::Type::List;
    QJsonArray made;
    for (const QJsonValue value : list) {
        const QJsonValue item
            = settled(value, isList ? &member->shape->element : nullptr, pointer + u'/' + QString::number(made.size()));
        made << (item.isUndefined() ? QJsonValue(QJsonValue::Null) : item);
    }
    return made;
}

} // namespace sm::commandline
