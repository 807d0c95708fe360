// SPDX-License-Identifier: GPL-3.0-or-later
#include <support/backupsbench.h>

#include <QSignalSpy>

using namespace sm;
using namespace sm::test;
using controllers::BackupsController;

class TestBackupsController : public QObject
{
    Q_OBJECT

private:
    BackupsController &controller() { return m_bench->controller; }
    FakeBackupService &service() { return m_bench->service; }
    /// The world that a freeze changes.
    void giveItAWorld()
    {
        FakeExecutor &executor = m_bench->runbooks.below.executor;
        executor.look
            = [this](const Step &) { return operations::Observation{QJsonObject{{u"Enabled"_s, m_enabled}}, false}; };
        executor.effect = [this](const Step &step) { m_enabled = step.operation.uses.contains(u"Enable"_s); };
    }

    std::unique_ptr<BackupsBench> m_bench;
    bool m_enabled = true;

private Q_SLOTS:
    void init()
    {
        m_enabled = true;
        m_bench = std::make_unique<BackupsBench>();
    }
    void cleanup() { m_bench.reset(); }

    void reload_showsEachAssetAsItComes()
    {
        service().gate.hold();
        controller().reload();
        QVERIFY(controller().isLoading());
        QCOMPARE(m_bench->shown(), QStringList());

        service().gate.letOne();
        QTRY_COMPARE(m_bench->shown(), QStringList(u"good"_s));
        service().gate.letOne();
        QTRY_COMPARE(m_bench->shown(), QStringList({u"late"_s, u"good"_s}));
        QVERIFY(!controller().readAt().isValid());
        service().gate.open();

        QTRY_VERIFY(!controller().isLoading());
        QCOMPARE(m_bench->shown(), QStringList({u"bare"_s, u"late"_s, u"supabase"_s, u"good"_s}));
        QVERIFY(controller().readAt().isValid() && !controller().problem());
    }

    void reload_withoutAnAsset_dropsItAtTheEnd()
    {
        QVERIFY(m_bench->load());
        service().assets.removeFirst();

        QVERIFY(m_bench->load());

        QVERIFY(!m_bench->shown().contains(u"good"_s));
    }

    void reload_failed_keepsWhatIsShownAndSaysSince()
    {
        QVERIFY(m_bench->load());
        const QDateTime readAt = controller().readAt();
        service().assets.clear();
        service().boardProblem = Error(Error::Kind::Network, u"No way."_s);

        QVERIFY(m_bench->load());

        QCOMPARE(m_bench->shown().size(), 4);
        QCOMPARE(controller().problem()->message(), u"No way."_s);
        QCOMPARE(controller().readAt(), readAt);
    }

    void reload_twice_dropsTheAnswersOfTheFirst()
    {
        service().gate.hold();
        controller().reload();
        service().assets = {someStanding(u"other"_s, Due::InTime)};
        controller().reload();

        service().gate.open();

        QTRY_VERIFY(!controller().isLoading());
        QCOMPARE(m_bench->shown(), QStringList(u"other"_s));
    }

    void refresh_showsTheAssetAsItIs()
    {
        QVERIFY(m_bench->load());
        QSignalSpy changed(&controller(), &BackupsController::assetChanged);
        service().assets[1] = someStanding(u"late"_s, Due::InTime, 0);

        controller().refresh(u"late"_s);

        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(controller().table().find(u"late"_s)->backup, Due::InTime);
    }

    void refresh_twice_takesTheLastAnswerOnly()
    {
        QVERIFY(m_bench->load());
        service().gate.hold();
        QSignalSpy changed(&controller(), &BackupsController::assetChanged);
        controller().refresh(u"late"_s);
        controller().refresh(u"late"_s);

        service().gate.open();

        QTRY_COMPARE(service().gate.inside(), 0);
        QTRY_COMPARE(changed.size(), 1);
    }

    void refresh_ofWhatIsGone_removesIt()
    {
        QVERIFY(m_bench->load());
        service().assets.removeFirst();

        controller().refresh(u"good"_s);

        QTRY_VERIFY(!controller().table().find(u"good"_s));
    }

    void refresh_failed_leavesItAndTells()
    {
        QVERIFY(m_bench->load());
        QSignalSpy failed(&controller(), &BackupsController::failed);
        service().standingProblem = Error(Error::Kind::Network, u"No way."_s);

        controller().refresh(u"good"_s);

        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(controller().table().find(u"good"_s));
    }

    void run_readsAgainWhatItTouched()
    {
        QVERIFY(m_bench->load());

        QVERIFY(m_bench->run(u"demo/back-up"_s, {{u"asset"_s, u"late"_s}}));

        QTRY_COMPARE(service().gate.countOf(u"standing late"_s), 1);
        QCOMPARE(service().gate.countOf(u"standing good"_s), 0);

        QVERIFY(m_bench->run(
            u"demo/back-up"_s, {{u"asset"_s, u"arn:aws:dynamodb:us-east-1:123456789012:table/good/backup/1"_s}}));
        QTRY_COMPARE(service().gate.countOf(u"standing good"_s), 1);
    }

    void run_showsWhatItMadeAndDropsWhatItTookAway()
    {
        QVERIFY(m_bench->load());
        service().assets.removeFirst();
        service().assets << someStanding(u"late-restored"_s, Due::NoPolicy);

        QVERIFY(m_bench->run(u"demo/restore"_s, {{u"asset"_s, u"late"_s}}));

        QTRY_VERIFY(m_bench->shown().contains(u"late-restored"_s));
        QTRY_VERIFY(!m_bench->shown().contains(u"good"_s));
    }

    void run_ofSomethingElse_readsNothing()
    {
        QVERIFY(m_bench->load());
        const auto read = service().gate.countOf(u"board good"_s);

        QVERIFY(m_bench->run(u"demo/back-up"_s, {{u"asset"_s, u"ada"_s}}));

        QCOMPARE(service().gate.countOf(u"board good"_s), read);
        QVERIFY(!controller().isLoading());
    }

    void run_thatTookABackup_tellsWhich()
    {
        QVERIFY(m_bench->load());
        QSignalSpy taken(&controller(), &BackupsController::backupTaken);
        service().assets.first().backups.prepend(someBackup(u"good-2"_s, 0));

        controller().refresh(u"good"_s);
        QVERIFY(m_bench->run(u"demo/back-up"_s, {{u"asset"_s, u"late"_s}}));
        QTRY_VERIFY(controller().table().find(u"good"_s)->backups.size() == 2);
        QCOMPARE(taken.size(), 0);
        service().assets.first().backups.prepend(someBackup(u"good-3"_s, 0));
        QVERIFY(m_bench->run(u"demo/back-up"_s, {{u"asset"_s, u"good"_s}}));

        QTRY_COMPARE(taken, (QList<QList<QVariant>>{{u"good"_s, u"good-3"_s}}));
    }

    void destroyedWhileReading_staysSilent()
    {
        auto alone = std::make_unique<BackupsController>(BackupsController::Services{
            service(), m_bench->runbooks.controller, m_bench->runbooks.below.runs, nullptr});
        QSignalSpy changed(alone.get(), &BackupsController::changed);
        service().gate.hold();
        alone->reload();
        alone->refresh(u"good"_s);
        alone.reset();

        QTRY_COMPARE(service().gate.inside(), 0);
        QCOMPARE(changed.size(), 1);
        QTRY_VERIFY(!m_bench->runbooks.controller.isLoading());
    }

    void procedure_namesItsRunbookWithTheNewestBackup()
    {
        QVERIFY(m_bench->load());

        const auto newest = controller().procedure(u"good"_s, BackupAction::Restore);
        const auto chosen = controller().procedure(u"good"_s, BackupAction::Restore, u"good-1"_s);

        QVERIFY(newest && chosen);
        QCOMPARE(newest->runbook, u"demo/restore"_s);
        QCOMPARE(newest->parameters[u"backup"_s].toString(), u"good-1"_s);
        QCOMPARE(chosen->parameters, newest->parameters);
    }

    void procedure_withoutOne_saysWhy()
    {
        service().missing = {BackupAction::Swap};
        QVERIFY(m_bench->load());
        const auto why = [this](const QString &asset, BackupAction action) {
            const Result<BackupProcedure> found = controller().procedure(asset, action);
            return found ? QString() : found.error().message();
        };

        QCOMPARE(why(u"bare"_s, BackupAction::Restore), u"There is no backup of it yet."_s);
        QCOMPARE(why(u"good"_s, BackupAction::Swap), u"This can not be done with: DynamoDB table."_s);
        QCOMPARE(why(u"supabase"_s, BackupAction::Create), u"This can not be done with: External."_s);
        QCOMPARE(why(u"what"_s, BackupAction::Create), u"Select an asset first."_s);
        QFile::remove(m_bench->runbooks.below.folder.filePath(u"runbooks/demo/drill.yaml"_s));
        QVERIFY(m_bench->runbooks.load());
        QCOMPARE(why(u"good"_s, BackupAction::Drill), u"There is no runbook demo/drill."_s);
    }

    void procedure_ofABackupTakenElsewhere_saysToAdoptIt()
    {
        QVERIFY(m_bench->load());
        const auto why = [this](BackupAction action) {
            const Result<BackupProcedure> found = controller().procedure(u"good"_s, action);
            return found ? QString() : found.error().message();
        };
        QVERIFY(why(BackupAction::Adopt).startsWith(u"Only a table's backup that was taken elsewhere"_s));

        service().assets.first().backups.first().id = u"arn:aws:dynamodb:us-east-1:1:table/good/backup/1"_s;
        QVERIFY(m_bench->load());

        QVERIFY(why(BackupAction::Drill).contains(u"Adopt it"_s));
        QCOMPARE(why(BackupAction::Adopt), QString());
    }

    void procedureForAll_isOneForOneKind()
    {
        QVERIFY(m_bench->load());

        const auto two = controller().procedureForAll({u"good"_s, u"late"_s}, BackupAction::Create);
        const auto mixed = controller().procedureForAll({u"good"_s, u"supabase"_s}, BackupAction::Create);

        QVERIFY(two && !mixed);
        QCOMPARE(two->parameters[u"tables"_s].toArray().size(), 2);
        QCOMPARE(mixed.error().message(), u"Only assets of one kind can be backed up together."_s);
        QCOMPARE(controller().procedureForAll({u"what"_s}, BackupAction::Create).error().message(),
            u"what is not on the board."_s);
    }

    void freeze_isKnownUntilItIsTakenBack()
    {
        giveItAWorld();
        QVERIFY(m_bench->load());
        QVERIFY(controller().freeze());
        QVERIFY(controller().freezes().freezes().isEmpty());

        QVERIFY(m_bench->run(controllers::Freezes::Runbook, {}));
        QTRY_COMPARE(controller().freezes().freezes().size(), 1);
        const controllers::Freeze freeze = controller().freezes().freezes().first();
        QVERIFY(freeze.since.isValid() && !freeze.by.isEmpty());

        QSignalSpy planned(&m_bench->runbooks.controller, &controllers::RunbooksController::undoPlanned);
        m_bench->runbooks.controller.planUndoOfRun(freeze.run);
        QVERIFY(!planned.isEmpty() || planned.wait());
        QVERIFY(m_bench->run(planned.first().first().value<UserPlan>()));

        QTRY_VERIFY(controller().freezes().freezes().isEmpty());
        QVERIFY(m_enabled);
    }
};

QTEST_MAIN(TestBackupsController)
#include "tst_backupscontroller.moc"
