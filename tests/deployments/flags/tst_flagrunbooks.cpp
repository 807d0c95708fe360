// SPDX-License-Identifier: GPL-3.0-or-later
// The runbooks of AppConfig that are inside the program: one flag is switched, and the way back is found, within 72
// hours and after them.
#include <deployments/shippedrunbooks.h>
#include <flags/appconfigsource.h>

#include <QJsonDocument>
#include <QTest>

using namespace sm;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject flag(bool enabled) { return {{u"enabled"_s, enabled}, {u"share"_s, 25}}; }

QJsonObject document(bool fast)
{
    return {{u"version"_s, u"1"_s},
        {u"flags"_s, QJsonObject{{u"fast"_s, QJsonObject{{u"name"_s, u"Fast"_s}}}, {u"slow"_s, QJsonObject()}}},
        {u"values"_s, QJsonObject{{u"fast"_s, flag(fast)}, {u"slow"_s, flag(true)}}}};
}

QJsonObject version(const QJsonObject &content) { return {{u"content"_s, content}}; }

QJsonObject deployed(int version, double hoursAgo, const QString &state = u"COMPLETE"_s)
{
    return {{u"unit"_s, u"shop/production/flags"_s}, {u"version"_s, version}, {u"hoursAgo"_s, hoursAgo},
        {u"state"_s, state}};
}

QJsonObject stageOf(const QJsonArray &versions, const QJsonArray &deployments)
{
    const QJsonObject application{{u"environments"_s, QJsonArray{u"staging"_s, u"production"_s}},
        {u"profiles"_s, QJsonObject{{u"flags"_s, versions}, {u"limits"_s, QJsonArray{version({})}}}}};
    return {{u"appconfig"_s,
        QJsonObject{{u"applications"_s, QJsonObject{{u"shop"_s, application}}}, {u"deployed"_s, deployments}}}};
}

QJsonObject with(QJsonObject more)
{
    more.insert(u"application"_s, u"shop"_s);
    more.insert(u"environment"_s, u"production"_s);
    more.insert(u"profile"_s, u"flags"_s);
    return more;
}

} // namespace

class TestFlagRunbooks : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<MotoServer> m_moto;
    std::unique_ptr<ShippedRunbooks> m_bench;

    /// What an application reads.
    QJsonObject served()
    {
        const QJsonObject session = m_bench->ask(u"appconfigdata"_s, u"StartConfigurationSession"_s,
            {{u"ApplicationIdentifier"_s, u"shop"_s}, {u"EnvironmentIdentifier"_s, u"production"_s},
                {u"ConfigurationProfileIdentifier"_s, u"flags"_s}});
        const QJsonObject answer = m_bench->ask(u"appconfigdata"_s, u"GetLatestConfiguration"_s,
            {{u"ConfigurationToken"_s, session[u"InitialConfigurationToken"_s]}});
        const QByteArray content = QByteArray::fromBase64(answer[u"Configuration"_s].toString().toLatin1());
        return QJsonDocument::fromJson(content).object();
    }
    /// A deployment goes on with each look at it.
    void untilComplete()
    {
        const QJsonObject application{
            {u"ApplicationId"_s, m_bench->ask(u"appconfig"_s, u"ListApplications"_s)[u"Items"_s][0][u"Id"_s]}};
        QJsonObject place = application;
        place.insert(u"EnvironmentId"_s,
            m_bench->ask(u"appconfig"_s, u"ListEnvironments"_s, application)[u"Items"_s][1][u"Id"_s]);
        place.insert(u"DeploymentNumber"_s,
            m_bench->ask(u"appconfig"_s, u"ListDeployments"_s, place)[u"Items"_s][0][u"DeploymentNumber"_s]);
        for (int look = 0; look < 4; ++look)
            m_bench->ask(u"appconfig"_s, u"GetDeployment"_s, place);
    }
    void stage(const QJsonArray &versions, const QJsonArray &deployments)
    {
        m_bench->aws.setStage(stageOf(versions, deployments));
        QCOMPARE(m_bench->aws.failure(), QString());
    }
    Result<operations::RunReport> switchFlag(const QString &name, bool enabled)
    {
        return m_bench->run(u"switch-flag"_s, with({{u"flag"_s, name}, {u"enabled"_s, enabled}}));
    }
    Result<operations::RunReport> rollBack(const QString &way, const QString &version)
    {
        return m_bench->run(u"roll-back-configuration"_s,
            with({{u"way"_s, way}, {u"version"_s, version}, {u"reason"_s, u"It was slow."_s}}));
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

    void switchedFlag_isThatOneAlone_andGoesBack()
    {
        stage({version(document(false))}, {deployed(1, 100)});
        const QJsonObject before = served();

        const auto report = switchFlag(u"fast"_s, true);

        QVERIFY2(report && report->succeeded(), qPrintable(ShippedRunbooks::troubleOf(report)));
        QJsonObject expected = before;
        expected.insert(u"fast"_s, flag(true));
        QCOMPARE(served(), expected);
        QCOMPARE(m_bench->writes(), (QStringList{u"CreateHostedConfigurationVersion"_s, u"StartDeployment"_s}));

        const auto back = m_bench->takeBack(report->run);

        QVERIFY2(back && back->succeeded(), qPrintable(ShippedRunbooks::troubleOf(back)));
        QCOMPARE(served(), before);
        QCOMPARE(m_bench->writes().mid(2), (QStringList{u"StopDeployment"_s, u"DeleteHostedConfigurationVersion"_s}));
    }

    void switchedFlag_goesBackAfterThreeDays_byDeployingTheVersionBefore()
    {
        stage({version(document(false))}, {deployed(1, 100)});
        const QJsonObject before = served();
        const auto report = switchFlag(u"fast"_s, true);
        QVERIFY2(report && report->succeeded(), qPrintable(ShippedRunbooks::troubleOf(report)));

        const auto back = m_bench->takeBack(report->run, std::chrono::hours(80));

        QVERIFY2(back && back->succeeded(), qPrintable(ShippedRunbooks::troubleOf(back)));
        QCOMPARE(
            m_bench->writes().mid(2), QStringList{u"StartDeployment"_s}); // and the version, live until then, stays
        untilComplete();
        QCOMPARE(served(), before);
    }

    void plan_namesTheVersionThatItIsMadeOf()
    {
        stage({version(document(false)), version(document(false))}, {deployed(1, 100)});

        const auto plan = m_bench->plan(u"switch-flag"_s, with({{u"flag"_s, u"fast"_s}, {u"enabled"_s, true}}));

        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message()));
        const auto create = std::ranges::find_if(plan->plan.steps, [](const Step &step) {
            return step.operation.uses.endsWith(u"HostedConfigurationVersion"_s) && step.tier != Tier::Read;
        });
        QVERIFY(create != plan->plan.steps.end());
        const QJsonObject input = create->operation.with;
        QCOMPARE(input[u"LatestVersionNumber"_s], QJsonValue(2));
        const QByteArray content = QByteArray::fromBase64(input[u"Content"_s].toString().toLatin1());
        QCOMPARE(QJsonDocument::fromJson(content).object(), document(true));
        QCOMPARE(m_bench->writes(), QStringList());
    }

    void plainBoolean_isSwitched_tooWhereOthersAreNot()
    {
        stage({version({{u"enable_maintenance_mode"_s, false}, {u"limit"_s, 3}})}, {deployed(1, 5)});

        const auto report = switchFlag(u"enable_maintenance_mode"_s, true);

        QVERIFY2(report && report->succeeded(), qPrintable(ShippedRunbooks::troubleOf(report)));
        QCOMPARE(served(), (QJsonObject{{u"enable_maintenance_mode"_s, true}, {u"limit"_s, 3}}));
    }

    void flagThatIsSoAlready_changesNothing()
    {
        stage({version(document(true))}, {deployed(1, 5)});
        const auto report = switchFlag(u"fast"_s, true);
        QVERIFY2(report && report->succeeded(), qPrintable(ShippedRunbooks::troubleOf(report)));
        QCOMPARE(m_bench->writes(), QStringList());
    }

    void switch_isRefused_beforeAnythingIsChanged_data()
    {
        QTest::addColumn<QString>("flag");
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("says");
        QTest::newRow("no such flag") << u"quick"_s << u"COMPLETE"_s << u"no such flag"_s;
        for (const char *state : {"DEPLOYING", "BAKING", "VALIDATING", "ROLLING_BACK"})
            QTest::newRow(state) << u"fast"_s << QString::fromLatin1(state) << u"in progress"_s;
    }
    void switch_isRefused_beforeAnythingIsChanged()
    {
        QFETCH(QString, flag);
        QFETCH(QString, state);
        QFETCH(QString, says);
        stage({version(document(false))}, {deployed(1, 100), deployed(1, 0, state)});

        const auto report = switchFlag(flag, true);

        QVERIFY(!report || !report->succeeded());
        QVERIFY2(ShippedRunbooks::troubleOf(report).contains(says), qPrintable(ShippedRunbooks::troubleOf(report)));
        QCOMPARE(m_bench->writes(), QStringList());
    }

    void whereNothingIsDeployed_thatIsSaid()
    {
        stage({version(document(false))}, {});
        for (const auto &plan : {m_bench->plan(u"check-flags"_s, with({})),
                 m_bench->plan(u"switch-flag"_s, with({{u"flag"_s, u"fast"_s}, {u"enabled"_s, true}}))}) {
            QVERIFY(!plan);
            QVERIFY2(plan.error().message().contains(u"Nothing of this profile"), qPrintable(plan.error().message()));
        }
        const auto elsewhere = m_bench->plan(u"check-flags"_s,
            {{u"application"_s, u"other"_s}, {u"environment"_s, u"production"_s}, {u"profile"_s, u"flags"_s}});
        QVERIFY(!elsewhere);
        QVERIFY(elsewhere.error().message().contains(u"no such application"));
    }

    void severalFlags_areSwitchedOff_inOneVersion()
    {
        stage({version({{u"fast"_s, flag(true)}, {u"plain"_s, true}, {u"off"_s, false}, {u"limit"_s, 3}})},
            {deployed(1, 9)});
        const QJsonObject before = served();

        const auto report = m_bench->run(u"ons-data-platform/switch-features-off"_s,
            with({{u"flags"_s, QJsonArray{u"fast"_s, u"plain"_s, u"off"_s}}}));

        QVERIFY2(report && report->succeeded(), qPrintable(ShippedRunbooks::troubleOf(report)));
        QCOMPARE(
            served(), (QJsonObject{{u"fast"_s, flag(false)}, {u"plain"_s, false}, {u"off"_s, false}, {u"limit"_s, 3}}));
        QCOMPARE(m_bench->writes(), (QStringList{u"CreateHostedConfigurationVersion"_s, u"StartDeployment"_s}));
        const auto back = m_bench->takeBack(report->run);
        QVERIFY2(back && back->succeeded(), qPrintable(ShippedRunbooks::troubleOf(back)));
        QCOMPARE(served(), before);
        const auto wrong = m_bench->run(
            u"ons-data-platform/switch-features-off"_s, with({{u"flags"_s, QJsonArray{u"fast"_s, u"limit"_s}}}));
        QVERIFY(ShippedRunbooks::troubleOf(wrong).contains(u"no flag that could be on or off"));
    }

    void versionOfSomebodyElse_inBetween_isNotWrittenOver()
    {
        stage({version(document(false))}, {deployed(1, 100)});
        const auto plan = m_bench->plan(u"switch-flag"_s, with({{u"flag"_s, u"fast"_s}, {u"enabled"_s, true}}));
        QVERIFY(plan);
        const QJsonObject application = m_bench->ask(u"appconfig"_s, u"ListApplications"_s)[u"Items"_s][0].toObject();
        const QJsonObject place{{u"ApplicationId"_s, application[u"Id"_s]}};
        const QJsonValue profile = m_bench->ask(u"appconfig"_s, u"ListConfigurationProfiles"_s, place)[u"Items"_s][0];
        const QJsonObject other{{u"ApplicationId"_s, application[u"Id"_s]},
            {u"ConfigurationProfileId"_s, profile[u"Id"_s]}, {u"ContentType"_s, u"application/json"_s},
            {u"Content"_s, u"e30="_s}};
        m_bench->ask(u"appconfig"_s, u"CreateHostedConfigurationVersion"_s, other);

        const auto report = m_bench->run(plan->plan);

        QVERIFY(report && report->failed() > 0);
        QCOMPARE(m_bench->writes(), (QStringList{u"CreateHostedConfigurationVersion"_s})); // the other one's
    }

    void deploymentOfSomebodyElse_inBetween_isNotTakenBack_data()
    {
        QTest::addColumn<QString>("runbook");
        QTest::addColumn<QJsonObject>("given");
        QTest::newRow("one") << u"switch-flag"_s << QJsonObject{{u"flag"_s, u"slow"_s}, {u"enabled"_s, false}};
        QTest::newRow("several") << u"ons-data-platform/switch-features-off"_s
                                 << QJsonObject{{u"flags"_s, QJsonArray{u"slow"_s}}};
    }
    void deploymentOfSomebodyElse_inBetween_isNotTakenBack()
    {
        QFETCH(QString, runbook);
        QFETCH(QJsonObject, given);
        stage({version(document(false)), version(document(true))}, {deployed(1, 100), deployed(2, 3)});
        const auto plan = m_bench->plan(runbook, with(given));
        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message()));
        const auto theirs = rollBack(u"deploy again"_s, u"1"_s);
        QVERIFY2(theirs && theirs->succeeded(), qPrintable(ShippedRunbooks::troubleOf(theirs)));
        const QStringList writes = m_bench->writes();

        const auto report = m_bench->run(plan->plan);

        QVERIFY(report && !report->succeeded());
        QVERIFY(ShippedRunbooks::troubleOf(report).contains(u"Another version was made live"));
        QCOMPARE(m_bench->writes(), writes);
        QCOMPARE(served()[u"fast"_s].toObject(), flag(false));
    }

    void check_showsEachFlag()
    {
        stage({version(document(true))}, {deployed(1, 5)});

        const auto plan = m_bench->plan(u"check-flags"_s, with({}));

        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message()));
        QStringList titles;
        for (const Step &step : plan->plan.steps)
            titles << step.title;
        QVERIFY2(titles.contains(u"fast is on"_s) && titles.contains(u"slow is on"_s), qPrintable(titles.join(u'\n')));
        const auto report = m_bench->run(plan->plan);
        QVERIFY2(report && report->succeeded(), qPrintable(ShippedRunbooks::troubleOf(report)));
    }

    void latestDeployment_isTakenBack_andTheUnitIsMarked()
    {
        stage({version(document(false)), version(document(true))}, {deployed(1, 100), deployed(2, 3)});

        const auto report = rollBack(u"take back"_s, u"1"_s);

        QVERIFY2(report && report->succeeded(), qPrintable(ShippedRunbooks::troubleOf(report)));
        QCOMPARE(served()[u"fast"_s].toObject(), flag(false));
        const QList<RollbackMark> marks = m_bench->standingMarks();
        QCOMPARE(marks.size(), 1);
        QCOMPARE(marks.first().unit, u"shop/production/flags"_s);
        QCOMPARE(marks.first().from, u"2"_s);
        QCOMPARE(marks.first().to, u"1"_s);
        QCOMPARE(marks.first().reason, u"It was slow."_s);

        const auto back = m_bench->takeBack(report->run);

        QVERIFY2(back && back->succeeded(), qPrintable(ShippedRunbooks::troubleOf(back)));
        QVERIFY(m_bench->standingMarks().isEmpty());
        QCOMPARE(m_bench->writes(), (QStringList{u"StopDeployment"_s, u"StartDeployment"_s}));
    }

    void deploymentUnderWay_isTakenBack()
    {
        stage({version(document(false)), version(document(true))}, {deployed(1, 100), deployed(2, 0, u"DEPLOYING"_s)});
        const auto report = rollBack(u"take back"_s, u"1"_s);
        QVERIFY2(report && report->succeeded(), qPrintable(ShippedRunbooks::troubleOf(report)));
        QCOMPARE(served()[u"fast"_s].toObject(), flag(false));
    }

    void afterThreeDays_theVersionIsDeployedAgain()
    {
        stage({version(document(false)), version(document(true))}, {deployed(1, 200), deployed(2, 80)});
        const auto late = rollBack(u"take back"_s, u"1"_s);
        QVERIFY(!late || !late->succeeded());
        QCOMPARE(m_bench->writes(), QStringList());

        const auto report = rollBack(u"deploy again"_s, u"1"_s);

        QVERIFY2(report && report->succeeded(), qPrintable(ShippedRunbooks::troubleOf(report)));
        QCOMPARE(served()[u"fast"_s].toObject(), flag(false));
        QCOMPARE(m_bench->writes(), QStringList{u"StartDeployment"_s});
        QCOMPARE(m_bench->standingMarks().size(), 1);
    }

    void proposedMove_isARunThatGoesThrough_data()
    {
        QTest::addColumn<double>("hours");
        QTest::addColumn<QString>("state");
        for (const double hours : {1.0, 71.0, 73.0})
            QTest::addRow("complete for %g hours", hours) << hours << u"COMPLETE"_s;
        for (const char *state : {"DEPLOYING", "BAKING", "VALIDATING"})
            QTest::newRow(state) << 0.0 << QString::fromLatin1(state);
    }
    void proposedMove_isARunThatGoesThrough()
    {
        QFETCH(double, hours);
        QFETCH(QString, state);
        stage({version(document(false)), version(document(true))}, {deployed(1, 300), deployed(2, hours, state)});
        deployments::AppConfigSource source({m_bench->account.caller, m_bench->account.models}, m_bench->clock);
        QList<Deployment> all;
        const auto read = ShippedRunbooks::answerOf(source.read(
            {{u"shop/production/flags"_s}, {}}, [&all](const QList<Deployment> &page) { all << page; }, {}));
        QVERIFY(read);
        const auto first = std::ranges::find_if(all, [](const Deployment &each) { return each.revision == "1"_L1; });
        QVERIFY(first != all.end());
        const auto moves = ShippedRunbooks::answerOf(source.moves(*first, {}));
        QVERIFY(moves && moves->moves.first().isProposed);
        QJsonObject parameters = moves->moves.first().parameters;
        parameters.insert(u"reason"_s, u"It was slow."_s);

        const auto report = m_bench->run(moves->moves.first().runbook.section(u'/', 1), parameters);

        QVERIFY2(report && report->succeeded(), qPrintable(ShippedRunbooks::troubleOf(report)));
        QCOMPARE(served()[u"fast"_s].toObject(), flag(false));
    }
};

QTEST_GUILESS_MAIN(TestFlagRunbooks)
#include "tst_flagrunbooks.moc"
