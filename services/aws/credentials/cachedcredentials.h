// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/credentials.h>
#include <core/clock.h>
#include <net/wakeup.h>

#include <memory>
#include <optional>

namespace sm::aws {

/// Keeps what another provider fetched until shortly before it expires, in memory alone.
///
/// However many calls ask at once, the source is asked once and a person prompted once (single flight). Credentials
/// are renewed when less than 5 minutes are left; while a minute is left, a renewal that fails is no failure.
class CachedCredentials final : public CredentialsProvider
{
public:
    /// \p clock outlives it.
    CachedCredentials(std::unique_ptr<CredentialsProvider> source, const Clock &clock);
    ~CachedCredentials() override;

    /// Cancelling gives up waiting; the source itself is cancelled when nobody waits any more.
    QCoro::Task<Result<Credentials>> credentials(CancelToken token) override;
    void refused(const Credentials &rejected) override;

private:
    struct Flight;
    static QCoro::Task<void> fetch(CachedCredentials *self, std::shared_ptr<Flight> flight);
    void giveUp(const std::shared_ptr<Flight> &flight);
    bool lasts(std::chrono::seconds margin) const;
    Result<Credentials> settled(Result<Credentials> fetched);

    std::unique_ptr<CredentialsProvider> m_source;
    const Clock &m_clock;
    std::optional<Credentials> m_cached;
    std::shared_ptr<Flight> m_flight;
};

} // namespace sm::aws
