// SPDX-License-Identifier: GPL-3.0-or-later
// Services of moto's are rolled, scaled, restarted and stopped by the runbooks inside the program, with rollouts that
// take their time and may fail.
#include <containers/servicesource.h>
#include <deployments/shippedrunbooks.h>

#include <QProcess>
#include <QTest>

using namespace sm;
using namespace sm::operations;
using namespace sm::test;

namespace {

const QString Cluster = u"shop"_s;
const QString Service = u"web"_s;
const QString Secret1 = u"correct-horse-battery"_s;

} // namespace

class TestServicesOnMoto : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<MotoServer> m_moto;
    std::unique_ptr<ShippedRunbooks> m_books;

    QJsonObject service()
    {
        return m_books
            ->ask(u"ecs"_s, u"DescribeServices"_s,
                {{u"cluster"_s, Cluster}, {u"services"_s, QJsonArray{Service}}})[u"services"][0]
            .toObject();
    }
    QString running() { return service()[u"taskDefinition"].toString().section(u'/', -1); }
    int desired() { return service()[u"desiredCount"].toInt(); }

    void registerRevision(int number)
    {
        const QJsonObject container{{u"name"_s, u"app"_s}, {u"image"_s, u"web:%1"_s.arg(number)}, {u"memory"_s, 128},
            {u"environment"_s, QJsonArray{QJsonObject{{u"name"_s, u"API_KEY"_s}, {u"value"_s, Secret1}}}}};
        m_books->ask(u"ecs"_s, u"RegisterTaskDefinition"_s,
            {{u"family"_s, u"web"_s}, {u"containerDefinitions"_s, QJsonArray{container}}});
    }
    /// A service that runs revision 3 of 3, made as another program would.
    bool createService()
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"AWS_ACCESS_KEY_ID"_s, m_moto->accessKeyId());
        environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, m_moto->secretAccessKey());
        QProcess process;
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(PythonServer::python(),
            {u"-B"_s, QStringLiteral(SM_SOURCE_DIR "/tests/integration/undo/prepare.py"),
                QStringLiteral(SM_SOURCE_DIR "/tests/deployments/containers/world.json"), m_moto->endpoint(),
                m_moto->region()});
        return process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit
            && process.exitCode() == 0;
    }
    void playRollouts(const QJsonObject &staged)
    {
        m_books->aws.addRule(
            {{u"match"_s, QJsonObject{{u"service"_s, u"ecs"_s}}}, {u"answer"_s, QJsonObject{{u"rollouts"_s, staged}}}});
    }
    void limitScaling(int least, int most)
    {
        m_books->ask(u"application-autoscaling"_s, u"RegisterScalableTarget"_s,
            {{u"ServiceNamespace"_s, u"ecs"_s}, {u"ResourceId"_s, u"service/shop/web"_s},
                {u"ScalableDimension"_s, u"ecs:service:DesiredCount"_s}, {u"MinCapacity"_s, least},
                {u"MaxCapacity"_s, most}});
    }
    QJsonObject limits()
    {
        return m_books
            ->ask(u"application-autoscaling"_s, u"DescribeScalableTargets"_s,
                {{u"ServiceNamespace"_s, u"ecs"_s}})[u"ScalableTargets"][0]
            .toObject();
    }
    static QJsonObject values(QJsonObject more)
    {
        more.insert(u"cluster"_s, Cluster);
        more.insert(u"service"_s, Service);
        return more;
    }
    Result<RunReport> rollBack(const QString &revision)
    {
        return m_books->run(u"roll-back-service"_s,
            values(
                {{u"taskDefinition"_s, revision}, {u"reason"_s, u"It answers with errors."_s}, {u"watch"_s, u"0s"_s}}));
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (const QString &lacking : {MotoServer::whyUnavailable(), AwsDouble::whyUnavailable()}) {
            if (!lacking.isEmpty())
                QSKIP(qPrintable(lacking));
        }
        qputenv("MOTO_ECS_SERVICE_RUNNING", "2");
    }
    void init()
    {
        m_moto = std::make_unique<MotoServer>(MotoServer::Setup{.signatures = MotoServer::Signatures::Enforced});
        QVERIFY2(m_moto->failure().isEmpty(), qPrintable(m_moto->failure()));
        m_books = std::make_unique<ShippedRunbooks>(*m_moto);
        QVERIFY2(m_books->aws.failure().isEmpty(), qPrintable(m_books->aws.failure()));
        QVERIFY(createService());
    }
    void cleanup()
    {
        m_books.reset();
        m_moto.reset();
    }

    void rollBack_runsTheRevision_marksIt_andCanBeUndone()
    {
        playRollouts({{u"lag"_s, 2}, {u"looks"_s, 3}});

        const auto report = rollBack(u"web:1"_s);

        QCOMPARE(ShippedRunbooks::troubleOf(report), QString());
        QCOMPARE(running(), u"web:1"_s);
        const QList<RollbackMark> marks = m_books->standingMarks();
        QCOMPARE(marks.size(), 1);
        QCOMPARE(marks.first().kind, DeploymentKind::Ecs);
        QCOMPARE(marks.first().unit, u"shop/web"_s);
        QCOMPARE(marks.first().from.section(u'/', -1), u"web:3"_s);
        QCOMPARE(marks.first().to.section(u'/', -1), u"web:1"_s);
        QCOMPARE(marks.first().reason, u"It answers with errors."_s);
        QCOMPARE(m_books->filesWith(Secret1.toUtf8()), QStringList()); // of the environment nothing is kept

        const auto forward = m_books->takeBack(report->run);

        QCOMPARE(ShippedRunbooks::troubleOf(forward), QString());
        QCOMPARE(running(), u"web:3"_s);
        QVERIFY(m_books->standingMarks().isEmpty());
    }

    void rollBack_thatTheCircuitBreakerTakesBack_fails()
    {
        playRollouts({{u"looks"_s, 1}, {u"outcome"_s, u"FAILED"_s}});

        const auto report = rollBack(u"web:1"_s);

        const QString trouble = ShippedRunbooks::troubleOf(report);
        QVERIFY2(trouble.contains(u"WaiterFailure"_s), qPrintable(trouble));
        QVERIFY2(trouble.contains(u"circuit breaker: tasks failed to start"_s), qPrintable(trouble));
        QVERIFY2(trouble.contains(u"deployment failed: tasks failed to start"_s), qPrintable(trouble)); // the event
        QVERIFY(m_books->standingMarks().isEmpty()); // it was not rolled back
    }

    void rollBack_toWhatRuns_changesNothing()
    {
        const auto report = rollBack(u"web:3"_s);

        QVERIFY(ShippedRunbooks::troubleOf(report).contains(u"runs this revision already"_s));
        QVERIFY(!m_books->writes().contains(u"UpdateService"_s));
    }

    void rollBack_toAnInactiveRevision_changesNothing()
    {
        m_books->ask(u"ecs"_s, u"DeregisterTaskDefinition"_s, {{u"taskDefinition"_s, u"web:1"_s}});

        const auto report = rollBack(u"web:1"_s);

        QVERIFY(ShippedRunbooks::troubleOf(report).contains(u"inactive"_s));
        QVERIFY(!m_books->writes().contains(u"UpdateService"_s));
    }

    void deploy_isWatchedForNothing_andCanBeUndone()
    {
        playRollouts({});
        registerRevision(4);

        const auto report = m_books->run(
            u"deploy-service-revision"_s, values({{u"taskDefinition"_s, u"web:4"_s}, {u"watch"_s, u"0s"_s}}));

        QCOMPARE(ShippedRunbooks::troubleOf(report), QString());
        QCOMPARE(running(), u"web:4"_s);
        QVERIFY(m_books->standingMarks().isEmpty());

        QCOMPARE(ShippedRunbooks::troubleOf(m_books->takeBack(report->run)), QString());
        QCOMPARE(running(), u"web:3"_s);
    }

    void scale_withoutAutoscaling_asksNothing()
    {
        const auto report = m_books->run(u"scale-service"_s, values({{u"count"_s, 4}}));

        QCOMPARE(ShippedRunbooks::troubleOf(report), QString());
        QCOMPARE(m_books->person.asked, QStringList());
        QCOMPARE(desired(), 4);

        QCOMPARE(ShippedRunbooks::troubleOf(m_books->takeBack(report->run)), QString());
        QCOMPARE(desired(), 2);
    }

    void scale_thatAutoscalingWouldFight_setsTheLimitsInstead()
    {
        limitScaling(2, 3);
        m_books->person.choices = {u"Set the limits instead"_s};

        const auto report = m_books->run(u"scale-service"_s, values({{u"count"_s, 4}}));

        QCOMPARE(ShippedRunbooks::troubleOf(report), QString());
        QVERIFY2(
            m_books->person.asked.first().contains(u"between 2 and 3"_s), qPrintable(m_books->person.asked.first()));
        QCOMPARE(limits()[u"MinCapacity"].toInt(), 4);
        QCOMPARE(limits()[u"MaxCapacity"].toInt(), 4);
        QCOMPARE(desired(), 4);

        QCOMPARE(ShippedRunbooks::troubleOf(m_books->takeBack(report->run)), QString());
        QCOMPARE(limits()[u"MinCapacity"].toInt(), 2);
        QCOMPARE(limits()[u"MaxCapacity"].toInt(), 3);
        QCOMPARE(desired(), 2);
    }

    void scale_allTheSame_leavesTheLimits()
    {
        limitScaling(2, 10);
        m_books->person.choices = {u"Set the number all the same"_s};

        QCOMPARE(ShippedRunbooks::troubleOf(m_books->run(u"scale-service"_s, values({{u"count"_s, 5}}))), QString());

        QCOMPARE(limits()[u"MinCapacity"].toInt(), 2);
        QCOMPARE(desired(), 5);
    }

    void scale_leftAlone_changesNothing()
    {
        limitScaling(2, 10);
        m_books->person.choices = {u"Leave it"_s};

        QCOMPARE(ShippedRunbooks::troubleOf(m_books->run(u"scale-service"_s, values({{u"count"_s, 5}}))), QString());

        QCOMPARE(desired(), 2);
    }

    void restart_isANewDeploymentOfTheSame()
    {
        playRollouts({{u"lag"_s, 3}, {u"looks"_s, 1}});
        const QString before = service()[u"deployments"][0][u"id"].toString();

        const auto report = m_books->run(u"restart-service"_s, values({}));

        QCOMPARE(ShippedRunbooks::troubleOf(report), QString());
        QVERIFY(service()[u"deployments"][0][u"id"].toString() != before);
        QCOMPARE(running(), u"web:3"_s);
    }

    void stop_goesBackToWhatRanBefore()
    {
        playRollouts({{u"looks"_s, 1000}}); // it goes on for ever
        const QJsonObject input{{u"cluster"_s, Cluster}, {u"service"_s, Service}, {u"taskDefinition"_s, u"web:1"_s}};
        m_books->ask(u"ecs"_s, u"UpdateService"_s, input);
        deployments::ServiceSource source({m_books->account.caller, m_books->account.models});
        Deployment before;
        before.unit = u"shop/web"_s;
        before.revision = service()[u"deployments"][1][u"taskDefinition"].toString();

        const auto moves = ShippedRunbooks::answerOf(source.moves(before, {}));

        QVERIFY(moves);
        QCOMPARE(moves->moves.first().runbook, u"common/stop-service-deployment"_s);
        QVERIFY2(moves->moves.first().isPossible, qPrintable(moves->moves.first().why));
        QJsonObject given = moves->moves.first().parameters;
        given.insert(u"reason"_s, u"The tasks do not come up."_s);

        const auto report = m_books->run(u"stop-service-deployment"_s, given);

        QCOMPARE(ShippedRunbooks::troubleOf(report), QString());
        QCOMPARE(running(), u"web:3"_s);
        QCOMPARE(m_books->standingMarks().size(), 1);
        QCOMPARE(m_books->standingMarks().first().from.section(u'/', -1), u"web:1"_s);
    }

    void source_onMoto_tellsWhatRunsAndWhatCouldRun()
    {
        for (int number = 4; number <= 40; ++number)
            registerRevision(number);
        deployments::ServiceSource source({m_books->account.caller, m_books->account.models});
        QMap<QString, Deployment> told;

        const auto end = ShippedRunbooks::answerOf(source.read({{u"shop/web"_s}, {}},
            [&told](const QList<Deployment> &page) {
                for (const Deployment &each : page)
                    told.insert(each.id, each);
            },
            {}));

        QVERIFY2(end, end ? "" : qPrintable(end.error().message())); // that moto keeps no deployments is no trouble
        QCOMPARE(told.size(), 40);
        const auto live = std::ranges::find_if(told, &Deployment::isLive);
        QVERIFY(live != told.end());
        QCOMPARE(live->revision.section(u'/', -1), u"web:3"_s);

        Deployment candidate = *live;
        candidate.revision = arn(u"web:1"_s, live->revision);
        const auto difference = ShippedRunbooks::answerOf(source.difference(candidate, {}));
        QVERIFY(difference);
        QCOMPARE(difference->rows.first().then, u"web:1"_s);
        const auto moves = ShippedRunbooks::answerOf(source.moves(candidate, {}));
        QVERIFY(moves);
        QVERIFY(moves->moves.first().isPossible);
    }

    void source_onMotoWithHistory_tellsOfTheBreaker()
    {
        playRollouts({{u"looks"_s, 0}, {u"outcome"_s, u"FAILED"_s}});
        const QJsonObject input{{u"cluster"_s, Cluster}, {u"service"_s, Service}, {u"taskDefinition"_s, u"web:2"_s}};
        m_books->ask(u"ecs"_s, u"UpdateService"_s, input);
        deployments::ServiceSource source({m_books->account.caller, m_books->account.models});
        QMap<QString, Deployment> told;

        const auto end = ShippedRunbooks::answerOf(source.read({{u"shop/web"_s}, {}},
            [&told](const QList<Deployment> &page) {
                for (const Deployment &each : page)
                    told.insert(each.id, each);
            },
            {}));

        QVERIFY(end);
        const auto failed = std::ranges::find(told, Deployment::State::Failed, &Deployment::state);
        QVERIFY(failed != told.end());
        QCOMPARE(failed->revision.section(u'/', -1), u"web:2"_s);
        QVERIFY(failed->statusReason.contains(u"circuit breaker"_s));
        const auto live = std::ranges::find_if(told, &Deployment::isLive);
        QVERIFY(live != told.end());
        QCOMPARE(live->revision.section(u'/', -1), u"web:3"_s);
    }

private:
    static QString arn(const QString &revision, const QString &like)
    {
        return like.section(u'/', 0, -2) + u'/' + revision;
    }
};

QTEST_GUILESS_MAIN(TestServicesOnMoto)
#include "tst_servicesonmoto.moc"
