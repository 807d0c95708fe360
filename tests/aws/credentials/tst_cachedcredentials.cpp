// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/awscaller.h>
#include <aws/cachedcredentials.h>
#include <support/await.h>
#include <support/instantsleeper.h>
#include <support/scriptedtransport.h>

#include <QTest>

using namespace sm;
using namespace sm::aws;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Answers after a turn of the event loop, with keys that last an hour.
class HourlySource final : public CredentialsProvider
{
public:
    HourlySource(const Clock &clock, int &asked, std::optional<Error> &failure)
        : m_clock(clock)
        , m_asked(asked)
        , m_failure(failure)
    {
    }

    QCoro::Task<Result<Credentials>> credentials(CancelToken token) override
    {
        const int number = ++m_asked;
        net::Wakeup turn;
        turn.wake();
        co_await turn;
        if (token.isCancelled())
            co_return Error::cancelled();
        if (m_failure)
            co_return Error(*m_failure);
        Credentials fresh;
        fresh.accessKeyId = u"KEY%1"_s.arg(number);
        fresh.secretAccessKey = Secret(u"secret"_s);
        fresh.expiresAt = m_clock.nowUtc().addSecs(3600);
        co_return fresh;
    }
    void refused(const Credentials &) override { }

private:
    const Clock &m_clock;
    int &m_asked;
    std::optional<Error> &m_failure;
};

class EverythingReads final : public OperationKind
{
public:
    bool isWrite(const QString &, const QString &) const override { return false; }
};

} // namespace

class TestCachedCredentials : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void manyAtOnce_askOnce();
    void kept_untilFiveMinutesAreLeft();
    void failedRenewal_whileAMinuteIsLeft_isNoFailure();
    void failedRenewal_later_isTold();
    void refused_isFetchedAfresh();
    void refused_olderKey_isIgnored();
    void cancelled_leavesTheOthersWaiting();
    void cancelled_alone_doesNotSpoilTheNext();
    void fiftyCallsMeetAnExpiredToken_oneRefresh();

private:
    QString key()
    {
        const auto credentials = await(m_cached->credentials({}));
        return credentials && *credentials ? (*credentials)->accessKeyId : QString();
    }

    MockClock m_clock;
    int m_asked = 0;
    std::optional<Error> m_failure;
    std::unique_ptr<CachedCredentials> m_cached;
};

void TestCachedCredentials::init()
{
    m_asked = 0;
    m_failure.reset();
    m_cached
        = std::make_unique<CachedCredentials>(std::make_unique<HourlySource>(m_clock, m_asked, m_failure), m_clock);
}

void TestCachedCredentials::manyAtOnce_askOnce()
{
    std::vector<QCoro::Task<Result<Credentials>>> waiting;
    for (int i = 0; i < 50; ++i)
        waiting.push_back(m_cached->credentials({}));

    for (auto &task : waiting)
        QCOMPARE((*await(std::move(task)))->accessKeyId, u"KEY1"_s);
    QCOMPARE(m_asked, 1);
}

void TestCachedCredentials::kept_untilFiveMinutesAreLeft()
{
    QCOMPARE(key(), u"KEY1"_s);
    m_clock.advance(54min);
    QCOMPARE(key(), u"KEY1"_s);
    m_clock.advance(2min);
    QCOMPARE(key(), u"KEY2"_s);
}

void TestCachedCredentials::failedRenewal_whileAMinuteIsLeft_isNoFailure()
{
    QCOMPARE(key(), u"KEY1"_s);
    m_clock.advance(57min);
    m_failure = Error(Error::Kind::Network, u"down"_s);

    QCOMPARE(key(), u"KEY1"_s);
}

void TestCachedCredentials::failedRenewal_later_isTold()
{
    QCOMPARE(key(), u"KEY1"_s);
    m_clock.advance(60min);
    m_failure = Error(Error::Kind::Network, u"down"_s);

    QCOMPARE(await(m_cached->credentials({}))->error().kind(), Error::Kind::Network);
}

void TestCachedCredentials::refused_isFetchedAfresh()
{
    const auto first = await(m_cached->credentials({}));
    m_cached->refused(**first);

    QCOMPARE(key(), u"KEY2"_s);
}

void TestCachedCredentials::refused_olderKey_isIgnored()
{
    const auto first = await(m_cached->credentials({}));
    m_cached->refused(**first);
    QCOMPARE(key(), u"KEY2"_s);
    m_cached->refused(**first);

    QCOMPARE(key(), u"KEY2"_s);
}

void TestCachedCredentials::cancelled_leavesTheOthersWaiting()
{
    CancelSource source;
    auto given = m_cached->credentials(source.token());
    auto kept = m_cached->credentials({});
    source.cancel();

    QVERIFY((*await(std::move(kept))).has_value());
    QVERIFY(await(std::move(given)));
}

void TestCachedCredentials::cancelled_alone_doesNotSpoilTheNext()
{
    CancelSource source;
    source.cancel();
    auto given = m_cached->credentials(source.token());

    QVERIFY(await(std::move(given)));
    QVERIFY(!key().isEmpty());
}

void TestCachedCredentials::fiftyCallsMeetAnExpiredToken_oneRefresh()
{
    const Models models;
    const Endpoints endpoints;
    InstantSleeper sleeper(m_clock);
    ScriptedTransport transport(m_clock);
    const EverythingReads kinds;
    CallerSettings settings;
    settings.region.value = u"eu-west-1"_s;
    AwsCaller caller({models, endpoints, *m_cached, transport, sleeper, m_clock, kinds}, settings);
    for (int i = 0; i < 50; ++i)
        transport.reply(400, R"({"__type":"ExpiredTokenException","message":"expired"})");
    for (int i = 0; i < 50; ++i)
        transport.reply(200, R"({"TableNames":[]})");

    std::vector<QCoro::Task<Result<Answer>>> calls;
    for (int i = 0; i < 50; ++i)
        calls.push_back(caller.read({u"dynamodb"_s, u"ListTables"_s, {}}, {}));

    for (auto &call : calls) {
        const auto answer = await(std::move(call));
        QVERIFY(answer && *answer);
    }
    QCOMPARE(m_asked, 2); // at first, and after the refusals
    QCOMPARE(transport.requests().size(), 100);
}

QTEST_GUILESS_MAIN(TestCachedCredentials)
#include "tst_cachedcredentials.moc"
