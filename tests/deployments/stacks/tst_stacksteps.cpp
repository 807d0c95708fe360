// SPDX-License-Identifier: GPL-3.0-or-later
#include "stackevents.h"

#include <executors/systembench.h>
#include <stacks/stackexecutor.h>
#include <stacks/stackplanner.h>
#include <stacks/stacksource.h>
#include <support/fakecaller.h>

using namespace sm;
using namespace sm::test;

namespace {

const QString text = u"{\"Resources\": {\"Queue\": {\"Type\": \"AWS::SQS::Queue\"}}}"_s;

QJsonObject describedStack(const QString &status = u"UPDATE_COMPLETE"_s)
{
    QJsonObject stack = someStack(status);
    stack.insert(u"Parameters"_s,
        QJsonArray{QJsonObject{{u"ParameterKey"_s, u"Stage"_s}, {u"ParameterValue"_s, u"prod"_s}},
            QJsonObject{{u"ParameterKey"_s, u"Password"_s}, {u"ParameterValue"_s, u"****"_s}}});
    stack.insert(u"Tags"_s, QJsonArray{QJsonObject{{u"Key"_s, u"team"_s}, {u"Value"_s, u"shop"_s}}});
    stack.insert(u"Capabilities"_s, QJsonArray{u"CAPABILITY_IAM"_s});
    return stack;
}

struct Bench
{
    FakeCaller caller;
    InstantSleeper sleeper;
    QTemporaryDir folder;
    store::CaptureStore captures{folder.filePath(u"captures"_s), captureSeal()};
    SystemInfo system{{u"shop"_s}, {}, Environment::Development, {}, {u"eu-west-1"_s}, {}, {}, {}, {}, {}};
    QStringList lines;
    deployments::StackExecutor executor{system, {{caller, everything().models}, sleeper, captures},
        [this](const Step &, const QString &line) { lines << line; }};
    deployments::StackPlanner planner{everything().catalog};
    SystemBench all{everything(), {&executor}, {&planner}, sleeper};

    void describe(const QString &status = u"UPDATE_COMPLETE"_s)
    {
        caller.answer(u"DescribeStacks"_s, {{u"Stacks"_s, QJsonArray{describedStack(status)}}});
    }
    operations::StepEvent keep(const QString &body = text)
    {
        StackEvents events;
        events.stack(u"CREATE_IN_PROGRESS"_s, u"one"_s).stack(u"CREATE_COMPLETE"_s, u"one"_s);
        for (int i = 0; i < 3; ++i)
            describe();
        caller.answer(u"DescribeStackEvents"_s, {{u"StackEvents"_s, events.newestFirst()}});
        caller.answer(u"GetTemplate"_s, {{u"TemplateBody"_s, body}, {u"StagesAvailable"_s, QJsonArray{u"Original"_s}}});
        return all.runStep(stepOf(u"stack:keep"_s, {{u"stack"_s, u"shop"_s}}));
    }
    void absentChangeSet()
    {
        caller.fail(u"DescribeChangeSet"_s, Error(Error::Kind::NotFound, u"no"_s).withCode(u"ChangeSetNotFound"_s));
    }
    void summary(const QJsonArray &capabilities = {})
    {
        const QJsonArray declared{QJsonObject{{u"ParameterKey"_s, u"Stage"_s}},
            QJsonObject{{u"ParameterKey"_s, u"Password"_s}, {u"NoEcho"_s, true}},
            QJsonObject{{u"ParameterKey"_s, u"Fresh"_s}}};
        caller.answer(u"GetTemplateSummary"_s, {{u"Parameters"_s, declared}, {u"Capabilities"_s, capabilities}});
    }
    void computed(const QString &status, const QString &reason = {})
    {
        caller.answer(u"DescribeChangeSet"_s,
            {{u"Status"_s, status}, {u"StatusReason"_s, reason}, {u"StackId"_s, stackId},
                {u"ChangeSetId"_s, u"arn:set"_s}});
        if (status == "CREATE_COMPLETE"_L1)
            caller.answer(u"DescribeStackEvents"_s, {{u"StackEvents"_s, QJsonArray()}});
    }
    operations::StepEvent propose(QJsonObject with, const QMap<QString, Secret> &secrets = {})
    {
        with.insert(u"stack"_s, u"shop"_s);
        with.insert(u"changeSet"_s, u"deploy-1"_s);
        return all.runStep(stepOf(u"stack:propose"_s, with, secrets));
    }
};

QString inputProblem(const QString &uses, const QJsonObject &with)
{
    const Bench bench;
    const Result<Plan> plan = bench.all.plan({stepOf(uses, with)});
    return plan ? QString() : plan.error().message();
}

QString writtenTo(const QTemporaryDir &folder, const QString &name, const QByteArray &bytes)
{
    QFile file(folder.filePath(name));
    if (file.open(QIODevice::WriteOnly))
        file.write(bytes);
    return file.fileName();
}

} // namespace

class TestStackSteps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keep_isRead_whole_withoutWhatIsHidden()
    {
        Bench bench;

        const auto kept = bench.keep();
        QVERIFY2(kept.state == StepState::Done, qPrintable(why(kept)));
        const QString word = kept.output.value("kept"_L1).toString();
        const auto read = bench.all.runStep(stepOf(u"stack:kept"_s, {{u"stack"_s, u"shop"_s}, {u"kept"_s, word}}));

        QVERIFY2(read.state == StepState::Done, qPrintable(why(read)));
        QCOMPARE(read.output.value("parameters"_L1).toObject(), (QJsonObject{{u"Stage"_s, u"prod"_s}}));
        QCOMPARE(read.output.value("hidden"_L1).toArray(), QJsonArray{u"Password"_s});
        QCOMPARE(read.output.value("capabilities"_L1).toArray(), QJsonArray{u"CAPABILITY_IAM"_s});
        QCOMPARE(kept.output.value("digest"_L1).toString(), word.section(u':', 0, 0));
        QVERIFY(kept.journalEntry > 0); // a write that the journal knows of
        const auto back = bench.all.undo(kept.journalEntry);
        QVERIFY(!back || back->plan.steps.isEmpty()); // and that leaves nothing to be taken back
    }

    void keep_ofAStackThatIsNotThere_saysSo()
    {
        Bench bench;
        bench.caller.fail(u"DescribeStacks"_s,
            Error(Error::Kind::Invalid, u"Stack with id shop does not exist"_s).withCode(u"ValidationError"_s));

        const auto kept = bench.all.runStep(stepOf(u"stack:keep"_s, {{u"stack"_s, u"shop"_s}}));

        QVERIFY2(kept.state == StepState::Done, qPrintable(why(kept)));
        QCOMPARE(kept.output.value("existed"_L1), QJsonValue(false));
    }

    void whatWasKept_isKnownToTheSource_asTheRevisionOfWhatWasLive()
    {
        Bench bench;
        const auto kept = bench.keep();
        QVERIFY2(kept.state == StepState::Done, qPrintable(why(kept)));
        StackEvents events;
        events.stack(u"CREATE_IN_PROGRESS"_s, u"one"_s).stack(u"CREATE_COMPLETE"_s, u"one"_s);
        bench.describe();
        bench.caller.answer(u"DescribeStackEvents"_s, {{u"StackEvents"_s, events.newestFirst()}});
        deployments::StackSource source({bench.caller, everything().models}, bench.all.journal.get());
        QList<Deployment> found;

        const auto read = await(source.read({{u"shop"_s}, {}}, [&](const auto &some) { found += some; }, {}));

        QVERIFY(read && *read);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found[0].revision, kept.output.value("digest"_L1).toString());
        QCOMPARE(found[0].facts.value("kept"_L1), kept.output.value("kept"_L1));
    }

    void proposal_givesWhatIsGiven_thenWhatWasKept_thenWhatIsThere()
    {
        Bench bench;
        const QString word = bench.keep().output.value("kept"_L1).toString();
        bench.absentChangeSet();
        bench.describe();
        bench.summary();
        bench.caller.answer(u"CreateChangeSet"_s, {{u"Id"_s, u"arn:set"_s}});
        bench.computed(u"CREATE_IN_PROGRESS"_s);
        bench.computed(u"CREATE_COMPLETE"_s);
        bench.computed(u"CREATE_COMPLETE"_s); // the look afterwards

        const auto proposed = bench.propose({{u"kept"_s, word}, {u"parameters"_s, QJsonObject{{u"Fresh"_s, u"1"_s}}}});

        QVERIFY2(proposed.state == StepState::Done, qPrintable(why(proposed)));
        QCOMPARE(proposed.output.value("empty"_L1), QJsonValue(false));
        QCOMPARE(proposed.output.value("type"_L1), QJsonValue(u"UPDATE"_s));
        const QJsonObject sent = bench.caller.inputs(u"CreateChangeSet"_s).value(0);
        QCOMPARE(sent.value("TemplateBody"_L1).toString(), text);
        QCOMPARE(sent.value("Parameters"_L1).toArray(),
            (QJsonArray{QJsonObject{{u"ParameterKey"_s, u"Stage"_s}, {u"ParameterValue"_s, u"prod"_s}},
                QJsonObject{{u"ParameterKey"_s, u"Password"_s}, {u"UsePreviousValue"_s, true}},
                QJsonObject{{u"ParameterKey"_s, u"Fresh"_s}, {u"ParameterValue"_s, u"1"_s}}}));
        QCOMPARE(sent.value("Tags"_L1).toArray().size(), 1);
        QCOMPARE(sent.value("Capabilities"_L1).toArray(), QJsonArray{u"CAPABILITY_IAM"_s});
    }

    void secretParameter_isSent_andNowhereWritten()
    {
        Bench bench;
        bench.absentChangeSet();
        bench.describe();
        bench.summary();
        bench.caller.answer(u"CreateChangeSet"_s, {{u"Id"_s, u"arn:set"_s}});
        bench.computed(u"CREATE_COMPLETE"_s);
        bench.computed(u"CREATE_COMPLETE"_s);
        const QString file = writtenTo(bench.folder, u"t.json"_s, text.toUtf8());

        const auto proposed
            = bench.propose({{u"file"_s, file}, {u"secretParameters"_s, QJsonObject{{u"Password"_s, u"$word"_s}}}},
                {{u"word"_s, Secret(u"canary-of-stacks"_s)}});

        QVERIFY2(proposed.state == StepState::Done, qPrintable(why(proposed)));
        const QJsonArray sent = bench.caller.inputs(u"CreateChangeSet"_s).value(0).value("Parameters"_L1).toArray();
        QVERIFY(sent.contains(
            QJsonObject{{u"ParameterKey"_s, u"Password"_s}, {u"ParameterValue"_s, u"canary-of-stacks"_s}}));
        QCOMPARE(bench.all.filesWith("canary-of-stacks"), QStringList());
        QVERIFY(!inputProblem(u"stack:propose"_s,
            {{u"stack"_s, u"a"_s}, {u"changeSet"_s, u"c"_s}, {u"url"_s, u"https://x"_s},
                {u"secretParameters"_s, QJsonObject{{u"Password"_s, u"open"_s}}}})
                .isEmpty());
    }

    void proposalThatChangesNothing_isNoFailure_andIsDeleted()
    {
        Bench bench;
        bench.absentChangeSet();
        bench.describe();
        bench.summary();
        bench.caller.answer(u"CreateChangeSet"_s, {{u"Id"_s, u"arn:set"_s}});
        bench.computed(u"FAILED"_s, u"The submitted information didn't contain changes. Submit different …"_s);
        bench.caller.answer(u"DeleteChangeSet"_s, {});
        bench.absentChangeSet();
        const QString file = writtenTo(bench.folder, u"t.json"_s, text.toUtf8());

        const auto proposed = bench.propose({{u"file"_s, file}});

        QVERIFY2(proposed.state == StepState::Done, qPrintable(why(proposed)));
        QCOMPARE(proposed.output.value("empty"_L1), QJsonValue(true));
        QCOMPARE(bench.caller.inputs(u"DeleteChangeSet"_s).size(), 1);
    }

    void valueThatCloudFormationHides_isTakenAsASecretAlone()
    {
        Bench bench;
        bench.absentChangeSet();
        bench.describe();
        bench.summary();
        const QString file = writtenTo(bench.folder, u"t.json"_s, text.toUtf8());

        const auto proposed = bench.propose(
            {{u"file"_s, file}, {u"parameters"_s, QJsonObject{{u"Password"_s, u"open"_s}, {u"Stage"_s, u"a"_s}}}});

        QCOMPARE(proposed.error.value_or(Error::cancelled()).code(), u"NotSecret"_s);
        QVERIFY(proposed.error->message().contains(u"Password") && !proposed.error->message().contains(u"Stage"));
        QCOMPARE(bench.caller.inputs(u"CreateChangeSet"_s).size(), 0);
    }

    void changeSetThatSomebodyDeletes_isNotAwaitedForEver()
    {
        Bench bench;
        bench.absentChangeSet();
        bench.describe();
        bench.summary();
        bench.caller.answer(u"CreateChangeSet"_s, {{u"Id"_s, u"arn:set"_s}});
        bench.computed(u"CREATE_IN_PROGRESS"_s);
        bench.computed(u"DELETE_COMPLETE"_s);
        const QString file = writtenTo(bench.folder, u"t.json"_s, text.toUtf8());

        const auto proposed = bench.propose({{u"file"_s, file}});

        QCOMPARE(proposed.error.value_or(Error::cancelled()).code(), u"ChangeSetGone"_s);
    }

    void proposalThatIsRefused_saysWhy()
    {
        Bench bench;
        bench.absentChangeSet();
        bench.describe();
        bench.summary();
        bench.caller.answer(u"CreateChangeSet"_s, {{u"Id"_s, u"arn:set"_s}});
        bench.computed(u"FAILED"_s, u"Unresolved resource dependencies [X]"_s);
        bench.caller.answer(u"DeleteChangeSet"_s, {});
        bench.absentChangeSet();
        const QString file = writtenTo(bench.folder, u"t.json"_s, text.toUtf8());

        const auto proposed = bench.propose({{u"file"_s, file}});

        QCOMPARE(proposed.error.value_or(Error::cancelled()).code(), u"ChangeSetFailed"_s);
        QVERIFY(proposed.error->message().contains(u"Unresolved resource dependencies"));
    }

    void nothingIsSent_whereCloudFormationTakesNoUpdate_orSomethingIsMissing_data()
    {
        QTest::addColumn<QString>("status");
        QTest::addColumn<qsizetype>("bytes");
        QTest::addColumn<QString>("needed");
        QTest::addColumn<QString>("code");
        QTest::newRow("busy") << u"UPDATE_IN_PROGRESS"_s << qsizetype(10) << QString() << u"NotNow"_s;
        QTest::newRow("half done") << u"UPDATE_FAILED"_s << qsizetype(10) << QString() << u"NotNow"_s;
        QTest::newRow("large") << u"UPDATE_COMPLETE"_s << qsizetype(51'201) << QString() << u"TooLarge"_s;
        QTest::newRow("huge") << u"UPDATE_COMPLETE"_s << qsizetype(1'000'001) << QString() << u"TooLarge"_s;
        QTest::newRow("capability") << u"UPDATE_COMPLETE"_s << qsizetype(51'200) << u"CAPABILITY_IAM"_s
                                    << u"Capabilities"_s;
    }
    void nothingIsSent_whereCloudFormationTakesNoUpdate_orSomethingIsMissing()
    {
        QFETCH(QString, status);
        QFETCH(qsizetype, bytes);
        QFETCH(QString, needed);
        QFETCH(QString, code);
        Bench bench;
        bench.absentChangeSet();
        bench.describe(status);
        bench.summary(needed.isEmpty() ? QJsonArray() : QJsonArray{needed});
        bench.absentChangeSet();
        const QString file = writtenTo(bench.folder, u"t.json"_s, QByteArray(bytes, ' '));

        const auto proposed = bench.propose({{u"file"_s, file}});

        QCOMPARE(proposed.error.value_or(Error::cancelled()).code(), code);
        QCOMPARE(bench.caller.permits().size(), 0);
    }

    void largeTemplate_goesIntoItsPlace()
    {
        Bench bench;
        bench.absentChangeSet();
        bench.describe();
        bench.caller.answer(u"PutObject"_s, {});
        bench.summary();
        bench.caller.answer(u"CreateChangeSet"_s, {{u"Id"_s, u"arn:set"_s}});
        bench.computed(u"CREATE_COMPLETE"_s);
        bench.computed(u"CREATE_COMPLETE"_s);
        const QString file = writtenTo(bench.folder, u"t.json"_s, QByteArray(51'201, ' '));

        const auto proposed = bench.propose({{u"file"_s, file}, {u"artifacts"_s, u"s3://place/here"_s}});

        QVERIFY2(proposed.state == StepState::Done, qPrintable(why(proposed)));
        const QJsonObject put = bench.caller.inputs(u"PutObject"_s).value(0);
        QCOMPARE(put.value("Bucket"_L1).toString(), u"place"_s);
        QVERIFY(put.value("Key"_L1).toString().startsWith(u"here/templates/"_s));
        const QString url = bench.caller.inputs(u"CreateChangeSet"_s).value(0).value("TemplateURL"_L1).toString();
        QVERIFY2(url.endsWith(put.value("Key"_L1).toString()), qPrintable(url));
        QVERIFY(url.startsWith(u"https://place.s3."_s));
    }

    void changes_areShown_pageByPage()
    {
        Bench bench;
        const auto page = [](const QString &action) {
            return QJsonArray{QJsonObject{{u"ResourceChange"_s,
                QJsonObject{{u"Action"_s, action}, {u"LogicalResourceId"_s, u"Orders\x1b[2J"_s},
                    {u"ResourceType"_s, u"AWS::DynamoDB::Table"_s}}}}};
        };
        bench.caller.answer(u"DescribeChangeSet"_s, {{u"Changes"_s, page(u"Add"_s)}, {u"NextToken"_s, u"more"_s}});
        bench.caller.answer(u"DescribeChangeSet"_s, {{u"Changes"_s, page(u"Remove"_s)}});

        const auto changes
            = bench.all.runStep(stepOf(u"stack:changes"_s, {{u"stack"_s, u"shop"_s}, {u"changeSet"_s, u"c"_s}}));

        QVERIFY2(changes.state == StepState::Done, qPrintable(why(changes)));
        QCOMPARE(changes.output.value("dangers"_L1), QJsonValue(1));
        QCOMPARE(changes.output.value("added"_L1), QJsonValue(1));
        QCOMPARE(bench.lines.size(), 2);
        QVERIFY(!bench.lines.join(u' ').contains(u'\x1b'));
    }

    void assembly_isKnownByWhatIsInIt()
    {
        Bench bench;
        QVERIFY(QDir(bench.folder.path()).mkpath(u"app/.cache"_s));
        writtenTo(bench.folder, u"app/manifest.json"_s, "{}");
        writtenTo(bench.folder, u"app/Shop.template.json"_s, "{}");
        const QString folder = bench.folder.filePath(u"app"_s);
        const auto look = [&](const QString &digest) {
            QJsonObject with{{u"folder"_s, folder}};
            if (!digest.isEmpty())
                with.insert(u"digest"_s, digest);
            return bench.all.runStep(stepOf(u"stack:assembly"_s, with));
        };

        const auto first = look({});
        QVERIFY2(first.state == StepState::Done, qPrintable(why(first)));
        const QString digest = first.output.value("digest"_L1).toString();
        writtenTo(bench.folder, u"app/.cache/asset.zip"_s, "x");
        QCOMPARE(look(digest).state, StepState::Done);
        writtenTo(bench.folder, u"app/Shop.template.json"_s, "{ }");

        QCOMPARE(look(digest).error.value_or(Error::cancelled()).code(), u"AnotherAssembly"_s);
        QCOMPARE(first.output.value("templates"_L1).toArray(), QJsonArray{u"Shop.template.json"_s});
        QVERIFY(QFile::remove(folder + u"/manifest.json"_s));
        QCOMPARE(look({}).error.value_or(Error::cancelled()).code(), u"NoAssembly"_s);
    }

    void wrongInput_isNamed()
    {
        QVERIFY(
            inputProblem(u"stack:await"_s, {{u"stack"_s, u"a"_s}, {u"outcome"_s, u"deployed"_s}}).contains(u"token"));
        QVERIFY(inputProblem(u"stack:await"_s, {{u"stack"_s, u"a"_s}, {u"outcome"_s, u"well"_s}, {u"token"_s, u"t"_s}})
                .contains(u"outcome"));
        QVERIFY(inputProblem(u"stack:propose"_s, {{u"stack"_s, u"a"_s}, {u"changeSet"_s, u"c"_s}}).contains(u"file"));
        QVERIFY(inputProblem(
            u"stack:propose"_s, {{u"stack"_s, u"a"_s}, {u"changeSet"_s, u"1c"_s}, {u"url"_s, u"https://x"_s}})
                .contains(u"changeSet"));
        QVERIFY(inputProblem(u"stack:fly"_s, {}).contains(u"stack:keep"));
        QVERIFY(inputProblem(u"stack:kept"_s, {{u"stack"_s, u"a"_s}}).contains(u"kept"));
    }
};

QTEST_GUILESS_MAIN(TestStackSteps)
#include "tst_stacksteps.moc"
