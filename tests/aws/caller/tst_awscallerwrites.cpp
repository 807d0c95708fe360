// SPDX-License-Identifier: GPL-3.0-or-later
#include "callerbench.h"
#include "testpermit.h"

#include <support/await.h>

#include <QTest>

using namespace sm;
using namespace sm::aws;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

class TestAwsCallerWrites : public QObject
{
    Q_OBJECT

    static Result<Answer> write(CallerBench &bench, Repeat repeat, const Call &call = disableUser)
    {
        return await(bench.caller.write(operations::Runner::permit(), call, repeat, {}))
            .value_or(Error(Error::Kind::Internal, u"no answer"_s));
    }
    /// Seconds that so many calls take; \p nextCall has their number.
    template <typename NextCall>
    static double secondsFor(int calls, const NextCall &nextCall)
    {
        CallerBench bench;
        const QDateTime start = bench.clock.nowUtc();
        for (int number = 0; number < calls; ++number) {
            bench.transport.reply(200, "{}");
            if (!write(bench, Repeat::Value, nextCall(number)))
                return -1;
        }
        return static_cast<double>(start.msecsTo(bench.clock.nowUtc())) / 1000;
    }

private Q_SLOTS:
    void write_valueClass_isTriedAgain();
    void write_unsafe_isNeverSentTwiceOnceSent();
    void write_unsafe_isSentAgainWhenNothingLeft();
    void write_failures_sayWhetherTheWorldChanged_data();
    void write_failures_sayWhetherTheWorldChanged();
    void write_laterRefusal_doesNotUndoAnEarlierDoubt();
    void bulk_staysWithinItsShareOfTheQuota();
    void oneUser_isWrittenTenTimesASecondAtMost();
    void onePool_isAskedFiveTimesASecondAtMost();
};

void TestAwsCallerWrites::write_valueClass_isTriedAgain()
{
    CallerBench bench;
    bench.transport.fail(networkError(u"Broken"_s, Error::Changed::Unknown));
    bench.transport.reply(200, "{}");

    QVERIFY(write(bench, Repeat::Value));
    QCOMPARE(bench.transport.requests().size(), 2);
}

void TestAwsCallerWrites::write_unsafe_isNeverSentTwiceOnceSent()
{
    CallerBench bench;
    bench.transport.fail(networkError(u"Broken"_s, Error::Changed::Unknown));
    bench.transport.reply(200, "{}");

    const Result<Answer> answer = write(bench, Repeat::Unsafe);

    QCOMPARE(answer.error().changed(), Error::Changed::Unknown);
    QCOMPARE(bench.transport.requests().size(), 1);
}

void TestAwsCallerWrites::write_unsafe_isSentAgainWhenNothingLeft()
{
    CallerBench bench;
    bench.transport.fail(networkError(u"Connect"_s, Error::Changed::No));
    bench.transport.reply(200, "{}");

    QVERIFY(write(bench, Repeat::Unsafe));
}

void TestAwsCallerWrites::write_failures_sayWhetherTheWorldChanged_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Error::Changed>("changed");
    QTest::newRow("refused") << 400 << refusal("UserNotFoundException") << Error::Changed::No;
    QTest::newRow("throttled") << 400 << refusal("TooManyRequestsException") << Error::Changed::No;
    QTest::newRow("broken service") << 500 << refusal("InternalErrorException") << Error::Changed::Unknown;
    QTest::newRow("gateway") << 504 << QByteArray("<html>timeout</html>") << Error::Changed::Unknown;
    QTest::newRow("no JSON") << 200 << QByteArray("<html>portal</html>") << Error::Changed::Unknown;
}

void TestAwsCallerWrites::write_failures_sayWhetherTheWorldChanged()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(Error::Changed, changed);
    CallerBench bench;
    for (int attempt = 0; attempt < 3; ++attempt)
        bench.transport.reply(status, body);

    const Result<Answer> answer = write(bench, Repeat::Value);

    QVERIFY(!answer);
    QCOMPARE(answer.error().changed(), changed);
}

void TestAwsCallerWrites::write_laterRefusal_doesNotUndoAnEarlierDoubt()
{
    CallerBench bench;
    bench.transport.fail(networkError(u"Broken"_s, Error::Changed::Unknown));
    bench.transport.reply(400, refusal("UserNotFoundException"));

    const Result<Answer> answer = write(bench, Repeat::Value);

    QCOMPARE(answer.error().kind(), Error::Kind::NotFound);
    QCOMPARE(answer.error().changed(), Error::Changed::Unknown);
}

void TestAwsCallerWrites::bulk_staysWithinItsShareOfTheQuota()
{
    const double seconds = secondsFor(250, [](int number) {
        Call call = disableUser;
        call.input.insert(u"Username"_s, u"user-%1"_s.arg(number));
        return call;
    });

    // UserUpdate is 25 a second, half of it is ours.
    QVERIFY2(seconds > 19.5 && seconds < 21, qPrintable(QString::number(seconds)));
}

void TestAwsCallerWrites::oneUser_isWrittenTenTimesASecondAtMost()
{
    const double seconds = secondsFor(50, [](int number) {
        Call call = disableUser; // two categories, one user
        call.operation = number % 2 == 0 ? u"AdminDisableUser"_s : u"AdminResetUserPassword"_s;
        return call;
    });

    QVERIFY2(seconds > 4.5 && seconds < 5.5, qPrintable(QString::number(seconds)));
}

void TestAwsCallerWrites::onePool_isAskedFiveTimesASecondAtMost()
{
    const Call describe{u"cognito-idp"_s, u"DescribeUserPoolClient"_s,
        {{u"UserPoolId"_s, u"eu-west-1_pool"_s}, {u"ClientId"_s, u"c"_s}}};
    const double onePool = secondsFor(30, [&describe](int) { return describe; });
    const double manyPools = secondsFor(30, [&describe](int number) {
        Call call = describe;
        call.input.insert(u"UserPoolId"_s, u"eu-west-1_pool%1"_s.arg(number));
        return call;
    });

    QVERIFY2(onePool > 5.5 && onePool < 6.5, qPrintable(QString::number(onePool)));
    QVERIFY2(manyPools > 3 && manyPools < 4.5, qPrintable(QString::number(manyPools)));
}

QTEST_GUILESS_MAIN(TestAwsCallerWrites)
#include "tst_awscallerwrites.moc"
