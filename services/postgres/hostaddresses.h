// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QByteArrayList>

namespace sm::postgres {

/// The addresses of \p host, in the order in which to try them. Blocks, as libpq's own look-up would: run it in a
/// thread.
/// \error Kind::Network code "Lookup"
Result<QByteArrayList> lookUp(const QString &host);

/// Whether \p address is one of 127.0.0.0/8, or ::1. A name is none.
bool isLoopback(const QByteArray &address);

} // namespace sm::postgres
