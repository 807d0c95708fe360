// SPDX-License-Identifier: GPL-3.0-or-later
// Values to filter by, AWS's forecast and AWS's anomalies.
#include "explorerbench.h"

#include <costexplorer/exploreranomalies.h>
#include <costexplorer/explorerforecast.h>
#include <costexplorer/explorervalues.h>

#include <core/json.h>

#include <QTest>

using namespace sm;
using namespace sm::costs;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const ExplorerSpan July{QDate(2026, 7, 1), QDate(2026, 8, 1)};

struct Questions
{
    explicit Questions(FakeArchive *archive = nullptr)
        : answers(
              bench.source.paidCaller(), bench.models, bench.clock, archive, u"123456789012"_s, std::chrono::hours(6))
    {
    }

    ~Questions() { bench.end(); }
    Q_DISABLE_COPY_MOVE(Questions)

    ExplorerBench bench;
    PaidAnswers answers;
    ExplorerValues values{answers, bench.clock};

    Result<ExplorerForecast> forecast(const ExplorerForecastQuery &query)
    {
        return await(explorerForecast(&answers, &bench.clock, query, {})).value_or(Error::cancelled());
    }
    Result<QList<CostAnomaly>> anomalies(const ExplorerSpan &range = July)
    {
        return await(explorerAnomalies(&answers, &bench.clock, range, {})).value_or(Error::cancelled());
    }
};

QJsonObject valuesPage(const QStringList &values, const QString &token = {})
{
    QJsonArray all;
    for (const QString &value : values)
        all << QJsonObject{{u"Value"_s, value}, {u"Attributes"_s, QJsonObject{{u"description"_s, u"name "_s + value}}}};
    QJsonObject page{{u"DimensionValues"_s, all}, {u"ReturnSize"_s, values.size()}, {u"TotalSize"_s, values.size()}};
    if (!token.isEmpty())
        page.insert(u"NextPageToken"_s, token);
    return page;
}

QJsonObject anomalyJson(const QString &start, const QString &end, const QString &feedback = {})
{
    return {{u"AnomalyId"_s, u"a"_s}, {u"AnomalyStartDate"_s, start}, {u"AnomalyEndDate"_s, end},
        {u"DimensionValue"_s, u"EC2 - Other"_s}, {u"Feedback"_s, feedback},
        {u"Impact"_s,
            QJsonObject{{u"MaxImpact"_s, 100.5}, {u"TotalActualSpend"_s, 1000.25}, {u"TotalExpectedSpend"_s, 749.5},
                {u"TotalImpact"_s, 250.75}}},
        {u"RootCauses"_s,
            QJsonArray{QJsonObject{{u"Service"_s, u"EC2 - Other"_s}, {u"Region"_s, u"us-east-1"_s},
                {u"UsageType"_s, u"NatGateway-Bytes"_s}, {u"LinkedAccountName"_s, u"Production"_s},
                {u"Impact"_s, QJsonObject{{u"Contribution"_s, 200.5}}}}}}};
}

ExplorerForecastQuery restOfMonth()
{
    return {CostMetric::Unblended, CostGranularity::Day, QDate(2026, 8, 1), QDate(2026, 9, 1), 80, {}};
}

} // namespace

class TestExplorerQuestions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values_ofDimension_areOfAllPages();
    void values_again_askNobody();
    void values_ofTagAndCategory_areAskedByKey();
    void values_unknownDimension_isRefused();
    void names_ofTagsAndCategories_arePrefixed();
    void accountNames_areDescriptions();
    void values_nextStart_areKept();
    void values_budgetUsedUp_areOldOnes();
    void forecast_request_isExact();
    void forecast_pointsAndBand_areExact();
    void forecast_notPossible_isRefused_data();
    void forecast_notPossible_isRefused();
    void forecast_tooLittleHistory_saysSo();
    void anomalies_ofAllPages_areTold();
    void anomalies_judgedToBeNone_areLeftOut();
    void anomalies_rangeTooOld_isRefused();
    void everyQuestion_failsAndCancels();
};

void TestExplorerQuestions::values_ofDimension_areOfAllPages()
{
    Questions questions;
    questions.bench.caller.answer(u"GetDimensionValues"_s, valuesPage({u"us-east-1"_s}, u"2"_s));
    questions.bench.caller.answer(u"GetDimensionValues"_s, valuesPage({u"NoRegion"_s, u"eu-west-1"_s}));

    const auto values = await(questions.values.values(u"region"_s, July, {}));

    QVERIFY(values && *values);
    QCOMPARE(**values, (QStringList{u"us-east-1"_s, QString(), u"eu-west-1"_s}));
    QCOMPARE(toCompactJson(questions.bench.caller.inputs(u"GetDimensionValues"_s).first()),
        QByteArray(R"({"Dimension":"REGION","TimePeriod":{"End":"2026-08-01","Start":"2026-07-01"}})"));
    QCOMPARE(questions.bench.paid.meter().spent.toString(), u"0.02"_s);
}

void TestExplorerQuestions::values_again_askNobody()
{
    Questions questions;
    questions.bench.caller.answer(u"GetDimensionValues"_s, valuesPage({u"S3"_s}));
    QVERIFY(await(questions.values.values(u"service"_s, July, {})));

    const auto again = await(questions.values.values(u"service"_s, July, {}));

    QVERIFY(again && *again);
    QCOMPARE(**again, QStringList{u"S3"_s});
    QCOMPARE(questions.bench.caller.calls().size(), 1);
}

void TestExplorerQuestions::values_ofTagAndCategory_areAskedByKey()
{
    Questions questions;
    questions.bench.caller.answer(u"GetTags"_s, {{u"Tags"_s, QJsonArray{QString(), u"prod"_s}}});
    questions.bench.caller.answer(u"GetCostCategories"_s, {{u"CostCategoryValues"_s, QJsonArray{u"Data"_s}}});

    const auto tag = await(questions.values.values(u"tag:Env"_s, July, {}));
    const auto category = await(questions.values.values(u"cost-category:Team"_s, July, {}));

    QVERIFY(tag && *tag && category && *category);
    QCOMPARE(**tag, (QStringList{QString(), u"prod"_s}));
    QCOMPARE(**category, QStringList{u"Data"_s});
    QCOMPARE(questions.bench.caller.inputs(u"GetTags"_s).first().value(u"TagKey"_s).toString(), u"Env"_s);
    QCOMPARE(questions.bench.caller.inputs(u"GetCostCategories"_s).first().value(u"CostCategoryName"_s).toString(),
        u"Team"_s);
}

void TestExplorerQuestions::values_unknownDimension_isRefused()
{
    Questions questions;
    for (const QString &dimension : {u"colour"_s, u"tag:"_s, u"resource"_s}) {
        const auto values = await(questions.values.values(dimension, July, {}));
        QVERIFY(values && !*values);
        QCOMPARE(values->error().kind(), Error::Kind::Invalid);
    }
    QVERIFY(questions.bench.caller.calls().isEmpty());
}

void TestExplorerQuestions::names_ofTagsAndCategories_arePrefixed()
{
    Questions questions;
    questions.bench.caller.answer(u"GetTags"_s, {{u"Tags"_s, QJsonArray{u"Env"_s}}});
    questions.bench.caller.answer(u"GetCostCategories"_s, {{u"CostCategoryNames"_s, QJsonArray{u"Team"_s}}});

    QCOMPARE(*await(questions.values.tags(July, {})), QStringList{u"tag:Env"_s});
    QCOMPARE(*await(questions.values.costCategories(July, {})), QStringList{u"cost-category:Team"_s});
}

void TestExplorerQuestions::accountNames_areDescriptions()
{
    Questions questions;
    questions.bench.caller.answer(u"GetDimensionValues"_s, valuesPage({u"1"_s}));

    const auto names = await(questions.values.accountNames(July, {}));

    QVERIFY(names && *names);
    QCOMPARE((*names)->value(u"1"_s), u"name 1"_s);
}

void TestExplorerQuestions::values_nextStart_areKept()
{
    FakeArchive archive;
    {
        Questions questions(&archive);
        questions.bench.caller.answer(u"GetDimensionValues"_s, valuesPage({u"S3"_s}));
        QVERIFY(await(questions.values.values(u"service"_s, July, {})));
    }
    Questions next(&archive);

    const auto values = await(next.values.values(u"service"_s, July, {}));

    QVERIFY(values && *values);
    QCOMPARE(**values, QStringList{u"S3"_s});
    QVERIFY(next.bench.caller.calls().isEmpty());
}

void TestExplorerQuestions::values_budgetUsedUp_areOldOnes()
{
    Questions questions;
    questions.bench.caller.answer(u"GetDimensionValues"_s, valuesPage({u"S3"_s}));
    QVERIFY(await(questions.values.values(u"service"_s, July, {})));
    questions.bench.clock.advance(std::chrono::hours(7));
    questions.bench.paid.setBudget({});

    const auto old = await(questions.values.values(u"service"_s, July, {}));
    const auto never = await(questions.values.values(u"region"_s, July, {}));

    QVERIFY(old && *old);
    QVERIFY(never && !*never);
    QCOMPARE(never->error().code(), u"BudgetExhausted"_s);
}

void TestExplorerQuestions::forecast_request_isExact()
{
    Questions questions;
    questions.bench.caller.answer(u"GetCostForecast"_s, {});
    ExplorerForecastQuery query = restOfMonth();
    query.metric = CostMetric::NetAmortized;
    query.filters = {{u"service"_s, {u"S3"_s}, false}};

    QVERIFY(questions.forecast(query));

    QCOMPARE(toCompactJson(questions.bench.caller.inputs(u"GetCostForecast"_s).first()),
        QByteArray(R"({"Filter":{"Dimensions":{"Key":"SERVICE","Values":["S3"]}},"Granularity":"DAILY",)"
                   R"("Metric":"NET_AMORTIZED_COST","PredictionIntervalLevel":80,)"
                   R"("TimePeriod":{"End":"2026-09-01","Start":"2026-08-01"}})"));
}

void TestExplorerQuestions::forecast_pointsAndBand_areExact()
{
    Questions questions;
    const QJsonObject day{{u"MeanValue"_s, u"12.345678901234567"_s}, {u"PredictionIntervalLowerBound"_s, u"1.1E1"_s},
        {u"PredictionIntervalUpperBound"_s, u"13.7"_s},
        {u"TimePeriod"_s, QJsonObject{{u"Start"_s, u"2026-08-01"_s}, {u"End"_s, u"2026-08-02"_s}}}};
    const QJsonObject bare{{u"MeanValue"_s, u"5"_s},
        {u"TimePeriod"_s, QJsonObject{{u"Start"_s, u"2026-08-02"_s}, {u"End"_s, u"2026-08-03"_s}}}};
    questions.bench.caller.answer(u"GetCostForecast"_s,
        {{u"Total"_s, QJsonObject{{u"Amount"_s, u"17.345678901234567"_s}, {u"Unit"_s, u"USD"_s}}},
            {u"ForecastResultsByTime"_s, QJsonArray{day, bare}}});

    const Result<ExplorerForecast> forecast = questions.forecast(restOfMonth());

    QVERIFY(forecast);
    QCOMPARE(forecast->currency, u"USD"_s);
    QCOMPARE(forecast->total.toString(), u"17.345678901234567"_s);
    QCOMPARE(forecast->points.size(), 2);
    QCOMPARE(forecast->points.first().mean.toString(), u"12.345678901234567"_s);
    QCOMPARE(forecast->points.first().low->toString(), u"11"_s);
    QCOMPARE(forecast->points.first().span.from, QDate(2026, 8, 1));
    QVERIFY(!forecast->points.last().low);
}

void TestExplorerQuestions::forecast_notPossible_isRefused_data()
{
    QTest::addColumn<int>("level");
    QTest::addColumn<QDate>("from");
    QTest::addColumn<QDate>("to");
    QTest::addColumn<CostGranularity>("granularity");
    QTest::addColumn<QString>("word");
    const QDate today(2026, 8, 1);
    QTest::newRow("too certain") << 100 << today << today.addDays(3) << CostGranularity::Day << u"51"_s;
    QTest::newRow("too vague") << 50 << today << today.addDays(3) << CostGranularity::Day << u"99"_s;
    QTest::newRow("past") << 80 << today.addDays(-1) << today.addDays(3) << CostGranularity::Day << u"today"_s;
    QTest::newRow("empty") << 80 << today << today << CostGranularity::Day << u"ends after"_s;
    QTest::newRow("too far by day") << 80 << today << today.addMonths(4) << CostGranularity::Day << u"3 months"_s;
    QTest::newRow("too far by month") << 80 << today << today.addMonths(13) << CostGranularity::Month << u"12"_s;
}

void TestExplorerQuestions::forecast_notPossible_isRefused()
{
    QFETCH(int, level);
    QFETCH(QDate, from);
    QFETCH(QDate, to);
    QFETCH(CostGranularity, granularity);
    QFETCH(QString, word);
    Questions questions;

    const Result<ExplorerForecast> forecast
        = questions.forecast({CostMetric::Unblended, granularity, from, to, level, {}});

    QVERIFY(!forecast);
    QCOMPARE(forecast.error().kind(), Error::Kind::Invalid);
    QVERIFY2(forecast.error().message().contains(word), qPrintable(forecast.error().message()));
    QVERIFY(questions.bench.caller.calls().isEmpty());
}

void TestExplorerQuestions::forecast_tooLittleHistory_saysSo()
{
    Questions questions;
    questions.bench.caller.fail(u"GetCostForecast"_s,
        Error(Error::Kind::Internal, u"Insufficient amount of historical data to generate forecast"_s)
            .withCode(u"DataUnavailableException"_s));

    const Result<ExplorerForecast> forecast = questions.forecast(restOfMonth());

    QVERIFY(!forecast);
    QCOMPARE(forecast.error().code(), u"DataUnavailableException"_s);
    QVERIFY2(forecast.error().message().contains(u"history"_s), qPrintable(forecast.error().message()));
    QCOMPARE(questions.bench.paid.meter().requests, 0);
}

void TestExplorerQuestions::anomalies_ofAllPages_areTold()
{
    Questions questions;
    questions.bench.caller.answer(u"GetAnomalies"_s,
        {{u"Anomalies"_s, QJsonArray{anomalyJson(u"2026-07-03"_s, u"2026-07-05"_s)}}, {u"NextPageToken"_s, u"2"_s}});
    questions.bench.caller.answer(
        u"GetAnomalies"_s, {{u"Anomalies"_s, QJsonArray{anomalyJson(u"2026-07-20T00:00:00Z"_s, {})}}});

    const Result<QList<CostAnomaly>> found = questions.anomalies();

    QVERIFY(found);
    QCOMPARE(found->size(), 2);
    QCOMPARE(found->first().day, QDate(2026, 7, 20));
    const CostAnomaly &spike = found->last();
    QVERIFY(!spike.local);
    QCOMPARE(spike.key, QStringList{u"EC2 - Other"_s});
    QCOMPARE(spike.actual.toString(), u"1000.25"_s);
    QCOMPARE(spike.expected, 749.5);
    QCOMPARE(spike.impact, 250.75);
    QVERIFY2(spike.reason.contains(u"over 3 days"_s) && spike.reason.contains(u"NatGateway-Bytes"_s)
            && spike.reason.contains(u"$200.50"_s) && spike.reason.contains(u"Production"_s),
        qPrintable(spike.reason));
    QCOMPARE(toCompactJson(questions.bench.caller.inputs(u"GetAnomalies"_s).first()),
        QByteArray(R"({"DateInterval":{"EndDate":"2026-07-31","StartDate":"2026-07-01"}})"));
}

void TestExplorerQuestions::anomalies_judgedToBeNone_areLeftOut()
{
    Questions questions;
    questions.bench.caller.answer(u"GetAnomalies"_s,
        {{u"Anomalies"_s,
            QJsonArray{anomalyJson(u"2026-07-03"_s, u"2026-07-03"_s, u"NO"_s),
                anomalyJson(u"2026-07-04"_s, u"2026-07-04"_s, u"PLANNED_ACTIVITY"_s)}}});

    const Result<QList<CostAnomaly>> found = questions.anomalies();

    QVERIFY(found);
    QCOMPARE(found->size(), 1);
    QVERIFY2(found->first().reason.contains(u"planned"_s), qPrintable(found->first().reason));
}

void TestExplorerQuestions::anomalies_rangeTooOld_isRefused()
{
    Questions questions;

    const Result<QList<CostAnomaly>> found = questions.anomalies({QDate(2026, 1, 1), QDate(2026, 2, 1)});

    QVERIFY(!found);
    QVERIFY2(found.error().message().contains(u"90 days"_s), qPrintable(found.error().message()));
}

void TestExplorerQuestions::everyQuestion_failsAndCancels()
{
    Questions questions;
    const Error denied = Error(Error::Kind::Denied, u"no"_s).withCode(u"AccessDeniedException"_s);
    questions.bench.caller.fail(u"GetTags"_s, denied);
    questions.bench.caller.fail(u"GetAnomalies"_s, Error(Error::Kind::Network, u"no way"_s));

    const auto tags = await(questions.values.tags(July, {}));
    const Result<QList<CostAnomaly>> anomalies = questions.anomalies();
    CancelSource cancel;
    auto waiting = questions.values.values(u"service"_s, July, cancel.token());
    cancel.cancel();
    const auto cancelled = await(std::move(waiting));

    QVERIFY(tags && !*tags && !anomalies && cancelled && !*cancelled);
    QVERIFY2(tags->error().message().contains(u"ce:GetTags"_s), qPrintable(tags->error().message()));
    QCOMPARE(anomalies.error().kind(), Error::Kind::Network);
    QCOMPARE(cancelled->error().kind(), Error::Kind::Cancelled);
}

QTEST_GUILESS_MAIN(TestExplorerQuestions)
#include "tst_explorerquestions.moc"
