// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables.h"

#include <app/kinds.h>
#include <athena/queryplans.h>

#include <QJsonArray>
#include <QTest>

using namespace sm;
using namespace sm::athena;
using namespace sm::test;

class TestQueryPlans : public QObject
{
    Q_OBJECT

private:
    operations::Catalog m_catalog = operations::Catalog::load().value();
    aws::Models m_models;
    app::Kinds m_kinds{m_catalog, m_models};
    operations::Planner m_planner{m_catalog, m_models, m_kinds.all()};
    QueryPlans m_plans{m_planner, {}};

    static Workgroup costs()
    {
        Workgroup workgroup;
        workgroup.name = u"costs-dashboard"_s;
        workgroup.scanLimit = qint64(1) << 40;
        workgroup.outputLocation = u"s3://your-athena-results-bucket/"_s;
        return workgroup;
    }
    static QueryRequest request(const QString &sql)
    {
        return {u"Cost by service"_s, sql, {u"'AmazonEC2'"_s}, u"cur_database"_s, costs(), u"s3://elsewhere/"_s};
    }
    static PartitionChoice choice(const QString &sql)
    {
        return choosePartitions(sql, {}, legacyTable(), someMonths()).value();
    }
    static ScanBound gigabytes(int count) { return {qint64(count) << 30, 1, 1, u"All files."_s}; }

private Q_SLOTS:
    void query_isOneStepWithItsTokenAndPrice()
    {
        const QString sql = u"SELECT 1 FROM cur_table WHERE year = '2024' AND a = ?"_s;
        const auto plan = m_plans.query(request(sql), choice(sql), gigabytes(1024));

        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message()));
        QCOMPARE(plan->steps.size(), 1);
        const Step &step = plan->steps.first();
        QCOMPARE(step.operation.uses, u"aws:athena:StartQueryExecution"_s);
        QVERIFY(!step.operation.with[u"ClientRequestToken"_s].toString().isEmpty());
        QCOMPARE(step.operation.with[u"ExecutionParameters"_s].toArray(), QJsonArray{u"'AmazonEC2'"_s});
        QVERIFY(!step.operation.with.contains(u"ResultConfiguration"_s));
        QCOMPARE(step.tier, Tier::Disruptive);
        QVERIFY2(step.notes.first().contains("for $5.000000"_L1), qPrintable(step.notes.first()));
        QVERIFY(step.notes.at(1).contains("1.00 TiB"_L1) || step.notes.at(1).contains("1 TiB"_L1));
    }

    void query_withoutPartition_isRefusedUntilItsPriceIsAccepted()
    {
        const QString sql = u"SELECT 1 FROM cur_table"_s;
        const auto refused = m_plans.query(request(sql), choice(sql), gigabytes(2048));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), u"NoPartitionFilter"_s);
        QVERIFY2(refused.error().message().contains("$10.000000"_L1), qPrintable(refused.error().message()));

        const auto unknown = m_plans.query(request(sql), choice(sql), {{}, 4, 0, u"Not known."_s});
        QVERIFY(!unknown && unknown.error().message().contains("unknown amount"_L1));

        const auto accepted
            = m_plans.query(request(sql), choice(sql), gigabytes(2048), QueryPlans::WholeTable::Confirmed);
        QVERIFY(accepted);
        QVERIFY(accepted->steps.first().notes.last().contains("whole table"_L1));
    }

    void change_isRefused()
    {
        const QString sql = u"DROP TABLE cur_table"_s;
        const auto refused = m_plans.query(request(sql), choice(sql), {}, QueryPlans::WholeTable::Confirmed);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), u"NotAQuery"_s);
        const QString shown = u"SHOW PARTITIONS cur_table"_s;
        QVERIFY(m_plans.query(request(shown), choice(shown), {}));
    }

    void repair_addsTheMissingPartitionAlone_andGoesBack()
    {
        const auto plan = m_plans.addPartitions(legacyTable(), {partition({u"2024"_s, u"3"_s})}, costs());

        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message()));
        QCOMPARE(plan->steps.size(), 2);
        QCOMPARE(plan->steps[0].operation.with[u"QueryString"_s].toString(),
            u"ALTER TABLE `cur_table` ADD IF NOT EXISTS\nPARTITION (`year` = '2024', `month` = '3') LOCATION "
            "'s3://your-cur-bucket/cur-data/costs/year=2024/month=3/'"_s);
        QCOMPARE(plan->steps[0].undo.size(), 1);
        QCOMPARE(plan->steps[0].undo[0].operation.with[u"QueryString"_s].toString(),
            u"ALTER TABLE `cur_table` DROP IF EXISTS PARTITION (`year` = '2024', `month` = '3')"_s);
        QCOMPARE(plan->steps[1].operation.uses, u"wait:athena:query-succeeded"_s);
        QCOMPARE(plan->steps[1].deferred.size(), 1);
    }

    void repair_hostilePlacesAreRefused()
    {
        Partition bad = partition({u"2024"_s, u"3"_s});
        bad.location = u"file:///etc/passwd"_s;
        QVERIFY(!m_plans.addPartitions(legacyTable(), {bad}, costs()));
        bad = partition({u"2024') LOCATION 's3://x'; --"_s, u"3"_s});
        bad.location = u"s3://your-cur-bucket/a'b/"_s;
        const auto quoted = m_plans.addPartitions(legacyTable(), {bad}, costs());
        QVERIFY(quoted);
        const QString sql = quoted->steps[0].operation.with[u"QueryString"_s].toString();
        QVERIFY2(sql.contains(u"`year` = '2024'') LOCATION ''s3://x''; --'"_s) && sql.endsWith(u"a''b/'"_s),
            qPrintable(sql));
        QVERIFY(!m_plans.addPartitions(legacyTable(), {}, costs()));
        QVERIFY(!m_plans.addPartitions(legacyTable(), {partition({u"2024-03"_s})}, costs()));
    }

    void stop_namesTheQuery()
    {
        Execution running;
        running.id = u"0123-4567"_s;
        const auto plan = m_plans.stop(running);
        QVERIFY(plan);
        QCOMPARE(plan->steps.first().operation.with[u"QueryExecutionId"_s].toString(), u"0123-4567"_s);
    }
};

QTEST_GUILESS_MAIN(TestQueryPlans)
#include "tst_queryplans.moc"
