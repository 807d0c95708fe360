// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>

#include <optional>

namespace sm::backups {

/// \p object with "sha256" over everything else in it, as one line of canonical JSON: keys sorted, no spaces.
QByteArray boundJson(const QJsonObject &object);

/// What boundJson() bound, without the checksum. Nothing: it is not byte by byte what was written.
std::optional<QJsonObject> unboundJson(const QByteArray &json);

} // namespace sm::backups
