// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledgers.h"

#include <bill/billfile.h>
#include <costs/reconciliation.h>
#include <support/vectors.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace sm;
using namespace sm::costs;
using namespace Qt::Literals::StringLiterals;
using test::ledgerOf;
using test::listOf;

namespace {

const QStringList BillDimensions{costdimension::Service, costdimension::LineItemType};

ReconciledSource billOf(const std::vector<test::Charge> &charges)
{
    return {u"Bill"_s, listOf({ledgerOf(BillDimensions, charges)}), CostMetric::Unblended};
}

ReconciledSource explorer(const std::vector<test::Charge> &charges, int decimals = 2)
{
    return {u"Cost Explorer"_s, listOf({ledgerOf({costdimension::Service}, charges, decimals)}), CostMetric::Unblended};
}

QStringList servicesIn(const QByteArray &answer)
{
    QStringList names;
    const QJsonArray periods = QJsonDocument::fromJson(answer)[u"ResultsByTime"_s].toArray();
    for (const QJsonValue &period : periods) {
        const QJsonArray groups = period[u"Groups"_s].toArray();
        for (const QJsonValue &group : groups)
            names << group[u"Keys"_s][0].toString();
    }
    names.removeDuplicates();
    return names;
}

QList<QByteArray> latin1(const QStringList &texts)
{
    QList<QByteArray> list;
    for (const QString &each : texts)
        list << each.toLatin1();
    return list;
}

/// "2024-03 service: amounts | difference | remainder"
QStringList linesOf(const Reconciliation &result)
{
    QStringList lines;
    for (const ReconciledLine &each : result.lines) {
        QStringList amounts;
        for (const Decimal &amount : each.amounts)
            amounts << amount.toString();
        lines << u"%1 %2: %3 | %4 | %5"_s.arg(each.month.toString(u"yyyy-MM"_s), each.service, amounts.join(u' '),
            each.difference.toString(), each.remainder.toString());
    }
    return lines;
}

} // namespace

class TestReconciliation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void services_areMatchedUnderTheirNames()
    {
        const auto found = reconcile({billOf({{"2024-03-01", {"AmazonS3", "Usage"}, 150}}),
            explorer({{"2024-03-01", {"Amazon Simple Storage Service"}, 150}, {"2024-03-02", {"AWS Glue"}, 0}})});

        QVERIFY(found);
        QCOMPARE(found->sources, (QStringList{u"Bill"_s, u"Cost Explorer"_s}));
        QCOMPARE(linesOf(*found),
            (QStringList{
                u"2024-03 AWS Glue: 0 0 | 0 | 0"_s, u"2024-03 Amazon Simple Storage Service: 1.5 1.5 | 0 | 0"_s}));
        QVERIFY(found->lines.at(1).isMatched);
        QCOMPARE(found->lines.at(1).names, (QList<QStringList>{{u"AmazonS3"_s}, {u"Amazon Simple Storage Service"_s}}));
    }

    void oneServiceUnderTwoNames_isAddedUpAndNamesBoth()
    {
        const auto found = reconcile({billOf({{"2024-03-01", {"AmazonEC2", "Usage"}, 500}}),
            explorer({{"2024-03-01", {"Amazon Elastic Compute Cloud - Compute"}, 300},
                {"2024-03-01", {"EC2 - Other"}, 200}})});

        QCOMPARE(linesOf(*found), QStringList{u"2024-03 Amazon Elastic Compute Cloud: 5 5 | 0 | 0"_s});
        QCOMPARE(found->lines.at(0).names.at(1),
            (QStringList{u"Amazon Elastic Compute Cloud - Compute"_s, u"EC2 - Other"_s}));
    }

    void unknownNames_stayApart()
    {
        const auto found = reconcile({billOf({{"2024-03-01", {"AmazonNew", "Usage"}, 100}}),
            explorer({{"2024-03-01", {"Amazon New Service"}, 100}})});

        QCOMPARE(linesOf(*found),
            (QStringList{u"2024-03 Amazon New Service: 0 1 | 1 | 1"_s, u"2024-03 AmazonNew: 1 0 | 1 | 1"_s}));
        QVERIFY(!found->lines.at(0).isMatched && !found->lines.at(1).isMatched);
        QVERIFY(found->lines.at(0).names.at(0).isEmpty());
        QVERIFY(found->difference.isZero());
    }

    void tax_isTaxInBoth()
    {
        const auto found
            = reconcile({billOf({{"2024-03-01", {"AmazonS3", "Usage"}, 100}, {"2024-03-01", {"AmazonS3", "Tax"}, 20}}),
                explorer({{"2024-03-01", {"Amazon Simple Storage Service"}, 100}, {"2024-03-01", {"Tax"}, 21}})});

        QCOMPARE(linesOf(*found),
            (QStringList{
                u"2024-03 Tax: 0.2 0.21 | 0.01 | 0.01"_s, u"2024-03 Amazon Simple Storage Service: 1 1 | 0 | 0"_s}));
        QCOMPARE(found->remainder.toString(), u"0.01"_s);
    }

    void daysThatOneLacks_explainADifference()
    {
        const auto found = reconcile(
            {billOf({{"2024-03-01", {"AmazonS3", "Usage"}, 100}, {"2024-03-02", {"AmazonS3", "Usage"}, 100}}),
                explorer({{"2024-03-01", {"Amazon Simple Storage Service"}, 100},
                    {"2024-03-02", {"Amazon Simple Storage Service"}, 103},
                    {"2024-03-03", {"Amazon Simple Storage Service"}, 700}})});

        QCOMPARE(linesOf(*found), QStringList{u"2024-03 Amazon Simple Storage Service: 2 9.03 | 7.03 | 0.03"_s});
        QCOMPARE(found->from, QDate(2024, 3, 1));
        QCOMPARE(found->to, QDate(2024, 3, 3));
        QCOMPARE(found->totals.at(1).toString(), u"9.03"_s);
        QCOMPARE(found->difference.toString(), u"7.03"_s);
        QCOMPARE(found->remainder.toString(), u"0.03"_s);
    }

    void monthlyFigures_areComparedByWholeMonths()
    {
        const auto found
            = reconcile({billOf({{"2024-03-15", {"AmazonS3", "Usage"}, 100}, {"2024-04-01", {"AmazonS3", "Usage"}, 40},
                             {"2024-04-30", {"AmazonS3", "Usage"}, 60}, {"2024-05-02", {"AmazonS3", "Usage"}, 1}}),
                explorer({{"2024-03-01", {"Amazon Simple Storage Service"}, 300},
                    {"2024-04-01", {"Amazon Simple Storage Service"}, 110},
                    {"2024-05-01", {"Amazon Simple Storage Service"}, 500}})});

        QCOMPARE(linesOf(*found),
            (QStringList{u"2024-03 Amazon Simple Storage Service: 1 3 | 2 | 0"_s,
                u"2024-04 Amazon Simple Storage Service: 1 1.1 | 0.1 | 0.1"_s,
                u"2024-05 Amazon Simple Storage Service: 0.01 5 | 4.99 | 0"_s}));
        QCOMPARE(found->from, QDate(2024, 4, 1));
        QCOMPARE(found->to, QDate(2024, 5, 1));
    }

    void threeSources_lieApartByTheirExtremes()
    {
        const auto found = reconcile({billOf({{"2024-03-01", {"AmazonS3", "Usage"}, 100}}),
            explorer({{"2024-03-01", {"Amazon Simple Storage Service"}, 1'004}}, 3),
            explorer({{"2024-03-01", {"amazons3"}, 99}})});

        QCOMPARE(
            linesOf(*found), QStringList{u"2024-03 Amazon Simple Storage Service: 1 1.004 0.99 | 0.014 | 0.014"_s});
    }

    void range_isKeptTo()
    {
        const QList<ReconciledSource> sources{
            billOf({{"2024-03-01", {"AmazonS3", "Usage"}, 100}, {"2024-03-05", {"AmazonS3", "Usage"}, 200}}),
            billOf({{"2024-03-01", {"AmazonS3", "Usage"}, 50}, {"2024-03-05", {"AmazonS3", "Usage"}, 200}})};

        const auto found = reconcile(sources, QDate(2024, 3, 2), QDate(2024, 3, 10));

        QCOMPARE(linesOf(*found), QStringList{u"2024-03 Amazon Simple Storage Service: 2 2 | 0 | 0"_s});
    }

    void nothingInCommon_leavesNoRemainder()
    {
        const auto found = reconcile({billOf({{"2024-03-02", {"AmazonS3", "Usage"}, 100}}),
            billOf({{"2024-05-02", {"AmazonS3", "Usage"}, 100}})});

        QVERIFY(!found->from.isValid());
        QCOMPARE(linesOf(*found),
            (QStringList{u"2024-03 Amazon Simple Storage Service: 1 0 | 1 | 0"_s,
                u"2024-05 Amazon Simple Storage Service: 0 1 | 1 | 0"_s}));
    }

    void twoCurrencies_areRefused()
    {
        Ledger euros = ledgerOf(BillDimensions, {{"2024-03-01", {"AmazonS3", "Usage"}, 1}});
        euros.currency = u"EUR"_s;

        const auto found = reconcile({billOf({{"2024-03-01", {"AmazonS3", "Usage"}, 100}}),
            {u"Other"_s, listOf({euros}), CostMetric::Unblended}});

        QCOMPARE(found.error().kind(), Error::Kind::Invalid);
        QVERIFY(found.error().message().contains(u"EUR"_s));
    }

    /// The services of a real bill under the names that a real answer of Cost Explorer has for them.
    void servicesOfRealSources_areMatched()
    {
        const QString folder = test::vectorsFolder() + u"/cost/"_s;
        const auto read = bill::readBill({folder + u"cur-legacy/real-anonymised-2023-11.csv"_s}, {}, {}, {});
        QFile answers(folder + u"ce/get-cost-and-usage-daily-by-service.json"_s);
        if (!read || !answers.open(QIODevice::ReadOnly))
            QSKIP("STATIONMASTER_VECTORS has no cost");
        const QStringList services = servicesIn(answers.readAll());
        const QList<QByteArray> names = latin1(services);
        std::vector<test::Charge> charges;
        for (const QByteArray &name : names)
            charges.push_back({"2023-11-03", {name.constData()}, 0});

        const auto found = reconcile(
            {{u"Bill"_s, {std::make_shared<const Ledger>(*read)}, CostMetric::Unblended}, explorer(charges)});

        QStringList unmatched;
        for (const ReconciledLine &each : found->lines) {
            if (!each.isMatched && each.names.at(1).isEmpty())
                unmatched << each.names.at(0);
        }
        QCOMPARE(unmatched, (QStringList{u"AmazonEFS"_s, u"AWSCloudTrail"_s})); // which that account did not use
        QCOMPARE(found->totals.at(0).toString(), u"1.2248052721"_s);
    }

    void noSources_areNothing()
    {
        const auto found = reconcile({});

        QVERIFY(found && found->lines.isEmpty() && found->difference.isZero());
    }
};

QTEST_GUILESS_MAIN(TestReconciliation)
#include "tst_reconciliation.moc"
