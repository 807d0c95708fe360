// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>
#include <tables/deploymenttable.h>

namespace sm::pages {

/// What was deployed to, as people say it: "chat-lambda live", "backend in chat", "EnergyInsightsStack".
QString unitText(DeploymentKind kind, const QString &unit);
/// A revision short enough for a sentence: "17", "backend:42", "3f9a2c1b".
QString revisionText(const QString &revision);
/// "chat-lambda live was rolled back from 17 to 16 by ada, 30 Nov 2026, 10:22 UTC: no answers."
QString markText(const RollbackMark &mark);
/// "Difference: 17 (running) to 16 (proposed)".
QString differenceTitle(const Deployment *live, const Deployment &candidate, bool isProposed);
/// "chat-lambda live: errors 8.2 % · no AppConfig here · read just now"; empty: nothing is known yet. \p notOffered are
/// services that this endpoint does not have.
QString summaryText(
    const QList<Deployment> &live, double errorLimit, const QDateTime &readAt, const QStringList &notOffered = {});

} // namespace sm::pages
