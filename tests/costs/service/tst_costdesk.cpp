// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/models.h>
#include <core/clock.h>
#include <costservice/costdesk.h>
#include <net/realsleeper.h>
#include <support/await.h>

#include <QFile>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;
using namespace sm;
using namespace sm::test;
using costs::BillRequest;
using costs::CostDesk;
using costs::KnownBill;

/// Over the real store and the real reader of bills; without an account.
class TestCostDesk : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<CostDesk> open()
    {
        CostDesk::Settings settings;
        settings.folder = m_folder->filePath(u"data"_s);
        settings.system.id.value = u"demo"_s;
        return std::make_unique<CostDesk>(CostDesk::Parts{nullptr, m_models, m_clock, m_sleeper}, settings);
    }
    QString write(const QString &name, const QByteArray &amount)
    {
        const QString path = m_folder->filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write("identity/LineItemId,bill/BillingPeriodStartDate,bill/PayerAccountId,lineItem/UsageAccountId,"
                   "lineItem/LineItemType,lineItem/UsageStartDate,lineItem/UsageEndDate,lineItem/ProductCode,"
                   "lineItem/CurrencyCode,lineItem/UnblendedCost\n");
        for (const QByteArray &service : {QByteArray("AmazonEC2"), QByteArray("AmazonS3")})
            file.write("id,2026-09-01T00:00:00Z,1,1,Usage,2026-09-01T00:00:00Z,2026-09-02T00:00:00Z," + service
                + ",USD," + amount + "\n");
        return path;
    }
    static CostQuery byService()
    {
        CostQuery query;
        query.groupBy = {costdimension::Service};
        return query;
    }
    /// What the desk says is the total; empty: it says nothing.
    static QString total(CostDesk &desk)
    {
        const auto answer = await(desk.answer(CostSource::CurBills, byService(), false, {}));
        return answer && *answer ? (*answer)->total.toString() : QString();
    }
    static auto read(CostDesk &desk, const QString &file, KnownBill known = KnownBill::Refuse)
    {
        return await(desk.openBill({{file}, {}, known}, [](const costs::BillProgress &) { }, {})).value();
    }

    aws::Models m_models;
    SystemClock m_clock;
    net::RealSleeper m_sleeper;
    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void withoutBills_thereIsNoSource()
    {
        const auto desk = open();

        const auto sources = await(desk->sources({}));

        QVERIFY(sources && *sources);
        QVERIFY((*sources)->isEmpty());
    }

    void bill_isKept_toTheLastDigit_andForTheNextStart()
    {
        const QString file = write(u"a.csv"_s, "0.100000000000000000001");
        {
            const auto desk = open();
            const Result<CostSourceInfo> opened = read(*desk, file);
            QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().message()));
            QCOMPARE(opened->source, CostSource::CurBills);
            QCOMPARE(total(*desk), u"0.200000000000000000002"_s);
        }

        const auto desk = open();

        QCOMPARE(total(*desk), u"0.200000000000000000002"_s);
        QCOMPARE(await(desk->sources({}))->value().size(), 1);
    }

    void sameBill_again_changesNothing_anotherDelivery_isAskedAbout()
    {
        const auto desk = open();
        QVERIFY(read(*desk, write(u"a.csv"_s, "1")));
        QVERIFY(read(*desk, write(u"a.csv"_s, "1")));
        QCOMPARE(total(*desk), u"2"_s);
        const QString later = write(u"b.csv"_s, "3");

        const Result<CostSourceInfo> refused = read(*desk, later);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), u"BillKnown"_s);
        QCOMPARE(total(*desk), u"2"_s);

        QVERIFY(read(*desk, later, KnownBill::Replace));
        QCOMPARE(total(*desk), u"6"_s);
    }

    void damagedBill_leavesTheStoreAsItWas()
    {
        const auto desk = open();
        QVERIFY(read(*desk, write(u"a.csv"_s, "1")));

        const Result<CostSourceInfo> refused = read(*desk, write(u"b.csv"_s, "one"));

        QVERIFY(!refused);
        QCOMPARE(refused.error().kind(), Error::Kind::Invalid);
        QCOMPARE(total(*desk), u"2"_s);
    }

    void values_areTheLargestFirst()
    {
        const auto desk = open();
        QVERIFY(read(*desk, write(u"a.csv"_s, "1")));

        const auto values = await(desk->values(CostSource::CurBills, costdimension::Service, {}));

        QVERIFY(values && *values);
        QCOMPARE(**values, (QStringList{u"AmazonEC2"_s, u"AmazonS3"_s}));
    }

    void sourceThatIsNotThere_isSaid()
    {
        const auto desk = open();

        const auto answer = await(desk->answer(CostSource::CostExplorer, byService(), false, {}));

        QVERIFY(answer && !*answer);
        QCOMPARE(answer->error().kind(), Error::Kind::NotFound);
    }

    void questions_atOnce_openTheStoreOnce()
    {
        const auto desk = open();
        auto first = desk->sources({});
        auto second = desk->meter({});

        QVERIFY(await(std::move(first)).value());
        QVERIFY(await(std::move(second)).value());
    }
};

QTEST_GUILESS_MAIN(TestCostDesk)
#include "tst_costdesk.moc"
