// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <controllers/backupscontroller.h>
#include <support/fakebackups.h>
#include <support/runbooksbench.h>

namespace sm::test {

/// A RunbooksBench with a runbook for each action on backups, and what the Backups page stands on: three tables and
/// what others back up.
struct BackupsBench
{
    BackupsBench()
    {
        for (int action = 0; action <= int(BackupAction::Remove); ++action)
            writeRunbook(FakeBackupService::runbookOf(static_cast<BackupAction>(action)));
        writeRunbook(controllers::Freezes::Runbook);
        service.assets = {someStanding(u"good"_s, Due::InTime), someStanding(u"late"_s, Due::Overdue, 27),
            someStanding(u"bare"_s, Due::Never, -1), someStanding(u"supabase"_s, Due::NoPolicy)};
        service.assets.last().asset.kind = AssetKind::External;
    }
    ~BackupsBench()
    {
        service.gate.open();
        (void)QTest::qWaitFor([this] { return service.gate.inside() == 0; });
    }

    /// Shuts a user out, which stands for whatever the action does.
    QString writeRunbook(const QString &key) const
    {
        const QByteArray text = "title: About " + key.section(u'/', 1).toUtf8() + R"(
purpose: For a test.
parameters:
  asset: {title: Asset, default: ada}
  backup: {title: Backup, required: false}
  tables: {title: Tables, type: list, required: false}
  set: {title: Set, required: false}
steps:
  - id: disable
    title: Disable ada
    uses: aws:cognito-idp:AdminDisableUser
    with: {UserPoolId: eu-west-1_pool, Username: "${parameters.asset}"}
    undo:
      title: Enable ada
      uses: aws:cognito-idp:AdminEnableUser
      with: {UserPoolId: eu-west-1_pool, Username: ada}
)";
        return runbooks.write(u"runbooks/%1.yaml"_s.arg(key), text);
    }
    bool load()
    {
        controller.reload();
        return QTest::qWaitFor([this] { return !controller.isLoading() && !runbooks.controller.isLoading(); });
    }
    QStringList shown()
    {
        QStringList ids;
        for (int row = 0; row < controller.table().rowCount(); ++row)
            ids << controller.table().index(row, 0).data(tables::BackupTable::IdRole).toString();
        return ids;
    }
    /// Plans and runs \p key to its end.
    bool run(const QString &key, const QJsonObject &values)
    {
        std::optional<UserPlan> plan;
        const auto listener = QObject::connect(&runbooks.controller, &controllers::RunbooksController::planned,
            &controller, [&plan](const UserPlan &made) { plan = made; });
        runbooks.controller.plan(key, {values, {}});
        const bool isPlanned = QTest::qWaitFor([&plan] { return plan.has_value(); });
        QObject::disconnect(listener);
        return isPlanned && run(*plan);
    }
    bool run(const UserPlan &plan)
    {
        controllers::RunsController &runs = runbooks.below.runs;
        const int id = runs.run(plan.plan, {{}, true, false}, plan.runbook);
        return QTest::qWaitFor([&runs, id] { return runs.runs().at(id).finished; });
    }

    RunbooksBench runbooks;
    FakeBackupService service;
    controllers::BackupsController controller{
        {service, runbooks.controller, runbooks.below.runs, runbooks.below.journal.get()}};
};

} // namespace sm::test
