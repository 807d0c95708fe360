// SPDX-License-Identifier: GPL-3.0-or-later
#include "billstream.h"

#include "recordreader.h"

#include <core/csv.h>
#include <crypto/digest.h>

#include <QCoreApplication>

#include <algorithm>

namespace sm::costs::bill {

namespace {

constexpr qint64 ReportEveryMs = 50;

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::bill", text); }

} // namespace

BillStream::BillStream(
    QStringList files, std::size_t blockBytes, std::function<void(const BillProgress &)> onProgress, CancelToken token)
    : m_files(std::move(files))
    , m_blockBytes(blockBytes)
    , m_onProgress(std::move(onProgress))
    , m_token(std::move(token))
{
    m_sinceReport.start();
}

Result<void> BillStream::open()
{
    for (const QString &path : std::as_const(m_files)) {
        Result<std::unique_ptr<ReadOnce>> file = ReadOnce::open(path);
        if (!file)
            return file.error();
        m_total += (*file)->bytes();
        m_opened.push_back(std::move(*file));
    }
    return ok();
}

bool BillStream::isSmall() const { return m_total < static_cast<qint64>(m_blockBytes); }

bool BillStream::next(Block &block)
{
    const QMutexLocker locked(&m_mutex);
    if (m_stopped || m_error)
        return false;
    if (m_token.isCancelled()) {
        m_error = Error::cancelled();
        return false;
    }
    const Result<bool> more = nextBlock(block);
    if (!more)
        m_error = more.error();
    report(more && !*more);
    return more && *more;
}

Result<bool> BillStream::nextBlock(Block &block)
{
    while (m_file < m_files.size()) {
        block.recordsBefore = 0;
        const bool isFirst = !m_blocks;
        if (isFirst) {
            if (const Result<void> begun = beginFile(block); !begun)
                return begun.error();
        } else {
            const Result<bool> more = m_blocks->next(block);
            if (!more)
                return more.error();
            if (!*more) {
                if (const Result<void> ended = endFile(); !ended)
                    return ended.error();
                continue;
            }
        }
        block.file = m_file;
        block.layout = m_layouts.at(m_file);
        measure(block);
        block.number = m_number++;
        return true;
    }
    return false;
}

Result<void> BillStream::beginFile(Block &block)
{
    ReadOnce &file = *m_opened[static_cast<std::size_t>(m_file)];
    Result<std::unique_ptr<ByteSource>> source = ByteSource::of(file);
    if (!source)
        return source.error();
    m_blocks = std::make_unique<BlockReader>(std::move(*source), m_blockBytes);
    qint64 blanks = 0; // rows before the header
    for (bool found = false; !found;) {
        const Result<bool> more = m_blocks->next(block);
        if (!more)
            return more.error();
        if (!*more)
            return wrong(tr("it is empty"));
        const Result<bool> header = readHeader(block, blanks);
        if (!header)
            return header.error();
        found = *header;
    }
    block.recordsBefore = blanks + 1;
    return ok();
}

/// Whether the block has the header; else it has blank rows only, which are counted.
Result<bool> BillStream::readHeader(Block &block, qint64 &blanks)
{
    if (blanks == 0 && block.text().starts_with(csv::byteOrderMark))
        block.begin += 3;
    const std::string_view text = block.text();
    RecordReader reader({text.data(), static_cast<qsizetype>(text.size())}, block.endsFile || block.isWhole);
    std::optional<QList<QByteArray>> header = reader.next();
    for (; header && header->size() == 1 && header->first().isEmpty(); header = reader.next())
        ++blanks;
    if (const std::optional<Flaw> &flaw = reader.flaw())
        return wrong(tr("row %1, column %2: %3").arg(blanks + 1).arg(flaw->column).arg(flaw->reason));
    if (!header)
        return false;
    const Result<BillLayout> layout = BillLayout::of(*header);
    if (!layout)
        return wrong(tr("row %1: %2").arg(blanks + 1).arg(layout.error().message()));
    block.begin += static_cast<std::size_t>(reader.at());
    m_layouts.append(std::make_shared<const BillLayout>(*layout));
    const Result<void> fits = checkKind(*layout);
    return fits ? Result<bool>(true) : fits.error();
}

/// The first row after the header says how many columns the rows have. Some tools name columns in the header that no
/// row has; as long as nothing that is needed lies there they are empty.
void BillStream::measure(Block &block)
{
    const std::string_view text = block.text();
    RecordReader reader({text.data(), static_cast<qsizetype>(text.size())}, block.endsFile || block.isWhole);
    while (m_width == 0) {
        const std::optional<QList<QByteArray>> record = reader.next();
        if (!record)
            break;
        if (record->size() > 1 || !record->first().isEmpty())
            m_width = static_cast<int>(record->size());
    }
    const int columns = block.layout->columns();
    const int needed = std::max(block.layout->column(Role::Start), block.layout->column(Role::Cost)) + 1;
    block.width = m_width < needed || m_width > columns ? columns : m_width;
    m_lacking = std::max(m_lacking, columns - block.width);
}

Result<void> BillStream::checkKind(const BillLayout &layout)
{
    const bool isFocus = layout.isFocus();
    if (m_kind && isFocus != (*m_kind == LedgerKind::Focus))
        return wrong(tr("it is in another format than %1; open one bill after the other").arg(m_files.first()));
    if (!m_kind)
        m_kind = layout.kind();
    return ok();
}

Result<void> BillStream::endFile()
{
    ReadOnce &file = *m_opened[static_cast<std::size_t>(m_file)];
    const Result<QByteArray> fingerprint = file.finish();
    if (!fingerprint)
        return fingerprint.error();
    m_fingerprints.append(*fingerprint);
    m_before += file.bytes();
    m_blocks.reset();
    m_width = 0;
    ++m_file;
    return ok();
}

Error BillStream::wrong(const QString &reason) const
{
    return Error(Error::Kind::Invalid, tr("%1 can not be read: %2.").arg(m_files.at(m_file), reason));
}

void BillStream::report(bool isLast)
{
    if (!m_onProgress || (!isLast && m_sinceReport.elapsed() < ReportEveryMs))
        return;
    m_sinceReport.start();
    const qint64 here = m_blocks ? m_opened[static_cast<std::size_t>(m_file)]->at() : 0;
    m_onProgress({std::min(m_before + here, m_total), m_total});
}

QByteArray BillStream::digest() const
{
    QList<QByteArray> sorted = m_fingerprints;
    std::sort(sorted.begin(), sorted.end());
    return crypto::sha256(sorted.join());
}

QDateTime BillStream::changed() const
{
    QDateTime newest;
    for (const std::unique_ptr<ReadOnce> &file : m_opened) {
        if (!newest.isValid() || file->changed() > newest)
            newest = file->changed();
    }
    return newest;
}

} // namespace sm::costs::bill
