// SPDX-License-Identifier: GPL-3.0-or-later
#include "world.h"

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using test::await;
using test::human;
using test::ScriptedAttendant;
using test::setting;
using test::WorldBench;

namespace {

/// The entry of a step whose answer was lost, and that was found to be done.
qint64 settled(WorldBench &bench)
{
    bench.world.after = [](const Step &) {
        return std::optional(
            Error(Error::Kind::Network, u"The connection broke."_s).withChanged(Error::Changed::Unknown));
    };
    const auto run = bench.run(bench.plan({setting(u"flag"_s, u"new"_s)}));
    bench.world.after = {};
    bench.restart();
    const qint64 entry = run ? run->steps[0].journalEntry : 0;
    const auto verdict = await(bench.runner->reconcile(entry, {}, {}));
    return verdict && *verdict && (*verdict)->kind == operations::Verdict::Kind::Done ? entry : 0;
}

} // namespace

class TestUndo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void undo_stepThatChangedAValue_putsItBackAndProvesIt()
    {
        WorldBench bench;
        bench.world.values = {{u"flag"_s, u"old"_s}};
        const auto done = bench.run(bench.plan({setting(u"flag"_s, u"new"_s)}));

        const auto undo = bench.undoEntry(done->steps[0].journalEntry);
        QVERIFY2(undo, qPrintable(undo ? QString() : undo.error().message()));
        const auto back = bench.run(undo->plan);

        QVERIFY(back && back->succeeded());
        QCOMPARE(bench.world.values, (QJsonObject{{u"flag"_s, u"old"_s}}));
        const auto entry = await(bench.journal->entry(done->steps[0].journalEntry));
        QCOMPARE((*entry)->undoneBy, back->steps[0].journalEntry);
    }

    void undo_stepThatMadeSomething_removesIt()
    {
        WorldBench bench;
        const auto done = bench.run(bench.plan({setting(u"new"_s, 1)}));

        const auto back = bench.run(bench.undoEntry(done->steps[0].journalEntry)->plan);

        QVERIFY(back->succeeded());
        QVERIFY(bench.world.values.isEmpty());
    }

    void undo_afterOthersChangedTheSame_isRefusedAndNamesThePlace()
    {
        WorldBench bench;
        bench.world.values = {{u"flag"_s, QJsonObject{{u"a"_s, 1}}}};
        const auto done = bench.run(bench.plan({setting(u"flag"_s, QJsonObject{{u"a"_s, 2}})}));
        bench.world.values = {{u"flag"_s, QJsonObject{{u"a"_s, 3}}}};

        const auto undo = bench.undoEntry(done->steps[0].journalEntry);

        QVERIFY(!undo);
        QCOMPARE(undo.error().code(), u"ChangedSince"_s);
        QVERIFY(undo.error().message().contains(u": a."_s));
    }

    void undo_afterOthersChangedSomethingElse_keepsTheirs()
    {
        WorldBench bench;
        bench.world.values = {{u"map"_s, QJsonObject{{u"a"_s, 1}}}};
        const auto done = bench.run(bench.plan({setting(u"map"_s, QJsonObject{{u"a"_s, 2}})}));
        bench.world.values = {{u"map"_s, QJsonObject{{u"a"_s, 2}, {u"theirs"_s, 7}}}};

        const auto undo = bench.undoEntry(done->steps[0].journalEntry);
        const auto back = bench.run(undo->plan);

        QVERIFY(back->succeeded());
        QCOMPARE(bench.world.values.value(u"map"_s), QJsonValue(QJsonObject{{u"a"_s, 1}, {u"theirs"_s, 7}}));
        QCOMPARE(undo->differences.size(), 2);
    }

    void undo_twice_isRefused()
    {
        WorldBench bench;
        const auto done = bench.run(bench.plan({setting(u"flag"_s, 1)}));
        (void)bench.run(bench.undoEntry(done->steps[0].journalEntry)->plan);

        const auto again = bench.undoEntry(done->steps[0].journalEntry);

        QVERIFY(!again);
        QCOMPARE(again.error().code(), u"AlreadyBack"_s);
    }

    void undo_betweenPlanAndRunOthersCameFirst_sendsNothing()
    {
        WorldBench bench;
        bench.world.values = {{u"flag"_s, 1}};
        const auto done = bench.run(bench.plan({setting(u"flag"_s, 2)}));
        const auto undo = bench.undoEntry(done->steps[0].journalEntry);
        bench.world.values = {{u"flag"_s, 3}};
        bench.world.applied.clear();

        const auto back = bench.run(undo->plan);

        QCOMPARE(back->steps[0].error->code(), u"PlanStale"_s);
        QVERIFY(bench.world.applied.isEmpty());
        QCOMPARE(bench.world.values.value(u"flag"_s), QJsonValue(3));
    }

    void undo_thatDidNotReachTheState_saysSo()
    {
        WorldBench bench;
        bench.world.values = {{u"flag"_s, 1}};
        const auto done = bench.run(bench.plan({setting(u"flag"_s, 2)}));
        const auto undo = bench.undoEntry(done->steps[0].journalEntry);
        bench.world.after = [&bench](const Step &) {
            bench.world.values.insert(u"flag"_s, 5);
            return std::nullopt;
        };

        const auto back = bench.run(undo->plan);

        QCOMPARE(back->failed(), 1);
        QCOMPARE(back->steps[0].error->code(), u"NotVerified"_s);
        QCOMPARE(back->steps[0].error->changed(), Error::Changed::Yes);
    }

    void undo_ofAnUndo_bringsItAgain()
    {
        WorldBench bench;
        const auto done = bench.run(bench.plan({setting(u"flag"_s, 1)}));
        const auto back = bench.run(bench.undoEntry(done->steps[0].journalEntry)->plan);

        const auto redo = bench.run(bench.undoEntry(back->steps[0].journalEntry)->plan);

        QVERIFY(redo->succeeded());
        QCOMPARE(bench.world.values, (QJsonObject{{u"flag"_s, 1}}));
    }

    void undo_stepThatFailed_isRefused()
    {
        WorldBench bench;
        bench.world.before = [](const Step &) { return Error(Error::Kind::Denied, u"No."_s); };
        const auto done = bench.run(bench.plan({setting(u"flag"_s, 1)}));

        const auto undo = bench.undoEntry(done->steps[0].journalEntry);

        QCOMPARE(undo.error().code(), u"NotReversible"_s);
    }

    void undo_worldThatCanNotBeRead_isThatError()
    {
        WorldBench bench;
        const auto done = bench.run(bench.plan({setting(u"flag"_s, 1)}));
        bench.world.isReadable = false;

        const auto undo = bench.undoEntry(done->steps[0].journalEntry);

        QCOMPARE(undo.error().kind(), Error::Kind::Network);
    }

    void undo_withAnAuthorsOwnWayBack_takesThat()
    {
        WorldBench bench;
        Step make = setting(u"a"_s, 1);
        make.id = u"make"_s;
        Step back = setting(u"a"_s, QJsonValue());
        back.title = u"As the author says"_s;
        back.operation.with.insert(u"name"_s, QString());
        back.deferred = {{u"/name"_s, {{u"steps.make.output.name"_s, true, Deferred::Form::AsIs}}}};
        make.undo << back;
        const auto done = bench.run(bench.plan({make}));
        QVERIFY(done && done->succeeded());

        const auto undo = bench.undoEntry(done->steps[0].journalEntry);
        QVERIFY2(undo, qPrintable(undo ? QString() : undo.error().message()));
        const auto undone = bench.run(undo->plan);

        QCOMPARE(undo->plan.steps[0].title, u"As the author says"_s);
        QVERIFY(undone->succeeded());
        QVERIFY(bench.world.values.isEmpty());
    }

    void undoRun_severalSteps_goesBackwardsOverTheSameThingToo()
    {
        WorldBench bench;
        bench.world.values = {{u"a"_s, 0}};
        const auto done = bench.run(bench.plan({setting(u"a"_s, 1), setting(u"b"_s, 1), setting(u"a"_s, 2)}));
        QVERIFY(done->succeeded());
        bench.world.applied.clear();

        const auto undo = bench.undoRun(done->run);
        QVERIFY2(undo, qPrintable(undo ? QString() : undo.error().message()));
        const auto back = bench.run(undo->plan);

        QVERIFY(back->succeeded());
        QCOMPARE(bench.world.applied, (QStringList{u"a"_s, u"b"_s, u"a"_s}));
        QCOMPARE(bench.world.values, (QJsonObject{{u"a"_s, 0}}));
    }

    void undo_ofATurnOfALoop_takesItsOwnAnswer()
    {
        WorldBench bench;
        bench.world.values = {{u"a"_s, 0}, {u"b"_s, 0}};
        QList<Step> turns{setting(u"a"_s, 1), setting(u"b"_s, 2)};
        for (Step &turn : turns) {
            Step back = setting(u"?"_s, 0);
            back.deferred << Deferred{u"/name"_s, {{u"steps.turn.output.name"_s, true}}};
            turn.id = u"turn"_s;
            turn.undo << back;
        }
        const auto done = bench.run(bench.plan(turns));

        const auto undo = bench.undoEntry(done->steps[0].journalEntry);

        QVERIFY2(undo, qPrintable(undo ? QString() : undo.error().message()));
        QCOMPARE(undo->plan.steps[0].operation.with.value(u"name"_s), QJsonValue(u"a"_s));
        QVERIFY(undo->plan.steps[0].scope.isEmpty()); // a plan holds nothing of a run that it does not need
    }

    void undo_stepThatWasInDoubtAndIsSettled_putsItBack()
    {
        WorldBench bench;
        bench.world.values = {{u"flag"_s, u"old"_s}};
        const qint64 entry = settled(bench);

        const auto undo = bench.undoEntry(entry);

        QVERIFY2(undo, qPrintable(undo ? QString() : undo.error().message()));
        QVERIFY(bench.run(undo->plan)->succeeded());
        QCOMPARE(bench.world.values, (QJsonObject{{u"flag"_s, u"old"_s}}));
    }

    void undo_stepThatWasInDoubt_afterOthersChangedIt_isRefused()
    {
        WorldBench bench;
        bench.world.values = {{u"flag"_s, u"old"_s}};
        const qint64 entry = settled(bench);
        bench.world.values = {{u"flag"_s, u"theirs"_s}};

        const auto undo = bench.undoEntry(entry);

        QVERIFY(!undo);
        QCOMPARE(undo.error().code(), u"ChangedSince"_s);
    }

    void undoRun_thatWasTakenUp_goesBackOverAllOfIt()
    {
        WorldBench bench;
        bench.world.before = [spent = std::make_shared<bool>(false)](const Step &step) -> std::optional<Error> {
            if (test::WorldExecutor::nameOf(step) != u"b" || std::exchange(*spent, true))
                return std::nullopt;
            return Error(Error::Kind::Throttled, u"Later."_s);
        };
        const auto first = bench.run(bench.plan({setting(u"a"_s, 1), setting(u"b"_s, 1), setting(u"c"_s, 1)}));
        bench.restart();
        const auto second = bench.resume(first->run);
        QVERIFY(second && second->succeeded());

        for (const qint64 run : {first->run, second->run}) {
            const auto undo = bench.undoRun(run);

            QVERIFY2(undo, qPrintable(undo ? QString() : undo.error().message()));
            QStringList names;
            for (const Step &step : undo->plan.steps)
                names << step.resource;
            QCOMPARE(names, (QStringList{u"c"_s, u"b"_s, u"a"_s}));
        }
        QVERIFY(bench.run(bench.undoRun(first->run)->plan)->succeeded());
        QVERIFY(bench.world.values.isEmpty());
    }

    void undoRun_withAStepThatNothingTakesBack_leavesItOutAndSaysSo()
    {
        WorldBench bench;
        Step final = setting(u"gone"_s, 1);
        final.operation.with.insert(u"final"_s, true);
        const auto done = bench.run(bench.plan({setting(u"a"_s, 1), final}));

        const auto undo = bench.undoRun(done->run);
        const auto back = bench.run(undo->plan);

        QVERIFY(back->succeeded());
        QCOMPARE(undo->leftOut.size(), 1);
        QCOMPARE(undo->notUndone[0].step, 1);
        QCOMPARE(undo->notUndone[0].reason, operations::NotUndone::Reason::NotReversible);
        QCOMPARE(bench.world.values, (QJsonObject{{u"gone"_s, 1}}));
    }

    void undoRun_withAStepThatNothingTakesBack_takesTheRestWhoeverChangedThatStepsResource()
    {
        WorldBench bench;
        Step final = setting(u"gone"_s, 1);
        final.operation.with.insert(u"final"_s, true);
        const auto done = bench.run(bench.plan({setting(u"a"_s, 1), final}));
        bench.world.values.insert(u"gone"_s, u"theirs"_s);

        const auto undo = bench.undoRun(done->run);

        QVERIFY2(undo, qPrintable(undo ? QString() : undo.error().message()));
        QCOMPARE(undo->plan.steps.size(), 1);
        QCOMPARE(undo->notUndone[0].reason, operations::NotUndone::Reason::NotReversible);
    }

    void undoRun_thatEndedEarly_namesWhatFailedAndWhatNeverRan()
    {
        WorldBench bench;
        bench.world.before = [](const Step &step) -> std::optional<Error> {
            if (test::WorldExecutor::nameOf(step) != u"b")
                return std::nullopt;
            return Error(Error::Kind::Throttled, u"Later."_s);
        };
        const auto done = bench.run(bench.plan({setting(u"a"_s, 1), setting(u"b"_s, 1), setting(u"c"_s, 1)}));

        const auto undo = bench.undoRun(done->run);

        QVERIFY2(undo, qPrintable(undo ? QString() : undo.error().message()));
        QCOMPARE(undo->plan.steps.size(), 1);
        QCOMPARE(undo->notUndone.size(), 2);
        QCOMPARE(undo->notUndone[0].reason, operations::NotUndone::Reason::DidNotHappen);
        QCOMPARE(undo->notUndone[1].reason, operations::NotUndone::Reason::NeverRan);
        QVERIFY(undo->leftOut[1].contains(u"“Set c” never ran"_s));
    }

    void undoRun_withAConditionThatDidNotHold_saysWhyItNeverRan()
    {
        WorldBench bench;
        Step first = setting(u"a"_s, 1);
        first.id = u"first"_s;
        Step second = setting(u"b"_s, 1);
        second.when = u"steps.first.output.value == `2`"_s;
        const auto done = bench.run(bench.plan({first, second}));

        const auto undo = bench.undoRun(done->run);

        QCOMPARE(undo->notUndone.size(), 1);
        QCOMPARE(undo->notUndone[0].reason, operations::NotUndone::Reason::NeverRan);
        QVERIFY(undo->notUndone[0].why.contains(u"steps.first.output.value == `2`"_s));
    }

    void undoRun_ofWhichAStepWasTakenBackAlready_takesTheRest()
    {
        WorldBench bench;
        const auto done = bench.run(bench.plan({setting(u"a"_s, 1), setting(u"b"_s, 1)}));
        QVERIFY(bench.run(bench.undoEntry(done->steps[1].journalEntry)->plan)->succeeded());

        const auto undo = bench.undoRun(done->run);

        QCOMPARE(undo->plan.steps.size(), 1);
        QCOMPARE(undo->notUndone.size(), 1);
        QCOMPARE(undo->notUndone[0].reason, operations::NotUndone::Reason::AlreadyBack);
    }

    void undoRun_withStepsOfPeople_namesWhatWasDoneByHand()
    {
        WorldBench bench;
        ScriptedAttendant person;
        person.answers = {{u"Yes"_s, {}}, {u"done"_s, {}}};
        const auto done = bench.run(bench.plan({human(u"decide"_s, u"Go on?"_s, {u"Yes"_s, u"No"_s}),
                                        human(u"manual"_s, u"Call them."_s), setting(u"a"_s, 1)}),
            &person);

        const auto undo = bench.undoRun(done->run);

        QCOMPARE(undo->notUndone.size(), 1);
        QCOMPARE(undo->notUndone[0].step, 1);
        QCOMPARE(undo->notUndone[0].reason, operations::NotUndone::Reason::ByHand);
    }

    void undoRun_afterAFailedAttempt_saysNothingOfIt()
    {
        WorldBench bench;
        bench.world.before = [spent = std::make_shared<bool>(false)](const Step &) -> std::optional<Error> {
            if (std::exchange(*spent, true))
                return std::nullopt;
            return Error(Error::Kind::Throttled, u"Later."_s);
        };
        Step step = setting(u"a"_s, 1);
        step.onFailure = OnFailure::Ask;
        ScriptedAttendant person;
        person.answers = {{u"retry"_s, {}}};
        const auto done = bench.run(bench.plan({step}), &person);

        const auto undo = bench.undoRun(done->run);

        QVERIFY2(undo, qPrintable(undo ? QString() : undo.error().message()));
        QVERIFY(undo->notUndone.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestUndo)
#include "tst_undo.moc"
