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

QCoro::Task<Result<std::unique_ptr<Journal>>> Journal::open(QString file)
{
    Result<std::unique_ptr<Database>> database = co_await Database::open(file, journalSchema());
    if (!database)
        co_return database.error();
    std::unique_ptr<Journal> journal(new Journal(std::move(*database)));
    const Database::Work<void> work = [ledger = journal->m_ledger, file, at = now()](Connection &connection) {
        return ledger->beginSession(connection, file, at);
    };
    if (const auto begun = co_await journal->m_database->run<void>(work); !begun)
        co_return begun.error().withCode(u"JournalUnavailable"_s);
    co_return journal;
}

QCoro::Task<Result<void>> Journal::beginPlan(Plan plan, QString actor)
{
    const Database::Work<void> work = [ledger = m_ledger, plan, actor, at = now()](Connection &connection) {
        return ledger->beginPlan(connection, plan, actor, at);
    };
    co_return co_await m_database->run<void>(work);
}

QCoro::Task<Result<qint64>> Journal::begin(Plan plan, int step, QString actor)
{
    const Database::Work<qint64> work = [ledger = m_ledger, plan, step, actor, at = now()](Connection &connection) {
        return ledger->begin(connection, plan, step, actor, at);
    };
    co_return co_await m_database->run<qint64>(work);
}

QCoro::Task<Result<void>> Journal::end(qint64 entry, StepState state, QJsonObject output, std::optional<Error> error,
    QString requestId, QList<Secret> secrets)
{
    const Outcome outcome{entry, state, output, error, requestId, secrets};
    const Database::Work<void> work = [ledger = m_ledger, outcome, at = now()](
                                          Connection &connection) { return ledger->end(connection, outcome, at); };
    co_return co_await m_database->run<void>(work);
}

QCoro::Task<Result<QList<JournalEntry>>> Journal::entries(QString search, qint64 before, int limit)
{
    const Database::Work<QList<JournalEntry>> work
        = [ledger = m_ledger, search, before, limit](
              Connection &connection) { return ledger->entries(connection, search, before, limit); };
    co_return co_await m_database->run<QList<JournalEntry>>(work);
}

QCoro::Task<Result<qint64>> Journal::count()
{
    const Database::Work<qint64> work = [](Connection &connection) -> Result<qint64> {
        const Result<QVariant> counted = connection.value(u"SELECT count(*) FROM entries"_s);
        if (!counted)
            return counted.error();
        return counted->toLongLong();
    };
    co_return co_await m_database->run<qint64>(work);
}

} // namespace sm::operations
