// SPDX-License-Identifier: GPL-3.0-or-later
#include <costs/transfer.h>

#include <QTest>

using namespace sm;
using namespace sm::costs;
using namespace Qt::Literals::StringLiterals;

namespace {

CostAnswer answerOf(const QList<std::pair<QString, QString>> &amounts)
{
    CostAnswer answer;
    answer.query.groupBy = {costdimension::UsageType};
    answer.currency = u"USD"_s;
    answer.periods = {QDate(2026, 11, 1)};
    for (const auto &[type, amount] : amounts) {
        const Decimal value = Decimal::parse(QStringView(amount)).value_or(Decimal());
        answer.groups.append({{type}, value, {value}});
    }
    return answer;
}

} // namespace

class TestTransfer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void usageType_hasKindAndRegion_data()
    {
        QTest::addColumn<TransferKind>("kind");
        QTest::addColumn<QString>("region");
        QTest::addColumn<QString>("otherRegion");
        const auto row = [](const char *type, TransferKind kind, const char *region, const char *other = "") {
            QTest::newRow(type) << kind << QString::fromLatin1(region) << QString::fromLatin1(other);
        };
        row("NatGateway-Bytes", TransferKind::NatGatewayBytes, "us-east-1");
        row("APS2-NatGateway-Bytes", TransferKind::NatGatewayBytes, "ap-southeast-2");
        row("APS2-NatGateway-Hours", TransferKind::NatGatewayHours, "ap-southeast-2");
        row("EU-NatGateway-Hours", TransferKind::NatGatewayHours, "eu-west-1");
        row("USE2-DataTransfer-Regional-Bytes", TransferKind::BetweenZones, "us-east-2");
        row("DataTransfer-Out-Bytes", TransferKind::ToInternet, "us-east-1");
        row("EUC1-DataTransfer-In-Bytes", TransferKind::FromInternet, "eu-central-1");
        row("APS2-USE1-AWS-Out-Bytes", TransferKind::BetweenRegions, "ap-southeast-2", "us-east-1");
        row("USW2-CloudFront-Out-Bytes", TransferKind::ToCloudFront, "us-west-2");
        row("USW2-VpcEndpoint-Bytes", TransferKind::EndpointBytes, "us-west-2");
        row("XYZ9-NatGateway-Bytes", TransferKind::NatGatewayBytes, "XYZ9");
        row("USW2-DataTransfer-New-Thing", TransferKind::Other, "us-west-2");
    }
    void usageType_hasKindAndRegion()
    {
        const auto view = transferView(answerOf({{QString::fromLatin1(QTest::currentDataTag()), u"1.5"_s}}));

        QVERIFY(view && view->groups.size() == 1);
        QTEST(view->groups.first().kind, "kind");
        QTEST(view->groups.first().lines.first().region, "region");
        QTEST(view->groups.first().lines.first().otherRegion, "otherRegion");
        QVERIFY(!view->groups.first().title.isEmpty());
    }

    void kinds_areSummedExactlyAndSorted()
    {
        const auto view = transferView(
            answerOf({{u"APS2-NatGateway-Bytes"_s, u"0.1"_s}, {u"BoxUsage:m5.large"_s, u"100"_s}, {u""_s, u"5"_s},
                {u"USE2-NatGateway-Bytes"_s, u"0.000000000000000000002"_s}, {u"DataTransfer-Out-Bytes"_s, u"7"_s}}));

        QVERIFY(view);
        QCOMPARE(view->groups.size(), 2);
        QCOMPARE(view->groups[0].kind, TransferKind::ToInternet);
        QCOMPARE(view->group(TransferKind::NatGatewayBytes)->amount.toString(), u"0.100000000000000000002"_s);
        QCOMPARE(view->group(TransferKind::NatGatewayBytes)->lines.size(), 2);
        QCOMPARE(view->total.toString(), u"7.100000000000000000002"_s);
        QCOMPARE(view->currency, u"USD"_s);
        QVERIFY(!view->group(TransferKind::Other));
    }

    void otherGrouping_isRefused()
    {
        CostAnswer answer = answerOf({});
        answer.query.groupBy = {costdimension::Service};
        QVERIFY(!transferView(answer));
        answer.query.groupBy.clear();
        QVERIFY(!transferView(answer));
    }
};

QTEST_GUILESS_MAIN(TestTransfer)
#include "tst_transfer.moc"
