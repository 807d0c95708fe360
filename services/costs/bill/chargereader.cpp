// SPDX-License-Identifier: GPL-3.0-or-later
#include "chargereader.h"

#include <QCoreApplication>
#include <QDate>

#include <algorithm>

namespace sm::costs::bill {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::bill", text); }

QString shown(std::string_view text)
{
    constexpr qsizetype most = 60;
    const QString whole = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    return whole.size() > most ? whole.first(most) + QChar(0x2026) : whole;
}

QString reasonFor(const ChargeAmounts::Problem &problem)
{
    switch (problem.kind) {
    case AmountProblem::NoNumber:
        return tr("\"%1\" is no amount").arg(problem.text);
    case AmountProblem::TooLarge:
        return tr("the amount %1 is not below 10^36").arg(problem.text);
    case AmountProblem::TooFine:
    case AmountProblem::None:
        break;
    }
    return tr("the amount %1 has more than 36 decimals or 38 digits and can not be held exactly").arg(problem.text);
}

} // namespace

ChargeReader::ChargeReader(QByteArray currency)
    : m_currency(std::move(currency))
{
}

bool ChargeReader::read(const Block &block)
{
    if (block.layout != m_layout)
        bind(block.layout);
    m_block = block.number;
    m_bytes = block.text().data();
    m_kept.clear();
    m_record = 0;
    PartialBlock read{block.number, block.file, block.recordsBefore, 0, m_result.days.size(), 0};
    const std::optional<Flaw> flaw = index(block);
    m_fields.setShape(m_layout.get(), block.width);
    bool isGood = true;
    for (; isGood && m_record < m_index.records(); ++m_record) {
        m_fields.set(m_bytes, m_index.begin(m_record), m_index.fieldEnds(m_record));
        const bool isBlank = m_index.fields(m_record) == 1 && m_fields.isBlank();
        isGood = isBlank || record();
    }
    read.records = static_cast<qint64>(m_record);
    read.rows = m_result.days.size() - read.firstRow;
    m_result.blocks.push_back(read);
    if (isGood && flaw)
        isGood = fail(flaw->column - 1, flaw->reason);
    if (isGood)
        readDimensions();
    return isGood;
}

/// Makes the index of the block, or of the records before its first flaw.
std::optional<Flaw> ChargeReader::index(const Block &block)
{
    const std::string_view text = block.text();
    const bool mayBeTooLong = text.size() > static_cast<std::size_t>(RecordReader::MaxFieldBytes);
    const auto width = static_cast<std::size_t>(block.width);
    if (block.isWhole && !mayBeTooLong && m_index.build(text.data(), text.size())
        && m_index.hasWidth(text.data(), width))
        return std::nullopt;
    std::optional<Flaw> flaw
        = firstFlaw({text.data(), static_cast<qsizetype>(text.size())}, block.endsFile || block.isWhole, block.width);
    const std::size_t good = flaw ? static_cast<std::size_t>(flaw->at) : text.size();
    if (!m_index.build(text.data(), good) && !flaw)
        flaw = Flaw{0, 0, tr("the row can not be read"), 0};
    return flaw;
}

void ChargeReader::bind(const std::shared_ptr<const BillLayout> &layout)
{
    m_layout = layout;
    m_amounts.emplace(*layout);
    m_result.begin(layout->kind());
    m_start = {layout->column(Role::Start), {}, {}};
    m_end = {layout->column(Role::End), {}, {}};
    m_period = {layout->column(Role::PeriodStart), {}, {}};
    m_texts.clear();
    bindText(Role::Service, costdimension::Service);
    bindText(Role::Account, costdimension::Account);
    bindText(Role::UsageType, costdimension::UsageType);
    bindText(Role::Resource, costdimension::Resource);
    bindText(Role::LineItemType, costdimension::LineItemType);
    bindText(Role::Operation, costdimension::Operation);
    bindText(Role::Provider, costdimension::Provider);
    bindText(Role::ServiceCategory, costdimension::ServiceCategory);
    const bool hasRegion = layout->has(Role::Region) || layout->has(Role::OtherRegion) || layout->has(Role::Product);
    m_region = hasRegion ? &m_result.dimension(costdimension::Region) : nullptr;
    for (const NamedColumn &named : layout->named())
        m_texts.push_back({named.column, &m_result.dimension(named.dimension)});
    m_maps.clear();
    for (const MapColumn &map : layout->maps())
        m_maps.emplace_back(map.column, MapReader(map.prefix, layout->kind()));
}

void ChargeReader::bindText(Role role, const QString &dimension)
{
    if (m_layout->has(role))
        m_texts.push_back({m_layout->column(role), &m_result.dimension(dimension)});
}

bool ChargeReader::record()
{
    m_row = m_result.days.size();
    if (!readDates())
        return false;
    if (!isWanted())
        return true;
    if (!readBill() || !readAmounts())
        return false;
    readEstimated();
    m_result.days.push_back(m_start.instant.day);
    m_kept.push_back(m_record);
    return true;
}

bool ChargeReader::readDates()
{
    if (!readDate(m_start))
        return false;
    if (m_start.text.empty())
        return fail(m_start.column, tr("the date is missing"));
    if (!readDate(m_end))
        return false;
    if (!m_end.text.empty() && m_end.instant < m_start.instant)
        return fail(m_end.column, tr("the charge ends before it starts"));
    return true;
}

bool ChargeReader::readDate(DateColumn &column)
{
    const std::string_view text = m_fields.text(column.column);
    if (text == column.text)
        return true;
    column.text = text;
    if (text.empty())
        return true;
    const DateStyle style = readInstant(text, column.instant);
    if (style == DateStyle::None || (style == DateStyle::Slashes && !m_layout->isFocus()))
        return fail(column.column, tr("\"%1\" is no date; dates look like 2024-01-31T00:00:00Z").arg(shown(text)));
    std::optional<Place> &first = style == DateStyle::Iso ? m_result.firstIso : m_result.firstSlashes;
    if (!first)
        first = place(column.column);
    return true;
}

/// Whether the charge is in the currency to keep. Counts the currencies.
bool ChargeReader::isWanted()
{
    const std::string_view text = m_fields.text(Role::Currency);
    std::vector<PartialCurrency> &all = m_result.currencies;
    const auto is = [text](const PartialCurrency &each) {
        return std::string_view(each.code.constData(), static_cast<std::size_t>(each.code.size())) == text;
    };
    if (m_currencyAt >= all.size() || !is(all[m_currencyAt])) {
        m_currencyAt = static_cast<std::size_t>(std::find_if(all.cbegin(), all.cend(), is) - all.cbegin());
        if (m_currencyAt == all.size())
            all.push_back({QByteArray(text.data(), static_cast<qsizetype>(text.size())),
                place(std::max(m_layout->column(Role::Currency), 0)), 0});
    }
    ++all[m_currencyAt].rows;
    return m_currency.isEmpty() || all[m_currencyAt].code == m_currency;
}

bool ChargeReader::readBill()
{
    const std::string before = m_period.text;
    const bool isFirst = m_row == 0 && m_result.bills.isEmpty();
    if (!readDate(m_period))
        return false;
    const std::string_view payer = m_fields.text(Role::Payer);
    if (!isFirst && m_period.text == before && payer == m_payer && !m_period.text.empty())
        return true;
    m_payer = payer;
    const qint32 day = m_period.text.empty() ? m_start.instant.day : m_period.instant.day;
    const QString month = QDate(1970, 1, 1).addDays(day).toString(QStringLiteral("yyyy-MM"));
    m_result.bills.insert(month + u'/' + QString::fromStdString(m_payer));
    return true;
}

/// A line item is final once it has the id of an invoice ("Viewing your finalized report",
/// docs.aws.amazon.com/cur/latest/userguide/view-finalized-cur.html).
void ChargeReader::readEstimated()
{
    if (m_start.instant.day == m_estimated || !m_layout->has(Role::Invoice) || !m_fields.text(Role::Invoice).empty())
        return;
    m_estimated = m_start.instant.day;
    const auto day = static_cast<std::size_t>(m_estimated);
    if (m_result.estimatedDays.size() <= day)
        m_result.estimatedDays.resize(day + 1);
    m_result.estimatedDays[day] = true;
}

void ChargeReader::go(std::size_t kept)
{
    m_record = m_kept[kept];
    m_row = m_result.days.size() - m_kept.size() + kept;
    m_fields.set(m_bytes, m_index.begin(m_record), m_index.fieldEnds(m_record));
}

/// Column by column: one dictionary at a time stays in the cache.
void ChargeReader::readDimensions()
{
    for (const TextColumn &column : m_texts)
        readColumn(column);
    for (std::size_t i = 0; i < m_kept.size(); ++i) {
        go(i);
        if (m_region)
            readRegion();
        readMaps();
    }
}

void ChargeReader::readColumn(const TextColumn &column)
{
    std::array<ValueDictionary::Wanted, Together> wanted;
    PartialDimension &dimension = *column.dimension;
    for (std::size_t begin = 0; begin < m_kept.size(); begin += Together) {
        const std::size_t count = std::min(Together, m_kept.size() - begin);
        for (std::size_t i = 0; i < count; ++i) {
            go(begin + i);
            std::string_view text = m_fields.text(column.column);
            if (m_fields.raw(column.column).starts_with('"'))
                text = m_quoted[i] = text; // valid until the next one only
            wanted[i] = dimension.values.ask(text);
        }
        for (std::size_t i = 0; i < count; ++i)
            dimension.values.fetch(wanted[i]);
        for (std::size_t i = 0; i < count; ++i) {
            go(begin + i);
            if (!wanted[i].text.empty())
                dimension.setCode(m_row, dimension.codeOf(wanted[i], order()));
        }
    }
}

void ChargeReader::readRegion()
{
    m_region->set(m_row, m_fields.text(Role::Region), order());
    if (m_region->codes.size() > m_row)
        return;
    m_region->set(m_row, m_fields.text(Role::OtherRegion), order());
    if (m_region->codes.size() > m_row || !m_layout->has(Role::Product))
        return;
    const QByteArray region = valueInMap(m_fields.text(Role::Product), "region");
    m_region->set(m_row, std::string_view(region.constData(), static_cast<std::size_t>(region.size())), order());
}

void ChargeReader::readMaps()
{
    for (auto &[column, reader] : m_maps) {
        if (reader.read(m_fields.text(column), m_result, m_row, order()))
            continue;
        ++m_result.unreadMapRows;
        if (!m_result.unreadMap)
            m_result.unreadMap = place(column);
    }
}

bool ChargeReader::readAmounts()
{
    RowAmounts amounts;
    if (!m_amounts->read(m_fields, amounts)) {
        const ChargeAmounts::Problem &problem = m_amounts->problem();
        return fail(problem.column, reasonFor(problem));
    }
    if (amounts.finestDecimals > m_result.finestDecimals) {
        m_result.finestDecimals = amounts.finestDecimals;
        m_result.finest = place(amounts.finestColumn);
    }
    append(amounts);
    return true;
}

void ChargeReader::append(const RowAmounts &amounts)
{
    for (std::size_t i = 0; i < m_result.metrics.size(); ++i) {
        PartialMetric &metric = m_result.metrics[i];
        metric.isMissing = metric.isMissing || amounts.isMissing[i];
        if (metric.isMissing)
            continue;
        if (!metric.differs) {
            if (amounts.values[i] == amounts.values[static_cast<std::size_t>(metric.parent)])
                continue;
            beginOwn(metric);
        }
        m_result.overflowed = !metric.append(amounts.values[i]) || m_result.overflowed;
    }
}

/// From here on the metric has amounts of its own; so far they are its parent's.
void ChargeReader::beginOwn(PartialMetric &metric)
{
    const PartialMetric &source = m_result.amountsOf(static_cast<std::size_t>(metric.parent));
    metric.mantissas.assign(source.mantissas.cbegin(), source.mantissas.cbegin() + static_cast<qsizetype>(m_row));
    metric.decimals = source.decimals;
    metric.differs = true;
}

bool ChargeReader::fail(int column, const QString &reason)
{
    if (!m_result.flaw)
        m_result.flaw = {place(column), reason};
    return false;
}

} // namespace sm::costs::bill
