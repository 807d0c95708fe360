// SPDX-License-Identifier: GPL-3.0-or-later
#include "chargerows.h"

#include <core/json.h>
#include <coststore/costtables.h>

#include <algorithm>
#include <array>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype PieceBytes = 1024 * 1024;
constexpr QByteArrayView Null = "\\N";

/// PostgreSQL, COPY, text format: backslashes stand before what would end a value or a row.
QByteArray escaped(const QByteArray &text)
{
    QByteArray out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
        case '\\':
            out += "\\\\";
            break;
        case '\t':
            out += "\\t";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        default:
            out += c;
        }
    }
    return out;
}

QByteArray unescaped(QByteArrayView text)
{
    if (!text.contains('\\'))
        return text.toByteArray();
    QByteArray out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            out += text[i];
            continue;
        }
        const char c = text[++i];
        static constexpr QByteArrayView Names = "bfnrtv";
        static constexpr QByteArrayView Values = "\b\f\n\r\t\v";
        const qsizetype place = Names.indexOf(c);
        out += place < 0 ? c : Values[place];
    }
    return out;
}

QString storable(const QByteArray &utf8)
{
    return QString::fromUtf8(utf8).replace(QChar(u'\0'), QChar::ReplacementCharacter);
}

void appendAmount(QByteArray &out, Int128 mantissa, int decimals)
{
    std::array<char, 48> digits;
    auto at = digits.end();
    __extension__ unsigned __int128 rest
        = mantissa < 0 ? -static_cast<unsigned __int128>(mantissa) : static_cast<unsigned __int128>(mantissa);
    for (int place = 0; rest != 0 || place <= decimals; ++place) {
        if (place == decimals && decimals > 0)
            *--at = '.';
        *--at = static_cast<char>('0' + static_cast<int>(rest % 10));
        rest /= 10;
    }
    if (mantissa < 0)
        *--at = '-';
    out.append(&*at, digits.end() - at);
}

QString literal(const QString &text) { return u'\'' + QString(text).replace(u'\'', u"''"_s) + u'\''; }

} // namespace

ChargeWriter::ChargeWriter(const Ledger &ledger, const QByteArray &delivery)
    : m_ledger(ledger)
    , m_delivery(delivery)
    , m_dimensions(static_cast<std::size_t>(costtables::dimensionColumns().size()), -1)
{
    const QStringList columns = costtables::dimensionColumns();
    for (std::size_t i = 0; i < ledger.dimensions.size(); ++i) {
        const LedgerDimension &dimension = ledger.dimensions[i];
        const qsizetype column = columns.indexOf(costtables::columnOf(dimension.name));
        Texts texts;
        for (const QByteArray &value : dimension.values) {
            const QString text = storable(value);
            const QByteArray member = toCompactJson(dimension.name) + ':' + toCompactJson(text);
            texts.push_back(escaped(column >= 0 ? text.toUtf8() : member));
        }
        m_texts.push_back(std::move(texts));
        if (column >= 0)
            m_dimensions[static_cast<std::size_t>(column)] = static_cast<int>(i);
        else
            m_others.push_back(static_cast<int>(i));
    }
    const QStringList metrics = costtables::metricColumns();
    m_metrics.resize(static_cast<std::size_t>(metrics.size()), nullptr);
    for (const LedgerMetric &each : ledger.metrics)
        m_metrics[static_cast<std::size_t>(metrics.indexOf(costtables::columnOf(each.metric)))]
            = ledger.mantissas(each.metric);
}

QStringList ChargeWriter::columns()
{
    return QStringList{u"delivery"_s, u"day"_s} + costtables::dimensionColumns() + QStringList{u"others"_s}
    + costtables::metricColumns();
}

QByteArray ChargeWriter::next()
{
    QByteArray rows;
    rows.reserve(PieceBytes + 4096);
    while (m_row < m_ledger.rows() && rows.size() < PieceBytes)
        append(rows, m_row++);
    return rows;
}

void ChargeWriter::append(QByteArray &rows, std::size_t row) const
{
    rows += m_delivery;
    rows += '\t';
    rows += ledgerDate(m_ledger.days[row]).toString(Qt::ISODate).toLatin1();
    for (const int dimension : m_dimensions) {
        rows += '\t';
        const auto at = static_cast<std::size_t>(dimension);
        if (dimension < 0)
            rows += Null;
        else
            rows += m_texts[at][m_ledger.dimensions[at].codes.at(row)];
    }
    rows += '\t';
    appendOthers(rows, row);
    for (const std::vector<Int128> *mantissas : m_metrics) {
        rows += '\t';
        if (mantissas)
            appendAmount(rows, (*mantissas)[row], m_ledger.decimals);
        else
            rows += Null;
    }
    rows += '\n';
}

/// A charge without a tag has no member for it.
void ChargeWriter::appendOthers(QByteArray &rows, std::size_t row) const
{
    const qsizetype begin = rows.size();
    for (const int dimension : m_others) {
        const auto at = static_cast<std::size_t>(dimension);
        const quint32 code = m_ledger.dimensions[at].codes.at(row);
        if (m_ledger.dimensions[at].values[code].isEmpty())
            continue;
        rows += rows.size() == begin ? '{' : ',';
        rows += m_texts[at][code];
    }
    if (rows.size() == begin)
        rows += Null;
    else
        rows += '}';
}

ChargeReader::ChargeReader(const LedgerHead &head)
    : m_head(head)
    , m_ledger(std::make_shared<Ledger>(emptyLedger(head)))
    , m_codes(m_ledger->dimensions.size())
{
    for (std::size_t i = 0; i < m_codes.size(); ++i) {
        m_ledger->dimensions[i].values.emplace_back("");
        m_codes[i].insert(QByteArray(""), 0);
    }
}

QString ChargeReader::query(const LedgerHead &head, const QString &delivery)
{
    QStringList columns{u"day - DATE '1970-01-01'"_s};
    for (const LedgerHead::Dimension &each : head.dimensions) {
        const QString column = costtables::columnOf(each.name);
        columns << (column.isEmpty() ? u"others->>"_s + literal(each.name) : column);
    }
    for (const LedgerHead::Metric &each : head.metrics) {
        if (each.sameAs < 0)
            columns << costtables::columnOf(each.metric);
    }
    return u"SELECT %1 FROM cost_charges WHERE delivery = %2"_s.arg(columns.join(u", "_s), literal(delivery));
}

bool ChargeReader::take(const QByteArray &piece)
{
    m_rest += piece;
    qsizetype begin = 0;
    for (qsizetype end = m_rest.indexOf('\n'); end >= 0; end = m_rest.indexOf('\n', begin)) {
        if (!takeRow(QByteArrayView(m_rest).sliced(begin, end - begin)))
            return false;
        begin = end + 1;
    }
    m_rest.remove(0, begin);
    return true;
}

bool ChargeReader::takeRow(QByteArrayView row)
{
    const auto cut = [&row] {
        const qsizetype tab = row.indexOf('\t');
        const QByteArrayView value = tab < 0 ? row : row.first(tab);
        row = tab < 0 ? QByteArrayView() : row.sliced(tab + 1);
        return value;
    };
    bool isDay = false;
    m_ledger->days.push_back(cut().toInt(&isDay));
    if (!isDay)
        return false;
    for (std::size_t i = 0; i < m_codes.size(); ++i)
        takeValue(i, cut());
    for (std::size_t i = 0; i < m_ledger->metrics.size(); ++i) {
        if (m_ledger->metrics[i].sameAs < 0 && !takeAmount(i, cut()))
            return false;
    }
    return row.isEmpty();
}

void ChargeReader::takeValue(std::size_t dimension, QByteArrayView text)
{
    LedgerDimension &into = m_ledger->dimensions[dimension];
    const QByteArray value = text == Null ? QByteArray("") : unescaped(text);
    const auto known = m_codes[dimension].constFind(value);
    if (known != m_codes[dimension].constEnd()) {
        into.codes.append(*known);
        return;
    }
    const auto code = static_cast<quint32>(into.values.size());
    into.values.push_back(value);
    m_codes[dimension].insert(value, code);
    into.codes.append(code);
}

bool ChargeReader::takeAmount(std::size_t metric, QByteArrayView text)
{
    const std::optional<Decimal> amount = Decimal::parse(text);
    const std::optional<Int128> mantissa = amount ? amount->scaled(m_ledger->decimals) : std::nullopt;
    if (mantissa)
        m_ledger->metrics[metric].mantissas.push_back(*mantissa);
    return mantissa.has_value();
}

std::shared_ptr<const Ledger> ChargeReader::ledger()
{
    const bool isWhole = m_rest.isEmpty() && m_ledger->rows() == static_cast<std::size_t>(m_head.info.rows);
    return isWhole ? m_ledger : nullptr;
}

} // namespace sm::costs
