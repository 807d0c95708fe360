// SPDX-License-Identifier: GPL-3.0-or-later
#include "signingkey.h"

#include <cstring>

namespace sm::aws {

namespace {

/// Bytes that are overwritten when they are no longer needed.
class Wiped
{
public:
    explicit Wiped(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
    }
    ~Wiped() { ::explicit_bzero(m_bytes.data(), static_cast<size_t>(m_bytes.size())); }
    Q_DISABLE_COPY_MOVE(Wiped)

    operator QByteArrayView() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

QByteArray joined(QByteArrayView first, QByteArrayView second)
{
    QByteArray both;
    both.reserve(first.size() + second.size());
    return both.append(first).append(second);
}

} // namespace

crypto::HmacSha256Key signingKey(
    const Credentials &credentials, const SigningOptions &options, const SigningScope &scope)
{
    const Wiped secret(joined("AWS4", credentials.secretAccessKey.reveal()));
    const Wiped ofDay(crypto::hmacSha256(secret, scope.day()));
    const Wiped ofRegion(crypto::hmacSha256(ofDay, options.region));
    const Wiped ofService(crypto::hmacSha256(ofRegion, options.service));
    const Wiped key(crypto::hmacSha256(ofService, "aws4_request"));
    return crypto::HmacSha256Key(key);
}

} // namespace sm::aws
