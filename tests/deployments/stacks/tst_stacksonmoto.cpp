// SPDX-License-Identifier: GPL-3.0-or-later
// The shipped runbooks about stacks, planned and run as the program does it, against moto with signatures checked.
#include "cdktexts.h"
#include "stackbench.h"

#include <core/json.h>

using namespace sm;
using namespace sm::test;

namespace {

QString templateWith(const QStringList &queues)
{
    QStringList resources;
    for (const QString &each : queues)
        resources << u"\"%1\": {\"Type\": \"AWS::SQS::Queue\", \"Properties\": {\"QueueName\": \"%1-x\"}}"_s.arg(each);
    return u"{\"AWSTemplateFormatVersion\": \"2010-09-09\", \"Parameters\": {\"Stage\": {\"Type\": \"String\", "
           u"\"Default\": \"dev\"}, \"Password\": {\"Type\": "
           "\"String\", \"NoEcho\": true, \"Default\": \"none\"}}, \"Resources\": {%1}, \"Outputs\": {\"Stage\": "
           "{\"Value\": {\"Ref\": \"Stage\"}}, \"Word\": {\"Value\": {\"Ref\": \"Password\"}}}}"_s.arg(
               resources.join(u", "_s));
}

QString problemOf(const Result<operations::RunReport> &report)
{
    if (!report)
        return report.error().message();
    for (const operations::StepEvent &event : report->steps) {
        if (event.error)
            return u"step %1: %2"_s.arg(event.step).arg(why(event));
    }
    return {};
}

#define QVERIFY_RUN(report) QVERIFY2(problemOf(report).isEmpty(), qPrintable(problemOf(report)))

} // namespace

class TestStacksOnMoto : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<MotoServer> m_moto;
    std::unique_ptr<StackBench> m_bench;

    QString file(const QString &text)
    {
        QFile file(m_bench->folder.filePath(u"%1.json"_s.arg(QString::number(qHash(text), 16))));
        if (file.open(QIODevice::WriteOnly))
            file.write(text.toUtf8());
        return file.fileName();
    }
    Result<operations::RunReport> deploy(const QString &stack, const QString &text, const QJsonObject &values = {})
    {
        return m_bench->run(u"deploy-template"_s,
            {{u"stack"_s, stack}, {u"file"_s, file(text)}, {u"values"_s, values}, {u"drift"_s, false}});
    }
    QList<Deployment> deployments(const QString &stack)
    {
        auto source = m_bench->source();
        QList<Deployment> all;
        const auto read = await(source.read({{stack}, {}}, [&](const auto &some) { all += some; }, {}));
        if (!read || !*read)
            qWarning("not read");
        return all;
    }
    QStringList queues(const QString &stack)
    {
        QStringList names;
        const QJsonArray all = m_bench->ask(u"ListStackResources"_s, {{u"StackName"_s, stack}})
                                   .value_or(QJsonObject())
                                   .value("StackResourceSummaries"_L1)
                                   .toArray();
        for (const QJsonValue each : all)
            names << each["LogicalResourceId"_L1].toString();
        names.sort();
        return names;
    }

    /// The proposed one.
    RollbackMove wayBackTo(const Deployment &candidate)
    {
        auto source = m_bench->source();
        const auto moves = await(source.moves(candidate, {}));
        const QList<RollbackMove> all = moves && *moves ? (**moves).moves : QList<RollbackMove>();
        return all.value(0).isProposed ? all.value(0) : RollbackMove();
    }
    QString stageOf(const QString &stack)
    {
        const QJsonObject described
            = m_bench->ask(u"DescribeStacks"_s, {{u"StackName"_s, stack}}).value_or(QJsonObject());
        const QJsonArray parameters = described.value("Stacks"_L1).toArray().first()["Parameters"_L1].toArray();
        for (const QJsonValue each : parameters) {
            if (each["ParameterKey"_L1] == "Stage"_L1)
                return each["ParameterValue"_L1].toString();
        }
        return {};
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = MotoServer::whyUnavailable(); !why.isEmpty())
            QSKIP(qPrintable(why));
        m_moto = std::make_unique<MotoServer>();
        QVERIFY2(m_moto->failure().isEmpty(), qPrintable(m_moto->failure()));
    }
    void init()
    {
        if (m_moto)
            m_bench = std::make_unique<StackBench>(*m_moto);
    }
    void cleanup() { m_bench.reset(); }
    void cleanupTestCase() { m_moto.reset(); }

    void template_isDeployed_changed_andTheOneThatWasKeptDeployedAgain()
    {
        const QString first = templateWith({u"Orders"_s});
        const QString second = templateWith({u"Orders"_s, u"Audit"_s});
        QVERIFY_RUN(deploy(u"shop"_s, first, {{u"Stage"_s, u"prod"_s}}));
        QVERIFY_RUN(deploy(u"shop"_s, second, {{u"Stage"_s, u"test"_s}}));
        QCOMPARE(m_bench->templateNow(u"shop"_s), second);
        const QList<Deployment> before = deployments(u"shop"_s);
        QCOMPARE(before.size(), 2);
        const RollbackMove move = wayBackTo(before.at(1));
        QCOMPARE(move.runbook, u"common/redeploy-kept-template"_s);
        QJsonObject values = move.parameters;
        values.insert(u"reason"_s, u"Audit is slow"_s);

        const auto back = m_bench->run(u"redeploy-kept-template"_s, values);

        QVERIFY_RUN(back);
        QCOMPARE(m_bench->templateNow(u"shop"_s), first);
        QCOMPARE(queues(u"shop"_s), QStringList{u"Orders"_s});
        QCOMPARE(stageOf(u"shop"_s), u"prod"_s);
        // What it deletes was counted, and the number typed.
        QVERIFY(!m_bench->person.asked.isEmpty());
        QCOMPARE(m_bench->person.asked.last().kind, Question::Kind::Acknowledge);
        QCOMPARE(m_bench->person.asked.last().typed, u"1"_s);

        const auto again = m_bench->takeBack(back->run);
        QVERIFY_RUN(again);
        QCOMPARE(m_bench->templateNow(u"shop"_s), second);
    }

    void hiddenParameter_isGivenAsASecret_andStaysOutOfTheJournal()
    {
        const QString text = templateWith({u"Hidden"_s}).replace(u"\"Hidden-x\""_s, u"{\"Ref\": \"Password\"}"_s);

        const auto report = m_bench->run(u"deploy-template"_s,
            {{u"stack"_s, u"hides"_s}, {u"file"_s, file(text)}, {u"drift"_s, false}, {u"secretName"_s, u"Password"_s}},
            {{u"secretValue"_s, Secret(u"canary-of-hides"_s)}});

        QVERIFY_RUN(report);
        const QJsonArray resources = m_bench->ask(u"ListStackResources"_s, {{u"StackName"_s, u"hides"_s}})
                                         .value_or(QJsonObject())
                                         .value("StackResourceSummaries"_L1)
                                         .toArray();
        QVERIFY2(resources.first()["PhysicalResourceId"_L1].toString().endsWith("/canary-of-hides"_L1),
            toCompactJson(resources).constData());
        const auto run = await(m_bench->journal->run(report->run));
        QVERIFY(run && *run && !toCompactJson((**run).body).contains("canary-of-hides"));
    }

    void difference_namesResourcesAndParameters()
    {
        QVERIFY_RUN(deploy(u"differs"_s, templateWith({u"One"_s}), {{u"Stage"_s, u"prod"_s}}));
        QVERIFY_RUN(deploy(u"differs"_s, templateWith({u"One"_s, u"Two"_s}), {{u"Stage"_s, u"test"_s}}));
        auto source = m_bench->source();

        const auto differs = await(source.difference(deployments(u"differs"_s).value(1), {}));

        QVERIFY(differs && *differs);
        QStringList paths;
        for (const Difference &row : (**differs).rows)
            paths << row.what;
        QVERIFY2(paths.contains(u"Resources.Two"_s), qPrintable(paths.join(u' ')));
        QVERIFY(paths.contains(u"Parameter values.Stage"_s));
        QVERIFY((**differs).notBack.join(u' ').contains(u"Two"));
    }

    void sameTemplate_changesNothing_andIsNoFailure()
    {
        const QString text = templateWith({u"Same"_s});
        QVERIFY_RUN(deploy(u"same"_s, text));
        const qsizetype before = deployments(u"same"_s).size();

        const auto again = deploy(u"same"_s, text);

        QVERIFY(again);
        QCOMPARE(deployments(u"same"_s).size() >= before, true);
        QCOMPARE(m_bench->templateNow(u"same"_s), text);
    }

    void largeTemplate_goesThroughItsBucket()
    {
        QVERIFY(m_bench->account.ask(u"s3"_s, u"CreateBucket"_s,
            {{u"Bucket"_s, u"artifacts-of-shop"_s},
                {u"CreateBucketConfiguration"_s, QJsonObject{{u"LocationConstraint"_s, u"eu-west-1"_s}}}}));
        QString text = templateWith({u"Large"_s});
        text.insert(1, u"\"Description\": \"x\", \"Metadata\": {\"Filling\": \"%1\"}, "_s.arg(QString(52'000, u'x')));

        const auto refused = deploy(u"large"_s, text);
        const auto done = m_bench->run(u"deploy-template"_s,
            {{u"stack"_s, u"large"_s}, {u"file"_s, file(text)}, {u"drift"_s, false},
                {u"artifacts"_s, u"s3://artifacts-of-shop/t"_s}});

        QVERIFY(problemOf(refused).contains(u"TooLarge"_s));
        QVERIFY_RUN(done);
        QCOMPARE(m_bench->templateNow(u"large"_s).size(), text.size());
    }

    void cdkApp_isDeployed_asItWasShown()
    {
        QVERIFY_RUN(deploy(u"EnergyInsightsStack"_s, templateWith({u"Energy"_s})));
        const QString programs = m_bench->folder.filePath(u"programs"_s);
        QVERIFY(QDir(m_bench->folder.path()).mkpath(u"programs"_s) && QDir(m_bench->folder.path()).mkpath(u"app"_s));
        for (const auto &[name, content] :
            {std::pair<QString, QByteArray>{u"diff.txt"_s, oldDiff}, {u"deploy.txt"_s, oldDeployment}}) {
            QFile text(programs + u'/' + name);
            QVERIFY(text.open(QIODevice::WriteOnly) && text.write(content) > 0);
        }
        QFile cdk(programs + u"/cdk"_s);
        QVERIFY(cdk.open(QIODevice::WriteOnly));
        cdk.write("#!/bin/sh\necho \"$@\" >> " + programs.toUtf8()
            + "/calls\ncase $1 in\nsynth) mkdir -p \"$4\" && echo "
              "'{}' > \"$4/manifest.json\" ;;\ndiff) cat "
            + programs.toUtf8() + "/diff.txt >&2 ;;\ndeploy) cat " + programs.toUtf8() + "/deploy.txt ;;\nesac\n");
        cdk.close();
        QVERIFY(cdk.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", programs.toUtf8() + ':' + path);

        const auto report = m_bench->run(u"cdk-deploy"_s,
            {{u"folder"_s, m_bench->folder.filePath(u"app"_s)}, {u"stacks"_s, QJsonArray{u"EnergyInsightsStack"_s}}});
        qputenv("PATH", path);

        QVERIFY_RUN(report);
        QCOMPARE(m_bench->person.asked.value(m_bench->person.asked.size() - 2).typed, u"3"_s);
        QFile calls(programs + u"/calls"_s);
        QVERIFY(calls.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(calls.readAll()).split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 3);
        QVERIFY2(lines[2].startsWith(u"deploy --app "_s), qPrintable(lines[2]));
        QVERIFY(lines[2].endsWith(u"events EnergyInsightsStack"_s));
        QVERIFY(lines[1].section(u' ', 2, 2) == lines[2].section(u' ', 2, 2)); // what was shown is what is deployed
    }
};

QTEST_GUILESS_MAIN(TestStacksOnMoto)
#include "tst_stacksonmoto.moc"
