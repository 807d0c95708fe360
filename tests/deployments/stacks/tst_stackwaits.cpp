// SPDX-License-Identifier: GPL-3.0-or-later
// Every status x every wait x answers that lag x a poll that fails x a stack that somebody deletes: nothing is called
// a success or a failure that is none.
#include "stackevents.h"

#include <aws/waiter.h>
#include <stacks/stackstatus.h>
#include <stacks/stackwait.h>
#include <support/await.h>
#include <support/fakecaller.h>
#include <support/instantsleeper.h>

using namespace sm;
using namespace sm::test;
using deployments::StackAim;
using Outcome = StackAim::Outcome;

namespace {

enum class Trouble { None, Throttled, ServerError, NotThereYet, Deleted };
constexpr int mostLag = 5;
const QString mine = u"mine"_s;

const QStringList goodDeployments{u"CREATE_COMPLETE"_s, u"UPDATE_COMPLETE"_s, u"IMPORT_COMPLETE"_s};
const QStringList goodRollbacks{u"ROLLBACK_COMPLETE"_s, u"UPDATE_ROLLBACK_COMPLETE"_s, u"IMPORT_ROLLBACK_COMPLETE"_s};

struct Case
{
    QString status;
    Outcome outcome = Outcome::Deployed;
    int lag = 0;
    Trouble trouble = Trouble::None;
    bool isByToken = true;

    bool isEnd() const { return !status.endsWith("_IN_PROGRESS"_L1); }
    /// How an operation that is still under way in this status ends in the script.
    QString end() const
    {
        if (trouble == Trouble::Deleted)
            return u"DELETE_COMPLETE"_s;
        return outcome == Outcome::Deployed ? u"UPDATE_COMPLETE"_s : u"UPDATE_ROLLBACK_COMPLETE"_s;
    }
    bool isGood() const
    {
        const QString last = isEnd() ? status : end();
        return (outcome == Outcome::Deployed ? goodDeployments : goodRollbacks).contains(last);
    }
    QString name() const
    {
        return u"%1 outcome %2 lag %3 trouble %4 token %5"_s.arg(status)
            .arg(int(outcome))
            .arg(lag)
            .arg(int(trouble))
            .arg(isByToken);
    }
};

Error errorOf(Trouble trouble)
{
    if (trouble == Trouble::Throttled)
        return Error(Error::Kind::Throttled, u"slow"_s).withCode(u"Throttling"_s);
    if (trouble == Trouble::ServerError)
        return Error(Error::Kind::Internal, u"broken"_s).withCode(u"InternalFailure"_s);
    return Error(Error::Kind::Invalid, u"Stack [shop] does not exist"_s).withCode(u"ValidationError"_s);
}

/// An earlier operation that ended the other way round: what a wait that goes by the stack's status would fall for.
StackEvents before(const Case &given)
{
    StackEvents events;
    events.stack(u"CREATE_IN_PROGRESS"_s, u"older"_s)
        .stack(given.outcome == Outcome::Deployed ? u"UPDATE_COMPLETE"_s : u"UPDATE_ROLLBACK_COMPLETE"_s, u"older"_s)
        .stack(u"UPDATE_IN_PROGRESS"_s, u"old"_s)
        .stack(given.outcome == Outcome::Deployed ? u"UPDATE_ROLLBACK_COMPLETE"_s : u"UPDATE_COMPLETE"_s, u"old"_s);
    return events;
}

void script(const Case &given, FakeCaller &caller)
{
    const auto answer = [&caller](const StackEvents &events) {
        caller.answer(u"DescribeStackEvents"_s, {{u"StackEvents"_s, events.newestFirst()}});
    };
    StackEvents events = before(given);
    for (int i = 0; i < given.lag; ++i)
        answer(events); // ours is not to be seen yet
    if (given.trouble != Trouble::None && given.trouble != Trouble::Deleted)
        caller.fail(u"DescribeStackEvents"_s, errorOf(given.trouble));
    events.stack(u"UPDATE_IN_PROGRESS"_s, mine).resource(u"Queue"_s, u"UPDATE_COMPLETE"_s, mine);
    answer(events);
    for (int i = 0; i < given.lag; ++i)
        answer(i % 2 == 0 ? before(given) : events); // a copy that has not heard of it answers in between
    if (given.status != "UPDATE_IN_PROGRESS"_L1)
        events.stack(given.status, mine);
    answer(events);
    if (!given.isEnd()) {
        answer(events);
        if (given.trouble == Trouble::Deleted)
            events.stack(u"DELETE_IN_PROGRESS"_s, u"theirs"_s).stack(u"DELETE_COMPLETE"_s, u"theirs"_s);
        else
            events.stack(given.end(), mine);
    }
    for (int i = 0; i < 10; ++i)
        answer(events);
}

/// "success", "failure", or what else came.
QString verdictOf(const std::optional<Result<QJsonObject>> &answer, const QString &failure)
{
    if (!answer)
        return u"nothing"_s;
    if (*answer)
        return u"success"_s;
    return answer->error().code() == failure ? u"failure"_s : answer->error().code() + answer->error().message();
}

QList<Case> allCases()
{
    QList<Case> cases;
    for (const QString &status : deployments::stackStatuses()) {
        for (const Outcome outcome : {Outcome::Deployed, Outcome::RolledBack}) {
            for (int lag = 0; lag <= mostLag; ++lag) {
                for (const Trouble trouble :
                    {Trouble::None, Trouble::Throttled, Trouble::ServerError, Trouble::NotThereYet, Trouble::Deleted}) {
                    for (const bool isByToken : {true, false})
                        cases << Case{status, outcome, lag, trouble, isByToken};
                }
            }
        }
    }
    return cases;
}

} // namespace

class TestStackWaits : public QObject
{
    Q_OBJECT

private:
    aws::Models m_models;

    QString waited(const Case &given)
    {
        FakeCaller caller;
        script(given, caller);
        InstantSleeper sleeper;
        StackAim aim;
        aim.stack = stackId;
        aim.outcome = given.outcome;
        (given.isByToken ? aim.token : aim.after) = given.isByToken ? mine : before(given).lastId();
        deployments::StackWait wait({caller, m_models}, sleeper, aim, {});
        return verdictOf(await(wait.run({})), u"StackFailed"_s);
    }
    QString waitedByModel(const Case &given, const QString &waiter)
    {
        FakeCaller caller;
        script(given, caller);
        InstantSleeper sleeper;
        const auto service = m_models.service(u"cloudformation"_s);
        aws::Waiter wait(caller, sleeper);
        return verdictOf(await(wait.until(*(*service)->waiter(waiter),
                             {u"cloudformation"_s, u"DescribeStackEvents"_s, {{u"StackName"_s, stackId}}},
                             {{u"clientRequestToken"_s, mine}}, {}, {})),
            u"WaiterFailure"_s);
    }

private Q_SLOTS:
    void ownWait_neverLies()
    {
        const QList<Case> cases = allCases();
        int falseSuccess = 0;
        int falseFailure = 0;
        for (const Case &each : cases) {
            const QString verdict = waited(each);
            const QString expected = each.isGood() ? u"success"_s : u"failure"_s;
            if (verdict == expected)
                continue;
            qWarning("%s: %s, should be %s", qPrintable(each.name()), qPrintable(verdict), qPrintable(expected));
            ++(verdict == "success"_L1 ? falseSuccess : falseFailure);
        }
        qInfo(
            "stack:await: %d cases, false success %d, false failure %d", int(cases.size()), falseSuccess, falseFailure);
        QCOMPARE(falseSuccess, 0);
        QCOMPARE(falseFailure, 0);
    }

    void waitersOfTheModel_neverLie()
    {
        // What an update, and its rollback, can come to; a stack's other statuses belong to other operations.
        const QStringList ends{
            u"UPDATE_COMPLETE"_s, u"UPDATE_FAILED"_s, u"UPDATE_ROLLBACK_COMPLETE"_s, u"UPDATE_ROLLBACK_FAILED"_s};
        int count = 0;
        int wrong = 0;
        const QList<Case> cases = allCases();
        for (const Case &each : cases) {
            const bool isUpdated = each.outcome == Outcome::Deployed;
            // To a rollback UPDATE_FAILED is where it came from, so the waiter goes on.
            const bool isOf
                = !each.isEnd() || (ends.contains(each.status) && (isUpdated || each.status != "UPDATE_FAILED"_L1));
            if (!each.isByToken || !isOf)
                continue;
            ++count;
            const QString verdict = waitedByModel(each, isUpdated ? u"StackUpdated"_s : u"StackRolledBack"_s);
            const QString expected = each.isGood() ? u"success"_s : u"failure"_s;
            if (verdict != expected) {
                qWarning("%s: %s, should be %s", qPrintable(each.name()), qPrintable(verdict), qPrintable(expected));
                ++wrong;
            }
        }
        qInfo("wait:cloudformation: %d cases, wrong %d", count, wrong);
        QVERIFY(count > 300);
        QCOMPARE(wrong, 0);
    }

    void events_areTold_once_andTheFirstFailureIsNamed()
    {
        StackEvents events;
        events.stack(u"UPDATE_COMPLETE"_s, u"old"_s).stack(u"UPDATE_IN_PROGRESS"_s, mine);
        FakeCaller caller;
        const auto answer
            = [&] { caller.answer(u"DescribeStackEvents"_s, {{u"StackEvents"_s, events.newestFirst()}}); };
        answer();
        events.resource(u"Table"_s, u"UPDATE_FAILED"_s, mine, u"No such key"_s)
            .resource(u"Queue"_s, u"UPDATE_FAILED"_s, mine, u"Resource update cancelled"_s);
        answer();
        events.stack(u"UPDATE_ROLLBACK_IN_PROGRESS"_s, mine).stack(u"UPDATE_ROLLBACK_COMPLETE"_s, mine);
        answer();
        InstantSleeper sleeper;
        QStringList lines;
        deployments::StackWait wait({caller, m_models}, sleeper, {stackId, Outcome::Deployed, mine, {}, false, false},
            [&lines](const QString &line) { lines << line; });

        const auto answered = await(wait.run({}));

        QVERIFY(answered && !*answered);
        QVERIFY2(answered->error().message().contains(u"Table"), qPrintable(answered->error().message()));
        QVERIFY(answered->error().message().contains(u"No such key"));
        QCOMPARE(lines.size(), 5);
        QVERIFY(lines.first().contains(u"UPDATE_IN_PROGRESS"));
    }

    void eventsWithoutTokens_countByTheirPlace_onlyWhereItIsGiven()
    {
        for (const bool isGiven : {true, false}) {
            StackEvents events;
            events.stack(u"CREATE_IN_PROGRESS"_s, {}).stack(u"CREATE_COMPLETE"_s, {});
            const QString last = events.lastId();
            FakeCaller caller;
            caller.answer(u"DescribeStackEvents"_s, {{u"StackEvents"_s, events.newestFirst()}});
            events.stack(u"UPDATE_IN_PROGRESS"_s, {}).stack(u"UPDATE_ROLLBACK_COMPLETE"_s, {});
            for (int i = 0; i < 12; ++i)
                caller.answer(u"DescribeStackEvents"_s, {{u"StackEvents"_s, events.newestFirst()}});
            caller.fail(u"DescribeStackEvents"_s, Error(Error::Kind::Denied, u"enough"_s).withCode(u"Enough"_s));
            InstantSleeper sleeper;
            StackAim aim{stackId, Outcome::Deployed, mine, {}, false, false};
            aim.after = isGiven ? last : QString();
            aim.mayLackTokens = isGiven;
            deployments::StackWait wait({caller, m_models}, sleeper, aim, {});

            QCOMPARE(verdictOf(await(wait.run({})), u"StackFailed"_s), isGiven ? u"failure"_s : u"Enoughenough"_s);
        }
    }

    void deletion_isTheEndOfARollback_whereItMayBe()
    {
        for (const bool mayDelete : {true, false}) {
            StackEvents events;
            events.stack(u"CREATE_FAILED"_s, u"old"_s)
                .stack(u"DELETE_IN_PROGRESS"_s, mine)
                .stack(u"DELETE_COMPLETE"_s, mine);
            FakeCaller caller;
            caller.answer(u"DescribeStackEvents"_s, {{u"StackEvents"_s, events.newestFirst()}});
            InstantSleeper sleeper;
            deployments::StackWait wait(
                {caller, m_models}, sleeper, {stackId, Outcome::RolledBack, mine, {}, false, mayDelete}, {});

            QCOMPARE(verdictOf(await(wait.run({})), u"StackFailed"_s), mayDelete ? u"success"_s : u"failure"_s);
        }
    }

    void anotherOperation_takesItsPlace()
    {
        StackEvents events;
        events.stack(u"UPDATE_IN_PROGRESS"_s, mine)
            .stack(u"UPDATE_ROLLBACK_IN_PROGRESS"_s, u"theirs"_s, u"User Initiated"_s);
        FakeCaller caller;
        for (int i = 0; i < 20; ++i)
            caller.answer(u"DescribeStackEvents"_s, {{u"StackEvents"_s, events.newestFirst()}});
        InstantSleeper sleeper;
        deployments::StackWait wait(
            {caller, m_models}, sleeper, {stackId, Outcome::Deployed, mine, {}, false, false}, {});

        QCOMPARE(verdictOf(await(wait.run({})), u"StackFailed"_s), u"failure"_s);
    }

    void endBeyondTheFirstPage_isFound()
    {
        StackEvents events;
        events.stack(u"UPDATE_IN_PROGRESS"_s, mine).stack(u"UPDATE_COMPLETE"_s, mine);
        for (int i = 0; i < 250; ++i)
            events.stack(i % 2 == 0 ? u"UPDATE_IN_PROGRESS"_s : u"UPDATE_COMPLETE"_s, u"later-%1"_s.arg(i / 2));
        FakeCaller caller;
        for (const QJsonObject &page : events.pages())
            caller.answer(u"DescribeStackEvents"_s, page);
        InstantSleeper sleeper;
        deployments::StackWait wait(
            {caller, m_models}, sleeper, {stackId, Outcome::Deployed, mine, {}, false, false}, {});

        QCOMPARE(verdictOf(await(wait.run({})), u"StackFailed"_s), u"success"_s);
        QCOMPARE(caller.inputs(u"DescribeStackEvents"_s).size(), 3);
    }

    void stackThatStandsStill_isTold_onceForEachTime()
    {
        StackEvents events;
        events.stack(u"UPDATE_IN_PROGRESS"_s, mine);
        FakeCaller caller;
        for (int i = 0; i < 120; ++i)
            caller.answer(u"DescribeStackEvents"_s, {{u"StackEvents"_s, events.newestFirst()}});
        events.stack(u"UPDATE_COMPLETE"_s, mine);
        caller.answer(u"DescribeStackEvents"_s, {{u"StackEvents"_s, events.newestFirst()}});
        InstantSleeper sleeper;
        QStringList lines;
        deployments::StackWait wait({caller, m_models}, sleeper, {stackId, Outcome::Deployed, mine, {}, false, false},
            [&lines](const QString &line) { lines << line; });

        QCOMPARE(verdictOf(await(wait.run({})), u"StackFailed"_s), u"success"_s);
        QVERIFY(sleeper.total() > aws::Waiter::stallAfter);
        QCOMPARE(lines.filter(u"told of nothing"_s).size(), 1);
        QCOMPARE(lines.size(), 3);
    }

    void missingStack_isGivenUp_deniedAtOnce_cancelledSilently()
    {
        InstantSleeper sleeper;
        FakeCaller absent;
        for (int i = 0; i < 20; ++i)
            absent.fail(u"DescribeStackEvents"_s, errorOf(Trouble::NotThereYet));
        deployments::StackWait gone(
            {absent, m_models}, sleeper, {stackId, Outcome::Deployed, mine, {}, false, false}, {});
        FakeCaller denied;
        denied.fail(u"DescribeStackEvents"_s, Error(Error::Kind::Denied, u"no"_s).withCode(u"AccessDenied"_s));
        deployments::StackWait refused(
            {denied, m_models}, sleeper, {stackId, Outcome::Deployed, mine, {}, false, false}, {});
        FakeCaller silent;
        CancelSource source;
        deployments::StackWait left(
            {silent, m_models}, sleeper, {stackId, Outcome::Deployed, mine, {}, false, false}, {});

        QCOMPARE(verdictOf(await(gone.run({})), {}), u"ValidationErrorStack [shop] does not exist"_s);
        QCOMPARE(absent.calls().size(), 10);
        QCOMPARE(verdictOf(await(refused.run({})), {}), u"AccessDeniedno"_s);
        auto running = left.run(source.token());
        source.cancel();
        const auto cancelled = await(std::move(running));
        QVERIFY(cancelled && !*cancelled);
        QCOMPARE(cancelled->error().kind(), Error::Kind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestStackWaits)
#include "tst_stackwaits.moc"
