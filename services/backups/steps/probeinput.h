// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/backup.h>
#include <core/plan.h>
#include <core/result.h>

namespace sm::backups {

/// The input of backup:probe.
struct ProbeInput
{
    QList<BackupProbe> probes;
    QMap<QString, QString> values; ///< what "{target}" and the like in the probes' inputs stand for
    QMap<QString, QJsonValue> against; ///< the answers that are expected, by the probe's name
};

/// {probes: [{name, uses, with, select}], values: {target: …}, against: [{name, answer}]}
/// \error Kind::Invalid (code "Input") names the member that is wrong
Result<ProbeInput> probeInput(const Step &step);

/// The read that \p probe asks, with \p values in their places. A text that is nothing but "{target}" becomes the
/// value; inside a longer one, such as a statement, only names go: letters, digits and ._:/- can end no quotation
/// there.
/// \error Kind::Invalid (code "Input") a value does not fit into its place
Result<Step> readOf(const BackupProbe &probe, const QMap<QString, QString> &values);

} // namespace sm::backups
