// SPDX-License-Identifier: GPL-3.0-or-later
#include "scriptedcaller.h"

#include "acceptor.h"

#include <aws/waiter.h>
#include <support/await.h>
#include <support/instantsleeper.h>

#include <QTest>

using namespace sm;
using namespace sm::aws;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

using State = Acceptor::State;

/// Answers one after the other; the last one for ever.
ScriptedCaller::Script inTurn(QList<Result<QJsonObject>> answers)
{
    return [answers, next = qsizetype(0)](const Call &) mutable {
        const qsizetype index = std::min(next++, answers.size() - 1);
        return answers.at(index);
    };
}

QJsonObject stack(const QString &status)
{
    return {{u"Stacks"_s, QJsonArray{QJsonObject{{u"StackStatus"_s, status}}}}};
}

/// A document in which \p path ("Table.TableStatus", "Stacks[].StackStatus") leads to \p value.
QJsonValue documentFor(const QString &path, const QJsonValue &value)
{
    if (path.isEmpty())
        return value;
    const QString head = path.section(u'.', 0, 0);
    const QJsonValue inner = documentFor(path.section(u'.', 1), value);
    if (head.endsWith("[]"_L1))
        return QJsonObject{{head.chopped(2), QJsonArray{inner}}};
    return QJsonObject{{head, inner}};
}

bool isPlainPath(const QString &path)
{
    static const QRegularExpression form(u"\\A\\w+(\\[\\])?(\\.\\w+(\\[\\])?)*\\z"_s);
    return form.match(path).hasMatch();
}

} // namespace

class TestWaiter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void acceptors_ofEveryModel_decideAsTheySay_data();
    void acceptors_ofEveryModel_decideAsTheySay();
    void status_anyOther_keepsPolling();
    void until_success_givesTheAnswer();
    void until_failure_says_so();
    void until_errorThatIsExpected_succeeds();
    void until_errorThatIsNot_isPassedOn();
    void until_throttledPoll_pollsOn();
    void until_neverReached_endsAtItsLimit();
    void until_withoutLimit_tellsOfAStall();
    void until_cancelled_stops();
    void until_missingParameter_isInvalid();
    void parameters_areData();
    void delay_growsBetweenItsBounds();

private:
    WaiterModel waiter(const QString &service, const QString &name) const
    {
        return *(*m_models.service(service))->waiter(name);
    }
    Result<QJsonObject> wait(ScriptedCaller &caller, const WaiterModel &model, const Waiter::Progress &progress = {})
    {
        return await(
            Waiter(caller, m_sleeper).until(model, {u"cloudformation"_s, model.operation, {}}, {}, progress, {}))
            .value_or(Error(Error::Kind::Internal, u"no answer"_s));
    }

    Models m_models;
    InstantSleeper m_sleeper;
    WaiterModel m_updated;
};

void TestWaiter::initTestCase() { m_updated = waiter(u"cloudformation"_s, u"StackUpdateComplete"_s); }

void TestWaiter::acceptors_ofEveryModel_decideAsTheySay_data()
{
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("name");
    const QList<std::pair<const char *, const char *>> waiters{{"lambda", "FunctionUpdated"},
        {"lambda", "FunctionUpdatedV2"}, {"lambda", "FunctionActive"}, {"lambda", "FunctionActiveV2"},
        {"lambda", "PublishedVersionActive"}, {"lambda", "FunctionExists"}, {"dynamodb", "TableExists"},
        {"dynamodb", "TableNotExists"}, {"cloudformation", "StackUpdateComplete"},
        {"cloudformation", "StackRollbackComplete"}, {"cloudformation", "StackCreateComplete"},
        {"cloudformation", "StackDeleteComplete"}, {"cloudformation", "ChangeSetCreateComplete"},
        {"ecs", "TasksRunning"}, {"ecs", "TasksStopped"}, {"codedeploy", "DeploymentSuccessful"},
        {"s3", "ObjectExists"}, {"s3", "BucketExists"}, {"ssm", "CommandExecuted"}};
    for (const auto &[service, name] : waiters)
        QTest::addRow("%s %s", service, name) << QString::fromLatin1(service) << QString::fromLatin1(name);
}

/// Each acceptor alone decides for what it expects: an answer with the value at its path, or an error with its code.
void TestWaiter::acceptors_ofEveryModel_decideAsTheySay()
{
    QFETCH(QString, service);
    QFETCH(QString, name);
    const auto model = m_models.service(service);
    QVERIFY(model);
    const WaiterModel *published = (*model)->waiter(name);
    if (!published)
        QSKIP("not among the models inside the program");
    int decided = 0;
    for (const Acceptor &acceptor : published->acceptors) {
        WaiterModel alone = *published;
        alone.acceptors = {acceptor};
        Result<Answer> polled = Answer{};
        if (acceptor.matcher == Acceptor::Matcher::Error && acceptor.expected.isString())
            polled = Error(Error::Kind::Internal, u"no"_s).withCode(acceptor.expected.toString());
        else if (acceptor.matcher == Acceptor::Matcher::Status && acceptor.expected.toInt() != 200)
            polled = Error(Error::Kind::Internal, u"no"_s).withCode(QString::number(acceptor.expected.toInt()));
        else if (isPlainPath(acceptor.argument))
            polled->output = documentFor(acceptor.argument, acceptor.expected).toObject();
        else if (acceptor.matcher != Acceptor::Matcher::Status)
            continue;
        const auto state = decide(alone, polled);
        QVERIFY(state);
        QVERIFY2(*state == acceptor.state, qPrintable(acceptor.argument + acceptor.expected.toString()));
        ++decided;
    }
    QVERIFY(decided > 0);
}

void TestWaiter::status_anyOther_keepsPolling()
{
    for (const QString &status : {u"UPDATE_IN_PROGRESS"_s, u"UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"_s, u"NEW_WORD"_s}) {
        const auto state = decide(m_updated, Answer{stack(status), {}, 1});
        QVERIFY(state && !state->has_value());
    }
}

void TestWaiter::until_success_givesTheAnswer()
{
    ScriptedCaller caller(inTurn({stack(u"UPDATE_IN_PROGRESS"_s), stack(u"UPDATE_COMPLETE"_s)}));
    QList<int> polls;

    const Result<QJsonObject> end
        = wait(caller, m_updated, [&polls](const WaitProgress &progress) { polls.append(progress.polls); });

    QVERIFY(end);
    QCOMPARE(*end, stack(u"UPDATE_COMPLETE"_s));
    QCOMPARE(polls, QList<int>{1});
}

void TestWaiter::until_failure_says_so()
{
    ScriptedCaller caller(inTurn({stack(u"UPDATE_ROLLBACK_COMPLETE"_s)}));

    const Result<QJsonObject> end = wait(caller, m_updated);

    QCOMPARE(end.error().kind(), Error::Kind::Conflict);
    QCOMPARE(end.error().code(), u"WaiterFailure"_s);
}

void TestWaiter::until_errorThatIsExpected_succeeds()
{
    const Error gone = Error(Error::Kind::NotFound, u"gone"_s).withCode(u"ResourceNotFoundException"_s);
    ScriptedCaller caller(inTurn({QJsonObject(), gone}));

    QVERIFY(wait(caller, waiter(u"dynamodb"_s, u"TableNotExists"_s)));
}

void TestWaiter::until_errorThatIsNot_isPassedOn()
{
    const Error denied = Error(Error::Kind::Denied, u"no"_s).withCode(u"AccessDenied"_s);
    ScriptedCaller caller(inTurn({denied}));

    QCOMPARE(wait(caller, m_updated).error().code(), u"AccessDenied"_s);
}

void TestWaiter::until_throttledPoll_pollsOn()
{
    const Error slow = Error(Error::Kind::Throttled, u"slow"_s).withCode(u"Throttling"_s);
    ScriptedCaller caller(inTurn({slow, stack(u"UPDATE_COMPLETE"_s)}));
    bool told = false;

    const Result<QJsonObject> end
        = wait(caller, m_updated, [&told](const WaitProgress &progress) { told = progress.trouble.has_value(); });

    QVERIFY(end);
    QVERIFY(told);
}

void TestWaiter::until_neverReached_endsAtItsLimit()
{
    ScriptedCaller caller(inTurn({stack(u"UPDATE_IN_PROGRESS"_s)}));
    m_sleeper = InstantSleeper();

    const Result<QJsonObject> end = wait(caller, m_updated);

    QCOMPARE(end.error().code(), u"WaiterTimeout"_s);
    QCOMPARE(m_sleeper.total(), 3600s);
}

void TestWaiter::until_withoutLimit_tellsOfAStall()
{
    WaiterModel endless = m_updated;
    endless.maxAttempts = 0;
    QList<Result<QJsonObject>> answers(200, stack(u"UPDATE_IN_PROGRESS"_s));
    answers.append(stack(u"UPDATE_COMPLETE"_s));
    ScriptedCaller caller(inTurn(answers));
    bool stalled = false;
    std::chrono::milliseconds first{0};

    const Result<QJsonObject> end = wait(caller, endless, [&](const WaitProgress &progress) {
        if (progress.stalled && !std::exchange(stalled, true))
            first = progress.unchangedFor;
    });

    QVERIFY(end);
    QVERIFY(stalled);
    QVERIFY(first >= Waiter::stallAfter && first < Waiter::stallAfter + 2min);
}

void TestWaiter::until_cancelled_stops()
{
    ScriptedCaller caller(inTurn({stack(u"UPDATE_IN_PROGRESS"_s)}));
    CancelSource source;
    const auto cancel = [&source](const WaitProgress &) { source.cancel(); };

    const auto end = await(Waiter(caller, m_sleeper).until(m_updated, {}, {}, cancel, source.token()));

    QCOMPARE(end->error().kind(), Error::Kind::Cancelled);
}

void TestWaiter::until_missingParameter_isInvalid()
{
    WaiterModel model = m_updated;
    model.acceptors = {{Acceptor::Matcher::Path, State::Success, u"Status == $status"_s, true}};
    ScriptedCaller caller(inTurn({QJsonObject()}));

    QCOMPARE(wait(caller, model).error().code(), u"MissingParameter"_s);
    QVERIFY(caller.calls.isEmpty());
}

void TestWaiter::parameters_areData()
{
    WaiterModel model = m_updated;
    model.acceptors = {{Acceptor::Matcher::Path, State::Success, u"Name == $name"_s, true}};
    for (const QString &name : {u"plain"_s, u"back`tick"_s, u"quo\"te"_s, u"' || `true`"_s, u"\\"_s}) {
        const Result<WaiterModel> filled = model.bound({{u"name"_s, name}});
        QVERIFY(filled);

        const auto same = decide(*filled, Answer{{{u"Name"_s, name}}, {}, 1});
        const auto other = decide(*filled, Answer{{{u"Name"_s, u"other"_s}}, {}, 1});

        QVERIFY2(same && *same == State::Success, qPrintable(name));
        QVERIFY2(other && !other->has_value(), qPrintable(name));
    }
}

void TestWaiter::delay_growsBetweenItsBounds()
{
    QCOMPARE(waitDelay(5, 1, 1), 5'000ms);
    QCOMPARE(waitDelay(5, 2, 1), 10'000ms);
    QCOMPARE(waitDelay(5, 3, 0), 5'000ms);
    QCOMPARE(waitDelay(5, 50, 1), 20'000ms);
    QCOMPARE(waitDelay(60, 50, 1), 120'000ms);
    QCOMPARE(waitDelay(0, 1, 1), 1'000ms);
}

QTEST_GUILESS_MAIN(TestWaiter)
#include "tst_waiter.moc"
