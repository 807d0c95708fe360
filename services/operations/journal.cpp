// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal.h"

#include "chainverifier.h"
#include "journalexport.h"
#include "journalschema.h"
#include "ledger.h"

#include <core/clock.h>
#include <store/capturestore.h>
#include <store/database.h>
#include <store/keyfile.h>
#include <store/keyring.h>

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;
using store::Connection;
using store::Database;

namespace {

constexpr int CsvPage = 1'000;

Result<void> write(QIODevice &device, const QByteArray &bytes)
{
    if (device.write(bytes) == bytes.size())
        return ok();
    return Error(Error::Kind::Storage,
        QCoreApplication::translate(
            "sm::operations::Journal", "The export could not be written: %1. Free some space, or choose another place.")
            .arg(device.errorString()));
}

/// "journal.db" has its key in "journal.key".
QString keyFileOf(const QString &journal)
{
    const QFileInfo file(journal);
    return file.absoluteDir().filePath(file.completeBaseName() + u".key"_s);
}

qint64 now() { return SystemClock().nowUtc().toMSecsSinceEpoch(); }

} // namespace

Journal::Journal(std::unique_ptr<Database> database, std::shared_ptr<Ledger> ledger)
    : m_ledger(std::move(ledger))
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

QCoro::Task<Result<std::unique_ptr<Journal>>> Journal::open(QString file, std::shared_ptr<store::KeyStore> keys)
{
    Result<std::unique_ptr<Database>> database = co_await Database::open(file, journalSchema());
    if (!database)
        co_return database.error();
    if (!keys)
        keys = std::make_shared<store::KeyFile>(keyFileOf(file));
    const auto ledger = std::make_shared<Ledger>(file, keys);
    std::unique_ptr<Journal> journal(new Journal(std::move(*database), ledger));
    const auto opened = co_await journal->onLedger<void>(
        [at = now()](Ledger &on, Connection &connection) { return on.open(connection, at); });
    if (!opened)
        co_return opened.error().withCode(u"JournalUnavailable"_s);
    journal->m_captures = std::make_shared<store::CaptureStore>(
        QFileInfo(file).absoluteDir().filePath(u"captures"_s), ledger->keys().seal);
    co_return journal;
}

QCoro::Task<Result<std::unique_ptr<Journal>>> Journal::openWithKeyring(QString file)
{
    return open(file, std::make_shared<store::Keyring>(keyFileOf(file)));
}

bool Journal::isWriter() const { return m_ledger->isWriter(); }

QByteArray Journal::publicKey() const { return m_ledger->keys().signing.publicKey(); }

store::KeyPlace Journal::keyPlace() const { return m_ledger->keyPlace(); }

ApprovalKey Journal::approvalKey() const { return m_ledger->keys().approving; }

QCoro::Task<Result<void>> Journal::takeOver()
{
    return onLedger<void>(
        [at = now()](Ledger &ledger, Connection &connection) { return ledger.takeOver(connection, at); });
}

QCoro::Task<Result<JournalVerification>> Journal::verify(CancelToken token)
{
    const auto verifier = std::make_shared<ChainVerifier>(m_database->file(), m_ledger->keys().signing);
    bool more = true;
    while (more) {
        if (token.isCancelled())
            co_return Error::cancelled();
        const auto seen = co_await onLedger<bool>(
            [verifier](Ledger &, Connection &connection) { return verifier->next(connection); });
        if (!seen)
            co_return seen.error();
        more = *seen;
    }
    co_return verifier->found();
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

QCoro::Task<Result<void>> Journal::noteOnce(qint64 run, QString kind, QString key, QJsonObject body, QString actor)
{
    const JournalNote made{0, run, kind, -1, body, actor, SystemClock().nowUtc()};
    return onLedger<void>(
        [made, key](Ledger &ledger, Connection &connection) { return ledger.noteOnce(connection, made, key); });
}

QCoro::Task<Result<bool>> Journal::hasNote(QString kind, QString key, QString value)
{
    return onLedger<bool>([kind, key, value](Ledger &ledger, Connection &connection) {
        return ledger.reader(connection).hasNote(kind, key, value);
    });
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

QCoro::Task<Result<void>> Journal::exportJson(std::shared_ptr<QIODevice> device, CancelToken token)
{
    const auto head
        = co_await onLedger<ChainHead>([](Ledger &, Connection &connection) { return newestOfChain(connection); });
    if (!head)
        co_return head.error();
    QByteArray bytes = jsonExportBeginning(*head, publicKey());
    for (qint64 after = 0; after < head->seq;) {
        if (token.isCancelled())
            co_return Error::cancelled();
        const auto page = co_await onLedger<ExportPage>([after, end = head->seq](Ledger &, Connection &connection) {
            return jsonExportRows(connection, after, end);
        });
        if (!page)
            co_return page.error();
        if (const auto written = write(*device, bytes + page->lines); !written)
            co_return written.error();
        bytes.clear();
        after = page->last > 0 ? page->last : head->seq;
    }
    co_return write(*device, bytes + jsonExportEnd());
}

QCoro::Task<Result<void>> Journal::exportCsv(std::shared_ptr<QIODevice> device, JournalFilter filter, CancelToken token)
{
    filter.limit = CsvPage;
    QByteArray bytes = csvExportHeader();
    for (bool more = true; more;) {
        if (token.isCancelled())
            co_return Error::cancelled();
        const Result<QList<JournalEntry>> page = co_await entries(filter);
        if (!page)
            co_return page.error();
        for (const JournalEntry &entry : *page) {
            bytes += csvExportRecord(entry);
            filter.before = entry.id;
        }
        if (const auto written = write(*device, bytes); !written)
            co_return written.error();
        bytes.clear();
        more = page->size() == CsvPage;
    }
    co_return ok();
}

} // namespace sm::operations
