// SPDX-License-Identifier: GPL-3.0-or-later
#include "executorbench.h"

#include <executors/processexecutor.h>
#include <executors/processplanner.h>
#include <support/hostilevalues.h>

#include <QJsonArray>
#include <QProcess>

using namespace sm;
using namespace sm::test;

namespace {

const QByteArray rules = R"(
kind: process
operations:
  run: {tier: 2, repeat: U, resource: program, mark: never, explanation: "Only the program knows."}
programs:
  - {words: [processwitness, input], tier: 0, repeat: V, mark: reversible, explanation: "Changes nothing."}
  - {words: [processwitness, text, on], tier: 1, repeat: V, mark: reversible, explanation: "Off turns it off.",
     inverse: [processwitness, text, off]}
  - {words: [processwitness, exit], tier: 3, repeat: U, mark: never, explanation: "It is over."}
)";

struct Bench
{
    Knowledge known{rules};
    QStringList lines;
    executors::ProcessExecutor executor{known.catalog, [this](const Step &, const QString &line) { lines << line; }};
    executors::ProcessPlanner planner{known.catalog};
    InstantSleeper sleeper;
    ExecutorBench all{known, {&executor}, {&planner}, sleeper};
};

Step witness(const QStringList &arguments, QJsonObject with = {}, const QMap<QString, Secret> &secrets = {})
{
    with.insert(u"program"_s, QStringLiteral(SM_WITNESS));
    with.insert(u"arguments"_s, QJsonArray::fromStringList(arguments));
    return stepOf(u"process:run"_s, with, secrets);
}

QString inputProblem(const Step &step)
{
    const Bench bench;
    const Result<Plan> plan = bench.all.plan({step});
    return plan ? QString() : plan.error().message();
}

/// In packs below what the system takes at once, and what is kept of an output.
QList<QStringList> packs(const QStringList &values)
{
    QList<QStringList> packs{{}};
    qsizetype size = 0;
    for (const QString &value : values) {
        size += value.toUtf8().size() + 9;
        if (size > 500'000) {
            packs.append(QStringList());
            size = 0;
        }
        packs.last() << value;
    }
    return packs;
}

} // namespace

class TestProcessExecutor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void run_unknownProgram_isADisruptiveWrite()
    {
        const Bench bench;

        const Step step = bench.all.plan({witness({u"text"_s, u"hello"_s})})->steps.first();

        QCOMPARE(step.tier, Tier::Disruptive);
        QCOMPARE(step.repeat, Repeat::Unsafe);
        QCOMPARE(step.mark.kind, Mark::Kind::Never);
        QCOMPARE(step.resource, u"processwitness"_s);
        QCOMPARE(step.cli, QStringLiteral(SM_WITNESS) + u" text hello"_s);
    }

    void run_knownProgram_isWhatTheCatalogSays()
    {
        const Bench bench;

        QCOMPARE(bench.all.plan({witness({u"input"_s})})->steps.first().tier, Tier::Read);
        QCOMPARE(bench.all.plan({witness({u"exit"_s, u"0"_s})})->steps.first().tier, Tier::Destructive);
    }

    void run_authorSaysItReads_isARead()
    {
        const Bench bench;

        QCOMPARE(bench.all.plan({witness({u"describe"_s}, {{u"reads"_s, true}})})->steps.first().tier, Tier::Read);
        QVERIFY(inputProblem(witness({u"exit"_s, u"0"_s}, {{u"reads"_s, true}})).contains("changes something"_L1));
    }

    void run_program_givesItsOutput()
    {
        Bench bench;

        const auto event = bench.all.runStep(witness({u"text"_s, u"[1, 2]"_s}));

        QCOMPARE(event.state, StepState::Done);
        QCOMPARE(event.output.value(u"exitCode"_s), QJsonValue(0));
        QCOMPARE(event.output.value(u"output"_s), QJsonValue(u"[1, 2]"_s));
        QCOMPARE(event.output.value(u"json"_s), QJsonValue(QJsonArray{1, 2}));
        QVERIFY(event.output.value(u"seconds"_s).toDouble() > 0);
        QCOMPARE(bench.lines, QStringList{u"[1, 2]"_s});
    }

    void run_outputLongerThanWhatIsKept_saysSo_andIsNotCounted()
    {
        Bench bench;
        const QStringList arguments{u"write"_s, u"1200000"_s};

        const auto cut = bench.all.runStep(witness(arguments));
        const auto whole = bench.all.runStep(witness({u"text"_s, u"a"_s}));
        const auto counted = bench.all.runStep(witness(arguments, {{u"parses"_s, u"cdk-diff"_s}}));

        QCOMPARE(cut.output.value(u"cut"_s), QJsonValue(true));
        QVERIFY(!whole.output.contains(u"cut"_s));
        QCOMPARE(counted.error.value_or(Error::cancelled()).code(), u"TooLong"_s);
    }

    void run_plan_showsAndPinsTheFile()
    {
        Bench bench;

        const Result<Plan> plan = bench.all.observed({witness({u"text"_s, u"a"_s})});
        const auto report = bench.all.run(*plan);

        QCOMPARE(plan->steps.first().changes.first().what, QStringLiteral(SM_WITNESS));
        const QString sha256 = plan->steps.first().before[u"sha256"_s].toString();
        QCOMPARE(sha256.size(), 64);
        QVERIFY(plan->steps.first().changes.first().to.contains(sha256));
        QCOMPARE(bench.all.entry(report->steps.first().journalEntry).input.value(u"sha256"_s).toString(), sha256);
    }

    void run_otherFileThanPlanned_isNotStarted()
    {
        Bench bench;
        const QFile::Permissions mode = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
        QTemporaryDir folder;
        const QString copy = folder.filePath(u"program"_s);
        QVERIFY(QFile::copy(QStringLiteral(SM_WITNESS), copy) && QFile::setPermissions(copy, mode));
        const Result<Plan> plan = bench.all.observed({stepOf(u"process:run"_s, {{u"program"_s, copy}})});
        QFile file(copy);
        QVERIFY(file.open(QIODevice::Append) && file.write("x") == 1);
        file.close();

        const auto report = bench.all.run(*plan);

        QCOMPARE(report->steps.first().error->code(), u"PlanStale"_s);
    }

    void run_missingProgram_isNotFound()
    {
        Bench bench;

        const auto event = bench.all.runStep(stepOf(u"process:run"_s, {{u"program"_s, u"no-such-program-here"_s}}));

        QCOMPARE(event.state, StepState::Failed);
        QCOMPARE(event.error->kind(), Error::Kind::NotFound);
    }

    void run_unexpectedCode_leavesAWriteInDoubt()
    {
        Bench bench;

        const auto event = bench.all.runStep(witness({u"exit"_s, u"3"_s}));

        QCOMPARE(event.state, StepState::InDoubt);
        QCOMPARE(event.error->code(), u"Exit3"_s);
        QVERIFY(event.error->message().contains("the last word"_L1));
        QCOMPARE(bench.lines, (QStringList{u"one"_s, u"the last word"_s}));
    }

    void run_unexpectedCodeOfARead_fails()
    {
        Bench bench;

        const auto event = bench.all.runStep(witness({u"signal"_s, u"9"_s}, {{u"reads"_s, true}}));

        QCOMPARE(event.state, StepState::Failed);
        QCOMPARE(event.error->code(), u"Signal9"_s);
        QCOMPARE(event.error->changed(), Error::Changed::No);
    }

    void run_expectedCodes_areNoFailure()
    {
        Bench bench;
        const QJsonObject with{{u"exitCodes"_s, QJsonArray{1, 3}}};

        const auto three = bench.all.runStep(witness({u"exit"_s, u"3"_s}, with));
        const auto none = bench.all.runStep(witness({u"exit"_s, u"0"_s}, with));

        QCOMPARE(three.state, StepState::Done);
        QCOMPARE(three.output.value(u"exitCode"_s), QJsonValue(3));
        QCOMPARE(three.output.value(u"errors"_s), QJsonValue(u"one\nthe last word"_s));
        QCOMPARE(none.error->code(), u"Exit0"_s);
    }

    void run_cancelled_isEndedAndInDoubt()
    {
        Bench bench;
        CancelSource source;
        executors::ProcessExecutor executor(
            bench.known.catalog, [&source](const Step &, const QString &) { source.cancel(); });
        ExecutorBench all(bench.known, {&executor}, {&bench.planner}, bench.sleeper);

        const auto event = all.runStep(witness({u"hang"_s}), source.token());

        QCOMPARE(event.state, StepState::InDoubt);
    }

    void run_timeout_endsIt()
    {
        Bench bench;
        Step step = witness({u"hang"_s}, {{u"reads"_s, true}});
        step.timeout = std::chrono::seconds(1);

        const auto event = bench.all.runStep(step);

        QCOMPARE(event.error->code(), u"StepTimeout"_s);
    }

    void secrets_inEnvironmentAndInput_reachTheProgramAlone()
    {
        Bench bench;
        const QString canary = u"canary-\"quoted\"-5f1c"_s;
        const Step step = witness({u"environment"_s},
            {{u"environment"_s, QJsonObject{{u"OPEN"_s, u"$elsewhere"_s}, {u"HIDDEN"_s, u"$token"_s}}},
                {u"secretEnvironment"_s, QJsonObject{{u"ALSO_HIDDEN"_s, u"$token"_s}}}},
            {{u"token"_s, Secret(canary)}});

        const Result<Plan> plan = bench.all.plan({step});
        const auto report = bench.all.run(*plan);

        const Step planned = plan->steps.first();
        QCOMPARE(planned.operation.secrets.keys(), QStringList{u"TOKEN"_s});
        QVERIFY(planned.cli.contains("HIDDEN=\"$TOKEN\""_L1));
        QVERIFY(planned.cli.contains("OPEN='$elsewhere'"_L1));
        const QString output = report->steps.first().output.value(u"output"_s).toString();
        QVERIFY(output.contains("OPEN=$elsewhere"_L1));
        QVERIFY(output.contains("HIDDEN=[secret]"_L1)); // it was there, and nobody sees it
        QVERIFY(!bench.lines.join(u'\n').contains(canary));
        QVERIFY(!output.contains(canary));
    }

    void secrets_asInput_arriveWhole()
    {
        Bench bench;
        const Step step
            = witness({u"input"_s}, {{u"input"_s, u"$password"_s}}, {{u"password"_s, Secret(u"pass-word-1"_s)}});

        const Result<Plan> plan = bench.all.plan({step});
        const auto report = bench.all.run(*plan);

        QVERIFY(plan->steps.first().cli.startsWith("printf %s \"$PASSWORD\" | "_L1));
        QCOMPARE(report->steps.first().output.value(u"output"_s), QJsonValue(u"[secret]"_s));
    }

    void secrets_ofTwoSteps_haveNamesOfTheirOwn()
    {
        const Bench bench;
        const Step step = witness({u"input"_s}, {{u"input"_s, u"$a"_s}}, {{u"a"_s, Secret(u"one"_s)}});

        const Result<Plan> plan = bench.all.plan({step, step});

        QCOMPARE(plan->steps.at(1).operation.secrets.keys(), QStringList{u"A_2"_s});
        QCOMPARE(plan->steps.at(1).operation.with.value(u"input"_s), QJsonValue(u"$A_2"_s));
    }

    void secrets_newName_isNoTextThatIsThere()
    {
        const Bench bench;
        const Step step = witness({u"environment"_s},
            {{u"environment"_s, QJsonObject{{u"X"_s, u"$TOKEN"_s}, {u"Y"_s, u"$token"_s}}}},
            {{u"token"_s, Secret(u"one"_s)}});

        const Step planned = bench.all.plan({step})->steps.first();

        QCOMPARE(planned.operation.with.value(u"environment"_s)[u"X"_s], QJsonValue(u"$TOKEN"_s));
        QVERIFY(!planned.operation.secrets.contains(u"TOKEN"_s));
    }

    void undo_knownInverse_isRun()
    {
        Bench bench;
        const auto event = bench.all.runStep(witness({u"text"_s, u"on"_s}));

        const auto undo = bench.all.undo(event.journalEntry);
        QVERIFY2(undo, undo ? "" : qPrintable(undo.error().message()));
        const auto report = bench.all.run(undo->plan);

        QCOMPARE(report->steps.first().output.value(u"output"_s), QJsonValue(u"off"_s));
        QVERIFY(bench.all.entry(event.journalEntry).undoneBy != 0);
    }

    void undo_unknownInverse_isRefused()
    {
        Bench bench;
        const auto event = bench.all.runStep(witness({u"text"_s, u"a"_s}));

        QCOMPARE(bench.all.undo(event.journalEntry).error().code(), u"NotReversible"_s);
    }

    void input_wrong_isRefused_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const QString &member, const QJsonValue &value, const QString &words) {
            QTest::newRow(name) << member << value << words;
        };
        row("misspelt", u"argument"_s, QJsonArray{}, u"did you mean “arguments”?"_s);
        row("unknown", u"shell"_s, true, u"is not known; known are program"_s);
        row("arguments as a text", u"arguments"_s, u"a b"_s, u"a list of texts"_s);
        row("an argument that is a number", u"arguments"_s, QJsonArray{1}, u"has to be a text"_s);
        row("no program", u"program"_s, u""_s, u"is missing"_s);
        row("program like a variable", u"program"_s, u"A=b"_s, u"take for a variable"_s);
        row("relative folder", u"folder"_s, u"tmp"_s, u"absolute"_s);
        row("variable's name", u"environment"_s, QJsonObject{{u"a b; id"_s, u"x"_s}}, u"letters, digits"_s);
        row("open secret", u"secretEnvironment"_s, QJsonObject{{u"A"_s, u"x"_s}}, u"secrets only"_s);
        row("code", u"exitCodes"_s, QJsonArray{-1}, u"whole number"_s);
        row("hash", u"sha256"_s, u"abc"_s, u"64 hexadecimal"_s);
        row("flag", u"reads"_s, u"yes"_s, u"true or false"_s);
    }
    void input_wrong_isRefused()
    {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        QFETCH(QString, words);
        Step step = witness({});
        step.operation.with.insert(member, value);

        const QString problem = inputProblem(step);

        QVERIFY2(problem.contains(words), qPrintable(problem));
    }

    void input_deferred_isPlannedAndFilledIn()
    {
        Bench bench;
        Step first = witness({u"text"_s, u"$(id); 'x"_s});
        first.id = u"first"_s;
        Step second = witness({u"arguments"_s});
        second.operation.with.insert(u"arguments"_s, QJsonArray{u"arguments"_s, QJsonValue()});
        second.deferred = {{u"/arguments/1"_s, {{u"steps.first.output.output || steps.first.output"_s, true}}}};

        const Result<Plan> plan = bench.all.plan({first, second});
        QVERIFY(plan);
        const auto report = bench.all.run(*plan);

        if (report->steps.at(1).state == StepState::Done)
            QCOMPARE(report->steps.at(1).output.value(u"output"_s).toString(), u"$(id); 'x"_s + QChar::Null);
        else
            QVERIFY2(false, qPrintable(report->steps.at(1).error ? report->steps.at(1).error->message() : QString()));
    }

    void input_deferred_doesNotBecomeMoreThanPlanned()
    {
        Bench bench;
        Step first = witness({u"text"_s, u"exit"_s});
        first.id = u"first"_s;
        Step second = witness({});
        second.operation.with.insert(u"arguments"_s, QJsonArray{QJsonValue(), u"0"_s});
        second.deferred = {{u"/arguments/0"_s, {{u"steps.first.output.output || steps.first.output"_s, true}}}};

        const Result<Plan> plan = bench.all.plan({first, second});
        QCOMPARE(plan->tier(), Tier::Disruptive);
        const auto report = bench.all.run(*plan);

        QCOMPARE(report->steps.at(1).error->code(), u"MoreThanPlanned"_s);
    }

    void hostileValues_arriveAsTheyStand_andSoDoesTheLine()
    {
        Bench bench;
        for (const QStringList &pack : packs(hostileValues())) {
            const Step step = witness(QStringList{u"arguments"_s} + pack, {{u"reads"_s, true}});
            const Result<Plan> plan = bench.all.plan({step});
            QVERIFY(plan);
            const auto report = bench.all.run(*plan);
            const QString expected = pack.join(QChar::Null) + QChar::Null;
            QVERIFY(report->steps.first().output.value(u"output"_s).toString() == expected);

            QProcess shell;
            shell.start(u"/bin/sh"_s, {});
            shell.write(plan->steps.first().cli.toUtf8());
            shell.closeWriteChannel();
            QTRY_COMPARE(shell.state(), QProcess::NotRunning);
            QVERIFY(QString::fromUtf8(shell.readAllStandardOutput()) == expected);
        }
    }

    void hostileValues_inEnvironmentAndInput_arriveAsTheyStand()
    {
        Bench bench;
        int tried = 0;
        for (const QString &value : hostileValues().mid(0, 70)) {
            const QJsonObject with{
                {u"environment"_s, QJsonObject{{u"VALUE"_s, value}}}, {u"input"_s, value}, {u"reads"_s, true}};
            const auto environment = bench.all.runStep(witness({u"environment"_s}, with));
            const auto input = bench.all.runStep(witness({u"input"_s}, {{u"input"_s, value}}));
            const QStringList lines = environment.output.value(u"output"_s).toString().split(QChar::Null);
            QVERIFY2(lines.contains(u"VALUE="_s + value), qPrintable(value));
            QCOMPARE(input.output.value(u"output"_s).toString(), QString::fromUtf8(value.toUtf8())); // no leading BOM
            ++tried;
        }
        QCOMPARE(tried, 70);
    }
};

QTEST_GUILESS_MAIN(TestProcessExecutor)
#include "tst_processexecutor.moc"
