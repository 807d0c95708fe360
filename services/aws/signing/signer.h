// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/sigv4.h>

#include <memory>

namespace sm::aws {

/// signedByHeader() and signedByQuery() for somebody who signs often: the key of a day, region and service is derived
/// once. Keeps derived keys only, never the secret; they are wiped with the Signer. For one thread.
class Signer
{
public:
    Signer();
    ~Signer();
    Signer(Signer &&) noexcept;
    Signer &operator=(Signer &&) noexcept;

    net::HttpRequest byHeader(net::HttpRequest request, const Credentials &credentials, const SigningOptions &options);
    net::HttpRequest byQuery(net::HttpRequest request, const Credentials &credentials, const SigningOptions &options,
        std::chrono::seconds validFor);

private:
    class Keys;
    std::unique_ptr<Keys> m_keys;
};

} // namespace sm::aws
