// SPDX-License-Identifier: GPL-3.0-or-later
#include "timestamp.h"

#include "textscanner.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace sm::aws {

namespace {

constexpr std::array<QStringView, 7> weekdays{u"Sun", u"Mon", u"Tue", u"Wed", u"Thu", u"Fri", u"Sat"};
constexpr std::array<QStringView, 12> months{
    u"Jan", u"Feb", u"Mar", u"Apr", u"May", u"Jun", u"Jul", u"Aug", u"Sep", u"Oct", u"Nov", u"Dec"};

Error notATimestamp(QStringView text)
{
    return Error(Error::Kind::Invalid,
        QCoreApplication::translate("sm::aws", "“%1” is not a date and time that can be read.").arg(text.left(40)));
}

std::optional<qint64> midnight(int year, int month, int day)
{
    const std::chrono::year_month_day date{
        std::chrono::year(year), std::chrono::month(unsigned(month)), std::chrono::day(unsigned(day))};
    if (!date.ok())
        return std::nullopt;
    return std::chrono::seconds(std::chrono::sys_days(date).time_since_epoch()).count();
}

struct Civil
{
    int year, month, day, weekday, hour, minute, second;
};

Civil civil(qint64 seconds)
{
    const auto instant = std::chrono::sys_seconds(std::chrono::seconds(seconds));
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(instant - day);
    return {int(date.year()), int(unsigned(date.month())), int(unsigned(date.day())),
        int(std::chrono::weekday(day).c_encoding()), int(time.hours().count()), int(time.minutes().count()),
        int(time.seconds().count())};
}

/// "hh:mm:ss" and perhaps a fraction; the seconds since midnight go to \p timestamp.
bool readTimeOfDay(TextScanner &scanner, Timestamp &timestamp)
{
    const auto hour = scanner.digits(2);
    const bool first = scanner.take(u':');
    const auto minute = scanner.digits(2);
    const bool second = scanner.take(u':');
    const auto rest = scanner.digits(2);
    if (!hour || !minute || !rest || !first || !second || *hour > 23 || *minute > 59 || *rest > 59)
        return false;
    timestamp.seconds += *hour * 3600 + *minute * 60 + *rest;
    return !scanner.take(u'.') || scanner.fraction(timestamp.nanoseconds);
}

/// "Z" or "+hh:mm"; the instant goes to \p timestamp.
bool readOffset(TextScanner &scanner, Timestamp &timestamp)
{
    if (scanner.take(u'Z') || scanner.take(u'z'))
        return true;
    const int sign = scanner.take(u'+') ? 1 : scanner.take(u'-') ? -1 : 0;
    const auto hours = scanner.digits(2);
    const bool colon = scanner.take(u':');
    const auto minutes = scanner.digits(2);
    if (sign == 0 || !hours || !colon || !minutes || *hours > 23 || *minutes > 59)
        return false;
    timestamp.seconds -= sign * (*hours * 3600 + *minutes * 60);
    return true;
}

bool readDate(TextScanner &scanner, Timestamp &timestamp)
{
    const auto year = scanner.digits(4);
    const bool first = scanner.take(u'-');
    const auto month = scanner.digits(2);
    const bool second = scanner.take(u'-');
    const auto day = scanner.digits(2);
    if (!year || !month || !day || !first || !second)
        return false;
    const auto seconds = midnight(*year, *month, *day);
    timestamp.seconds = seconds.value_or(0);
    return seconds.has_value();
}

/// \p number with zeros before it up to \p width. A page of users has a hundred dates, hence no QString::arg().
void appendPadded(QString &text, int number, int width)
{
    const qsizetype start = text.size();
    text.resize(start + width);
    QChar *const digits = text.data() + start;
    for (int i = width - 1; i >= 0; --i, number /= 10)
        digits[i] = QChar(u'0' + number % 10);
}

/// ".123" for 123 milliseconds, nothing for none.
void appendFraction(QString &text, int value, int digits)
{
    if (value == 0)
        return;
    text += u'.';
    appendPadded(text, value, digits);
    while (text.endsWith(u'0'))
        text.chop(1);
}

/// "08:00:00"
void appendTime(QString &text, const Civil &date)
{
    appendPadded(text, date.hour, 2);
    text += u':';
    appendPadded(text, date.minute, 2);
    text += u':';
    appendPadded(text, date.second, 2);
}

/// The calendar's view of \p timestamp; none for a year that has not four digits.
std::optional<Civil> civil(const Timestamp &timestamp)
{
    constexpr qint64 year0 = -62'167'219'200;
    constexpr qint64 year10000 = 253'402'300'800;
    if (timestamp.seconds < year0 || timestamp.seconds >= year10000)
        return std::nullopt;
    return civil(timestamp.seconds);
}

/// Digits only: whole numbers from their 64 bits, others as the shortest decimals that give the same number again.
QString epochText(const QJsonValue &number)
{
    const double seconds = number.toDouble();
    return seconds == std::floor(seconds) && std::abs(seconds) < 9e18
        ? QString::number(number.toInteger())
        : QString::number(seconds, 'f', QLocale::FloatingPointShortest);
}

Error outOfRange(const Timestamp &timestamp)
{
    return Error(Error::Kind::Invalid,
        QCoreApplication::translate("sm::aws", "%1 seconds since 1970 is outside the years 0 to 9999.")
            .arg(timestamp.seconds));
}

} // namespace

Result<Timestamp> parseDateTime(QStringView text)
{
    TextScanner scanner(text);
    Timestamp timestamp;
    if (!readDate(scanner, timestamp) || !(scanner.take(u'T') || scanner.take(u't'))
        || !readTimeOfDay(scanner, timestamp) || !readOffset(scanner, timestamp) || !scanner.atEnd())
        return notATimestamp(text);
    return timestamp;
}

Result<Timestamp> parseHttpDate(QStringView text)
{
    TextScanner scanner(text);
    Timestamp timestamp;
    const bool weekday = scanner.oneOf(weekdays) >= 0 && scanner.take(u',') && scanner.take(u' ');
    const auto day = scanner.digits(2);
    const bool first = scanner.take(u' ');
    const int month = scanner.oneOf(months);
    const bool second = scanner.take(u' ');
    const auto year = scanner.digits(4);
    if (!weekday || !day || !first || month < 0 || !second || !year || !scanner.take(u' '))
        return notATimestamp(text);
    const auto seconds = midnight(*year, month + 1, *day);
    timestamp.seconds = seconds.value_or(0);
    if (!seconds || !readTimeOfDay(scanner, timestamp) || !scanner.take(u" GMT") || !scanner.atEnd())
        return notATimestamp(text);
    return timestamp;
}

Result<Timestamp> parseEpochSeconds(QStringView text)
{
    const qsizetype point = text.indexOf(u'.');
    const QStringView whole = point < 0 ? text : text.left(point);
    bool isNumber = false;
    Timestamp timestamp;
    timestamp.seconds = whole.toLongLong(&isNumber);
    TextScanner scanner(point < 0 ? QStringView() : text.mid(point + 1));
    if (!isNumber || whole != whole.trimmed() || whole.front() == u'+'
        || (point >= 0 && (!scanner.fraction(timestamp.nanoseconds) || !scanner.atEnd())))
        return notATimestamp(text);
    return timestamp;
}

Result<QString> toDateTime(const Timestamp &timestamp)
{
    const std::optional<Civil> date = civil(timestamp);
    if (!date)
        return outOfRange(timestamp);
    QString text;
    text.reserve(27);
    appendPadded(text, date->year, 4);
    text += u'-';
    appendPadded(text, date->month, 2);
    text += u'-';
    appendPadded(text, date->day, 2);
    text += u'T';
    appendTime(text, *date);
    appendFraction(text, timestamp.nanoseconds / 1000, 6);
    text += u'Z';
    return text;
}

Result<QString> toHttpDate(const Timestamp &timestamp)
{
    const std::optional<Civil> date = civil(timestamp);
    if (!date)
        return outOfRange(timestamp);
    QString text = weekdays.at(size_t(date->weekday)).toString() + ", "_L1;
    appendPadded(text, date->day, 2);
    text += u' ';
    text += months.at(size_t(date->month - 1));
    text += u' ';
    appendPadded(text, date->year, 4);
    text += u' ';
    appendTime(text, *date);
    return QString(text + " GMT"_L1);
}

QString toEpochSeconds(const Timestamp &timestamp)
{
    QString text = QString::number(timestamp.seconds);
    appendFraction(text, timestamp.nanoseconds, 9);
    return text;
}

Result<Timestamp> timestampFromJson(const QJsonValue &value)
{
    if (value.isDouble())
        return parseEpochSeconds(epochText(value));
    const QString text = value.toString();
    for (const auto read : {parseDateTime, parseHttpDate, parseEpochSeconds}) {
        if (const auto timestamp = read(text))
            return timestamp;
    }
    return parseDateTime(text.contains(u'T') ? text + u'Z' : text + "T00:00:00Z"_L1);
}

} // namespace sm::aws
