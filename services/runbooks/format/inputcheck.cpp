// SPDX-License-Identifier: GPL-3.0-or-later
#include "inputcheck.h"

#include <core/durationtext.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

using Type = MemberType;

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks", text); }

bool isText(const QJsonValue &value) { return value.isString() && !value.toString().isEmpty(); }

bool isCount(const QJsonValue &value) { return value.isDouble() && value.toInteger(-1) >= 0; }

bool isDuration(const QJsonValue &value)
{
    return value.isDouble() ? value.toDouble() >= 0 : durationOf(value.toString()).has_value();
}

bool isListOf(const QJsonValue &value, bool (*fits)(const QJsonValue &), qsizetype least)
{
    const QJsonArray array = value.toArray();
    return value.isArray() && array.size() >= least
        && std::all_of(array.begin(), array.end(), [fits](const QJsonValue &item) { return fits(item); });
}

bool isCommand(const QJsonValue &value)
{
    const auto fits = [](const QJsonValue &item) { return item.isString() || item.isDouble(); };
    return isListOf(value, fits, 1) && isText(value.toArray().first());
}

bool isTextMap(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    return value.isObject()
        && std::all_of(object.begin(), object.end(), [](const QJsonValue &member) { return member.isString(); });
}

bool isReading(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    return isText(object.value(u"uses"_s)) && (!object.contains(u"with"_s) || object.value(u"with"_s).isObject())
        && object.size() == (object.contains(u"with"_s) ? 2 : 1);
}

struct Shape
{
    bool fits;
    const char *wanted;
};

Shape listShape(Type type, const QJsonValue &value)
{
    switch (type) {
    case Type::TextList:
        return {isListOf(
                    value, [](const QJsonValue &item) { return item.isString(); }, 0),
            QT_TRANSLATE_NOOP("sm::runbooks", "a list of texts")};
    case Type::FixedList:
        return {isListOf(value, isText, 2), QT_TRANSLATE_NOOP("sm::runbooks", "a list of two texts or more")};
    case Type::IntegerList:
        return {isListOf(value, isCount, 1), QT_TRANSLATE_NOOP("sm::runbooks", "a list of whole numbers")};
    case Type::ValueList:
        return {value.isArray(), QT_TRANSLATE_NOOP("sm::runbooks", "a list")};
    case Type::Command:
        return {isCommand(value), QT_TRANSLATE_NOOP("sm::runbooks", "a list of texts and numbers, the command first")};
    case Type::TextMap:
        return {isTextMap(value), QT_TRANSLATE_NOOP("sm::runbooks", "a map of texts")};
    case Type::Object:
        return {value.isObject(), QT_TRANSLATE_NOOP("sm::runbooks", "a map")};
    case Type::Reading:
        return {isReading(value), QT_TRANSLATE_NOOP("sm::runbooks", "a map of “uses” and “with”")};
    default:
        return {true, ""};
    }
}

Shape shape(Type type, const QJsonValue &value)
{
    switch (type) {
    case Type::Text:
    case Type::Fixed:
    case Type::Secret:
    case Type::Word:
    case Type::Glob:
    case Type::Url:
    case Type::Condition:
    case Type::Name:
        return {isText(value), QT_TRANSLATE_NOOP("sm::runbooks", "a text that is not empty")};
    case Type::Integer:
        return {isCount(value), QT_TRANSLATE_NOOP("sm::runbooks", "a whole number of 0 or more")};
    case Type::Boolean:
        return {value.isBool(), QT_TRANSLATE_NOOP("sm::runbooks", "true or false")};
    case Type::Capture:
        return {value.isBool() || isText(value), QT_TRANSLATE_NOOP("sm::runbooks", "true, false or a statement")};
    case Type::Duration:
        return {isDuration(value), QT_TRANSLATE_NOOP("sm::runbooks", "a duration such as 90s or 1h30m, or seconds")};
    default:
        return listShape(type, value);
    }
}

} // namespace

QString memberProblem(const Member &member, const QJsonValue &value)
{
    const Shape found = shape(member.type, value);
    if (!found.fits)
        return tr("“%1” has to be %2").arg(member.name, tr(found.wanted));
    if (member.type == Type::Word && !member.words.contains(value.toString()))
        return tr("“%1” has to be one of %2").arg(member.name, member.words.join(u", "_s));
    return {};
}

} // namespace sm::runbooks
