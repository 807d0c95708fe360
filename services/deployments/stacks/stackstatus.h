// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace sm::deployments {

// What the statuses of a stack mean. A status that is not known is none of these.

/// All that CloudFormation has, as the service model lists them.
QStringList stackStatuses();

/// Something goes on in it; no other operation is taken meanwhile.
bool isStackUnderWay(const QString &status);
/// An update, or a change set, can be executed.
bool takesUpdates(const QString &status);
/// What an operation wanted stands, even where it still cleans up.
bool hasSucceeded(const QString &status);
/// The stack stands as it was before.
bool isRolledBack(const QString &status);
/// Nobody has to wait for anything more.
bool isEnd(const QString &status);
/// An operation begins with it: going back in time, what is before belongs to another one.
bool isBeginning(const QString &status);

} // namespace sm::deployments
