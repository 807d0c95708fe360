// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <support/deploymentsbench.h>

namespace sm::test {

/// A DeploymentsBench whose runbook that shifts an alias back asks for what such runbooks ask for.
struct DeploymentsPageBench : DeploymentsBench
{
    static constexpr auto shiftBack = "common/roll-back-alias";

    DeploymentsPageBench() { writeShiftBack(); }

    void writeShiftBack(const QByteArray &moreParameters = {}) const
    {
        const QByteArray text = R"(
title: Shift an alias back
purpose: For a test.
parameters:
  function: {title: Function}
  version: {title: Version}
  reason: {title: Reason, type: text}
  watch: {title: Watch for, type: duration, default: 15m}
  tables: {title: Back up first, type: list, required: false}
  set: {title: Set, required: false}
)" + moreParameters
            + R"(
steps:
  - id: disable
    title: "Shift to ${parameters.version}"
    uses: aws:cognito-idp:AdminDisableUser
    with: {UserPoolId: eu-west-1_pool, Username: "${parameters.function}"}
    undo:
      title: Shift again
      uses: aws:cognito-idp:AdminEnableUser
      with: {UserPoolId: eu-west-1_pool, Username: "${parameters.function}"}
)";
        runbooks.write(u"runbooks/%1.yaml"_s.arg(QLatin1StringView(shiftBack)), text);
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
};

} // namespace sm::test
