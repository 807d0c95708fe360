// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicebench.h"
#include "servicesections.h"

#include <QTest>

using namespace sm;
using namespace sm::deployments;
using namespace sm::test;

namespace {

QJsonObject stoppedTask(const QString &code, int exit, const QString &reason = {})
{
    QJsonObject container{{u"name"_s, u"app"_s}, {u"exitCode"_s, exit}};
    if (!reason.isEmpty())
        container.insert(u"reason"_s, reason);
    return {{u"taskArn"_s, u"arn:aws:ecs:eu-west-1:123456789012:task/shop/0f3a"_s}, {u"stopCode"_s, code},
        {u"stoppedReason"_s, u"Essential container in task exited"_s}, {u"stoppedAt"_s, u"2026-11-30T12:00:00Z"_s},
        {u"taskDefinitionArn"_s, arnOfRevision(8)}, {u"containers"_s, QJsonArray{container}}};
}

} // namespace

class TestServiceSections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deployments_haveStateAndCounts()
    {
        const DeploymentSection section = deploymentsSection(
            ServiceFacts(service({rollout(u"ecs-svc/3"_s, 8, u"PRIMARY"_s, u"FAILED"_s, u"2026-11-30T12:00:00Z"_s)})));

        QCOMPARE(section.id, u"deployments"_s);
        QCOMPARE(section.rows.first(),
            (QStringList{u"web:8"_s, u"PRIMARY"_s, u"FAILED"_s, u"2"_s, u"2"_s, QString(), QString(),
                u"2026-11-30 12:00:00"_s, u"ECS deployment failed."_s}));
        QCOMPARE(section.rows.first().size(), section.columns.size());
        QCOMPARE(section.tones, QStringList{u"bad"_s});
    }

    void events_areAllThere()
    {
        QJsonObject json = service({});
        QJsonArray events;
        for (int number = 0; number < 100; ++number)
            events << QJsonObject{{u"createdAt"_s, u"2026-11-30T12:00:00Z"_s},
                {u"message"_s,
                    number == 3 ? u"(service web) was unable to place a task."_s : u"(service web) is steady."_s}};
        json.insert(u"events"_s, events);

        const DeploymentSection section = eventsSection(ServiceFacts(json));

        QCOMPARE(section.rows.size(), 100);
        QCOMPARE(section.tones.at(3), u"bad"_s);
        QCOMPARE(section.tones.at(4), QString());
    }

    void stoppedTask_tellsWhyAndHowItsContainersEnded_data()
    {
        QTest::addColumn<QJsonObject>("task");
        QTest::addColumn<QString>("ended");
        QTest::addColumn<QString>("tone");
        QTest::newRow("out of memory") << stoppedTask(u"EssentialContainerExited"_s, 137, u"OutOfMemoryError"_s)
                                       << u"app: exit 137 (OutOfMemoryError)"_s << u"bad"_s;
        QTest::newRow("asked to go") << stoppedTask(u"ServiceSchedulerInitiated"_s, 143) << u"app: exit 143"_s
                                     << QString();
        QTest::newRow("ended by itself") << stoppedTask(u"EssentialContainerExited"_s, 0) << u"app: exit 0"_s
                                         << u"warning"_s;
        QTest::newRow("never started") << stoppedTask(u"TaskFailedToStart"_s, 0) << u"app: exit 0"_s << u"bad"_s;
    }
    void stoppedTask_tellsWhyAndHowItsContainersEnded()
    {
        QFETCH(QJsonObject, task);
        QFETCH(QString, ended);
        QFETCH(QString, tone);

        const DeploymentSection section = stoppedSection({task});

        QCOMPARE(section.rows.first().size(), section.columns.size());
        QCOMPARE(section.rows.first().last(), ended);
        QCOMPARE(section.rows.first().at(3), u"Essential container in task exited"_s);
        QCOMPARE(section.tones.first(), tone);
    }

    void runningTask_tellsItsHealth()
    {
        const QJsonObject task{{u"taskArn"_s, u"arn:aws:ecs:eu-west-1:123456789012:task/shop/0f3a"_s},
            {u"lastStatus"_s, u"RUNNING"_s}, {u"healthStatus"_s, u"UNHEALTHY"_s},
            {u"containers"_s,
                QJsonArray{QJsonObject{
                    {u"name"_s, u"app"_s}, {u"lastStatus"_s, u"RUNNING"_s}, {u"healthStatus"_s, u"UNHEALTHY"_s}}}}};

        const DeploymentSection section = runningSection({task});

        QCOMPARE(section.rows.first().first(), u"0f3a"_s);
        QCOMPARE(section.rows.first().last(), u"app: RUNNING, UNHEALTHY"_s);
        QCOMPARE(section.tones.first(), u"bad"_s);
    }

    void autoscaling_tellsLimitsAndPolicies()
    {
        const QJsonObject target{{u"MinCapacity"_s, 2}, {u"MaxCapacity"_s, 10},
            {u"SuspendedState"_s, QJsonObject{{u"DynamicScalingInSuspended"_s, true}}}};
        const QJsonObject policy{{u"PolicyName"_s, u"cpu"_s},
            {u"TargetTrackingScalingPolicyConfiguration"_s,
                QJsonObject{{u"TargetValue"_s, 70},
                    {u"PredefinedMetricSpecification"_s,
                        QJsonObject{{u"PredefinedMetricType"_s, u"ECSServiceAverageCPUUtilization"_s}}}}}};

        const DeploymentSection section = autoscalingSection({target}, {policy});

        QCOMPARE(section.rows.first(),
            (QStringList{u"2"_s, u"10"_s, u"on"_s, u"suspended"_s, u"cpu: ECSServiceAverageCPUUtilization 70"_s}));
    }

    void revisions_markTheOneThatRuns()
    {
        const DeploymentSection section = revisionsSection({arnOfRevision(8), arnOfRevision(7)}, arnOfRevision(7));

        QCOMPARE(section.rows.first().first(), u"web:8"_s);
        QCOMPARE(section.tones, (QStringList{QString(), u"good"_s}));
    }
};

QTEST_GUILESS_MAIN(TestServiceSections)
#include "tst_servicesections.moc"
