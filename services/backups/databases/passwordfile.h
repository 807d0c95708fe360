// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>
#include <postgres/settings.h>

#include <QTemporaryDir>

#include <memory>

namespace sm::backups {

/// The password of one database for a program that uses libpq: a file (0600) in a folder of its own (0700), gone with
/// this.
class PasswordFile
{
public:
    /// Where \p settings have no password there is no file, and libpq looks for one itself.
    /// \error Kind::Invalid as postgres::passwordLine(); Kind::Storage
    static Result<std::unique_ptr<PasswordFile>> make(const postgres::Settings &settings);

    /// For PGPASSFILE; empty: none has to be named.
    QString path() const { return m_path; }

private:
    explicit PasswordFile(const QString &place);
    Result<void> write(const postgres::Settings &settings);

    QTemporaryDir m_folder;
    QString m_path;
};

} // namespace sm::backups
