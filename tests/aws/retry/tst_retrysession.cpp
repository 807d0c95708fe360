// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/retrysession.h>

#include <QTest>

using namespace sm;
using namespace sm::aws;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;
using Why = RetryDecision::Why;

Q_DECLARE_METATYPE(sm::Repeat)
Q_DECLARE_METATYPE(std::chrono::milliseconds)

namespace {

double longest() { return 1.0; }

FailedAttempt refusal(int status, const QString &code, const QString &service = u"lambda"_s,
    const QString &operation = u"GetFunction"_s, const QByteArray &hint = {})
{
    net::HttpReply reply;
    reply.status = status;
    if (!hint.isEmpty())
        reply.headers.append(net::HttpHeader{"x-amz-retry-after", hint});
    return FailedAttempt::refused(service, operation, reply, code, {});
}

FailedAttempt serverError() { return refusal(500, u"InternalError"_s); }
FailedAttempt throttled() { return refusal(400, u"ThrottlingException"_s); }

FailedAttempt unreachable(Error::Changed changed)
{
    const Error error = Error(Error::Kind::Network, u"gone"_s).withCode(u"Broken"_s).withChanged(changed);
    return FailedAttempt::unanswered(u"sns"_s, u"Publish"_s, error);
}

RetrySession session(RetryQuota &quota, const QString &service = u"lambda"_s, Repeat repeat = Repeat::Read)
{
    return RetrySession(RetryPolicy::standard(service), quota, repeat, longest);
}

} // namespace

class TestRetrySession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void backoff_doublesUpToTwentySeconds()
    {
        const RetryPolicy policy = RetryPolicy::standard(u"lambda"_s);
        const QList<milliseconds> expected{
            50ms, 100ms, 200ms, 400ms, 800ms, 1600ms, 3200ms, 6400ms, 12'800ms, 20s, 20s};

        for (int retry = 0; retry < expected.size(); ++retry)
            QCOMPARE(policy.backoff(Failure::Transient, retry, 1.0), expected[retry]);
        QCOMPARE(policy.backoff(Failure::Throttling, 0, 1.0), 1s);
        QCOMPARE(policy.backoff(Failure::Throttling, 5, 1.0), 20s);
        QCOMPARE(policy.backoff(Failure::Transient, 3, 0.5), 200ms);
        QCOMPARE(policy.backoff(Failure::Transient, 3, 0.0), 0ms);
        QCOMPARE(policy.backoff(Failure::Transient, 4000, 1.0), 20s);
    }

    void policy_dynamodb_triesFourTimesAndWaitsLess()
    {
        const RetryPolicy policy = RetryPolicy::standard(u"dynamodb"_s);

        QCOMPARE(policy.maxAttempts, 4);
        QCOMPARE(policy.backoff(Failure::Transient, 0, 1.0), 25ms);
        QCOMPARE(policy.backoff(Failure::Throttling, 0, 1.0), 1s);
        QCOMPARE(RetryPolicy::standard(u"dynamodbstreams"_s).maxAttempts, 4);
        QCOMPARE(RetryPolicy::standard(u"dynamodb"_s, 7).maxAttempts, 7);
    }

    void hint_lengthensTheWaitByFiveSecondsAtMost_data()
    {
        QTest::addColumn<QByteArray>("hint");
        QTest::addColumn<milliseconds>("wait");

        QTest::newRow("used") << QByteArray("1500") << 1500ms;
        QTest::newRow("shorter than planned") << QByteArray("0") << 50ms;
        QTest::newRow("too long") << QByteArray("10000") << 5050ms;
        QTest::newRow("no number") << QByteArray("invalid") << 50ms;
        QTest::newRow("negative") << QByteArray("-100") << 50ms;
        QTest::newRow("seconds with a fraction") << QByteArray("1.5") << 50ms;
        QTest::newRow("larger than any number") << QByteArray("99999999999999999999") << 50ms;
    }

    void hint_lengthensTheWaitByFiveSecondsAtMost()
    {
        QFETCH(QByteArray, hint);
        RetryQuota quota;
        RetrySession calls = session(quota);

        const auto next = calls.failed(refusal(500, u"InternalError"_s, u"lambda"_s, u"GetFunction"_s, hint));

        QVERIFY(next.retries());
        QTEST(next.wait, "wait");
    }

    void failed_transient_threeAttemptsThenGivesUp()
    {
        RetryQuota quota;
        RetrySession calls = session(quota);
        QCOMPARE(calls.requestHeader(), QByteArray("attempt=1; max=3"));

        QCOMPARE(calls.failed(serverError()).wait, 50ms);
        QCOMPARE(calls.requestHeader(), QByteArray("attempt=2; max=3"));
        QCOMPARE(calls.failed(serverError()).wait, 100ms);
        QCOMPARE(calls.requestHeader(), QByteArray("attempt=3; max=3"));
        QCOMPARE(calls.failed(serverError()).why, Why::AttemptsUsed);

        QCOMPARE(quota.available(), 500 - 2 * 14);
    }

    void failed_final_endsAtOnceAndCostsNothing()
    {
        RetryQuota quota;
        RetrySession calls = session(quota);

        QCOMPARE(calls.failed(refusal(400, u"ValidationException"_s)).why, Why::Final);
        QCOMPARE(quota.available(), 500);
        QCOMPARE(calls.attempt(), 1);
    }

    void quota_dynamodbFailures_takeFourteenEach()
    {
        RetryQuota quota;
        RetrySession calls = session(quota, u"dynamodb"_s);
        QList<int> left{quota.available()};

        while (calls.failed(serverError()).retries())
            left.append(quota.available());

        QCOMPARE(left, (QList<int>{500, 486, 472, 458}));
    }

    void quota_throttling_takesFive()
    {
        RetryQuota quota;
        RetrySession calls = session(quota);

        QVERIFY(calls.failed(throttled()).retries());

        QCOMPARE(quota.available(), 495);
    }

    void quota_successAfterRetry_refundsTheLastCostOnly()
    {
        RetryQuota quota;
        RetrySession calls = session(quota);
        QVERIFY(calls.failed(throttled()).retries());
        QVERIFY(calls.failed(serverError()).retries());

        calls.succeeded();

        QCOMPARE(quota.available(), 495);
    }

    void quota_firstTrySuccess_earnsOneButNeverMoreThanFull()
    {
        RetryQuota quota;
        QVERIFY(quota.spend(10));

        session(quota).succeeded();
        QCOMPARE(quota.available(), 491);
        for (int call = 0; call < 20; ++call)
            session(quota).succeeded();

        QCOMPARE(quota.available(), 500);
    }

    void quota_spent_failsNowAndLongPollsWaitFirst()
    {
        RetryQuota quota;
        QVERIFY(quota.spend(490));
        RetrySession calls = session(quota);
        RetrySession polls = session(quota, u"sqs"_s);

        const auto failure = calls.failed(serverError());
        const auto poll = polls.failed(refusal(500, u"InternalError"_s, u"sqs"_s, u"ReceiveMessage"_s));

        QCOMPARE(failure.why, Why::QuotaSpent);
        QCOMPARE(failure.wait, 0ms);
        QCOMPARE(poll.why, Why::QuotaSpent);
        QCOMPARE(poll.wait, 50ms);
        QCOMPARE(quota.available(), 10);
    }

    void repeat_whatMayNotHappenTwice_isResentOnlyOnProof_data()
    {
        QTest::addColumn<Repeat>("repeat");
        QTest::addColumn<bool>("resent");

        QTest::newRow("read") << Repeat::Read << true;
        QTest::newRow("value") << Repeat::Value << true;
        QTest::newRow("token") << Repeat::Token << true;
        QTest::newRow("natural key") << Repeat::NaturalKey << false;
        QTest::newRow("unsafe") << Repeat::Unsafe << false;
    }

    void repeat_whatMayNotHappenTwice_isResentOnlyOnProof()
    {
        QFETCH(Repeat, repeat);
        QFETCH(bool, resent);
        RetryQuota quota;
        const auto decide
            = [&](const FailedAttempt &attempt) { return session(quota, u"sns"_s, repeat).failed(attempt); };
        const Why expected = resent ? Why::Retry : Why::WouldRepeat;

        QCOMPARE(decide(unreachable(Error::Changed::Unknown)).why, expected);
        QCOMPARE(decide(serverError()).why, expected);
        QCOMPARE(decide(refusal(503, u"SlowDown"_s)).why, expected);
        QCOMPARE(decide(unreachable(Error::Changed::No)).why, Why::Retry);
        QCOMPARE(decide(throttled()).why, Why::Retry);
    }

    void random_isWithinTheUnitInterval()
    {
        for (int draw = 0; draw < 1000; ++draw) {
            const double number = uniformRandom();
            QVERIFY(number >= 0.0 && number < 1.0);
        }
    }
};

QTEST_GUILESS_MAIN(TestRetrySession)
#include "tst_retrysession.moc"
