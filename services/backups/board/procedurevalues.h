// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/backup.h>

#include <QJsonValue>

namespace sm::backups {

/// What the parameter \p name of a runbook for backups is for \p assets, which are of one kind; of \p backup where it
/// is about one. Undefined: there is nothing to give, and the runbook's own default holds.
QJsonValue procedureValue(const QString &name, const QList<Asset> &assets, const Backup *backup);

/// Whether a runbook with \p parameters is about several assets at once.
bool takesSeveralAssets(const QList<const char *> &parameters);

} // namespace sm::backups
