// SPDX-License-Identifier: GPL-3.0-or-later
#include "csv.h"

#include <QCoreApplication>
#include <QStringDecoder>

namespace sm::csv {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::csv", text); }

bool startsAsUtf16(const QByteArray &bytes) { return bytes.startsWith("\xff\xfe") || bytes.startsWith("\xfe\xff"); }

} // namespace

Reader::Reader(QByteArray utf8, Limits limits)
    : m_bytes(std::move(utf8))
    , m_limits(limits)
{
    if (m_bytes.startsWith(byteOrderMark))
        m_at = 3;
}

Result<std::optional<Row>> Reader::next()
{
    if (!skipBlankRows())
        return std::optional<Row>();
    ++m_row;
    Result<QStringList> fields = record();
    const Result<void> fits = fields ? checkShape(*fields) : Result<void>(fields.error());
    if (!fits) {
        m_at = m_bytes.size();
        return fits.error();
    }
    return std::optional<Row>(Row{m_row, std::move(*fields)});
}

bool Reader::atLineEnd() const { return m_bytes[m_at] == '\n' || m_bytes[m_at] == '\r'; }

void Reader::skipLineEnd()
{
    if (!atEnd())
        m_at += m_bytes.sliced(m_at).startsWith("\r\n") ? 2 : 1;
}

/// Whether there is a row after them.
bool Reader::skipBlankRows()
{
    while (!atEnd() && atLineEnd()) {
        skipLineEnd();
        ++m_row;
    }
    return !atEnd();
}

Result<QStringList> Reader::record()
{
    if (m_at == 0 && startsAsUtf16(m_bytes))
        return wrong(tr("the file is UTF-16; save it as \"CSV UTF-8\""), 1);
    if (m_row > m_limits.rows)
        return wrong(tr("more than %1 rows; split the file").arg(m_limits.rows), 1);
    QStringList fields;
    do {
        if (fields.size() == m_limits.columns)
            return wrong(tr("more than %1 columns").arg(m_limits.columns), fields.size() + 1);
        if (!fields.isEmpty())
            ++m_at; // the comma
        Result<QString> next = field(fields.size() + 1);
        if (!next)
            return next.error();
        fields.append(std::move(*next));
    } while (!atEnd() && m_bytes[m_at] == ',');
    skipLineEnd();
    return fields;
}

Result<QString> Reader::field(qsizetype column)
{
    const bool isQuoted = !atEnd() && m_bytes[m_at] == '"';
    const Result<QByteArray> bytes = isQuoted ? quoted(column) : Result<QByteArray>(unquoted());
    if (!bytes)
        return bytes.error();
    if (bytes->size() > m_limits.fieldBytes)
        return wrong(tr("more than %1 bytes in one field").arg(m_limits.fieldBytes), column);
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = decoder(*bytes);
    if (decoder.hasError())
        return wrong(tr("the text is not UTF-8; save the file as \"CSV UTF-8\""), column);
    return text;
}

Result<QByteArray> Reader::quoted(qsizetype column)
{
    QByteArray bytes;
    for (;;) {
        const qsizetype end = m_bytes.indexOf('"', m_at + 1);
        if (end < 0)
            return wrong(tr("a quote is never closed"), column);
        bytes += QByteArrayView(m_bytes).sliced(m_at + 1, end - m_at - 1);
        m_at = end + 1;
        if (atEnd() || m_bytes[m_at] == ',' || atLineEnd())
            return bytes;
        if (m_bytes[m_at] != '"')
            return wrong(tr("text after the closing quote; write a quote inside a field twice"), column);
        bytes += '"';
    }
}

QByteArray Reader::unquoted()
{
    const qsizetype start = m_at;
    while (!atEnd() && m_bytes[m_at] != ',' && !atLineEnd())
        ++m_at;
    return m_bytes.sliced(start, m_at - start);
}

Result<void> Reader::checkShape(const QStringList &fields)
{
    if (m_width == 0) {
        m_width = fields.size();
        const bool foreign = m_width == 1 && (fields.first().contains(u';') || fields.first().contains(u'\t'));
        if (foreign)
            return wrong(tr("columns are separated by semicolons or tabs; save the file with commas"), 1);
    }
    if (fields.size() != m_width)
        return wrong(tr("%1 columns where the first row has %2").arg(fields.size()).arg(m_width),
            std::min(fields.size(), m_width) + 1);
    return ok();
}

Error Reader::wrong(const QString &reason, qsizetype column) const
{
    return Error(Error::Kind::Invalid,
        tr("The CSV file can not be read: row %1, column %2: %3.").arg(m_row).arg(column).arg(reason));
}

Result<QList<Row>> read(const QByteArray &utf8, Limits limits)
{
    QList<Row> rows;
    Reader reader(utf8, limits);
    for (;;) {
        Result<std::optional<Row>> row = reader.next();
        if (!row)
            return row.error();
        if (!row->has_value())
            return rows;
        rows.append(std::move(**row));
    }
}

} // namespace sm::csv
