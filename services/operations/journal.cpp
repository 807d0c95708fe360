// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal.h"

#include "journalschema.h"
#include "ledger.h"

#include <core/clock.h>
#include <store/database.h>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;
using store::Connection;
using store::Database;

namespace {

qint64 now() { return SystemClock().nowUtc().toMSecsSinceEpoch(); }

} // namespace

Journal::Journal(std::unique_ptr<Database> database)
    : m_ledger(std::make_shared<Ledger>())
    , m_database(std::move(database))
{
}

Journal::~Journal() = default;

template <typename T>
QCoro::Task<Result<T>> Journal::onLedger(std::function<Result<T>(Ledger &, Connection &)> work)
{
    const Database::Work<T> onThread
        = [ledger = m_ledger, work = std::move(work)](Connection &connection) { return work(*ledger, connection); };
    co_return co_await m_database->run<T>(onThread);
}

QCoro::Task<Result<std::unique_ptr<Journal>>> Journal::open(QString file)
{
    Result<std::unique_ptr<Database>> database = co_await Database::open(file, journalSchema());
    if (!database)
        co_return database.error();
    std::unique_ptr<Journal> journal(new Journal(std::move(*database)));
    const auto begun = co_await journal->onLedger<void>([file, at = now()](Ledger &ledger, Connection &connection) {
        return ledger.beginSession(connection, file, at);
    });
    if (!begun)
        co_return begun.error().withCode(u"JournalUnavailable"_s);
    co_return journal;
}

QCoro::Task<Result<qint64>> Journal::beginRun(Plan plan, QString actor, RunLink link)
{
    return onLedger<qint64>([=, at = now()](Ledger &ledger, Connection &connection) {
        return ledger.beginRun(connection, plan, actor, link, at);
    });
}

QCoro::Task<Result<qint64>> Journal::begin(Intent intent)
{
    return onLedger<qint64>(
        [intent, at = now()](Ledger &ledger, Connection &connection) { return ledger.begin(connection, intent, at); });
}

QCoro::Task<Result<void>> Journal::end(Conclusion conclusion)
{
    return onLedger<void>([conclusion, at = now()](Ledger &ledger, Connection &connection) {
        return ledger.end(connection, conclusion, at);
    });
}

QCoro::Task<Result<void>> Journal::resolve(qint64 entry, StepState state, QJsonObject evidence, QString actor)
{
    return onLedger<void>([=, at = now()](Ledger &ledger, Connection &connection) {
        return ledger.resolve(connection, entry, state, evidence, actor, at);
    });
}

QCoro::Task<Result<void>> Journal::note(qint64 run, QString kind, int step, QJsonObject body, QString actor)
{
    const JournalNote made{0, run, kind, step, body, actor, SystemClock().nowUtc()};
    return onLedger<void>([made](Ledger &ledger, Connection &connection) { return ledger.note(connection, made); });
}

QCoro::Task<Result<JournalRun>> Journal::run(qint64 id)
{
    return onLedger<JournalRun>(
        [id](Ledger &ledger, Connection &connection) { return ledger.reader(connection).run(id); });
}

QCoro::Task<Result<QList<JournalRun>>> Journal::runs(RunFilter filter)
{
    return onLedger<QList<JournalRun>>(
        [filter](Ledger &ledger, Connection &connection) { return ledger.reader(connection).runs(filter); });
}

QCoro::Task<Result<QList<JournalRun>>> Journal::unfinishedRuns()
{
    return onLedger<QList<JournalRun>>(
        [](Ledger &ledger, Connection &connection) { return ledger.reader(connection).unfinishedRuns(); });
}

QCoro::Task<Result<QList<JournalEntry>>> Journal::inDoubt()
{
    return onLedger<QList<JournalEntry>>(
        [](Ledger &ledger, Connection &connection) { return ledger.reader(connection).inDoubt(); });
}

QCoro::Task<Result<JournalEntry>> Journal::entry(qint64 id)
{
    return onLedger<JournalEntry>(
        [id](Ledger &ledger, Connection &connection) { return ledger.reader(connection).entry(id); });
}

QCoro::Task<Result<QList<JournalEntry>>> Journal::entries(JournalFilter filter)
{
    return onLedger<QList<JournalEntry>>(
        [filter](Ledger &ledger, Connection &connection) { return ledger.reader(connection).entries(filter); });
}

QCoro::Task<Result<QList<JournalEntry>>> Journal::entries(QString search, qint64 before, int limit)
{
    JournalFilter filter;
    filter.search = search;
    filter.before = before;
    filter.limit = limit;
    return entries(filter);
}

QCoro::Task<Result<qint64>> Journal::count()
{
    return onLedger<qint64>([](Ledger &, Connection &connection) -> Result<qint64> {
        const Result<QVariant> counted = connection.value(u"SELECT count(*) FROM entries"_s);
        if (!counted)
            return counted.error();
        return counted->toLongLong();
    });
}

QCoro::Task<Result<void>> Journal::beginPlan(Plan plan, QString actor)
{
    return onLedger<void>([=, at = now()](Ledger &ledger, Connection &connection) {
        return ledger.beginPlan(connection, plan, actor, at);
    });
}

QCoro::Task<Result<qint64>> Journal::begin(Plan plan, int step, QString actor)
{
    return onLedger<qint64>([=, at = now()](Ledger &ledger, Connection &connection) {
        return ledger.begin(connection, plan, step, actor, at);
    });
}

QCoro::Task<Result<void>> Journal::end(qint64 entry, StepState state, QJsonObject output, std::optional<Error> error,
    QString requestId, QList<Secret> secrets)
{
    return end(Conclusion{entry, state, output, error, requestId, secrets, QJsonValue::Undefined});
}

} // namespace sm::operations
