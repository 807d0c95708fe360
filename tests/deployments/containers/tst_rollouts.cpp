// SPDX-License-Identifier: GPL-3.0-or-later
// The waiter of ECS through everything that DescribeServices may say after an update, while answers lag behind, a poll
// is throttled or fails, or somebody deletes the service: it may neither take what runs for what was asked for, nor
// give up on what still comes.
#include <aws/caller/scriptedcaller.h>
#include <aws/models.h>
#include <aws/waiter.h>
#include <support/await.h>
#include <support/instantsleeper.h>

#include <QJsonArray>
#include <QTest>

using namespace sm;
using namespace sm::aws;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int Desired = 3;
const QString requested = u"arn:aws:ecs:eu-west-1:123456789012:task-definition/web:7"_s;
const QString other = u"arn:aws:ecs:eu-west-1:123456789012:task-definition/web:8"_s;
const QString ours = u"ecs-svc/2222222222222222222"_s;
const QString startedAt = u"2026-11-30T10:00:00.25Z"_s;
const QString earlier = u"2026-11-30T08:00:00Z"_s;
const QString later = u"2026-11-30T10:06:00Z"_s;

enum Disturbance { Nothing, Throttled, Failed, DisturbanceCount };

/// One row of the table: how the service comes to stand.
struct Course
{
    QString before; ///< the task definition that ran; the requested one when it is deployed again
    bool isRequested = true; ///< of what is PRIMARY in the end
    QString rolloutState;
    bool isComplete = true; ///< running as many as desired
    int lag = 0; ///< polls that still see what was before
    Disturbance disturbance = Nothing;
    bool isDeleted = false;

    bool comes() const { return !isDeleted && isRequested && rolloutState != "FAILED"_L1; }
    bool endsAtOnce() const { return rolloutState == "COMPLETED"_L1 && isComplete; }
};

QJsonObject deployment(const QString &id, const QString &status, const QString &taskDefinition,
    const QString &rolloutState, const QString &createdAt, int running)
{
    return {{u"id"_s, id}, {u"status"_s, status}, {u"taskDefinition"_s, taskDefinition}, {u"createdAt"_s, createdAt},
        {u"updatedAt"_s, createdAt}, {u"rolloutState"_s, rolloutState}, {u"desiredCount"_s, Desired},
        {u"runningCount"_s, running},
        {u"rolloutStateReason"_s, u"ECS deployment %1 is %2."_s.arg(id, rolloutState.toLower())}};
}

QJsonObject answer(const QJsonArray &deployments, const QString &status = u"ACTIVE"_s)
{
    const QJsonObject service{{u"status"_s, status}, {u"deployments"_s, deployments}, {u"events"_s, QJsonArray()}};
    return {{u"services"_s, QJsonArray{service}}, {u"failures"_s, QJsonArray()}};
}

QJsonObject old(const Course &course, const QString &status)
{
    return deployment(u"ecs-svc/1111111111111111111"_s, status, course.before, u"COMPLETED"_s, earlier, Desired);
}

QJsonObject mine(const QString &rolloutState, int running)
{
    return deployment(ours, u"PRIMARY"_s, requested, rolloutState, startedAt, running);
}

/// What is PRIMARY in the end; something other than what was asked for was deployed after it.
QJsonObject last(const Course &course, const QString &rolloutState, int running)
{
    return course.isRequested
        ? mine(rolloutState, running)
        : deployment(u"ecs-svc/3333333333333333333"_s, u"PRIMARY"_s, other, rolloutState, later, running);
}

/// The answers in their order; the last stays.
QList<QJsonObject> momentsOf(const Course &course)
{
    QList<QJsonObject> moments;
    moments.fill(answer({old(course, u"PRIMARY"_s)}), course.lag);
    moments << answer({mine(u"IN_PROGRESS"_s, 1), old(course, u"ACTIVE"_s)});
    if (course.isDeleted)
        return moments << answer({mine(u"IN_PROGRESS"_s, 0)}, course.isComplete ? u"DRAINING"_s : u"INACTIVE"_s);
    moments << answer({last(course, course.rolloutState, course.isComplete ? Desired : Desired - 1)});
    if (course.comes() && !course.endsAtOnce())
        moments << answer({last(course, u"COMPLETED"_s, Desired)});
    return moments;
}

/// The polls that it takes, without those that were disturbed.
qsizetype pollsOf(const Course &course) { return momentsOf(course).size(); }

std::optional<Error> disturbed(const Course &course, int poll)
{
    if (poll != 1)
        return {};
    if (course.disturbance == Throttled)
        return Error(Error::Kind::Throttled, u"Slow down."_s).withCode(u"ThrottlingException"_s);
    if (course.disturbance == Failed)
        return Error(Error::Kind::Internal, u"The service failed."_s).withCode(u"ServerException"_s);
    return {};
}

ScriptedCaller::Script timeline(const Course &course)
{
    return [course, moments = momentsOf(course), poll = 0, next = qsizetype(0)](
               const Call &) mutable -> Result<QJsonObject> {
        if (const auto error = disturbed(course, poll++))
            return *error;
        return moments.at(std::min(next++, moments.size() - 1));
    };
}

} // namespace

class TestRollouts : public QObject
{
    Q_OBJECT

private:
    const Models m_models;
    InstantSleeper m_sleeper;

    Result<QJsonObject> wait(ScriptedCaller &caller, const QString &deployment = ours, const QString &since = startedAt)
    {
        const WaiterModel model = *(*m_models.service(u"ecs"_s))->waiter(u"ServiceRolledOut"_s);
        const QJsonObject parameters{
            {u"taskDefinition"_s, requested}, {u"deployment"_s, deployment}, {u"startedAt"_s, since}};
        Waiter waiter(caller, m_sleeper);
        return await(waiter.until(model, {u"ecs"_s, model.operation, {}}, parameters, {}, {}))
            .value_or(Error(Error::Kind::Internal, u"no end"_s));
    }
    Result<QJsonObject> waitForTheWayBack(ScriptedCaller &caller)
    {
        const WaiterModel model = *(*m_models.service(u"ecs"_s))->waiter(u"ServiceDeploymentRolledBack"_s);
        Waiter waiter(caller, m_sleeper);
        return await(waiter.until(model, {u"ecs"_s, model.operation, {}}, {}, {}, {}))
            .value_or(Error(Error::Kind::Internal, u"no end"_s));
    }
    Result<QJsonObject> waitThrough(
        const QList<QJsonObject> &moments, const QString &deployment = ours, const QString &since = startedAt)
    {
        ScriptedCaller caller([moments, next = qsizetype(0)](const Call &) mutable -> Result<QJsonObject> {
            return moments.at(std::min(next++, moments.size() - 1));
        });
        return wait(caller, deployment, since);
    }

    static void addRows(const Course &shape)
    {
        for (int lag = 0; lag <= 5; ++lag) {
            for (int disturbance = Nothing; disturbance < DisturbanceCount; ++disturbance) {
                for (const bool isDeleted : {false, true}) {
                    Course course = shape;
                    course.lag = lag;
                    course.disturbance = static_cast<Disturbance>(disturbance);
                    course.isDeleted = isDeleted;
                    QTest::addRow("%s over %s, %s, %s, lag %d, disturbance %d%s",
                        course.isRequested ? "requested" : "other", course.before == requested ? "the same" : "another",
                        qPrintable(course.rolloutState), course.isComplete ? "complete" : "too few", lag, disturbance,
                        isDeleted ? ", deleted" : "")
                        << course;
                }
            }
        }
    }

private Q_SLOTS:
    void waiter_saysWhatIs_data()
    {
        QTest::addColumn<Course>("course");
        for (const QString &before : {other, requested}) {
            for (const bool isRequested : {true, false}) {
                for (const QString &state : {u"COMPLETED"_s, u"IN_PROGRESS"_s, u"FAILED"_s}) {
                    for (const bool isComplete : {true, false})
                        addRows({before, isRequested, state, isComplete});
                }
            }
        }
    }
    void waiter_saysWhatIs()
    {
        QFETCH(Course, course);
        ScriptedCaller caller(timeline(course));

        const Result<QJsonObject> end = wait(caller);

        QCOMPARE(end.has_value(), course.comes());
        if (!end)
            QCOMPARE(end.error().code(), u"WaiterFailure"_s);
        const qsizetype disturbances = course.disturbance == Nothing ? 0 : 1;
        QCOMPARE(caller.calls.size(), pollsOf(course) + disturbances); // not a poll more than it takes
    }

    void missingService_isNoSuccess()
    {
        const QJsonObject missing{
            {u"services"_s, QJsonArray()}, {u"failures"_s, QJsonArray{QJsonObject{{u"reason"_s, u"MISSING"_s}}}}};

        const Result<QJsonObject> end = waitThrough({answer({mine(u"IN_PROGRESS"_s, 1)}), missing});

        QVERIFY(!end);
        QVERIFY(end.error().message().contains(u"MISSING"_s));
    }

    void circuitBreaker_isAFailureWithItsReasonAndEvents()
    {
        QJsonObject failed = mine(u"FAILED"_s, 0);
        failed.insert(u"status"_s, u"ACTIVE"_s);
        failed.insert(u"rolloutStateReason"_s, u"ECS deployment circuit breaker: tasks failed to start."_s);
        const QJsonObject back = deployment(u"ecs-svc/3"_s, u"PRIMARY"_s, other, u"IN_PROGRESS"_s, later, 1);
        QJsonObject moment = answer({back, failed});
        QJsonObject service = moment[u"services"][0].toObject();
        service.insert(u"events"_s,
            QJsonArray{
                QJsonObject{{u"createdAt"_s, later}, {u"message"_s, u"(service web) was unable to place a task."_s}},
                QJsonObject{
                    {u"createdAt"_s, earlier}, {u"message"_s, u"(service web) has reached a steady state."_s}}});
        moment.insert(u"services"_s, QJsonArray{service});

        const Result<QJsonObject> end = waitThrough({moment});

        QVERIFY(!end);
        const QString why = end.error().message();
        QVERIFY2(why.contains(u"circuit breaker: tasks failed to start"_s), qPrintable(why));
        QVERIFY2(why.contains(u"unable to place a task"_s), qPrintable(why));
        QVERIFY2(!why.contains(u"steady state"_s), qPrintable(why)); // it was before
    }

    /// The breaker may take up the very deployment that was there before: nothing of it is younger than ours.
    void breakerBackToTheOldDeployment_isAFailure()
    {
        QJsonObject back = deployment(u"ecs-svc/1"_s, u"PRIMARY"_s, other, u"COMPLETED"_s, earlier, Desired);
        back.insert(u"updatedAt"_s, later);
        back.insert(
            u"rolloutStateReason"_s, u"ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1."_s);
        const Result<QJsonObject> byReason = waitThrough({answer({mine(u"IN_PROGRESS"_s, 1)}), answer({back})});
        QVERIFY(!byReason);

        QJsonObject moment
            = answer({deployment(u"ecs-svc/1"_s, u"PRIMARY"_s, other, u"COMPLETED"_s, earlier, Desired)});
        QJsonObject service = moment[u"services"][0].toObject();
        const QString message = u"(service web) (deployment %1) deployment failed: tasks failed to start."_s.arg(ours);
        service.insert(u"events"_s, QJsonArray{QJsonObject{{u"createdAt"_s, later}, {u"message"_s, message}}});
        moment.insert(u"services"_s, QJsonArray{service});
        const Result<QJsonObject> byEvent = waitThrough({answer({mine(u"IN_PROGRESS"_s, 1)}), moment});

        QVERIFY(!byEvent);
        QVERIFY2(byEvent.error().message().contains(message), qPrintable(byEvent.error().message()));
    }

    void anEarlierRollback_isNotOurs()
    {
        QJsonObject before = deployment(u"ecs-svc/1"_s, u"PRIMARY"_s, other, u"COMPLETED"_s, earlier, Desired);
        before.insert(
            u"rolloutStateReason"_s, u"ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1."_s);

        QVERIFY(waitThrough({answer({before}), answer({mine(u"COMPLETED"_s, Desired)})}));
    }

    void stoppedDeployment_isBackWhenAwsSaysSo_data()
    {
        QTest::addColumn<QString>("status");
        QTest::addColumn<int>("lag");
        QTest::addColumn<bool>("comes");
        const QStringList good{u"ROLLBACK_SUCCESSFUL"_s};
        const QStringList bad{u"ROLLBACK_FAILED"_s, u"SUCCESSFUL"_s, u"STOPPED"_s};
        const QStringList going{
            u"PENDING"_s, u"IN_PROGRESS"_s, u"STOP_REQUESTED"_s, u"ROLLBACK_REQUESTED"_s, u"ROLLBACK_IN_PROGRESS"_s};
        for (const QString &status : good + bad + going) {
            for (int lag = 0; lag <= 5; ++lag)
                QTest::addRow("%s, lag %d", qPrintable(status), lag) << status << lag << !bad.contains(status);
        }
    }
    void stoppedDeployment_isBackWhenAwsSaysSo()
    {
        QFETCH(QString, status);
        QFETCH(int, lag);
        QFETCH(bool, comes);
        const auto moment = [](const QString &state) {
            const QJsonObject each{{u"status"_s, state}, {u"statusReason"_s, u"It was so."_s}};
            return QJsonObject{{u"serviceDeployments"_s, QJsonArray{each}}, {u"failures"_s, QJsonArray()}};
        };
        QList<QJsonObject> moments;
        moments.fill(moment(u"IN_PROGRESS"_s), lag);
        moments << moment(status) << moment(u"ROLLBACK_SUCCESSFUL"_s);
        ScriptedCaller caller([moments, next = qsizetype(0)](const Call &) mutable -> Result<QJsonObject> {
            return moments.at(std::min(next++, moments.size() - 1));
        });

        const Result<QJsonObject> end = waitForTheWayBack(caller);

        QCOMPARE(end.has_value(), comes);
        QVERIFY(end || end.error().message().contains(u"It was so."_s));
        const bool endsThere = !comes || status == "ROLLBACK_SUCCESSFUL"_L1;
        QCOMPARE(caller.calls.size(), lag + (endsThere ? 1 : 2));
    }

    /// A run that was cut off between the call and its answer knows neither, and goes by when it was started.
    void lostAnswer_goesByTheStartOfTheRun()
    {
        const QString run = u"2026-11-30T09:59:58Z"_s;
        Course again;
        again.before = requested;
        const QJsonObject before = old(again, u"PRIMARY"_s); // the same revision, deployed again
        const QList<QJsonObject> good{
            answer({before}), answer({mine(u"IN_PROGRESS"_s, 1)}), answer({mine(u"COMPLETED"_s, Desired)})};
        const QList<QJsonObject> bad{answer({before}), answer({mine(u"FAILED"_s, 0)})};

        QCOMPARE(waitThrough(good, u"unknown"_s, run).value_or(QJsonObject()), good.last());
        QVERIFY(!waitThrough(bad, u"unknown"_s, run));
    }

    void serviceOfNoTasks_isRolledOut()
    {
        QJsonObject none = mine(u"COMPLETED"_s, 0);
        none.insert(u"desiredCount"_s, 0);

        QVERIFY(waitThrough({answer({none})}));
    }
};

QTEST_GUILESS_MAIN(TestRollouts)
#include "tst_rollouts.moc"
