// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <aws/models.h>
#include <vault/vault.h>

#include <functional>

namespace sm::backups {

/// What the work on buckets is done with; all of it outlives the work.
struct BucketParts
{
    aws::Caller &caller;
    const aws::Models &models;
    const Vault &vault;
};

/// Takes a line about how far it is.
using BucketTell = std::function<void(const QString &line)>;

} // namespace sm::backups
