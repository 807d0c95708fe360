// SPDX-License-Identifier: GPL-3.0-or-later
#include "signer.h"

#include "sign.h"
#include "signingkey.h"

#include <crypto/digest.h>

#include <algorithm>
#include <vector>

namespace sm::aws {

/// The keys used last, newest first.
class Signer::Keys
{
public:
    const crypto::HmacSha256Key &of(
        const Credentials &credentials, const SigningOptions &options, const SigningScope &scope)
    {
        // The digest tells secrets apart and keeps none.
        const QByteArray secret = crypto::sha256(credentials.secretAccessKey.reveal());
        const auto found = std::find_if(m_entries.begin(), m_entries.end(),
            [&](const Entry &entry) { return entry.scope == scope.text && entry.secret == secret; });
        if (found == m_entries.end())
            m_entries.insert(m_entries.begin(), Entry{scope.text, secret, signingKey(credentials, options, scope)});
        else if (found != m_entries.begin())
            std::rotate(m_entries.begin(), found, found + 1);
        if (m_entries.size() > capacity)
            m_entries.pop_back();
        return m_entries.front().key;
    }

private:
    struct Entry
    {
        QByteArray scope;
        QByteArray secret; ///< its digest
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
    const SigningScope scope(options);
    return signByHeader(std::move(request), credentials, options, scope, m_keys->of(credentials, options, scope));
}

net::HttpRequest Signer::byQuery(net::HttpRequest request, const Credentials &credentials,
    const SigningOptions &options, std::chrono::seconds validFor)
{
    const SigningScope scope(options);
    return signByQuery(
        std::move(request), credentials, options, validFor, scope, m_keys->of(credentials, options, scope));
}

} // namespace sm::aws
