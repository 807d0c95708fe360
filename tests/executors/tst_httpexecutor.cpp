// SPDX-License-Identifier: GPL-3.0-or-later
#include "executorbench.h"

#include <executors/httpexecutor.h>
#include <executors/httpplanner.h>
#include <support/hostilevalues.h>
#include <support/scriptedtransport.h>

#include <QJsonArray>
#include <QProcess>

using namespace sm;
using namespace sm::test;

namespace {

struct Bench
{
    const Knowledge &known = everything();
    MockClock clock;
    ScriptedTransport transport{clock};
    http::Client client{transport, clock};
    executors::HttpExecutor executor{client};
    executors::HttpPlanner planner{known.catalog};
    InstantSleeper sleeper;
    ExecutorBench all{known, {&executor}, {&planner}, sleeper};
};

Step probe(QJsonObject with)
{
    if (!with.contains(u"url"_s))
        with.insert(u"url"_s, u"https://shop.example/health"_s);
    return stepOf(u"http:probe"_s, with);
}

Step trigger(QJsonObject with, const QMap<QString, Secret> &secrets = {})
{
    if (!with.contains(u"url"_s))
        with.insert(u"url"_s, u"https://shop.example/jobs"_s);
    return stepOf(u"http:trigger"_s, with, secrets);
}

QString cliOf(const Step &step)
{
    QSet<QString> names;
    const Result<Step> planned = executors::HttpPlanner(everything().catalog).planned(step, {}, names);
    return planned ? planned->cli : planned.error().message();
}

/// What a shell makes of \p line, word by word.
QStringList shellWords(const QString &line)
{
    QProcess shell;
    shell.start(u"/bin/sh"_s, {});
    shell.write("curl() { printf '%s\\0' \"$@\"; }\nSECRET=the-secret\n" + line.toUtf8() + '\n');
    shell.closeWriteChannel();
    if (!QTest::qWaitFor([&shell] { return shell.state() == QProcess::NotRunning; }))
        return {};
    QStringList words = QString::fromUtf8(shell.readAllStandardOutput()).split(QChar::Null);
    words.removeLast();
    return words;
}

bool fitsAHeader(const QString &value)
{
    return std::none_of(value.begin(), value.end(), [](QChar c) { return (c < u' ' && c != u'\t') || c == u'\x7f'; });
}

} // namespace

class TestHttpExecutor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void probe_answer_isTheOutput()
    {
        Bench bench;
        bench.transport.reply(
            200, R"({"state": "ok"})", {{"Content-Type", "application/json"}, {"X-A", "1"}, {"x-a", "2"}});

        const auto event = bench.all.runStep(probe({}));

        QCOMPARE(event.state, StepState::Done);
        QCOMPARE(event.output.value(u"status"_s), QJsonValue(200));
        QCOMPARE(event.output.value(u"body"_s)[u"state"_s], QJsonValue(u"ok"_s));
        QCOMPARE(event.output.value(u"headers"_s)[u"x-a"_s], QJsonValue(u"1, 2"_s));
        QCOMPARE(bench.transport.requests().first().verb, QByteArray("GET"));
    }

    void probe_isARead_aTriggerIsNot()
    {
        const Bench bench;

        const Step read = bench.all.plan({probe({})})->steps.first();
        const Step write = bench.all.plan({trigger({})})->steps.first();

        QCOMPARE(read.tier, Tier::Read);
        QCOMPARE(write.tier, Tier::Disruptive);
        QCOMPARE(write.repeat, Repeat::Unsafe);
        QCOMPARE(write.mark.kind, Mark::Kind::Never);
        QCOMPARE(write.resource, u"https://shop.example/jobs"_s);
    }

    void probe_unexpected_fails()
    {
        Bench bench;
        bench.transport.reply(503, "down");
        bench.transport.reply(200, R"({"state": "bad"})");

        const auto status = bench.all.runStep(probe({}));
        const auto assertion = bench.all.runStep(probe({{u"assertion"_s, u"body.state == 'ok'"_s}}));

        QCOMPARE(status.error->code(), u"Status"_s);
        QCOMPARE(status.error->changed(), Error::Changed::No);
        QCOMPARE(assertion.error->code(), u"Assertion"_s);
    }

    void probe_expectedStatus_isDone()
    {
        Bench bench;
        bench.transport.reply(404);

        QCOMPARE(bench.all.runStep(probe({{u"status"_s, QJsonArray{200, 404}}})).state, StepState::Done);
    }

    void trigger_body_isSentAsWhatItIs()
    {
        Bench bench;
        bench.transport.reply(202);
        bench.transport.reply(202);

        bench.all.runStep(trigger({{u"body"_s, QJsonObject{{u"a"_s, 1}}}}));
        bench.all.runStep(trigger({{u"method"_s, u"PUT"_s}, {u"body"_s, u"a=1"_s}}));

        QCOMPARE(bench.transport.requests().at(0).body, QByteArray(R"({"a":1})"));
        QCOMPARE(
            net::headerValue(bench.transport.requests().at(0).headers, "Content-Type"), QByteArray("application/json"));
        QCOMPARE(bench.transport.requests().at(1).verb, QByteArray("PUT"));
        QCOMPARE(bench.transport.requests().at(1).body, QByteArray("a=1"));
        QVERIFY(!net::hasHeader(bench.transport.requests().at(1).headers, "Content-Type"));
    }

    void trigger_lostAnswer_isInDoubt()
    {
        Bench bench;
        bench.transport.fail(Error(Error::Kind::Network, u"Reset."_s).withChanged(Error::Changed::Unknown));

        QCOMPARE(bench.all.runStep(trigger({})).state, StepState::InDoubt);
    }

    void trigger_passedOffAsARead_isNotSent()
    {
        Bench bench;
        Plan plan = *bench.all.plan({trigger({})});
        plan.steps.first().tier = Tier::Read;
        plan.id = operations::planId(plan);

        const auto report = bench.all.run(plan);

        QCOMPARE(report->steps.first().error->code(), u"NotARead"_s);
        QVERIFY(bench.transport.requests().isEmpty());
    }

    void secrets_areInTheRequestAlone()
    {
        Bench bench;
        const QString canary = u"canary-token-77"_s;
        bench.transport.reply(200, "you sent canary-token-77", {{"Set-Cookie", "session=new-session-88; HttpOnly"}});
        const Step step
            = trigger({{u"headers"_s, QJsonObject{{u"Accept"_s, u"a/b"_s}, {u"Authorization"_s, u"$token"_s}}},
                          {u"body"_s, QJsonObject{{u"key"_s, u"$token"_s}}}},
                {{u"token"_s, Secret(canary)}});

        const Result<Plan> plan = bench.all.plan({step});
        const auto report = bench.all.run(*plan);

        const net::HttpRequest request = bench.transport.requests().first();
        QCOMPARE(net::headerValue(request.headers, "Authorization"), canary.toUtf8());
        QCOMPARE(request.body, QByteArray(R"({"key":"canary-token-77"})"));
        QVERIFY(!plan->steps.first().cli.contains(canary));
        QVERIFY(plan->steps.first().cli.contains("'Authorization: '\"$TOKEN\""_L1));
        const JournalEntry entry = bench.all.entry(report->steps.first().journalEntry);
        const QByteArray kept = QJsonDocument(entry.output).toJson() + QJsonDocument(entry.input).toJson();
        QVERIFY(!kept.contains("canary"));
        QVERIFY(!kept.contains("new-session-88"));
    }

    void input_wrong_isRefused_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("code");
        QTest::newRow("unknown") << u"urll"_s << QJsonValue(u"x"_s) << u"Input"_s;
        QTest::newRow("a read with a body") << u"body"_s << QJsonValue(u"x"_s) << u"Input"_s;
        QTest::newRow("method") << u"method"_s << QJsonValue(u"POST"_s) << u"Method"_s;
        QTest::newRow("url") << u"url"_s << QJsonValue(u"ftp://x.example"_s) << u"Url"_s;
        QTest::newRow("cloud's credentials") << u"url"_s << QJsonValue(u"http://169.254.169.254/x"_s) << u"Host"_s;
        QTest::newRow("header") << u"headers"_s << QJsonValue(QJsonObject{{u"A"_s, u"b\r\nC: d"_s}}) << u"Header"_s;
        QTest::newRow("open secret") << u"secretHeaders"_s << QJsonValue(QJsonObject{{u"A"_s, u"b"_s}}) << u"Input"_s;
        QTest::newRow("assertion") << u"assertion"_s << QJsonValue(u"body.["_s) << u"Assertion"_s;
        QTest::newRow("status") << u"status"_s << QJsonValue(200) << u"Input"_s;
    }
    void input_wrong_isRefused()
    {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        QFETCH(QString, code);
        Bench bench;

        const Result<Plan> plan = bench.all.plan({probe({{member, value}})});

        QVERIFY(!plan);
        QCOMPARE(plan.error().code(), code);
    }

    void cli_ofEachKind_saysTheSame()
    {
        const QString begin = u"curl --silent --show-error --globoff --path-as-is "_s;
        QCOMPARE(cliOf(probe({})), begin + u"--url https://shop.example/health"_s);
        QCOMPARE(cliOf(probe({{u"method"_s, u"HEAD"_s}})), begin + u"--head --url https://shop.example/health"_s);
        QCOMPARE(cliOf(trigger({{u"body"_s, u"@file"_s}})),
            begin + u"--request POST --header Content-Type: --data-raw @file --url https://shop.example/jobs"_s);
        QCOMPARE(cliOf(trigger({{u"method"_s, u"PUT"_s}, {u"body"_s, QJsonObject{{u"a"_s, 1}}}})),
            begin
                + u"--request PUT --header 'Content-Type: application/json' --data-raw '{\"a\":1}' "
                  u"--url https://shop.example/jobs"_s);
    }

    void hostileValues_changeNoStructure()
    {
        Bench bench;
        int sent = 0;
        for (const QString &value : hostileValues()) {
            const QString header = fitsAHeader(value) ? value : u"none"_s;
            const Step step = trigger({{u"url"_s, u"https://shop.example/a/x{v}/b?q={v}&r=1"_s},
                {u"values"_s, QJsonObject{{u"v"_s, value}}}, {u"headers"_s, QJsonObject{{u"X-Value"_s, header}}},
                {u"body"_s, QJsonObject{{u"value"_s, value}}}});
            const Result<Plan> plan = bench.all.plan({step});
            if (!plan) { // what would climb in the path or is too long
                QCOMPARE(plan.error().code(), u"Url"_s);
                continue;
            }
            bench.transport.reply(200);
            const auto report = bench.all.run(*plan);
            QCOMPARE(report->steps.first().state, StepState::Done);
            const net::HttpRequest request = bench.transport.requests().at(sent++);
            QCOMPARE(request.url.count('/'), 5);
            QCOMPARE(request.url.count('&'), 1);
            QCOMPARE(request.url.count('?'), 1);
            QCOMPARE(request.headers.size(), 3);
            QCOMPARE(net::headerValue(request.headers, "X-Value"), header.toUtf8());
            QCOMPARE(request.body, QJsonDocument(QJsonObject{{u"value"_s, value}}).toJson(QJsonDocument::Compact));
        }
        QVERIFY2(sent > 700, qPrintable(QString::number(sent)));
    }

    void hostileValues_inTheLine_areOneWordEach()
    {
        for (const QString &value : hostileValues().mid(0, 300)) {
            if (value.size() > 1000 || !fitsAHeader(value) || value.trimmed() != value || value.isEmpty())
                continue;
            const QString cli = cliOf(trigger({{u"headers"_s, QJsonObject{{u"X"_s, value}}}, {u"body"_s, value}}));
            QVERIFY2(cli.startsWith("curl "_L1), qPrintable(cli));
            QCOMPARE(shellWords(cli).mid(4),
                (QStringList{u"--request"_s, u"POST"_s, u"--header"_s, u"X: "_s + value, u"--header"_s,
                    u"Content-Type:"_s, u"--data-raw"_s, value, u"--url"_s, u"https://shop.example/jobs"_s}));
        }
    }
};

QTEST_GUILESS_MAIN(TestHttpExecutor)
#include "tst_httpexecutor.moc"
