// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicebench.h"

#include <aws/caller/scriptedcaller.h>
#include <aws/models.h>
#include <containers/servicesource.h>
#include <support/await.h>

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

using namespace sm;
using namespace sm::deployments;
using namespace sm::test;

namespace {

const QString Group = u"arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/6d0ecf83"_s;
const QString Balancer = u"arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/front/50dc6c49"_s;

/// An account with one service, "shop/web", which runs revision 8 of \c revisions.
struct Account
{
    int revisions = 8;
    int pageSize = 100;
    bool keepsHistory = true;
    bool hasBalancer = true;
    bool hasLostGroup = false; ///< the service names a target group that is gone, too
    QStringList ongoing; ///< names of deployments that go on
    std::optional<Error> failure; ///< of ListServiceDeployments

    QJsonObject shown() const
    {
        const QString state = ongoing.isEmpty() ? u"COMPLETED"_s : u"IN_PROGRESS"_s;
        QJsonObject json = service({rollout(u"ecs-svc/2"_s, 8, u"PRIMARY"_s, state, u"2026-11-30T12:00:00Z"_s)});
        if (keepsHistory)
            json.insert(u"currentServiceDeployment"_s, arnOfDeployment(ongoing.isEmpty() ? u"b"_s : u"c"_s));
        if (hasBalancer)
            json.insert(u"loadBalancers"_s, groups());
        return json;
    }
    QJsonArray groups() const
    {
        QJsonArray all{QJsonObject{{u"targetGroupArn"_s, Group}}};
        if (hasLostGroup)
            all << QJsonObject{{u"targetGroupArn"_s, Group + u"-gone"_s}};
        return all;
    }
    Result<QJsonObject> describedGroups(const QJsonObject &input) const
    {
        const QJsonArray asked = input[u"TargetGroupArns"].toArray();
        if (asked.contains(Group + u"-gone"_s))
            return Error(Error::Kind::NotFound, u"One or more target groups not found"_s)
                .withCode(u"TargetGroupNotFound"_s);
        return QJsonObject{{u"TargetGroups"_s,
            QJsonArray{QJsonObject{{u"TargetGroupArn"_s, Group}, {u"LoadBalancerArns"_s, QJsonArray{Balancer}}}}}};
    }
    QJsonObject described(const QJsonObject &input) const
    {
        QJsonArray found;
        QJsonArray missing;
        const QJsonArray names = input[u"services"].toArray();
        for (const QJsonValue &name : names) {
            if (name.toString() == "web"_L1)
                found << shown();
            else
                missing << QJsonObject{{u"arn"_s, name}, {u"reason"_s, u"MISSING"_s}};
        }
        return {{u"services"_s, found}, {u"failures"_s, missing}};
    }
    QJsonObject listedRevisions(const QJsonObject &input) const
    {
        const int from = input[u"nextToken"].toString(u"0"_s).toInt();
        QJsonArray arns;
        for (int index = from; index < std::min(from + pageSize, revisions); ++index)
            arns << arnOfRevision(revisions - index);
        QJsonObject answer{{u"taskDefinitionArns"_s, arns}};
        if (from + pageSize < revisions)
            answer.insert(u"nextToken"_s, QString::number(from + pageSize));
        return answer;
    }
    Result<QJsonObject> history(const QString &operation) const
    {
        if (failure)
            return *failure;
        if (!keepsHistory)
            return Error(Error::Kind::BadReply, u"It does not offer this operation."_s).withCode(u"NotOffered"_s);
        if (operation == "DescribeServiceDeployments"_L1) {
            QJsonObject going = kept(u"c"_s, 8, u"IN_PROGRESS"_s, u"2026-11-30T12:00:00Z"_s);
            going.insert(u"sourceServiceRevisions"_s, QJsonArray{QJsonObject{{u"arn"_s, arnOfServiceRevision(7)}}});
            return QJsonObject{{u"serviceDeployments"_s, QJsonArray{going}}};
        }
        if (!ongoing.isEmpty())
            return QJsonObject{
                {u"serviceDeployments"_s, QJsonArray{kept(u"c"_s, 8, u"IN_PROGRESS"_s, u"2026-11-30T12:00:00Z"_s)}}};
        return QJsonObject{{u"serviceDeployments"_s,
            QJsonArray{kept(u"b"_s, 8, u"SUCCESSFUL"_s, u"2026-11-30T12:00:00Z"_s),
                kept(u"a"_s, 7, u"SUCCESSFUL"_s, u"2026-11-29T12:00:00Z"_s)}}};
    }
    Result<QJsonObject> answer(const aws::Call &call) const
    {
        if (call.operation == "ListClusters"_L1)
            return QJsonObject{{u"clusterArns"_s, QJsonArray{u"arn:aws:ecs:eu-west-1:123456789012:cluster/shop"_s}}};
        if (call.operation == "ListServices"_L1)
            return QJsonObject{
                {u"serviceArns"_s, QJsonArray{u"arn:aws:ecs:eu-west-1:123456789012:service/shop/web"_s}}};
        if (call.operation == "DescribeServices"_L1)
            return described(call.input);
        if (call.operation == "DescribeTargetGroups"_L1)
            return describedGroups(call.input);
        if (call.operation == "DescribeServiceRevisions"_L1) {
            QJsonArray all;
            for (const int number : {7, 8})
                all << QJsonObject{{u"serviceRevisionArn"_s, arnOfServiceRevision(number)},
                    {u"taskDefinition"_s, arnOfRevision(number)}};
            return QJsonObject{{u"serviceRevisions"_s, all}};
        }
        if (call.operation == "ListTaskDefinitions"_L1)
            return listedRevisions(call.input);
        if (call.operation == "DescribeTaskDefinition"_L1) {
            const int number = call.input[u"taskDefinition"].toString().section(u':', -1).toInt();
            if (number > revisions)
                return Error(Error::Kind::Invalid, u"Unable to describe task definition."_s)
                    .withCode(u"ClientException"_s);
            return QJsonObject{{u"taskDefinition"_s, definition(number, u"web:%1"_s.arg(number))}};
        }
        if (call.operation.contains("ServiceDeployments"_L1))
            return history(call.operation);
        return QJsonObject();
    }
};

Deployment candidate(int revision)
{
    Deployment made;
    made.kind = DeploymentKind::Ecs;
    made.unit = u"shop/web"_s;
    made.revision = arnOfRevision(revision);
    return made;
}

} // namespace

class TestServiceSource : public QObject
{
    Q_OBJECT

private:
    const aws::Models m_models;

    struct Told
    {
        Result<void> end;
        QList<QList<Deployment>> pages;
        QMap<QString, Deployment> last; ///< by id, what was told of it last
        QStringList operations;
    };
    Told read(const Account &account, const QStringList &units = {u"shop/web"_s}, CancelToken token = {},
        ServiceChanges changes = {}) const
    {
        ScriptedCaller caller([account](const aws::Call &call) { return account.answer(call); });
        ServiceSource source({caller, m_models}, std::move(changes));
        Told told;
        const auto end = await(source.read(
            {units, QDateTime::fromString(u"2026-11-01T00:00:00Z"_s, Qt::ISODate)},
            [&told](const QList<Deployment> &page) {
                told.pages << page;
                for (const Deployment &each : page)
                    told.last.insert(each.id, each);
            },
            token));
        told.end = end.value_or(Error(Error::Kind::Internal, u"no end"_s));
        for (const aws::Call &call : std::as_const(caller.calls))
            told.operations << call.operation;
        return told;
    }
    template <typename T>
    Result<T> ask(const Account &account, const std::function<QCoro::Task<Result<T>>(ServiceSource &)> &what) const
    {
        ScriptedCaller caller([account](const aws::Call &call) { return account.answer(call); });
        ServiceSource source({caller, m_models});
        return await(what(source)).value_or(Error(Error::Kind::Internal, u"no end"_s));
    }

private Q_SLOTS:
    void read_tellsWhatRunsFirst_thenWhatWasKept()
    {
        const Told told = read({});

        QVERIFY(told.end);
        QCOMPARE(told.operations.first(), u"DescribeServices"_s);
        QCOMPARE(told.pages.first().size(), 1);
        QVERIFY(told.pages.first().first().isLive());
        QVERIFY2(told.pages.first().first().facts.contains("measuredBy"_L1), "its health is asked for at once");
        const Deployment live = told.last.value(arnOfDeployment(u"b"_s));
        QVERIFY(live.isLive());
        QCOMPARE(told.last.value(arnOfDeployment(u"a"_s)).state, Deployment::State::Superseded);
    }

    void read_withoutUnits_looksAtTheWholeAccount()
    {
        const Told told = read({}, {});

        QVERIFY(told.end);
        QCOMPARE(told.operations.mid(0, 3), (QStringList{u"ListClusters"_s, u"ListServices"_s, u"DescribeServices"_s}));
        QVERIFY(!told.last.isEmpty());
    }

    void read_askedForManyServices_describesTenAtATime()
    {
        QStringList units{u"shop/web"_s};
        for (int number = 0; number < 24; ++number)
            units << u"shop/other-%1"_s.arg(number);

        const Told told = read({}, units);

        QCOMPARE(told.operations.count(u"DescribeServices"_s), 3);
        QVERIFY(!told.end); // of those that are not there it says so
        QCOMPARE(told.end.error().kind(), Error::Kind::NotFound);
        QVERIFY(told.last.contains(arnOfDeployment(u"b"_s)));
    }

    void read_whereNothingIsKept_tellsTheRest()
    {
        Account account;
        account.keepsHistory = false;

        const Told told = read(account);

        QVERIFY2(told.end, told.end ? "" : qPrintable(told.end.error().message()));
        QVERIFY(told.last.value(u"shop/web@ecs-svc/2"_s).isLive());
        QCOMPARE(told.last.size(), 8); // and the seven other revisions
    }

    void read_whatMayNotBeRead_isAProblemAndTheRestIsThere()
    {
        Account account;
        account.failure = Error(Error::Kind::Denied, u"You may not."_s).withCode(u"AccessDeniedException"_s);

        const Told told = read(account);

        QVERIFY(!told.end);
        QCOMPARE(told.end.error().code(), u"AccessDeniedException"_s);
        QCOMPARE(told.last.size(), 8);
    }

    void read_trail_tellsWhoDeployed()
    {
        const ServiceChanges changes = [](QDateTime, CancelToken) -> QCoro::Task<Result<QList<ServiceChange>>> {
            const QList<ServiceChange> all{
                {QDateTime::fromString(u"2026-11-30T12:00:01Z"_s, Qt::ISODate), u"ada"_s, u"UpdateService"_s,
                    {{u"cluster"_s, u"shop"_s}, {u"service"_s, u"web"_s}, {u"taskDefinition"_s, u"web:8"_s}}, 12}};
            co_return all;
        };

        const Told told = read({}, {u"shop/web"_s}, {}, changes);

        QCOMPARE(told.last.value(arnOfDeployment(u"b"_s)).by, u"ada"_s);
        QCOMPARE(told.last.value(arnOfDeployment(u"b"_s)).run, 12);
    }

    void read_twoThousandRevisions_comePageByPageAndAreNotLookedUp()
    {
        Account account;
        account.revisions = 2000;
        QElapsedTimer clock;
        clock.start();

        const Told told = read(account);

        QVERIFY(told.end);
        QCOMPARE(told.last.size(), 2000); // 2 that were deployed, 1,998 others
        QCOMPARE(told.operations.count(u"ListTaskDefinitions"_s), 20);
        QCOMPARE(told.operations.count(u"DescribeTaskDefinition"_s), 10);
        QCOMPARE(told.last.value(u"shop/web#web:2000"_s).by, u"ci"_s); // the newest are dated
        QVERIFY(!told.last.value(u"shop/web#web:900"_s).startedAt.isValid());
        const auto largest = std::ranges::max_element(told.pages, {}, &QList<Deployment>::size);
        QVERIFY(largest->size() <= 100);
        qInfo("2,000 revisions in %lld ms", clock.elapsed());
    }

    void read_unsortedRevisions_theNewestAreDated()
    {
        Account account;
        account.revisions = 30;
        account.pageSize = 7;

        const Told told = read(account);

        int dated = 0;
        for (const Deployment &each : told.last)
            dated += each.id.contains(u'#') && each.startedAt.isValid() ? 1 : 0;
        QCOMPARE(dated, 10);
        QVERIFY(told.last.value(u"shop/web#web:21"_s).startedAt.isValid());
        QVERIFY(!told.last.value(u"shop/web#web:20"_s).startedAt.isValid());
    }

    void read_cancelled_saysSo()
    {
        CancelSource cancel;
        cancel.cancel();

        const Told told = read({}, {u"shop/web"_s}, cancel.token());

        QCOMPARE(told.end.error().kind(), Error::Kind::Cancelled);
        QVERIFY(told.pages.isEmpty());
    }

    void health_isThatOfTheLoadBalancer()
    {
        ScriptedCaller caller([](const aws::Call &) { return QJsonObject(); });
        const ServiceSource source({caller, m_models});
        const Told told = read({});

        const HealthQuery query = source.healthOf(told.last.value(arnOfDeployment(u"b"_s)));

        QCOMPARE(query.metrics.size(), 3);
        QCOMPARE(query.metrics.first().metricNamespace, u"AWS/ApplicationELB"_s);
        QCOMPARE(query.metrics.first().dimensions,
            (QJsonObject{
                {u"TargetGroup"_s, u"targetgroup/web/6d0ecf83"_s}, {u"LoadBalancer"_s, u"app/front/50dc6c49"_s}}));
        QCOMPARE(query.metrics.at(1).name, u"HTTPCode_Target_5XX_Count"_s);
        QCOMPARE(query.metrics.at(2).statistic, u"p95"_s);
        QCOMPARE(query.metrics.at(2).factor, 1000);
        QCOMPARE(query.alarmDimensions[u"ServiceName"].toString(), u"web"_s);
    }

    void health_withoutLoadBalancer_saysWhy()
    {
        Account account;
        account.hasBalancer = false;
        ScriptedCaller caller([](const aws::Call &) { return QJsonObject(); });
        const ServiceSource source({caller, m_models});
        const Told told = read(account);

        const HealthQuery query = source.healthOf(told.last.value(arnOfDeployment(u"b"_s)));

        QVERIFY(query.metrics.isEmpty());
        QVERIFY(query.why.contains(u"No load balancer"_s));
        QVERIFY(!told.operations.contains(u"DescribeTargetGroups"_s));
    }

    void health_ofALostTargetGroup_isThatOfTheOthers()
    {
        Account account;
        account.hasLostGroup = true;
        ScriptedCaller caller([](const aws::Call &) { return QJsonObject(); });
        const ServiceSource source({caller, m_models});
        const Told told = read(account);

        QVERIFY(told.end);
        QCOMPARE(source.healthOf(told.last.value(arnOfDeployment(u"b"_s))).metrics.size(), 3);
        QCOMPARE(told.operations.count(u"DescribeTargetGroups"_s), 3);
    }

    void measures_ofWhatRunsNow_needTwoReads()
    {
        ScriptedCaller caller([](const aws::Call &call) { return Account().answer(call); });
        const ServiceSource source({caller, m_models});

        const auto query = await(source.measuresOf(u"shop/web"_s, {}));

        QVERIFY(query && *query);
        QCOMPARE((*query)->metrics.size(), 3);
        QCOMPARE(caller.calls.size(), 2);
    }

    void difference_looksBothUp()
    {
        const auto difference
            = ask<DeploymentDifference>({}, [](ServiceSource &source) { return source.difference(candidate(7), {}); });

        QVERIFY(difference);
        QCOMPARE(difference->rows.first().what, u"containers.app.image"_s);
        QCOMPARE(difference->rows.first().now, u"web:8"_s);
        QCOMPARE(difference->rows.first().then, u"web:7"_s);
        QVERIFY(!difference->notBack.isEmpty());
    }

    void difference_ofWhatIsGone_isNotFound()
    {
        const auto difference
            = ask<DeploymentDifference>({}, [](ServiceSource &source) { return source.difference(candidate(99), {}); });

        QVERIFY(!difference);
        QCOMPARE(difference.error().kind(), Error::Kind::NotFound);
    }

    void moves_whileADeploymentGoesOn_offerToStopIt()
    {
        Account account;
        account.ongoing = {u"c"_s};

        const auto moves
            = ask<RollbackMoves>(account, [](ServiceSource &source) { return source.moves(candidate(7), {}); });

        QVERIFY(moves);
        QCOMPARE(moves->moves.first().runbook, u"common/stop-service-deployment"_s);
        QVERIFY(moves->moves.first().isPossible);
        QCOMPARE(moves->moves.first().parameters[u"deployment"].toString(), arnOfDeployment(u"c"_s));
    }

    void moves_whereNothingIsKept_areThoseOfTheService()
    {
        Account account;
        account.ongoing = {u"c"_s};
        account.keepsHistory = false;

        const auto moves
            = ask<RollbackMoves>(account, [](ServiceSource &source) { return source.moves(candidate(7), {}); });

        QVERIFY(moves);
        QCOMPARE(moves->moves.size(), 1);
        QVERIFY(moves->moves.first().isPossible);
    }

    void moves_ofAMissingService_areNotFound()
    {
        Deployment gone = candidate(7);
        gone.unit = u"shop/gone"_s;

        const auto moves = ask<RollbackMoves>({}, [&gone](ServiceSource &source) { return source.moves(gone, {}); });

        QVERIFY(!moves);
        QCOMPARE(moves.error().kind(), Error::Kind::NotFound);
    }

    void detail_tellsSectionBySection()
    {
        Account account;
        account.revisions = 250;
        ScriptedCaller caller([account](const aws::Call &call) { return account.answer(call); });
        ServiceSource source({caller, m_models});
        QStringList ids;
        qsizetype revisions = 0;

        const auto end = await(source.detail(u"shop/web"_s,
            [&](const DeploymentSection &section) {
                if (ids.isEmpty() || ids.last() != section.id)
                    ids << section.id;
                revisions += section.id == "revisions"_L1 ? section.rows.size() : 0;
                QVERIFY(!section.problem);
            },
            {}));

        QVERIFY(end && *end);
        QCOMPARE(ids,
            (QStringList{u"deployments"_s, u"events"_s, u"tasks"_s, u"stopped"_s, u"autoscaling"_s, u"revisions"_s}));
        QCOMPARE(revisions, 250);
    }
};

QTEST_GUILESS_MAIN(TestServiceSource)
#include "tst_servicesource.moc"
