// SPDX-License-Identifier: GPL-3.0-or-later
#include "billreading.h"

#include "ledgermerge.h"

#include <crypto/digest.h>

#include <QCoreApplication>
#include <QFileInfo>
#include <QThreadPool>
#include <QtConcurrentRun>

#include <algorithm>

namespace sm::costs::bill {

namespace {

QString tr(const char *text, int count = -1)
{
    return QCoreApplication::translate("sm::costs::bill", text, nullptr, count);
}

/// The earlier of two places, where there is one.
void keepEarlier(std::optional<Place> &place, const std::optional<Place> &other)
{
    if (other && (!place || *other < *place))
        place = other;
}

} // namespace

BillReading::BillReading(QStringList files, BillOptions options, Sizes sizes,
    std::function<void(const BillProgress &)> onProgress, CancelToken token)
    : m_options(std::move(options))
    , m_sizes(sizes)
    , m_stream(std::move(files), sizes.blockBytes, std::move(onProgress), std::move(token))
{
}

Result<Ledger> BillReading::run()
{
    if (const Result<void> opened = m_stream.open(); !opened)
        return opened.error();
    readAll();
    if (const std::optional<Error> error = firstError())
        return *error;
    return merged();
}

void BillReading::readAll()
{
    const int threads = m_stream.isSmall() ? 1 : m_sizes.threads;
    for (int i = 0; i < threads; ++i)
        m_readers.push_back(std::make_unique<ChargeReader>(m_options.currency.toUtf8()));
    QThreadPool pool; // waits in its destructor
    if (threads > 1)
        pool.start([this] { readBlocks(*m_readers.back()); });
    readBlocks(*m_readers.front());
}

void BillReading::readBlocks(ChargeReader &reader)
{
    Block block;
    while (m_stream.next(block)) {
        const bool isGood = reader.read(block);
        const bool hasOneCurrency = !m_options.currency.isEmpty() || reader.result().currencies.size() <= 1;
        if (!isGood || !hasOneCurrency)
            m_stream.stop();
    }
}

/// What is wrong first, as the bill goes: all before it was read, whichever thread did.
std::optional<Error> BillReading::firstError() const
{
    if (m_stream.error() && m_stream.error()->kind() == Error::Kind::Cancelled)
        return m_stream.error();
    std::optional<std::pair<Place, QString>> flaw;
    for (const std::unique_ptr<ChargeReader> &reader : m_readers) {
        const auto &found = reader->result().flaw;
        if (found && (!flaw || found->first < flaw->first))
            flaw = found;
    }
    if (const std::optional<std::pair<Place, QString>> currency = secondCurrency();
        currency && (!flaw || currency->first < flaw->first))
        flaw = currency;
    if (!flaw && !m_stream.error())
        flaw = mixedDates();
    if (flaw)
        return at(flaw->first, flaw->second);
    return streamError();
}

/// With the row up to which the file could be read, when it is damaged.
std::optional<Error> BillReading::streamError() const
{
    const std::optional<Error> &error = m_stream.error();
    PartialBlock last;
    for (const std::unique_ptr<ChargeReader> &reader : m_readers) {
        for (const PartialBlock &block : reader->result().blocks) {
            if (block.file == m_stream.file() && block.number >= last.number)
                last = block;
        }
    }
    if (!error || error->kind() != Error::Kind::Invalid || last.records == 0)
        return error;
    return Error(error->kind(),
        tr("%1 It can be read up to row %2.").arg(error->message()).arg(rowOf({last.number, last.records - 1, 0})));
}

std::vector<PartialCurrency> BillReading::currencies() const
{
    std::vector<PartialCurrency> all;
    for (const std::unique_ptr<ChargeReader> &reader : m_readers) {
        for (const PartialCurrency &each : reader->result().currencies) {
            const auto known = std::find_if(
                all.begin(), all.end(), [&each](const PartialCurrency &other) { return other.code == each.code; });
            if (known == all.end()) {
                all.push_back(each);
                continue;
            }
            known->first = std::min(known->first, each.first);
            known->rows += each.rows;
        }
    }
    std::sort(all.begin(), all.end(),
        [](const PartialCurrency &left, const PartialCurrency &right) { return left.first < right.first; });
    return all;
}

std::optional<std::pair<Place, QString>> BillReading::secondCurrency() const
{
    const std::vector<PartialCurrency> all = currencies();
    if (!m_options.currency.isEmpty() || all.size() < 2)
        return std::nullopt;
    const auto named = [](const PartialCurrency &currency) {
        return currency.code.isEmpty() ? tr("none") : QString::fromUtf8(currency.code);
    };
    return std::pair(all[1].first,
        tr("the currency is %1, before it was %2; open the bill with the option currency (--currency %1) to read the "
           "charges in one of them")
            .arg(named(all[1]), named(all[0])));
}

std::optional<std::pair<Place, QString>> BillReading::mixedDates() const
{
    std::optional<Place> iso;
    std::optional<Place> slashes;
    for (const std::unique_ptr<ChargeReader> &reader : m_readers) {
        keepEarlier(iso, reader->result().firstIso);
        keepEarlier(slashes, reader->result().firstSlashes);
    }
    if (!iso || !slashes)
        return std::nullopt;
    return std::pair(std::max(*iso, *slashes),
        tr("this date is written in another way than those before it; dates look like 2024-01-31T00:00:00Z"));
}

PartialBlock BillReading::blockOf(const Place &place) const
{
    for (const std::unique_ptr<ChargeReader> &reader : m_readers) {
        for (const PartialBlock &block : reader->result().blocks) {
            if (block.number == place.block)
                return block;
        }
    }
    return {};
}

/// As a spreadsheet counts: from 1, the header and blank rows too.
qint64 BillReading::rowOf(const Place &place) const
{
    const int file = blockOf(place).file;
    qint64 row = place.record + 1;
    for (const std::unique_ptr<ChargeReader> &reader : m_readers) {
        for (const PartialBlock &block : reader->result().blocks) {
            if (block.file == file && block.number <= place.block)
                row += block.recordsBefore + (block.number < place.block ? block.records : 0);
        }
    }
    return row;
}

Error BillReading::at(const Place &place, const QString &reason) const
{
    const int file = blockOf(place).file;
    QString where = tr("row %1").arg(rowOf(place));
    if (place.column > 0)
        where = tr("%1, column %2").arg(where).arg(place.column);
    if (const QString name = m_stream.layout(file)->name(place.column - 1); !name.isEmpty())
        where = tr("%1 (%2)").arg(where, name);
    return Error(Error::Kind::Invalid, tr("%1 can not be read: %2: %3.").arg(m_stream.files().at(file), where, reason));
}

Result<Ledger> BillReading::merged()
{
    std::vector<PartialLedger *> parts;
    std::optional<Place> finest;
    int decimals = 0;
    bool fits = true;
    for (const std::unique_ptr<ChargeReader> &reader : m_readers) {
        PartialLedger &part = reader->result();
        if (part.blocks.empty())
            continue;
        parts.push_back(&part);
        fits = fits && !part.overflowed;
        if (part.finestDecimals > decimals)
            finest = std::nullopt;
        decimals = std::max(decimals, part.finestDecimals);
        if (part.finestDecimals == decimals)
            keepEarlier(finest, part.finest);
    }
    Ledger ledger;
    describe(ledger);
    if (const Result<void> any = checkRows(); !any)
        return any.error();
    fits = LedgerMerge(parts).into(ledger) && fits;
    if (!fits)
        return at(finest.value_or(Place()),
            tr("this amount has %1 decimals; beside the largest amounts of the bill they can not be held exactly")
                .arg(decimals));
    return ledger;
}

Result<void> BillReading::checkRows() const
{
    std::size_t rows = 0;
    for (const std::unique_ptr<ChargeReader> &reader : m_readers)
        rows += reader->result().days.size();
    if (rows > 0)
        return ok();
    QStringList there;
    for (const PartialCurrency &each : currencies())
        there.append(QString::fromUtf8(each.code));
    return Error(Error::Kind::Invalid,
        there.isEmpty() ? tr("%1 has a header, but no charges.").arg(m_stream.files().constFirst())
                        : tr("%1 has no charge in %2, only in %3.")
                              .arg(m_stream.files().constFirst(), m_options.currency, there.join(QLatin1String(", "))));
}

void BillReading::describe(Ledger &ledger) const
{
    QSet<QString> bills;
    QSet<qint32> estimated;
    for (const std::unique_ptr<ChargeReader> &reader : m_readers) {
        bills.unite(reader->result().bills);
        const std::vector<bool> &days = reader->result().estimatedDays;
        for (std::size_t day = 0; day < days.size(); ++day) {
            if (days[day])
                estimated.insert(static_cast<qint32>(day));
        }
    }
    ledger.kind = m_stream.kind().value_or(LedgerKind::CurLegacy);
    ledger.title = title();
    ledger.bills = QStringList(bills.cbegin(), bills.cend());
    ledger.bills.sort();
    ledger.digest = m_stream.digest();
    if (!leftOut().empty()) // the same files in another currency are other charges
        ledger.digest = crypto::sha256(ledger.digest + m_options.currency.toUtf8());
    ledger.asOf = m_stream.changed();
    ledger.note = note();
    ledger.estimatedDays.assign(estimated.cbegin(), estimated.cend());
    std::sort(ledger.estimatedDays.begin(), ledger.estimatedDays.end());
    const std::vector<PartialCurrency> all = currencies();
    ledger.currency = !m_options.currency.isEmpty() ? m_options.currency
        : all.empty()                               ? QString()
                                                    : QString::fromUtf8(all.front().code);
}

QString BillReading::title() const
{
    const QString first = QFileInfo(m_stream.files().constFirst()).fileName();
    const auto others = static_cast<int>(m_stream.files().size()) - 1;
    return others == 0 ? first : tr("%1 and %n more", others).arg(first);
}

QString BillReading::note() const
{
    QStringList notes;
    std::optional<Place> unread;
    qint64 unreadRows = 0;
    bool hasSlashes = false;
    for (const std::unique_ptr<ChargeReader> &reader : m_readers) {
        hasSlashes = hasSlashes || reader->result().firstSlashes;
        unreadRows += reader->result().unreadMapRows;
        keepEarlier(unread, reader->result().unreadMap);
    }
    if (hasSlashes)
        notes.append(tr("Dates are read as month/day/year."));
    if (m_stream.lackingColumns() > 0)
        notes.append(tr("The header names more columns than the rows have (%1 more): the last ones are empty.")
                .arg(m_stream.lackingColumns()));
    for (const PartialCurrency &each : leftOut())
        notes.append(tr("Charges in %1 are left out: %2.")
                .arg(each.code.isEmpty() ? tr("no currency") : QString::fromUtf8(each.code))
                .arg(each.rows));
    if (unread)
        notes.append(tr("Rows whose tags or cost categories can not be read: %1. The first is row %2.")
                .arg(unreadRows)
                .arg(rowOf(*unread)));
    return notes.join(u' ');
}

/// The currencies that are not the one to keep.
std::vector<PartialCurrency> BillReading::leftOut() const
{
    std::vector<PartialCurrency> others = currencies();
    std::erase_if(others, [this](const PartialCurrency &each) {
        return m_options.currency.isEmpty() || each.code == m_options.currency.toUtf8();
    });
    return others;
}

} // namespace sm::costs::bill
