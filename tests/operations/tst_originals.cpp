// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixtures.h"

#include <core/json.h>
#include <crypto/digest.h>
#include <operations/awsexecutor.h>
#include <operations/runner.h>
#include <operations/undo.h>
#include <support/instantsleeper.h>
#include <support/scriptedtransport.h>

#include <QFile>

using namespace sm;
using namespace sm::operations;
using namespace Qt::Literals::StringLiterals;
using test::await;

namespace {

const QString address = u"http://127.0.0.1:9/code.zip?X-Amz-Signature=canary"_s;

/// One function of Lambda.
class Lambda final : public aws::Caller
{
public:
    QCoro::Task<Result<aws::Answer>> read(aws::Call, CancelToken) override
    {
        const QJsonObject configuration{{u"CodeSha256"_s, hash()}, {u"CodeSize"_s, claimedSize.value_or(code.size())},
            {u"Architectures"_s, QJsonArray{u"x86_64"_s}}, {u"LastUpdateStatus"_s, u"Successful"_s}};
        co_return aws::Answer{
            {{u"Configuration"_s, configuration}, {u"Code"_s, QJsonObject{{u"Location"_s, location}}}}, {}, 1};
    }
    QCoro::Task<Result<aws::Answer>> write(WritePermit, aws::Call call, Repeat, CancelToken) override
    {
        sent << call.input;
        code = QByteArray::fromBase64(call.input.value(u"ZipFile"_s).toString().toLatin1());
        co_return aws::Answer{{{u"CodeSha256"_s, hash()}}, {}, 1};
    }
    Result<net::HttpRequest> preview(aws::Call) const override
    {
        return net::HttpRequest{"GET", "http://127.0.0.1:5000/2015-03-31/functions/f", {}, {}};
    }
    QString hash() const { return QString::fromLatin1(crypto::sha256(code).toBase64()); }

    QByteArray code = "old code";
    QString location = address;
    std::optional<qint64> claimedSize;
    QList<QJsonObject> sent;
};

struct Bench
{
    Result<Plan> plan(const QJsonObject &with) const
    {
        Step step;
        step.title = u"New code"_s;
        step.operation = {u"aws:lambda:UpdateFunctionCode"_s, with, {}};
        SystemInfo system;
        system.environment = Environment::Development;
        return planner.plan(u"Update"_s, system, {step});
    }
    StepEvent run(const Plan &plan)
    {
        Confirmation confirmation;
        confirmation.deliberate = true;
        const auto report = await(runner.run(plan, confirmation, {}, {}, {}));
        return report && *report ? (*report)->steps.last() : StepEvent();
    }
    StepEvent update(const QByteArray &code)
    {
        const Result<Plan> made
            = plan({{u"FunctionName"_s, u"f"_s}, {u"ZipFile"_s, QString::fromLatin1(code.toBase64())}});
        return made ? run(*made) : StepEvent();
    }
    Result<UndoPlan> undo(qint64 entry)
    {
        Undo undo(*journal, planner, catalog, runner.executors());
        return await(undo.entry(entry, {})).value_or(Error::cancelled());
    }

    Catalog catalog = Catalog::load().value_or(Catalog());
    aws::Models models;
    Planner planner{catalog, models};
    Lambda lambda;
    test::ScriptedTransport transport;
    test::InstantSleeper sleeper;
    test::JournalFile file;
    std::unique_ptr<Journal> journal = file.open();
    Originals originals{transport, *journal->captures()};
    AwsExecutor executor{lambda, catalog, models, &originals};
    Runner runner{Guard(false), journal.get(), {&executor}, sleeper};
};

} // namespace

class TestOriginals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void code_updatedAndTakenBack_isTheOldOne()
    {
        Bench bench;
        bench.transport.reply(200, "old code");
        bench.transport.reply(200, "new code");

        const StepEvent done = bench.update("new code");
        QCOMPARE(done.state, StepState::Done);
        QCOMPARE(bench.lambda.code, QByteArray("new code"));
        QVERIFY(!bench.lambda.sent.first().contains(u"kept"_s));
        const auto undo = bench.undo(done.journalEntry);
        QVERIFY2(undo, qPrintable(undo ? QString() : undo.error().message()));
        QVERIFY(undo->plan.steps.first().cli.contains(u"--zip-file fileb://zip-file.zip"_s));
        const StepEvent back = bench.run(undo->plan);

        QVERIFY2(back.state == StepState::Done, qPrintable(back.error ? back.error->message() : QString()));
        QCOMPARE(bench.lambda.code, QByteArray("old code"));
        const auto redo = bench.undo(back.journalEntry); // what it replaced was kept too
        QVERIFY2(redo, qPrintable(redo ? QString() : redo.error().message()));
    }

    void address_isASecret_andNotInTheJournal()
    {
        Bench bench;
        bench.transport.reply(200, "old code");

        const StepEvent done = bench.update("new code");

        const auto entry = await(bench.journal->entry(done.journalEntry));
        QVERIFY((*entry)->input.contains(u"kept"_s));
        bench.journal.reset();
        QFile file(bench.file.path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("canary"));
    }

    void original_notGiven_sendsNothing_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("code");
        QTest::newRow("refused") << 403 << QByteArray("old code") << u"NoOriginal"_s;
        QTest::newRow("another") << 200 << QByteArray("some code") << u"AnotherOriginal"_s;
        QTest::newRow("no answer") << 0 << QByteArray() << u"Connect"_s;
    }
    void original_notGiven_sendsNothing()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QString, code);
        Bench bench;
        if (status > 0)
            bench.transport.reply(status, body);
        else
            bench.transport.fail(Error(Error::Kind::Network, u"No way to "_s + address).withCode(u"Connect"_s));

        const StepEvent done = bench.update("new code");

        QCOMPARE(done.state, StepState::Failed);
        QCOMPARE(done.error->code(), code);
        QCOMPARE(done.error->changed(), Error::Changed::No);
        QVERIFY(!done.error->message().contains(u"canary"_s));
        QVERIFY(bench.lambda.sent.isEmpty());
    }

    void original_tooBig_isNotFetchedAndNothingTakesItBack()
    {
        Bench bench;
        bench.lambda.claimedSize = qint64(51) * 1024 * 1024;

        const StepEvent done = bench.update("new code");

        QCOMPARE(done.state, StepState::Done);
        QVERIFY(bench.transport.requests().isEmpty());
        QCOMPARE(bench.undo(done.journalEntry).error().code(), u"NotReversible"_s);
    }

    void addressOfAws_behindAStandIn_isNotAsked()
    {
        Bench bench;
        bench.lambda.location = u"https://awslambda-us-east-1-tasks.s3.us-east-1.amazonaws.com/x"_s;

        const StepEvent done = bench.update("new code");

        QCOMPARE(done.state, StepState::Done);
        QVERIFY(bench.transport.requests().isEmpty());
    }

    void kept_givenByAnAuthor_isNotTaken()
    {
        const Bench bench;
        const QJsonObject mine{{u"sha256"_s, QString(64, u'a')}, {u"bytes"_s, 1}};

        const auto plan = bench.plan({{u"FunctionName"_s, u"f"_s}, {u"ZipFile"_s, u"eA=="_s}, {u"kept"_s, mine}});

        QVERIFY(plan);
        QVERIFY(!plan->steps.first().operation.with.contains(u"kept"_s));
    }
};

QTEST_GUILESS_MAIN(TestOriginals)
#include "tst_originals.moc"
