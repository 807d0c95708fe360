// SPDX-License-Identifier: GPL-3.0-or-later
#include <core/result.h>
#include <core/secret.h>

#include <support/await.h>

using sm::Error;
using sm::Result;
using sm::Secret;

namespace {

QCoro::Task<Result<int>> half(int number)
{
    if (number % 2 != 0)
        co_return Error(Error::Kind::Invalid, QStringLiteral("Choose an even number."));
    co_return number / 2;
}

QCoro::Task<Result<void>> check(int number)
{
    const Result<int> result = co_await half(number);
    if (!result)
        co_return result.error();
    co_return sm::ok();
}

} // namespace

class TestResult : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void task_returnsValueOrError()
    {
        const auto good = sm::test::await(half(8));
        const auto bad = sm::test::await(check(7));

        QVERIFY(good && *good);
        QCOMPARE(**good, 4);
        QVERIFY(bad && !*bad);
        QCOMPARE(bad->error().kind(), Error::Kind::Invalid);
        QVERIFY(sm::test::await(check(6))->has_value());
    }

    void error_with_keepsTheRest()
    {
        const Error error = Error(Error::Kind::Denied, QStringLiteral("Sign in."))
                                .withCode(QStringLiteral("ExpiredToken"))
                                .withRequestId(QStringLiteral("r-1"))
                                .withRetryAfter(std::chrono::seconds(2))
                                .withChanged(Error::Changed::Unknown);

        QCOMPARE(error.kind(), Error::Kind::Denied);
        QCOMPARE(error.code(), QStringLiteral("ExpiredToken"));
        QCOMPARE(error.requestId(), QStringLiteral("r-1"));
        QVERIFY(error.retryAfter() == std::chrono::milliseconds(2000));
        QCOMPARE(error.changed(), Error::Changed::Unknown);
        QCOMPARE(error.message(), QStringLiteral("Sign in."));
    }

    void secret_comparesByContent()
    {
        QVERIFY(Secret(QStringLiteral("a b")) == Secret(QByteArrayView("a b")));
        QVERIFY(!(Secret(QStringLiteral("a b")) == Secret(QStringLiteral("a c"))));
        QVERIFY(!(Secret(QStringLiteral("a")) == Secret(QStringLiteral("ab"))));
        QVERIFY(Secret().isEmpty());
        QCOMPARE(Secret(QStringLiteral("pässword")).reveal().toByteArray(), QByteArray("p\xc3\xa4ssword"));
    }
};

QTEST_GUILESS_MAIN(TestResult)
#include "tst_result.moc"
