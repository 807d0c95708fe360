// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>
#include <core/secret.h>

namespace sm::store {

/// Where a key is.
enum class KeyPlace { File, Keyring };

/// Where the keys of this person's files are kept.
class KeyStore
{
public:
    virtual ~KeyStore() = default;

    /// The 32 bytes that are kept, made by chance when there are none yet. Called on the thread of a database: it may
    /// wait for a disk, never for a person.
    /// \error Kind::Storage
    virtual Result<Secret> key() = 0;
    /// Where key() has found it.
    virtual KeyPlace place() const { return KeyPlace::File; }
};

} // namespace sm::store
