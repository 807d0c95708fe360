// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <chrono>
#include <optional>

namespace sm::aws {

/// How long a connection may take, by where the client stands to the service (`defaults_mode`, AWS_DEFAULTS_MODE).
struct ConnectLimits
{
    std::chrono::milliseconds connect;
    std::chrono::milliseconds tls;
};

/// \param mode "standard", "in-region", "cross-region", "mobile"; "legacy" and "auto" stand for standard, because
/// where a desktop runs is not to be found out
/// \return nothing for a mode that does not exist
std::optional<ConnectLimits> connectLimits(QStringView mode);

} // namespace sm::aws
