// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace sm::aws {

/// The content of a gzip file; nullopt when it is damaged or would be larger than \p limitBytes.
std::optional<QByteArray> gunzip(const QByteArray &packed, qsizetype limitBytes);

} // namespace sm::aws
