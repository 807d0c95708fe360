// SPDX-License-Identifier: GPL-3.0-or-later
#include <support/runbooksbench.h>

#include <QSignalSpy>

using namespace sm;
using namespace sm::test;
using controllers::RunbooksController;
using tables::RunbookTable;

class TestRunbooksController : public QObject
{
    Q_OBJECT

private:
    RunbooksController &controller() { return m_bench->controller; }
    static QString key() { return QString::fromLatin1(RunbooksBench::key); }
    std::optional<UserPlan> planned(const FormValues &values)
    {
        QSignalSpy done(&controller(), &RunbooksController::planned);
        controller().plan(key(), values);
        return done.isEmpty() && !done.wait() ? std::nullopt : std::optional(done.first().first().value<UserPlan>());
    }
    QStringList import(const QByteArray &markdown)
    {
        QSignalSpy done(&controller(), &RunbooksController::imported);
        controller().import(m_bench->write(u"team.md"_s, markdown));
        return !done.isEmpty() || done.wait() ? done.first().first().toStringList() : QStringList();
    }

    std::unique_ptr<RunbooksBench> m_bench;
    QList<Error> m_errors; ///< that the controller told

private Q_SLOTS:
    void init()
    {
        m_errors.clear();
        m_bench = std::make_unique<RunbooksBench>();
        const auto keep = [this](const Error &error) { m_errors << error; };
        connect(&controller(), &RunbooksController::failed, this, keep);
        connect(&controller(), &RunbooksController::planFailed, this, keep);
        QVERIFY(m_bench->load());
    }
    void cleanup() { m_bench.reset(); }

    void reload_showsOwnSystemFirstWithTheWordsOfTheOthers()
    {
        const RunbookTable &table = controller().table();

        QVERIFY(table.find(key()));
        QVERIFY(table.runbook(0).isOfThisSystem);
        const RunbookInfo &last = table.runbook(table.rowCount() - 1);
        QVERIFY(!last.isOfThisSystem);
        QCOMPARE(table.find(u"energy-data-insights/create-user"_s)->systemTitle, u"Energy Data Insights"_s);
    }

    void common_isOfThisSystem()
    {
        m_bench->write(u"runbooks/common/little.yaml"_s,
            "title: Little\npurpose: P\nsteps: [{id: a, title: A, uses: manual, with: {text: T}}]\n");
        QVERIFY(m_bench->load());

        const RunbookInfo *info = controller().table().find(u"common/little"_s);
        QVERIFY(info);
        QVERIFY(info->isOfThisSystem);
        QCOMPARE(info->systemTitle, u"Every system"_s);
    }

    void runbook_isDescribed()
    {
        const RunbookInfo info = *controller().table().find(key());

        QCOMPARE(info.steps.size(), 2);
        QCOMPARE(info.steps.first().title, u"Disable ‹User name›"_s);
        QCOMPARE(info.steps.first().effect, RunbookStepInfo::Effect::Change);
        QVERIFY(info.steps.first().mark && info.steps.first().tier);
        QCOMPARE(info.verification.first().effect, RunbookStepInfo::Effect::Human);
        QCOMPARE(info.verification.first().text, u"Ask ‹User name› to sign in."_s);
        QVERIFY(!info.findings);
        QVERIFY(controller().table().isReviewDue(info));
    }

    void brokenFile_isToldWithItsPlace()
    {
        m_bench->write(u"runbooks/demo/broken.yaml"_s, "title: B\npurpose: P\nsteps: 7\n");
        QVERIFY(m_bench->load());

        QVERIFY(!controller().fileProblems().isEmpty());
        QVERIFY(controller().fileProblems().first().contains(u"broken.yaml:3:8"));
        QVERIFY(controller().table().find(key()));
    }

    void fields_areThoseOfTheParameters()
    {
        const QList<FormField> fields = controller().fields(key());

        QCOMPARE(fields.size(), 3);
        QVERIFY(fields.at(0).hasOptions);
        QCOMPARE(fields.at(1).help, u"As it is in the pool."_s);
        QCOMPARE(fields.at(2).kind, FormField::Kind::Secret);
        QVERIFY(!fields.at(2).isRequired);
    }

    void check_saysWhatIsWrongByField()
    {
        const QMap<QString, QString> problems = controller().check(key(), {{{u"user"_s, u"ADA"_s}}, {}});

        QCOMPARE(problems.keys(), QStringList({u"pool"_s, u"user"_s}));
        QVERIFY(controller().check(key(), RunbooksBench::values()).isEmpty());
    }

    void options_areRead()
    {
        m_bench->caller.answer(u"ListUserPools"_s,
            {{u"UserPools"_s, QJsonArray{QJsonObject{{u"Id"_s, u"p_1"_s}, {u"Name"_s, u"People"_s}}}}});
        QSignalSpy read(&controller(), &RunbooksController::optionsRead);

        controller().readOptions(key(), u"pool"_s, {});

        QVERIFY(!read.isEmpty() || read.wait());
        QCOMPARE(read.first().first().toString(), u"pool"_s);
        QCOMPARE(read.first().at(1).value<QList<FieldOption>>(), (QList<FieldOption>{{u"p_1"_s, u"People"_s}}));
    }

    void options_refused_areToldWithTheField()
    {
        m_bench->caller.fail(u"ListUserPools"_s, Error(Error::Kind::Denied, u"Not allowed."_s));
        QSignalSpy failed(&controller(), &RunbooksController::optionsFailed);

        controller().readOptions(key(), u"pool"_s, {});

        QVERIFY(!failed.isEmpty() || failed.wait());
        QCOMPARE(failed.first().first().toString(), u"pool"_s);
    }

    void plan_hasTheStepsWithTheirValuesAndItsRunbook()
    {
        const std::optional<UserPlan> plan = planned(RunbooksBench::values());

        QVERIFY(plan);
        QCOMPARE(plan->plan.steps.size(), 3);
        QCOMPARE(plan->plan.steps.first().title, u"Disable ada"_s);
        QCOMPARE(plan->runbook, key());
        QVERIFY(!controller().isPlanning());
    }

    void plan_ofWrongValues_isRefused()
    {
        controller().plan(key(), {});

        QCOMPARE(m_errors.size(), 1);
        QCOMPARE(m_errors.first().kind(), Error::Kind::Invalid);
    }

    void plan_cancelledWhileItReads_staysSilent()
    {
        m_bench->write(u"runbooks/demo/loop.yaml"_s, R"(
title: Loop
purpose: P
steps:
  - {id: list, title: List, uses: "aws:lambda:GetAlias", with: {FunctionName: chat, Name: LIVE}}
  - id: each
    title: Each
    for_each: steps.list.output.Items
    uses: aws:lambda:GetAlias
    with: {FunctionName: "${item}", Name: LIVE}
)");
        QVERIFY(m_bench->load());
        QCOMPARE(controller().fileProblems(), QStringList());
        QSignalSpy done(&controller(), &RunbooksController::planned);

        controller().plan(u"demo/loop"_s, {});
        QVERIFY(controller().isPlanning());
        controller().cancelPlan();
        QVERIFY(planned(RunbooksBench::values()));

        QCOMPARE(done.size(), 1);
        QCOMPARE(m_errors.size(), 0);
        QVERIFY(!controller().isPlanning());
    }

    void run_isFollowedAndRememberedAsTheLast()
    {
        QSignalSpy started(&controller(), &RunbooksController::runStarted);
        const std::optional<UserPlan> plan = planned(RunbooksBench::values());
        QVERIFY(plan);

        const int run = m_bench->below.runs.run(plan->plan, {}, plan->runbook);
        QTRY_VERIFY(m_bench->below.runs.runs().at(run).question);
        m_bench->below.runs.answer(run, {u"done"_s, {}});

        QCOMPARE(started.size(), 1);
        QTRY_VERIFY(m_bench->below.runs.runs().at(run).finished);
        QTRY_VERIFY(controller().table().lastRun(key()));
        QCOMPARE(controller().table().lastRun(key())->end, LastRun::End::Done);
        QVERIFY(m_bench->below.runs.runs().at(run).journalRun > 0);
        QVERIFY(m_bench->below.runs.runs().at(run).details.first().endedAt.isValid());
    }

    void failedRun_isRememberedAsFailed()
    {
        m_bench->below.executor.failures.insert(u"ada"_s, Error(Error::Kind::Denied, u"No."_s));
        const std::optional<UserPlan> plan = planned(RunbooksBench::values());
        QVERIFY(plan);

        m_bench->below.runs.run(plan->plan, {}, plan->runbook);

        QTRY_VERIFY(controller().table().lastRun(key()));
        QCOMPARE(controller().table().lastRun(key())->end, LastRun::End::Failed);
    }

    void run_inAnotherSystem_isNotTheLastHere()
    {
        const std::optional<UserPlan> plan = planned(RunbooksBench::values());
        QVERIFY(plan);
        SystemInfo elsewhere = m_bench->below.system;
        elsewhere.id.value = u"elsewhere"_s;
        controllers::RunbooksController other(
            {m_bench->shelf, m_bench->below.catalog, m_bench->below.models, m_bench->below.planner, m_bench->pickers,
                m_bench->preparation, m_bench->below.journal.get()},
            elsewhere, {}, m_bench->below.runs);
        m_bench->below.executor.failures.insert(u"ada"_s, Error(Error::Kind::Denied, u"No."_s));

        m_bench->below.runs.run(plan->plan, {}, plan->runbook);
        QTRY_VERIFY(controller().table().lastRun(key()));
        other.reload();
        QTRY_VERIFY(!other.isLoading());
        (void)await(m_bench->below.journal->count()); // what it asked before has been answered

        QVERIFY(!other.table().lastRun(key()));
        QCOMPARE(controller().table().lastRun(key())->run, m_bench->below.runs.runs().begin()->second.journalRun);
    }

    void undo_ofARunThatChangedNothing_isToldAsSuch()
    {
        m_bench->below.executor.failures.insert(u"ada"_s, Error(Error::Kind::Denied, u"No."_s));
        const std::optional<UserPlan> plan = planned(RunbooksBench::values());
        QVERIFY(plan);
        m_bench->below.runs.run(plan->plan, {}, plan->runbook);
        QTRY_VERIFY(controller().table().lastRun(key()));
        QVERIFY(!controller().table().lastRun(key())->canBeUndone);

        controller().planUndo(key());

        QTRY_COMPARE(m_errors.size(), 1);
        QCOMPARE(m_errors.first().code(), u"NotReversible"_s);
        QVERIFY(!controller().isPlanning());
    }

    void policy_allowsTheStepsAndTheirWayBack()
    {
        const Result<controllers::ShownPolicy> policy = controller().policy(key());

        QVERIFY(policy);
        const QJsonObject document = QJsonDocument::fromJson(policy->json.toUtf8()).object();
        QCOMPARE(document[u"Statement"_s].toArray().size(), 1);
        const QJsonObject statement = document[u"Statement"_s].toArray().first().toObject();
        const QJsonArray actions = statement[u"Action"_s].toArray();
        QVERIFY(actions.contains(u"cognito-idp:AdminDisableUser"_s) && actions.contains(u"cognito-idp:AdminGetUser"_s));
        QVERIFY(statement[u"Resource"_s].toString().startsWith(u"arn:aws:cognito-idp:eu-west-1:"_s));
        QVERIFY(policy->note.contains(u"pool, user"_s));
        QVERIFY(!controller().policy(u"demo/none"_s));
    }

    void import_isADraftThatCanNotBeRun()
    {
        const QStringList keys = import("# Look\n\n1. Look\n\n```bash\naws lambda get-everything\n```\n");

        QCOMPARE(keys.size(), 1);
        const RunbookInfo info = *controller().table().find(keys.first());
        QVERIFY(info.isDraft);
        QVERIFY(info.findings && !info.findings->isEmpty());
        QSignalSpy done(&controller(), &RunbooksController::planned);
        controller().plan(keys.first(), {});
        QVERIFY(!controller().isPlanning());
        QCOMPARE(done.size(), 0);
    }

    void save_makesADraftARunbookOfThisSystem()
    {
        const QStringList keys = import("# Look\n\n1. Ask\n");
        QSignalSpy saved(&controller(), &RunbooksController::saved);

        controller().save(keys.value(0), u"Look twice"_s, QDate(2030, 1, 1));

        QVERIFY(!saved.isEmpty() || saved.wait());
        QCOMPARE(saved.first().first().toString(), u"demo/look-twice"_s);
        QTRY_VERIFY(controller().table().find(u"demo/look-twice"_s));
        const RunbookInfo info = *controller().table().find(u"demo/look-twice"_s);
        QVERIFY(!info.isDraft && info.findings);
        QCOMPARE(info.reviewBy, QDate(2030, 1, 1));
        QVERIFY(!controller().table().find(keys.value(0)));
        QVERIFY(planned(RunbooksBench::values()));
    }

    void save_ofATakenName_isRefusedAndTheDraftStays()
    {
        const QStringList keys = import("# Look\n\n1. Ask\n");
        controller().save(keys.value(0), u"Reset a user"_s, {});

        QTRY_COMPARE(m_errors.size(), 1);
        QCOMPARE(m_errors.first().code(), u"RunbookExists"_s);
        QVERIFY(controller().table().find(keys.value(0)));
    }

    void discard_removesTheDraft()
    {
        const QStringList keys = import("# Look\n\n1. Ask\n");

        controller().discard(keys.value(0));

        QVERIFY(!controller().table().find(keys.value(0)));
        QVERIFY(controller().table().find(key()));
    }

    void destroyedWhileReading_staysSilent()
    {
        auto other = std::make_unique<RunbooksController>(
            RunbooksController::Services{m_bench->shelf, m_bench->below.catalog, m_bench->below.models,
                m_bench->below.planner, m_bench->pickers, m_bench->preparation},
            m_bench->below.system, QMap<QString, QString>(), m_bench->below.runs);
        other->reload();
        other->readOptions(key(), u"pool"_s, {});
        other.reset();

        QVERIFY(m_bench->load());
        QVERIFY(controller().table().find(key()));
    }
};

QTEST_MAIN(TestRunbooksController)
#include "tst_runbookscontroller.moc"
