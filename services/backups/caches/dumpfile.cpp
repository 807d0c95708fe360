// SPDX-License-Identifier: GPL-3.0-or-later
#include "dumpfile.h"

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 pieceBytes = 64 * 1024;

} // namespace

DumpFile::DumpFile(const QString &folder, QByteArray prefix)
    : m_file(folder + u'/' + QLatin1String(keysFile))
    , m_prefix(std::move(prefix))
{
}

Error DumpFile::damaged() const
{
    return Error(Error::Kind::BadReply,
        QCoreApplication::translate(
            "sm::backups::Caches", "%1 is damaged: it is not what was written. Use another backup.")
            .arg(m_file.fileName()))
        .withCode(u"BackupDamaged"_s);
}

Result<std::optional<redis::KeyRecord>> DumpFile::next()
{
    if (!m_file.isOpen() && !m_file.open(QIODevice::ReadOnly))
        return damaged();
    while (true) {
        Result<std::optional<redis::KeyRecord>> record = m_reader.next();
        if (!record)
            return damaged();
        if (*record) {
            (*record)->key.prepend(m_prefix);
            return record;
        }
        const QByteArray piece = m_file.read(pieceBytes);
        if (piece.isEmpty())
            return m_reader.isAtEnd() ? record : Result<std::optional<redis::KeyRecord>>(damaged());
        m_reader.feed(piece);
    }
}

redis::Keyspace::Source sourceOf(const QString &folder, const QByteArray &prefix)
{
    const auto file = std::make_shared<DumpFile>(folder, prefix);
    return [file, records = quint64(0), isOver = false]() mutable -> Result<QByteArray> {
        QByteArray piece = records == 0 && !isOver ? redis::KeyRecord::header() : QByteArray();
        while (!isOver && piece.size() < pieceBytes) {
            const Result<std::optional<redis::KeyRecord>> record = file->next();
            if (!record)
                return record.error();
            isOver = !*record;
            if (!isOver)
                ++records;
            piece += isOver ? redis::KeyRecord::encodedEnd(records) : (*record)->encoded();
        }
        return piece;
    };
}

} // namespace sm::backups
