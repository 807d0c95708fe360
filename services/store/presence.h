// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QString>

#include <memory>

namespace sm::store {

/// Tells which of the processes that share a file are still there: each holds a lock on the byte of its own number
/// in \c FILE-present, and the kernel lets go of it however the process ends.
class Presence
{
public:
    /// \error Kind::Storage the file next to \p file can not be made
    static Result<std::unique_ptr<Presence>> open(const QString &file);
    ~Presence();
    Presence(const Presence &) = delete;
    Presence &operator=(const Presence &) = delete;

    /// Takes \p number, at least 0, for this process until this object is destroyed.
    /// \error Kind::Storage it is taken, or the file system has no locks
    Result<void> announce(qint64 number);
    /// Whether another process, or another Presence of this one, holds \p number.
    bool isPresent(qint64 number) const;

private:
    Presence(QString file, int handle);
    QString m_file;
    int m_handle;
};

} // namespace sm::store
