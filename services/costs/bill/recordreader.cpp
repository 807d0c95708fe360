// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordreader.h"

#include <QCoreApplication>

#include <algorithm>

namespace sm::costs::bill {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::bill", text); }

} // namespace

RecordReader::RecordReader(QByteArrayView bytes, bool ends)
    : m_bytes(bytes)
    , m_ends(ends)
{
}

bool RecordReader::atLineEnd() const
{
    return !atEnd() && (m_bytes[m_at] == '\n' || m_bytes.sliced(m_at).startsWith("\r\n"));
}

std::optional<QList<QByteArray>> RecordReader::next()
{
    if (atEnd() || m_flaw)
        return std::nullopt;
    m_recordAt = m_at;
    QList<QByteArray> fields;
    bool more = true;
    while (more) {
        QByteArray value;
        if (!field(static_cast<int>(fields.size()) + 1, value))
            return std::nullopt;
        fields.append(value);
        more = !atEnd() && m_bytes[m_at] == ',';
        if (more)
            ++m_at;
    }
    if (!atEnd())
        m_at += m_bytes[m_at] == '\r' ? 2 : 1;
    ++m_record;
    return fields;
}

bool RecordReader::field(int column, QByteArray &value)
{
    const bool isQuoted = !atEnd() && m_bytes[m_at] == '"';
    if (!(isQuoted ? quoted(column, value) : unquoted(column, value)))
        return false;
    if (value.size() > MaxFieldBytes)
        return fail(column, tr("more than 1 MiB in one field"));
    return value.isValidUtf8() || fail(column, tr("the text is not UTF-8; save the file as \"CSV UTF-8\""));
}

bool RecordReader::quoted(int column, QByteArray &value)
{
    for (;;) {
        const qsizetype end = m_bytes.indexOf('"', m_at + 1);
        if (end < 0 || value.size() > MaxFieldBytes)
            return fail(column, m_ends && end < 0 ? tr("a quote is never closed") : tr("more than 1 MiB in one field"));
        value += m_bytes.sliced(m_at + 1, end - m_at - 1);
        m_at = end + 1;
        if (atFieldEnd())
            return true;
        if (m_bytes[m_at] != '"')
            return fail(column, tr("text after the closing quote; write a quote inside a field twice"));
        value += '"';
    }
}

bool RecordReader::unquoted(int column, QByteArray &value)
{
    const qsizetype start = m_at;
    while (!atFieldEnd()) {
        if (m_bytes[m_at] == '"')
            return fail(column, tr("a quote inside a field that does not begin with one"));
        ++m_at;
    }
    value = m_bytes.sliced(start, m_at - start).toByteArray();
    if (atEnd() && !m_ends)
        return fail(column, tr("a line that does not end"));
    return true;
}

bool RecordReader::fail(int column, const QString &reason)
{
    m_flaw = Flaw{m_record, column, reason, m_recordAt};
    return false;
}

std::optional<Flaw> firstFlaw(QByteArrayView bytes, bool ends, qsizetype width)
{
    RecordReader reader(bytes, ends);
    for (qint64 record = 0;; ++record) {
        const std::optional<QList<QByteArray>> fields = reader.next();
        if (!fields)
            return reader.flaw();
        const bool isBlank = fields->size() == 1 && fields->first().isEmpty();
        if (fields->size() != width && !isBlank)
            return Flaw{record, static_cast<int>(std::min(fields->size(), width)) + 1,
                tr("%1 columns instead of %2").arg(fields->size()).arg(width), reader.recordAt()};
    }
}

} // namespace sm::costs::bill
