// SPDX-License-Identifier: GPL-3.0-or-later
#include "copy.h"

#include <QCoreApplication>
#include <QIODevice>

namespace sm::postgres {

namespace {

constexpr qint64 chunkBytes = 64 * 1024;

Error storage(const char *message, const QIODevice &device)
{
    return Error(Error::Kind::Storage, QCoreApplication::translate("sm::postgres", message).arg(device.errorString()));
}

} // namespace

CopySink copyTo(QIODevice *device)
{
    return [device](const QByteArray &chunk) -> Result<void> {
        if (device->write(chunk) == chunk.size())
            return ok();
        return storage(
            QT_TRANSLATE_NOOP("sm::postgres", "The copy can not be written: %1. Check the free space of the disk."),
            *device);
    };
}

CopySource copyFrom(QIODevice *device)
{
    return [device]() -> Result<QByteArray> {
        QByteArray chunk(chunkBytes, Qt::Uninitialized);
        const qint64 size = device->read(chunk.data(), chunk.size());
        if (size < 0)
            return storage(QT_TRANSLATE_NOOP("sm::postgres", "The copy can not be read: %1. Check the file."), *device);
        chunk.truncate(size);
        return chunk;
    };
}

} // namespace sm::postgres
