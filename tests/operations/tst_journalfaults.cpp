// SPDX-License-Identifier: GPL-3.0-or-later
#include "diskfull.h"
#include "journalfixtures.h"

#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using test::answer;
using test::await;
using test::JournalFile;

namespace {

Error refusal(const QString &path)
{
    auto opened = await(operations::Journal::open(path));
    return opened && !*opened ? opened->error() : Error(Error::Kind::Internal, u"it opened"_s);
}

bool execute(const QString &path, const QString &sql)
{
    bool done = false;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"outside"_s);
        database.setDatabaseName(path);
        done = database.open() && QSqlQuery(database).exec(sql);
    }
    QSqlDatabase::removeDatabase(u"outside"_s);
    return done;
}

} // namespace

class TestJournalFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void open_placeThatCanNotBeWritten_isUnavailable_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("under a file") << u"file"_s;
        QTest::newRow("in a folder of the kernel") << u"proc"_s;
        QTest::newRow("a folder") << u"folder"_s;
        QTest::newRow("log can not be made") << u"wal"_s;
    }
    void open_placeThatCanNotBeWritten_isUnavailable()
    {
        QFETCH(QString, kind);
        const QTemporaryDir folder;
        QString path = folder.filePath(u"journal.db"_s);
        QFile blocker(folder.filePath(u"file"_s));
        QVERIFY(blocker.open(QIODevice::WriteOnly));
        if (kind == u"file"_s)
            path = blocker.fileName() + u"/journal.db"_s;
        else if (kind == u"proc"_s)
            path = u"/proc/stationmaster/journal.db"_s;
        else
            QVERIFY(QDir().mkpath(kind == u"wal"_s ? path + u"-wal"_s : path));

        const Error error = refusal(path);

        QCOMPARE(error.kind(), Error::Kind::Storage);
        QCOMPARE(error.code(), u"JournalUnavailable"_s);
        QVERIFY2(error.message().contains(path), qPrintable(error.message()));
    }

    void open_fullDisk_isUnavailable()
    {
        const JournalFile file;
        const test::DiskFull full;

        const Error error = refusal(file.path);

        QCOMPARE(error.kind(), Error::Kind::Storage);
        QCOMPARE(error.code(), u"JournalUnavailable"_s);
    }

    void begin_fullDisk_failsAndLeavesNothing()
    {
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);
        const auto run = answer(journal->beginRun(test::plan({test::step(u"ada"_s)}), u"sabine"_s, {}));
        QVERIFY(run);
        {
            const test::DiskFull full;
            const auto id = answer(journal->begin(test::intent(*run, 0, u"ada"_s)));
            QVERIFY(!id);
            QCOMPARE(id.error().kind(), Error::Kind::Storage);
        }

        QCOMPARE(*await(journal->count()), 0);
        QVERIFY(answer(journal->begin(test::intent(*run, 0, u"ada"_s))));
        QVERIFY(!test::verified(*journal).firstBad);
    }

    void open_newerVersion_isRefused()
    {
        const JournalFile file;
        QVERIFY(file.open());
        QVERIFY(execute(file.path, u"PRAGMA user_version=99"_s));

        const Error error = refusal(file.path);

        QCOMPARE(error.kind(), Error::Kind::Storage);
        QCOMPARE(error.code(), u"JournalNewer"_s);
        QVERIFY(error.message().contains(u"Update Stationmaster"_s));
    }

    void open_damagedFile_isRefused()
    {
        const JournalFile file;
        QVERIFY(file.open());
        QFile bytes(file.path);
        QVERIFY(bytes.open(QIODevice::ReadWrite));
        bytes.write(QByteArray(bytes.size(), '\x55'));
        bytes.close();

        const Error error = refusal(file.path);

        QCOMPARE(error.code(), u"JournalUnavailable"_s);
        QVERIFY2(error.message().contains(u"damaged"_s), qPrintable(error.message()));
    }

    void open_damagedKey_isUnavailable()
    {
        const JournalFile file;
        QVERIFY(file.open());
        QFile key(file.folder.filePath(u"journal.key"_s));
        QVERIFY(key.open(QIODevice::WriteOnly | QIODevice::Truncate));
        key.write("short");
        key.close();

        const Error error = refusal(file.path);

        QCOMPARE(error.code(), u"JournalUnavailable"_s);
        QVERIFY2(error.message().contains(u"journal.key"_s), qPrintable(error.message()));
    }

    void head_thatCanNotBeWritten_lagsAndCatchesUp()
    {
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);
        const QString head = file.path + u".head"_s;
        QVERIFY(QFile::rename(head, head + u".away"_s) && QDir().mkdir(head));
        QVERIFY(answer(journal->note(0, u"locked"_s, -1, {}, u"sabine"_s)));
        QVERIFY(QDir().rmdir(head) && QFile::rename(head + u".away"_s, head));
        QVERIFY(!test::verified(*journal).firstBad);

        QVERIFY(answer(journal->note(0, u"unlocked"_s, -1, {}, u"sabine"_s)));

        QVERIFY(!test::verified(*journal).firstBad);
    }

    void head_ofALaterJournal_isOnRecordForGood()
    {
        const JournalFile file;
        QVERIFY(file.open());
        QVERIFY(execute(file.path, u"PRAGMA wal_checkpoint(TRUNCATE)"_s));
        QVERIFY(QFile::copy(file.path, file.path + u".old"_s));
        {
            const auto journal = file.open();
            QVERIFY(journal && test::writeRun(*journal, {u"ada"_s, u"bob"_s}));
        }
        // Somebody puts the old copy back, and the program goes on with it.
        QVERIFY(QFile::remove(file.path));
        QFile::remove(file.path + u"-wal"_s);
        QVERIFY(QFile::copy(file.path + u".old"_s, file.path));
        {
            const auto journal = file.open();
            QVERIFY(journal && test::writeRun(*journal, {u"eve"_s, u"zoe"_s}));
        }
        const auto journal = file.open();
        QVERIFY(journal);

        const auto found = test::verified(*journal);

        QVERIFY(found.firstBad);
        QCOMPARE(found.firstBad->table, u"notes"_s);
        QCOMPARE(found.firstBad->seq, 3); // after the sessions of then and now
        QVERIFY2(found.firstBad->why.contains(u"are gone"_s), qPrintable(found.firstBad->why));
    }

    void key_lost_isOnRecordForGood()
    {
        const JournalFile file;
        {
            const auto journal = file.open();
            QVERIFY(journal && test::writeRun(*journal, {u"ada"_s, u"bob"_s}));
        }
        QVERIFY(QFile::remove(file.folder.filePath(u"journal.key"_s)));
        const auto journal = file.open();
        QVERIFY(journal);

        const auto found = test::verified(*journal);

        QVERIFY(found.firstBad);
        QVERIFY2(found.firstBad->why.contains(u"another key"_s), qPrintable(found.firstBad->why));
        QCOMPARE(test::entries(*journal).size(), 2);
    }

    void rows_canNotBeChangedOrRemoved_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("entry") << u"UPDATE entries SET resource='eve'"_s;
        QTest::newRow("outcome") << u"UPDATE outcomes SET state='done'"_s;
        QTest::newRow("plan") << u"DELETE FROM plans"_s;
        QTest::newRow("all entries") << u"DELETE FROM entries"_s;
        QTest::newRow("resolution") << u"UPDATE resolutions SET state='done'"_s;
        QTest::newRow("note") << u"DELETE FROM notes"_s;
        QTest::newRow("chain") << u"UPDATE chain SET row=1"_s;
        QTest::newRow("session") << u"UPDATE sessions SET public_key=''"_s;
    }
    void rows_canNotBeChangedOrRemoved()
    {
        QFETCH(QString, sql);
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);
        const auto run = answer(journal->beginRun(test::plan({test::step(u"ada"_s)}), u"sabine"_s, {}));
        const auto id = answer(journal->begin(test::intent(run.value_or(0), 0, u"ada"_s)));
        QVERIFY(answer(journal->end(test::conclusion(id.value_or(0), StepState::InDoubt))));
        QVERIFY(answer(journal->resolve(*id, StepState::Failed, {}, u"sabine"_s)));
        QVERIFY(answer(journal->note(*run, u"finished"_s, -1, {}, u"sabine"_s)));

        QVERIFY(!execute(file.path, sql));

        const JournalEntry entry = test::entries(*journal).value(0);
        QCOMPARE(entry.resource, u"ada"_s);
        QCOMPARE(entry.state, StepState::Failed);
    }
};

QTEST_GUILESS_MAIN(TestJournalFaults)
#include "tst_journalfaults.moc"
