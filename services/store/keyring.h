// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <store/keystore.h>

namespace sm::store {

/// A key in the desktop's keyring, or where none can be used, in a file as KeyFile has it. Which one it is is decided
/// once: a file that is there stays the key. Where the keyring has it, the file says under which name.
///
/// Nobody is asked for anything, and a bus or a keyring that does not answer costs a second.
class Keyring final : public KeyStore
{
public:
    explicit Keyring(QString file)
        : m_file(std::move(file))
    {
    }

    /// \error Kind::Storage as KeyFile; (code "KeyringUnavailable") the key is in a keyring that is locked or not there
    Result<Secret> key() override;
    KeyPlace place() const override { return m_place; }

private:
    Result<void> makeInKeyring() const;

    QString m_file;
    KeyPlace m_place = KeyPlace::File;
};

} // namespace sm::store
