// SPDX-License-Identifier: GPL-3.0-or-later
#include "tablecomparison.h"

#include "fullcomparison.h"
#include "samplecomparison.h"

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

Error keysDiffer(const TableFacts &a, const TableFacts &b)
{
    const auto names = [](const TableFacts &facts) { return QString::fromUtf8(facts.keys.join(", ")); };
    return Error(Error::Kind::Conflict,
        QCoreApplication::translate("sm::backups::Tables",
            "“%1” has the keys %2, “%3” has %4: neither can be a copy of the other. Look whether the names are right.")
            .arg(a.name, names(a), b.name, names(b)))
        .withCode(u"KeysDiffer"_s);
}

} // namespace

TableComparison::TableComparison(
    aws::Caller &caller, net::Sleeper &sleeper, const Clock &clock, TableProgress::Tell tell)
    : m_caller(caller)
    , m_sleeper(sleeper)
    , m_clock(clock)
    , m_progress(clock, std::move(tell))
{
}

/// What is left of provisioned capacity belongs to those for whom the table is there.
Pace TableComparison::paceOf(const TableFacts &facts, int capacity) const
{
    return {m_clock, m_sleeper, capacity > 0 ? capacity : facts.readUnits / 2};
}

qint64 TableComparison::secondsSince(std::chrono::steady_clock::time_point begun) const
{
    return std::chrono::round<std::chrono::seconds>(m_clock.steady() - begun).count();
}

QCoro::Task<Result<TableFacts>> TableComparison::facts(QString table, CancelToken token)
{
    const Result<QJsonObject> described = co_await describeTable(&m_caller, table, token);
    if (!described)
        co_return described.error();
    co_return factsOf(*described);
}

QCoro::Task<Result<QJsonObject>> TableComparison::compare(TableInput input, CancelToken token)
{
    const auto begun = m_clock.steady();
    const Result<TableFacts> source = co_await facts(input.table, token);
    if (!source)
        co_return source.error();
    const Result<TableFacts> copy = co_await facts(input.copy, token);
    if (!copy)
        co_return copy.error();
    if (source->keys != copy->keys)
        co_return keysDiffer(*source, *copy);
    Pace sourcePace = paceOf(*source, input.capacity);
    Pace copyPace = paceOf(*copy, input.capacity);
    TableWalk sourceWalk(m_caller, sourcePace, *source);
    TableWalk copyWalk(m_caller, copyPace, *copy);
    Result<Comparison> compared;
    if (input.isSample) {
        SampleComparison sample(m_caller, {sourceWalk, sourcePace}, {copyWalk, copyPace}, m_progress);
        compared = co_await sample.run(input.sample, token);
    } else {
        FullComparison full(sourceWalk, copyWalk, m_progress);
        compared = co_await full.run(token);
    }
    if (!compared)
        co_return compared.error();
    compared->capacityUnits = sourcePace.spent() + copyPace.spent();
    compared->seconds = secondsSince(begun);
    co_return judged(*compared, input.tolerance);
}

QCoro::Task<Result<QJsonObject>> TableComparison::count(TableInput input, CancelToken token)
{
    const auto begun = m_clock.steady();
    const Result<TableFacts> table = co_await facts(input.table, token);
    if (!table)
        co_return table.error();
    Pace pace = paceOf(*table, input.capacity);
    TableWalk walk(m_caller, pace, *table);
    qint64 items = 0;
    const TableWalk::Take take = [this, &items, &input](const std::vector<ItemDigest> &, qint64 count) {
        items += count;
        m_progress.read(input.table, count);
        return true;
    };
    const ItemChoice none{table->keys, [](quint64) { return false; }}; // moto sends items all the same
    Part part;
    part.countsOnly = true;
    if (const auto done = co_await walk.run(part, none, take, token); !done)
        co_return done.error();
    co_return QJsonObject{{u"items"_s, items}, {u"capacityUnits"_s, pace.spent()}, {u"seconds"_s, secondsSince(begun)}};
}

} // namespace sm::backups
