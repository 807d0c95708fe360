// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace sm::costs {

/// \p text in few bytes (zlib).
QByteArray packedText(const QByteArray &text);
/// Nothing: it is damaged, or more than 64 MiB.
std::optional<QByteArray> unpackedText(const QByteArray &bytes);

} // namespace sm::costs
