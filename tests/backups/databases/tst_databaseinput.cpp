// SPDX-License-Identifier: GPL-3.0-or-later
#include "clientrun.h"
#include "databaseinput.h"

#include <QTest>

using namespace sm;
using namespace sm::backups;
using namespace Qt::Literals::StringLiterals;

namespace {

Step stepOf(const QString &verb, const QJsonObject &more = {})
{
    Step step;
    step.operation.uses = u"database:"_s + verb;
    step.operation.with = {{u"database"_s, u"shop"_s}};
    for (auto it = more.begin(); it != more.end(); ++it)
        step.operation.with.insert(it.key(), it.value());
    return step;
}

QString refusal(const Step &step)
{
    const Result<DatabaseInput> input = databaseInput(step);
    return input ? QString() : input.error().message();
}

} // namespace

class TestDatabaseInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void compression_ofADump_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<bool>("isFit");
        for (const char *const fit : {"0", "9", "lz4", "zstd", "zstd:3", "zstd:19", "gzip:6", "none"})
            QTest::newRow(fit) << QString::fromLatin1(fit) << true;
        for (const char *const unfit : {"10", "-1", "zstd:", "brotli", "9 --file=/etc/passwd", "lz4\n", "zstd:3,long"})
            QTest::newRow(unfit) << QString::fromLatin1(unfit) << false;
    }
    void compression_ofADump()
    {
        QFETCH(QString, given);

        const QString why = refusal(stepOf(u"dump"_s, {{u"asset"_s, u"a"_s}, {u"compression"_s, given}}));

        QTEST(why.isEmpty(), "isFit");
    }

    void jobs_needTheDirectory()
    {
        const QJsonObject two{{u"asset"_s, u"a"_s}, {u"jobs"_s, 2}};
        QJsonObject directory = two;
        directory.insert(u"format"_s, u"directory"_s);

        QVERIFY(refusal(stepOf(u"dump"_s, two)).contains(u"directory"));
        QCOMPARE(refusal(stepOf(u"dump"_s, directory)), QString());
    }

    void into_ofARestore_isAName()
    {
        const auto into = [](const QString &name) {
            return refusal(stepOf(u"restore"_s, {{u"asset"_s, u"a"_s}, {u"backup"_s, u"b"_s}, {u"into"_s, name}}));
        };

        QCOMPARE(into(u"it's \"odd\""_s), QString());
        QVERIFY(into(u"template1"_s).contains(u"the server itself"));
        QVERIFY(into(u"x"_s.repeated(64)).contains(u"63 bytes"));
        QVERIFY(into(QString()).contains(u"missing"));
    }

    void query_onlyReads()
    {
        const auto query = [](const QString &sql) {
            return refusal(stepOf(u"query"_s, {{u"into"_s, u"copy"_s}, {u"statement"_s, sql}}));
        };

        QCOMPARE(query(u"SELECT 1"_s), QString());
        QVERIFY(query(u"DELETE FROM orders"_s).contains(u"only reads"));
        QVERIFY(query(u"SELECT $1"_s).contains(u"takes 1"));
    }

    void programs_areGivenTheDatabaseAsOneValue_andNoPassword()
    {
        postgres::Settings settings;
        settings.host = u"db.example.com"_s;
        settings.user = u"app"_s;
        settings.database = u"it's \\ host=evil"_s;
        settings.password = Secret(u"canary"_s);

        const process::Command command
            = *clientCommand({u"/usr/bin/pg_dump"_s, {}, 15}, {u"--format=custom"_s}, settings);

        QVERIFY(command.arguments.contains(u"--dbname=dbname='it\\'s \\\\ host=evil'"_s));
        QVERIFY(!command.arguments.join(u' ').contains(u"canary"));
        QVERIFY(!command.environment.values().join(u' ').contains(u"canary"));
        QCOMPARE(command.environment[u"PGPASSFILE"_s], u"/proc/self/fd/0"_s);
        QCOMPARE(command.environment[u"PGSSLMODE"_s], u"verify-full"_s);
        QCOMPARE(command.environment[u"PGHOST"_s], u"db.example.com"_s);
    }
};

QTEST_GUILESS_MAIN(TestDatabaseInput)
#include "tst_databaseinput.moc"
