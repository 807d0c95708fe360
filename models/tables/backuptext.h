// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/backup.h>

namespace sm::tables {

/// As people call it.
QString titleOf(const Asset &asset);
/// "DynamoDB table", "User pool".
QString kindTitle(AssetKind kind);
/// "Table", "Pool": for a narrow column.
QString shortKindTitle(AssetKind kind);
/// "15 min", "12 h", "7 days": the largest unit that leaves nothing over, or the largest one that is worth telling.
QString spanText(std::chrono::minutes span);
/// How old something is: "9 h", "2 days".
QString ageText(const QDateTime &then, const QDateTime &now);
/// "2.4 MiB", "12 MiB"; "—" of nothing.
QString sizeText(const std::optional<qint64> &bytes);
/// "$4.10"; "—" of nothing, and at least a cent of what is something.
QString monthlyText(const std::optional<Decimal> &dollars);
/// "0:42", "1:04:07".
QString clockText(std::chrono::seconds time);
/// "Available", "Being taken"; as a badge it has stateTone().
QString stateText(Backup::State state);
QString stateTone(Backup::State state);

/// How an asset stands with its backups at \p now, in words: "Overdue by 3 h", "In time", "Never".
QString backupText(const AssetStanding &standing, const QDateTime &now);
/// "good", "warning", "bad", "info" or "neutral".
QString backupTone(const AssetStanding &standing);
/// The same of its proof: "Overdue by 5 days", "Never", "12 days ago"; "—" where there is nothing to prove.
QString proofText(const AssetStanding &standing, const QDateTime &now);
QString proofTone(const AssetStanding &standing); ///< empty: nothing to point out
/// "Every 1 day, proven every 30 days, the last 7 are kept"; what nobody said is left out.
QString policyText(const BackupPolicy &policy);

/// Of all its backups; nothing: not known of any.
std::optional<Decimal> monthlyCost(const AssetStanding &standing);
/// 0 is what a person should look at first.
int urgency(const AssetStanding &standing);
/// There is something to prove, or there should be, and it was never done.
bool isUnproven(const AssetStanding &standing);

} // namespace sm::tables
