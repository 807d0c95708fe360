// SPDX-License-Identifier: GPL-3.0-or-later
#include "world.h"

#include <net/wakeup.h>
#include <operations/stepquestions.h>

#include <QTest>

using namespace sm;
using namespace sm::test;
using operations::StepEvent;

namespace {

Step acknowledging(const QString &typed)
{
    Step step;
    step.id = u"read"_s;
    step.title = u"Read the change set"_s;
    step.operation = {u"acknowledge"_s, {{u"text"_s, u"It deletes 3 resources."_s}, {u"typed"_s, typed}}, {}};
    return step;
}

Step approving(const QString &evidence)
{
    Step step;
    step.title = u"Review"_s;
    step.operation = {u"approve"_s, {{u"text"_s, u"Was it reviewed?"_s}, {u"evidence"_s, evidence}}, {}};
    return step;
}

/// The number that another step gives.
Step counting()
{
    Step step = setting(u"deletions"_s, 12);
    step.id = u"count"_s;
    return step;
}

Step acknowledgingTheCount()
{
    Step step = acknowledging({});
    step.operation.with[u"typed"] = QJsonValue();
    step.deferred = {{u"/typed"_s, {{u"steps.count.output.value"_s, true, Deferred::Form::AsIs}}}};
    return step;
}

Step deciding(const QString &until, const QString &otherwise = u"Switch back"_s)
{
    Step step = human(u"decide"_s, u"Is it done?"_s, {u"Switch back"_s, u"Wait"_s});
    step.operation.with[u"until"] = until;
    step.operation.with[u"otherwise"] = otherwise;
    return step;
}

/// Somebody who is there and never answers.
class SilentAttendant final : public operations::Attendant
{
public:
    int asked = 0;
    std::function<void()> onAsked;

    QCoro::Task<Result<Answer>> ask(Question, CancelToken token) override
    {
        ++asked;
        net::Wakeup wakeup;
        token.whenCancelled(&wakeup, [&wakeup] { wakeup.wake(); });
        if (onAsked)
            onAsked();
        co_await wakeup;
        co_return Error::cancelled();
    }
};

} // namespace

class TestHumanSteps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acknowledge_typedExactly_goesOn()
    {
        WorldBench bench;
        ScriptedAttendant person;
        person.answers = {{u"3"_s, {}}};

        const auto report = bench.run(bench.plan({acknowledging(u"3"_s), setting(u"a"_s, 1)}), &person);

        QVERIFY(report && report->succeeded());
        QCOMPARE(person.questions.size(), 1);
        QCOMPARE(person.questions[0].kind, Question::Kind::Acknowledge);
        QCOMPARE(person.questions[0].typed, u"3"_s);
        QCOMPARE(person.questions[0].options, QStringList{u"3"_s});
        QCOMPARE(bench.world.applied, QStringList{u"a"_s});
    }

    void acknowledge_typedOtherwise_isAskedAgain()
    {
        WorldBench bench;
        ScriptedAttendant person;
        person.answers = {{u"yes"_s, {}}, {u"3 "_s, {}}, {u"3"_s, {}}};

        const auto report = bench.run(bench.plan({acknowledging(u"3"_s), setting(u"a"_s, 1)}), &person);

        QVERIFY(report && report->succeeded());
        QCOMPARE(person.questions.size(), 3);
        QVERIFY(!person.questions[0].problem);
        QVERIFY(person.questions[1].problem->message().contains(u"“yes”"_s));
    }

    void acknowledge_stop_endsTheRunAndNothingIsDone()
    {
        WorldBench bench;
        ScriptedAttendant person;
        person.answers = {{u"stop"_s, {}}};

        const auto report = bench.run(bench.plan({acknowledging(u"3"_s), setting(u"a"_s, 1)}), &person);

        QCOMPARE(report->steps[0].error->code(), u"NotApproved"_s);
        QVERIFY(bench.world.applied.isEmpty());
    }

    void acknowledge_numberOfAnEarlierStep_isTypedAsItIsWritten()
    {
        WorldBench bench;
        ScriptedAttendant person;
        person.answers = {{u"11"_s, {}}, {u"12"_s, {}}};

        const auto report = bench.run(bench.plan({counting(), acknowledgingTheCount(), setting(u"a"_s, 1)}), &person);

        QVERIFY(report && report->succeeded());
        QCOMPARE(person.questions.size(), 2);
        QCOMPARE(person.questions[0].typed, u"12"_s);
        const auto entry = await(bench.journal->entry(report->steps[1].journalEntry));
        QCOMPARE((*entry)->input.value(u"typed"_s).toInt(), 12);
    }

    void acknowledge_emptyTextOfAnEarlierStep_isNothingToAgreeTo()
    {
        WorldBench bench;
        ScriptedAttendant person;
        person.answers = {{QString(), {}}};
        Step empty = counting();
        empty.operation.with[u"value"] = QString();

        const auto report = bench.run(bench.plan({empty, acknowledgingTheCount()}), &person);

        QCOMPARE(report->steps[1].error->code(), u"NothingToType"_s);
        QVERIFY(person.questions.isEmpty());
    }

    void acknowledge_stopAsTheText_isRefusedWhenItIsPlanned()
    {
        const WorldBench bench;

        QVERIFY(bench.plan({acknowledging(u"stop"_s)}).steps.isEmpty());
    }

    void acknowledge_nobodyThere_waitsAndIsAskedOnResume()
    {
        WorldBench bench;
        const auto first = bench.run(bench.plan({acknowledging(u"3"_s), setting(u"a"_s, 1)}));
        QVERIFY(first && first->paused);
        bench.restart();
        ScriptedAttendant person;
        person.answers = {{u"3"_s, {}}};

        const auto second = bench.resume(first->run, &person);

        QVERIFY(second && second->succeeded());
        QCOMPARE(bench.world.applied, QStringList{u"a"_s});
    }

    void approval_withEvidence_isNotGivenWithoutAReason()
    {
        WorldBench bench;
        ScriptedAttendant person;
        person.answers = {{u"yes"_s, u"  "_s}, {u"yes"_s, u"https://example.com/review/17"_s}};

        const auto report = bench.run(bench.plan({approving(u"Link to the review"_s)}), &person);

        QVERIFY(report && report->succeeded());
        QCOMPARE(person.questions.size(), 2);
        QCOMPARE(person.questions[0].evidence, u"Link to the review"_s);
        QVERIFY(person.questions[1].problem->message().contains(u"Link to the review"_s));
    }

    void approval_withEvidence_isKeptWithWhoGaveIt()
    {
        WorldBench bench;
        ScriptedAttendant person;
        person.answers = {{u"yes"_s, u"https://example.com/review/17"_s}};

        const Plan plan = bench.plan({approving(u"Link to the review"_s)});
        const auto report = bench.run(plan, &person);

        const auto entry = await(bench.journal->entry(report->steps[0].journalEntry));
        const QJsonObject kept = (*entry)->output;
        QCOMPARE(kept.value(u"reason"_s).toString(), u"https://example.com/review/17"_s);
        QCOMPARE(kept.value(u"evidence"_s).toString(), u"Link to the review"_s);
        QCOMPARE(kept.value(u"by"_s).toString(), (*entry)->actor);
        QVERIFY(!(*entry)->actor.isEmpty());
        QCOMPARE(operations::saidAt(plan.steps[0], report->steps[0].output),
            u"yes, says %1: Link to the review: https://example.com/review/17"_s.arg((*entry)->actor));
    }

    void approval_withEvidence_canBeRefusedWithoutIt()
    {
        WorldBench bench;
        ScriptedAttendant person;
        person.answers = {{u"no"_s, {}}};

        const auto report = bench.run(bench.plan({approving(u"Link to the review"_s)}), &person);

        QCOMPARE(report->steps[0].error->code(), u"NotApproved"_s);
    }

    void decision_timeIsOver_isTakenWithoutAsking()
    {
        WorldBench bench;
        ScriptedAttendant person;
        person.answers = {{u"Wait"_s, {}}};

        const auto report = bench.run(bench.plan({deciding(u"2026-01-01T00:00:00Z"_s)}), &person);

        QVERIFY(report && report->succeeded());
        QVERIFY(person.questions.isEmpty());
        QCOMPARE(report->steps[0].output.value(u"choice"_s).toString(), u"Switch back"_s);
        QCOMPARE(report->steps[0].output.value(u"by"_s).toString(), QString());
    }

    void decision_nobodyAnswersInTime_isTakenAndTheRunGoesOn()
    {
        WorldBench bench;
        SilentAttendant person;
        const QString soon = QDateTime::currentDateTimeUtc().addSecs(1).toString(Qt::ISODateWithMs);

        const auto report = bench.run(bench.plan({deciding(soon), setting(u"a"_s, 1)}), &person);

        QVERIFY(report && report->succeeded());
        QCOMPARE(person.asked, 1);
        QCOMPARE(report->steps[0].output.value(u"choice"_s).toString(), u"Switch back"_s);
        QCOMPARE(bench.world.applied, QStringList{u"a"_s});
    }

    void decision_answeredInTime_isThePersons()
    {
        WorldBench bench;
        ScriptedAttendant person;
        person.answers = {{u"Wait"_s, {}}};

        const auto report = bench.run(bench.plan({deciding(u"2099-01-01T00:00:00+01:00"_s)}), &person);

        QCOMPARE(report->steps[0].output.value(u"choice"_s).toString(), u"Wait"_s);
        QVERIFY2(person.questions[0].text.contains(u"by 2098-12-31T23:00:00Z it is “Switch back”"_s),
            qPrintable(person.questions[0].text));
    }

    void decision_nobodyThere_waitsUntilTheTimeAndIsTakenOnResume()
    {
        WorldBench bench;
        const QString soon = QDateTime::currentDateTimeUtc().addSecs(1).toString(Qt::ISODateWithMs);
        const auto first = bench.run(bench.plan({deciding(soon), setting(u"a"_s, 1)}));
        QVERIFY(first && first->paused);
        QTRY_VERIFY(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs) > soon);
        bench.restart();

        const auto second = bench.resume(first->run);

        QVERIFY(second && second->succeeded());
        QCOMPARE(bench.world.applied, QStringList{u"a"_s});
    }

    void decision_wrongTimeOrOption_isRefusedWhenItIsPlanned_data()
    {
        QTest::addColumn<QString>("until");
        QTest::addColumn<QString>("otherwise");
        QTest::newRow("no zone") << u"2026-12-01T02:00:00"_s << u"Wait"_s;
        QTest::newRow("no time") << u"tonight"_s << u"Wait"_s;
        QTest::newRow("no option") << u"2026-12-01T02:00:00Z"_s << u"Perhaps"_s;
    }
    void decision_wrongTimeOrOption_isRefusedWhenItIsPlanned()
    {
        QFETCH(QString, until);
        QFETCH(QString, otherwise);
        const WorldBench bench;

        QVERIFY(bench.plan({deciding(until, otherwise)}).steps.isEmpty());
    }

    void acknowledge_nobodyTypesInTime_isStop()
    {
        WorldBench bench;
        ScriptedAttendant person;
        Step late = acknowledging(u"3"_s);
        late.operation.with[u"until"] = u"2026-01-01T00:00:00Z"_s;
        late.onFailure = OnFailure::Continue;

        const auto report = bench.run(bench.plan({late, setting(u"back"_s, 1)}), &person);

        QVERIFY(person.questions.isEmpty());
        QCOMPARE(report->steps[0].error->code(), u"NotApproved"_s);
        QCOMPARE(bench.world.applied, QStringList{u"back"_s});
    }

    void decision_cancelledRun_isNotTaken()
    {
        WorldBench bench;
        SilentAttendant person;
        CancelSource source;
        person.onAsked = [&source] { source.cancel(); };
        operations::RunSupport support;
        support.attendant = &person;

        const auto report
            = await(bench.runner->run(bench.plan({deciding(u"2099-01-01T00:00:00Z"_s), setting(u"a"_s, 1)}), {}, {}, {},
                source.token(), support));

        QVERIFY(report && *report);
        QVERIFY((*report)->steps[0].state != StepState::Done);
        QVERIFY(bench.world.applied.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestHumanSteps)
#include "tst_humansteps.moc"
