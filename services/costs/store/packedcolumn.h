// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/decimal.h>
#include <costs/codecolumn.h>

#include <QByteArray>

#include <span>

/// Columns as bytes: a slice of rows each, so that no column is in memory twice.
///
///     width 1 | least 16 | (value - least), width bytes each, little-endian
///
/// The width is the narrowest of 0, 1, 2, 4, 8 and 16 bytes that the slice needs.
namespace sm::costs::packed {

constexpr std::size_t SliceRows = 256 * 1024; ///< at most 4 MiB

QByteArray pack(std::span<const qint32> values);
QByteArray pack(std::span<const Int128> values);
/// Rows \p first to \p first + \p rows of \p codes.
QByteArray pack(const CodeColumn &codes, std::size_t first, std::size_t rows);

/// Appends \p rows values.
/// \return false when \p bytes is no slice of so many, or a value is out of the range of its type
bool unpack(QByteArrayView bytes, std::size_t rows, std::vector<qint32> &values);
bool unpack(QByteArrayView bytes, std::size_t rows, std::vector<Int128> &values);
/// \param limit all codes are below it
bool unpack(QByteArrayView bytes, std::size_t rows, quint32 limit, CodeColumn &codes);

/// Values of a dictionary from \p first on, at most \p mostBytes of them but at least one; \p first moves behind them.
QByteArray packTexts(const std::vector<QByteArray> &texts, std::size_t &first, qsizetype mostBytes);
/// Appends what packTexts() made. \return false when it is no such thing
bool unpackTexts(QByteArrayView bytes, std::vector<QByteArray> &texts);

} // namespace sm::costs::packed
