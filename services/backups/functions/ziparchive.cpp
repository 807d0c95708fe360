// SPDX-License-Identifier: GPL-3.0-or-later
#include "ziparchive.h"

#include <QCoreApplication>
#include <QFile>
#include <QtEndian>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype endBytes = 22;
constexpr qint64 longestComment = 65'535;
constexpr qsizetype entryBytes = 46;
constexpr quint32 endMark = 0x06054b50;
constexpr quint32 entryMark = 0x02014b50;
constexpr quint32 fileMark = 0x04034b50;

Error noArchive(const QString &path)
{
    return Error(Error::Kind::BadReply,
        QCoreApplication::translate("sm::backups::Functions", "%1 is no whole archive. Use another backup.").arg(path))
        .withCode(u"BackupDamaged"_s);
}

template <typename T>
T number(const QByteArray &bytes, qsizetype at)
{
    const bool isThere = at >= 0 && at + static_cast<qsizetype>(sizeof(T)) <= bytes.size();
    return isThere ? qFromLittleEndian<T>(bytes.constData() + at) : T(0);
}

/// The end of the directory, at the end of the file before its comment.
QByteArray endOf(QFile &file)
{
    const qint64 from = std::max<qint64>(0, file.size() - longestComment - endBytes);
    if (!file.seek(from))
        return {};
    const QByteArray tail = file.readAll();
    for (qsizetype at = tail.size() - endBytes; at >= 0; --at) {
        if (number<quint32>(tail, at) == endMark)
            return tail.mid(at);
    }
    return {};
}

bool hasFileAt(QFile &file, qint64 place) { return file.seek(place) && number<quint32>(file.read(4), 0) == fileMark; }

} // namespace

Result<int> filesInArchive(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return noArchive(path);
    const QByteArray end = endOf(file);
    const int count = number<quint16>(end, 10);
    if (end.isEmpty() || !file.seek(number<quint32>(end, 16)))
        return noArchive(path);
    const QByteArray directory = file.read(number<quint32>(end, 12));
    qsizetype at = 0;
    for (int entry = 0; entry < count; ++entry) {
        const bool isThere
            = number<quint32>(directory, at) == entryMark && hasFileAt(file, number<quint32>(directory, at + 42));
        if (!isThere)
            return noArchive(path);
        at += entryBytes + number<quint16>(directory, at + 28) + number<quint16>(directory, at + 30)
            + number<quint16>(directory, at + 32);
    }
    return at == directory.size() ? Result<int>(count) : Result<int>(noArchive(path));
}

} // namespace sm::backups
