// SPDX-License-Identifier: GPL-3.0-or-later
#include "clockskew.h"

#include <aws/timestamp.h>

#include <array>

namespace sm::aws {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds longestRoundTrip = 15min;
constexpr std::chrono::milliseconds tolerance = 4min;

/// Services that speak JSON put "Exception" behind the same words.
constexpr std::array<QStringView, 9> codes{u"InvalidSignature", u"InvalidSignatureException", u"SignatureDoesNotMatch",
    u"RequestTimeTooSkewed", u"AccessDenied", u"AccessDeniedException", u"AuthFailure", u"RequestExpired",
    u"RequestInTheFuture"};

} // namespace

void ClockSkew::observe(const net::HttpReply &reply)
{
    const Result<Timestamp> date = parseHttpDate(QString::fromLatin1(reply.header("Date")));
    if (!date || net::hasHeader(reply.headers, "Age") || !reply.sentAt.isValid() || !reply.receivedAt.isValid())
        return;
    const Duration roundTrip(reply.sentAt.msecsTo(reply.receivedAt));
    if (roundTrip < 0ms || roundTrip > longestRoundTrip)
        return;
    m_current = Duration(date->seconds * 1000 - (reply.sentAt.toMSecsSinceEpoch() + roundTrip.count() / 2));
}

bool ClockSkew::explains(const QString &code, Duration used) const
{
    const bool fits = std::find(codes.begin(), codes.end(), code) != codes.end();
    return fits && std::chrono::abs(used - m_current) > tolerance;
}

} // namespace sm::aws
