// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/cachedcredentials.h>

#include <QCoreApplication>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("aws::Credentials", text); }

constexpr std::chrono::seconds renewalMargin = 5min;
constexpr std::chrono::seconds mandatoryMargin = 1min;

} // namespace

/// One question to the source, and all who wait for its answer.
struct CachedCredentials::Flight
{
    CancelSource cancel;
    QList<net::Wakeup *> waiting;
    std::optional<Result<Credentials>> landed;
};

CachedCredentials::CachedCredentials(std::unique_ptr<CredentialsProvider> source, const Clock &clock)
    : m_source(std::move(source))
    , m_clock(clock)
{
}

CachedCredentials::~CachedCredentials() = default;

bool CachedCredentials::lasts(std::chrono::seconds margin) const
{
    return m_cached
        && (!m_cached->expiresAt.isValid() || m_clock.nowUtc().addSecs(margin.count()) < m_cached->expiresAt);
}

QCoro::Task<Result<Credentials>> CachedCredentials::credentials(CancelToken token)
{
    if (lasts(renewalMargin))
        co_return Result<Credentials>(*m_cached); // a copy: co_return moves out of what it is given
    std::shared_ptr<Flight> flight = m_flight;
    if (!flight) {
        flight = m_flight = std::make_shared<Flight>();
        fetch(this, flight);
    }
    if (!flight->landed) {
        net::Wakeup wakeup;
        flight->waiting.append(&wakeup);
        token.whenCancelled(&wakeup, [&wakeup] { wakeup.wake(); });
        co_await wakeup;
        flight->waiting.removeOne(&wakeup);
    }
    if (flight->landed)
        co_return Result<Credentials>(*flight->landed);
    giveUp(flight);
    co_return Error::cancelled();
}

/// Who asks next starts a flight of its own, instead of joining one that was called off.
void CachedCredentials::giveUp(const std::shared_ptr<Flight> &flight)
{
    if (!flight->waiting.isEmpty())
        return;
    flight->cancel.cancel();
    if (m_flight == flight)
        m_flight.reset();
}

QCoro::Task<void> CachedCredentials::fetch(CachedCredentials *self, std::shared_ptr<Flight> flight)
{
    Result<Credentials> fetched = co_await self->m_source->credentials(flight->cancel.token());
    flight->landed = self->settled(std::move(fetched));
    if (self->m_flight == flight)
        self->m_flight.reset();
    for (net::Wakeup *wakeup : std::as_const(flight->waiting))
        wakeup->wake();
}

Result<Credentials> CachedCredentials::settled(Result<Credentials> fetched)
{
    if (!fetched) {
        if (lasts(mandatoryMargin))
            return *m_cached;
        m_cached.reset();
        return fetched;
    }
    m_cached = *fetched;
    if (lasts(0s))
        return fetched;
    m_cached.reset();
    return Error(Error::Kind::Denied, tr("The credentials of %1 have expired. Sign in again.").arg(fetched->source))
        .withCode(u"ExpiredCredentials"_s);
}

void CachedCredentials::refused(const Credentials &rejected)
{
    if (!m_cached || m_cached->accessKeyId != rejected.accessKeyId
        || !(m_cached->sessionToken == rejected.sessionToken))
        return;
    m_cached.reset();
    m_source->refused(rejected);
}

} // namespace sm::aws
