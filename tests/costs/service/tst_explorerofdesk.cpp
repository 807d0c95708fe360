// SPDX-License-Identifier: GPL-3.0-or-later
#include <explorerbench.h>

#include <costservice/costdesk.h>
#include <net/realsleeper.h>

#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;
using namespace sm;
using namespace sm::test;
using costs::CostDesk;

/// Cost Explorer through the desk, over the real meter and archive and a scripted account, on 1 August 2026, noon.
class TestExplorerOfDesk : public QObject
{
    Q_OBJECT

private:
    void open(const Decimal &budget)
    {
        CostDesk::Settings settings;
        settings.folder = m_folder->path();
        settings.system.id.value = u"demo"_s;
        settings.costs.dailyBudget = budget;
        m_desk = std::make_unique<CostDesk>(CostDesk::Parts{m_caller.get(), m_models, *m_clock, m_sleeper}, settings);
    }
    Result<CostAnswer> ask(bool fresh = false)
    {
        CostQuery query;
        query.from = QDate(2026, 7, 31);
        query.to = QDate(2026, 8, 2);
        query.granularity = CostGranularity::Day;
        return await(m_desk->answer(CostSource::CostExplorer, query, fresh, {}))
            .value_or(Error(Error::Kind::Timeout, u"no answer"_s));
    }
    void script(const QString &amount)
    {
        m_caller->answer(u"GetCostAndUsage"_s,
            page({period(u"2026-07-31"_s, u"2026-08-01"_s, {u"1"_s}, true),
                period(u"2026-08-01"_s, u"2026-08-02"_s, {amount}, true)}));
    }
    qsizetype asked() const { return m_caller->inputs(u"GetCostAndUsage"_s).size(); }

    aws::Models m_models;
    net::RealSleeper m_sleeper;
    std::unique_ptr<MockClock> m_clock;
    std::unique_ptr<FakeCaller> m_caller;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<CostDesk> m_desk;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_clock = std::make_unique<MockClock>();
        m_caller = std::make_unique<FakeCaller>();
    }
    void cleanup()
    {
        m_desk.reset();
        m_caller.reset();
    }

    void budgetUsedUp_olderFigures_sayWhyAndOfWhen()
    {
        open(Decimal::fromScaled(1, 2));
        script(u"2"_s);
        const QDateTime then = m_clock->nowUtc();
        const Result<CostAnswer> first = ask();
        QVERIFY2(first, qPrintable(first ? QString() : first.error().message()));
        QVERIFY(first->notRenewed.isEmpty());

        m_clock->advance(std::chrono::hours(7));
        const Result<CostAnswer> old = ask();

        QVERIFY(old);
        QCOMPARE(old->total.toString(), u"3"_s);
        QCOMPARE(old->asOf, then);
        QVERIFY2(old->notRenewed.contains(u"used up: $0.01 of $0.01"_s), qPrintable(old->notRenewed));
        QVERIFY(old->notRenewed.contains(u"free again at 00:00 UTC"_s));
        QCOMPARE(asked(), 1);
    }

    void freshWithoutBudget_isSaidOnce_notAtTheNextQuestion()
    {
        open(Decimal::fromScaled(1, 2));
        script(u"2"_s);
        QVERIFY(ask());

        m_clock->advance(std::chrono::minutes(1));
        const Result<CostAnswer> refused = ask(true);
        const Result<CostAnswer> next = ask();

        QVERIFY(refused && next);
        QVERIFY(!refused->notRenewed.isEmpty());
        QVERIFY(next->notRenewed.isEmpty()); // it is new enough for a question that does not insist
    }

    void nextStart_readsTheArchive_forgotten_asksAgain()
    {
        open(Decimal::fromScaled(50, 2));
        script(u"2"_s);
        QVERIFY(ask());
        m_desk.reset();
        open(Decimal::fromScaled(50, 2));
        QCOMPARE(ask()->total.toString(), u"3"_s);
        QCOMPARE(asked(), 1);

        const auto forgotten = await(m_desk->forget(CostSource::CostExplorer, {}));

        QVERIFY(forgotten && *forgotten);
        script(u"4"_s);
        QCOMPARE(ask()->total.toString(), u"5"_s);
        QCOMPARE(asked(), 2);
    }

    void meter_countsTheRequests_alsoThoseThatFailed()
    {
        open(Decimal::fromScaled(50, 2));
        m_caller->fail(
            u"GetCostAndUsage"_s, Error(Error::Kind::Throttled, u"Slow down."_s).withCode(u"LimitExceededException"_s));
        QVERIFY(!ask());
        script(u"2"_s);
        QVERIFY(ask());
        m_clock->advance(std::chrono::minutes(30));

        const auto meter = await(m_desk->meter({}));

        QVERIFY(meter && *meter);
        QCOMPARE((*meter)->requests, 1); // what is refused is not paid
        QCOMPARE((*meter)->lastHour.sent, 2);
        QCOMPARE((*meter)->lastHour.errors, 1);
        QCOMPARE((*meter)->lastHour.throttles, 1);
        QVERIFY((*meter)->lastHour.p95);
        QCOMPARE(*(*meter)->lastHour.dataAgeHours, 0.5);
    }

    void forecastOfAws_isOfTheRestOfTheMonth_withItsBand()
    {
        open(Decimal::fromScaled(50, 2));
        const auto amount = [](const QString &text) { return QJsonValue(text); };
        const QJsonObject day{
            {u"TimePeriod"_s, QJsonObject{{u"Start"_s, u"2026-08-01"_s}, {u"End"_s, u"2026-08-02"_s}}},
            {u"MeanValue"_s, amount(u"10.5"_s)}, {u"PredictionIntervalLowerBound"_s, amount(u"8"_s)},
            {u"PredictionIntervalUpperBound"_s, amount(u"13"_s)}};
        m_caller->answer(u"GetCostForecast"_s,
            {{u"Total"_s, QJsonObject{{u"Amount"_s, u"10.5"_s}, {u"Unit"_s, u"USD"_s}}},
                {u"ForecastResultsByTime"_s, QJsonArray{day}}});

        const auto told = await(m_desk->awsForecast(CostMetric::Unblended, {}, {}));

        QVERIFY(told && *told);
        QCOMPARE((*told)->currency, u"USD"_s);
        QCOMPARE((*told)->days.size(), 1);
        QCOMPARE((*told)->days.first().day, QDate(2026, 8, 1));
        QCOMPARE((*told)->days.first().band.mean, 10.5);
        QCOMPARE((*told)->days.first().band.low80, 8.0);
        QCOMPARE((*told)->days.first().band.high80, 13.0);
        const QJsonObject input = m_caller->inputs(u"GetCostForecast"_s).first();
        QCOMPARE(input[u"TimePeriod"_s][u"Start"_s].toString(), u"2026-08-01"_s);
        QCOMPARE(input[u"TimePeriod"_s][u"End"_s].toString(), u"2026-09-01"_s);
        QCOMPARE(input[u"PredictionIntervalLevel"_s].toInt(), 80);
    }

    void anomaliesOfAws_areOf90Days_andPaidOnce()
    {
        open(Decimal::fromScaled(50, 2));
        const QJsonObject anomaly{{u"AnomalyStartDate"_s, u"2026-07-20"_s}, {u"DimensionValue"_s, u"Amazon EC2"_s},
            {u"Impact"_s, QJsonObject{{u"TotalImpact"_s, 12.5}}}};
        m_caller->answer(u"GetAnomalies"_s, {{u"Anomalies"_s, QJsonArray{anomaly}}});

        const auto told = await(m_desk->awsAnomalies({}));
        const auto again = await(m_desk->awsAnomalies({}));

        QVERIFY(told && *told && again && *again);
        QCOMPARE((*told)->size(), 1);
        QVERIFY(!(*told)->first().local);
        QCOMPARE((*told)->first().impact, 12.5);
        const QList<QJsonObject> inputs = m_caller->inputs(u"GetAnomalies"_s);
        QCOMPARE(inputs.size(), 1);
        QCOMPARE(inputs.first()[u"DateInterval"_s][u"StartDate"_s].toString(), u"2026-05-03"_s);
    }

    void tagsOfAws_areDimensionsFromThenOn_andPaidOnce()
    {
        open(Decimal::fromScaled(50, 2));
        m_caller->answer(u"GetTags"_s, {{u"Tags"_s, QJsonArray{u"team"_s, u"env"_s}}});
        m_caller->answer(u"GetCostCategories"_s, {{u"CostCategoryNames"_s, QJsonArray{u"Unit"_s}}});

        QVERIFY(*await(m_desk->askTags({})));
        QVERIFY(*await(m_desk->askTags({})));
        const auto sources = await(m_desk->sources({}));

        QVERIFY(sources && *sources);
        const QStringList dimensions = (*sources)->last().dimensions;
        QCOMPARE(
            dimensions.mid(dimensions.size() - 3), (QStringList{u"tag:team"_s, u"tag:env"_s, u"cost-category:Unit"_s}));
        QCOMPARE(m_caller->inputs(u"GetTags"_s).size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestExplorerOfDesk)
#include "tst_explorerofdesk.moc"
