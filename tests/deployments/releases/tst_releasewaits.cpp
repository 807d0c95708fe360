// SPDX-License-Identifier: GPL-3.0-or-later
// What waits for deployments of CodeDeploy and AppConfig, and for executions of Step Functions, in every state that
// they know, while answers lag behind, polls are throttled, a server fails, or the deployment is gone: it may neither
// say that it is there when it is not, nor that it failed when it did not.
#include <aws/caller/scriptedcaller.h>
#include <aws/waiter.h>
#include <support/await.h>
#include <support/instantsleeper.h>

#include <QTest>

using namespace sm;
using namespace sm::aws;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// One poll's answer: a state, or nothing while the service does not know the deployment.
using Moment = std::optional<QString>;

struct Subject
{
    const char *service;
    const char *waiter;
    const char *path; ///< of the state in an answer
    const char *absent; ///< the code of what is not there
    QStringList states; ///< all that the service knows
    QStringList good;
    QStringList bad; ///< the others are passed through
    QString stale; ///< what lagging answers show; empty: that it is not there yet
};

QStringList words(const char *text) { return QString::fromLatin1(text).split(u' '); }

const QList<Subject> &subjects()
{
    static const QStringList ofFlags = words("BAKING VALIDATING DEPLOYING COMPLETE ROLLING_BACK ROLLED_BACK REVERTED");
    static const QStringList ofReleases = words("Created Queued InProgress Baking Succeeded Failed Stopped Ready");
    static const QStringList ofExecutions = words("RUNNING SUCCEEDED FAILED TIMED_OUT ABORTED PENDING_REDRIVE");
    static const QList<Subject> all{
        {"appconfig", "DeploymentComplete", "State", "ResourceNotFoundException", ofFlags, words("COMPLETE"),
            words("ROLLED_BACK REVERTED"), {}},
        {"appconfig", "DeploymentTakenBack", "State", "ResourceNotFoundException", ofFlags,
            words("ROLLED_BACK REVERTED"), {}, u"COMPLETE"_s},
        {"codedeploy", "DeploymentSuccessful", "deploymentInfo.status", "DeploymentDoesNotExistException", ofReleases,
            words("Succeeded"), words("Failed Stopped"), {}},
        {"codedeploy", "DeploymentStopped", "deploymentInfo.status", "DeploymentDoesNotExistException", ofReleases,
            words("Stopped"), words("Failed Succeeded"), u"InProgress"_s},
        {"stepfunctions", "ExecutionSucceeded", "status", "ExecutionDoesNotExist", ofExecutions, words("SUCCEEDED"),
            words("FAILED TIMED_OUT ABORTED PENDING_REDRIVE"), u"RUNNING"_s},
    };
    return all;
}

QJsonObject answerWith(const Subject &subject, const QString &state)
{
    const QStringList path = QString::fromLatin1(subject.path).split(u'.');
    const QJsonObject inner{{path.last(), state}};
    return path.size() == 1 ? inner : QJsonObject{{path.first(), inner}};
}

enum Trouble { None, Throttled, Failing, Gone, TroubleCount };

std::optional<Error> disturbance(int trouble, int poll)
{
    if (trouble == Throttled && poll % 3 == 1)
        return Error(Error::Kind::Throttled, u"Slow down."_s).withCode(u"ThrottlingException"_s);
    if (trouble == Failing && poll == 1)
        return Error(Error::Kind::Internal, u"The service failed."_s).withCode(u"InternalServerError"_s);
    return std::nullopt;
}

QList<Moment> momentsOf(const Subject &subject, const QString &state, int lag, int trouble)
{
    QList<Moment> moments;
    moments.fill(subject.stale.isEmpty() ? Moment() : Moment(subject.stale), lag);
    moments << (trouble == Gone ? Moment() : Moment(state));
    return moments;
}

constexpr int enoughPolls = 60; // more than any lag; what has not ended by then waits on

} // namespace

class TestReleaseWaits : public QObject
{
    Q_OBJECT

private:
    const Models m_models;
    InstantSleeper m_sleeper;

private Q_SLOTS:
    void wait_saysWhatIs_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<QString>("state");
        QTest::addColumn<int>("lag");
        QTest::addColumn<int>("trouble");
        for (int number = 0; number < subjects().size(); ++number) {
            const Subject &subject = subjects().at(number);
            for (const QString &state : subject.states) {
                for (int lag = 0; lag <= 5; ++lag) {
                    for (int trouble = 0; trouble < TroubleCount; ++trouble)
                        QTest::addRow("%s %s, lag %d, trouble %d", subject.waiter, qPrintable(state), lag, trouble)
                            << number << state << lag << trouble;
                }
            }
        }
    }
    void wait_saysWhatIs()
    {
        QFETCH(int, number);
        QFETCH(QString, state);
        QFETCH(int, lag);
        QFETCH(int, trouble);
        const Subject &subject = subjects().at(number);
        const QList<Moment> moments = momentsOf(subject, state, lag, trouble);
        CancelSource stop;
        qsizetype next = 0;
        int poll = 0;
        ScriptedCaller caller([&](const Call &) -> Result<QJsonObject> {
            if (poll > enoughPolls)
                stop.cancel();
            if (const auto error = disturbance(trouble, poll++))
                return *error;
            const Moment moment = moments.at(std::min(next++, moments.size() - 1));
            if (!moment)
                return Error(Error::Kind::NotFound, u"It is not there."_s)
                    .withCode(QString::fromLatin1(subject.absent));
            return answerWith(subject, *moment);
        });
        const QString service = QString::fromLatin1(subject.service);
        const WaiterModel model = *(*m_models.service(service))->waiter(QString::fromLatin1(subject.waiter));
        Waiter waiter(caller, m_sleeper);

        const Result<QJsonObject> end = await(waiter.until(model, {service, model.operation, {}}, {}, {}, stop.token()))
                                            .value_or(Error(Error::Kind::Internal, u"no end"_s));

        const bool isGood = trouble != Gone && subject.good.contains(state);
        const bool isBad = trouble != Gone && subject.bad.contains(state);
        QCOMPARE(end.has_value(), isGood); // no false success
        if (isGood)
            QCOMPARE(*end, answerWith(subject, state));
        const QString code = end ? QString() : end.error().code();
        QCOMPARE(code == "WaiterFailure"_L1, isBad); // no false failure
        if (trouble == Gone)
            QCOMPARE(end.error().kind(), Error::Kind::NotFound);
        else if (!isGood && !isBad) // still under way: it waits on, or says that its time is over
            QVERIFY2(code == "WaiterTimeout"_L1 || end.error().kind() == Error::Kind::Cancelled, qPrintable(code));
    }
};

QTEST_GUILESS_MAIN(TestReleaseWaits)
#include "tst_releasewaits.moc"
