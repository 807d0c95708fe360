// SPDX-License-Identifier: GPL-3.0-or-later
// Cost Explorer over real connections: moto with the demo's costs, which checks every signature, and a double before it
// that throttles and refuses.
#include "explorerbench.h"

#include <aws/awscaller.h>
#include <aws/credentialsources.h>
#include <aws/endpoints.h>
#include <core/clock.h>
#include <costexplorer/dayevents.h>
#include <costexplorer/exploreranomalies.h>
#include <costexplorer/explorerfile.h>
#include <costexplorer/explorerforecast.h>
#include <costexplorer/explorervalues.h>
#include <coststore/costmeterbook.h>
#include <net/curltransport.h>
#include <net/realsleeper.h>
#include <support/awsdoubleserver.h>
#include <support/motoserver.h>

#include <QTest>

using namespace sm;
using namespace sm::costs;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::seconds Limit(30);

class OnlyReads final : public aws::OperationKind
{
public:
    bool isWrite(const QString &, const QString &) const override { return false; }
};

aws::AwsConfig configFor(const MotoServer &moto, const QString &endpoint)
{
    aws::AwsEnvironment environment;
    environment.variables.insert(u"AWS_ACCESS_KEY_ID"_s, moto.accessKeyId());
    environment.variables.insert(u"AWS_SECRET_ACCESS_KEY"_s, moto.secretAccessKey());
    environment.variables.insert(u"AWS_REGION"_s, u"eu-west-1"_s);
    environment.variables.insert(u"AWS_ENDPOINT_URL"_s, endpoint);
    return {environment, {}};
}

template <typename T>
Result<T> answerOf(QCoro::Task<Result<T>> task)
{
    return await(std::move(task), Limit).value_or(Error(Error::Kind::Timeout, u"no answer"_s));
}

/// Everything between a question and the wire, with the meter and the archive of the program in \p folder.
struct Client
{
    Client(const MotoServer &moto, const QString &endpoint, const QString &folder)
        : sources({models, endpoints, transport, sleeper, clock, {}}, configFor(moto, endpoint))
        , credentials(sources.provider({}))
        , caller({models, endpoints, *credentials, transport, sleeper, clock, kinds},
              sources.config().settings().value_or(aws::ProfileSettings()).caller)
        , meter(*answerOf(
              CostMeterBook::open(folder + u"/costmeter.db"_s, {Decimal::fromScaled(50, 2), 50}, &clock, &sleeper)))
        , archive(*answerOf(ExplorerFile::open(folder + u"/explorer.db"_s, &clock)))
        , source({caller, models, clock, *meter, archive.get(), &summary},
              {{u"demo"_s}, moto.accountId(), std::chrono::hours(6)})
        , answers(source.paidCaller(), models, clock, archive.get(), moto.accountId(), std::chrono::hours(6))
    {
    }

    Result<ExplorerAnswer> ask(const CostQuery &query, bool fresh = false)
    {
        return answerOf(source.ask(query, fresh, {}));
    }
    CostMeter spent() { return answerOf(meter->today()).value_or(CostMeter()); }

    aws::Models models;
    aws::Endpoints endpoints;
    net::CurlTransport transport;
    net::RealSleeper sleeper;
    SystemClock clock;
    OnlyReads kinds;
    aws::CredentialSources sources;
    std::unique_ptr<aws::CredentialsProvider> credentials;
    aws::AwsCaller caller;
    std::unique_ptr<CostMeterBook> meter;
    std::unique_ptr<ExplorerFile> archive;
    ApiSummary summary{clock};
    ExplorerSource source;
    PaidAnswers answers;
};

} // namespace

class TestCostExplorerOnMoto : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void year_anyGrouping_addsUpAlike();
    void year_nextStart_costsNothing();
    void days_ofManyGroups_comeInPages();
    void values_forecastAnomaliesChanges_areThere();
    void throttled_isRepeatedAndPaidOnce();
    void refused_isExplainedAndNotPaid();
    void budget_usedUp_endsAsking();

private:
    static CostQuery year(CostGranularity granularity, const QStringList &groupBy)
    {
        return {CostMetric::Unblended, {}, {}, granularity, groupBy, {}};
    }

    std::unique_ptr<MotoServer> m_moto;
    std::unique_ptr<AwsDouble> m_double;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCostExplorerOnMoto::initTestCase()
{
    if (const QString why = MotoServer::whyUnavailable(); !why.isEmpty())
        QSKIP(qPrintable(why));
    m_moto = std::make_unique<MotoServer>(
        MotoServer::Setup{.signatures = MotoServer::Signatures::Enforced, .users = 0, .costs = true});
    QVERIFY2(m_moto->failure().isEmpty(), qPrintable(m_moto->failure()));
    m_double = std::make_unique<AwsDouble>(m_moto->endpoint());
    QVERIFY2(m_double->failure().isEmpty(), qPrintable(m_double->failure()));
}

void TestCostExplorerOnMoto::year_anyGrouping_addsUpAlike()
{
    Client client(*m_moto, m_moto->endpoint(), m_folder->path());

    const Result<ExplorerAnswer> total = client.ask(year(CostGranularity::Month, {}));
    const Result<ExplorerAnswer> services = client.ask(year(CostGranularity::Month, {u"service"_s}));
    const Result<ExplorerAnswer> tags = client.ask(year(CostGranularity::Total, {u"tag:Environment"_s, u"region"_s}));

    QVERIFY2(total, qPrintable(total ? QString() : total.error().code() + total.error().message()));
    QVERIFY(services && tags);
    QCOMPARE(total->answer.periods.size(), 13);
    QVERIFY(total->answer.estimated.last());
    QVERIFY(!total->answer.estimated.first());
    QVERIFY(total->answer.total > Decimal(100'000));
    QCOMPARE(services->answer.total.toString(), total->answer.total.toString());
    QCOMPARE(tags->answer.total.toString(), total->answer.total.toString());
    QCOMPARE(client.spent().spent.toString(), u"0.03"_s);
}

void TestCostExplorerOnMoto::year_nextStart_costsNothing()
{
    QString total;
    {
        Client client(*m_moto, m_moto->endpoint(), m_folder->path());
        const Result<ExplorerAnswer> first = client.ask(year(CostGranularity::Day, {u"service"_s}));
        QVERIFY(first);
        total = first->answer.total.toString();
    }
    Client next(*m_moto, u"http://127.0.0.1:1"_s, m_folder->path());
    const CostMeter before = next.spent();

    const Result<ExplorerAnswer> again = next.ask(year(CostGranularity::Month, {}));

    QVERIFY2(again, qPrintable(again ? QString() : again.error().message()));
    QCOMPARE(next.ask(year(CostGranularity::Day, {u"service"_s}))->answer.total.toString(), total);
    QCOMPARE(next.spent().requests, before.requests);
}

void TestCostExplorerOnMoto::days_ofManyGroups_comeInPages()
{
    Client client(*m_moto, m_double->endpoint(), m_folder->path());
    m_double->forgetRequests();

    const Result<ExplorerAnswer> days = client.ask(year(CostGranularity::Day, {u"usage-type"_s, u"account"_s}));
    const Result<ExplorerAnswer> total = client.ask(year(CostGranularity::Month, {}));

    QVERIFY(days && total);
    QCOMPARE(days->answer.total.toString(), total->answer.total.toString());
    const qsizetype requests = m_double->requests().size();
    QVERIFY2(requests >= 2, qPrintable(QString::number(requests)));
    QCOMPARE(client.spent().requests, int(requests));
}

void TestCostExplorerOnMoto::values_forecastAnomaliesChanges_areThere()
{
    Client client(*m_moto, m_moto->endpoint(), m_folder->path());
    const QDate today = client.clock.nowUtc().date();
    ExplorerValues values(client.answers, client.clock);
    DayEvents events(client.caller, client.models, client.clock, client.sleeper);
    const ExplorerForecastQuery month{CostMetric::Unblended, CostGranularity::Day, today, today.addDays(30), 90, {}};

    const auto services = answerOf(values.values(u"service"_s, {}, {}));
    const auto tags = answerOf(values.values(u"tag:Environment"_s, {}, {}));
    const auto teams = answerOf(values.values(u"cost-category:Team"_s, {}, {}));
    const auto forecast = answerOf(explorerForecast(&client.answers, &client.clock, month, {}));
    const auto anomalies = answerOf(explorerAnomalies(&client.answers, &client.clock, {today.addDays(-60), today}, {}));

    QVERIFY(services && services->contains(u"AWS Lambda"_s));
    QVERIFY(tags && tags->contains(u"production"_s));
    QVERIFY(teams && teams->contains(u"Data"_s));
    QVERIFY(forecast);
    QCOMPARE(forecast->points.size(), 30);
    QVERIFY(*forecast->points.first().low < forecast->points.first().mean);
    QVERIFY(anomalies);
    QCOMPARE(anomalies->size(), 1);
    const auto changes = answerOf(events.changesOn(anomalies->first().day, {}));
    QVERIFY2(changes, qPrintable(changes ? QString() : changes.error().message()));
    QVERIFY(std::any_of(changes->begin(), changes->end(),
        [](const CostDayEvent &each) { return each.what == "DeleteVpcEndpoints"_L1; }));
    QCOMPARE(client.spent().requests, 5);
}

void TestCostExplorerOnMoto::throttled_isRepeatedAndPaidOnce()
{
    Client client(*m_moto, m_double->endpoint(), m_folder->path());
    m_double->clearRules();
    m_double->addRule({{u"match"_s, QJsonObject{{u"operation"_s, u"GetCostAndUsage"_s}}}, {u"times"_s, 1},
        {u"answer"_s, QJsonObject{{u"throttle"_s, u"LimitExceededException"_s}}}});

    const Result<ExplorerAnswer> asked = client.ask(year(CostGranularity::Month, {}));
    m_double->clearRules();

    QVERIFY2(asked, qPrintable(asked ? QString() : asked.error().message()));
    QCOMPARE(client.spent().requests, 1);
    QCOMPARE(client.summary.lastHour().sent, 1);
}

void TestCostExplorerOnMoto::refused_isExplainedAndNotPaid()
{
    Client client(*m_moto, m_double->endpoint(), m_folder->path());
    m_double->clearRules();
    const QJsonObject error{{u"code"_s, u"DataUnavailableException"_s}, {u"message"_s, u"x"_s}, {u"status"_s, 400}};
    m_double->addRule({{u"match"_s, QJsonObject{{u"operation"_s, u"GetCostAndUsage"_s}}},
        {u"answer"_s, QJsonObject{{u"error"_s, error}}}});

    const Result<ExplorerAnswer> asked = client.ask(year(CostGranularity::Month, {}));
    m_double->clearRules();

    QVERIFY(!asked);
    QCOMPARE(asked.error().code(), u"DataUnavailableException"_s);
    QVERIFY2(asked.error().message().contains(u"24 hours"_s), qPrintable(asked.error().message()));
    QCOMPARE(client.spent().requests, 0);
}

void TestCostExplorerOnMoto::budget_usedUp_endsAsking()
{
    Client client(*m_moto, m_double->endpoint(), m_folder->path());
    const QDate today = client.clock.nowUtc().date();
    QVERIFY(answerOf(client.meter->record({u"ce:GetCostAndUsage"_s, {u"demo"_s}, Decimal::fromScaled(49, 2)})));
    m_double->forgetRequests();

    QVERIFY(client.ask({CostMetric::Unblended, today.addDays(-2), today, CostGranularity::Day, {}, {}}));
    const Result<ExplorerAnswer> other
        = client.ask({CostMetric::Unblended, today.addDays(-9), today, CostGranularity::Day, {u"region"_s}, {}});
    const Result<ExplorerAnswer> kept
        = client.ask({CostMetric::Unblended, today.addDays(-2), today.addDays(1), CostGranularity::Day, {}, {}});

    QVERIFY(!other);
    QCOMPARE(other.error().code(), u"BudgetExhausted"_s);
    QVERIFY2(kept, qPrintable(kept ? QString() : kept.error().message()));
    QVERIFY(kept->notRenewed);
    QCOMPARE(m_double->requests().size(), 1);
}

QTEST_GUILESS_MAIN(TestCostExplorerOnMoto)
#include "tst_costexploreronmoto.moc"
