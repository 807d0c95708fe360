// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>
#include <vault/vault.h>

#include <QFile>

#include <memory>

namespace sm::backups {

/// A file of a backup that is being written: its owner's alone (0600). Vault::commit() measures it and puts it on the
/// disk.
class DraftFile
{
public:
    /// \p name as in Manifest::files, without folders. A file of that name, of an earlier attempt, is emptied.
    /// \error Kind::Storage
    static Result<std::unique_ptr<DraftFile>> make(const VaultDraft &draft, const QString &name);

    /// \error Kind::Storage the disk is full, or gone
    Result<void> append(QByteArrayView bytes);
    /// One line of JSON.
    /// \error as append()
    Result<void> appendLine(const QJsonObject &object);
    /// Nothing is appended after it.
    /// \error Kind::Storage what was appended is not all there
    Result<void> close();
    qint64 bytes() const { return m_bytes; }

private:
    explicit DraftFile(const QString &path);
    Error problem() const;

    QFile m_file;
    qint64 m_bytes = 0;
};

} // namespace sm::backups
