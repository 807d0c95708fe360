// SPDX-License-Identifier: GPL-3.0-or-later
#include "resultreader.h"

#include <QStringDecoder>

#include <cmath>

namespace sm::postgres {

namespace {

constexpr qint64 maxBytes = 64 * 1024 * 1024;

// From pg_type.dat; these never change.
enum TypeOid : quint32 {
    Bool = 16,
    Int8 = 20,
    Int2 = 21,
    Int4 = 23,
    Oid = 26,
    Float4 = 700,
    Float8 = 701,
    Numeric = 1700
};

/// QString::fromUtf8() would drop a U+FEFF at the beginning.
QJsonValue textValue(const QByteArray &text)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    return QString(decoder(text));
}

/// A number only where a double holds it: what reads JSON may know no other.
QJsonValue integerValue(const QByteArray &text)
{
    constexpr qint64 exact = qint64(1) << 53;
    bool isInteger = false;
    const qint64 number = text.toLongLong(&isInteger);
    return isInteger && number >= -exact && number <= exact ? QJsonValue(number) : textValue(text);
}

QJsonValue floatValue(const QByteArray &text)
{
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    return isNumber && std::isfinite(number) ? QJsonValue(number) : textValue(text);
}

QJsonValue valueOf(const PGresult &result, int row, int column)
{
    if (PQgetisnull(&result, row, column))
        return QJsonValue::Null;
    const auto text = QByteArray::fromRawData(PQgetvalue(&result, row, column), PQgetlength(&result, row, column));
    switch (PQftype(&result, column)) {
    case TypeOid::Bool:
        return text == "t";
    case TypeOid::Int2:
    case TypeOid::Int4:
    case TypeOid::Int8:
    case TypeOid::Oid:
    case TypeOid::Numeric:
        return integerValue(text);
    case TypeOid::Float4:
    case TypeOid::Float8:
        return floatValue(text);
    default:
        return textValue(text);
    }
}

} // namespace

bool ResultReader::take(const PGresult &result)
{
    switch (PQresultStatus(&result)) {
    case PGRES_SINGLE_TUPLE:
        readColumns(result);
        if (m_result.rows.size() >= m_maxRows || m_bytes >= maxBytes)
            m_result.truncated = true;
        else
            readRow(result);
        return !m_result.truncated;
    case PGRES_TUPLES_OK:
    case PGRES_COMMAND_OK:
        readColumns(result);
        readEnd(result);
        return true;
    default:
        if (!m_refusal)
            m_refusal = Refusal::of(result);
        return true;
    }
}

void ResultReader::readColumns(const PGresult &result)
{
    if (!m_result.columns.isEmpty())
        return;
    for (int i = 0; i < PQnfields(&result); ++i)
        m_result.columns.append(Column{QString::fromUtf8(PQfname(&result, i)), PQftype(&result, i)});
}

void ResultReader::readRow(const PGresult &result)
{
    QJsonArray row;
    for (int i = 0; i < PQnfields(&result); ++i) {
        m_bytes += PQgetlength(&result, 0, i);
        row.append(valueOf(result, 0, i));
    }
    m_result.rows.append(row);
}

void ResultReader::readEnd(const PGresult &result)
{
    auto *ended = const_cast<PGresult *>(&result); // libpq's signatures are older than const
    m_result.commandTag = QString::fromUtf8(PQcmdStatus(ended));
    m_result.affectedRows = QByteArray(PQcmdTuples(ended)).toLongLong();
    m_complete = true;
}

} // namespace sm::postgres
