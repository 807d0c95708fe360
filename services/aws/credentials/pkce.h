// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace sm::aws {

/// Proof that whoever redeems an authorization code is who asked for it (RFC 7636, S256).
struct Pkce
{
    QByteArray verifier;
    QByteArray challenge;

    static Pkce make();
    static Pkce of(const QByteArray &verifier);
};

/// \p bytes random bytes in the alphabet of URLs.
QByteArray randomUrlText(qsizetype bytes);

} // namespace sm::aws
