// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringView>

namespace sm::aws {

/// UTF-8 with everything but RFC 3986's unreserved characters as %XX, and '/' kept where \p keepSlash is set.
QByteArray percentEncoded(QStringView text, bool keepSlash = false);

} // namespace sm::aws
