// SPDX-License-Identifier: GPL-3.0-or-later
#include "diskfull.h"
#include "fixtures.h"

#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
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
        const Plan plan = test::plan({test::step(u"ada"_s)});
        QVERIFY(await(journal->beginPlan(plan, u"sabine"_s))->has_value());
        {
            const test::DiskFull full;
            const auto id = await(journal->begin(plan, 0, u"sabine"_s));
            QVERIFY(id && !*id);
            QCOMPARE(id->error().kind(), Error::Kind::Storage);
        }

        QCOMPARE(*await(journal->count()), 0);
        QVERIFY(await(journal->begin(plan, 0, u"sabine"_s))->has_value());
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

    void rows_canNotBeChangedOrRemoved_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("entry") << u"UPDATE entries SET resource='eve'"_s;
        QTest::newRow("outcome") << u"UPDATE outcomes SET state='done'"_s;
        QTest::newRow("plan") << u"DELETE FROM plans"_s;
        QTest::newRow("all entries") << u"DELETE FROM entries"_s;
    }
    void rows_canNotBeChangedOrRemoved()
    {
        QFETCH(QString, sql);
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);
        const Plan plan = test::plan({test::step(u"ada"_s)});
        QVERIFY(await(journal->beginPlan(plan, u"sabine"_s))->has_value());
        const qint64 id = await(journal->begin(plan, 0, u"sabine"_s))->value_or(0);
        QVERIFY(await(journal->end(id, StepState::Failed, {}, {}, {}, {}))->has_value());

        QVERIFY(!execute(file.path, sql));

        const JournalEntry entry = test::entries(*journal).value(0);
        QCOMPARE(entry.resource, u"ada"_s);
        QCOMPARE(entry.state, StepState::Failed);
    }
};

QTEST_GUILESS_MAIN(TestJournalFaults)
#include "tst_journalfaults.moc"
