// SPDX-License-Identifier: GPL-3.0-or-later
#include "blockreader.h"

#include "blockindex.h"

#include <algorithm>

namespace sm::costs::bill {

BlockReader::BlockReader(std::unique_ptr<ByteSource> source, std::size_t blockBytes)
    : m_source(std::move(source))
    , m_blockBytes(blockBytes)
{
}

Result<bool> BlockReader::next(Block &block)
{
    const std::size_t wanted = std::max(m_blockBytes, m_rest.size() + 1) + Padding;
    if (block.bytes.size() < wanted)
        block.bytes.resize(wanted);
    std::copy(m_rest.cbegin(), m_rest.cend(), block.bytes.begin());
    block.begin = 0;
    block.end = m_rest.size();
    block.isWhole = true;
    m_rest.clear();
    for (;;) {
        if (const Result<void> filled = fill(block); !filled)
            return filled.error();
        block.endsFile = m_atEnd;
        if (m_atEnd) {
            finish(block);
            return block.end > 0;
        }
        const std::size_t whole = wholeRecords(block.bytes.data(), block.end);
        if (whole > 0) {
            m_rest.assign(block.bytes.data() + whole, block.bytes.data() + block.end);
            block.end = whole;
            return true;
        }
        if (block.end >= MaxRecordBytes) {
            block.isWhole = false;
            return true;
        }
        block.bytes.resize((block.bytes.size() - Padding) * 2 + Padding);
    }
}

Result<void> BlockReader::fill(Block &block)
{
    while (!m_atEnd && block.end + Padding < block.bytes.size()) {
        const Result<std::size_t> count
            = m_source->read(block.bytes.data() + block.end, block.bytes.size() - Padding - block.end);
        if (!count)
            return count.error();
        m_atEnd = *count == 0;
        block.end += *count;
    }
    return ok();
}

/// The last record may lack its line end.
void BlockReader::finish(Block &block)
{
    if (block.end == 0 || wholeRecords(block.bytes.data(), block.end) == block.end)
        return;
    block.bytes[block.end] = '\n';
    block.isWhole = wholeRecords(block.bytes.data(), block.end + 1) == block.end + 1;
    block.end += block.isWhole ? 1 : 0;
}

} // namespace sm::costs::bill
