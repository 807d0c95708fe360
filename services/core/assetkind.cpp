// SPDX-License-Identifier: GPL-3.0-or-later
#include "assetkind.h"

using namespace Qt::Literals::StringLiterals;

namespace sm {

QStringList assetKindWords()
{
    return {u"table"_s, u"database"_s, u"instance"_s, u"bucket"_s, u"cache"_s, u"cache-cluster"_s, u"user-pool"_s,
        u"function"_s, u"external"_s};
}

QString kindWord(AssetKind kind) { return assetKindWords().at(static_cast<int>(kind)); }

std::optional<AssetKind> assetKindOf(const QString &word)
{
    const qsizetype index = assetKindWords().indexOf(word);
    return index < 0 ? std::nullopt : std::optional(static_cast<AssetKind>(index));
}

} // namespace sm
