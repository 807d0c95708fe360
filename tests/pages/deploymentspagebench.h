// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <support/deploymentsbench.h>

namespace sm::test {

/// A DeploymentsBench whose runbook that shifts an alias back asks for what such runbooks ask for.
struct DeploymentsPageBench : DeploymentsBench
{
    static constexpr auto shiftBack = "common/roll-back-alias";

    DeploymentsPageBench() { writeShiftBack(); }

    void writeShiftBack(const QByteArray &moreParameters = {}, const QByteArray &to = "${parameters.version}") const
    {
        const QByteArray text = R"(
title: Shift an alias back
purpose: For a test.
parameters:
  function: {title: Function}
  version: {title: Version}
  reason: {title: Reason, type: text}
  watch: {title: Watch for, type: duration, default: 15m}
)" + moreParameters
            + R"(
steps:
  - id: disable
    title: "Shift to )"
            + to + R"("
    uses: aws:cognito-idp:AdminDisableUser
    with: {UserPoolId: eu-west-1_pool, Username: "${parameters.function}"}
    undo:
      title: Shift again
      uses: aws:cognito-idp:AdminEnableUser
      with: {UserPoolId: eu-west-1_pool, Username: "${parameters.function}"}
)";
        runbooks.write(u"runbooks/%1.yaml"_s.arg(QLatin1StringView(shiftBack)), text);
    }
    void writeBackUp() const
    {
        runbooks.write(u"runbooks/common/back-up-tables.yaml"_s, R"(
title: Back tables up
purpose: For a test.
parameters:
  tables: {title: Tables, type: list}
  assets: {title: Assets, type: list}
  set: {title: Set}
steps:
  - id: disable
    title: "Back ${join(', ', parameters.tables)} up"
    uses: aws:cognito-idp:AdminDisableUser
    with: {UserPoolId: eu-west-1_pool, Username: "${parameters.set}"}
)");
    }
    static SystemInfo withSets(SystemInfo system)
    {
        Asset table;
        table.id = u"messages"_s;
        table.kind = AssetKind::Table;
        table.name = u"ChatMessage-prod"_s;
        Asset bucket;
        bucket.id = u"uploads"_s;
        bucket.kind = AssetKind::Bucket;
        system.assets = {table, bucket};
        system.backupSets = {{u"chat"_s, {u"messages"_s, u"uploads"_s}}, {u"files"_s, {u"uploads"_s}}};
        return system;
    }
    RollbackMark mark(const QString &reason, qint64 run = 0) const
    {
        RollbackMark mark;
        mark.kind = DeploymentKind::Lambda;
        mark.unit = u"chat-lambda:live"_s;
        mark.from = u"17"_s;
        mark.to = u"16"_s;
        mark.reason = reason;
        mark.at = deploymentNow.addSecs(3600);
        mark.by = u"ada"_s;
        mark.run = run;
        return mark;
    }

    /// The same runbooks on a system with sets of backups.
    controllers::RunbooksController runbooksWithSets{
        {runbooks.shelf, runbooks.below.catalog, runbooks.below.models, runbooks.below.planner, runbooks.pickers,
            runbooks.preparation, runbooks.below.journal.get(), &runbooks.below.undo},
        withSets(runbooks.below.system), {}, runbooks.below.runs};
    controllers::DeploymentsController controllerWithSets{{service, runbooksWithSets, runbooks.below.runs}};
};

} // namespace sm::test
