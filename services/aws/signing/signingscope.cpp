// SPDX-License-Identifier: GPL-3.0-or-later
#include "signingscope.h"

namespace sm::aws {

namespace {

char *putDigits(char *out, unsigned number, int count)
{
    for (int i = count - 1; i >= 0; --i, number /= 10)
        out[i] = static_cast<char>('0' + number % 10);
    return out + count;
}

} // namespace

// QDateTime::toString() parses its format each time and is as slow as the whole signature.
QByteArray signingTime(const SigningOptions &options)
{
    using namespace std::chrono;
    const sys_seconds instant{seconds(options.when.toSecsSinceEpoch())};
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

QByteArray signingDay(const SigningOptions &options) { return signingTime(options).left(8); }

QByteArray credentialScope(const SigningOptions &options)
{
    QByteArray scope;
    scope.reserve(24 + options.region.size() + options.service.size());
    scope.append(signingDay(options)).append('/').append(options.region).append('/').append(options.service);
    return scope.append("/aws4_request");
}

} // namespace sm::aws
