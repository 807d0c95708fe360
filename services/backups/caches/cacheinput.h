// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <core/result.h>

namespace sm::backups {

/// The input of the operations on the keys of a cache:
///
///     cache:dump           {asset, set, cache, password, pattern, atMost}
///     cache:load           {asset, backup, cache, password, prefix, replace}
///     cache:compare        {asset, backup, cache, password, prefix}
///     cache:delete-loaded  {asset, backup, cache, password, prefix}
///
/// "cache" is a name of the system's file. With "prefix" the keys of the backup are meant with that before their names.
/// What takes a load back may do without one; nobody else may delete without.
struct CacheInput
{
    enum class Verb { Dump, Load, Compare, DeleteLoaded };

    Verb verb = Verb::Compare;
    QString asset;
    QString backup;
    QString cache;
    Secret password;
    QByteArray pattern;
    QByteArray prefix;
    int atMost = 100'000; ///< keys
    bool replaces = false;
};

/// \error Kind::Invalid (code "Input") names the member that is wrong
Result<CacheInput> cacheInput(const Step &step);

} // namespace sm::backups
