// SPDX-License-Identifier: GPL-3.0-or-later
// How a journal of many entries opens, is searched and is verified. Its peer reads the same rows of the same tables in
// SQLite and does nothing with them. The journal is written behind the journal's back, which is quicker, and chained
// when it is opened.
//
//     bench_bigjournal [ENTRIES [JOURNAL]]     a JOURNAL is kept, and used again when it is there
#include <operations/journal.h>
#include <operations/planjson.h>
#include <store/connection.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <cstdio>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using operations::Journal;
using operations::JournalFilter;

namespace {

constexpr int StepsPerRun = 20;

/// Prints how long it was since the last of these.
class Watch
{
public:
    Watch() { m_timer.start(); }
    double milliseconds() { return double(m_timer.nsecsElapsed()) / 1e6; }
    void print(const QString &what, const QString &more = {})
    {
        std::printf("%-44s %9.1f ms   %s\n", qPrintable(what), milliseconds(), qPrintable(more));
        std::fflush(stdout);
        m_timer.restart();
    }

private:
    QElapsedTimer m_timer;
};

/// The rows of a journal that a team has filled for three years.
QStringList rows(qint64 entries)
{
    const QString numbers = u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "_s;
    return {u"DROP TRIGGER chain_no_DELETE"_s, u"DELETE FROM chain"_s,
        u"INSERT INTO plans(session, plan, title, actor, system, body, began_at, tracked) "_s
            + numbers.arg(entries / StepsPerRun)
            + u"SELECT 1, 'plan-' || i, 'Disable 20 users for ticket ' || i, 'actor' || (i % 50) || '@host', "
              "json_object('id', 'system' || (i % 6)), '{}', 1700000000000 + i * 2000000, 0 FROM n"_s,
        u"INSERT INTO entries(plan, step, title, actor, uses, resource, input, cli, intent_at) "_s
            + numbers.arg(entries)
            + u"SELECT 1 + (i - 1) / 20, i % 20, 'Disable user' || (i % 200003) || '@example.com', "
              "'actor' || ((1 + (i - 1) / 20) % 50) || '@host', 'aws:cognito-idp:Operation' || (i % 40), "
              "'user' || (i % 200003) || '@example.com', json_object('UserPoolId', 'eu-west-1_abcdefghi', 'Username', "
              "'user' || (i % 200003)), 'aws cognito-idp admin-disable-user --user-pool-id eu-west-1_abcdefghi "
              "--username "
              "user' || (i % 200003) || '@example.com', 1700000000000 + i * 100000 FROM n"_s,
        u"INSERT INTO outcomes(entry, outcome_at, state, error_code, error_message, request_id, output) SELECT id, "
        "intent_at + 300, iif(id % 50 = 7, 'failed', iif(id % 10000 = 9, 'in-doubt', 'done')), '', '', 'request-' || "
        "id, '{}' FROM entries WHERE id % 50000 <> 3"_s,
        u"INSERT INTO facets SELECT entries.id, entries.intent_at, entries.intent_at, entries.actor, plans.system ->> "
        u"'$.id', entries.uses, "
        "entries.resource, coalesce(outcomes.state, 'open') FROM entries JOIN plans ON plans.id = entries.plan LEFT "
        "JOIN outcomes ON outcomes.entry = entries.id"_s,
        u"INSERT INTO entries_text(rowid, plan, title, resource, uses, actor) SELECT entries.id, plans.title, "
        "entries.title, entries.resource, entries.uses, entries.actor FROM entries JOIN plans ON plans.id = "
        "entries.plan"_s};
}

bool fill(const QString &path, qint64 entries)
{
    const auto connection = store::Connection::open(path);
    if (!connection)
        return false;
    const auto done = (*connection)->transact([&]() -> Result<void> {
        for (const QString &sql : rows(entries)) {
            if (const auto executed = (*connection)->execute(sql); !executed)
                return executed.error();
        }
        return ok();
    });
    if (!done)
        std::puts(qPrintable(done.error().message()));
    static_cast<void>((*connection)->execute(u"PRAGMA wal_checkpoint(TRUNCATE)"_s));
    return done && QFile::remove(path + u".head"_s);
}

template <typename Value>
JournalFilter with(Value JournalFilter::*member, const Value &value, JournalFilter filter = {})
{
    filter.*member = value;
    return filter;
}

QDateTime at(qint64 entry) { return QDateTime::fromMSecsSinceEpoch(1700000000000 + entry * 100000, Qt::UTC); }

QList<std::pair<QString, JournalFilter>> filters(qint64 entries)
{
    using Filter = JournalFilter;
    const auto state = [](StepState wanted, const Filter &filter = {}) {
        return with(&Filter::state, std::optional(wanted), filter);
    };
    const auto text
        = [](const QString &words, const Filter &filter = {}) { return with(&Filter::search, words, filter); };
    const Filter actor = with(&Filter::actor, u"actor7@host"_s);
    const Filter system = with(&Filter::system, SystemId{u"system3"_s});
    Filter old = with(&Filter::from, at(entries / 10));
    old.to = at(entries / 10 + 5'000);
    return {{u"nothing"_s, {}}, {u"the newest day"_s, with(&Filter::from, at(entries - 864))},
        {u"a week long ago"_s, old}, {u"an actor"_s, actor},
        {u"an actor that is nobody"_s, with(&Filter::actor, u"nobody"_s)}, {u"a system"_s, system},
        {u"an operation"_s, with(&Filter::uses, u"aws:cognito-idp:Operation3"_s)},
        {u"a resource"_s, with(&Filter::resource, u"user777@example.com"_s)}, {u"done"_s, state(StepState::Done)},
        {u"failed"_s, state(StepState::Failed)}, {u"in doubt"_s, state(StepState::InDoubt)},
        {u"running"_s, state(StepState::Running)}, {u"a rare word"_s, text(u"user77777@"_s)},
        {u"a word in all"_s, text(u"disable"_s)}, {u"two words"_s, text(u"user777 operation3"_s)},
        {u"a word of two letters"_s, text(u"us"_s)}, {u"no such word"_s, text(u"quokka"_s)},
        {u"an actor on a system, none"_s, with(&Filter::system, SystemId{u"system0"_s}, actor)},
        {u"an actor's failures"_s, state(StepState::Failed, actor)},
        {u"an actor long ago"_s, with(&Filter::actor, u"actor7@host"_s, old)},
        {u"a system's doubts"_s, state(StepState::InDoubt, system)},
        {u"a word among failures"_s, text(u"disable"_s, state(StepState::Failed))},
        {u"a word long ago"_s, text(u"disable"_s, old)},
        {u"a word of a resource"_s, text(u"disable"_s, with(&Filter::resource, u"user777@example.com"_s))},
        {u"a word of an actor"_s, text(u"disable"_s, actor)},
        {u"a word of nobody"_s, text(u"disable"_s, with(&Filter::actor, u"nobody"_s))}};
}

QCoro::Task<int> measure(QString path, qint64 entries)
{
    Watch watch;
    if (!QFile::exists(path)) {
        if (!co_await Journal::open(path) || !fill(path, entries))
            co_return 1;
        watch.print(u"written"_s);
        if (!co_await Journal::open(path))
            co_return 1;
        watch.print(u"adopted into the chain"_s);
    }
    const auto journal = co_await Journal::open(path);
    if (!journal)
        co_return 1;
    watch.print(u"opened"_s, u"%1 MB"_s.arg(QFile(path).size() / 1'000'000));
    for (const auto &[what, filter] : filters(entries)) {
        const auto found = co_await (*journal)->entries(filter);
        if (!found)
            co_return 1;
        watch.print(u"first page of "_s + what, u"%1 entries"_s.arg(found->size()));
    }
    const auto doubtful = co_await (*journal)->inDoubt();
    watch.print(u"all in doubt"_s, u"%1 entries"_s.arg(doubtful->size()));
    const auto runs = co_await (*journal)->unfinishedRuns();
    watch.print(u"unfinished runs"_s, u"%1 runs"_s.arg(runs->size()));
    const auto verified = co_await (*journal)->verify(CancelToken());
    if (!verified || verified->firstBad)
        co_return 1;
    watch.print(u"verified"_s,
        u"%1 rows, %2 a second"_s.arg(verified->rows)
            .arg(qRound64(double(verified->rows) * 1e3 / watch.milliseconds())));
    co_return 0;
}

void measurePeer(const QString &path)
{
    const auto connection = store::Connection::open(path);
    Watch watch;
    qint64 rows = 0;
    for (const QString &table : {u"entries"_s, u"outcomes"_s, u"chain"_s}) {
        for (qint64 last = 0;;) {
            const auto page
                = (*connection)
                      ->select(u"SELECT * FROM %1 WHERE rowid > ? ORDER BY rowid LIMIT 5000"_s.arg(table), {last});
            if (!page || page->isEmpty())
                break;
            last = page->last().first().toLongLong();
            rows += page->size();
        }
    }
    watch.print(u"read by SQLite alone"_s, u"%1 rows"_s.arg(rows));
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const qint64 entries = argc > 1 ? application.arguments().at(1).toLongLong() : 1'000'000;
    const QTemporaryDir folder(QCoreApplication::applicationDirPath() + u"/journal-XXXXXX"_s);
    const QString path = argc > 2 ? application.arguments().at(2) : folder.filePath(u"journal.db"_s);
    QCoro::connect(measure(path, entries), &application, [](int status) { QCoreApplication::exit(status); });
    const int status = QCoreApplication::exec();
    measurePeer(path);
    return status;
}
