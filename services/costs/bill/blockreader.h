// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bytesource.h"

#include <string_view>
#include <vector>

namespace sm::costs::bill {

class BillLayout;

/// Whole records of a bill, and what is needed to say where they stand in it.
struct Block
{
    std::vector<char> bytes; ///< more than are used; Padding bytes may be read behind them
    std::size_t begin = 0;
    std::size_t end = 0;
    bool isWhole = true; ///< false: the file or a limit ended in the middle of a record
    bool endsFile = false;
    qint64 number = 0; ///< over all files
    int file = 0;
    qint64 recordsBefore = 0; ///< of the file that are in no block: its header
    std::shared_ptr<const BillLayout> layout;
    int width = 0; ///< how many fields each record has

    std::string_view text() const { return {bytes.data() + begin, end - begin}; }
};

/// Cuts a bill into blocks at the ends of records, never inside quotes.
class BlockReader
{
public:
    static constexpr std::size_t BlockBytes = std::size_t(1) << 18;
    static constexpr std::size_t MaxRecordBytes = std::size_t(4) << 20;

    BlockReader(std::unique_ptr<ByteSource> source, std::size_t blockBytes);

    /// The next block; false at the end.
    /// \error as ByteSource::read()
    Result<bool> next(Block &block);

private:
    Result<void> fill(Block &block);
    void finish(Block &block);

    std::unique_ptr<ByteSource> m_source;
    std::size_t m_blockBytes;
    std::vector<char> m_rest; ///< of the last block: the beginning of a record
    bool m_atEnd = false;
};

} // namespace sm::costs::bill
