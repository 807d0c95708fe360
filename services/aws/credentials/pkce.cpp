// SPDX-License-Identifier: GPL-3.0-or-later
#include "pkce.h"

#include <crypto/digest.h>
#include <crypto/random.h>

namespace sm::aws {

namespace {

QByteArray urlText(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace

QByteArray randomUrlText(qsizetype bytes) { return urlText(crypto::randomBytes(bytes)); }

Pkce Pkce::of(const QByteArray &verifier) { return {verifier, urlText(crypto::sha256(verifier))}; }

Pkce Pkce::make() { return of(randomUrlText(32)); }

} // namespace sm::aws
