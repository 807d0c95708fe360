// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledgers.h"

#include <costs/metric.h>

#include <QTest>

using namespace sm;
using namespace sm::costs;
using namespace Qt::Literals::StringLiterals;
using test::Charge;
using test::ledgerOf;
using test::listOf;

namespace {

const QString Env = u"tag:env"_s;

/// Two services over three days, a day without anything between them.
Ledger small()
{
    return ledgerOf({costdimension::Service, costdimension::Region},
        {{"2024-03-30", {"S3", "us-east-1"}, 150}, {"2024-03-30", {"EC2", "us-east-1"}, 1000},
            {"2024-04-01", {"S3", ""}, 50}, {"2024-04-01", {"EC2", "eu-west-1"}, -200}});
}

CostQuery by(const QStringList &dimensions, CostGranularity granularity = CostGranularity::Total)
{
    CostQuery query;
    query.groupBy = dimensions;
    query.granularity = granularity;
    return query;
}

CostQuery filtered(QList<CostFilter> filters, const QStringList &groupBy = {})
{
    CostQuery query = by(groupBy);
    query.filters = std::move(filters);
    return query;
}

/// "key/key amount" for each group.
QStringList groupsOf(const CostAnswer &answer)
{
    QStringList lines;
    for (const CostGroup &each : answer.groups)
        lines << each.key.join(u'/') + u' ' + each.amount.toString();
    return lines;
}

QStringList amountsOf(const CostGroup &group)
{
    QStringList texts;
    for (const Decimal &each : group.amounts)
        texts << each.toString();
    return texts;
}

QStringList periodsOf(const CostAnswer &answer)
{
    QStringList texts;
    for (const QDate &each : answer.periods)
        texts << each.toString(Qt::ISODate);
    return texts;
}

} // namespace

class TestQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void total_isOneGroupWithoutAKey()
    {
        const auto found = answer(listOf({small()}), {});

        QVERIFY(found);
        QCOMPARE(found->total.toString(), u"10"_s);
        QCOMPARE(groupsOf(*found), QStringList{u" 10"_s});
        QCOMPARE(periodsOf(*found), QStringList{u"2024-03-30"_s});
        QCOMPARE(found->currency, u"USD"_s);
        QCOMPARE(found->source, u"march.csv"_s);
    }

    void groups_areLargestFirstThenByKey()
    {
        const auto found = answer(listOf({small()}), by({costdimension::Region, costdimension::Service}));

        QVERIFY(found);
        QCOMPARE(groupsOf(*found),
            (QStringList{u"us-east-1/EC2 10"_s, u"us-east-1/S3 1.5"_s, u"/S3 0.5"_s, u"eu-west-1/EC2 -2"_s}));
    }

    void days_haveNoGaps()
    {
        const auto found = answer(listOf({small()}), by({costdimension::Service}, CostGranularity::Day));

        QVERIFY(found);
        QCOMPARE(periodsOf(*found), (QStringList{u"2024-03-30"_s, u"2024-03-31"_s, u"2024-04-01"_s}));
        QCOMPARE(amountsOf(found->groups.at(0)), (QStringList{u"10"_s, u"0"_s, u"-2"_s}));
        QCOMPARE(amountsOf(found->groups.at(1)), (QStringList{u"1.5"_s, u"0"_s, u"0.5"_s}));
    }

    void months_areCalendarMonths()
    {
        const auto found = answer(listOf({small()}), by({}, CostGranularity::Month));

        QVERIFY(found);
        QCOMPARE(periodsOf(*found), (QStringList{u"2024-03-01"_s, u"2024-04-01"_s}));
        QCOMPARE(amountsOf(found->groups.at(0)), (QStringList{u"11.5"_s, u"-1.5"_s}));
    }

    void dayAndMonth_areDimensions()
    {
        const LedgerList ledgers = listOf({small()});
        const auto days = answer(ledgers, by({u"day"_s}));
        const auto months = answer(ledgers, by({u"month"_s, costdimension::Service}));
        const auto one = answer(ledgers, filtered({{u"day"_s, {u"2024-04-01"_s}, false}}));

        QCOMPARE(groupsOf(*days), (QStringList{u"2024-03-30 11.5"_s, u"2024-04-01 -1.5"_s}));
        QCOMPARE(groupsOf(*months),
            (QStringList{u"2024-03/EC2 10"_s, u"2024-03/S3 1.5"_s, u"2024-04/S3 0.5"_s, u"2024-04/EC2 -2"_s}));
        QCOMPARE(one->total.toString(), u"-1.5"_s);
    }

    void range_beginsInclusiveAndEndsExclusive()
    {
        CostQuery query = by({}, CostGranularity::Day);
        query.from = QDate(2024, 3, 30);
        query.to = QDate(2024, 4, 1);

        const auto found = answer(listOf({small()}), query);

        QCOMPARE(found->total.toString(), u"11.5"_s);
        QCOMPARE(periodsOf(*found), (QStringList{u"2024-03-30"_s, u"2024-03-31"_s}));
    }

    void range_beyondTheCharges_isCoveredAll()
    {
        CostQuery query = by({}, CostGranularity::Month);
        query.from = QDate(2024, 1, 1);
        query.to = QDate(2024, 6, 1);

        const auto found = answer(listOf({small()}), query);

        QCOMPARE(found->periods.size(), 5);
        QCOMPARE(amountsOf(found->groups.at(0)), (QStringList{u"0"_s, u"0"_s, u"11.5"_s, u"-1.5"_s, u"0"_s}));
    }

    void range_withoutCharges_isNothing()
    {
        CostQuery query = by({costdimension::Service}, CostGranularity::Day);
        query.from = QDate(2030, 1, 1);

        const auto grouped = answer(listOf({small()}), query);
        query.groupBy.clear();
        const auto total = answer(listOf({small()}), query);

        QVERIFY(grouped->periods.isEmpty() && grouped->groups.isEmpty() && grouped->total.isZero());
        QCOMPARE(groupsOf(*total), QStringList{u" 0"_s});
    }

    void range_ofAllTime_isNoBurden()
    {
        CostQuery query;
        query.from = QDate(1, 1, 1);
        query.to = QDate(9999, 12, 31);

        QCOMPARE(answer(listOf({small()}), query)->total.toString(), u"10"_s);
        query.granularity = CostGranularity::Day;
        QCOMPARE(answer(listOf({small()}), query).error().kind(), Error::Kind::Invalid);
    }

    void range_backwards_isInvalid()
    {
        CostQuery query;
        query.from = query.to = QDate(2024, 4, 1);

        const auto found = answer(listOf({small()}), query);

        QCOMPARE(found.error().kind(), Error::Kind::Invalid);
        QVERIFY(found.error().message().contains(u"2024-04-01"_s));
    }

    void filters_allHold()
    {
        const LedgerList ledgers = listOf({small()});
        const CostFilter ec2{costdimension::Service, {u"EC2"_s}, false};
        const CostFilter notEurope{costdimension::Region, {u"eu-west-1"_s}, true};
        const CostFilter nowhere{costdimension::Region, {u""_s}, false};
        const CostFilter either{costdimension::Region, {u"eu-west-1"_s, u""_s}, false};

        QCOMPARE(answer(ledgers, filtered({ec2}))->total.toString(), u"8"_s);
        QCOMPARE(answer(ledgers, filtered({ec2, notEurope}))->total.toString(), u"10"_s);
        QCOMPARE(answer(ledgers, filtered({nowhere}))->total.toString(), u"0.5"_s);
        QCOMPARE(answer(ledgers, filtered({either}))->total.toString(), u"-1.5"_s);
        QCOMPARE(answer(ledgers, filtered({ec2, nowhere}))->total.toString(), u"0"_s);
    }

    void filter_thatNothingPasses_keepsThePeriods()
    {
        CostQuery query = filtered({{costdimension::Service, {u"nope"_s}, false}});
        query.granularity = CostGranularity::Day;

        const auto found = answer(listOf({small()}), query);

        QCOMPARE(found->periods.size(), 3);
        QCOMPARE(amountsOf(found->groups.at(0)), (QStringList{u"0"_s, u"0"_s, u"0"_s}));
    }

    void tag_isFoundWithAndWithoutUser()
    {
        const Ledger plain = ledgerOf({u"tag:env"_s}, {{"2024-03-01", {"prod"}, 100}});
        const Ledger aws = ledgerOf({u"tag:user:env"_s}, {{"2024-04-01", {"prod"}, 200}});
        const LedgerList both = listOf({plain, aws});

        QCOMPARE(groupsOf(*answer(both, by({u"tag:env"_s}))), QStringList{u"prod 3"_s});
        QCOMPARE(groupsOf(*answer(both, by({u"tag:user:env"_s}))), QStringList{u"prod 3"_s});
        QCOMPARE(groupsOf(*answer(both, by({u"tag:user_env"_s}))), QStringList{u"prod 3"_s});
        QCOMPARE(answer(both, filtered({{Env, {u"prod"_s}, true}}))->total.toString(), u"0"_s);
    }

    void dimension_thatOneLedgerLacks_isEmptyThere()
    {
        const Ledger tagged = ledgerOf({Env}, {{"2024-03-01", {"prod"}, 100}});
        const Ledger bare = ledgerOf({costdimension::Service}, {{"2024-03-01", {"S3"}, 10}});
        const LedgerList both = listOf({tagged, bare});

        QCOMPARE(groupsOf(*answer(both, by({Env}))), (QStringList{u"prod 1"_s, u" 0.1"_s}));
        QCOMPARE(answer(both, filtered({{Env, {u""_s}, false}}))->total.toString(), u"0.1"_s);
        QCOMPARE(answer(both, filtered({{Env, {u""_s}, true}}))->total.toString(), u"1"_s);
    }

    void dimensionOfEveryBill_thatThisOneLacks_isEmpty()
    {
        const Ledger tagged = ledgerOf({Env}, {{"2024-03-01", {"prod"}, 100}});

        for (const QString &name : {costdimension::Service, costdimension::Account, costdimension::Region,
                 costdimension::UsageType, costdimension::Resource, costdimension::LineItemType})
            QCOMPARE(groupsOf(*answer(listOf({tagged}), by({name}))), QStringList{u" 1"_s});
    }

    void dimension_unknown_namesThoseThereAre()
    {
        for (const CostQuery &query : {by({u"team"_s}), filtered({{u"team"_s, {u"a"_s}, false}})}) {
            const auto found = answer(listOf({small()}), query);

            QCOMPARE(found.error().kind(), Error::Kind::Invalid);
            QVERIFY2(found.error().message().contains(u"service, region"_s), qPrintable(found.error().message()));
        }
    }

    void ledgersOfOtherScales_addUpExactly()
    {
        const Ledger coarse = ledgerOf({costdimension::Service}, {{"2024-03-01", {"S3"}, 3}}, 0);
        const Ledger fine
            = ledgerOf({costdimension::Service}, {{"2024-03-02", {"S3"}, 1}, {"2024-03-02", {"EC2"}, -7}}, 30);

        const auto found = answer(listOf({coarse, fine, coarse}), by({costdimension::Service}));

        QCOMPARE(groupsOf(*found),
            (QStringList{u"S3 6.000000000000000000000000000001"_s, u"EC2 -0.000000000000000000000000000007"_s}));
    }

    void sumsBeyond128Bits_areExact()
    {
        const Int128 huge = *Decimal::parse(QStringView(u"100000000000000000000000000000000000"))->scaled(3);
        const Ledger ledger = ledgerOf({costdimension::Service},
            {{"2024-03-01", {"S3"}, huge}, {"2024-03-01", {"S3"}, huge}, {"2024-03-02", {"S3"}, -1}}, 3);

        const auto found = answer(listOf({ledger}), by({costdimension::Service}, CostGranularity::Day));

        QCOMPARE(found->total.toString(), u"199999999999999999999999999999999999.999"_s);
        QCOMPARE(amountsOf(found->groups.at(0)), (QStringList{u"200000000000000000000000000000000000"_s, u"-0.001"_s}));
    }

    void scalesThatDoNotFitTogether_areExact()
    {
        const Ledger large = ledgerOf({}, {{"2024-03-01", {}, *Decimal(9'000'000'000'000'000'000).scaled(0)}}, 0);
        const Ledger fine = ledgerOf({}, {{"2024-03-01", {}, 1}}, 36);

        QCOMPARE(answer(listOf({large, fine}), {})->total.toString(),
            u"9000000000000000000.000000000000000000000000000000000001"_s);
    }

    void totalBeyond128Bits_isExact()
    {
        const Int128 most = ~(Int128{1} << 127);
        const Ledger ledger
            = ledgerOf({costdimension::Service}, {{"2024-03-01", {"S3"}, most}, {"2024-03-02", {"S3"}, most}}, 20);

        const auto found = answer(listOf({ledger}), by({}, CostGranularity::Day));

        QCOMPARE(found->total.toString(), u"3402823669209384634.63374607431768211454"_s);
    }

    void manyColumns_areNumberedApart()
    {
        std::vector<Charge> charges;
        QStringList dimensions;
        std::vector<QByteArray> texts;
        for (int i = 0; i < 300; ++i)
            texts.push_back(QByteArray::number(i));
        for (int i = 0; i < 12; ++i)
            dimensions << u"tag:%1"_s.arg(i);
        for (const QByteArray &text : texts)
            charges.push_back({"2024-03-01", std::vector<const char *>(12, text.constData()), 100});

        const auto found = answer(listOf({ledgerOf(dimensions, charges)}), by(dimensions));

        QCOMPARE(found->groups.size(), 300);
        for (const CostGroup &group : found->groups)
            QCOMPARE(group.key, QStringList(12, group.key.first()));
        QCOMPARE(found->total.toString(), u"300"_s);
    }

    void currencies_two_areRefused()
    {
        Ledger euros = small();
        euros.currency = u"EUR"_s;

        const auto found = answer(listOf({small(), euros}), {});

        QCOMPARE(found.error().kind(), Error::Kind::Invalid);
        QVERIFY(found.error().message().contains(u"USD"_s) && found.error().message().contains(u"EUR"_s));
    }

    void currency_ofALedgerWithoutCharges_doesNotMatter()
    {
        Ledger empty;

        const auto found = answer(listOf({empty, small()}), {});

        QVERIFY2(found, qPrintable(found ? QString() : found.error().message()));
        QCOMPARE(found->currency, u"USD"_s);
    }

    void metric_missing_namesThoseThereAre()
    {
        Ledger second = small();
        second.metrics.push_back({CostMetric::Amortized, {}, 0});
        CostQuery query;
        query.metric = CostMetric::Amortized;

        const auto one = answer(listOf({second}), query);
        const auto both = answer(listOf({small(), second}), query);

        QCOMPARE(one->total.toString(), u"10"_s);
        QCOMPARE(both.error().kind(), Error::Kind::Invalid);
        QVERIFY2(both.error().message().endsWith(u"There is: unblended."_s), qPrintable(both.error().message()));
    }

    void estimated_isSaidForEachPeriod()
    {
        Ledger ledger = small();
        ledger.estimatedDays = {ledger.days.back()};

        QCOMPARE(answer(listOf({ledger}), by({}, CostGranularity::Day))->estimated, (QList<bool>{false, false, true}));
        QCOMPARE(answer(listOf({ledger}), by({}, CostGranularity::Month))->estimated, (QList<bool>{false, true}));
        QCOMPARE(answer(listOf({ledger}), {})->estimated, (QList<bool>{true}));
    }

    void tooManyAmounts_areRefused()
    {
        Ledger ledger = ledgerOf({costdimension::Resource}, {{"2024-03-01", {"a"}, 1}});
        for (quint32 i = 0; i < 30'000; ++i) { // not through ledgerOf(), which looks each up
            ledger.dimensions[0].values.push_back(QByteArray::number(i));
            ledger.dimensions[0].codes.append(i + 2);
            ledger.days.push_back(ledger.days.front());
            ledger.metrics[0].mantissas.push_back(1);
        }
        CostQuery query = by({costdimension::Resource}, CostGranularity::Day);
        query.from = QDate(2023, 3, 1);

        QCOMPARE(answer(listOf({ledger}), query).error().kind(), Error::Kind::Invalid);
        query.granularity = CostGranularity::Month;
        QCOMPARE(answer(listOf({ledger}), query)->groups.size(), 30'001);
    }

    void nothing_isAnAnswer()
    {
        const auto found = answer({}, by({costdimension::Service}));

        QVERIFY(found);
        QVERIFY(found->groups.isEmpty() && found->total.isZero());
    }

    void metrics_haveWordsNamesAndDefinitions()
    {
        QCOMPARE(metricWords().size(), 10);
        for (const QString &word : metricWords()) {
            const auto metric = metricFrom(word);
            QVERIFY(metric);
            QCOMPARE(metricWord(*metric), word);
            QVERIFY(metricDefinition(*metric).endsWith(u'.') && !metricName(*metric).isEmpty());
        }
        QCOMPARE(metricFrom(u"net"), CostMetric::NetUnblended);
        QVERIFY(!metricFrom(u"Unblended") && !metricFrom(u""));
    }
};

QTEST_GUILESS_MAIN(TestQuery)
#include "tst_query.moc"
