// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace sm::crypto {

/// \p count bytes from the operating system's generator, fit for keys, tokens and passwords.
QByteArray randomBytes(qsizetype count);

/// A whole number from 0 to \p bound - 1, each equally likely. \p bound is at least 1.
quint32 randomBelow(quint32 bound);

} // namespace sm::crypto
