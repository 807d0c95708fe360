// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "functionfacts.h"

#include <vault/manifest.h>

#include <QStringList>

namespace sm::backups {

/// How a function differs from a backup. Of the environment it tells names alone.
struct FunctionComparison
{
    bool isCodeSame = false;
    QStringList configuration; ///< members that differ
    QStringList environment; ///< names of variables that differ, are missing or were added
    QStringList around; ///< aliases, policy, eventSources, concurrency, tags: what a restore leaves alone

    bool isSame() const { return isCodeSame && configuration.isEmpty() && environment.isEmpty(); }
};

/// \p variables are those of the backup, \p surroundings as surroundingsOf(); empty: nobody looked.
FunctionComparison compared(
    const Manifest &manifest, const QJsonObject &variables, const FunctionFacts &now, const QJsonObject &surroundings);

/// \error Kind::Conflict (code "NotVerified") names what is not as it was kept.
Error otherThanKept(const FunctionComparison &comparison);

/// {same, code: {same, kept, now}, configuration, environment, around}
QJsonObject toJson(const FunctionComparison &comparison, const Manifest &manifest, const FunctionFacts &now);

} // namespace sm::backups
