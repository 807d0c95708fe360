// SPDX-License-Identifier: GPL-3.0-or-later
#include "signingscope.h"

#include "textbuffer.h"

namespace sm::aws {

namespace {

char *putDigits(char *out, unsigned number, int count)
{
    for (int i = count - 1; i >= 0; --i, number /= 10)
        out[i] = static_cast<char>('0' + number % 10);
    return out + count;
}

// QDateTime::toString() parses its format each time and is as slow as the whole signature.
QByteArray timeOf(const QDateTime &when)
{
    using namespace std::chrono;
    const sys_seconds instant{seconds(when.toSecsSinceEpoch())};
    const auto midnight = floor<days>(instant);
    const year_month_day date(midnight);
    const hh_mm_ss time(instant - midnight);

    QByteArray text(16, Qt::Uninitialized);
    char *out = putDigits(text.data(), static_cast<unsigned>(static_cast<int>(date.year())), 4);
    out = putDigits(out, static_cast<unsigned>(date.month()), 2);
    out = putDigits(out, static_cast<unsigned>(date.day()), 2);
    *out++ = 'T';
    out = putDigits(out, static_cast<unsigned>(time.hours().count()), 2);
    out = putDigits(out, static_cast<unsigned>(time.minutes().count()), 2);
    out = putDigits(out, static_cast<unsigned>(time.seconds().count()), 2);
    *out = 'Z';
    return text;
}

} // namespace

SigningScope::SigningScope(const SigningOptions &options)
    : time(timeOf(options.when))
{
    TextBuffer scope;
    scope << day() << '/' << options.region << '/' << options.service << "/aws4_request";
    text = scope.toByteArray();
}

} // namespace sm::aws
