// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/backup.h>
#include <vault/manifest.h>

namespace sm::backups {

/// What AWS takes for \p bytes a month, in US dollars, at the price \p name of resources/backups/prices.json. An
/// estimate: the prices are those of us-east-1, and what is free or shared between backups is not taken off.
std::optional<Decimal> monthlyCost(const QString &name, std::optional<qint64> bytes);

/// The same for a backup of the vault. Nothing: it is on this computer, or nobody knows how large it is.
std::optional<Decimal> monthlyCostOf(const Manifest &manifest, std::optional<qint64> bytes);

} // namespace sm::backups
