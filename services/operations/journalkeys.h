// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <crypto/ed25519.h>
#include <crypto/seal.h>
#include <operations/approvalkey.h>
#include <store/keystore.h>

namespace sm::operations {

/// What a journal signs and seals with, and its owner approves with, all derived from the one key that is kept.
struct JournalKeys
{
    crypto::Ed25519 signing;
    crypto::Seal seal;
    ApprovalKey approving;

    /// \error Kind::Storage
    static Result<JournalKeys> from(store::KeyStore &store);
};

} // namespace sm::operations
