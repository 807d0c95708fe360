// SPDX-License-Identifier: GPL-3.0-or-later
#include "bills.h"

#include <core/csv.h>
#include <crypto/digest.h>
#include <support/await.h>

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace sm;
using namespace sm::costs;

namespace {

const QByteArray legacyHeader
    = "identity/LineItemId,bill/InvoiceId,bill/BillingEntity,bill/PayerAccountId,bill/BillingPeriodStartDate,"
      "lineItem/UsageAccountId,lineItem/LineItemType,lineItem/UsageStartDate,lineItem/UsageEndDate,lineItem/"
      "ProductCode,"
      "lineItem/UsageType,lineItem/Operation,lineItem/ResourceId,lineItem/CurrencyCode,lineItem/UnblendedCost,"
      "lineItem/BlendedCost,product/region,product/regionCode,pricing/publicOnDemandCost,resourceTags/user:env,"
      "resourceTags/aws:createdBy,costCategory/Team\n";
const QByteArray legacyRows
    = "a,,AWS,111,2023-11-01T00:00:00Z,222,Usage,2023-11-04T23:00:00.000Z,2023-11-05T00:00:00Z,AmazonS3,Req,Get,b-1,"
      "USD,"
      "6.71E-8,1.0,us-east-1,,0.02,prod,me,core\n"
      "b,77,AWS "
      "Marketplace,111,2023-11-01T00:00:00Z,333,Tax,2023-11-05T00:00:00Z,,AmazonS3,,,,USD,-2.50,-2.50,,eu-west-1,,,,\n";

/// JSON, written with the other quotes.
QByteArray json(QByteArray text) { return text.replace('\'', '"'); }

/// A record as CUR 2.0 has them.
QByteArray allQuoted(const QList<QByteArray> &fields)
{
    QList<QByteArray> quoted;
    for (QByteArray field : fields)
        quoted.append('"' + field.replace('"', "\"\"") + '"');
    return quoted.join(',') + "\r\n";
}

/// One line item of the type, with the columns that amortizing needs.
QString amortizedOf(const QByteArray &type, const QByteArray &columns, const QByteArray &cells, CostMetric metric)
{
    const Result<Ledger> ledger = test::read("lineItem/UsageStartDate,lineItem/LineItemType,lineItem/UnblendedCost"
        + columns + "\n2024-01-01T00:00:00Z," + type + ",10" + cells + '\n');
    return ledger ? test::amountOf(*ledger, metric) : ledger.error().message();
}

} // namespace

class TestBillFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void legacy_plain_becomesCharges()
    {
        const auto ledger = test::read(legacyHeader + legacyRows);

        QVERIFY2(ledger, ledger ? "" : qPrintable(ledger.error().message()));
        QCOMPARE(int(ledger->kind), int(LedgerKind::CurLegacy));
        QCOMPARE(ledger->rows(), std::size_t(2));
        QCOMPARE(ledger->currency, u"USD"_s);
        QCOMPARE(ledger->bills, QStringList{u"2023-11/111"_s});
        QCOMPARE(QDate(1970, 1, 1).addDays(ledger->days.at(0)), QDate(2023, 11, 4));
        QCOMPARE(test::valueOf(*ledger, costdimension::Service, 0), u"AmazonS3"_s);
        QCOMPARE(test::valueOf(*ledger, costdimension::Account, 1), u"333"_s);
        QCOMPARE(test::valueOf(*ledger, costdimension::Region, 0), u"us-east-1"_s);
        QCOMPARE(test::valueOf(*ledger, costdimension::Region, 1), u"eu-west-1"_s);
        QCOMPARE(test::valueOf(*ledger, costdimension::UsageType, 1), QString());
        QCOMPARE(test::valueOf(*ledger, costdimension::Resource, 0), u"b-1"_s);
        QCOMPARE(test::valueOf(*ledger, costdimension::Operation, 0), u"Get"_s);
        QCOMPARE(test::valueOf(*ledger, costdimension::Provider, 1), u"AWS Marketplace"_s);
        QCOMPARE(test::valueOf(*ledger, u"tag:env"_s, 0), u"prod"_s);
        QCOMPARE(test::valueOf(*ledger, u"tag:aws:createdBy"_s, 0), u"me"_s);
        QCOMPARE(test::valueOf(*ledger, u"cost-category:Team"_s, 0), u"core"_s);
        QCOMPARE(test::valueOf(*ledger, u"tag:env"_s, 1), QString());
        QCOMPARE(test::amountOf(*ledger, CostMetric::Unblended, 0), u"0.0000000671"_s);
        QCOMPARE(test::amountOf(*ledger, CostMetric::Unblended, 1), u"-2.5"_s);
        QCOMPARE(test::amountOf(*ledger, CostMetric::Blended, 0), u"1"_s);
        QCOMPARE(test::amountOf(*ledger, CostMetric::List, 1), u"0"_s);
        QCOMPARE(ledger->title, u"bill.csv"_s);
        QVERIFY(ledger->asOf.isValid() && ledger->note.isEmpty() && ledger->billed);
    }

    void legacy_withoutInvoice_isEstimated()
    {
        const auto ledger = test::read(legacyHeader + legacyRows);

        QVERIFY(ledger);
        QCOMPARE(ledger->estimatedDays, std::vector<qint32>{qint32(QDate(1970, 1, 1).daysTo(QDate(2023, 11, 4)))});
    }

    void metric_thatIsTheSame_keepsNoAmounts()
    {
        const auto ledger = test::read("lineItem/UsageStartDate,lineItem/UnblendedCost,lineItem/BlendedCost\n"
                                       "2024-01-01,1,1.0\n2024-01-02,2,20E-1\n");

        QVERIFY(ledger);
        QVERIFY(ledger->metric(CostMetric::Blended)->mantissas.empty());
        QCOMPARE(ledger->metric(CostMetric::Blended)->sameAs, 0);
        QVERIFY(!ledger->metric(CostMetric::List));
        QCOMPARE(test::amountOf(*ledger, CostMetric::NetAmortized, 1), u"2"_s);
    }

    void amortized_isWhatAwsDefines_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("columns");
        QTest::addColumn<QByteArray>("cells");
        QTest::addColumn<QString>("amortized");
        QTest::addColumn<QString>("netAmortized");
        const QByteArray plan = ",savingsPlan/SavingsPlanEffectiveCost,savingsPlan/NetSavingsPlanEffectiveCost,"
                                "savingsPlan/TotalCommitmentToDate,savingsPlan/UsedCommitment";
        const QByteArray reserved
            = ",reservation/ReservationARN,reservation/EffectiveCost,reservation/NetEffectiveCost,"
              "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod,reservation/UnusedRecurringFee,"
              "reservation/NetUnusedRecurringFee";
        const auto row = [](const char *name, const QByteArray &type, const QByteArray &columns,
                             const QByteArray &cells, const QString &amortized, const QString &net) {
            QTest::newRow(name) << type << columns << cells << amortized << net;
        };
        row("usage", "Usage", plan, ",1,2,3,4", u"10"_s, u"10"_s);
        row("covered", "SavingsPlanCoveredUsage", plan, ",1.25,,,", u"1.25"_s, u"1.25"_s);
        row("covered, net", "SavingsPlanCoveredUsage", plan, ",1.25,1.05,,", u"1.25"_s, u"1.05"_s);
        row("plan's fee", "SavingsPlanRecurringFee", plan, ",,,5.5,5.25", u"0.25"_s, u"0.25"_s);
        row("negation", "SavingsPlanNegation", plan, ",,,,", u"0"_s, u"0"_s);
        row("plan's upfront fee", "SavingsPlanUpfrontFee", plan, ",,,,", u"0"_s, u"0"_s);
        row("discounted", "DiscountedUsage", reserved, ",arn,0.7,0.6,,,", u"0.7"_s, u"0.6"_s);
        row("reservation's fee", "RIFee", reserved, ",arn,,,1.5,2.25,2", u"3.75"_s, u"3.5"_s);
        row("upfront fee", "Fee", reserved, ",arn,,,,,", u"0"_s, u"0"_s);
        row("other fee", "Fee", reserved, ",,,,,,", u"10"_s, u"10"_s);
        row("credit", "Credit", reserved, ",arn,,,,,", u"10"_s, u"10"_s);
        row("covered, no columns", "SavingsPlanCoveredUsage", {}, {}, u"(none)"_s, u"(none)"_s);
        row("net", "Usage", ",lineItem/NetUnblendedCost", ",8", u"10"_s, u"8"_s);
    }

    void amortized_isWhatAwsDefines()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, columns);
        QFETCH(QByteArray, cells);
        QFETCH(QString, amortized);
        QFETCH(QString, netAmortized);

        QCOMPARE(amortizedOf(type, columns, cells, CostMetric::Amortized), amortized);
        QCOMPARE(amortizedOf(type, columns, cells, CostMetric::NetAmortized), netAmortized);
    }

    void cur2_mapsAndFallbacks_areRead()
    {
        const auto ledger = test::read(
            "\"line_item_usage_start_date\",\"line_item_unblended_cost\",\"product_region_code\",\"product\","
            "\"resource_tags\",\"cost_category\"\n"
            + allQuoted({"2024-01-01T00:00:00Z", "1.5", "eu-west-1", json("{'region':'x'}"),
                json("{'user_env':'prod, \\'A\\'','aws_created_by':'me'}"), json("{'Team':'core'}")})
            + allQuoted({"2024-01-01T00:00:00Z", "2", "", json("{'region':'us-east-1'}"), "{}", ""}));

        QVERIFY2(ledger, ledger ? "" : qPrintable(ledger.error().message()));
        QCOMPARE(int(ledger->kind), int(LedgerKind::Cur2));
        QCOMPARE(test::valueOf(*ledger, u"tag:env"_s, 0), u"prod, \"A\""_s);
        QCOMPARE(test::valueOf(*ledger, u"tag:aws_created_by"_s, 0), u"me"_s);
        QCOMPARE(test::valueOf(*ledger, u"cost-category:Team"_s, 0), u"core"_s);
        QCOMPARE(test::valueOf(*ledger, costdimension::Region, 0), u"eu-west-1"_s);
        QCOMPARE(test::valueOf(*ledger, costdimension::Region, 1), u"us-east-1"_s);
        QVERIFY(ledger->note.isEmpty());
    }

    void cur2_allTagsInOneMap_areTold()
    {
        const QByteArray tags
            = json("{'resourceTags/user:env':'prod','accountTag/env':'a','costCategory/Team':'core'}");
        const auto ledger
            = test::read("line_item_usage_start_date,line_item_unblended_cost,tags\n2024-01-01,1," + allQuoted({tags}));

        QVERIFY2(ledger, ledger ? "" : qPrintable(ledger.error().message()));
        QCOMPARE(test::valueOf(*ledger, u"tag:env"_s, 0), u"prod"_s);
        QCOMPARE(test::valueOf(*ledger, u"tag:accountTag/env"_s, 0), u"a"_s);
        QCOMPARE(test::valueOf(*ledger, u"cost-category:Team"_s, 0), u"core"_s);
    }

    void athenaNames_areCur2()
    {
        const auto ledger
            = test::read("line_item_usage_start_date,line_item_unblended_cost,product_region,resource_tags_user_env\n"
                         "2024-01-01 00:00:00.000,1,eu-west-1,prod\n");

        QVERIFY(ledger);
        QCOMPARE(test::valueOf(*ledger, costdimension::Region, 0), u"eu-west-1"_s);
        QCOMPARE(test::valueOf(*ledger, u"tag:env"_s, 0), u"prod"_s);
    }

    void focus_nullsBlanksAndCase_areTaken()
    {
        const auto ledger = test::read(
            "\xef\xbb\xbf"
            "BilledCost, EFFECTIVECOST ,ListCost,ChargePeriodStart,ServiceName,SubAccountId,BillingAccountId,RegionId,"
            "ChargeCategory,BillingCurrency,SkuMeter,Tags,ProviderName,ServiceCategory\n"
            "1,0.5,NULL,2024-09-01 00:00:00,\"NULL\",null,9,eu,Usage,EUR,m,\"{\"\"env\"\": \"\"dev\"\", "
            "\"\"user:x\"\": 1, \"\"n\"\": null}\",AWS,Compute\n");

        QVERIFY2(ledger, ledger ? "" : qPrintable(ledger.error().message()));
        QCOMPARE(int(ledger->kind), int(LedgerKind::Focus));
        QCOMPARE(test::valueOf(*ledger, costdimension::Service, 0), QString());
        QCOMPARE(test::valueOf(*ledger, costdimension::Account, 0), QString());
        QCOMPARE(test::valueOf(*ledger, costdimension::UsageType, 0), u"m"_s);
        QCOMPARE(test::valueOf(*ledger, costdimension::ServiceCategory, 0), u"Compute"_s);
        QCOMPARE(test::valueOf(*ledger, u"tag:env"_s, 0), u"dev"_s);
        QCOMPARE(test::valueOf(*ledger, u"tag:x"_s, 0), u"1"_s);
        QCOMPARE(test::amountOf(*ledger, CostMetric::Effective), u"0.5"_s);
        QCOMPARE(test::amountOf(*ledger, CostMetric::List), u"0"_s);
        QVERIFY(!ledger->metric(CostMetric::Contracted));
        QCOMPARE(ledger->bills, QStringList{u"2024-09/9"_s});
        QCOMPARE(ledger->currency, u"EUR"_s);
    }

    void focus_datesWithSlashes_areAmericanAndSaidSo()
    {
        const auto ledger = test::read("BilledCost,ChargePeriodStart,ChargePeriodEnd\n1,4/30/25,5/1/25\n");

        QVERIFY(ledger);
        QCOMPARE(QDate(1970, 1, 1).addDays(ledger->days.at(0)), QDate(2025, 4, 30));
        QVERIFY(ledger->note.contains(u"month/day/year"_s));
    }

    void tags_thatAreNoJson_areSaid()
    {
        const auto ledger = test::read("BilledCost,ChargePeriodStart,Tags\n1,2024-01-01,{}\n2,2024-01-01,a=b\n");

        QVERIFY(ledger);
        QCOMPARE(ledger->rows(), std::size_t(2));
        QVERIFY2(ledger->note.contains(u"row 3"_s), qPrintable(ledger->note));
    }

    void gzip_underAnyName_isSeen()
    {
        const QByteArray packed = test::gzipped(legacyHeader);

        const auto ledger = test::read(packed + test::gzipped(legacyRows) + QByteArray(512, '\0'));

        QVERIFY2(ledger, ledger ? "" : qPrintable(ledger.error().message()));
        QCOMPARE(test::textOf(*ledger), test::textOf(*test::read(legacyHeader + legacyRows)));
    }

    void currency_chosen_leavesOutTheOthers()
    {
        const QByteArray bill
            = "BilledCost,ChargePeriodStart,BillingCurrency\n1,2024-01-01,USD\n2,2024-01-01,EUR\n3,2024-01-02,USD\n";

        const auto ledger = test::read(bill, {u"USD"_s});

        QVERIFY(ledger);
        QCOMPARE(ledger->rows(), std::size_t(2));
        QCOMPARE(ledger->currency, u"USD"_s);
        QVERIFY2(ledger->note.contains(u"EUR"_s), qPrintable(ledger->note));
        QVERIFY(!test::read(bill, {u"GBP"_s}));
        QVERIFY(ledger->digest != test::read(bill, {u"EUR"_s})->digest);
    }

    void manifest_findsItsParts()
    {
        const test::BillFolder folder;
        folder.write(u"m/r/20231101/id/part-1.csv.gz"_s, test::gzipped(legacyHeader + legacyRows));
        folder.write(u"m/part-2.csv.gz"_s, test::gzipped(legacyHeader));
        const QString manifest = folder.write(u"m/bill-Manifest.json"_s,
            json(" {'reportKeys': ['/r/20231101/id/part-1.csv.gz', 'prefix/r/20231101/id/part-2.csv.gz'], 'columns': "
                 "[]}"));

        const auto ledger = bill::readBill({manifest}, {}, {}, {});

        QVERIFY2(ledger, ledger ? "" : qPrintable(ledger.error().message()));
        QCOMPARE(ledger->rows(), std::size_t(2));
        QVERIFY(ledger->title.startsWith(u"part-1.csv.gz"_s));
    }

    void manifest_thatNamesOthers_staysInItsFolder_data()
    {
        QTest::addColumn<QByteArray>("manifest");
        for (const char *key : {"../secret.csv", "/etc/passwd", "missing.csv", "link.csv"})
            QTest::newRow(key) << json("{'reportKeys': ['" + QByteArray(key) + "']}");
        QTest::newRow("parquet") << json("{'reportKeys': ['a'], 'contentType': 'application/vnd.apache.parquet'}");
        QTest::newRow("no keys") << json("{'columns': []}");
        QTest::newRow("cut off") << json("{'reportKeys': ['a'");
    }

    void manifest_thatNamesOthers_staysInItsFolder()
    {
        QFETCH(QByteArray, manifest);
        const test::BillFolder folder;
        const QString secret = folder.write(u"secret.csv"_s, legacyHeader + legacyRows);
        const QString path = folder.write(u"m/Manifest.json"_s, manifest);
        QVERIFY(QFile::link(secret, folder.path() + u"/m/link.csv"_s));

        QVERIFY(!bill::readBill({path}, {}, {}, {}));
    }

    void digest_dependsOnContentAlone()
    {
        const test::BillFolder folder;
        const QString one = folder.write(u"one.csv"_s, legacyHeader + legacyRows);
        const QString two = folder.write(u"two.csv"_s, legacyHeader);

        const auto there = bill::readBill({one, two}, {}, {}, {});
        const auto back = bill::readBill({two, one}, {}, {}, {});
        const auto other = bill::readBill({one}, {}, {}, {});

        QVERIFY(there && back && other);
        QCOMPARE(there->digest, back->digest);
        QCOMPARE(there->digest.size(), 32);
        QVERIFY(there->digest != other->digest);
    }

    void opening_reportsProgressHere_andEnds()
    {
        const test::BillFolder folder;
        const QString path = folder.write(u"bill.csv"_s, legacyHeader + legacyRows.repeated(5000));
        QList<BillProgress> seen;
        bool isHere = true;

        const auto opened = test::await(bill::openBill({path}, {},
            [&](const BillProgress &progress) {
                isHere = isHere && QThread::currentThread() == thread();
                seen.append(progress);
            },
            {}));

        QVERIFY(opened && *opened);
        QCOMPARE((**opened)->rows(), std::size_t(10000));
        QTRY_VERIFY(!seen.isEmpty() && seen.last().bytes == seen.last().total);
        QVERIFY(isHere);
    }

    void reading_cancelled_endsWithTheBlock()
    {
        const test::BillFolder folder;
        const QString path = folder.write(u"bill.csv"_s, legacyHeader + legacyRows.repeated(100));
        CancelSource cancel;
        bill::BillStream stream({path}, 4096, {}, cancel.token());
        bill::Block block;
        QVERIFY(stream.open() && stream.next(block));

        cancel.cancel();

        QVERIFY(!stream.next(block));
        QCOMPARE(int(stream.error()->kind()), int(Error::Kind::Cancelled));
        const auto ledger = bill::readBill({path}, {}, {}, cancel.token());
        QVERIFY(!ledger && ledger.error().kind() == Error::Kind::Cancelled);
    }

    void opening_cancelled_isCancelled()
    {
        const test::BillFolder folder;
        const QString path = folder.write(u"bill.csv"_s, legacyHeader + legacyRows.repeated(5000));
        CancelSource cancel;

        auto opening = bill::openBill({path}, {}, {}, cancel.token());
        cancel.cancel();
        const auto opened = test::await(std::move(opening));

        QVERIFY(opened && !*opened);
        QCOMPARE(int(opened->error().kind()), int(Error::Kind::Cancelled));
    }
};

QTEST_GUILESS_MAIN(TestBillFile)
#include "tst_billfile.moc"
