// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicebench.h"
#include "servicehistory.h"

#include <QTest>

using namespace sm;
using namespace sm::deployments;
using namespace sm::test;
using State = Deployment::State;

namespace {

const QString Morning = u"2026-11-30T08:00:00Z"_s;
const QString Noon = u"2026-11-30T12:00:00Z"_s;
const QString Evening = u"2026-11-30T18:00:00Z"_s;

QHash<QString, QString> definitions()
{
    QHash<QString, QString> all;
    for (int number = 1; number <= 9; ++number)
        all.insert(arnOfServiceRevision(number), arnOfRevision(number));
    return all;
}

ServiceChange change(const QString &at, const QJsonObject &parameters, const QString &event = u"UpdateService"_s)
{
    return {QDateTime::fromString(at, Qt::ISODate), u"grace.chen"_s, event, parameters, 7};
}

ServiceHistory running(int revision, const QString &at = Noon)
{
    return ServiceHistory(ServiceFacts(service({rollout(u"ecs-svc/2"_s, revision, u"PRIMARY"_s, u"COMPLETED"_s, at)})));
}

/// "8 Live, 7 Superseded": what is known, newest first.
QString shown(const QList<Deployment> &deployments)
{
    static const QStringList states{
        u"InProgress"_s, u"Live"_s, u"Superseded"_s, u"Failed"_s, u"RolledBack"_s, u"Stopped"_s};
    QStringList words;
    for (const Deployment &each : deployments)
        words << each.revision.section(u':', -1) + u' ' + states.at(int(each.state));
    return words.join(u", "_s);
}

} // namespace

class TestServiceHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void service_alone_tellsWhatRuns()
    {
        const QList<Deployment> all = running(8).all();

        QCOMPARE(shown(all), u"8 Live"_s);
        QCOMPARE(all.first().unit, u"shop/web"_s);
        QCOMPARE(all.first().title, u"web → web:8"_s);
        QCOMPARE(all.first().revision, arnOfRevision(8));
        QCOMPARE(all.first().liveSince, QDateTime::fromString(Noon, Qt::ISODate));
        QCOMPARE(all.first().status, u"COMPLETED"_s);
    }

    void rollout_underWay_leavesTheOldOneLive()
    {
        const ServiceHistory history(
            ServiceFacts(service({rollout(u"ecs-svc/2"_s, 8, u"PRIMARY"_s, u"IN_PROGRESS"_s, Noon),
                rollout(u"ecs-svc/1"_s, 7, u"ACTIVE"_s, u"COMPLETED"_s, Morning)})));

        QCOMPARE(shown(history.all()), u"8 InProgress, 7 Live"_s);
    }

    void circuitBreaker_isAFailure_thenTheOldOneAgain()
    {
        const ServiceHistory history(
            ServiceFacts(service({rollout(u"ecs-svc/3"_s, 7, u"PRIMARY"_s, u"COMPLETED"_s, Evening),
                rollout(u"ecs-svc/2"_s, 8, u"ACTIVE"_s, u"FAILED"_s, Noon)})));

        const QList<Deployment> all = history.all();

        QCOMPARE(shown(all), u"7 Live, 8 Failed"_s);
        QCOMPARE(all.last().statusReason, u"ECS deployment failed."_s);
        QVERIFY(!all.last().liveSince.isValid());
    }

    void keptDeployments_areAChain()
    {
        ServiceHistory history = running(8);
        history.takeDeployments(
            {kept(u"b"_s, 8, u"SUCCESSFUL"_s, Noon), kept(u"a"_s, 7, u"SUCCESSFUL"_s, Morning)}, definitions());

        const QList<Deployment> all = history.all();

        QCOMPARE(shown(all), u"8 Live, 7 Superseded"_s); // what runs is the newest of them, and there once
        QCOMPARE(all.first().id, u"shop/web@ecs-svc/2"_s); // as it was told of first
        QCOMPARE(all.first().facts[u"serviceDeployment"].toString(), arnOfDeployment(u"b"_s));
        QCOMPARE(all.last().liveUntil, all.first().liveSince);
    }

    void keptDeployment_thatBrokeDown_hasItsReasonAndWhatCameBack()
    {
        QJsonObject broken = kept(u"b"_s, 8, u"ROLLBACK_SUCCESSFUL"_s, Noon);
        broken.insert(u"statusReason"_s, u"Service deployment rolled back because of deployment circuit breaker."_s);
        broken.insert(u"rollback"_s,
            QJsonObject{{u"serviceRevisionArn"_s, arnOfServiceRevision(7)}, {u"startedAt"_s, u"2026-11-30T12:05:00Z"_s},
                {u"reason"_s, u"tasks failed to start"_s}});
        QJsonObject json
            = service({rollout(u"ecs-svc/3"_s, 7, u"PRIMARY"_s, u"COMPLETED"_s, u"2026-11-30T12:05:00Z"_s)});
        json.insert(u"currentServiceDeployment"_s, arnOfDeployment(u"b"_s));
        ServiceHistory history{ServiceFacts(json)};
        history.takeDeployments({broken, kept(u"a"_s, 7, u"SUCCESSFUL"_s, Morning)}, definitions());

        const QList<Deployment> all = history.all();

        QCOMPARE(shown(all), u"7 Live, 8 Failed, 7 Superseded"_s);
        QVERIFY(all.at(1).statusReason.contains(u"circuit breaker"_s));
        QCOMPARE(all.at(0).statusReason, u"tasks failed to start"_s);
    }

    void keptDeployment_thatAPersonStopped_isRolledBack()
    {
        QJsonObject stopped = kept(u"b"_s, 8, u"ROLLBACK_SUCCESSFUL"_s, Noon);
        stopped.insert(u"rollback"_s,
            QJsonObject{
                {u"serviceRevisionArn"_s, arnOfServiceRevision(7)}, {u"startedAt"_s, u"2026-11-30T12:05:00Z"_s}});
        ServiceHistory history = running(7, u"2026-11-30T12:05:00Z"_s);
        history.takeDeployments({stopped}, definitions());

        QCOMPARE(shown(history.all()), u"7 Live, 8 RolledBack"_s);
    }

    void keptDeployment_everyStatus_isTold_data()
    {
        QTest::addColumn<QString>("expected");
        QTest::newRow("PENDING") << u"9 InProgress, 8 Live"_s;
        QTest::newRow("IN_PROGRESS") << u"9 InProgress, 8 Live"_s;
        QTest::newRow("STOP_REQUESTED") << u"9 InProgress, 8 Live"_s;
        QTest::newRow("STOPPED") << u"9 Stopped, 8 Live"_s;
        QTest::newRow("ROLLBACK_REQUESTED") << u"9 RolledBack, 8 Live"_s;
        QTest::newRow("ROLLBACK_IN_PROGRESS") << u"9 RolledBack, 8 Live"_s;
        QTest::newRow("ROLLBACK_SUCCESSFUL") << u"9 RolledBack, 8 Live"_s;
        QTest::newRow("ROLLBACK_FAILED") << u"9 RolledBack, 8 Live"_s;
    }
    void keptDeployment_everyStatus_isTold()
    {
        QFETCH(QString, expected);
        ServiceHistory history = running(8);

        history.takeDeployments({kept(u"c"_s, 9, QLatin1String(QTest::currentDataTag()), Evening)}, definitions());

        QCOMPARE(shown(history.all()), expected);
    }

    void trail_tellsWhoAndWhatWasBefore()
    {
        ServiceHistory history = running(8);
        history.takeChanges(
            {change(u"2026-11-30T12:00:01Z"_s,
                 {{u"cluster"_s, u"shop"_s}, {u"service"_s, u"web"_s}, {u"taskDefinition"_s, u"web:8"_s}}),
                change(Morning,
                    {{u"cluster"_s, u"arn:aws:ecs:eu-west-1:123456789012:cluster/shop"_s},
                        {u"service"_s, u"arn:aws:ecs:eu-west-1:123456789012:service/shop/web"_s},
                        {u"taskDefinition"_s, arnOfRevision(7)}}),
                change(Evening, {{u"cluster"_s, u"shop"_s}, {u"service"_s, u"web"_s}, {u"desiredCount"_s, 4}}),
                change(Evening,
                    {{u"cluster"_s, u"other"_s}, {u"service"_s, u"web"_s}, {u"taskDefinition"_s, u"web:9"_s}})});

        const QList<Deployment> all = history.all();

        QCOMPARE(shown(all), u"8 Live, 7 Superseded"_s);
        QCOMPARE(all.first().by, u"grace.chen"_s);
        QCOMPARE(all.first().run, 7);
    }

    void trail_thatIsNewerThanWhatRuns_cameToNothing()
    {
        ServiceHistory history = running(8);
        history.takeChanges({change(
            Evening, {{u"cluster"_s, u"shop"_s}, {u"service"_s, u"web"_s}, {u"taskDefinition"_s, u"web:9"_s}})});

        QCOMPARE(shown(history.all()), u"9 RolledBack, 8 Live"_s);
    }

    void revisions_thatWereDeployed_areNotThereTwice()
    {
        ServiceHistory history = running(8);

        const QList<Deployment> others = history.takeRevisions({arnOfRevision(9), arnOfRevision(8), arnOfRevision(7)});

        QCOMPARE(shown(others), u"9 Superseded, 7 Superseded"_s);
        QVERIFY(!others.first().liveSince.isValid());
        const Deployment dated = withDefinition(others.first(), definition(9, u"web:1.4-a1b2c3d"_s));
        QCOMPARE(dated.by, u"ci"_s);
        QCOMPARE(dated.commit, u"a1b2c3d"_s);
        QCOMPARE(dated.startedAt, QDateTime::fromString(u"2026-11-20T10:00:00Z"_s, Qt::ISODate));
    }

    void taskSets_tellWhatRunsOfOthersDeployments()
    {
        QJsonObject json = service({});
        json.insert(u"deploymentController"_s, QJsonObject{{u"type"_s, u"EXTERNAL"_s}});
        json.insert(u"taskSets"_s,
            QJsonArray{QJsonObject{{u"status"_s, u"ACTIVE"_s}, {u"taskDefinition"_s, arnOfRevision(3)}},
                QJsonObject{{u"status"_s, u"PRIMARY"_s}, {u"taskDefinition"_s, arnOfRevision(4)}}});

        QCOMPARE(shown(ServiceHistory(ServiceFacts(json)).all()), u"4 Live"_s);
    }
};

QTEST_GUILESS_MAIN(TestServiceHistory)
#include "tst_servicehistory.moc"
