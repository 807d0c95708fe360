// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bytesource.h"

#include <QByteArray>

struct z_stream_s;

namespace sm::costs::bill {

/// Unpacks gzip (RFC 1952), also of several members, and checks the sums in it.
class GunzipSource : public ByteSource
{
public:
    /// \param name of the file, for messages
    GunzipSource(std::unique_ptr<ByteSource> packed, QString name);
    ~GunzipSource() override;

    Result<std::size_t> read(char *bytes, std::size_t size) override;

private:
    /// Whether there are packed bytes to read.
    Result<bool> fill();
    /// At the end of a member: whether another begins.
    Result<bool> nextMember();
    Error damaged(const QString &reason) const;

    std::unique_ptr<ByteSource> m_packed;
    QString m_name;
    std::unique_ptr<z_stream_s> m_stream;
    QByteArray m_input;
    bool m_done = false;
};

} // namespace sm::costs::bill
