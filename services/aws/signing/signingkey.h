// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "signingscope.h"

#include <crypto/hmac.h>

namespace sm::aws {

/// The key of one secret for one day, region and service.
crypto::HmacSha256Key signingKey(
    const Credentials &credentials, const SigningOptions &options, const SigningScope &scope);

} // namespace sm::aws
