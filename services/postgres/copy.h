// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QStringList>

#include <chrono>
#include <functional>

class QIODevice;

namespace sm::postgres {

enum class CopyFormat {
    Text,
    Csv, ///< with a line of column names
    Binary
};

/// What is copied out of the database.
struct CopyQuery
{
    QString sql; ///< one read, as StatementKind judges it; TABLE "name" for a whole table. It takes no parameters.
    CopyFormat format = CopyFormat::Csv;
    std::chrono::milliseconds stallLimit = std::chrono::seconds(60); ///< without a byte moving
};

/// Where data is copied to.
struct CopyTarget
{
    QString schema; ///< empty: found along the search path
    QString table;
    QStringList columns; ///< empty: all
    CopyFormat format = CopyFormat::Csv;
    std::chrono::milliseconds stallLimit = std::chrono::seconds(60);
};

struct CopyCount
{
    qint64 rows = 0;
    qint64 bytes = 0;
};

/// Takes the next chunk, at least 64 KiB but for the last one. An error ends the copy and is what the copy returns.
using CopySink = std::function<Result<void>(const QByteArray &chunk)>;
/// Gives the next chunk, of any size; an empty one is the end. An error ends the copy, and nothing of it is kept.
using CopySource = std::function<Result<QByteArray>()>;

/// \p device is open and outlives the copy.
/// \error Kind::Storage
CopySink copyTo(QIODevice *device);
/// For files and buffers: a device that has nothing to read is at its end.
/// \error Kind::Storage
CopySource copyFrom(QIODevice *device);

} // namespace sm::postgres
