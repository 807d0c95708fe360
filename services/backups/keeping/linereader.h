// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QFile>
#include <QJsonObject>

#include <optional>

namespace sm::backups {

/// Reads a file of a backup that has an object of JSON in each line, one line at a time.
class LineReader
{
public:
    explicit LineReader(const QString &path);

    /// Nothing after the last line.
    /// \error Kind::BadReply (code "BackupDamaged") it can not be read, or a line is none
    Result<std::optional<QJsonObject>> next();

private:
    QFile m_file;
};

} // namespace sm::backups
