// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "saving.h"

#include <QSet>

namespace sm::savings {

/// A published version of a function.
struct FunctionVersion
{
    int number = 0;
    qint64 codeBytes = 0;
    int memoryMegabytes = 128;
    bool hasSnapshot = false; ///< SnapStart keeps one that is paid for
};

/// A function, and what refers to its versions.
struct FunctionVersions
{
    QString function;
    QList<FunctionVersion> versions; ///< without $LATEST, in any order
    QSet<int> used; ///< by aliases (their second version, too), event sources and provisioned concurrency
};

/// The versions that nothing refers to and that are not among the \p keep latest; oldest first.
QList<FunctionVersion> unusedVersions(const FunctionVersions &all, int keep);
/// Nothing: there are none.
std::optional<Saving> versionsSaving(const FunctionVersions &all, int keep);

} // namespace sm::savings
