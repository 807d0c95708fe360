// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <core/result.h>
#include <store/captureid.h>

#include <optional>

namespace sm::backups {

/// The input of the operations on a user pool:
///
///     pool:export           {asset, set, pool}
///     pool:import           {asset, backup, pool}
///     pool:compare          {asset, backup, pool}
///     pool:create-scratch   {asset, backup, name}
///     pool:delete-scratch   {pool}
///     pool:remove-imported  {asset, backup, pool, made}   takes an import back; never written by people
///
/// "pool" is the id of a pool, "name" that of one that is made for a drill. "made" is {sha256, bytes} of the capture
/// that lists what an import created.
struct PoolInput
{
    enum class Verb { Export, Import, Compare, CreateScratch, DeleteScratch, RemoveImported };

    Verb verb = Verb::Compare;
    QString asset;
    QString backup;
    QString pool;
    QString name;
    std::optional<store::CaptureId> made;
};

/// \error Kind::Invalid (code "Input") names the member that is wrong
Result<PoolInput> poolInput(const Step &step);

} // namespace sm::backups
