// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>

namespace sm::costs::bill {

/// What is wrong with a bill, and where.
struct Flaw
{
    qint64 record = 0; ///< among those read, from 0 on; blank ones too
    int column = 0; ///< from 1 on; 0: the whole record
    QString reason; ///< half a sentence, translated
    qsizetype at = 0; ///< where the record begins
};

/// Reads CSV byte by byte and says what is wrong with it: for headers, and for blocks that have no BlockIndex.
class RecordReader
{
public:
    static constexpr qsizetype MaxFieldBytes = 1 << 20;

    /// \param ends whether the file ends with \p bytes; else they are cut off somewhere
    RecordReader(QByteArrayView bytes, bool ends);

    /// The next record, also a blank one (one empty field); nothing at the end or when it is wrong.
    std::optional<QList<QByteArray>> next();
    /// What ended the reading before the end.
    const std::optional<Flaw> &flaw() const { return m_flaw; }
    /// How many bytes were read.
    qsizetype at() const { return m_at; }
    /// Where the last record begins.
    qsizetype recordAt() const { return m_recordAt; }

private:
    bool atEnd() const { return m_at >= m_bytes.size(); }
    bool atLineEnd() const;
    bool atFieldEnd() const { return atEnd() || m_bytes[m_at] == ',' || atLineEnd(); }
    bool field(int column, QByteArray &value);
    bool quoted(int column, QByteArray &value);
    bool unquoted(int column, QByteArray &value);
    bool fail(int column, const QString &reason);

    QByteArrayView m_bytes;
    bool m_ends;
    qsizetype m_at = 0;
    qint64 m_record = 0;
    qsizetype m_recordAt = 0;
    std::optional<Flaw> m_flaw;
};

/// The first flaw in \p bytes, whose records should have \p width fields.
std::optional<Flaw> firstFlaw(QByteArrayView bytes, bool ends, qsizetype width);

} // namespace sm::costs::bill
