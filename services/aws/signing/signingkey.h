// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/sigv4.h>
#include <crypto/hmac.h>

#include <QByteArray>

namespace sm::aws {

/// The key of one secret for one day, region and service.
crypto::HmacSha256Key signingKey(const Credentials &credentials, const SigningOptions &options);

/// Tells signing keys apart without holding what they are made of.
QByteArray signingKeyFingerprint(const Credentials &credentials, const SigningOptions &options);

} // namespace sm::aws
