// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables.h"

#include <athena/awsathenaservice.h>
#include <support/await.h>
#include <support/fakecaller.h>
#include <support/instantsleeper.h>

#include <QJsonArray>

using namespace sm;
using namespace sm::athena;
using namespace sm::test;

namespace {

struct Bench
{
    FakeCaller caller;
    aws::Models models;
    InstantSleeper sleeper;
    AwsAthenaService service{caller, models, sleeper};
};

QJsonObject execution(
    const QString &id, const QString &state, const QString &submitted = u"2023-11-14T22:13:20Z"_s, qint64 bytes = 0)
{
    return {{u"QueryExecutionId"_s, id}, {u"StatementType"_s, u"DML"_s},
        {u"Status"_s, QJsonObject{{u"State"_s, state}, {u"SubmissionDateTime"_s, submitted}}},
        {u"Statistics"_s, QJsonObject{{u"DataScannedInBytes"_s, bytes}}}};
}

QJsonObject row(const QStringList &cells)
{
    QJsonArray data;
    for (const QString &cell : cells)
        data.append(QJsonObject{{u"VarCharValue"_s, cell}});
    return {{u"Data"_s, data}};
}

QJsonObject resultPage(const QList<QStringList> &rows, const QString &next)
{
    QJsonArray list;
    for (const QStringList &each : rows)
        list.append(row(each));
    const QJsonArray columns{QJsonObject{{u"Name"_s, u"a"_s}}, QJsonObject{{u"Name"_s, u"b"_s}}};
    QJsonObject page{{u"ResultSet"_s,
        QJsonObject{{u"Rows"_s, list}, {u"ResultSetMetadata"_s, QJsonObject{{u"ColumnInfo"_s, columns}}}}}};
    if (!next.isEmpty())
        page.insert(u"NextToken"_s, next);
    return page;
}

QJsonObject folder(const QStringList &prefixes)
{
    QJsonArray list;
    for (const QString &each : prefixes)
        list.append(QJsonObject{{u"Prefix"_s, each}});
    return {{u"CommonPrefixes"_s, list}};
}

QJsonObject gluePartition(const QString &year, const QString &month)
{
    return {{u"Values"_s, QJsonArray{year, month}}, {u"Parameters"_s, QJsonObject{{u"sizeKey"_s, u"100"_s}}},
        {u"StorageDescriptor"_s,
            QJsonObject{{u"Location"_s, u"s3://your-cur-bucket/cur-data/costs/year=%1/month=%2/"_s.arg(year, month)}}}};
}

} // namespace

class TestAwsAthenaService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void table_isReadFromGlue()
    {
        Bench bench;
        const QJsonObject storage{{u"Location"_s, u"s3://b/p/"_s},
            {u"Columns"_s,
                QJsonArray{QJsonObject{{u"Name"_s, u"Line_Item_Product_Code"_s}, {u"Type"_s, u"string"_s}}}}};
        bench.caller.answer(u"GetTable"_s,
            {{u"Table"_s,
                QJsonObject{{u"Name"_s, u"cur_table"_s}, {u"StorageDescriptor"_s, storage},
                    {u"PartitionKeys"_s,
                        QJsonArray{QJsonObject{{u"Name"_s, u"billing_period"_s}, {u"Type"_s, u"string"_s}}}}}}});

        const auto table = await(bench.service.table(u"cur_database"_s, u"cur_table"_s, {}));

        QVERIFY(table && *table);
        QCOMPARE((*table)->database, u"cur_database"_s);
        QCOMPARE((*table)->partitionStyle(), PartitionStyle::BillingPeriod);
        QVERIFY((*table)->column(u"line_item_product_code"_s) && (*table)->column(u"billing_period"_s));
        QCOMPARE(bench.caller.calls().first().input,
            (QJsonObject{{u"DatabaseName"_s, u"cur_database"_s}, {u"Name"_s, u"cur_table"_s}}));
    }

    void health_findsOnlyWhatIsMissing()
    {
        Bench bench;
        bench.caller.answer(u"GetPartitions"_s,
            {{u"Partitions"_s, QJsonArray{gluePartition(u"2024"_s, u"1"_s)}}, {u"NextToken"_s, u"n"_s}});
        bench.caller.answer(u"GetPartitions"_s, {{u"Partitions"_s, QJsonArray{gluePartition(u"2024"_s, u"2"_s)}}});
        bench.caller.answer(u"ListObjectsV2"_s,
            folder({u"cur-data/costs/year=2024/"_s, u"cur-data/costs/cost_and_usage_data_status/"_s}));
        bench.caller.answer(u"ListObjectsV2"_s,
            folder({u"cur-data/costs/year=2024/month=1/"_s, u"cur-data/costs/year=2024/month=2/"_s,
                u"cur-data/costs/year=2024/month=3/"_s}));
        bench.caller.answer(u"ListObjectsV2"_s, folder({u"cur-data/costs/cost_and_usage_data_status/x/"_s}));

        const auto health = await(bench.service.health(legacyTable(), {}));

        QVERIFY(health && *health);
        QCOMPARE((*health)->known.size(), 2);
        QCOMPARE((*health)->missing.size(), 1);
        QCOMPARE((*health)->missing.first().values, (QStringList{u"2024"_s, u"3"_s}));
        QCOMPARE((*health)->missing.first().location, u"s3://your-cur-bucket/cur-data/costs/year=2024/month=3/"_s);
        QCOMPARE((*health)->strange, QStringList{u"cost_and_usage_data_status/x/"_s});
        QCOMPARE(bench.caller.inputs(u"ListObjectsV2"_s).first()[u"Prefix"_s].toString(), u"cur-data/costs/"_s);
    }

    void bound_addsAllPagesOfAllPartitions()
    {
        Bench bench;
        const QJsonArray two{QJsonObject{{u"Size"_s, 10}}, QJsonObject{{u"Size"_s, qint64(5'000'000'000)}}};
        bench.caller.answer(
            u"ListObjectsV2"_s, {{u"Contents"_s, two}, {u"IsTruncated"_s, true}, {u"NextContinuationToken"_s, u"t"_s}});
        bench.caller.answer(u"ListObjectsV2"_s, {{u"Contents"_s, two}});
        bench.caller.answer(u"ListObjectsV2"_s, QJsonObject{});

        const auto bound = await(bench.service.bound(legacyTable(), someMonths().mid(1, 2), {}));

        QVERIFY(bound && *bound);
        QCOMPARE((*bound)->bytes.value_or(0), 10'000'000'020);
        QCOMPARE((*bound)->objects, 4);
        QCOMPARE((*bound)->partitions, 2);
        QCOMPARE(bench.caller.inputs(u"ListObjectsV2"_s).last()[u"Prefix"_s].toString(),
            u"cur-data/costs/year=2024/month=2/"_s);
    }

    void bound_notListable_isWrittenDownOrUnknown()
    {
        Bench bench;
        const Error denied(Error::Kind::Denied, u"You may not."_s);
        bench.caller.fail(u"ListObjectsV2"_s, denied);
        bench.caller.fail(u"ListObjectsV2"_s, denied);
        Partition known = partition({u"2024"_s, u"1"_s});
        const auto unknown = await(bench.service.bound(legacyTable(), {known}, {}));
        known.bytes = 77;
        const auto written = await(bench.service.bound(legacyTable(), {known}, {}));

        QVERIFY(unknown && *unknown && !(*unknown)->bytes && (*unknown)->how.contains("You may not."_L1));
        QVERIFY(written && *written);
        QCOMPARE((*written)->bytes.value_or(0), 77);
    }

    void follow_tellsAndComesBackWithTheReason()
    {
        Bench bench;
        QJsonObject failed = execution(u"q"_s, u"FAILED"_s);
        failed[u"Status"_s] = QJsonObject{{u"State"_s, u"FAILED"_s}, {u"StateChangeReason"_s, u"cannot be resolved"_s}};
        bench.caller.answer(u"GetQueryExecution"_s, {{u"QueryExecution"_s, execution(u"q"_s, u"QUEUED"_s)}});
        bench.caller.answer(u"GetQueryExecution"_s,
            {{u"QueryExecution"_s, execution(u"q"_s, u"RUNNING"_s, u"2023-11-14T22:13:20Z"_s, 5)}});
        bench.caller.answer(u"GetQueryExecution"_s, {{u"QueryExecution"_s, failed}});
        QList<ExecutionState> seen;
        const auto onProgress = [&seen](const ExecutionProgress &progress) { seen.append(progress.execution.state); };

        const auto ended = await(bench.service.follow(u"q"_s, onProgress, {}));

        QVERIFY(ended && *ended);
        QCOMPARE((*ended)->state, ExecutionState::Failed);
        QCOMPARE((*ended)->reason, u"cannot be resolved"_s);
        QVERIFY(seen.contains(ExecutionState::Queued) && seen.contains(ExecutionState::Running));
        QCOMPARE(bench.sleeper.durations().size(), 2);
        QVERIFY(bench.sleeper.durations().first() >= std::chrono::seconds(1));
    }

    void follow_nothingMoves_saysSo()
    {
        Bench bench;
        for (int i = 0; i < 400; ++i)
            bench.caller.answer(u"GetQueryExecution"_s, {{u"QueryExecution"_s, execution(u"q"_s, u"QUEUED"_s)}});
        bench.caller.answer(u"GetQueryExecution"_s, {{u"QueryExecution"_s, execution(u"q"_s, u"SUCCEEDED"_s)}});
        bool hasStalled = false;
        const auto onProgress
            = [&hasStalled](const ExecutionProgress &progress) { hasStalled = hasStalled || progress.stalled; };

        const auto ended = await(bench.service.follow(u"q"_s, onProgress, {}));

        QVERIFY(ended && *ended && hasStalled);
    }

    void follow_cancelled_sendsNothingMore()
    {
        Bench bench;
        CancelSource source;
        auto task = bench.service.follow(u"q"_s, [](const ExecutionProgress &) { }, source.token());
        source.cancel();
        const auto ended = await(std::move(task));

        QVERIFY(ended && !*ended);
        QCOMPARE((*ended).error().kind(), Error::Kind::Cancelled);
        QCOMPARE(bench.caller.operations(), QStringList{u"athena:GetQueryExecution"_s});
    }

    void results_comePageByPageWithoutTheHeader()
    {
        Bench bench;
        bench.caller.answer(u"GetQueryResults"_s, resultPage({{u"a"_s, u"b"_s}, {u"1"_s, u"2"_s}}, u"t"_s));
        bench.caller.answer(u"GetQueryResults"_s, resultPage({{u"a"_s, u"b"_s}}, {}));
        QList<ResultPage> pages;

        const auto done
            = await(bench.service.results(u"q"_s, [&pages](const ResultPage &page) { pages.append(page); }, {}));

        QVERIFY(done && *done);
        QCOMPARE(pages.size(), 2);
        QCOMPARE(pages[0].rows, (QList<QStringList>{{u"1"_s, u"2"_s}}));
        QCOMPARE(pages[1].rows, (QList<QStringList>{{u"a"_s, u"b"_s}}));
        QCOMPARE(pages[1].columns, (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(bench.caller.inputs(u"GetQueryResults"_s).last()[u"NextToken"_s].toString(), u"t"_s);
    }

    void recent_allPagesByFifty_mostExpensiveFirst()
    {
        Bench bench;
        QJsonArray ids;
        for (int i = 0; i < 60; ++i)
            ids.append(u"q%1"_s.arg(i));
        bench.caller.answer(u"ListQueryExecutions"_s, {{u"QueryExecutionIds"_s, ids}, {u"NextToken"_s, u"t"_s}});
        bench.caller.answer(u"ListQueryExecutions"_s, {{u"QueryExecutionIds"_s, QJsonArray{u"last"_s}}});
        bench.caller.answer(u"BatchGetQueryExecution"_s,
            {{u"QueryExecutions"_s,
                QJsonArray{execution(u"old"_s, u"SUCCEEDED"_s, u"2001-09-09T01:46:40Z"_s, qint64(1) << 41),
                    execution(u"small"_s, u"SUCCEEDED"_s, u"2023-11-14T22:13:20Z"_s, 1)}}});
        bench.caller.answer(u"BatchGetQueryExecution"_s,
            {{u"QueryExecutions"_s,
                QJsonArray{execution(u"large"_s, u"SUCCEEDED"_s, u"2023-11-14T22:13:20Z"_s, qint64(1) << 40)}}});

        const auto recent
            = await(bench.service.recent(u"primary"_s, QDateTime::fromSecsSinceEpoch(1'600'000'000, Qt::UTC), {}));

        QVERIFY(recent && *recent);
        QCOMPARE((*recent)->size(), 2);
        QCOMPARE((*recent)->at(0).id, u"large"_s);
        QCOMPARE((*recent)->at(0).submitted, QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC));
        QCOMPARE((*recent)->at(0).price().toString(), u"5"_s);
        const auto batches = bench.caller.inputs(u"BatchGetQueryExecution"_s);
        QCOMPARE(batches.size(), 2);
        QCOMPARE(batches[0][u"QueryExecutionIds"_s].toArray().size(), 50);
        QCOMPARE(batches[1][u"QueryExecutionIds"_s].toArray().size(), 11);
    }

    void workgroup_missing_isNotFound()
    {
        Bench bench;
        bench.caller.fail(
            u"GetWorkGroup"_s, Error(Error::Kind::Invalid, u"no"_s).withCode(u"InvalidRequestException"_s));
        bench.caller.answer(u"GetWorkGroup"_s, QJsonObject{});
        bench.caller.fail(u"GetWorkGroup"_s, Error(Error::Kind::Denied, u"no"_s));
        for (const Error::Kind kind : {Error::Kind::NotFound, Error::Kind::NotFound, Error::Kind::Denied}) {
            const auto found = await(bench.service.workgroup(u"x"_s, {}));
            QVERIFY(found && !*found);
            QCOMPARE((*found).error().kind(), kind);
        }
    }
};

QTEST_GUILESS_MAIN(TestAwsAthenaService)
#include "tst_awsathenaservice.moc"
