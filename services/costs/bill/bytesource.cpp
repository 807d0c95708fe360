// SPDX-License-Identifier: GPL-3.0-or-later
#include "bytesource.h"

#include "gunzip.h"

#include <QCoreApplication>

#include <cstring>

namespace sm::costs::bill {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::bill", text); }

/// What was read to see the format, then the rest of the file.
class PlainSource : public ByteSource
{
public:
    PlainSource(ReadOnce &file, QByteArray begin)
        : m_file(file)
        , m_begin(std::move(begin))
    {
    }
    Result<std::size_t> read(char *bytes, std::size_t size) override
    {
        if (m_begin.isEmpty())
            return m_file.read(bytes, size);
        const std::size_t count = std::min(size, static_cast<std::size_t>(m_begin.size()));
        std::memcpy(bytes, m_begin.constData(), count);
        m_begin.remove(0, static_cast<qsizetype>(count));
        return count;
    }

private:
    ReadOnce &m_file;
    QByteArray m_begin;
};

Result<QByteArray> firstBytes(ReadOnce &file)
{
    QByteArray begin(4, '\0');
    qsizetype size = 0;
    while (size < begin.size()) {
        const Result<std::size_t> count = file.read(begin.data() + size, static_cast<std::size_t>(begin.size() - size));
        if (!count)
            return count.error();
        if (*count == 0)
            break;
        size += static_cast<qsizetype>(*count);
    }
    return begin.first(size);
}

/// What to do with a file that is no text; empty: it may be one.
QString foreignFormat(const QByteArray &begin)
{
    if (begin.startsWith("PAR1"))
        return tr("is Parquet; export the bill as text/csv");
    if (begin.startsWith("PK"))
        return tr("is a ZIP archive; unpack it first");
    if (begin.startsWith("\xff\xfe") || begin.startsWith("\xfe\xff"))
        return tr("is UTF-16; save it as \"CSV UTF-8\"");
    return {};
}

} // namespace

Result<std::unique_ptr<ByteSource>> ByteSource::of(ReadOnce &file)
{
    Result<QByteArray> begin = firstBytes(file);
    if (!begin)
        return begin.error();
    if (const QString foreign = foreignFormat(*begin); !foreign.isEmpty())
        return Error(Error::Kind::Invalid, tr("%1 %2.").arg(file.path(), foreign));
    std::unique_ptr<ByteSource> source = std::make_unique<PlainSource>(file, *begin);
    if (begin->startsWith("\x1f\x8b"))
        source = std::make_unique<GunzipSource>(std::move(source), file.path());
    return source;
}

} // namespace sm::costs::bill
