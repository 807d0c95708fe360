// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup.h"

#include <QStringList>

namespace sm {

/// The word for a kind of asset in files and on the command line: "table", "cache-cluster", "user-pool".
QString kindWord(AssetKind kind);

/// Nothing: \p word is none of assetKindWords().
std::optional<AssetKind> assetKindOf(const QString &word);

/// All of them, in the order of AssetKind.
QStringList assetKindWords();

} // namespace sm
