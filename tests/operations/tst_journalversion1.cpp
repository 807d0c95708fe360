// SPDX-License-Identifier: GPL-3.0-or-later
// A journal as Stationmaster 0.1 made it: the statements are that version's own and are never changed.
#include "journalfixtures.h"

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using test::answer;
using test::JournalFile;

namespace {

QStringList triggers(const QString &table)
{
    return {u"CREATE TRIGGER %1_no_UPDATE BEFORE UPDATE ON %1 BEGIN SELECT RAISE(ABORT, 'the journal is only added "
            "to'); END"_s.arg(table),
        u"CREATE TRIGGER %1_no_DELETE BEFORE DELETE ON %1 BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); "
        "END"_s.arg(table)};
}

QStringList tables()
{
    return QStringList{
               u"CREATE TABLE sessions(id INTEGER PRIMARY KEY AUTOINCREMENT, began_at INTEGER NOT NULL, "
               "version TEXT NOT NULL) STRICT"_s,
               u"CREATE TABLE plans(id INTEGER PRIMARY KEY AUTOINCREMENT, session INTEGER NOT NULL REFERENCES "
               "sessions(id), plan TEXT NOT NULL, title TEXT NOT NULL, actor TEXT NOT NULL, system TEXT NOT NULL, "
               "body TEXT NOT NULL, began_at INTEGER NOT NULL) STRICT"_s,
               u"CREATE INDEX plans_by_plan ON plans(plan)"_s,
               u"CREATE TABLE entries(id INTEGER PRIMARY KEY AUTOINCREMENT, plan INTEGER NOT NULL REFERENCES "
               "plans(id), step INTEGER NOT NULL, title TEXT NOT NULL, actor TEXT NOT NULL, uses TEXT NOT NULL, "
               "resource TEXT NOT NULL, input TEXT NOT NULL, cli TEXT NOT NULL, intent_at INTEGER NOT NULL) STRICT"_s,
               u"CREATE INDEX entries_by_plan ON entries(plan)"_s,
               u"CREATE TABLE outcomes(entry INTEGER PRIMARY KEY REFERENCES entries(id), outcome_at INTEGER NOT NULL, "
               "state TEXT NOT NULL, error_code TEXT NOT NULL, error_message TEXT NOT NULL, request_id TEXT NOT NULL, "
               "output TEXT NOT NULL) STRICT"_s,
               u"CREATE VIRTUAL TABLE entries_text USING fts5(plan, title, resource, uses, actor, content='', "
               "tokenize='trigram')"_s,
           }
    << triggers(u"sessions"_s) << triggers(u"plans"_s) << triggers(u"entries"_s) << triggers(u"outcomes"_s)
    << u"PRAGMA application_id=1397582444"_s << u"PRAGMA user_version=1"_s;
}

/// One plan of four steps: done, failed, in doubt, and one whose outcome never came.
QStringList rows()
{
    QStringList statements{u"INSERT INTO sessions(began_at, version) VALUES(1700000000000, '0.1')"_s,
        u"INSERT INTO plans(session, plan, title, actor, system, body, began_at) VALUES(1, 'abc', 'Disable 4 users', "
        "'sabine', '{\"id\":\"demo\",\"title\":\"Demo\",\"environment\":1}', '{\"steps\":[]}', 1700000000001)"_s};
    int step = 0;
    for (const QString &name : {u"ada"_s, u"bob"_s, u"Zoë"_s, u"eve"_s}) {
        statements << u"INSERT INTO entries(plan, step, title, actor, uses, resource, input, cli, intent_at) VALUES(1, "
                      "%1, 'Disable %2', 'sabine', 'aws:cognito-idp:AdminDisableUser', '%2', '{\"Username\":\"%2\"}', "
                      "'aws cognito-idp …', 170000000000%1)"_s.arg(step)
                          .arg(name)
                   << u"INSERT INTO entries_text(rowid, plan, title, resource, uses, actor) VALUES(%1, 'Disable 4 "
                      "users', 'Disable %2', '%2', 'aws:cognito-idp:AdminDisableUser', 'sabine')"_s.arg(step + 1)
                          .arg(name);
        ++step;
    }
    for (const QString &outcome : {u"1, 1700000000009, 'done', '', '', 'r-1'"_s,
             u"2, 1700000000010, 'failed', 'UserNotFoundException', 'No such user.', 'r-2'"_s,
             u"3, 1700000000011, 'in-doubt', '', '', ''"_s})
        statements << u"INSERT INTO outcomes VALUES(%1, '{\"of\":1}')"_s.arg(outcome);
    return statements;
}

bool make(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.close();
    const auto connection = store::Connection::open(path);
    bool done = (*connection)->execute(u"PRAGMA journal_mode=WAL"_s).has_value();
    for (const QString &statement : tables() + rows())
        done = done && (*connection)->execute(statement).has_value();
    return done;
}

} // namespace

class TestJournalVersion1 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void open_oldJournal_isReadAsItWas()
    {
        const JournalFile file;
        QVERIFY(make(file.path));

        const auto journal = file.open();

        QVERIFY(journal);
        const QList<JournalEntry> entries = test::entries(*journal);
        QCOMPARE(entries.size(), 4);
        QCOMPARE(entries[3].resource, u"ada"_s);
        QCOMPARE(entries[3].planTitle, u"Disable 4 users"_s);
        QCOMPARE(entries[3].state, StepState::Done);
        QCOMPARE(entries[3].output, (QJsonObject{{u"of"_s, 1}}));
        QCOMPARE(entries[3].system.environment, Environment::Staging);
        QCOMPARE(entries[3].intentAt.toMSecsSinceEpoch(), 1700000000000);
        QVERIFY(entries[3].before.isUndefined() && entries[3].after.isUndefined());
        QCOMPARE(entries[3].attempt, 1);
        QCOMPARE(entries[2].state, StepState::Failed);
        QCOMPARE(entries[2].errorCode, u"UserNotFoundException"_s);
        QCOMPARE(entries[1].state, StepState::InDoubt);
        QCOMPARE(entries[0].state, StepState::InDoubt);
        QVERIFY(!entries[0].outcomeAt.isValid());
    }

    void open_oldJournal_isFoundByFiltersAndWords()
    {
        const JournalFile file;
        QVERIFY(make(file.path));
        const auto journal = file.open();
        QVERIFY(journal);
        operations::JournalFilter filter;
        filter.system = {u"demo"_s};
        filter.state = StepState::Failed;

        QCOMPARE(answer(journal->entries(filter)).value_or(QList<JournalEntry>()).value(0).resource, u"bob"_s);
        QCOMPARE(test::entries(*journal, u"zoë"_s).size(), 1);
        QCOMPARE(answer(journal->inDoubt()).value_or(QList<JournalEntry>()).size(), 2);
        QVERIFY(answer(journal->unfinishedRuns()).value_or(QList<JournalRun>{{}}).isEmpty());
        QCOMPARE(answer(journal->run(1)).value_or(JournalRun()).state, RunState::Finished);
    }

    void open_oldJournal_isChainedFromThereOn()
    {
        const JournalFile file;
        QVERIFY(make(file.path));
        const auto journal = file.open();
        QVERIFY(journal);
        QVERIFY(answer(journal->resolve(3, StepState::Done, {{u"looked"_s, true}}, u"bob"_s)));
        QVERIFY(test::writeRun(*journal, {u"joe"_s, u"kim"_s}));

        const auto found = test::verified(*journal);

        QVERIFY2(!found.firstBad, qPrintable(found.firstBad ? found.firstBad->why : QString()));
        QCOMPARE(found.rows, 9 + 1 + 1 + 7);
    }

    void oldRows_changedAfterwards_areFound()
    {
        const JournalFile file;
        QVERIFY(make(file.path));
        const auto journal = file.open();
        QVERIFY(journal);
        {
            const auto outside = store::Connection::open(file.path);
            QVERIFY((*outside)->execute(u"DROP TRIGGER entries_no_UPDATE"_s));
            QVERIFY((*outside)->execute(u"UPDATE entries SET resource = 'eve' WHERE id = 2"_s));
        }

        const auto found = test::verified(*journal);

        QVERIFY(found.firstBad);
        QCOMPARE(found.firstBad->table, u"entries"_s);
        QCOMPARE(found.firstBad->row, 2);
    }

    void open_twice_chainsOnce()
    {
        const JournalFile file;
        QVERIFY(make(file.path));
        QVERIFY(file.open());
        const auto journal = file.open();
        QVERIFY(journal);

        const auto found = test::verified(*journal);

        QVERIFY(!found.firstBad);
        QCOMPARE(found.rows, 9 + 2);
    }

    void open_emptyOldJournal_works()
    {
        const JournalFile file;
        QVERIFY(make(file.path));
        QFile::remove(file.path);
        QFile empty(file.path);
        QVERIFY(empty.open(QIODevice::WriteOnly));
        empty.close();
        {
            const auto connection = store::Connection::open(file.path);
            for (const QString &statement : tables())
                QVERIFY((*connection)->execute(statement));
        }

        const auto journal = file.open();

        QVERIFY(journal);
        QVERIFY(test::writeRun(*journal, {u"ada"_s, u"bob"_s}));
        QVERIFY(!test::verified(*journal).firstBad);
    }
};

QTEST_GUILESS_MAIN(TestJournalVersion1)
#include "tst_journalversion1.moc"
