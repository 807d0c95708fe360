// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/backup.h>
#include <widgets/keyvaluelist.h>

namespace sm::pages {

/// "DynamoDB table · $0.40 a month for backups".
QString subtitleOf(const AssetStanding &standing);
/// What there is to know of an asset beside its backups: its name, policy, to when it can be brought back.
QList<widgets::KeyValue> factsOf(const AssetStanding &standing);
/// And of one backup: what it holds, where it is, and what was found out about it.
QList<widgets::KeyValue> factsOf(const Backup &backup);
/// What to know before one relies on its backups; empty: nothing.
QString adviceOf(const AssetStanding &standing);

} // namespace sm::pages
