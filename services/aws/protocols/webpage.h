// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace sm::aws {

/// Whether \p body is HTML: what proxies, sign-in portals and stand-ins without the operation send, never a service.
bool isWebPage(const QByteArray &body);

} // namespace sm::aws
