// SPDX-License-Identifier: GPL-3.0-or-later
// The shipped runbooks about functions on moto, signatures checked: publish, shift, roll back, edit, clean up, and each
// way back.
#include "lambdabench.h"

#include <QCryptographicHash>
#include <QTest>

using namespace sm;
using namespace sm::operations;
using namespace sm::test;

namespace {

const QString canary = u"canary-of-the-environment"_s;

template <typename T>
QString why(const Result<T> &result)
{
    return result ? QString() : result.error().message();
}

#define QVERIFY_RUN(report)                                                                                            \
    QVERIFY2(report, qPrintable(why(report)));                                                                         \
    QCOMPARE(LambdaBench::failuresOf(*(report)).join(u'\n'), QString())

QStringList versionsIn(const QJsonObject &list)
{
    QList<int> numbers;
    const QJsonArray versions = list.value(u"Versions"_s).toArray();
    for (const QJsonValue each : versions) {
        if (each[u"Version"].toString() != u"$LATEST"_s)
            numbers << each[u"Version"].toString().toInt();
    }
    std::ranges::sort(numbers);
    QStringList names;
    for (const int number : std::as_const(numbers))
        names << QString::number(number);
    return names;
}

} // namespace

class TestFunctionRunbooks : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<FaultBench> m_world;
    std::unique_ptr<LambdaBench> m_bench;

    /// Two versions; "live" points to the second.
    bool makeTwo(const QString &name)
    {
        return m_bench->create(name, "one") && m_bench->ask(u"PublishVersion"_s, {{u"FunctionName"_s, name}})
            && m_bench->deploy(name, "two") && m_bench->point(name, u"live"_s, u"2"_s);
    }

    /// What the runbook is given to take care of the table, and to tell the topic, that are there.
    QJsonObject backedUpAndTold(const QString &name) const
    {
        return {{u"function"_s, name}, {u"alias"_s, u"live"_s}, {u"version"_s, u"1"_s},
            {u"reason"_s, u"Answers take too long."_s}, {u"tables"_s, QJsonArray{u"told"_s}},
            {u"topic"_s, u"arn:aws:sns:%1:123456789012:told"_s.arg(m_world->moto.region())}};
    }
    /// The first request of each operation, in the order they were sent.
    QStringList order(const QStringList &operations)
    {
        QStringList seen;
        const QJsonArray requests = m_world->aws.requests();
        for (const QJsonValue each : requests) {
            const QString operation = each[u"operation"].toString();
            if (operations.contains(operation) && !seen.contains(operation))
                seen << operation;
        }
        return seen;
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (const QString &lacking : {MotoServer::whyUnavailable(), AwsDouble::whyUnavailable()}) {
            if (!lacking.isEmpty())
                QSKIP(qPrintable(lacking));
        }
        m_world = std::make_unique<FaultBench>(MotoServer::Setup{.signatures = MotoServer::Signatures::Enforced});
        QVERIFY2(m_world->failure().isEmpty(), qPrintable(m_world->failure()));
        QVERIFY(m_world->prepare(QStringLiteral(SM_SOURCE_DIR "/tests/deployments/functions/world.json")));
    }
    void init()
    {
        if (!m_world)
            return;
        m_world->aws.clearRules();
        m_world->aws.forgetRequests();
        m_bench = std::make_unique<LambdaBench>(*m_world);
    }
    void cleanup() { m_bench.reset(); }
    void cleanupTestCase() { m_world.reset(); }

    void update_publishes_andIsTakenBack()
    {
        QVERIFY(m_bench->create(u"update"_s, "one"));
        const QString before = m_bench->codeNow(u"update"_s);

        const auto report = m_bench->run(u"update-function-code"_s,
            {{u"function"_s, u"update"_s}, {u"asset"_s, u"update"_s}, {u"file"_s, m_bench->archive("two")},
                {u"description"_s, u"build 7"_s}});

        QVERIFY_RUN(report);
        QVERIFY(m_bench->codeNow(u"update"_s) != before);
        QCOMPARE(m_bench->codeNow(u"update"_s, u"1"_s), m_bench->codeNow(u"update"_s));
        QCOMPARE(m_bench->takeBack(report->run), QString());
        QCOMPARE(m_bench->codeNow(u"update"_s), before);
        QCOMPARE(versionsIn(m_bench->read(u"ListVersionsByFunction"_s, u"update"_s)), QStringList());
    }

    void update_withTheSameCode_changesNothing()
    {
        QVERIFY(m_bench->create(u"same"_s, "one"));

        const auto report = m_bench->run(u"update-function-code"_s,
            {{u"function"_s, u"same"_s}, {u"asset"_s, u"same"_s}, {u"file"_s, m_bench->archive("one")}});

        QVERIFY2(report, qPrintable(why(report)));
        QVERIFY(LambdaBench::failuresOf(*report).join(u' ').contains(u"has this code already"_s));
        QCOMPARE(m_bench->sent(u"UpdateFunctionCode"_s).size(), 1); // the dry run
    }

    /// moto has no code for a dry run; Lambda computes it ("CodeSha256 ... of the provided code").
    void update_fromABucket_waitsForThatCode_andCallsIt()
    {
        const QString name = u"bucket"_s;
        QVERIFY(m_bench->create(name, "one"));
        const QString before = m_bench->codeNow(name);
        const QByteArray archive = LambdaBench::codeOf("two");
        QVERIFY(m_bench->account.ask(u"s3"_s, u"CreateBucket"_s, {{u"Bucket"_s, u"builds"_s}}));
        QVERIFY(m_bench->account.ask(u"s3"_s, u"PutObject"_s,
            {{u"Bucket"_s, u"builds"_s}, {u"Key"_s, u"chat.zip"_s},
                {u"Body"_s, QString::fromLatin1(archive.toBase64())}}));
        const QString sha256
            = QString::fromLatin1(QCryptographicHash::hash(archive, QCryptographicHash::Sha256).toBase64());
        m_world->aws.addRule(
            {{u"match"_s, QJsonObject{{u"operation"_s, u"UpdateFunctionCode"_s}, {u"body"_s, u"DryRun"_s}}},
                {u"answer"_s, QJsonObject{{u"set"_s, QJsonObject{{u"CodeSha256"_s, sha256}}}}}});
        m_world->aws.addRule({{u"match"_s, QJsonObject{{u"operation"_s, u"Invoke"_s}}},
            {u"answer"_s,
                QJsonObject{
                    {u"reply"_s, QJsonObject{{u"status"_s, 200}, {u"text"_s, u"{\"answer\": \"hello\"}"_s}}}}}});

        const auto report = m_bench->run(u"update-function-code"_s,
            {{u"function"_s, name}, {u"asset"_s, name}, {u"bucket"_s, u"builds"_s}, {u"key"_s, u"chat.zip"_s},
                {u"payload"_s, QJsonObject{{u"message"_s, u"hello"_s}}}, {u"answers"_s, u"hello"_s},
                {u"publish"_s, false}});

        QVERIFY_RUN(report);
        QCOMPARE(m_bench->codeNow(name), sha256);
        QCOMPARE(m_bench->sent(u"Invoke"_s).size(), 1);
        QVERIFY(before != sha256);
    }

    void update_thatAnswersSomethingElse_fails()
    {
        QVERIFY(m_bench->create(u"wrong"_s, "one"));
        m_world->aws.addRule({{u"match"_s, QJsonObject{{u"operation"_s, u"Invoke"_s}}},
            {u"answer"_s,
                QJsonObject{{u"reply"_s,
                    QJsonObject{{u"status"_s, 200}, {u"text"_s, u"{\"errorMessage\": \"no\"}"_s},
                        {u"headers"_s, QJsonObject{{u"X-Amz-Function-Error"_s, u"Unhandled"_s}}}}}}}});

        const auto report = m_bench->run(u"update-function-code"_s,
            {{u"function"_s, u"wrong"_s}, {u"asset"_s, u"wrong"_s}, {u"file"_s, m_bench->archive("two")},
                {u"payload"_s, QJsonObject{{u"message"_s, u"hello"_s}}}});

        QVERIFY2(report, qPrintable(why(report)));
        QVERIFY(LambdaBench::failuresOf(*report).join(u' ').contains(u"The function failed"_s));
        QCOMPARE(versionsIn(m_bench->read(u"ListVersionsByFunction"_s, u"wrong"_s)), QStringList());
    }

    void update_thatIsNotWell_saysWhatBringsItBack()
    {
        QVERIFY(m_bench->create(u"unwell"_s, "one"));
        m_bench->deployments.verdicts = {u"crossed"_s};
        m_bench->person.choices = {u"done"_s};

        const auto report = m_bench->run(u"update-function-code"_s,
            {{u"function"_s, u"unwell"_s}, {u"asset"_s, u"unwell"_s}, {u"file"_s, m_bench->archive("two")},
                {u"publish"_s, false}, {u"watch"_s, u"15m"_s}});

        QVERIFY_RUN(report);
        QCOMPARE(m_bench->deployments.bakes.first().value(u"unit"_s), QJsonValue(u"unwell"_s));
        QCOMPARE(m_bench->person.asked.size(), 1);
        QVERIFY(m_bench->person.asked.first().contains(u"Undoing this run"_s));
    }

    void publish_makesAVersion_thatIsTakenBack()
    {
        QVERIFY(m_bench->create(u"publish"_s, "one"));

        const auto report
            = m_bench->run(u"publish-version"_s, {{u"function"_s, u"publish"_s}, {u"description"_s, u"3f2a91c"_s}});

        QVERIFY_RUN(report);
        QCOMPARE(versionsIn(m_bench->read(u"ListVersionsByFunction"_s, u"publish"_s)), QStringList{u"1"_s});
        QCOMPARE(m_bench->takeBack(report->run), QString());
        QCOMPARE(versionsIn(m_bench->read(u"ListVersionsByFunction"_s, u"publish"_s)), QStringList());
    }

    void shift_sharesThenSendsAll_andIsTakenBack()
    {
        QVERIFY(makeTwo(u"shift"_s));
        QVERIFY(m_bench->deploy(u"shift"_s, "three"));

        const auto report = m_bench->run(u"shift-alias"_s,
            {{u"function"_s, u"shift"_s}, {u"alias"_s, u"live"_s}, {u"version"_s, u"3"_s}, {u"share"_s, 0.1}});

        QVERIFY_RUN(report);
        QCOMPARE(m_bench->pointsTo(u"shift"_s, u"live"_s), u"3"_s);
        QCOMPARE(m_bench->deployments.bakes.size(), 2);
        QCOMPARE(m_bench->deployments.bakes.first().value(u"version"_s), QJsonValue(u"3"_s));
        QVERIFY(m_bench->deployments.marks.isEmpty());
        QCOMPARE(m_bench->sent(u"UpdateAlias"_s).size(), 2);
        QCOMPARE(m_bench->takeBack(report->run), QString());
        QCOMPARE(m_bench->pointsTo(u"shift"_s, u"live"_s), u"2"_s);
        QVERIFY(m_bench
                ->read(
                    u"GetAlias"_s, u"shift"_s, {{u"Name"_s, u"live"_s}})[u"RoutingConfig"][u"AdditionalVersionWeights"]
                .toObject()
                .isEmpty());
    }

    void shift_thatCrosses_offersTheWayBack_data()
    {
        QTest::addColumn<QStringList>("verdicts");
        QTest::addColumn<QString>("choice");
        QTest::addColumn<QString>("expected");
        QTest::newRow("with its share") << QStringList{u"crossed"_s} << u"Roll back"_s << u"2"_s;
        QTest::newRow("with its share, by nobody") << QStringList{u"unknown"_s} << u"Roll back"_s << u"2"_s;
        QTest::newRow("with all") << QStringList{u"well"_s, u"crossed"_s} << u"Roll back"_s << u"2"_s;
        QTest::newRow("kept") << QStringList{u"well"_s, u"crossed"_s} << u"Keep it"_s << u"3"_s;
    }
    void shift_thatCrosses_offersTheWayBack()
    {
        QFETCH(QStringList, verdicts);
        QFETCH(QString, choice);
        QFETCH(QString, expected);
        const QString name = u"cross-%1-%2-%3"_s.arg(verdicts.size()).arg(expected, verdicts.first());
        QVERIFY(makeTwo(name));
        QVERIFY(m_bench->deploy(name, "three"));
        m_bench->deployments.verdicts = verdicts;
        m_bench->person.choices = {choice};

        const auto report
            = m_bench->run(u"shift-alias"_s, {{u"function"_s, name}, {u"alias"_s, u"live"_s}, {u"version"_s, u"3"_s}});

        QVERIFY_RUN(report);
        QCOMPARE(m_bench->pointsTo(name, u"live"_s), expected);
        QVERIFY(m_bench->person.asked.first().contains(u"12 % of the calls failed"_s));
        QCOMPARE(m_bench->deployments.marks.size(), expected == "2"_L1 ? 1 : 0);
        if (expected == "2"_L1)
            QCOMPARE(m_bench->deployments.marks.first(),
                (QJsonObject{{u"kind"_s, u"lambda"_s}, {u"unit"_s, name + u":live"_s}, {u"from"_s, u"3"_s},
                    {u"to"_s, u"2"_s}, {u"reason"_s, u"12 % of the calls failed."_s}}));
    }

    void rollBack_pointsTheAliasBack_saysSo_andIsTakenBack()
    {
        QVERIFY(makeTwo(u"back"_s));
        const QJsonObject before = m_bench->read(u"GetAlias"_s, u"back"_s, {{u"Name"_s, u"live"_s}});

        const auto report = m_bench->run(u"roll-back-alias"_s,
            {{u"function"_s, u"back"_s}, {u"alias"_s, u"live"_s}, {u"version"_s, u"1"_s},
                {u"reason"_s, u"Answers take too long."_s}});

        QVERIFY_RUN(report);
        QCOMPARE(m_bench->pointsTo(u"back"_s, u"live"_s), u"1"_s);
        QCOMPARE(m_bench->deployments.marks,
            (QList{QJsonObject{{u"kind"_s, u"lambda"_s}, {u"unit"_s, u"back:live"_s}, {u"from"_s, u"2"_s},
                {u"to"_s, u"1"_s}, {u"reason"_s, u"Answers take too long."_s}}}));
        QCOMPARE(m_bench->lastSent(u"aws:lambda:UpdateAlias"_s).value(u"RevisionId"_s), before.value(u"RevisionId"_s));
        QCOMPARE(m_bench->takeBack(report->run), QString());
        QCOMPARE(m_bench->pointsTo(u"back"_s, u"live"_s), u"2"_s);
    }

    /// moto's backups are available at once; that nothing is changed before they are is what the double plays.
    void rollBack_takesBackupsFirst_tellsTheTopic_andItsUndoKeepsThem()
    {
        QVERIFY(makeTwo(u"told"_s));
        const QJsonObject given = backedUpAndTold(u"told"_s);

        const auto made = m_bench->plan(u"roll-back-alias"_s, given);
        QVERIFY2(made, qPrintable(why(made)));
        const auto tells = [](const Step &step) { return step.operation.uses == "aws:sns:Publish"_L1; };
        const auto tell = std::ranges::find_if(made->plan.steps, tells);
        QVERIFY(tell != made->plan.steps.end());
        QVERIFY(tell->mark.kind == Mark::Kind::Never);
        const auto report = m_bench->runPlan(made->plan);

        QVERIFY_RUN(report);
        QCOMPARE(m_bench->pointsTo(u"told"_s, u"live"_s), u"1"_s);
        QCOMPARE(order({u"CreateBackup"_s, u"DescribeBackup"_s, u"UpdateAlias"_s, u"Publish"_s}),
            (QStringList{u"CreateBackup"_s, u"DescribeBackup"_s, u"UpdateAlias"_s, u"Publish"_s}));
        QCOMPARE(m_bench->lastSent(u"aws:sns:Publish"_s).value(u"Message"_s).toString(),
            u"Shop: told:live was rolled back from version 2 to version 1. Why: Answers take too long."_s);
        QCOMPARE(m_bench->takeBack(report->run), QString());
        QCOMPARE(m_bench->pointsTo(u"told"_s, u"live"_s), u"2"_s);
        QCOMPARE(m_bench->account.ask(u"dynamodb"_s, u"ListBackups"_s, {{u"TableName"_s, u"told"_s}})
                     ->value(u"BackupSummaries"_s)
                     .toArray()
                     .size(),
            1);
    }

    void rollBack_whoseBackupFails_changesNothing()
    {
        QVERIFY(makeTwo(u"unsaved"_s));
        const QJsonObject given = backedUpAndTold(u"unsaved"_s);
        m_bench->answerTo(u"CreateBackup"_s, {{u"__type"_s, u"LimitExceededException"_s}}, 400);

        const auto report = m_bench->run(u"roll-back-alias"_s, given);

        QVERIFY2(report, qPrintable(why(report)));
        QVERIFY(!LambdaBench::failuresOf(*report).isEmpty());
        QCOMPARE(m_bench->pointsTo(u"unsaved"_s, u"live"_s), u"2"_s);
        QVERIFY(m_bench->sent(u"UpdateAlias"_s).isEmpty() && m_bench->sent(u"Publish"_s).isEmpty());
    }

    void rollBack_whoseMessageFails_isDoneAllTheSame()
    {
        QVERIFY(makeTwo(u"untold"_s));
        const QJsonObject given = backedUpAndTold(u"untold"_s);
        m_bench->answerTo(u"Publish"_s, {{u"__type"_s, u"AuthorizationError"_s}}, 403);

        const auto report = m_bench->run(u"roll-back-alias"_s, given);

        QVERIFY2(report, qPrintable(why(report)));
        QCOMPARE(m_bench->pointsTo(u"untold"_s, u"live"_s), u"1"_s);
        QCOMPARE(m_bench->deployments.bakes.size(), 1); // it went on
    }

    void rollBack_ofAShare_takesItAway()
    {
        QVERIFY(m_bench->create(u"share"_s, "one"));
        QVERIFY(m_bench->ask(u"PublishVersion"_s, {{u"FunctionName"_s, u"share"_s}}));
        QVERIFY(m_bench->deploy(u"share"_s, "two"));
        QVERIFY(m_bench->point(u"share"_s, u"live"_s, u"1"_s, {{u"2"_s, 0.2}}));

        const auto report = m_bench->run(u"roll-back-alias"_s,
            {{u"function"_s, u"share"_s}, {u"alias"_s, u"live"_s}, {u"version"_s, u"1"_s}, {u"reason"_s, u"Bad."_s},
                {u"watch"_s, u"0s"_s}});

        QVERIFY_RUN(report);
        QVERIFY(m_bench->deployments.bakes.isEmpty());
        QCOMPARE(m_bench->deployments.marks.first().value(u"from"_s), QJsonValue(u"2"_s));
        const auto weights = [this] {
            return m_bench
                ->read(
                    u"GetAlias"_s, u"share"_s, {{u"Name"_s, u"live"_s}})[u"RoutingConfig"][u"AdditionalVersionWeights"]
                .toObject();
        };
        QVERIFY(weights().isEmpty());
        QCOMPARE(m_bench->takeBack(report->run), QString());
        QCOMPARE(weights(), (QJsonObject{{u"2"_s, 0.2}}));
    }

    void rollBack_toWhereItIs_orToADeletedVersion_changesNothing()
    {
        QVERIFY(makeTwo(u"there"_s));
        const QJsonObject given{{u"function"_s, u"there"_s}, {u"alias"_s, u"live"_s}, {u"reason"_s, u"Bad."_s}};
        for (const auto &[version, words] :
            {std::pair{u"2"_s, u"points there already"_s}, std::pair{u"9"_s, QString()}}) {
            QJsonObject more = given;
            more.insert(u"version"_s, version);

            const auto report = m_bench->run(u"roll-back-alias"_s, more);

            QVERIFY(!report || !LambdaBench::failuresOf(*report).isEmpty());
            if (report && !words.isEmpty())
                QVERIFY(LambdaBench::failuresOf(*report).join(u' ').contains(words));
            QCOMPARE(m_bench->sent(u"UpdateAlias"_s).size(), 0);
            QVERIFY(m_bench->deployments.marks.isEmpty());
        }
    }

    void rollBack_ofAVersionThatCanNotBeCalled_changesNothing_data()
    {
        QTest::addColumn<QString>("state");
        for (const char *state : {"Pending", "Inactive", "Failed", "Deleting"})
            QTest::newRow(state) << QString::fromLatin1(state);
    }
    void rollBack_ofAVersionThatCanNotBeCalled_changesNothing()
    {
        QFETCH(QString, state);
        const QString name = u"state-"_s + state;
        QVERIFY(makeTwo(name));
        m_world->aws.addRule({{u"match"_s, QJsonObject{{u"operation"_s, u"GetFunctionConfiguration"_s}}},
            {u"answer"_s, QJsonObject{{u"set"_s, QJsonObject{{u"State"_s, state}}}}}});

        const auto report = m_bench->run(u"roll-back-alias"_s,
            {{u"function"_s, name}, {u"alias"_s, u"live"_s}, {u"version"_s, u"1"_s}, {u"reason"_s, u"Bad."_s}});

        QVERIFY2(report, qPrintable(why(report)));
        QVERIFY(LambdaBench::failuresOf(*report).join(u' ').contains(u"can not be called"_s));
        QCOMPARE(m_bench->pointsTo(name, u"live"_s), u"2"_s);
    }

    void code_comesBackFromAPublishedVersion_andIsTakenBack()
    {
        QVERIFY(m_bench->create(u"code"_s, "one", {{u"MODE"_s, canary}}));
        QVERIFY(m_bench->ask(u"PublishVersion"_s, {{u"FunctionName"_s, u"code"_s}}));
        const QString good = m_bench->codeNow(u"code"_s);
        QVERIFY(m_bench->ask(u"UpdateFunctionCode"_s,
            {{u"FunctionName"_s, u"code"_s},
                {u"ZipFile"_s, QString::fromLatin1(LambdaBench::codeOf("two").toBase64())}}));
        const QString bad = m_bench->codeNow(u"code"_s);
        m_bench->serve({{u"code"_s, LambdaBench::codeOf("two")}, {u"code:1"_s, LambdaBench::codeOf("one")}});

        const auto report = m_bench->run(u"roll-back-function-code"_s,
            {{u"function"_s, u"code"_s}, {u"asset"_s, u"code"_s}, {u"version"_s, u"1"_s}, {u"reason"_s, u"Bad."_s}});

        QVERIFY_RUN(report);
        QCOMPARE(m_bench->codeNow(u"code"_s), good);
        QCOMPARE(m_bench->deployments.marks.first().value(u"from"_s), QJsonValue(bad));
        QCOMPARE(m_bench->deployments.marks.first().value(u"to"_s), QJsonValue(good));
        QCOMPARE(m_bench->takeBack(report->run), QString());
        QCOMPARE(m_bench->codeNow(u"code"_s), bad);
        QCOMPARE(m_bench->variables(u"code"_s), (QJsonObject{{u"MODE"_s, canary}}));
    }

    void code_comesBackFromTheVault()
    {
        QVERIFY(m_bench->create(u"kept"_s, "one"));
        const QString good = m_bench->codeNow(u"kept"_s);
        const auto updated = m_bench->run(u"update-function-code"_s,
            {{u"function"_s, u"kept"_s}, {u"asset"_s, u"kept"_s}, {u"file"_s, m_bench->archive("two")},
                {u"publish"_s, false}});
        QVERIFY_RUN(updated);
        m_bench->stored.code = LambdaBench::codeOf("two");

        const auto report = m_bench->run(u"roll-back-function-code"_s,
            {{u"function"_s, u"kept"_s}, {u"asset"_s, u"kept"_s}, {u"backup"_s, u"newest"_s}, {u"reason"_s, u"Bad."_s},
                {u"watch"_s, u"0s"_s}});

        QVERIFY_RUN(report);
        QCOMPARE(m_bench->codeNow(u"kept"_s), good);
        QCOMPARE(m_bench->deployments.marks.size(), 1);
    }

    void environment_isMergedByKey_andComesBackInItsShape()
    {
        const QJsonObject before{{u"MODE"_s, u"plain"_s}, {u"API_KEY"_s, canary}, {u"OLD"_s, u"1"_s}};
        QVERIFY(m_bench->create(u"environment"_s, "one", before));
        const QString secret = canary + u"-secret"_s;

        const auto report = m_bench->run(u"edit-function-environment"_s,
            {{u"function"_s, u"environment"_s},
                {u"set"_s, QJsonObject{{u"MODE"_s, u"other"_s}, {u"MORE"_s, canary + u"-set"_s}}},
                {u"remove"_s, QJsonArray{u"OLD"_s}}, {u"secretName"_s, u"TOKEN"_s}},
            {{u"secretValue"_s, Secret(secret)}});

        QVERIFY_RUN(report);
        QCOMPARE(m_bench->variables(u"environment"_s),
            (QJsonObject{{u"MODE"_s, u"other"_s}, {u"MORE"_s, canary + u"-set"_s}, {u"API_KEY"_s, canary},
                {u"TOKEN"_s, secret}}));
        QCOMPARE(m_bench->all.filesWith(canary.toUtf8()).join(u' '), QString());
        QCOMPARE(m_bench->takeBack(report->run), QString());
        QCOMPARE(m_bench->variables(u"environment"_s), before);
        QCOMPARE(m_bench->all.filesWith(canary.toUtf8()), QStringList());
    }

    void environment_ofNone_becomesNoneAgain()
    {
        QVERIFY(m_bench->create(u"empty"_s, "one"));

        const auto report = m_bench->run(u"edit-function-environment"_s,
            {{u"function"_s, u"empty"_s}, {u"set"_s, QJsonObject{{u"MODE"_s, u"1"_s}}}});

        QVERIFY_RUN(report);
        QCOMPARE(m_bench->variables(u"empty"_s), (QJsonObject{{u"MODE"_s, u"1"_s}}));
        QCOMPARE(m_bench->takeBack(report->run), QString());
        QCOMPARE(m_bench->variables(u"empty"_s), QJsonObject());
    }

    void configuration_isChanged_andComesBack()
    {
        QVERIFY(m_bench->create(u"configure"_s, "one"));

        const auto report = m_bench->run(
            u"configure-function"_s, {{u"function"_s, u"configure"_s}, {u"memory"_s, 1024}, {u"timeout"_s, 300}});

        QVERIFY_RUN(report);
        QJsonObject now = m_bench->read(u"GetFunctionConfiguration"_s, u"configure"_s);
        QCOMPARE(now.value(u"MemorySize"_s), QJsonValue(1024));
        QCOMPARE(now.value(u"Timeout"_s), QJsonValue(300));
        QCOMPARE(m_bench->takeBack(report->run), QString());
        now = m_bench->read(u"GetFunctionConfiguration"_s, u"configure"_s);
        QCOMPARE(now.value(u"MemorySize"_s), QJsonValue(128));
        QCOMPARE(now.value(u"Timeout"_s), QJsonValue(10));
    }

    void processor_isChangedWithTheCode_andNotBelievedBlindly()
    {
        QVERIFY(m_bench->create(u"processor"_s, "one"));

        const auto report
            = m_bench->run(u"configure-function"_s, {{u"function"_s, u"processor"_s}, {u"architecture"_s, u"arm64"_s}});

        QVERIFY2(report, qPrintable(why(report)));
        const QList<QJsonObject> updates = m_bench->sent(u"UpdateFunctionCode"_s);
        QCOMPARE(updates.size(), 1);
        // moto takes it and leaves the processor as it is.
        QVERIFY(LambdaBench::failuresOf(*report).join(u' ').contains(u"The processor is another one"_s));
    }

    void permission_namesItsSource_andIsTakenBack()
    {
        QVERIFY(m_bench->create(u"permit"_s, "one"));

        const auto report = m_bench->run(u"permit-invoke"_s,
            {{u"function"_s, u"permit"_s}, {u"statement"_s, u"AllowS3Invoke"_s},
                {u"sourceArn"_s, u"arn:aws:s3:::uploads"_s}, {u"sourceAccount"_s, u"123456789012"_s}});

        QVERIFY_RUN(report);
        const QString policy = m_bench->read(u"GetPolicy"_s, u"permit"_s).value(u"Policy"_s).toString();
        QVERIFY2(policy.contains(u"arn:aws:s3:::uploads"_s) && policy.contains(u"123456789012"_s), qPrintable(policy));
        QCOMPARE(m_bench->takeBack(report->run), QString());
        QVERIFY(!m_bench->read(u"GetPolicy"_s, u"permit"_s).value(u"Policy"_s).toString().contains(u"AllowS3Invoke"_s));
    }

    void cleanUp_leavesTheNewestByNumberAndAllThatIsUsed()
    {
        const QString name = u"many"_s;
        QVERIFY(m_bench->create(name, "0"));
        for (int number = 1; number <= 56; ++number)
            QVERIFY(m_bench->deploy(name, QByteArray::number(number)));
        QVERIFY(m_bench->point(name, u"live"_s, u"3"_s, {{u"7"_s, 0.2}}));
        const auto arn
            = [](const QString &function) { return u"arn:aws:lambda:us-east-1:123456789012:function:"_s + function; };
        m_bench->answerTo(u"ListEventSourceMappings"_s,
            {{u"EventSourceMappings"_s,
                QJsonArray{QJsonObject{{u"UUID"_s, u"1"_s}, {u"FunctionArn"_s, arn(u"many:11"_s)}},
                    QJsonObject{{u"UUID"_s, u"2"_s}, {u"FunctionArn"_s, arn(u"others:4"_s)}}}}});
        m_bench->answerTo(u"ListProvisionedConcurrencyConfigs"_s,
            {{u"ProvisionedConcurrencyConfigs"_s, QJsonArray{QJsonObject{{u"FunctionArn"_s, arn(u"many:9"_s)}}}}});

        const auto report = m_bench->run(u"clean-up-function-versions"_s, {{u"function"_s, name}, {u"keep"_s, 5}});

        QVERIFY_RUN(report);
        QCOMPARE(versionsIn(m_bench->read(u"ListVersionsByFunction"_s, name)),
            (QStringList{u"3"_s, u"7"_s, u"9"_s, u"11"_s, u"52"_s, u"53"_s, u"54"_s, u"55"_s, u"56"_s}));
        QCOMPARE(m_bench->sent(u"DeleteFunction"_s).size(), 56 - 9);
    }

    void cleanUp_readsAllPages()
    {
        const QString name = u"pages"_s;
        QVERIFY(m_bench->create(name, "0"));
        for (int number = 1; number <= 8; ++number)
            QVERIFY(m_bench->deploy(name, QByteArray::number(number)));
        m_bench->answerTo(u"ListProvisionedConcurrencyConfigs"_s, {{u"ProvisionedConcurrencyConfigs"_s, QJsonArray()}});
        const auto page = [](const QStringList &numbers) {
            QJsonArray versions;
            for (const QString &each : numbers)
                versions << QJsonObject{{u"Version"_s, each}};
            return versions;
        };
        const auto reply = [](const QJsonObject &json) {
            return QJsonObject{{u"reply"_s, QJsonObject{{u"status"_s, 200}, {u"json"_s, json}}}};
        };
        m_world->aws.addRule(
            {{u"match"_s, QJsonObject{{u"operation"_s, u"ListVersionsByFunction"_s}, {u"target"_s, u"Marker=more"_s}}},
                {u"answer"_s, reply({{u"Versions"_s, page({u"5"_s, u"6"_s, u"7"_s, u"8"_s})}})}});
        m_world->aws.addRule({{u"match"_s, QJsonObject{{u"operation"_s, u"ListVersionsByFunction"_s}}},
            {u"answer"_s,
                reply({{u"Versions"_s, page({u"$LATEST"_s, u"1"_s, u"2"_s, u"3"_s, u"4"_s})},
                    {u"NextMarker"_s, u"more"_s}})}});

        const auto report = m_bench->run(u"clean-up-function-versions"_s, {{u"function"_s, name}, {u"keep"_s, 3}});

        QVERIFY_RUN(report);
        m_world->aws.clearRules();
        QCOMPARE(versionsIn(m_bench->read(u"ListVersionsByFunction"_s, name)), (QStringList{u"6"_s, u"7"_s, u"8"_s}));
    }

    void cleanUp_ofChosenOnes_stillLeavesTheNewest()
    {
        const QString name = u"chosen"_s;
        QVERIFY(m_bench->create(name, "0"));
        for (int number = 1; number <= 8; ++number)
            QVERIFY(m_bench->deploy(name, QByteArray::number(number)));
        m_bench->answerTo(u"ListProvisionedConcurrencyConfigs"_s, {{u"ProvisionedConcurrencyConfigs"_s, QJsonArray()}});

        const auto report = m_bench->run(u"clean-up-function-versions"_s,
            {{u"function"_s, name}, {u"keep"_s, 3}, {u"versions"_s, QJsonArray{u"2"_s, u"8"_s}}});

        QVERIFY_RUN(report);
        QCOMPARE(versionsIn(m_bench->read(u"ListVersionsByFunction"_s, name)),
            (QStringList{u"1"_s, u"3"_s, u"4"_s, u"5"_s, u"6"_s, u"7"_s, u"8"_s}));
    }

    void provisionedConcurrency_isNeverThatOfLatest()
    {
        QVERIFY(m_bench->create(u"ready"_s, "one"));
        QVERIFY(m_bench->point(u"ready"_s, u"live"_s, u"$LATEST"_s));
        m_bench->answerTo(u"GetProvisionedConcurrencyConfig"_s,
            {{u"__type"_s, u"ProvisionedConcurrencyConfigNotFoundException"_s}}, 404);

        QVERIFY(!m_bench->plan(
            u"provisioned-concurrency"_s, {{u"function"_s, u"ready"_s}, {u"qualifier"_s, u"$LATEST"_s}}));
        const auto report
            = m_bench->run(u"provisioned-concurrency"_s, {{u"function"_s, u"ready"_s}, {u"qualifier"_s, u"live"_s}});

        QVERIFY2(report, qPrintable(why(report)));
        QVERIFY(LambdaBench::failuresOf(*report).join(u' ').contains(u"points to $LATEST"_s));
        QCOMPARE(m_bench->sent(u"PutProvisionedConcurrencyConfig"_s).size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestFunctionRunbooks)
#include "tst_functionrunbooks.moc"
