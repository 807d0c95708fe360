// SPDX-License-Identifier: GPL-3.0-or-later
#include <store/database.h>

#include <support/await.h>

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QThread>

using namespace Qt::Literals::StringLiterals;
using sm::Error;
using sm::Result;
using sm::store::Connection;
using sm::store::Database;
using sm::store::Schema;
using sm::test::await;

namespace {

constexpr quint32 Id = 0x534d7474;

Schema schema(int versions = 1)
{
    Schema result{u"Notes"_s, Id, {{u"CREATE TABLE notes(id INTEGER PRIMARY KEY, text TEXT NOT NULL)"_s}}};
    if (versions > 1)
        result.migrations << QStringList{u"ALTER TABLE notes ADD COLUMN author TEXT NOT NULL DEFAULT 'nobody'"_s};
    return result;
}

std::unique_ptr<Database> opened(const QString &file, const Schema &with = schema())
{
    auto database = await(Database::open(file, with));
    return database && *database ? std::move(**database) : nullptr;
}

Error refused(const QString &file, const Schema &with = schema())
{
    auto database = await(Database::open(file, with));
    return database && !*database ? database->error() : Error(Error::Kind::Internal, u"it opened"_s);
}

Result<qint64> insert(Database &database, const QString &text)
{
    const Database::Work<qint64> work
        = [text](Connection &connection) { return connection.execute(u"INSERT INTO notes(text) VALUES(?)"_s, {text}); };
    return await(database.run<qint64>(work)).value_or(Error::cancelled());
}

QVariant value(Database &database, const QString &sql)
{
    const Database::Work<QVariant> work = [sql](Connection &connection) { return connection.value(sql); };
    const auto found = await(database.run<QVariant>(work));
    return found && *found ? **found : QVariant();
}

} // namespace

class TestDatabase : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString path(const QString &name) const { return m_folder.filePath(name); }

private Q_SLOTS:
    void open_setsWhatKeepsDataOnTheDisk()
    {
        const QString file = path(u"a/b/notes.db"_s);
        const auto database = opened(file);

        QVERIFY(database);
        QCOMPARE(value(*database, u"PRAGMA journal_mode"_s).toString(), u"wal"_s);
        QCOMPARE(value(*database, u"PRAGMA synchronous"_s).toInt(), 2);
        QCOMPARE(value(*database, u"PRAGMA foreign_keys"_s).toInt(), 1);
        QCOMPARE(value(*database, u"PRAGMA busy_timeout"_s).toInt(), 5000);
        QCOMPARE(value(*database, u"PRAGMA application_id"_s).toUInt(), Id);
        QCOMPARE(value(*database, u"PRAGMA user_version"_s).toInt(), 1);
    }

    void open_makesFilesThatOnlyTheirOwnerReads()
    {
        const QString file = path(u"private/notes.db"_s);
        const auto database = opened(file);
        QVERIFY(database && insert(*database, u"x"_s));

        constexpr auto owner = QFile::ReadOwner | QFile::WriteOwner;
        const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
            | QFile::WriteOther | QFile::ExeOther;
        for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s}) {
            QVERIFY2(QFile::exists(file + suffix), qPrintable(suffix));
            QVERIFY2(!(QFile::permissions(file + suffix) & others), qPrintable(suffix));
            QVERIFY2((QFile::permissions(file + suffix) & owner) == owner, qPrintable(suffix));
        }
        QVERIFY(!(QFile::permissions(QFileInfo(file).path()) & others));
    }

    void open_again_findsTheData()
    {
        const QString file = path(u"again.db"_s);
        {
            const auto database = opened(file);
            QVERIFY(database && insert(*database, u"kept"_s));
        }
        const auto database = opened(file);

        QVERIFY(database);
        QCOMPARE(value(*database, u"SELECT text FROM notes"_s).toString(), u"kept"_s);
        QCOMPARE(value(*database, u"PRAGMA synchronous"_s).toInt(), 2);
    }

    void open_olderVersion_isMigrated()
    {
        const QString file = path(u"older.db"_s);
        {
            const auto database = opened(file);
            QVERIFY(database && insert(*database, u"old"_s));
        }
        const auto database = opened(file, schema(2));

        QVERIFY(database);
        QCOMPARE(value(*database, u"SELECT author FROM notes"_s).toString(), u"nobody"_s);
        QCOMPARE(value(*database, u"PRAGMA user_version"_s).toInt(), 2);
    }

    void open_brokenMigration_leavesTheVersionBefore()
    {
        const QString file = path(u"broken.db"_s);
        QVERIFY(opened(file));
        Schema broken = schema(2);
        broken.migrations.last() << u"CREATE TABLE notes(clash)"_s;

        QCOMPARE(refused(file, broken).code(), u"NotesUnavailable"_s);

        const auto database = opened(file);
        QVERIFY(database);
        QCOMPARE(value(*database, u"PRAGMA user_version"_s).toInt(), 1);
        QVERIFY(!value(*database, u"SELECT count(*) FROM pragma_table_info('notes') WHERE name='author'"_s).toInt());
    }

    void open_newerVersion_isRefusedAndUntouched()
    {
        const QString file = path(u"newer.db"_s);
        QVERIFY(opened(file, schema(2)));
        QFile bytes(file);
        QVERIFY(bytes.open(QIODevice::ReadOnly));
        const QByteArray before = bytes.readAll();

        const Error error = refused(file);

        QCOMPARE(error.kind(), Error::Kind::Storage);
        QCOMPARE(error.code(), u"NotesNewer"_s);
        QVERIFY(error.message().contains(u"newer Stationmaster"_s));
        QVERIFY(bytes.seek(0));
        QCOMPARE(bytes.readAll(), before);
    }

    void open_anotherProgramsFile_isRefused()
    {
        const QString file = path(u"foreign.db"_s);
        Schema foreign = schema();
        foreign.applicationId = 7;
        QVERIFY(opened(file, foreign));

        const Error error = refused(file);

        QCOMPARE(error.code(), u"NotesUnavailable"_s);
        QVERIFY(error.message().contains(u"another program"_s));
    }

    void open_notADatabase_saysSo()
    {
        const QString file = path(u"text.db"_s);
        QFile text(file);
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write(QByteArray("This is a letter to my aunt.\n").repeated(100));
        text.close();

        const Error error = refused(file);

        QCOMPARE(error.kind(), Error::Kind::Storage);
        QVERIFY2(error.message().contains(u"damaged"_s), qPrintable(error.message()));
    }

    void open_damagedPages_saysSo()
    {
        const QString file = path(u"damaged.db"_s);
        {
            const auto database = opened(file);
            QVERIFY(database);
            for (int i = 0; i < 200; ++i)
                QVERIFY(insert(*database, u"row %1 "_s.arg(i).repeated(50)));
        }
        QFile bytes(file);
        QVERIFY(bytes.open(QIODevice::ReadWrite));
        QVERIFY(bytes.size() > 3 * 4096);
        bytes.seek(4096);
        bytes.write(QByteArray(4096 * 2, '\xa5'));
        bytes.close();

        const Error error = refused(file);

        QCOMPARE(error.kind(), Error::Kind::Storage);
        QVERIFY2(error.message().contains(u"damaged"_s), qPrintable(error.message()));
    }

    void open_underAFile_saysWhy()
    {
        QFile blocker(path(u"blocker"_s));
        QVERIFY(blocker.open(QIODevice::WriteOnly));

        const Error error = refused(path(u"blocker/notes.db"_s));

        QCOMPARE(error.kind(), Error::Kind::Storage);
        QCOMPARE(error.code(), u"NotesUnavailable"_s);
        QVERIFY(error.message().contains(u"notes.db"_s));
    }

    void run_worksOnOneThreadOfItsOwn()
    {
        const auto database = opened(path(u"thread.db"_s));
        QVERIFY(database);
        const Database::Work<quintptr> work
            = [](Connection &) -> Result<quintptr> { return reinterpret_cast<quintptr>(QThread::currentThreadId()); };

        const auto first = await(database->run<quintptr>(work));
        const auto second = await(database->run<quintptr>(work));

        QVERIFY(first && second && *first && *second);
        QCOMPARE(**first, **second);
        QVERIFY(**first != reinterpret_cast<quintptr>(QThread::currentThreadId()));
    }

    void transact_failureInTheMiddle_changesNothing()
    {
        const auto database = opened(path(u"transact.db"_s));
        QVERIFY(database);
        const Database::Work<void> work = [](Connection &connection) {
            return connection.transact([&connection]() -> Result<void> {
                const auto first = connection.execute(u"INSERT INTO notes(text) VALUES('one')"_s);
                const auto second = connection.execute(u"INSERT INTO notes(text) VALUES(NULL)"_s);
                return first && second ? sm::ok() : Result<void>(second.error());
            });
        };

        const auto done = await(database->run<void>(work));

        QVERIFY(done && !*done);
        QCOMPARE(value(*database, u"SELECT count(*) FROM notes"_s).toInt(), 0);
    }

    void values_hostileText_staysText()
    {
        const auto database = opened(path(u"hostile.db"_s));
        QVERIFY(database);
        const QString text = u"'); DROP TABLE notes; -- \u2028 %s $()"_s;

        QVERIFY(insert(*database, text));

        QCOMPARE(value(*database, u"SELECT text FROM notes"_s).toString(), text);
    }

    void twoDatabases_onOneFile_bothWrite()
    {
        const QString file = path(u"shared.db"_s);
        const auto one = opened(file);
        const auto two = opened(file);
        QVERIFY(one && two);

        QVERIFY(insert(*one, u"one"_s));
        QVERIFY(insert(*two, u"two"_s));

        QCOMPARE(value(*one, u"SELECT count(*) FROM notes"_s).toInt(), 2);
    }

    void destructor_whileWorkIsUnderWay_finishesIt()
    {
        const QString file = path(u"late.db"_s);
        {
            const auto database = opened(file);
            QVERIFY(database);
            const Database::Work<qint64> work = [](Connection &connection) {
                return connection.execute(u"INSERT INTO notes(text) VALUES('late')"_s);
            };
            for (int i = 0; i < 20; ++i)
                const auto dropped = database->run<qint64>(work);
        }
        const auto database = opened(file);

        QVERIFY(database);
        QCOMPARE(value(*database, u"SELECT count(*) FROM notes"_s).toInt(), 20);
    }
};

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
