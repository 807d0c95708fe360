// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probeinput.h"

#include <core/canceltoken.h>
#include <core/writepermit.h>
#include <operations/executors.h>
#include <operations/planner.h>

namespace sm::backups {

/// Plans what a probe reads, and sees to it that it is a read.
/// \error Kind::Invalid (code "NotARead") it may change something; as Planner::plan()
Result<Step> plannedProbe(const operations::Planner &reads, const SystemInfo &system, const BackupProbe &probe,
    const QMap<QString, QString> &values);

/// Who asks the questions of probes.
struct ProbeReaders
{
    const operations::Planner &planner;
    const operations::Executors &executors;
    const SystemInfo &system;
};

/// What \p probe answers now, as far as its \c select says. \p readers outlive the task.
/// \error as plannedProbe() and the read; names the probe
QCoro::Task<Result<QJsonValue>> answerOf(const ProbeReaders *readers, WritePermit permit, BackupProbe probe,
    QMap<QString, QString> values, CancelToken token);

/// {answers: [{name, answer}], compared, different: [{name, expected, answer}]}. A probe that was not asked when the
/// backup was taken has nothing to be compared with.
QJsonObject comparedProbes(const QMap<QString, QJsonValue> &answers, const QMap<QString, QJsonValue> &against);
/// \error Kind::Conflict (code "ProbesDiffer") names those that answered something else
Result<void> sameAnswers(const QJsonObject &compared);

} // namespace sm::backups
