// SPDX-License-Identifier: GPL-3.0-or-later
#include "keptusage.h"
#include "usageledger.h"
#include "usagepagereader.h"

#include <support/vectors.h>

#include <QJsonDocument>
#include <QTest>

using namespace sm;
using namespace sm::costs;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray answer(const QByteArray &periods) { return "{\"ResultsByTime\":[" + periods + "]}"; }

QByteArray day(const QByteArray &inner)
{
    return "{\"TimePeriod\":{\"Start\":\"2026-07-01\",\"End\":\"2026-07-02\"}," + inner + "}";
}

/// Every period whose days are all over, as of today.
QList<UsagePeriod> dated(QList<UsagePeriod> periods)
{
    for (UsagePeriod &each : periods)
        each.asOf = QDateTime(QDate(2026, 8, 1), QTime(), Qt::UTC);
    return periods;
}

} // namespace

class TestUsagePageReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void read_capturedAnswer_totalsExactly();
    void read_capturedTags_haveNoPrefix_data();
    void read_capturedTags_haveNoPrefix();
    void read_exponentAndManyPlaces_areExact();
    void read_withoutGroups_takesTotal();
    void read_tokenAndOthers_areGivenBack();
    void read_keysOfNothing_areEmpty();
    void read_twoUnits_isRefused();
    void read_zeroInOtherUnit_isTaken();
    void read_damaged_isRefused_data();
    void read_damaged_isRefused();
    void read_cutAnywhere_isRefused();
    void kept_periods_comeBackAlike();
    void kept_damagedOrOther_isRefused();
};

void TestUsagePageReader::read_capturedAnswer_totalsExactly()
{
    const QString path = test::vectorsFolder() + u"/cost/ce/get-cost-and-usage-daily-by-service"_s;
    QFile file(path + u".json"_s);
    QFile expectedFile(path + u".expected.json"_s);
    if (!file.open(QIODevice::ReadOnly) || !expectedFile.open(QIODevice::ReadOnly))
        QSKIP("without the test data of others");
    const QJsonObject expected = QJsonDocument::fromJson(expectedFile.readAll()).object();
    const ExplorerShape shape{CostMetric::Unblended, CostGranularity::Day, {u"service"_s}, {}};
    UsagePageReader reader(u"UnblendedCost"_s, shape.groupBy);
    QVERIFY(reader.read(file.readAll()));
    const QList<UsagePeriod> periods = dated(reader.take());
    QCOMPARE(periods.size(), expected.value(u"days"_s).toInt());
    const ExplorerSpan range{periods.first().start, periods.last().end};
    CostQuery byService{CostMetric::Unblended, {}, {}, CostGranularity::Total, {u"service"_s}, {}};
    CostQuery byDay{CostMetric::Unblended, {}, {}, CostGranularity::Day, {}, {}};

    Result<Ledger> made = explorerLedger(shape, periods);
    QVERIFY(made);
    const auto ledger = std::make_shared<const Ledger>(std::move(*made));

    const Result<CostAnswer> services = explorerAnswer(shape, ledger, byService, range);
    const Result<CostAnswer> days = explorerAnswer(shape, ledger, byDay, range);

    QVERIFY2(services, qPrintable(services ? QString() : services.error().message()));
    QVERIFY(days);
    QCOMPARE(services->total.toString(), expected.value(u"total"_s).toString());
    QCOMPARE(services->currency, u"USD"_s);
    const QJsonObject amounts = expected.value(u"by_service"_s).toObject();
    QCOMPARE(services->groups.size(), amounts.size());
    for (const CostGroup &group : services->groups)
        QCOMPARE(group.amount.toString(), amounts.value(group.key.first()).toString());
    const QJsonObject dayAmounts = expected.value(u"by_day"_s).toObject();
    QCOMPARE(days->periods.size(), dayAmounts.size());
    for (qsizetype i = 0; i < days->periods.size(); ++i)
        QCOMPARE(days->groups.first().amounts.at(i).toString(),
            dayAmounts.value(days->periods.at(i).toString(Qt::ISODate)).toString());
}

void TestUsagePageReader::read_capturedTags_haveNoPrefix_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("tag");
    QTest::newRow("by environment") << u"hms-byEnv-user-1"_s << u"Env"_s;
    QTest::newRow("by environment, nothing there") << u"hms-byEnv-user-6"_s << u"Env"_s;
    QTest::newRow("by user") << u"hms-byUser"_s << u"CreatedBy"_s;
}

void TestUsagePageReader::read_capturedTags_haveNoPrefix()
{
    QFETCH(QString, name);
    QFETCH(QString, tag);
    QFile file(test::vectorsFolder() + u"/cost/ce/%1.json"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("without the test data of others");
    const QByteArray body = file.readAll();
    UsagePageReader reader(u"BlendedCost"_s, {u"tag:"_s + tag});

    QVERIFY(reader.read(body));

    Decimal total;
    for (const UsagePeriod &period : reader.take()) {
        for (const UsageGroup &group : period.groups) {
            QVERIFY2(!group.keys.first().contains(u'$'), qPrintable(group.keys.first()));
            total += group.amount;
        }
    }
    Decimal expected;
    for (const QJsonValue &period : QJsonDocument::fromJson(body)[u"ResultsByTime"_s].toArray()) {
        for (const QJsonValue &group : period[u"Groups"_s].toArray())
            expected += *Decimal::parse(QStringView(group[u"Metrics"_s][u"BlendedCost"_s][u"Amount"_s].toString()));
    }
    QCOMPARE(total.toString(), expected.toString());
}

void TestUsagePageReader::read_exponentAndManyPlaces_areExact()
{
    UsagePageReader reader(u"UnblendedCost"_s, {u"service"_s});

    const auto read = reader.read(answer(
        day(R"("Groups":[{"Keys":["S3"],"Metrics":{"UnblendedCost":{"Amount":"1.81E-8","Unit":"USD"},"BlendedCost":)"
            R"({"Amount":"9","Unit":"EUR"}}},{"Keys":["RDS"],"Metrics":{"UnblendedCost":)"
            R"({"Amount":"-0.000000000000000000001","Unit":"USD"}}}],"Estimated":true)")));

    QVERIFY(read);
    const QList<UsagePeriod> periods = reader.take();
    QCOMPARE(periods.size(), 1);
    QVERIFY(periods.first().estimated);
    QCOMPARE(periods.first().groups.first().amount.toString(), u"0.0000000181"_s);
    QCOMPARE(periods.first().groups.last().amount.toString(), u"-0.000000000000000000001"_s);
}

void TestUsagePageReader::read_withoutGroups_takesTotal()
{
    UsagePageReader reader(u"UnblendedCost"_s, {});

    QVERIFY(reader.read(
        answer(day(R"("Total":{"UnblendedCost":{"Amount":"12.5","Unit":"CNY"}},"Groups":[],"Estimated":false)"))));

    const QList<UsagePeriod> periods = reader.take();
    QCOMPARE(periods.first().groups.first().amount.toString(), u"12.5"_s);
    QCOMPARE(periods.first().unit, u"CNY"_s);
    QVERIFY(periods.first().groups.first().keys.isEmpty());
}

void TestUsagePageReader::read_tokenAndOthers_areGivenBack()
{
    UsagePageReader reader(u"UnblendedCost"_s, {});

    const Result<QJsonObject> rest = reader.read(
        R"({"NextPageToken":"p2","ResultsByTime":[],"GroupDefinitions":[{"Key":"x"}],"DimensionValueAttributes":[]})");

    QVERIFY(rest);
    QCOMPARE(rest->value(u"NextPageToken"_s).toString(), u"p2"_s);
}

void TestUsagePageReader::read_keysOfNothing_areEmpty()
{
    UsagePageReader reader(u"UnblendedCost"_s, {u"region"_s, u"tag:Env"_s});

    QVERIFY(reader.read(answer(
        day(R"("Groups":[{"Keys":["NoRegion","Env$"],"Metrics":{"UnblendedCost":{"Amount":"1","Unit":"USD"}}}])"))));

    const QList<UsagePeriod> periods = reader.take();
    QCOMPARE(periods.first().groups.first().keys, (QStringList{QString(), QString()}));
}

void TestUsagePageReader::read_twoUnits_isRefused()
{
    UsagePageReader reader(u"UsageQuantity"_s, {u"service"_s});

    const Result<QJsonObject> rest
        = reader.read(answer(day(R"("Groups":[{"Keys":["S3"],"Metrics":{"UsageQuantity":{"Amount":"1","Unit":"GB"}}},)"
                                 R"({"Keys":["EC2"],"Metrics":{"UsageQuantity":{"Amount":"2","Unit":"Hrs"}}}])")));

    QVERIFY(!rest);
    QCOMPARE(rest.error().code(), u"TwoUnits"_s);
    QCOMPARE(rest.error().kind(), Error::Kind::Invalid);
    QVERIFY2(rest.error().message().contains(u"usage type"_s), qPrintable(rest.error().message()));
}

void TestUsagePageReader::read_zeroInOtherUnit_isTaken()
{
    UsagePageReader reader(u"UsageQuantity"_s, {u"service"_s});

    QVERIFY(
        reader.read(answer(day(R"("Groups":[{"Keys":["S3"],"Metrics":{"UsageQuantity":{"Amount":"0","Unit":"N/A"}}},)"
                               R"({"Keys":["EC2"],"Metrics":{"UsageQuantity":{"Amount":"2","Unit":"Hrs"}}}])"))));

    const QList<UsagePeriod> periods = reader.take();
    QCOMPARE(periods.first().unit, u"Hrs"_s);
}

void TestUsagePageReader::read_damaged_isRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no object") << QByteArray("[]");
    QTest::newRow("another operation") << QByteArray("{\"Tags\":[]}");
    QTest::newRow("no dates") << answer(R"({"Groups":[]})");
    QTest::newRow("backwards") << answer(R"({"TimePeriod":{"Start":"2026-07-02","End":"2026-07-01"}})");
    QTest::newRow("no number") << answer(
        day(R"("Groups":[{"Keys":["S3"],"Metrics":{"UnblendedCost":{"Amount":"NaN","Unit":"USD"}}}])"));
    QTest::newRow("too large") << answer(
        day(R"("Groups":[{"Keys":["S3"],"Metrics":{"UnblendedCost":{"Amount":"1e400","Unit":"USD"}}}])"));
    QTest::newRow("two keys for one") << answer(
        day(R"("Groups":[{"Keys":["S3","x"],"Metrics":{"UnblendedCost":{"Amount":"1","Unit":"USD"}}}])"));
    QTest::newRow("groups are no list") << answer(day(R"("Groups":{})"));
}

void TestUsagePageReader::read_damaged_isRefused()
{
    QFETCH(QByteArray, body);
    UsagePageReader reader(u"UnblendedCost"_s, {u"service"_s});

    const Result<QJsonObject> rest = reader.read(body);

    QVERIFY(!rest);
    QCOMPARE(rest.error().kind(), Error::Kind::BadReply);
    QVERIFY(reader.take().isEmpty());
}

void TestUsagePageReader::read_cutAnywhere_isRefused()
{
    const QByteArray whole
        = answer(day(R"("Groups":[{"Keys":["S3"],"Metrics":{"UnblendedCost":{"Amount":"1","Unit":"USD"}}}])"));
    for (qsizetype length = 0; length < whole.size(); ++length) {
        UsagePageReader reader(u"UnblendedCost"_s, {u"service"_s});
        QVERIFY2(!reader.read(whole.first(length)), whole.first(length).constData());
    }
}

void TestUsagePageReader::kept_periods_comeBackAlike()
{
    const QDateTime asOf(QDate(2026, 8, 1), QTime(12, 0, 0, 5), Qt::UTC);
    const QList<UsagePeriod> periods{{QDate(2026, 7, 1), QDate(2026, 7, 2), true, u"USD"_s, asOf,
                                         {{{u"S\"3\u00e9"_s, QString()}, *Decimal::parse("-0.0000000181")}}},
        {QDate(2026, 7, 2), QDate(2026, 7, 3), false, QString(), asOf, {}}};

    const Result<QList<UsagePeriod>> read = keptPeriods(u"shape"_s, keptText(u"shape"_s, periods));

    QVERIFY(read);
    QVERIFY(*read == periods);
}

void TestUsagePageReader::kept_damagedOrOther_isRefused()
{
    const QByteArray text = keptText(u"shape"_s, {});

    QVERIFY(!keptPeriods(u"other"_s, text));
    for (qsizetype length = 0; length < text.size(); ++length)
        QVERIFY(!keptPeriods(u"shape"_s, text.first(length)));
    QVERIFY(!keptPeriods(u"shape"_s, R"({"shape":"shape","periods":[{"start":"2026-07-01"}]})"));
}

QTEST_GUILESS_MAIN(TestUsagePageReader)
#include "tst_usagepagereader.moc"
