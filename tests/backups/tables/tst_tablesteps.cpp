// SPDX-License-Identifier: GPL-3.0-or-later
// Settings, queries and inputs of the kind "table".
#include "tablebench.h"

#include <support/hostilevalues.h>

using namespace sm;
using namespace sm::test;

namespace {

const QString arn = u"arn:aws:dynamodb:eu-west-1:123456789012:table/Chat-prod"_s;

void answerAll(TableBench &bench, const QString &name = u"Chat-prod"_s)
{
    const QString itsArn = u"arn:aws:dynamodb:eu-west-1:123456789012:table/"_s + name;
    bench.caller.answer(u"DescribeTable"_s,
        {{u"Table"_s,
            QJsonObject{{u"TableName"_s, name}, {u"TableArn"_s, itsArn}, {u"ItemCount"_s, 12},
                {u"KeySchema"_s, QJsonArray{object(R"({"AttributeName": "id", "KeyType": "HASH"})")}}}}});
    bench.caller.answer(u"DescribeTimeToLive"_s,
        object(R"({"TimeToLiveDescription": {"TimeToLiveStatus": "ENABLED", "AttributeName": "expires"}})"));
    bench.caller.answer(u"DescribeContinuousBackups"_s, object(R"({"ContinuousBackupsDescription":
        {"PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": "DISABLED"}}})"));
    bench.caller.answer(
        u"ListTagsOfResource"_s, object(R"({"Tags": [{"Key": "env", "Value": "prod"}], "NextToken": "more"})"));
    bench.caller.answer(u"ListTagsOfResource"_s, object(R"({"Tags": [{"Key": "team", "Value": "chat"}]})"));
    bench.caller.fail(u"DescribeContributorInsights"_s,
        Error(Error::Kind::Denied, u"You may not."_s).withCode(u"AccessDeniedException"_s));
    bench.caller.answer(
        u"GetResourcePolicy"_s, {{u"Policy"_s, u"{\"Resource\":\"%1\"}"_s.arg(itsArn)}, {u"RevisionId"_s, u"1"_s}});
    bench.caller.answer(u"DescribeScalableTargets"_s, {{u"ScalableTargets"_s, QJsonArray()}});
    bench.caller.answer(u"DescribeScalingPolicies"_s, {{u"ScalingPolicies"_s, QJsonArray()}});
    bench.caller.answer(u"DescribeScheduledActions"_s, {{u"ScheduledActions"_s, QJsonArray()}});
    bench.caller.answer(u"DescribeAlarms"_s, {{u"MetricAlarms"_s, QJsonArray()}});
}

} // namespace

class TestTableSteps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void settings_areRead_andWhatMayNotBeIsNamed()
    {
        TableBench bench;
        answerAll(bench);

        const auto event = bench.run(u"table:settings"_s, {{u"table"_s, u"Chat-prod"_s}});

        QVERIFY2(event.state == StepState::Done, event.error ? qPrintable(event.error->message()) : "");
        QCOMPARE(event.output[u"tags"].toArray().size(), 2);
        QCOMPARE(event.output[u"timeToLive"][u"attribute"], QJsonValue(u"expires"_s));
        QCOMPARE(event.output[u"policyParts"], QJsonValue(QJsonArray{u"{\"Resource\":\""_s, u"\"}"_s}));
        QCOMPARE(event.output[u"insights"], QJsonValue(QJsonValue::Null));
        QCOMPARE(event.output[u"notRead"],
            QJsonValue(QJsonArray{QJsonObject{{u"what"_s, u"insights"_s}, {u"why"_s, u"You may not."_s}}}));
        QCOMPARE(bench.caller.inputs(u"ListTagsOfResource"_s).size(), 2);
        QVERIFY(bench.caller.permits().isEmpty());
    }

    void settings_withoutPolicy_haveNone()
    {
        TableBench bench;
        bench.caller.fail(
            u"GetResourcePolicy"_s, Error(Error::Kind::NotFound, u"none"_s).withCode(u"PolicyNotFoundException"_s));
        answerAll(bench);

        const auto event = bench.run(u"table:settings"_s, {{u"table"_s, u"Chat-prod"_s}});

        QCOMPARE(event.output[u"policyParts"], QJsonValue(QJsonArray()));
        QCOMPARE(event.output[u"notRead"].toArray().size(), 1);
    }

    void settings_withoutConnection_areNoCapsule()
    {
        TableBench bench;
        bench.caller.fail(u"DescribeTimeToLive"_s, Error(Error::Kind::Network, u"No connection."_s));
        answerAll(bench);

        QCOMPARE(bench.run(u"table:settings"_s, {{u"table"_s, u"Chat-prod"_s}}).error->kind(), Error::Kind::Network);
    }

    void compareSettings_ofACopy_saysWhatDiffers()
    {
        TableBench bench;
        answerAll(bench);
        const auto kept = bench.run(u"table:settings"_s, {{u"table"_s, u"Chat-prod"_s}});
        answerAll(bench, u"Chat-drill"_s);
        const auto same
            = bench.run(u"table:compare-settings"_s, {{u"table"_s, u"Chat-drill"_s}, {u"settings"_s, kept.output}});
        QJsonObject other = kept.output;
        other.insert(u"tags"_s, QJsonArray());
        answerAll(bench, u"Chat-drill"_s);
        const auto differs
            = bench.run(u"table:compare-settings"_s, {{u"table"_s, u"Chat-drill"_s}, {u"settings"_s, other}});

        QVERIFY2(same.state == StepState::Done, same.error ? qPrintable(same.error->message()) : "");
        QCOMPARE(same.output[u"notCompared"], QJsonValue(QJsonArray{u"insights"_s}));
        QCOMPARE(differs.error->code(), u"SettingsDiffer"_s);
        QCOMPARE(differs.error->kind(), Error::Kind::Conflict);
        QVERIFY(differs.error->message().contains(u"tag env"));
    }

    void query_walksPages_andIsARead()
    {
        TableBench bench;
        bench.caller.answer(
            u"ExecuteStatement"_s, object(R"({"Items": [{"id": {"S": "a"}, "n": {"N": "1"}}], "NextToken": "t"})"));
        bench.caller.answer(u"ExecuteStatement"_s, object(R"({"Items": [{"id": {"S": "b"}}]})"));

        const QJsonObject with{{u"table"_s, u"Chat-prod"_s},
            {u"statement"_s, u"SELECT * FROM {table} WHERE \"at\" > ?"_s}, {u"parameters"_s, QJsonArray{5}}};
        const auto plan = bench.all.plan({stepOf(u"table:query"_s, with)});
        const auto event = bench.run(u"table:query"_s, with);

        QCOMPARE(plan->steps.first().tier, Tier::Read);
        QVERIFY2(event.state == StepState::Done, event.error ? qPrintable(event.error->message()) : "");
        QCOMPARE(event.output[u"rows"].toArray(),
            (QJsonArray{QJsonObject{{u"id"_s, u"a"_s}, {u"n"_s, 1}}, QJsonObject{{u"id"_s, u"b"_s}}}));
        QCOMPARE(event.output[u"isWhole"], QJsonValue(true));
        const QJsonObject first = bench.caller.inputs(u"ExecuteStatement"_s).first();
        QCOMPARE(first[u"Statement"], QJsonValue(u"SELECT * FROM \"Chat-prod\" WHERE \"at\" > ?"_s));
        QCOMPARE(first[u"Parameters"], QJsonValue(QJsonArray{QJsonObject{{u"N"_s, u"5"_s}}}));
        QCOMPARE(bench.caller.inputs(u"ExecuteStatement"_s).last()[u"NextToken"], QJsonValue(u"t"_s));
    }

    void query_thatWrites_isNeverSent()
    {
        const TableBench bench;

        QVERIFY(bench
                .problemOf(u"table:query"_s,
                    {{u"table"_s, u"Chat-prod"_s}, {u"statement"_s, u"DELETE FROM {table} WHERE id = 'a'"_s}})
                .contains(u"SELECT"));
    }

    void input_thatIsWrong_isNamed_data()
    {
        QTest::addColumn<QString>("uses");
        QTest::addColumn<QByteArray>("with");
        QTest::addColumn<QString>("word");
        QTest::newRow("unknown kind") << u"table:drop"_s << QByteArray("{}") << u"table:count"_s;
        QTest::newRow("no table") << u"table:count"_s << QByteArray("{}") << u"table"_s;
        QTest::newRow("no source") << u"table:delete-restored"_s << QByteArray(R"({"table": "abc"})") << u"source"_s;
        QTest::newRow("mode") << u"table:compare"_s << QByteArray(R"({"table": "a", "copy": "b", "mode": "some"})")
                              << u"sample"_s;
        QTest::newRow("tolerance") << u"table:compare"_s
                                   << QByteArray(R"({"table": "a", "copy": "b", "tolerance": 101})") << u"percent"_s;
        QTest::newRow("itself") << u"table:compare"_s << QByteArray(R"({"table": "a", "copy": "a"})") << u"another"_s;
        QTest::newRow("no sample") << u"table:compare"_s << QByteArray(R"({"table": "a", "copy": "b", "sample": 0})")
                                   << u"sample"_s;
        QTest::newRow("no settings") << u"table:compare-settings"_s << QByteArray(R"({"table": "a", "settings": {}})")
                                     << u"settings"_s;
    }
    void input_thatIsWrong_isNamed()
    {
        QFETCH(QString, uses);
        QFETCH(QByteArray, with);
        QFETCH(QString, word);
        const TableBench bench;
        const QString problem = bench.problemOf(uses, object(with.constData()));

        QVERIFY2(problem.contains(word), qPrintable(problem));
    }

    void commandLine_ofHostileNames_isOneLine()
    {
        const TableBench bench;
        for (const QString &value : hostileValues()) {
            const auto plan = bench.all.plan({stepOf(u"table:compare"_s, {{u"table"_s, u"a"_s}, {u"copy"_s, value}})});
            if (plan)
                QVERIFY2(!plan->steps.first().cli.contains(u'\n'), qPrintable(value));
        }
    }
};

QTEST_GUILESS_MAIN(TestTableSteps)
#include "tst_tablesteps.moc"
