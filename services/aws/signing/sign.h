// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "signingscope.h"

#include <crypto/hmac.h>

namespace sm::aws {

/// signedByHeader() and signedByQuery() under a key that was derived before.
net::HttpRequest signByHeader(net::HttpRequest request, const Credentials &credentials, const SigningOptions &options,
    const SigningScope &scope, const crypto::HmacSha256Key &key);
net::HttpRequest signByQuery(net::HttpRequest request, const Credentials &credentials, const SigningOptions &options,
    std::chrono::seconds validFor, const SigningScope &scope, const crypto::HmacSha256Key &key);

} // namespace sm::aws
