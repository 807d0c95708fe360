// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <store/keystore.h>

namespace sm::store {

/// A key in a file of its own that is its owner's alone (0600). It is made once and never overwritten.
class KeyFile final : public KeyStore
{
public:
    explicit KeyFile(QString file)
        : m_file(std::move(file))
    {
    }

    /// \error Kind::Storage the file can not be read or made, or has not 32 bytes (code "KeyDamaged")
    Result<Secret> key() override;

private:
    Result<void> make() const;
    Result<Secret> read() const;

    QString m_file;
};

} // namespace sm::store
