// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <optional>

/// Comma-separated values (RFC 4180) in UTF-8, safe to open in a spreadsheet.
///
///     QByteArray file = csv::record({csv::text(u"Name"_s), csv::text(u"Age"_s)});
///     file += csv::record({csv::text(user.name), csv::number(user.age)});
namespace sm::csv {

/// What spreadsheets need in front of a file to read it as UTF-8.
inline constexpr char byteOrderMark[] = "\xef\xbb\xbf";

/// One field as it will stand in the file, but for quotes.
struct Cell
{
    QString field;
};

/// Text of any origin: written as defused().
Cell text(const QString &text);
/// A number, which spreadsheets may compute with.
Cell number(qint64 value);
/// A decimal number, digit for digit ("-0.0000000181", "1.81E-8"). Anything else is treated as text.
Cell number(const QString &decimal);

/// One record with its line end. A field is quoted where it holds a separator, a quote, a line end or outer blanks.
QByteArray record(const QList<Cell> &cells);

/// \p text so that no spreadsheet takes it for a formula: where its first character, after blanks and quotes, is one
/// of = + - @, their full-width forms, tab, line end or NUL, a ' is put in front.
QString defused(const QString &text);

/// Undoes defused(): undefused(defused(text)) is text, whatever it holds.
QString undefused(const QString &text);

struct Limits
{
    qsizetype rows = 1'000'000;
    qsizetype columns = 4'096;
    qsizetype fieldBytes = 64 * 1024;
};

struct Row
{
    qsizetype number = 0; ///< as a spreadsheet counts: from 1, blank rows too
    QStringList fields;
};

/// Reads record by record. Takes a byte order mark, any line end, quoted fields with line ends inside. Blank rows are
/// skipped, except that a quoted empty field is a field.
class Reader
{
public:
    explicit Reader(QByteArray utf8, Limits limits = {});

    /// The next row, or nothing at the end. After an error it stays at the end.
    /// \error Kind::Invalid with row and column: a quote that is never closed or not followed by a separator, a row
    ///        with another number of fields than the first, a limit exceeded, text that is not UTF-8, columns that
    ///        are separated by semicolons or tabs
    Result<std::optional<Row>> next();

private:
    bool atEnd() const { return m_at >= m_bytes.size(); }
    bool atLineEnd() const;
    void skipLineEnd();
    bool skipBlankRows();
    Result<QStringList> record();
    Result<QString> field(qsizetype column);
    Result<QByteArray> quoted(qsizetype column);
    QByteArray unquoted();
    Result<void> checkShape(const QStringList &fields);
    Error wrong(const QString &reason, qsizetype column) const;

    QByteArray m_bytes;
    Limits m_limits;
    qsizetype m_at = 0;
    qsizetype m_row = 0;
    qsizetype m_width = 0; ///< fields in the first row
};

/// All rows at once.
/// \error as Reader::next()
Result<QList<Row>> read(const QByteArray &utf8, Limits limits = {});

} // namespace sm::csv
