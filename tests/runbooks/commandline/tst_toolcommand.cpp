// SPDX-License-Identifier: GPL-3.0-or-later
#include <commandline/toolcommand.h>
#include <core/json.h>

#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using commandline::ToolCommand;

class TestToolCommand : public QObject
{
    Q_OBJECT

private:
    static ToolCommand read(const QString &text)
    {
        return commandline::readTool(commandline::commandsOf(commandline::readShell(text)).first());
    }

private Q_SLOTS:
    void details_areTheToolsOwn_data()
    {
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *text, const char *expected) { QTest::newRow(text) << QByteArray(expected); };
        row("psql -h db -p 5433 -U me -d shop -tA -c 'SELECT 1' -c 'SELECT 2'",
            R"({"-A":true,"-t":true,"database":"shop","host":"db","port":5433,)"
            R"("statements":["SELECT 1","SELECT 2"],"user":"me"})");
        row("psql --host=db shop me -f x.sql", R"({"database":"shop","files":["x.sql"],"host":"db","user":"me"})");
        row("psql postgresql://me:pw@db:5432/shop -c 'SELECT 1'",
            R"({"database":"shop","host":"db","port":5432,"statements":["SELECT 1"],"user":"me"})");
        row("PGHOST=db psql shop <<SQL\nSELECT 1;\nSQL", R"({"database":"shop","host":"db","input":"SELECT 1;\n"})");
        row("redis-cli -h cache -p 6380 --tls -n 2 DEL a b",
            R"({"command":["DEL","a","b"],"database":2,"host":"cache","port":6380,"tls":true})");
        row("redis-cli --scan --pattern 'cost:*'", R"({"pattern":"cost:*","scan":true})");
        row("redis-cli -u rediss://:pw@cache:6380/1 INFO -x",
            R"({"command":["INFO","-x"],"database":1,"host":"cache","port":6380,"tls":true})");
        row("curl -fsS x/health", R"({"fail":true,"method":"GET","showError":true,"silent":true,"url":"x/health"})");
        row("curl -X PUT -H 'A: b' -d '{}' x",
            R"({"body":"{}","headers":[{"name":"A","value":"b"}],"method":"PUT","url":"x"})");
        row("curl -I x -m 5", R"({"headOnly":true,"method":"HEAD","timeoutSeconds":5,"url":"x"})");
        row("curl -d @f.json --url x", R"({"bodyFile":"f.json","method":"POST","url":"x"})");
        row("curl -s -o /dev/null -w '%{http_code}' x",
            R"({"format":"%{http_code}","method":"GET","outputFile":"/dev/null","silent":true,"url":"x"})");
        row("npx cdk deploy --all", R"({"arguments":["deploy","--all"],"program":"cdk"})");
        row("sudo systemctl restart x", R"({"arguments":["restart","x"],"program":"systemctl"})");
        row("kubectl get pods > pods.txt 2>&1",
            R"({"arguments":["get","pods"],"outputFile":"pods.txt","program":"kubectl"})");
        row("git checkout <commit>", R"({"arguments":["checkout",null],"program":"git"})");
    }
    void details_areTheToolsOwn()
    {
        const ToolCommand command = read(QString::fromLatin1(QTest::currentDataTag()));

        QVERIFY2(command.kind != ToolCommand::Kind::None, qPrintable(command.reason));
        QTEST(toCompactJson(command.details), "expected");
    }

    void whatIsNotUnderstood_isInert_data()
    {
        QTest::addColumn<int>("unused");
        for (const char *text : {"psql --nonsense", "psql a b c", "psql -h", "redis-cli --nonsense x", "curl",
                 "curl http://a http://b", "curl --form a=b http://x", "curl -H nocolon http://x", "rm -rf /",
                 "$TOOL x", "ls | xargs git checkout", "./deploy.sh"})
            QTest::newRow(text) << 0;
    }
    void whatIsNotUnderstood_isInert()
    {
        const QString text = QString::fromLatin1(QTest::currentDataTag());
        const auto uses = commandline::commandsOf(commandline::readShell(text));

        const ToolCommand command = commandline::readTool(uses.last());

        QCOMPARE(command.kind, ToolCommand::Kind::None);
        QVERIFY(!command.reason.isEmpty());
    }

    void uncertainValues_areDeferred()
    {
        const ToolCommand command = read(u"psql -h $HOST -c \"SELECT '$X'\""_s);
        const ToolCommand curl = read(u"curl -H \"X-Id: $ID\" https://$HOST/health"_s);

        QCOMPARE(command.deferred.keys(), (QStringList{u"/host"_s, u"/statements/0"_s}));
        QVERIFY(!command.details.contains(u"host"_s));
        QCOMPARE(curl.deferred.keys(), (QStringList{u"/headers/0/value"_s, u"/url"_s}));
    }

    void secrets_areKeptApart()
    {
        const ToolCommand psql = read(u"PGPASSWORD=pw psql -h db"_s);
        const ToolCommand uri = read(u"psql postgresql://me:pw@db/shop"_s);
        const ToolCommand redis = read(u"redis-cli -a pw PING"_s);
        const ToolCommand curl = read(u"curl -u me:pw -H 'Authorization: Bearer pw' http://x"_s);

        for (const ToolCommand &command : {psql, uri, redis, curl})
            QVERIFY(!toCompactJson(command.details).contains("pw"));
        QCOMPARE(psql.secrets.value(u"PGPASSWORD"_s).text(), u"pw"_s);
        QCOMPARE(uri.secrets.value(u"PGPASSWORD"_s).text(), u"pw"_s);
        QCOMPARE(redis.secrets.value(u"REDISCLI_AUTH"_s).text(), u"pw"_s);
        QCOMPARE(curl.secrets.keys(), (QStringList{u"Authorization"_s, u"user"_s}));
    }
};

QTEST_GUILESS_MAIN(TestToolCommand)
#include "tst_toolcommand.moc"
