// SPDX-License-Identifier: GPL-3.0-or-later
#include <costs/ledgerbuilder.h>
#include <runbooks/parametervalues.h>
#include <runbooks/runbooklibrary.h>
#include <savings/awssavingsservice.h>
#include <savings/prices.h>
#include <support/await.h>
#include <support/fakecaller.h>
#include <support/mockclock.h>

#include <QJsonArray>

using namespace sm;
using namespace sm::savings;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

FunctionVersions router()
{
    FunctionVersions all{u"lambda_router"_s, {}, {}};
    for (int number : {9, 10, 2, 11, 3, 1, 8, 7}) // as text they would sort otherwise
        all.versions.append({number, 1000, 512, number == 1});
    all.used = {2, 9};
    return all;
}

QList<int> numbersOf(const QList<FunctionVersion> &versions)
{
    QList<int> numbers;
    for (const FunctionVersion &each : versions)
        numbers.append(each.number);
    return numbers;
}

QJsonObject list(const QString &member, const QJsonArray &elements) { return {{member, elements}}; }

/// The error of the runbook library's own check of what a saving would start; empty: it fits.
QString misfit(const Saving &saving, const runbooks::RunbookLibrary &library)
{
    for (const runbooks::Runbook &runbook : library.runbooks()) {
        if (runbook.system.value + u'/' + runbook.id != saving.runbook)
            continue;
        const QMap<QString, QString> problems
            = runbooks::checkValues(runbook.parameters, {saving.parameters, {}}).problems;
        return problems.values().join(u' ');
    }
    return u"no runbook "_s + saving.runbook;
}

/// A function of nine versions: 1 and 2 have an alias, 3 an event source.
void answerForFunctions(FakeCaller &caller)
{
    const QString arn = u"arn:aws:lambda:eu-west-1:1:function:chat"_s;
    QJsonArray versions{QJsonObject{{u"Version"_s, u"$LATEST"_s}, {u"FunctionArn"_s, arn + u":$LATEST"_s}}};
    for (int i = 1; i <= 9; ++i)
        versions.append(QJsonObject{{u"Version"_s, QString::number(i)}, {u"CodeSize"_s, 5},
            {u"FunctionArn"_s, arn + u':' + QString::number(i)}});
    const QJsonObject routing{{u"AdditionalVersionWeights"_s, QJsonObject{{u"2"_s, 0.1}}}};
    caller.answer(u"ListFunctions"_s, list(u"Functions"_s, {QJsonObject{{u"FunctionName"_s, u"chat"_s}}}));
    caller.answer(
        u"ListEventSourceMappings"_s, list(u"EventSourceMappings"_s, {QJsonObject{{u"FunctionArn"_s, arn + u":3"_s}}}));
    caller.answer(u"ListVersionsByFunction"_s, list(u"Versions"_s, versions));
    caller.answer(u"ListAliases"_s,
        list(u"Aliases"_s, {QJsonObject{{u"FunctionVersion"_s, u"1"_s}, {u"RoutingConfig"_s, routing}}}));
    caller.answer(u"ListProvisionedConcurrencyConfigs"_s, QJsonObject{});
}

/// Log groups that may not be seen, a bucket of 1 TB that had 100 GB before, a VPC with a NAT gateway.
void answerForTheRest(FakeCaller &caller)
{
    caller.fail(u"DescribeLogGroups"_s, Error(Error::Kind::Denied, u"You may not."_s));
    caller.answer(u"ListBuckets"_s, list(u"Buckets"_s, {QJsonObject{{u"Name"_s, u"raw"_s}}}));
    caller.fail(u"GetBucketLifecycleConfiguration"_s,
        Error(Error::Kind::NotFound, u"none"_s).withCode(u"NoSuchLifecycleConfiguration"_s));
    caller.answer(u"GetMetricStatistics"_s, list(u"Datapoints"_s, {QJsonObject{{u"Average"_s, 1e12}}}));
    caller.answer(u"GetMetricStatistics"_s, list(u"Datapoints"_s, {QJsonObject{{u"Average"_s, 1e11}}}));
    caller.answer(u"DescribeNatGateways"_s, list(u"NatGateways"_s, {QJsonObject{{u"VpcId"_s, u"vpc-1"_s}}}));
    const QJsonArray routes{QJsonObject{{u"NatGatewayId"_s, u"nat-1"_s}}};
    caller.answer(u"DescribeRouteTables"_s,
        list(u"RouteTables"_s,
            {QJsonObject{{u"VpcId"_s, u"vpc-1"_s}, {u"RouteTableId"_s, u"rtb-1"_s}, {u"Routes"_s, routes}},
                QJsonObject{{u"VpcId"_s, u"vpc-1"_s}, {u"RouteTableId"_s, u"rtb-2"_s}}}));
    caller.answer(u"DescribeVpcEndpoints"_s,
        list(u"VpcEndpoints"_s,
            {QJsonObject{{u"VpcId"_s, u"vpc-1"_s}, {u"VpcEndpointType"_s, u"Gateway"_s},
                {u"ServiceName"_s, u"com.amazonaws.eu-west-1.dynamodb"_s}}}));
}

std::shared_ptr<const costs::Ledger> natLedger()
{
    costs::LedgerBuilder builder(costs::LedgerKind::CurLegacy, {costdimension::UsageType}, {CostMetric::Unblended});
    builder.add(QDate(2026, 9, 1), {"EU-NatGateway-Bytes"}, {Decimal(1000)});
    builder.add(QDate(2026, 11, 1), {"EU-NatGateway-Bytes"}, {Decimal(40)});
    builder.add(QDate(2026, 11, 20), {"EU-NatGateway-Bytes"}, {Decimal(2)});
    builder.add(QDate(2026, 11, 20), {"APS2-NatGateway-Bytes"}, {Decimal(500)});
    return std::make_shared<const costs::Ledger>(builder.take().value());
}

} // namespace

class TestSavings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void versions_keepTheLatestAndTheUsed()
    {
        QCOMPARE(numbersOf(unusedVersions(router(), 5)), (QList<int>{1, 3}));
        QCOMPARE(numbersOf(unusedVersions(router(), 3)), (QList<int>{1, 3, 7, 8}));
        QCOMPARE(numbersOf(unusedVersions(router(), 100)), QList<int>());
        QVERIFY(!versionsSaving(router(), 8));

        const auto saving = versionsSaving(router(), 5);
        QVERIFY(saving);
        QCOMPARE(saving->parameters[u"versions"_s].toArray(), (QJsonArray{u"1"_s, u"3"_s}));
        QCOMPARE(saving->monthly->toString(), u"1.9770444"_s);
    }

    void prices_areExact()
    {
        QCOMPARE(LogStorage.of(qint64(1) << 30).toString(), u"0.03"_s);
        QCOMPARE(LogStorage.of(1).toString(), u"0.000000000027939677238464355468750"_s.chopped(1));
        QCOMPARE(StandardLessInfrequent.of(qint64(100) << 30).toString(), u"1.05"_s);
        QCOMPARE(snapshotPrice(1024).toString(), u"3.9540888"_s);
        QVERIFY(LogStorage.of(std::numeric_limits<qint64>::max()) > Decimal(200'000'000));
    }

    void logs_countWhatIsOlder()
    {
        const QDateTime now(QDate(2026, 11, 29), QTime(), Qt::UTC);
        const qint64 gigabyte = qint64(1) << 30;
        const auto saving = logSaving(
            {{u"/aws/lambda/old"_s, 4 * gigabyte, now.addDays(-60)}, {u"/aws/lambda/new"_s, gigabyte, now.addDays(-10)},
                {u"/aws/lambda/empty"_s, 0, now.addDays(-600)}},
            30, now);

        QVERIFY(saving);
        QCOMPARE(saving->monthly->toString(), u"0.06"_s);
        QCOMPARE(saving->parameters[u"groups"_s].toArray(), QJsonArray{u"/aws/lambda/old"_s});
        QVERIFY(!logSaving({}, 30, now));
    }

    void bucket_countsWhatWasThereBefore()
    {
        const qint64 gigabyte = qint64(1) << 30;
        QCOMPARE(bucketSaving({u"b"_s, 300 * gigabyte, 100 * gigabyte}, 30)->monthly->toString(), u"1.05"_s);
        QVERIFY(!bucketSaving({u"b"_s, 0, 100 * gigabyte}, 30));
        const auto unknown = bucketSaving({u"b"_s, {}, {}}, 30);
        QVERIFY(unknown && !unknown->monthly);
    }

    void everyRunbook_takesWhatItsSavingGives()
    {
        const auto library = runbooks::RunbookLibrary::load({});
        const QDateTime now(QDate(2026, 11, 29), QTime(), Qt::UTC);
        QList<Saving> savings{*versionsSaving(router(), 3), *bucketSaving({u"reports"_s, {}, {}}, 30),
            *logSaving({{u"/aws/lambda/a#b"_s, 1 << 30, now.addDays(-60)}}, 30, now)};
        savings += endpointSavings({{u"vpc-0a1b"_s, 1, {u"rtb-0c"_s}, {}}}, {u"eu-west-1"_s}, {});
        QCOMPARE(savings.size(), 5);
        for (const Saving &saving : std::as_const(savings))
            QCOMPARE(misfit(saving, library), QString());
    }

    void endpoints_areOfferedWhereTheyAreMissing()
    {
        const auto savings = endpointSavings(
            {{u"vpc-1"_s, 2, {u"rtb-1"_s}, {u"s3"_s}}, {u"vpc-2"_s, 1, {}, {}}}, {u"eu-west-1"_s}, Decimal(90));
        QCOMPARE(savings.size(), 1);
        QCOMPARE(savings.first().parameters[u"service"_s].toString(), u"dynamodb"_s);
        QVERIFY(savings.first().isAtMost);
        QCOMPARE(*savings.first().monthly, Decimal(90));
    }

    void service_looksAtEverything_andSaysWhatItCouldNot()
    {
        FakeCaller caller;
        aws::Models models;
        MockClock clock(QDateTime(QDate(2026, 11, 29), QTime(), Qt::UTC));
        AwsSavingsService service(caller, models, clock, {u"eu-west-1"_s});
        answerForFunctions(caller);
        answerForTheRest(caller);
        const auto ledger = natLedger();

        const auto report = await(service.find({}, {ledger}, {}));

        QVERIFY(report && *report);
        const SavingsReport &found = **report;
        QStringList runbooks;
        for (const Saving &each : found.savings)
            runbooks.append(each.runbook.section(u'/', 1));
        QCOMPARE(runbooks,
            (QStringList{u"create-gateway-endpoint"_s, u"move-old-objects"_s, u"clean-up-function-versions"_s}));
        QCOMPARE(*found.savings[0].monthly, Decimal(42));
        QCOMPARE(found.savings[0].parameters[u"routeTables"_s].toArray(), QJsonArray{u"rtb-1"_s});
        QCOMPARE(found.savings[2].parameters[u"versions"_s].toArray(), QJsonArray{u"4"_s});
        QCOMPARE(found.problems, QStringList{u"Log groups: You may not."_s});
    }

    void service_cancelled_givesNothing()
    {
        FakeCaller caller;
        aws::Models models;
        MockClock clock;
        AwsSavingsService service(caller, models, clock, {u"eu-west-1"_s});
        CancelSource source;
        auto task = service.find({}, {}, source.token());
        source.cancel();
        const auto report = await(std::move(task));
        QVERIFY(report && !*report);
        QCOMPARE(report->error().kind(), Error::Kind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestSavings)
#include "tst_savings.moc"
