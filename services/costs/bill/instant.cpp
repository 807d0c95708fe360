// SPDX-License-Identifier: GPL-3.0-or-later
#include "instant.h"

#include <QDate>

#include <algorithm>
#include <optional>

namespace sm::costs::bill {

namespace {

constexpr qint32 SecondsADay = 86'400;
const QDate epoch(1970, 1, 1);

struct Date
{
    int year = 0;
    int month = 0;
    int day = 0;
};

/// Days since 1970-01-01.
std::optional<qint32> dayOf(const Date &date)
{
    const QDate found(date.year, date.month, date.day);
    if (!found.isValid() || date.year < 1970 || date.year > 2999)
        return std::nullopt;
    return static_cast<qint32>(epoch.daysTo(found));
}

/// Takes a text apart from the left; each step says whether it found what it wanted.
class Taker
{
public:
    explicit Taker(std::string_view text)
        : m_text(text)
    {
    }
    bool atEnd() const { return m_text.empty(); }
    bool take(char c)
    {
        if (!m_text.starts_with(c))
            return false;
        m_text.remove_prefix(1);
        return true;
    }
    /// \p fewest to \p most digits
    bool number(int fewest, int most, int &value)
    {
        int count = 0;
        value = 0;
        for (; count < most && !m_text.empty() && m_text.front() >= '0' && m_text.front() <= '9'; ++count) {
            value = value * 10 + (m_text.front() - '0');
            m_text.remove_prefix(1);
        }
        return count >= fewest;
    }
    void skipDigits() { m_text.remove_prefix(std::min(m_text.find_first_not_of("0123456789"), m_text.size())); }

private:
    std::string_view m_text;
};

/// "05:00", "05:00:00", "05:00:00.000"
bool readTime(Taker &text, int fewestHourDigits, qint32 &second)
{
    int hours = 0;
    int minutes = 0;
    int seconds = 0;
    if (!text.number(fewestHourDigits, 2, hours) || !text.take(':') || !text.number(2, 2, minutes))
        return false;
    if (text.take(':') && !text.number(2, 2, seconds))
        return false;
    if (text.take('.'))
        text.skipDigits();
    second = hours * 3600 + minutes * 60 + seconds;
    return hours <= 23 && minutes <= 59 && seconds <= 60;
}

/// Nothing, "Z", "+02:00", "+0200", "+02", " UTC": seconds to take away for UTC.
bool readZone(Taker &text, qint32 &east)
{
    if (text.atEnd() || text.take('Z'))
        return text.atEnd();
    if (text.take(' '))
        return text.take('U') && text.take('T') && text.take('C') && text.atEnd();
    const bool west = text.take('-');
    int hours = 0;
    int minutes = 0;
    if ((!west && !text.take('+')) || !text.number(2, 2, hours))
        return false;
    if ((text.take(':') || !text.atEnd()) && !text.number(2, 2, minutes))
        return false;
    east = (hours * 3600 + minutes * 60) * (west ? -1 : 1);
    return text.atEnd() && hours <= 18 && minutes <= 59;
}

bool readIso(Taker text, Instant &instant)
{
    Date date;
    if (!text.number(4, 4, date.year) || !text.take('-') || !text.number(2, 2, date.month) || !text.take('-')
        || !text.number(2, 2, date.day))
        return false;
    const std::optional<qint32> day = dayOf(date);
    if (!day)
        return false;
    instant = Instant{*day, 0};
    if (text.atEnd())
        return true;
    qint32 east = 0;
    if ((!text.take('T') && !text.take(' ')) || !readTime(text, 2, instant.second) || !readZone(text, east))
        return false;
    const qint32 second = instant.second - east;
    const qint32 shift = second < 0 ? -1 : second / SecondsADay;
    instant = Instant{instant.day + shift, second - shift * SecondsADay};
    return true;
}

bool readSlashes(Taker text, Instant &instant)
{
    Date date;
    if (!text.number(1, 2, date.month) || !text.take('/') || !text.number(1, 2, date.day) || !text.take('/')
        || !text.number(2, 4, date.year))
        return false;
    if (date.year < 100)
        date.year += 2000;
    const std::optional<qint32> day = dayOf(date);
    if (!day)
        return false;
    instant = Instant{*day, 0};
    return text.atEnd() || (text.take(' ') && readTime(text, 1, instant.second) && text.atEnd());
}

} // namespace

DateStyle readInstant(std::string_view text, Instant &instant)
{
    if (readIso(Taker(text), instant))
        return DateStyle::Iso;
    return readSlashes(Taker(text), instant) ? DateStyle::Slashes : DateStyle::None;
}

} // namespace sm::costs::bill
