// SPDX-License-Identifier: GPL-3.0-or-later
#include "clockskew.h"

#include <QLocale>

#include <array>
#include <optional>

namespace sm::aws {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::milliseconds longestRoundTrip = 15min;
constexpr std::chrono::milliseconds tolerance = 4min;

/// Services that speak JSON put "Exception" behind the same words.
constexpr std::array<QStringView, 9> codes{u"InvalidSignature", u"InvalidSignatureException", u"SignatureDoesNotMatch",
    u"RequestTimeTooSkewed", u"AccessDenied", u"AccessDeniedException", u"AuthFailure", u"RequestExpired",
    u"RequestInTheFuture"};

/// IMF-fixdate, the form that RFC 9110 asks servers to send.
std::optional<QDateTime> httpDate(const QByteArray &text)
{
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(text), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (!date.isValid())
        return std::nullopt;
    date.setTimeSpec(Qt::UTC);
    return date;
}

} // namespace

void ClockSkew::observe(const net::HttpReply &reply)
{
    const auto date = httpDate(reply.header("Date"));
    if (!date || net::hasHeader(reply.headers, "Age") || !reply.sentAt.isValid() || !reply.receivedAt.isValid())
        return;
    const Duration roundTrip(reply.sentAt.msecsTo(reply.receivedAt));
    if (roundTrip < 0ms || roundTrip > longestRoundTrip)
        return;
    m_current = Duration(reply.sentAt.addMSecs(roundTrip.count() / 2).msecsTo(*date));
}

bool ClockSkew::explains(const QString &code, Duration used) const
{
    const bool fits = std::find(codes.begin(), codes.end(), code) != codes.end();
    return fits && std::chrono::abs(used - m_current) > tolerance;
}

} // namespace sm::aws
