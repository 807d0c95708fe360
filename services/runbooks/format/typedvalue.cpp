// SPDX-License-Identifier: GPL-3.0-or-later
#include "typedvalue.h"

#include <core/durationtext.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>

#include <cmath>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

using Type = Parameter::Type;

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks", text); }

Error wrong(const QString &what) { return Error(Error::Kind::Invalid, what); }

Result<QJsonValue> textValue(const Parameter &parameter, const QString &text)
{
    if (text.contains(QChar::Null))
        return wrong(tr("must not hold a NUL character"));
    if (parameter.type != Type::Text && (text.contains(u'\n') || text.contains(u'\r')))
        return wrong(tr("has to be a single line"));
    if (parameter.pattern.isEmpty())
        return QJsonValue(text);
    const QRegularExpression pattern(QRegularExpression::anchoredPattern(parameter.pattern));
    if (!pattern.match(text).hasMatch())
        return wrong(tr("does not match %1").arg(parameter.pattern));
    return QJsonValue(text);
}

Result<QJsonValue> choiceValue(const Parameter &parameter, const QString &text)
{
    if (parameter.choices.contains(text))
        return QJsonValue(text);
    return wrong(tr("has to be one of %1").arg(parameter.choices.join(u", "_s)));
}

Result<QJsonValue> listValue(const Parameter &parameter, const QJsonArray &items)
{
    for (const QJsonValue &item : items) {
        if (!item.isString())
            return wrong(tr("has to be a list of texts"));
        const Result<QJsonValue> fits = parameter.choices.isEmpty() ? textValue(parameter, item.toString())
                                                                    : choiceValue(parameter, item.toString());
        if (!fits)
            return fits;
    }
    return QJsonValue(items);
}

Result<QJsonValue> numberValue(const Parameter &parameter, const QJsonValue &number)
{
    if (parameter.type == Type::Integer && number.toDouble() != std::trunc(number.toDouble()))
        return wrong(tr("has to be a whole number"));
    if (parameter.minimum && number.toDouble() < *parameter.minimum)
        return wrong(tr("has to be at least %1").arg(*parameter.minimum, 0, 'g', 15));
    if (parameter.maximum && number.toDouble() > *parameter.maximum)
        return wrong(tr("has to be at most %1").arg(*parameter.maximum, 0, 'g', 15));
    return number;
}

Result<QJsonValue> dateValue(const QString &text)
{
    constexpr qsizetype form = 10; // 2026-01-31
    if (text.size() == form && QDate::fromString(text, Qt::ISODate).isValid())
        return QJsonValue(text);
    return wrong(tr("has to be a date such as 2026-01-31"));
}

Result<QJsonValue> durationValue(const QJsonValue &given)
{
    if (given.isDouble() && given.toDouble() >= 0)
        return given;
    const auto duration = durationOf(given.toString());
    if (!duration)
        return wrong(tr("has to be a duration such as 90s or 1h30m"));
    constexpr qint64 second = 1000;
    if (duration->count() % second == 0)
        return QJsonValue(duration->count() / second);
    return QJsonValue(static_cast<double>(duration->count()) / second);
}

} // namespace

Result<QJsonValue> typedValue(const Parameter &parameter, const QJsonValue &given)
{
    switch (parameter.type) {
    case Type::String:
    case Type::Text:
        return given.isString() ? textValue(parameter, given.toString()) : wrong(tr("has to be a text"));
    case Type::Choice:
        return choiceValue(parameter, given.toString());
    case Type::Integer:
    case Type::Number:
        return given.isDouble() ? numberValue(parameter, given) : wrong(tr("has to be a number"));
    case Type::Boolean:
        return given.isBool() ? Result<QJsonValue>(given) : wrong(tr("has to be true or false"));
    case Type::List:
        return given.isArray() ? listValue(parameter, given.toArray()) : wrong(tr("has to be a list of texts"));
    case Type::Date:
        return dateValue(given.toString());
    case Type::Duration:
        return durationValue(given);
    case Type::Secret:
        return wrong(tr("is a secret and must not be given as data"));
    case Type::Json:
        break;
    }
    return given;
}

} // namespace sm::runbooks
