// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>

namespace sm::tables {

/// A row of the table of deployments, as its filter sees it.
struct FilteredDeployment
{
    const Deployment &deployment;
    const QString &haystack; ///< haystackOf()
    bool isProposed = false;
    bool isMarked = false; ///< somebody took it back
};

/// Where words without a key are looked for, in lower case.
QString haystackOf(const Deployment &deployment);
/// One word of DeploymentTable::setFilter(). A key that nobody knows is text.
bool fitsWord(const FilteredDeployment &row, const QString &word);

} // namespace sm::tables
