// SPDX-License-Identifier: GPL-3.0-or-later
// The runbooks of CodeDeploy that are inside the program, against a double whose deployments move and can be stopped.
#include <deployments/shippedrunbooks.h>
#include <releases/codedeploysource.h>

#include <QJsonDocument>
#include <QTest>

using namespace sm;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject revision(const QString &key)
{
    return {{u"revisionType"_s, u"S3"_s},
        {u"s3Location"_s, QJsonObject{{u"bucket"_s, u"code"_s}, {u"key"_s, key}, {u"bundleType"_s, u"zip"_s}}}};
}

QJsonObject deployment(const QString &group, const QString &status, const QString &key, double hoursAgo)
{
    return {{u"group"_s, u"shop/"_s + group}, {u"status"_s, status}, {u"revision"_s, revision(key)},
        {u"hoursAgo"_s, hoursAgo}};
}

QJsonObject stageOf(const QJsonArray &deployments)
{
    const QJsonObject group{{u"computePlatform"_s, u"Server"_s}};
    return {{u"codedeploy"_s,
        QJsonObject{{u"groups"_s, QJsonObject{{u"shop/web"_s, group}, {u"shop/jobs"_s, group}}},
            {u"deployments"_s, deployments}}}};
}

} // namespace

class TestReleaseRunbooks : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<MotoServer> m_moto;
    std::unique_ptr<ShippedRunbooks> m_bench;

    void stage(const QJsonArray &deployments)
    {
        m_bench->aws.setStage(stageOf(deployments));
        QCOMPARE(m_bench->aws.failure(), QString());
    }
    QString statusOf(const QString &id)
    {
        return m_bench
            ->ask(u"codedeploy"_s, u"GetDeployment"_s, {{u"deploymentId"_s, id}})[u"deploymentInfo"_s][u"status"_s]
            .toString();
    }
    QJsonValue group(const QString &name)
    {
        return m_bench->ask(u"codedeploy"_s, u"GetDeploymentGroup"_s,
            {{u"applicationName"_s, u"shop"_s}, {u"deploymentGroupName"_s, name}})[u"deploymentGroupInfo"_s];
    }
    void functionPointsTo(const QStringList &versions)
    {
        QJsonArray answers;
        for (const QString &version : versions)
            answers << QJsonObject{{u"reply"_s,
                QJsonObject{{u"json"_s, QJsonObject{{u"Name"_s, u"live"_s}, {u"FunctionVersion"_s, version}}}}}};
        m_bench->aws.addRule({{u"match"_s, QJsonObject{{u"operation"_s, u"GetAlias"_s}}}, {u"answers"_s, answers}});
        m_bench->aws.addRule({{u"match"_s, QJsonObject{{u"operation"_s, u"GetFunctionConfiguration"_s}}},
            {u"answer"_s,
                QJsonObject{{u"reply"_s, QJsonObject{{u"json"_s, QJsonObject{{u"State"_s, u"Active"_s}}}}}}}});
    }
    static QJsonObject reason(QJsonObject more)
    {
        more.insert(u"application"_s, u"shop"_s);
        more.insert(u"reason"_s, u"Orders fail."_s);
        return more;
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (const QString &lacking : {MotoServer::whyUnavailable(), AwsDouble::whyUnavailable()}) {
            if (!lacking.isEmpty())
                QSKIP(qPrintable(lacking));
        }
        m_moto = std::make_unique<MotoServer>(MotoServer::Setup{.signatures = MotoServer::Signatures::Enforced});
        QVERIFY2(m_moto->failure().isEmpty(), qPrintable(m_moto->failure()));
    }
    void init()
    {
        if (m_moto)
            m_bench = std::make_unique<ShippedRunbooks>(*m_moto);
    }
    void cleanup() { m_bench.reset(); }

    void allInProgress_isStopped_inEachGroup()
    {
        stage({deployment(u"web"_s, u"Succeeded"_s, u"a"_s, 9), deployment(u"jobs"_s, u"InProgress"_s, u"b"_s, 1),
            deployment(u"web"_s, u"InProgress"_s, u"c"_s, 1)});

        const auto report = m_bench->run(u"stop-deployments"_s, reason({}));

        QVERIFY2(report && report->succeeded(), qPrintable(ShippedRunbooks::troubleOf(report)));
        QCOMPARE(m_bench->writes(), (QStringList{u"StopDeployment"_s, u"StopDeployment"_s}));
        QCOMPARE(statusOf(u"d-000000002"_s), u"Stopped"_s);
        QCOMPARE(statusOf(u"d-000000003"_s), u"Stopped"_s);
        QCOMPARE(m_bench->standingMarks().size(), 2);
        QCOMPARE(group(u"web"_s)[u"targetRevision"_s].toObject(), revision(u"a"_s)); // CodeDeploy goes back itself
    }

    void oneThatDoesNotStop_keepsTheOthersFromNothing()
    {
        stage({deployment(u"jobs"_s, u"InProgress"_s, u"b"_s, 1), deployment(u"web"_s, u"InProgress"_s, u"c"_s, 1)});
        m_bench->aws.addRule(
            {{u"match"_s, QJsonObject{{u"operation"_s, u"StopDeployment"_s}, {u"body"_s, u"d-000000002"_s}}},
                {u"answer"_s,
                    QJsonObject{{u"error"_s,
                        QJsonObject{{u"code"_s, u"DeploymentAlreadyCompletedException"_s}, {u"status"_s, 400}}}}}});

        const auto report = m_bench->run(u"stop-deployments"_s, reason({}));

        QVERIFY(report);
        QVERIFY(report->failed() >= 1);
        QCOMPARE(statusOf(u"d-000000001"_s), u"Stopped"_s);
        QVERIFY(ShippedRunbooks::troubleOf(report).contains(u"DeploymentAlreadyCompletedException"));
    }

    void waysBackThatFail_areNotCalledRolledBack()
    {
        stage({deployment(u"web"_s, u"Succeeded"_s, u"a"_s, 9), deployment(u"web"_s, u"InProgress"_s, u"c"_s, 1)});
        const QJsonObject failed{{u"deploymentId"_s, u"d-000000003"_s}, {u"status"_s, u"Failed"_s}};
        m_bench->aws.addRule(
            {{u"match"_s, QJsonObject{{u"operation"_s, u"GetDeployment"_s}, {u"body"_s, u"d-000000003"_s}}},
                {u"answer"_s,
                    QJsonObject{{u"reply"_s, QJsonObject{{u"json"_s, QJsonObject{{u"deploymentInfo"_s, failed}}}}}}}});

        const auto report = m_bench->run(u"stop-deployments"_s, reason({{u"group"_s, u"web"_s}}));

        QVERIFY(report && !report->succeeded());
        QCOMPARE(statusOf(u"d-000000002"_s), u"Stopped"_s);
        QVERIFY2(m_bench->standingMarks().isEmpty(), qPrintable(ShippedRunbooks::troubleOf(report)));
    }

    void nothingInProgress_changesNothing()
    {
        stage({deployment(u"web"_s, u"Succeeded"_s, u"a"_s, 9)});
        const auto report = m_bench->run(u"stop-deployments"_s, reason({{u"group"_s, u"web"_s}}));
        QVERIFY2(report && report->succeeded(), qPrintable(ShippedRunbooks::troubleOf(report)));
        QCOMPARE(m_bench->writes(), QStringList());
    }

    void earlierRelease_isDeployedAgain_byTheMoveThatIsProposed()
    {
        stage({deployment(u"web"_s, u"Succeeded"_s, u"a"_s, 9), deployment(u"web"_s, u"Succeeded"_s, u"b"_s, 2)});
        deployments::CodeDeploySource source({m_bench->account.caller, m_bench->account.models});
        QMap<QString, Deployment> all;
        const auto take = [&all](const QList<Deployment> &page) {
            for (const Deployment &each : page)
                all.insert(each.id, each);
        };
        QVERIFY(ShippedRunbooks::answerOf(source.read({{u"shop/web"_s}, {}}, take, {})));
        const Deployment candidate = all.first();
        const auto moves = ShippedRunbooks::answerOf(source.moves(candidate, {}));
        QVERIFY(moves && moves->moves.first().isProposed);
        const RollbackMove move = moves->moves.first();

        const auto report = m_bench->run(move.runbook.section(u'/', 1), reason(move.parameters));

        QVERIFY2(report && report->succeeded(), qPrintable(ShippedRunbooks::troubleOf(report)));
        QCOMPARE(group(u"web"_s)[u"targetRevision"_s].toObject(), revision(u"a"_s));
        const QList<RollbackMark> marks = m_bench->standingMarks();
        QCOMPARE(marks.size(), 1);
        QCOMPARE(marks.first().unit, u"shop/web"_s);
        QCOMPARE(marks.first().from, u"s3://code/b"_s);
        QCOMPARE(marks.first().to, candidate.revision);
    }

    void redeployment_isRefused_whileOneIsInProgress()
    {
        stage({deployment(u"web"_s, u"Succeeded"_s, u"a"_s, 9), deployment(u"web"_s, u"InProgress"_s, u"b"_s, 2)});
        const auto report = m_bench->run(
            u"redeploy-release"_s, reason({{u"group"_s, u"web"_s}, {u"deployment"_s, u"d-000000001"_s}}));
        QVERIFY(!report || !report->succeeded());
        QVERIFY(ShippedRunbooks::troubleOf(report).contains(u"Stop that one first"));
        QCOMPARE(m_bench->writes(), QStringList());
    }

    void releaseThatFailed_isNothingToGoBackTo()
    {
        stage({deployment(u"web"_s, u"Failed"_s, u"a"_s, 9)});
        const auto report = m_bench->run(
            u"redeploy-release"_s, reason({{u"group"_s, u"web"_s}, {u"deployment"_s, u"d-000000001"_s}}));
        QVERIFY(!report || !report->succeeded());
        QCOMPARE(m_bench->writes(), QStringList());
    }

    void releaseThatFailsAgain_isNoSuccess()
    {
        QJsonObject stage = stageOf({deployment(u"web"_s, u"Succeeded"_s, u"a"_s, 9)});
        QJsonObject play = stage[u"codedeploy"_s].toObject();
        play.insert(u"steps"_s, QJsonArray{u"Created"_s, u"InProgress"_s, u"Failed"_s});
        m_bench->aws.setStage({{u"codedeploy"_s, play}});
        const auto report = m_bench->run(
            u"redeploy-release"_s, reason({{u"group"_s, u"web"_s}, {u"deployment"_s, u"d-000000001"_s}}));
        QVERIFY(report && !report->succeeded());
        QVERIFY(m_bench->standingMarks().isEmpty());
    }

    void function_isShiftedFromWhereItsAliasPoints()
    {
        stage({});
        functionPointsTo({u"7"_s, u"7"_s, u"8"_s});
        const QJsonObject given{{u"application"_s, u"shop"_s}, {u"group"_s, u"web"_s}, {u"function"_s, u"router"_s},
            {u"alias"_s, u"live"_s}, {u"version"_s, u"8"_s}};

        const auto report = m_bench->run(u"deploy-function-blue-green"_s, given);

        QVERIFY2(report && report->succeeded(), qPrintable(ShippedRunbooks::troubleOf(report)));
        const QJsonValue target = group(u"web"_s)[u"targetRevision"_s];
        const QByteArray content = target[u"appSpecContent"_s][u"content"_s].toString().toUtf8();
        QVERIFY2(content.contains("\"version\":0.0"), content.constData());
        const QJsonValue shift
            = QJsonDocument::fromJson(content).object()[u"Resources"_s][0][u"router"_s][u"Properties"_s];
        QCOMPARE(shift[u"CurrentVersion"_s].toString(), u"7"_s);
        QCOMPARE(shift[u"TargetVersion"_s].toString(), u"8"_s);
    }

    void objectOfABucket_isReleased()
    {
        stage({});
        const auto report = m_bench->run(u"deploy-function-blue-green"_s,
            {{u"application"_s, u"shop"_s}, {u"group"_s, u"web"_s}, {u"bucket"_s, u"code"_s}, {u"key"_s, u"c"_s}});
        QVERIFY2(report && report->succeeded(), qPrintable(ShippedRunbooks::troubleOf(report)));
        QCOMPARE(group(u"web"_s)[u"targetRevision"_s].toObject(), revision(u"c"_s));
    }

    void detail_hasTargetsWithTheirEvents()
    {
        stage({deployment(u"web"_s, u"Succeeded"_s, u"a"_s, 9)});
        deployments::CodeDeploySource source({m_bench->account.caller, m_bench->account.models});
        QList<DeploymentSection> sections;
        const auto take = [&sections](const DeploymentSection &section) { sections << section; };

        QVERIFY(ShippedRunbooks::answerOf(source.detail(u"shop/web"_s, take, {})));

        QCOMPARE(sections.size(), 2);
        QVERIFY(!sections.last().problem);
        QCOMPARE(sections.last().rows.size(), 2);
        QVERIFY(sections.last().rows.last().contains(u"ApplicationStop"_s));
    }
};

QTEST_GUILESS_MAIN(TestReleaseRunbooks)
#include "tst_releaserunbooks.moc"
