// SPDX-License-Identifier: GPL-3.0-or-later
// Functions as Lambda tells of them, over scripted answers.
#include <core/json.h>
#include <functions/functionsource.h>
#include <support/await.h>
#include <support/fakecaller.h>
#include <support/mockclock.h>

#include <QTest>

using namespace sm;
using namespace sm::deployments;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString canary = u"canary-of-the-environment"_s;

QJsonObject configuration(const QString &version, const QJsonObject &variables = {})
{
    return {{u"FunctionName"_s, u"chat"_s}, {u"Version"_s, version}, {u"CodeSha256"_s, u"sha-"_s + version},
        {u"State"_s, u"Active"_s}, {u"LastUpdateStatus"_s, u"Successful"_s}, {u"MemorySize"_s, 512},
        {u"LastModified"_s,
            u"2026-11-%1T12:00:00.000+0000"_s.arg(version == u"$LATEST"_s ? 20 : version.toInt(), 2, 10, QChar(u'0'))},
        {u"Environment"_s, QJsonObject{{u"Variables"_s, variables}}}};
}

QJsonObject alias(const QString &name, const QString &version, const QJsonObject &weights = {})
{
    return {{u"Name"_s, name}, {u"FunctionVersion"_s, version}, {u"RevisionId"_s, u"r1"_s},
        {u"RoutingConfig"_s, QJsonObject{{u"AdditionalVersionWeights"_s, weights}}}};
}

struct Bench
{
    FunctionSource source(FunctionChanges changes = {}, KeptFunctions kept = {})
    {
        return FunctionSource({{caller, models}, clock, std::move(changes), std::move(kept)});
    }
    void aliases(const QJsonArray &list) { caller.answer(u"ListAliases"_s, {{u"Aliases"_s, list}}); }
    /// No more than one page of them.
    void versions(const QStringList &names, const QString &next = {})
    {
        QJsonArray list;
        for (const QString &name : names)
            list << configuration(name, {{u"API_KEY"_s, canary}});
        QJsonObject page{{u"Versions"_s, list}};
        if (!next.isEmpty())
            page.insert(u"NextMarker"_s, next);
        caller.answer(u"ListVersionsByFunction"_s, page);
    }
    void quiet()
    {
        caller.answer(u"GetMetricData"_s, {{u"MetricDataResults"_s, QJsonArray()}});
        caller.answer(u"ListEventSourceMappings"_s, {{u"EventSourceMappings"_s, QJsonArray()}});
    }
    Result<QList<Deployment>> read(FunctionSource source, const Reading &reading)
    {
        QList<Deployment> all;
        const auto done = await(source.read(reading, [&all](const QList<Deployment> &page) { all += page; }, {}));
        if (!done)
            return Error(Error::Kind::Timeout, u"no answer"_s);
        return *done ? Result<QList<Deployment>>(all) : Result<QList<Deployment>>(done->error());
    }

    FakeCaller caller;
    aws::Models models;
    MockClock clock;
};

Deployment candidateOf(const QString &unit, const QString &revision, const QJsonObject &facts)
{
    Deployment candidate;
    candidate.unit = unit;
    candidate.revision = revision;
    candidate.facts = facts;
    candidate.liveUntil = QDateTime(QDate(2026, 11, 10), QTime(), Qt::UTC);
    return candidate;
}

/// Everything that a person would be shown.
QString textOf(const DeploymentDifference &difference)
{
    QStringList texts = difference.notBack;
    for (const Difference &row : difference.rows)
        texts << row.what << row.now << row.then;
    return texts.join(u' ');
}

} // namespace

class TestFunctionSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void read_ofSeveralPages_ordersByNumberAndHasTheLiveOneFirst()
    {
        Bench bench;
        bench.aliases({alias(u"live"_s, u"10"_s)});
        bench.versions({u"$LATEST"_s, u"1"_s, u"10"_s}, u"more"_s);
        bench.versions({u"11"_s, u"9"_s});

        const auto all = bench.read(bench.source(), {{u"chat"_s}, {}});

        QVERIFY(all);
        QStringList revisions;
        for (const Deployment &each : *all)
            revisions << each.revision;
        QCOMPARE(revisions, (QStringList{u"10"_s, u"11"_s, u"9"_s, u"1"_s}));
        QVERIFY(all->first().isLive());
        QCOMPARE(bench.caller.inputs(u"ListVersionsByFunction"_s).value(1).value(u"Marker"_s), QJsonValue(u"more"_s));
        for (const Deployment &each : *all)
            QVERIFY(!QString::fromUtf8(toCompactJson(each.facts)).contains(canary));
    }

    void read_withoutAnAlias_isTheFunctionItself()
    {
        Bench bench;
        bench.aliases({});
        bench.versions({u"$LATEST"_s, u"2"_s});

        const auto all = bench.read(bench.source(), {{u"chat"_s}, {}});

        QVERIFY(all);
        QCOMPARE(all->size(), 2);
        QCOMPARE(all->first().unit, u"chat"_s);
        QVERIFY(all->first().isLive());
    }

    void read_ofOneAlias_leavesTheOthersOut()
    {
        Bench bench;
        bench.aliases({alias(u"live"_s, u"2"_s), alias(u"beta"_s, u"2"_s)});
        bench.versions({u"2"_s});

        const auto all = bench.read(bench.source(), {{u"chat:beta"_s}, {}});

        QVERIFY(all);
        QCOMPARE(all->size(), 1);
        QCOMPARE(all->first().unit, u"chat:beta"_s);
    }

    void read_sinceThen_keepsWhatIsLive()
    {
        Bench bench;
        bench.aliases({alias(u"live"_s, u"3"_s)});
        bench.versions({u"1"_s, u"2"_s, u"3"_s});

        const auto all = bench.read(bench.source(), {{u"chat"_s}, QDateTime(QDate(2026, 11, 15), QTime(), Qt::UTC)});

        QVERIFY(all);
        QCOMPARE(all->size(), 1);
        QCOMPARE(all->first().revision, u"3"_s);
    }

    void read_ofAll_goesOnWhereOneCanNotBeRead()
    {
        Bench bench;
        bench.caller.answer(u"ListFunctions"_s,
            {{u"Functions"_s,
                QJsonArray{QJsonObject{{u"FunctionName"_s, u"gone"_s}}, QJsonObject{{u"FunctionName"_s, u"chat"_s}}}}});
        bench.caller.fail(u"ListAliases"_s, Error(Error::Kind::Denied, u"You may not."_s));
        bench.aliases({alias(u"live"_s, u"1"_s)});
        bench.versions({u"1"_s});
        QList<Deployment> all;
        FunctionSource source = bench.source();

        const auto done = await(source.read({}, [&all](const QList<Deployment> &page) { all += page; }, {}));

        QVERIFY(done);
        QCOMPARE(done->error().kind(), Error::Kind::Denied);
        QCOMPARE(all.size(), 1);
    }

    void read_withATrail_tellsWhoShippedIt_andGoesOnWithoutIt()
    {
        const FunctionChanges trail = [](QDateTime, CancelToken) -> QCoro::Task<Result<QList<FunctionChange>>> {
            const FunctionChange shift{QDateTime(QDate(2026, 11, 9), QTime(), Qt::UTC), u"ada"_s,
                u"UpdateAlias20150331"_s,
                {{u"functionName"_s, u"chat"_s}, {u"name"_s, u"live"_s}, {u"functionVersion"_s, u"2"_s}}, {}, 7};
            co_return QList<FunctionChange>{shift};
        };
        Bench bench;
        bench.aliases({alias(u"live"_s, u"2"_s)});
        bench.versions({u"1"_s, u"2"_s});
        const auto all = bench.read(bench.source(trail), {{u"chat"_s}, {}});
        QVERIFY(all);
        QCOMPARE(all->first().by, u"ada"_s);
        QCOMPARE(all->first().run, 7);

        const FunctionChanges none = [](QDateTime, CancelToken) -> QCoro::Task<Result<QList<FunctionChange>>> {
            co_return Error(Error::Kind::Denied, u"No trail."_s);
        };
        Bench without;
        without.aliases({alias(u"live"_s, u"2"_s)});
        without.versions({u"1"_s, u"2"_s});
        QList<Deployment> known;
        FunctionSource source = without.source(none);
        const auto done
            = await(source.read({{u"chat"_s}, {}}, [&known](const QList<Deployment> &page) { known += page; }, {}));
        QVERIFY(done && !*done);
        QCOMPARE(known.size(), 2);
    }

    void cancelled_isSaid()
    {
        Bench bench;
        CancelSource cancel;
        FunctionSource source = bench.source();
        auto task = source.read({{u"chat"_s}, {}}, [](const QList<Deployment> &) { }, cancel.token());
        cancel.cancel();

        const auto done = await(std::move(task));

        QVERIFY(done && !*done);
        QCOMPARE(done->error().kind(), Error::Kind::Cancelled);
    }

    void difference_namesVariablesAndHidesThem()
    {
        Bench bench;
        bench.aliases({alias(u"live"_s, u"11"_s)});
        bench.caller.answer(u"GetFunctionConfiguration"_s,
            configuration(u"11"_s, {{u"API_KEY"_s, canary}, {u"MODEL"_s, canary + u"-2"_s}}));
        QJsonObject then = configuration(u"9"_s, {{u"API_KEY"_s, canary + u"-old"_s}, {u"TABLE"_s, canary}});
        then.insert(u"MemorySize"_s, 256);
        bench.caller.answer(u"GetFunctionConfiguration"_s, then);
        bench.quiet();
        FunctionSource source = bench.source();

        const auto difference
            = await(source.difference(candidateOf(u"chat:live"_s, u"9"_s, {{u"version"_s, u"9"_s}}), {}));

        QVERIFY(difference && *difference);
        QStringList differing;
        for (const Difference &row : (**difference).rows) {
            if (!row.isSame)
                differing << row.what + (row.isSecret ? u"*"_s : QString());
        }
        QCOMPARE(differing,
            (QStringList{u"CodeSha256"_s, u"Environment.API_KEY*"_s, u"Environment.MODEL*"_s, u"Environment.TABLE*"_s,
                u"MemorySize"_s}));
        QVERIFY2(!textOf(**difference).contains(canary), qPrintable(textOf(**difference)));
        QCOMPARE(
            bench.caller.inputs(u"GetFunctionConfiguration"_s).value(0).value(u"Qualifier"_s), QJsonValue(u"11"_s));
        QCOMPARE(bench.caller.inputs(u"GetFunctionConfiguration"_s).value(1).value(u"Qualifier"_s), QJsonValue(u"9"_s));
    }

    void difference_ofADeletedVersion_isNotFound()
    {
        Bench bench;
        bench.aliases({alias(u"live"_s, u"11"_s)});
        bench.caller.answer(u"GetFunctionConfiguration"_s, configuration(u"11"_s));
        bench.caller.fail(u"GetFunctionConfiguration"_s, Error(Error::Kind::NotFound, u"No."_s));
        FunctionSource source = bench.source();

        const auto difference
            = await(source.difference(candidateOf(u"chat:live"_s, u"9"_s, {{u"version"_s, u"9"_s}}), {}));

        QVERIFY(difference && !*difference);
        QCOMPARE(difference->error().kind(), Error::Kind::NotFound);
    }

    void moves_sayWhatCanNotComeBack()
    {
        Bench bench;
        bench.aliases({alias(u"live"_s, u"11"_s)});
        bench.caller.answer(u"GetFunctionConfiguration"_s, configuration(u"11"_s));
        bench.caller.answer(u"GetFunctionConfiguration"_s, configuration(u"9"_s));
        bench.caller.answer(u"GetMetricData"_s,
            {{u"MetricDataResults"_s,
                QJsonArray{QJsonObject{{u"Id"_s, u"calls"_s}, {u"Values"_s, QJsonArray{1200, 34.0}}}}}});
        bench.caller.answer(u"ListEventSourceMappings"_s,
            {{u"EventSourceMappings"_s,
                QJsonArray{QJsonObject{{u"EventSourceArn"_s, u"arn:aws:sqs:eu-west-1:1:jobs"_s},
                               {u"FunctionArn"_s, u"arn:aws:lambda:eu-west-1:1:function:chat"_s}},
                    QJsonObject{{u"EventSourceArn"_s, u"arn:aws:sqs:eu-west-1:1:same"_s},
                        {u"FunctionArn"_s, u"arn:aws:lambda:eu-west-1:1:function:chat:live"_s}},
                    QJsonObject{{u"EventSourceArn"_s, u"arn:aws:sqs:eu-west-1:1:other"_s},
                        {u"FunctionArn"_s, u"arn:aws:lambda:eu-west-1:1:function:other"_s}}}}});
        FunctionSource source = bench.source();

        const auto moves = await(source.moves(candidateOf(u"chat:live"_s, u"9"_s, {{u"version"_s, u"9"_s}}), {}));

        QVERIFY(moves && *moves);
        QVERIFY((**moves).moves.first().isProposed);
        QCOMPARE((**moves).notBack.size(), 2);
        QVERIFY2((**moves).notBack.first().startsWith(u"1,234 calls were answered by what came after it"_s),
            qPrintable((**moves).notBack.first()));
        QVERIFY((**moves).notBack.last().contains(u"jobs calls $LATEST"_s));
        const QJsonValue dimensions
            = bench.caller.inputs(u"GetMetricData"_s)
                  .first()[u"MetricDataQueries"_s][0][u"MetricStat"_s][u"Metric"_s][u"Dimensions"_s];
        QCOMPARE(dimensions.toArray().size(), 2); // of all versions behind the alias
    }

    void moves_withoutMetricsAndSources_areThereAllTheSame()
    {
        Bench bench;
        bench.aliases({alias(u"live"_s, u"11"_s)});
        bench.caller.answer(u"GetFunctionConfiguration"_s, configuration(u"11"_s));
        bench.caller.answer(u"GetFunctionConfiguration"_s, configuration(u"9"_s));
        bench.caller.fail(u"GetMetricData"_s, Error(Error::Kind::Denied, u"No."_s));
        bench.caller.fail(u"ListEventSourceMappings"_s, Error(Error::Kind::Denied, u"No."_s));
        FunctionSource source = bench.source();

        const auto moves = await(source.moves(candidateOf(u"chat:live"_s, u"9"_s, {{u"version"_s, u"9"_s}}), {}));

        QVERIFY(moves && *moves);
        QVERIFY((**moves).moves.first().isPossible);
        QCOMPARE((**moves).notBack.size(), 1);
    }

    void moves_ofTheFunctionItself_askTheVault()
    {
        Bench bench;
        bench.caller.answer(u"GetFunctionConfiguration"_s, configuration(u"$LATEST"_s));
        bench.quiet();
        const KeptFunctions vault = [](QString, CancelToken) -> QCoro::Task<Result<QList<KeptFunction>>> {
            const KeptFunction kept{u"chat"_s, u"20261101T000000Z-1"_s, u"old"_s, {}};
            co_return QList<KeptFunction>{kept};
        };
        FunctionSource source = bench.source({}, vault);

        const auto moves = await(source.moves(candidateOf(u"chat"_s, u"old"_s, {}), {}));

        QVERIFY(moves && *moves);
        QCOMPARE((**moves).moves.first().parameters.value(u"backup"_s), QJsonValue(u"20261101T000000Z-1"_s));
    }

    void health_isThatOfTheVersionBehindTheAlias()
    {
        Bench bench;
        const FunctionSource source = bench.source();

        const HealthQuery query = source.healthOf(candidateOf(u"chat:live"_s, u"9"_s, {}));

        QCOMPARE(query.metrics.size(), 3);
        QCOMPARE(query.metrics.at(0).dimensions,
            (QJsonObject{
                {u"FunctionName"_s, u"chat"_s}, {u"Resource"_s, u"chat:live"_s}, {u"ExecutedVersion"_s, u"9"_s}}));
        QCOMPARE(query.metrics.at(2).statistic, u"p95"_s);
        QCOMPARE(source.healthOf(candidateOf(u"chat"_s, u"sha"_s, {})).metrics.at(0).dimensions,
            (QJsonObject{{u"FunctionName"_s, u"chat"_s}}));
    }

    void detail_hasItsSections_andNoSecret()
    {
        Bench bench;
        bench.caller.answer(u"GetFunctionConfiguration"_s, configuration(u"10"_s, {{u"API_KEY"_s, canary}}));
        bench.aliases({alias(u"live"_s, u"10"_s, {{u"11"_s, 0.1}})});
        bench.versions({u"$LATEST"_s, u"10"_s}, u"more"_s);
        bench.versions({u"11"_s});
        bench.caller.answer(u"ListEventSourceMappings"_s, {{u"EventSourceMappings"_s, QJsonArray()}});
        bench.caller.fail(u"ListProvisionedConcurrencyConfigs"_s, Error(Error::Kind::Denied, u"No."_s));
        QStringList ids;
        QString texts;
        FunctionSource source = bench.source();

        const auto done = await(source.detail(u"chat:live"_s,
            [&](const DeploymentSection &section) {
                ids << section.id + (section.hasMore ? u"+"_s : QString()) + (section.problem ? u"!"_s : QString());
                for (const QStringList &row : section.rows)
                    texts += row.join(u' ') + u'\n';
                QVERIFY(section.tones.size() == section.rows.size());
            },
            {}));

        QVERIFY(done && *done);
        QCOMPARE(ids,
            (QStringList{u"configuration"_s, u"aliases"_s, u"versions+"_s, u"versions"_s, u"event-sources"_s,
                u"provisioned-concurrency!"_s}));
        QVERIFY(texts.contains(u"Environment.API_KEY hidden"_s));
        QVERIFY(texts.contains(u"live 10 90 %"_s));
        QVERIFY(texts.contains(u"live 11 10 %"_s));
        QVERIFY(!texts.contains(canary));
    }
};

QTEST_GUILESS_MAIN(TestFunctionSource)
#include "tst_functionsource.moc"
