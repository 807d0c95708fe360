// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "objectsfile.h"

#include <vault/vault.h>

#include <QCoroTask>

#include <deque>

namespace sm::backups {

/// What the other backups of a vault have where the copies of one are: that one may go, and these may not.
class OtherCopies
{
public:
    /// Of all in \p vault but \p kept. The vault is a parameter of the call alone.
    /// \error Kind::Storage; Kind::BadReply (code "BackupDamaged") one that can not be read: nobody knows what it needs
    static QCoro::Task<Result<std::unique_ptr<OtherCopies>>> besides(
        const Vault *vault, Vault::Kept kept, CancelToken token);

    /// To be asked for one key after another, in the order of their bytes.
    /// \error as ObjectsReader::next()
    Result<bool> have(const QString &key);

private:
    /// The copies of one backup.
    struct One
    {
        BucketPlace place;
        std::unique_ptr<ObjectsReader> reader;
        QList<BucketObject> page = {};
        qsizetype at = 0;

        Result<bool> has(const QString &key);
    };
    std::deque<One> m_others;
};

} // namespace sm::backups
