// SPDX-License-Identifier: GPL-3.0-or-later
#include "tablebench.h"

using namespace sm;
using namespace sm::test;

namespace {

const QString backupArn = u"arn:aws:dynamodb:eu-west-1:123456789012:table/Chat-prod/backup/01-a"_s;

QJsonObject table(const QString &status, const QJsonObject &more = {})
{
    QJsonObject made{{u"TableName"_s, u"Chat-drill"_s}, {u"TableStatus"_s, status},
        {u"TableArn"_s, u"arn:aws:dynamodb:eu-west-1:123456789012:table/Chat-drill"_s},
        {u"RestoreSummary"_s,
            QJsonObject{{u"SourceBackupArn"_s, backupArn},
                {u"SourceTableArn"_s, u"arn:aws:dynamodb:eu-west-1:123456789012:table/Chat-prod"_s}}}};
    for (auto it = more.begin(); it != more.end(); ++it)
        made.insert(it.key(), it.value());
    return {{u"Table"_s, made}};
}

Error noTable() { return Error(Error::Kind::NotFound, u"gone"_s).withCode(u"ResourceNotFoundException"_s); }

QJsonObject removing(const QString &source) { return {{u"table"_s, u"Chat-drill"_s}, {u"source"_s, source}}; }

/// The table is there, twice: for the look and for the act.
void stands(TableBench &bench, const QJsonObject &described)
{
    bench.caller.answer(u"DescribeTable"_s, described);
    bench.caller.answer(u"DescribeTable"_s, described);
}

void goesAway(TableBench &bench)
{
    bench.caller.answer(u"DeleteTable"_s, {});
    bench.caller.answer(u"DescribeAlarms"_s, object(R"({"MetricAlarms": [
        {"AlarmName": "Chat-drill-slow", "Dimensions": [{"Name": "TableName", "Value": "Chat-drill"}]},
        {"AlarmName": "Chat-prod-slow", "Dimensions": [{"Name": "TableName", "Value": "Chat-prod"}]}]})"));
    bench.caller.answer(u"DeleteAlarms"_s, {});
    bench.caller.answer(u"DescribeScalableTargets"_s, object(R"({"ScalableTargets": [
        {"ResourceId": "table/Chat-drill", "ScalableDimension": "dynamodb:table:ReadCapacityUnits"},
        {"ResourceId": "table/Chat-prod", "ScalableDimension": "dynamodb:table:ReadCapacityUnits"}]})"));
    bench.caller.answer(u"DeregisterScalableTarget"_s, {});
    for (int poll = 0; poll < 40; ++poll) // longer than the model's own waiter
        bench.caller.answer(u"DescribeTable"_s, table(u"DELETING"_s));
    bench.caller.fail(u"DescribeTable"_s, noTable());
    bench.caller.fail(u"DescribeTable"_s, noTable()); // the look afterwards
}

} // namespace

class TestTableRemoval : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void restoredTable_goesWithWhatHangsOnIt_data()
    {
        QTest::addColumn<QString>("source");
        QTest::newRow("name of the table") << u"Chat-prod"_s;
        QTest::newRow("ARN of the table") << u"arn:aws:dynamodb:eu-west-1:123456789012:table/Chat-prod"_s;
        QTest::newRow("ARN of the backup") << backupArn;
    }
    void restoredTable_goesWithWhatHangsOnIt()
    {
        QFETCH(QString, source);
        TableBench bench;
        stands(bench, table(u"ACTIVE"_s));
        goesAway(bench);

        const auto event = bench.run(u"table:delete-restored"_s, removing(source));

        QVERIFY2(event.state == StepState::Done, event.error ? qPrintable(event.error->message()) : "");
        QCOMPARE(event.output[u"alarms"], QJsonValue(QJsonArray{u"Chat-drill-slow"_s}));
        QCOMPARE(bench.caller.inputs(u"DeleteAlarms"_s).first()[u"AlarmNames"],
            QJsonValue(QJsonArray{u"Chat-drill-slow"_s}));
        QCOMPARE(bench.caller.inputs(u"DeregisterScalableTarget"_s).size(), 1);
        QCOMPARE(bench.caller.inputs(u"DeregisterScalableTarget"_s).first()[u"ResourceId"],
            QJsonValue(u"table/Chat-drill"_s));
        QCOMPARE(bench.caller.inputs(u"DeleteTable"_s).first(), (QJsonObject{{u"TableName"_s, u"Chat-drill"_s}}));
    }

    void tableThatMayNotGo_isRefusedAndNothingIsSent_data()
    {
        QTest::addColumn<QJsonObject>("described");
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("code");
        const QJsonObject restored = table(u"ACTIVE"_s);
        QTest::newRow("never restored") << table(u"ACTIVE"_s, {{u"RestoreSummary"_s, QJsonObject()}}) << u"Chat-prod"_s
                                        << u"NotRestored"_s;
        QTest::newRow("from another") << restored << u"Chat"_s << u"NotRestored"_s;
        QTest::newRow("from another backup") << restored << backupArn + u'b' << u"NotRestored"_s;
        QTest::newRow("the source itself") << restored << u"Chat-drill"_s << u"NotRestored"_s;
        QTest::newRow("protected") << table(u"ACTIVE"_s, {{u"DeletionProtectionEnabled"_s, true}}) << u"Chat-prod"_s
                                   << u"DeletionProtection"_s;
    }
    void tableThatMayNotGo_isRefusedAndNothingIsSent()
    {
        QFETCH(QJsonObject, described);
        QFETCH(QString, source);
        QFETCH(QString, code);
        TableBench bench;
        stands(bench, described);

        const auto event = bench.run(u"table:delete-restored"_s, removing(source));

        QVERIFY(event.state != StepState::Done);
        QVERIFY2(event.error && event.error->code() == code, event.error ? qPrintable(event.error->message()) : "");
        QVERIFY(bench.caller.permits().isEmpty());
    }

    void tableThatIsGone_isDone()
    {
        TableBench bench;
        for (int look = 0; look < 3; ++look)
            bench.caller.fail(u"DescribeTable"_s, noTable());

        const auto event = bench.run(u"table:delete-restored"_s, removing(u"Chat-prod"_s));

        QCOMPARE(event.state, StepState::Done);
        QCOMPARE(event.output[u"deleted"], QJsonValue(false));
        QVERIFY(bench.caller.permits().isEmpty());
    }

    void becameAnother_betweenLookAndAct_isRefused()
    {
        TableBench bench;
        bench.caller.answer(u"DescribeTable"_s, table(u"ACTIVE"_s));
        bench.caller.answer(u"DescribeTable"_s, table(u"ACTIVE"_s, {{u"RestoreSummary"_s, QJsonObject()}}));

        const auto event = bench.run(u"table:delete-restored"_s, removing(u"Chat-prod"_s));

        QCOMPARE(event.error->code(), u"NotRestored"_s);
        QVERIFY(bench.caller.permits().isEmpty());
    }

    void nothing_takesItBack()
    {
        const TableBench bench;
        const auto plan = bench.all.plan({stepOf(u"table:delete-restored"_s, removing(u"Chat-prod"_s))});

        QCOMPARE(plan->steps.first().tier, Tier::Disruptive);
        QCOMPARE(plan->steps.first().mark.kind, Mark::Kind::Never);
        QCOMPARE(plan->steps.first().resource, u"Chat-drill"_s);
    }

    void crashed_theWorldTells()
    {
        const TableBench bench;
        const Step step = bench.all.plan({stepOf(u"table:delete-restored"_s, removing(u"Chat-prod"_s))})->steps.first();
        operations::Seen seen;
        seen.after = QJsonValue::Null;
        QCOMPARE(bench.executor.reconcile(step, seen).kind, operations::Verdict::Kind::Done);
        seen.after = QJsonObject{{u"isGoing"_s, false}};
        QCOMPARE(bench.executor.reconcile(step, seen).kind, operations::Verdict::Kind::NotDone);
    }
};

QTEST_GUILESS_MAIN(TestTableRemoval)
#include "tst_tableremoval.moc"
