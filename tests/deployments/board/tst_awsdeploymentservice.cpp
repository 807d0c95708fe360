// SPDX-License-Identifier: GPL-3.0-or-later
#include <board/awsdeploymentservice.h>
#include <board/unitsof.h>

#include <deployments/scriptedcloudwatch.h>
#include <operations/fixtures.h>
#include <support/await.h>
#include <support/fakecaller.h>
#include <support/instantsleeper.h>

#include <QTest>

using namespace sm;
using namespace sm::deployments;
using namespace sm::test;
using namespace std::chrono_literals;
using State = Deployment::State;
using Verdict = HealthRecord::Verdict;

namespace {

Deployment deployment(DeploymentKind kind, const QString &id, const QDateTime &at, const QString &unit = u"chat:live"_s)
{
    Deployment made;
    made.id = id;
    made.kind = kind;
    made.unit = unit;
    made.revision = id;
    made.startedAt = at;
    made.liveSince = at;
    return made;
}

/// Hands over what it was given, page by page, and then fails or not.
class FakeSource final : public DeploymentSource
{
public:
    explicit FakeSource(DeploymentKind kind)
        : m_kind(kind)
    {
    }
    DeploymentKind kind() const override { return m_kind; }
    QCoro::Task<Result<void>> read(Reading reading, DeploymentsHandler onPage, CancelToken token) override
    {
        readings << reading;
        for (const QList<Deployment> &page : std::as_const(pages)) {
            net::Wakeup turn; // as a page that comes from the network
            turn.wake();
            co_await turn;
            if (token.isCancelled())
                co_return Error::cancelled();
            onPage(page);
        }
        if (problem)
            co_return *std::as_const(problem);
        co_return ok();
    }
    QCoro::Task<Result<DeploymentDifference>> difference(Deployment candidate, CancelToken) override
    {
        co_return DeploymentDifference{{Difference{candidate.id, {}, {}}}, {}};
    }
    QCoro::Task<Result<RollbackMoves>> moves(Deployment candidate, CancelToken) override
    {
        RollbackMove move;
        move.title = candidate.id;
        co_return RollbackMoves{{move}, {}};
    }
    HealthQuery healthOf(const Deployment &deployment) const override
    {
        return {{{MetricQuery::Role::Requests, u"AWS/Lambda"_s, u"Invocations"_s, {{u"v"_s, deployment.revision}},
                     u"Sum"_s, 1},
                    {MetricQuery::Role::Errors, u"AWS/Lambda"_s, u"Errors"_s, {{u"v"_s, deployment.revision}}, u"Sum"_s,
                        1}},
            {}, {}};
    }
    QCoro::Task<Result<void>> detail(QString unit, SectionHandler onSection, CancelToken) override
    {
        DeploymentSection section;
        section.title = unit;
        onSection(section);
        co_return ok();
    }

    QList<QList<Deployment>> pages;
    std::optional<Error> problem;
    QList<Reading> readings;

private:
    DeploymentKind m_kind;
};

struct Bench
{
    Bench()
    {
        system.id = {u"demo"_s};
        system.deployments.functions = {u"chat"_s};
        cloud.value = [](const QString &metric, const QDateTime &) { return metric == "Errors"_L1 ? 0.0 : 10.0; };
    }

    AwsDeploymentService &service()
    {
        if (!made) {
            AwsDeploymentService::Sources sources;
            for (std::unique_ptr<FakeSource> &each : fakes)
                sources.push_back(std::move(each));
            made = std::make_unique<AwsDeploymentService>(
                AwsDeploymentService::Services{{cloud, models}, clock, journal.get(), changes}, system,
                std::move(sources));
        }
        return *made;
    }
    FakeSource &add(DeploymentKind kind)
    {
        fakes.push_back(std::make_unique<FakeSource>(kind));
        return *fakes.back();
    }
    Result<void> timeline(CancelToken token = {})
    {
        return await(
            service().timeline(
                since, [this](const QList<Deployment> &page) { pages << page; },
                [this](DeploymentKind kind, const Error &error) { problems << std::pair(kind, error); }, token))
            .value_or(Error(Error::Kind::Timeout, u"no answer"_s));
    }
    QStringList handed() const
    {
        QStringList ids;
        for (const QList<Deployment> &page : pages) {
            for (const Deployment &each : page)
                ids << (each.by.isEmpty() ? each.id : each.id + u" by "_s + each.by);
        }
        return ids;
    }
    Result<HealthRecord> health(const Deployment &of)
    {
        return await(service().health(of, {})).value_or(Error(Error::Kind::Timeout, u"no answer"_s));
    }

    aws::Models models;
    MockClock clock;
    QDateTime now = clock.nowUtc();
    QDateTime since = now.addDays(-7);
    InstantSleeper sleeper{clock};
    FakeCaller trail;
    ScriptedCloudWatch cloud{clock};
    JournalFile file;
    std::unique_ptr<operations::Journal> journal;
    std::shared_ptr<AccountChanges> changes
        = std::make_shared<AccountChanges>(AwsReads{trail, models}, clock, sleeper, nullptr, SystemId{u"demo"_s});
    SystemInfo system;
    QList<QList<Deployment>> pages;
    QList<std::pair<DeploymentKind, Error>> problems;

private:
    std::vector<std::unique_ptr<FakeSource>> fakes;
    std::unique_ptr<AwsDeploymentService> made;
};

QJsonObject shifted(const QDateTime &at, const QString &by)
{
    const QJsonObject asked{{u"functionName"_s, u"chat"_s}, {u"name"_s, u"live"_s}};
    return {{u"EventName"_s, u"UpdateAlias20150331"_s}, {u"EventSource"_s, u"lambda.amazonaws.com"_s},
        {u"EventTime"_s, at.toString(Qt::ISODate)}, {u"Username"_s, by},
        {u"CloudTrailEvent"_s, QString::fromUtf8(toCompactJson(QJsonObject{{u"requestParameters"_s, asked}}))}};
}

} // namespace

class TestAwsDeploymentService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timeline_pagesComeAsTheyAre_fromAllKinds();
    void timeline_eachKindIsAskedForItsUnits();
    void timeline_kindThatFails_doesNotStopTheOthers();
    void timeline_allKindsFail_isTheError();
    void timeline_trailTellsWho_afterThePage();
    void timeline_whatTheTrailTells_comesInParts();
    void timeline_trailDenied_isNoProblem();
    void timeline_cancelled_ends();
    void timeline_laterPage_keepsWhatWasFoundOut();
    void ofUnit_isThatUnitAlone_newestFirst();
    void ofUnit_kindNobodyReads_isRefused();
    void health_allOfAUnit_areAskedInOneCall();
    void health_whoAsksMeanwhile_waitsForThatAnswer();
    void health_live_isAskedAgainAfterAMinute();
    void health_failure_isUnknown_andAskedAgain();
    void health_neverLive_asksNothing();
    void others_goToTheSourceOfTheKind();
    void marks_withoutAJournal_areNone();
};

void TestAwsDeploymentService::timeline_pagesComeAsTheyAre_fromAllKinds()
{
    Bench bench;
    FakeSource &functions = bench.add(DeploymentKind::Lambda);
    FakeSource &stacks = bench.add(DeploymentKind::CloudFormation);
    functions.pages = {{deployment(DeploymentKind::Lambda, u"f1"_s, bench.now)},
        {deployment(DeploymentKind::Lambda, u"f2"_s, bench.now)}};
    stacks.pages = {{deployment(DeploymentKind::CloudFormation, u"s1"_s, bench.now)}};
    bench.trail.answer(u"LookupEvents"_s, {{u"Events"_s, QJsonArray()}});
    bench.trail.answer(u"LookupEvents"_s, {{u"Events"_s, QJsonArray()}});

    const Result<void> read = bench.timeline();

    QVERIFY2(read, qPrintable(read ? QString() : read.error().message()));
    QCOMPARE(bench.handed(), (QStringList{u"f1"_s, u"s1"_s, u"f2"_s}));
    QVERIFY(bench.problems.isEmpty());
}

void TestAwsDeploymentService::timeline_eachKindIsAskedForItsUnits()
{
    Bench bench;
    FakeSource &functions = bench.add(DeploymentKind::Lambda);
    FakeSource &stacks = bench.add(DeploymentKind::CloudFormation);

    QVERIFY(bench.timeline());

    QCOMPARE(functions.readings.first().units, QStringList{u"chat"_s});
    QCOMPARE(functions.readings.first().since, bench.since);
    QVERIFY(stacks.readings.first().units.isEmpty());
    QVERIFY(bench.trail.calls().isEmpty()); // there is nothing to be found out
}

void TestAwsDeploymentService::timeline_kindThatFails_doesNotStopTheOthers()
{
    Bench bench;
    FakeSource &functions = bench.add(DeploymentKind::Lambda);
    FakeSource &stacks = bench.add(DeploymentKind::CloudFormation);
    functions.problem = Error(Error::Kind::Denied, u"No."_s);
    stacks.pages = {{deployment(DeploymentKind::CloudFormation, u"s1"_s, bench.now)}};
    bench.trail.fail(u"LookupEvents"_s, Error(Error::Kind::Denied, u"No."_s));

    QVERIFY(bench.timeline());

    QCOMPARE(bench.problems.size(), 1);
    QCOMPARE(bench.problems.first().first, DeploymentKind::Lambda);
    QCOMPARE(bench.handed(), QStringList{u"s1"_s});
}

void TestAwsDeploymentService::timeline_allKindsFail_isTheError()
{
    Bench bench;
    bench.add(DeploymentKind::Lambda).problem = Error(Error::Kind::Denied, u"No."_s);
    bench.add(DeploymentKind::Ecs).problem = Error(Error::Kind::Denied, u"No."_s);

    const Result<void> read = bench.timeline();

    QVERIFY(!read);
    QCOMPARE(read.error().kind(), Error::Kind::Denied);
    QCOMPARE(bench.problems.size(), 2);
}

void TestAwsDeploymentService::timeline_trailTellsWho_afterThePage()
{
    Bench bench;
    FakeSource &functions = bench.add(DeploymentKind::Lambda);
    functions.pages = {{deployment(DeploymentKind::Lambda, u"f1"_s, bench.now.addSecs(-3600)),
        deployment(DeploymentKind::Lambda, u"f2"_s, bench.now.addSecs(-7200))}};
    bench.trail.answer(u"LookupEvents"_s, {{u"Events"_s, QJsonArray{shifted(bench.now.addSecs(-3605), u"ada"_s)}}});

    QVERIFY(bench.timeline());

    QCOMPARE(bench.handed(), (QStringList{u"f1"_s, u"f2"_s, u"f1 by ada"_s}));
}

void TestAwsDeploymentService::timeline_whatTheTrailTells_comesInParts()
{
    Bench bench;
    QList<Deployment> page;
    QJsonArray events;
    for (int number = 0; number < 250; ++number) {
        page << deployment(DeploymentKind::Lambda, QString::number(number), bench.now.addSecs(-3600 * (number + 1)));
        events << shifted(page.constLast().startedAt.addSecs(-5), u"ada"_s);
    }
    bench.add(DeploymentKind::Lambda).pages = {page};
    bench.trail.answer(u"LookupEvents"_s, {{u"Events"_s, events}});

    QVERIFY(bench.timeline());

    QCOMPARE(bench.pages.size(), 4);
    QCOMPARE(bench.pages.at(1).size(), 100);
    QCOMPARE(bench.pages.at(3).size(), 50);
    QVERIFY(std::ranges::all_of(bench.pages.at(3), [](const Deployment &each) { return each.by == "ada"_L1; }));
}

void TestAwsDeploymentService::timeline_trailDenied_isNoProblem()
{
    Bench bench;
    bench.add(DeploymentKind::Lambda).pages = {{deployment(DeploymentKind::Lambda, u"f1"_s, bench.now)}};
    bench.trail.fail(u"LookupEvents"_s, Error(Error::Kind::Denied, u"No."_s));

    QVERIFY(bench.timeline());

    QVERIFY(bench.problems.isEmpty());
    QCOMPARE(bench.handed(), QStringList{u"f1"_s});
}

void TestAwsDeploymentService::timeline_cancelled_ends()
{
    Bench bench;
    bench.add(DeploymentKind::Lambda).pages = {{deployment(DeploymentKind::Lambda, u"f1"_s, bench.now)}};
    CancelSource source;
    source.cancel();

    const Result<void> read = bench.timeline(source.token());

    QCOMPARE(read.error().kind(), Error::Kind::Cancelled);
    QVERIFY(bench.problems.isEmpty());
}

void TestAwsDeploymentService::timeline_laterPage_keepsWhatWasFoundOut()
{
    Bench bench;
    Deployment known = deployment(DeploymentKind::Lambda, u"f1"_s, bench.now);
    known.by = u"ada"_s;
    bench.add(DeploymentKind::Lambda).pages = {{known}, {deployment(DeploymentKind::Lambda, u"f1"_s, bench.now)}};
    bench.trail.answer(u"LookupEvents"_s, {{u"Events"_s, QJsonArray()}});

    QVERIFY(bench.timeline());

    QCOMPARE(bench.handed(), (QStringList{u"f1 by ada"_s, u"f1 by ada"_s}));
}

void TestAwsDeploymentService::ofUnit_isThatUnitAlone_newestFirst()
{
    Bench bench;
    FakeSource &functions = bench.add(DeploymentKind::Lambda);
    functions.pages = {{deployment(DeploymentKind::Lambda, u"old"_s, bench.now.addDays(-2)),
        deployment(DeploymentKind::Lambda, u"new"_s, bench.now.addDays(-1)),
        deployment(DeploymentKind::Lambda, u"other"_s, bench.now, u"chat:test"_s)}};
    bench.trail.answer(u"LookupEvents"_s, {{u"Events"_s, QJsonArray()}});

    const auto all = await(bench.service().ofUnit(DeploymentKind::Lambda, u"chat:live"_s, {}));

    QVERIFY(all && *all);
    QCOMPARE((*all)->size(), 2);
    QCOMPARE((*all)->first().id, u"new"_s);
    QCOMPARE(functions.readings.first().units, QStringList{u"chat:live"_s});
    QCOMPARE(functions.readings.first().since, bench.now.addDays(-90));
}

void TestAwsDeploymentService::ofUnit_kindNobodyReads_isRefused()
{
    Bench bench;

    const auto all = await(bench.service().ofUnit(DeploymentKind::Ecs, u"a/b"_s, {}));

    QVERIFY(all && !*all);
    QCOMPARE((*all).error().kind(), Error::Kind::Invalid);
}

void TestAwsDeploymentService::health_allOfAUnit_areAskedInOneCall()
{
    Bench bench;
    QList<Deployment> page;
    for (int number = 0; number < 5; ++number) {
        page << deployment(DeploymentKind::Lambda, QString::number(number), bench.now.addSecs(-3600 * (number + 1)));
        if (number > 0)
            page.last().liveUntil = page.at(number - 1).liveSince;
    }
    bench.add(DeploymentKind::Lambda).pages = {page};
    bench.trail.answer(u"LookupEvents"_s, {{u"Events"_s, QJsonArray()}});
    QVERIFY(bench.timeline());

    for (const Deployment &each : page) {
        const Result<HealthRecord> record = bench.health(each);
        QVERIFY(record);
        QCOMPARE(record->verdict, Verdict::Healthy);
        QVERIFY(record->observed == 1h);
        QCOMPARE(record->requests.value(), 600.0);
    }

    QCOMPARE(bench.cloud.looks, 1);
    QCOMPARE(bench.cloud.calls.constFirst().input.value(u"MetricDataQueries"_s).toArray().size(), 10);
}

void TestAwsDeploymentService::health_whoAsksMeanwhile_waitsForThatAnswer()
{
    Bench bench;
    const Deployment first = deployment(DeploymentKind::Lambda, u"1"_s, bench.now.addSecs(-7200));
    const Deployment second = deployment(DeploymentKind::Lambda, u"2"_s, bench.now.addSecs(-3600));
    bench.add(DeploymentKind::Lambda).pages = {{first, second}};
    bench.trail.answer(u"LookupEvents"_s, {{u"Events"_s, QJsonArray()}});
    QVERIFY(bench.timeline());

    const auto both = [](AwsDeploymentService *service, Deployment a, Deployment b) -> QCoro::Task<bool> {
        auto one = service->health(a, {});
        auto other = service->health(b, {});
        const Result<HealthRecord> ofOne = co_await one;
        const Result<HealthRecord> ofOther = co_await other;
        co_return ofOne &&ofOther && ofOther->verdict == Verdict::Healthy;
    };

    QCOMPARE(await(both(&bench.service(), first, second)).value_or(false), true);
    QCOMPARE(bench.cloud.looks, 1);
}

void TestAwsDeploymentService::health_live_isAskedAgainAfterAMinute()
{
    Bench bench;
    const Deployment live = deployment(DeploymentKind::Lambda, u"1"_s, bench.now.addSecs(-7200));
    bench.add(DeploymentKind::Lambda);

    QVERIFY(bench.health(live));
    QVERIFY(bench.health(live));
    QCOMPARE(bench.cloud.looks, 1);
    bench.clock.advance(60s);
    QVERIFY(bench.health(live));
    QCOMPARE(bench.cloud.looks, 2);
}

void TestAwsDeploymentService::health_failure_isUnknown_andAskedAgain()
{
    Bench bench;
    const Deployment live = deployment(DeploymentKind::Lambda, u"1"_s, bench.now.addSecs(-7200));
    bench.add(DeploymentKind::Lambda);
    bench.cloud.failures.insert(0, Error(Error::Kind::Denied, u"You may not read metrics."_s));

    const Result<HealthRecord> unread = bench.health(live);

    QVERIFY(unread);
    QCOMPARE(unread->verdict, Verdict::Unknown);
    QCOMPARE(unread->why, u"You may not read metrics."_s);
    QCOMPARE(bench.health(live)->verdict, Verdict::Healthy);
}

void TestAwsDeploymentService::health_neverLive_asksNothing()
{
    Bench bench;
    bench.add(DeploymentKind::Lambda);
    Deployment failed = deployment(DeploymentKind::Lambda, u"1"_s, bench.now);
    failed.liveSince = {};

    QCOMPARE(bench.health(failed)->verdict, Verdict::Unknown);
    QVERIFY(bench.cloud.calls.isEmpty());
}

void TestAwsDeploymentService::others_goToTheSourceOfTheKind()
{
    Bench bench;
    bench.add(DeploymentKind::Lambda);
    const Deployment candidate = deployment(DeploymentKind::Lambda, u"16"_s, bench.now);

    const auto difference = await(bench.service().difference(candidate, {}));
    const auto moves = await(bench.service().moves(candidate, {}));
    QStringList sections;
    const auto detail = await(bench.service().detail(
        DeploymentKind::Lambda, u"chat"_s, [&sections](const DeploymentSection &each) { sections << each.title; }, {}));

    QCOMPARE((*difference)->rows.first().what, u"16"_s);
    QCOMPARE((*moves)->moves.first().title, u"16"_s);
    QVERIFY(detail && *detail);
    QCOMPARE(sections, QStringList{u"chat"_s});
    QCOMPARE(bench.service().places().functions, QStringList{u"chat"_s});
}

void TestAwsDeploymentService::marks_withoutAJournal_areNone()
{
    Bench bench;

    const auto marks = await(bench.service().marks({}));

    QVERIFY(marks && *marks);
    QVERIFY((*marks)->isEmpty());
}

QTEST_GUILESS_MAIN(TestAwsDeploymentService)
#include "tst_awsdeploymentservice.moc"
