// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstddef>
#include <vector>

namespace sm::costs::bill {

/// Bytes that may be read, but mean nothing, after the end of what is given to functions here.
inline constexpr std::size_t Padding = 64;

/// How many bytes of a block are whole records: where the last line end outside quotes is. 0: no record ends in it.
/// The block begins outside quotes.
std::size_t wholeRecords(const char *bytes, std::size_t size);

/// Where the fields and records of a block end, found 64 bytes at a time.
///
/// Only well-formed CSV (RFC 4180) in UTF-8 gets an index; what is wrong, and where, is for a RecordReader to say.
class BlockIndex
{
public:
    /// The last byte of the block is a line end outside quotes, and \c Padding bytes follow it.
    /// False when it is not well-formed.
    bool build(const char *bytes, std::size_t size);

    /// Whether all records have as many fields, but for blank ones.
    bool hasWidth(const char *bytes, std::size_t width) const;

    std::size_t records() const { return m_recordEnds.size(); }
    /// How many fields the record has, blank ones too.
    std::size_t fields(std::size_t record) const { return m_recordEnds[record] - firstField(record); }
    /// Where the fields of the record end, one for each; the last ends at the line end.
    const quint32 *fieldEnds(std::size_t record) const { return m_fieldEnds.data() + firstField(record); }
    quint32 begin(std::size_t record) const { return record == 0 ? 0 : m_fieldEnds[firstField(record) - 1] + 1; }

private:
    std::size_t firstField(std::size_t record) const { return record == 0 ? 0 : m_recordEnds[record - 1]; }
    void take(quint64 ends, quint64 lineEnds, quint32 at);

    std::vector<quint32> m_fieldEnds;
    std::vector<quint32> m_recordEnds; ///< places in m_fieldEnds, one after the last field of each
};

} // namespace sm::costs::bill
