// SPDX-License-Identifier: GPL-3.0-or-later
// Scratch functions, and the drill that proves a backup with one, planned and run as the program does it, against moto.
#include "functionbench.h"

#include <functions/scratchfunction.h>
#include <runbooks/runbooklibrary.h>
#include <runbooks/runbookplanner.h>

using namespace sm;
using namespace sm::test;

namespace {

const QString stamp = u"20261129T220500Z"_s;

QString scratchOf(const QString &name) { return name + u"-drill-"_s + stamp; }

/// Asks which code it is.
QJsonObject probeOf(const QString &asset)
{
    return {{u"name"_s, u"which code"_s}, {u"uses"_s, u"function:compare"_s},
        {u"with"_s, QJsonObject{{u"asset"_s, asset}, {u"backup"_s, u"newest"_s}, {u"function"_s, u"{target}"_s}}},
        {u"select"_s, u"code.now"_s}};
}

} // namespace

class TestFunctionDrill : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<MotoServer> m_moto;
    std::unique_ptr<FunctionBench> m_bench;

    operations::StepEvent scratch(const QString &verb, const QString &function, QJsonObject with = {})
    {
        with.insert(u"function"_s, function);
        return m_bench->all.runStep(stepOf(u"function:"_s + verb, with));
    }
    operations::StepEvent make(const QString &asset, const QString &function)
    {
        return scratch(u"create-scratch"_s, function, {{u"asset"_s, asset}, {u"backup"_s, u"newest"_s}});
    }
    bool isThere(const QString &name) { return bool(m_bench->ask(u"GetFunction"_s, {{u"FunctionName"_s, name}})); }
    QStringList scratches(const QString &name)
    {
        QStringList found;
        const QJsonArray all
            = m_bench->ask(u"ListFunctions"_s, {}).value_or(QJsonObject()).value(u"Functions"_s).toArray();
        for (const QJsonValue each : all) {
            if (each[u"FunctionName"_s].toString().startsWith(name + u"-drill-"_s))
                found << each[u"FunctionName"_s].toString();
        }
        return found;
    }
    bool isProven(const QString &asset)
    {
        const auto kept = await(m_bench->vault.read(asset, u"newest"_s, {}));
        return kept && *kept && !(**kept).proofs.isEmpty() && (**kept).proofs.first().isRestored;
    }
    Result<operations::RunReport> drill(const QString &name, const QJsonArray &probes = {})
    {
        const auto runbook = runbooks::RunbookLibrary::load({}).runbook({u"common"_s}, u"drill-function"_s);
        if (!runbook)
            return runbook.error();
        runbooks::ParameterValues given;
        given.json = {{u"asset"_s, name}, {u"function"_s, name}, {u"probes"_s, probes}};
        const auto values = runbooks::checkValues(runbook->parameters, given).result();
        if (!values)
            return values.error();
        runbooks::RunFacts facts;
        facts.started = QDateTime(QDate(2026, 11, 29), QTime(22, 5), Qt::UTC);
        const auto made
            = runbooks::RunbookPlanner(m_bench->all.planner).plan(*runbook, *values, m_bench->system, facts);
        return made ? m_bench->all.run(made->plan) : made.error();
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = MotoServer::whyUnavailable(); !why.isEmpty())
            QSKIP(qPrintable(why));
        m_moto = std::make_unique<MotoServer>();
        QVERIFY2(m_moto->failure().isEmpty(), qPrintable(m_moto->failure()));
        QVERIFY(FunctionBench(*m_moto).makeRole());
    }
    void init()
    {
        if (m_moto)
            m_bench = std::make_unique<FunctionBench>(*m_moto);
    }
    void cleanup() { m_bench.reset(); }
    void cleanupTestCase() { m_moto.reset(); }

    void nameOfAScratch_fits_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("short") << scratchOf(u"shop"_s) << scratchOf(u"shop"_s);
        QTest::newRow("ARN") << scratchOf(u"arn:aws:lambda:eu-west-1:123456789012:function:shop:live"_s)
                             << scratchOf(u"shop"_s);
        QTest::newRow("alias") << scratchOf(u"shop:live"_s) << scratchOf(u"shop"_s);
        QTest::newRow("long") << scratchOf(QString(60, u'x') + u"-checkout"_s)
                              << scratchOf(QString(32, u'x') + u"-checkout"_s);
        QTest::newRow("none") << u"shop"_s << u"shop"_s;
    }
    void nameOfAScratch_fits()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);

        QCOMPARE(backups::scratchNameOf(text), expected);
        QVERIFY(expected.size() <= 64);
        QCOMPARE(backups::isScratchName(expected), expected.contains(u"-drill-"));
    }

    void scratch_isAsTheBackup_whateverTheOriginalIsNow_andGoes()
    {
        const QJsonObject network{
            {u"SubnetIds"_s, QJsonArray{u"subnet-1"_s}}, {u"SecurityGroupIds"_s, QJsonArray{u"sg-1"_s}}};
        QVERIFY(m_bench->create(u"shop"_s, code(), {{u"VpcConfig"_s, network}}));
        QVERIFY_DONE(m_bench->run(u"keep"_s, u"shop"_s));
        const QString kept = m_bench->configuration(u"shop"_s)[u"CodeSha256"_s].toString();
        QVERIFY(m_bench->change(u"shop"_s));
        const QString name = scratchOf(u"shop"_s);

        const auto made = make(u"shop"_s, name);

        QVERIFY_DONE(made);
        QVERIFY(made.isVerified);
        QCOMPARE(made.output.value(u"function"_s), QJsonValue(name));
        QCOMPARE(made.output.value(u"codeSha256"_s), QJsonValue(kept));
        QCOMPARE(made.output.value(u"leftOut"_s), QJsonValue(QJsonArray{u"VpcConfig"_s}));
        const QJsonValue there = m_bench->configuration(name);
        QCOMPARE(there[u"CodeSha256"_s].toString(), kept);
        QCOMPARE(there[u"MemorySize"_s], QJsonValue(128));
        QVERIFY(there[u"VpcConfig"_s][u"SubnetIds"_s].toArray().isEmpty());
        QCOMPARE(there[u"Environment"_s][u"Variables"_s][u"API_KEY"_s].toString(), QString::fromUtf8(canary));
        QCOMPARE(m_bench->filesWith(canary), QStringList());
        QCOMPARE(m_bench->configuration(u"shop"_s)[u"MemorySize"_s], QJsonValue(512));

        const auto again = make(u"shop"_s, name); // as after a crash
        QVERIFY_DONE(again);
        QCOMPARE(again.output.value(u"existed"_s), QJsonValue(true));
        QVERIFY_DONE(scratch(u"delete-scratch"_s, name));
        QVERIFY(!isThere(name));
        QCOMPARE(scratch(u"delete-scratch"_s, name).output.value(u"deleted"_s), QJsonValue(false));
    }

    void plan_saysWhatAScratchNeedsAndLacks()
    {
        const Result<Plan> plan = m_bench->all.plan({stepOf(u"function:create-scratch"_s,
            {{u"asset"_s, u"shop"_s}, {u"backup"_s, u"newest"_s}, {u"function"_s, scratchOf(u"shop"_s)}})});

        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message()));
        const Step &step = plan->steps.first();
        QCOMPARE(step.tier, Tier::Disruptive);
        QCOMPARE(step.mark.kind, Mark::Kind::Reversible);
        QCOMPARE(step.resource, scratchOf(u"shop"_s));
        QVERIFY(step.iamAction.contains(u"iam:PassRole"));
        QVERIFY(step.notes.join(u' ').contains(u"VPC"));
    }

    void scratch_isTakenBack()
    {
        QVERIFY(m_bench->create(u"back"_s, code()));
        QVERIFY_DONE(m_bench->run(u"keep"_s, u"back"_s));
        const auto made = make(u"back"_s, scratchOf(u"back"_s));
        QVERIFY_DONE(made);

        QVERIFY_DONE(m_bench->all.takeBack(made.journalEntry));

        QVERIFY(!isThere(scratchOf(u"back"_s)));
        QVERIFY(isThere(u"back"_s));
    }

    void functionThatNoDrillMade_isLeftAlone()
    {
        const QString name = scratchOf(u"taken"_s);
        QVERIFY(m_bench->create(u"taken"_s, code()));
        QVERIFY_DONE(m_bench->run(u"keep"_s, u"taken"_s));
        QVERIFY(m_bench->create(name, archiveOf({{"other.py", "other"}})));
        const QJsonValue before = m_bench->configuration(name)[u"RevisionId"_s];

        const auto made = make(u"taken"_s, name);
        const auto gone = scratch(u"delete-scratch"_s, name);

        QCOMPARE(made.error.value_or(Error::cancelled()).code(), u"Exists"_s);
        QCOMPARE(gone.error.value_or(Error::cancelled()).code(), u"NotScratch"_s);
        QCOMPARE(m_bench->configuration(name)[u"RevisionId"_s], before);
        QCOMPARE(scratch(u"delete-scratch"_s, u"taken"_s).error.value_or(Error::cancelled()).code(), u"Input"_s);
    }

    void scratchOfADamagedBackup_isNotMade()
    {
        QVERIFY(m_bench->create(u"damaged"_s, code()));
        const auto kept = m_bench->run(u"keep"_s, u"damaged"_s);
        QVERIFY_DONE(kept);
        QFile file(kept.output.value(u"folder"_s).toString() + u"/code.zip"_s);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(40) && file.putChar('#'));
        file.close();

        const auto made = make(u"damaged"_s, scratchOf(u"damaged"_s));

        QCOMPARE(made.error.value_or(Error::cancelled()).code(), u"BackupDamaged"_s);
        QVERIFY(!isThere(scratchOf(u"damaged"_s)));
    }

    void drill_restoresComparesAsksCleansUp_andStamps()
    {
        QVERIFY(m_bench->create(u"proven"_s, code()));
        const QJsonValue sum = m_bench->configuration(u"proven"_s)[u"CodeSha256"_s];
        const QJsonArray answers{QJsonObject{{u"name"_s, u"which code"_s}, {u"answer"_s, sum}}};
        QVERIFY_DONE(m_bench->run(u"keep"_s, u"proven"_s, {{u"probes"_s, answers}}));
        QVERIFY(m_bench->change(u"proven"_s));

        const auto report = drill(u"proven"_s, {probeOf(u"proven"_s)});

        QVERIFY2(report, qPrintable(report ? QString() : report.error().message()));
        for (const operations::StepEvent &event : report->steps)
            QVERIFY_DONE(event);
        QCOMPARE(report->steps.size(), 7);
        QCOMPARE(report->steps.at(4).output.value(u"compared"_s), QJsonValue(1));
        QVERIFY(isProven(u"proven"_s));
        QCOMPARE(scratches(u"proven"_s), QStringList());
    }

    void drill_withoutProbes_stampsToo()
    {
        QVERIFY(m_bench->create(u"plain"_s, code()));
        QVERIFY_DONE(m_bench->run(u"keep"_s, u"plain"_s));

        const auto report = drill(u"plain"_s);

        QVERIFY2(report, qPrintable(report ? QString() : report.error().message()));
        for (const operations::StepEvent &event : report->steps)
            QVERIFY2(!event.error, qPrintable(why(event)));
        QCOMPARE(report->steps.at(4).state, StepState::Skipped); // nobody had a question
        QVERIFY(isProven(u"plain"_s));
        QCOMPARE(scratches(u"plain"_s), QStringList());
    }

    void drill_withAnotherAnswer_cleansUp_andStampsNothing()
    {
        QVERIFY(m_bench->create(u"unproven"_s, code()));
        const QJsonArray answers{QJsonObject{{u"name"_s, u"which code"_s}, {u"answer"_s, u"another"_s}}};
        QVERIFY_DONE(m_bench->run(u"keep"_s, u"unproven"_s, {{u"probes"_s, answers}}));

        const auto report = drill(u"unproven"_s, {probeOf(u"unproven"_s)});

        QVERIFY2(report, qPrintable(report ? QString() : report.error().message()));
        QCOMPARE(report->steps.at(4).error.value_or(Error::cancelled()).code(), u"ProbesDiffer"_s);
        QVERIFY(!isProven(u"unproven"_s));
        QCOMPARE(scratches(u"unproven"_s), QStringList());
    }

    void drill_withoutTheSealedEnvironment_stampsNothing()
    {
        QVERIFY(m_bench->create(u"unsealed"_s, code()));
        QVERIFY_DONE(m_bench->run(u"keep"_s, u"unsealed"_s));
        QVERIFY(QDir(m_bench->folder.filePath(u"captures"_s)).removeRecursively());

        const auto report = drill(u"unsealed"_s);

        QVERIFY2(report, qPrintable(report ? QString() : report.error().message()));
        QCOMPARE(report->steps.at(2).error.value_or(Error::cancelled()).code(), u"EnvironmentGone"_s);
        QVERIFY(!isProven(u"unsealed"_s));
        QCOMPARE(scratches(u"unsealed"_s), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestFunctionDrill)
#include "tst_functiondrill.moc"
