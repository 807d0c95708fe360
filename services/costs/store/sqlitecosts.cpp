// SPDX-License-Identifier: GPL-3.0-or-later
#include <coststore/sqlitecosts.h>

#include "dayrange.h"
#include "delivery.h"
#include "ledgercache.h"
#include "sqliteledgers.h"

#include <store/database.h>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;
using store::Connection;

namespace {

/// What the thread of the database sees of a token, which belongs to the thread of the caller.
class CancelFlag
{
public:
    explicit CancelFlag(const CancelToken &token)
        : m_flag(std::make_shared<std::atomic_bool>(token.isCancelled()))
    {
        token.whenCancelled(&m_context, [flag = m_flag] { *flag = true; });
    }
    std::shared_ptr<const std::atomic_bool> flag() const { return m_flag; }

private:
    QObject m_context;
    std::shared_ptr<std::atomic_bool> m_flag;
};

/// What one ledger is added by, on the thread of the database.
struct Addition
{
    SystemId system;
    std::shared_ptr<const Ledger> ledger;
    KnownBill known;
    std::shared_ptr<const std::atomic_bool> cancelled;

    Result<Added> operator()(Connection &connection, LedgerCache &cache) const
    {
        SqliteLedgers ledgers(connection);
        Added outcome = Added::New;
        QList<qint64> gone;
        qint64 number = 0;
        const Result<void> done = connection.transact([&]() -> Result<void> {
            const Result<QList<SqliteLedgers::Row>> there = ledgers.rows(system);
            const auto displaced = there ? displacedOf(*there) : there.error();
            if (!displaced)
                return displaced.error();
            if (!*displaced) {
                outcome = Added::Known;
                return ok();
            }
            gone = **displaced;
            return replace(ledgers, gone, number);
        });
        if (!done)
            return done.error();
        if (outcome == Added::Known)
            return outcome;
        for (const qint64 each : std::as_const(gone))
            cache.drop(each);
        cache.put(number, ledger);
        return gone.isEmpty() ? Added::New : Added::Replaced;
    }

private:
    Result<void> replace(SqliteLedgers &ledgers, const QList<qint64> &gone, qint64 &number) const
    {
        for (const qint64 each : gone) {
            if (const auto removed = ledgers.remove(each); !removed)
                return removed;
        }
        const Result<qint64> written = ledgers.write(system, *ledger, *cancelled);
        number = written.value_or(0);
        return written ? ok() : written.error();
    }

    /// Nothing: the same is there, and sound.
    Result<std::optional<QList<qint64>>> displacedOf(const QList<SqliteLedgers::Row> &there) const
    {
        QList<LedgerInfo> infos;
        for (const SqliteLedgers::Row &each : there) {
            if (each.head.info.digest != ledger->digest)
                infos << each.head.info;
            else if (!each.isDamaged)
                return std::optional<QList<qint64>>();
            else
                return std::optional(QList<qint64>{each.number});
        }
        const Result<QList<qsizetype>> places = replacedBy(headOf(*ledger).info, infos, known);
        if (!places)
            return places.error();
        QList<qint64> numbers;
        for (const qsizetype place : *places)
            numbers << there.at(place).number;
        return std::optional(numbers);
    }
};

Result<LedgerList> readAll(Connection &connection, LedgerCache &cache, const QList<SqliteLedgers::Row> &rows,
    const std::atomic_bool &cancelled)
{
    SqliteLedgers ledgers(connection);
    LedgerList list;
    for (const SqliteLedgers::Row &row : rows) {
        if (cancelled)
            return Error::cancelled();
        std::shared_ptr<const Ledger> ledger = cache.find(row.number);
        if (!ledger) {
            const auto read = ledgers.read(row);
            if (!read && read.error().code() == "CostsDamaged"_L1)
                ledgers.markDamaged(row.number);
            if (!read)
                return read.error();
            ledger = *read;
            cache.put(row.number, ledger);
        }
        list << ledger;
    }
    return list;
}

Result<void> removeThose(Connection &connection, LedgerCache &cache, const SystemId &system,
    const std::function<bool(const LedgerInfo &)> &isGone)
{
    SqliteLedgers ledgers(connection);
    const Result<QList<SqliteLedgers::Row>> rows = ledgers.rows(system);
    if (!rows)
        return rows.error();
    for (const SqliteLedgers::Row &row : *rows) {
        if (!isGone(row.head.info))
            continue;
        if (const auto removed = ledgers.remove(row.number); !removed)
            return removed;
        cache.drop(row.number);
    }
    return ok();
}

} // namespace

SqliteCosts::SqliteCosts(std::unique_ptr<store::Database> database)
    : m_cache(std::make_shared<LedgerCache>())
    , m_database(std::move(database))
{
}

SqliteCosts::~SqliteCosts() = default;

QCoro::Task<Result<std::unique_ptr<SqliteCosts>>> SqliteCosts::open(QString file)
{
    Result<std::unique_ptr<store::Database>> database = co_await store::Database::open(file, costsSchema());
    if (!database)
        co_return database.error();
    co_return std::unique_ptr<SqliteCosts>(new SqliteCosts(std::move(*database)));
}

QCoro::Task<Result<Added>> SqliteCosts::add(
    SystemId system, std::shared_ptr<const Ledger> ledger, KnownBill known, CancelToken token)
{
    const CancelFlag cancel(token);
    const Addition addition{system, ledger, known, cancel.flag()};
    co_return co_await m_database->run<Added>(
        [addition, cache = m_cache](Connection &connection) { return addition(connection, *cache); });
}

QCoro::Task<Result<LedgerList>> SqliteCosts::ledgers(
    SystemId system, QList<LedgerKind> kinds, DayRange range, CancelToken token)
{
    const CancelFlag cancel(token);
    co_return co_await m_database->run<LedgerList>([system, kinds, range, cancelled = cancel.flag(), cache = m_cache](
                                                       Connection &connection) -> Result<LedgerList> {
        Result<QList<SqliteLedgers::Row>> rows = SqliteLedgers(connection).rows(system);
        if (!rows)
            return rows.error();
        rows->removeIf([&](const SqliteLedgers::Row &row) {
            return !isAmong(row.head.info.kind, kinds) || !overlaps(row.head.info, range);
        });
        return readAll(connection, *cache, *rows, *cancelled);
    });
}

QCoro::Task<Result<QList<LedgerInfo>>> SqliteCosts::infos(SystemId system, CancelToken token)
{
    if (token.isCancelled())
        co_return Error::cancelled();
    co_return co_await m_database->run<QList<LedgerInfo>>(
        [system](Connection &connection) -> Result<QList<LedgerInfo>> {
            const Result<QList<SqliteLedgers::Row>> rows = SqliteLedgers(connection).rows(system);
            if (!rows)
                return rows.error();
            QList<LedgerInfo> infos;
            for (const SqliteLedgers::Row &row : *rows)
                infos << row.head.info;
            return infos;
        });
}

QCoro::Task<Result<void>> SqliteCosts::forget(SystemId system, QList<LedgerKind> kinds, CancelToken token)
{
    if (token.isCancelled())
        co_return Error::cancelled();
    co_return co_await m_database->run<void>([system, kinds, cache = m_cache](Connection &connection) {
        return connection.transact([&] {
            return removeThose(
                connection, *cache, system, [&kinds](const LedgerInfo &info) { return isAmong(info.kind, kinds); });
        });
    });
}

QCoro::Task<Result<void>> SqliteCosts::retain(SystemId system, QList<QByteArray> digests)
{
    co_return co_await m_database->run<void>([system, digests, cache = m_cache](Connection &connection) {
        return connection.transact([&] {
            return removeThose(connection, *cache, system,
                [&digests](const LedgerInfo &info) { return !digests.contains(info.digest); });
        });
    });
}

} // namespace sm::costs
