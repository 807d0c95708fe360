// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sm {

/// What happens when an operation is sent twice. The class decides what may be resent, whatever the error was.
enum class Repeat {
    Read, ///< R: changes nothing
    Value, ///< V: the same input gives the same state
    Token, ///< T: the service recognises a client token, resent unchanged
    NaturalKey, ///< N: the name is taken the second time; read it before a resend
    Unsafe, ///< U: each arrival counts; never resent once a byte left the socket
};

} // namespace sm
