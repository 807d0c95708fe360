// SPDX-License-Identifier: GPL-3.0-or-later
#include <costexplorer/explorershape.h>

#include <core/json.h>

#include <QTest>

using namespace sm;
using namespace sm::costs;
using namespace Qt::Literals::StringLiterals;

namespace {

const QDate Today(2026, 8, 15);

CostQuery query(const QString &from, const QString &to, CostGranularity granularity, const QStringList &groupBy = {},
    const QList<CostFilter> &filters = {})
{
    return {CostMetric::Unblended, QDate::fromString(from, Qt::ISODate), QDate::fromString(to, Qt::ISODate),
        granularity, groupBy, filters};
}

Result<QByteArray> requestFor(const CostQuery &asked)
{
    const Result<ExplorerSpan> range = explorerRange(asked, Today);
    if (!range)
        return range.error();
    const Result<ExplorerShape> shape = explorerShape(asked, *range, Today);
    if (!shape)
        return shape.error();
    return toCompactJson(explorerRequest(*shape, *range));
}

} // namespace

class TestExplorerShape : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void request_ofQuery_isExact_data();
    void request_ofQuery_isExact();
    void request_everyMetric_isNamed_data();
    void request_everyMetric_isNamed();
    void query_notPossible_saysWhatToDo_data();
    void query_notPossible_saysWhatToDo();
    void range_openOrTooLong_isClamped();
    void periods_byMonth_areCutAtMonths();
    void name_ofShapes_tellsThemApart();
};

void TestExplorerShape::request_ofQuery_isExact_data()
{
    QTest::addColumn<CostQuery>("asked");
    QTest::addColumn<QByteArray>("request");
    const CostFilter ec2{u"service"_s, {u"EC2 - Other"_s}, false};
    const CostFilter notSandbox{u"account"_s, {u"345678901234"_s}, true};

    QTest::newRow("days by service")
        << query(u"2026-07-16"_s, u"2026-08-15"_s, CostGranularity::Day, {u"service"_s})
        << QByteArray(R"({"Granularity":"DAILY","GroupBy":[{"Key":"SERVICE","Type":"DIMENSION"}],)"
                      R"("Metrics":["UnblendedCost"],"TimePeriod":{"End":"2026-08-15","Start":"2026-07-16"}})");
    QTest::newRow("total from the first") << query(u"2026-07-01"_s, u"2026-08-01"_s, CostGranularity::Total)
                                          << QByteArray(R"({"Granularity":"MONTHLY","Metrics":["UnblendedCost"],)"
                                                        R"("TimePeriod":{"End":"2026-08-01","Start":"2026-07-01"}})");
    QTest::newRow("total of some days") << query(u"2026-07-05"_s, u"2026-08-01"_s, CostGranularity::Total)
                                        << QByteArray(R"({"Granularity":"DAILY","Metrics":["UnblendedCost"],)"
                                                      R"("TimePeriod":{"End":"2026-08-01","Start":"2026-07-05"}})");
    QTest::newRow("tag and cost category")
        << query(u"2026-08-01"_s, u"2026-08-02"_s, CostGranularity::Day, {u"tag:Env"_s, u"cost-category:Team"_s})
        << QByteArray(R"({"Granularity":"DAILY","GroupBy":[{"Key":"Env","Type":"TAG"},)"
                      R"({"Key":"Team","Type":"COST_CATEGORY"}],"Metrics":["UnblendedCost"],)"
                      R"("TimePeriod":{"End":"2026-08-02","Start":"2026-08-01"}})");
    QTest::newRow("one filter")
        << query(u"2026-08-01"_s, u"2026-08-02"_s, CostGranularity::Day, {}, {ec2})
        << QByteArray(R"({"Filter":{"Dimensions":{"Key":"SERVICE","Values":["EC2 - Other"]}},"Granularity":"DAILY",)"
                      R"("Metrics":["UnblendedCost"],"TimePeriod":{"End":"2026-08-02","Start":"2026-08-01"}})");
    QTest::newRow("two, one excluding")
        << query(u"2026-08-01"_s, u"2026-08-02"_s, CostGranularity::Day, {}, {ec2, notSandbox})
        << QByteArray(R"({"Filter":{"And":[{"Dimensions":{"Key":"SERVICE","Values":["EC2 - Other"]}},)"
                      R"({"Not":{"Dimensions":{"Key":"LINKED_ACCOUNT","Values":["345678901234"]}}}]},)"
                      R"("Granularity":"DAILY","Metrics":["UnblendedCost"],)"
                      R"("TimePeriod":{"End":"2026-08-02","Start":"2026-08-01"}})");
    QTest::newRow("tag with and without value")
        << query(u"2026-08-01"_s, u"2026-08-02"_s, CostGranularity::Day, {},
               {{u"tag:Env"_s, {u"prod"_s, QString()}, false}})
        << QByteArray(R"({"Filter":{"Or":[{"Tags":{"Key":"Env","Values":["prod"]}},)"
                      R"({"Tags":{"Key":"Env","MatchOptions":["ABSENT"]}}]},"Granularity":"DAILY",)"
                      R"("Metrics":["UnblendedCost"],"TimePeriod":{"End":"2026-08-02","Start":"2026-08-01"}})");
    QTest::newRow("no region") << query(
        u"2026-08-01"_s, u"2026-08-02"_s, CostGranularity::Day, {}, {{u"region"_s, {QString(), u"eu-west-1"_s}, false}})
                               << QByteArray(
                                      R"({"Filter":{"Dimensions":{"Key":"REGION","Values":["NoRegion","eu-west-1"]}},)"
                                      R"("Granularity":"DAILY","Metrics":["UnblendedCost"],)"
                                      R"("TimePeriod":{"End":"2026-08-02","Start":"2026-08-01"}})");
    QTest::newRow("months long ago") << query(u"2024-01-01"_s, u"2024-01-31"_s, CostGranularity::Month)
                                     << QByteArray(R"({"Granularity":"MONTHLY","Metrics":["UnblendedCost"],)"
                                                   R"("TimePeriod":{"End":"2024-01-31","Start":"2024-01-01"}})");
}

void TestExplorerShape::request_ofQuery_isExact()
{
    QFETCH(CostQuery, asked);
    QFETCH(QByteArray, request);

    const Result<QByteArray> made = requestFor(asked);

    QVERIFY2(made, qPrintable(made ? QString() : made.error().message()));
    QCOMPARE(*made, request);
}

void TestExplorerShape::request_everyMetric_isNamed_data()
{
    QTest::addColumn<CostMetric>("metric");
    QTest::addColumn<QString>("name");
    QTest::newRow("unblended") << CostMetric::Unblended << u"UnblendedCost"_s;
    QTest::newRow("blended") << CostMetric::Blended << u"BlendedCost"_s;
    QTest::newRow("amortized") << CostMetric::Amortized << u"AmortizedCost"_s;
    QTest::newRow("net") << CostMetric::NetUnblended << u"NetUnblendedCost"_s;
    QTest::newRow("net amortized") << CostMetric::NetAmortized << u"NetAmortizedCost"_s;
    QTest::newRow("usage") << CostMetric::UsageQuantity << u"UsageQuantity"_s;
}

void TestExplorerShape::request_everyMetric_isNamed()
{
    QFETCH(CostMetric, metric);
    QFETCH(QString, name);
    CostQuery asked = query(u"2026-08-01"_s, u"2026-08-02"_s, CostGranularity::Day);
    asked.metric = metric;

    const Result<QByteArray> made = requestFor(asked);

    QVERIFY(made);
    QVERIFY2(made->contains(u"\"Metrics\":[\"%1\"]"_s.arg(name).toUtf8()), made->constData());
}

void TestExplorerShape::query_notPossible_saysWhatToDo_data()
{
    QTest::addColumn<CostQuery>("asked");
    QTest::addColumn<QString>("word");
    const auto days = [](const QStringList &groupBy, const QList<CostFilter> &filters = {}) {
        return query(u"2026-08-01"_s, u"2026-08-02"_s, CostGranularity::Day, groupBy, filters);
    };
    CostQuery list = days({});
    list.metric = CostMetric::List;

    QTest::newRow("three dimensions") << days({u"service"_s, u"account"_s, u"region"_s}) << u"Leave out region"_s;
    QTest::newRow("resource") << days({u"resource"_s}) << u"Open a bill file"_s;
    QTest::newRow("unknown dimension") << days({u"colour"_s}) << u"cost-category:NAME"_s;
    QTest::newRow("tag without key") << days({u"tag:"_s}) << u"tag:KEY"_s;
    QTest::newRow("empty filter") << days({}, {{u"service"_s, {}, false}}) << u"Choose at least one value"_s;
    QTest::newRow("list price") << list << u"Choose unblended"_s;
    QTest::newRow("backwards") << query(u"2026-08-02"_s, u"2026-08-01"_s, CostGranularity::Day) << u"Choose an end"_s;
    QTest::newRow("same day") << query(u"2026-08-02"_s, u"2026-08-02"_s, CostGranularity::Day) << u"Choose an end"_s;
    QTest::newRow("to come") << query(u"2026-09-01"_s, u"2026-10-01"_s, CostGranularity::Day) << u"future"_s;
    QTest::newRow("old days") << query(u"2025-05-01"_s, u"2025-06-01"_s, CostGranularity::Day) << u"14 months"_s;
    QTest::newRow("old half month") << query(u"2025-05-02"_s, u"2025-06-01"_s, CostGranularity::Month)
                                    << u"Begin on the first"_s;
    QTest::newRow("too old") << query(u"2023-05-01"_s, u"2023-06-01"_s, CostGranularity::Month) << u"38"_s;
}

void TestExplorerShape::query_notPossible_saysWhatToDo()
{
    QFETCH(CostQuery, asked);
    QFETCH(QString, word);

    const Result<QByteArray> made = requestFor(asked);

    QVERIFY(!made);
    QCOMPARE(made.error().kind(), Error::Kind::Invalid);
    QVERIFY2(made.error().message().contains(word), qPrintable(made.error().message()));
}

void TestExplorerShape::range_openOrTooLong_isClamped()
{
    const ExplorerSpan year{QDate(2025, 8, 1), QDate(2026, 8, 16)};

    const Result<ExplorerSpan> open = explorerRange({}, Today);
    const Result<ExplorerSpan> beyond = explorerRange(query(u"2025-08-01"_s, u"2027-01-01"_s, {}), Today);

    QVERIFY(open && beyond);
    QVERIFY(*open == year);
    QVERIFY(*beyond == year);
}

void TestExplorerShape::periods_byMonth_areCutAtMonths()
{
    const QList<ExplorerSpan> months = periodsOf(CostGranularity::Month, {QDate(2026, 1, 30), QDate(2026, 3, 2)});
    const QList<ExplorerSpan> days = periodsOf(CostGranularity::Day, {QDate(2026, 2, 27), QDate(2026, 3, 2)});

    const QList<ExplorerSpan> expected{{QDate(2026, 1, 30), QDate(2026, 2, 1)}, {QDate(2026, 2, 1), QDate(2026, 3, 1)},
        {QDate(2026, 3, 1), QDate(2026, 3, 2)}};
    QVERIFY(months == expected);
    QCOMPARE(days.size(), 3);
}

void TestExplorerShape::name_ofShapes_tellsThemApart()
{
    const ExplorerShape shape{CostMetric::Unblended, CostGranularity::Day, {u"service"_s}, {}};
    ExplorerShape other = shape;
    other.filters = {{u"account"_s, {u"1"_s}, false}};

    QCOMPARE(explorerName(shape), explorerName(ExplorerShape(shape)));
    QVERIFY(explorerName(shape) != explorerName(other));
    QVERIFY(!explorerName(shape).contains(u"TimePeriod"_s));
}

QTEST_GUILESS_MAIN(TestExplorerShape)
#include "tst_explorershape.moc"
