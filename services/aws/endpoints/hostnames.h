// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QString>

namespace sm::aws {

/// Whether \p text can be one label of a host name (RFC 1123), or several with dots between.
bool isValidHostLabel(const QString &text, bool allowDots);

/// Whether \p bucket can be a host label below S3's: 3 to 63 lower-case characters, not an address.
bool isVirtualHostableBucket(const QString &bucket, bool allowDots);

/// {scheme, authority, path, normalizedPath, isIp}; null for anything but http and https, and with a query.
QJsonValue parseUrl(const QString &text);

} // namespace sm::aws
