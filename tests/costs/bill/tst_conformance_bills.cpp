// SPDX-License-Identifier: GPL-3.0-or-later
#include <bill/billfile.h>
#include <costs/query.h>

#include <support/vectors.h>

#include <QDirIterator>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace sm;
using namespace sm::costs;

namespace {

/// What an expected figure is grouped by; empty: it is one sum.
struct Grouping
{
    QString name;
    QString dimension;
    CostGranularity granularity = CostGranularity::Total;
};

const QList<Grouping> groupings{
    {u"by_product_code"_s, costdimension::Service},
    {u"by_service_name"_s, costdimension::Service},
    {u"by_line_item_type"_s, costdimension::LineItemType},
    {u"by_charge_category"_s, costdimension::LineItemType},
    {u"by_usage_start_day_utc"_s, {}, CostGranularity::Day},
    {u"by_charge_day"_s, {}, CostGranularity::Day},
    {u"by_region"_s, costdimension::Region},
    {u"by_usage_type"_s, costdimension::UsageType},
    {u"by_provider"_s, costdimension::Provider},
    {u"by_service_category"_s, costdimension::ServiceCategory},
    {u"by_sub_account"_s, costdimension::Account},
};

const QMap<QString, CostMetric> metrics{
    {u"unblended"_s, CostMetric::Unblended},
    {u"billed"_s, CostMetric::Billed},
    {u"effective"_s, CostMetric::Effective},
    {u"list"_s, CostMetric::List},
    {u"public_on_demand_cost"_s, CostMetric::List},
};

using Sums = QMap<QString, QString>;

/// The sums without those that are 0: a day without charges has no entry in what is expected.
Sums withoutZeros(const Sums &sums)
{
    Sums left;
    for (auto sum = sums.cbegin(); sum != sums.cend(); ++sum) {
        if (sum.value() != u"0"_s)
            left.insert(sum.key(), sum.value());
    }
    return left;
}

Sums sumsOf(const CostAnswer &answer)
{
    Sums sums;
    if (answer.query.granularity == CostGranularity::Day) {
        for (qsizetype i = 0; i < answer.periods.size(); ++i)
            sums.insert(answer.periods.at(i).toString(Qt::ISODate), answer.groups.first().amounts.at(i).toString());
        return sums;
    }
    for (const CostGroup &group : answer.groups)
        sums.insert(group.key.value(0), group.amount.toString());
    return sums;
}

CostQuery queryFor(CostMetric metric)
{
    CostQuery query;
    query.metric = metric;
    return query;
}

QString nameOf(const QString &key) { return key == u"NULL"_s || key == u"(none)"_s ? QString() : key; }

Sums expectedSums(const QJsonObject &groups)
{
    Sums sums;
    for (auto group = groups.begin(); group != groups.end(); ++group)
        sums.insert(nameOf(group.key()), group->isObject() ? group->toObject()[u"cost"].toString() : group->toString());
    return sums;
}

QJsonObject readJson(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

/// The bill that "x.expected.json" or "x.csv.expected.json" is about.
QString billOf(const QFileInfo &expected)
{
    const QString base = expected.filePath().chopped(qsizetype(sizeof(".expected.json")) - 1);
    for (const QString &ending : {QString(), u".csv"_s, u".csv.gz"_s}) {
        if (QFileInfo(base + ending).isFile())
            return base + ending;
    }
    return {};
}

} // namespace

/// The bills of the public sets: every figure that they say is expected, to the last digit.
class TestConformanceBills : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void figure_isExact_data()
    {
        QTest::addColumn<QString>("bill");
        QTest::addColumn<QJsonObject>("expected");
        for (const QString &folder : {u"cur-legacy"_s, u"focus"_s}) {
            const QDir found(test::vectorsFolder() + u"/cost/"_s + folder);
            const QFileInfoList files = found.entryInfoList({u"*.expected.json"_s}, QDir::Files, QDir::Name);
            for (const QFileInfo &file : files)
                QTest::newRow(qPrintable(file.fileName())) << billOf(file) << readJson(file.filePath());
        }
    }

    void figure_isExact()
    {
        if (!QDir(test::vectorsFolder()).exists())
            QSKIP("no vectors");
        QFETCH(QString, bill);
        QFETCH(QJsonObject, expected);

        const auto ledger = bill::readBill({bill}, {}, {}, {});

        if (expected[u"rows"].toInt(-1) == 0) {
            QVERIFY(!ledger && ledger.error().message().contains(u"no charges"_s));
            return;
        }
        QVERIFY2(ledger, ledger ? "" : qPrintable(ledger.error().message()));
        m_ledger = std::make_shared<const Ledger>(*ledger);
        m_checked = 0;
        checkAll(expected);
        QVERIFY(m_checked > 0);
        qInfo("bills: %d/%d of %s", m_checked, m_checked, qPrintable(QFileInfo(bill).fileName()));
    }

    void cur2_derived_hasTheSumsOfItsOrigin()
    {
        const QString folder = test::vectorsFolder() + u"/cost/"_s;
        const QString file = folder + u"cur2/derived-cur2-from-real-2023-11.csv.gz"_s;
        if (!QFileInfo::exists(file))
            QSKIP("no vectors");

        const auto ledger = bill::readBill({file}, {}, {}, {});

        QVERIFY2(ledger, ledger ? "" : qPrintable(ledger.error().message()));
        QCOMPARE(int(ledger->kind), int(LedgerKind::Cur2));
        m_ledger = std::make_shared<const Ledger>(*ledger);
        checkAll(readJson(folder + u"cur-legacy/real-anonymised-2023-11.expected.json"_s));
    }

    void focusExample_ofTheSpecification_isReadable_data()
    {
        QTest::addColumn<QString>("file");
        QDirIterator files(test::vectorsFolder() + u"/cost/focus/spec-examples"_s, {u"*.csv"_s}, QDir::Files,
            QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString file = files.next();
            QTest::newRow(qPrintable(QFileInfo(file).fileName())) << file;
        }
        QTest::newRow("none") << QString();
    }

    void focusExample_ofTheSpecification_isReadable()
    {
        QFETCH(QString, file);
        if (file.isEmpty())
            return;

        const auto ledger = bill::readBill({file}, {}, {}, {});

        QVERIFY2(ledger, ledger ? "" : qPrintable(ledger.error().message()));
        QVERIFY(ledger->rows() > 0);
        QVERIFY(ledger->metric(CostMetric::Billed) && ledger->metric(CostMetric::Effective));
    }

private:
    void checkAll(const QJsonObject &expected)
    {
        for (auto each = metrics.cbegin(); each != metrics.cend(); ++each) {
            const QJsonObject sums = expected[each.key()].toObject();
            if (const QJsonValue total = expected[each.key() + u"_total"_s]; total.isString())
                check(queryFor(each.value()), {{QString(), total.toString()}});
            if (sums.isEmpty())
                continue;
            check(queryFor(each.value()), {{QString(), sums[u"total"].toString()}});
            for (const Grouping &grouping : groupings) {
                if (sums.contains(grouping.name))
                    checkGrouping(each.value(), grouping, sums[grouping.name].toObject());
            }
            QCOMPARE(qint64(m_ledger->rows()), sums[u"rows"].toInteger());
        }
        if (expected.contains(u"billed_by_tag_environment"_s))
            checkGrouping(
                CostMetric::Billed, {{}, u"tag:environment"_s}, expected[u"billed_by_tag_environment"].toObject());
        if (const QJsonValue total = expected[u"total"]; total.isString())
            check(queryFor(CostMetric::Unblended), {{QString(), total.toString()}});
    }
    void checkGrouping(CostMetric metric, const Grouping &grouping, const QJsonObject &expected)
    {
        CostQuery query = queryFor(metric);
        query.granularity = grouping.granularity;
        if (!grouping.dimension.isEmpty())
            query.groupBy = {grouping.dimension};
        check(query, expectedSums(expected));
    }
    void check(const CostQuery &query, const Sums &expected)
    {
        const auto answer = costs::answer({m_ledger}, query);
        QVERIFY2(answer, answer ? "" : qPrintable(answer.error().message()));
        QCOMPARE(withoutZeros(sumsOf(*answer)), withoutZeros(expected));
        m_checked += int(expected.size());
    }

    std::shared_ptr<const Ledger> m_ledger;
    int m_checked = 0;
};

QTEST_GUILESS_MAIN(TestConformanceBills)
#include "tst_conformance_bills.moc"
