// SPDX-License-Identifier: GPL-3.0-or-later
#include "signer.h"

#include "sign.h"
#include "signingkey.h"

#include <algorithm>
#include <vector>

namespace sm::aws {

/// The keys used last, newest first.
class Signer::Keys
{
public:
    const crypto::HmacSha256Key &of(const Credentials &credentials, const SigningOptions &options)
    {
        const QByteArray fingerprint = signingKeyFingerprint(credentials, options);
        const auto found = std::find_if(
            m_entries.begin(), m_entries.end(), [&](const Entry &entry) { return entry.fingerprint == fingerprint; });
        if (found == m_entries.end())
            m_entries.insert(m_entries.begin(), Entry{fingerprint, signingKey(credentials, options)});
        else
            std::rotate(m_entries.begin(), found, found + 1);
        if (m_entries.size() > capacity)
            m_entries.pop_back();
        return m_entries.front().key;
    }

private:
    struct Entry
    {
        QByteArray fingerprint;
        crypto::HmacSha256Key key;
    };
    /// A page of several systems, each with a dozen services, stays within it.
    static constexpr size_t capacity = 64;
    std::vector<Entry> m_entries;
};

Signer::Signer()
    : m_keys(std::make_unique<Keys>())
{
}
Signer::~Signer() = default;
Signer::Signer(Signer &&) noexcept = default;
Signer &Signer::operator=(Signer &&) noexcept = default;

net::HttpRequest Signer::byHeader(
    net::HttpRequest request, const Credentials &credentials, const SigningOptions &options)
{
    return signByHeader(std::move(request), credentials, options, m_keys->of(credentials, options));
}

net::HttpRequest Signer::byQuery(net::HttpRequest request, const Credentials &credentials,
    const SigningOptions &options, std::chrono::seconds validFor)
{
    return signByQuery(std::move(request), credentials, options, validFor, m_keys->of(credentials, options));
}

} // namespace sm::aws
