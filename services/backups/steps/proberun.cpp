// SPDX-License-Identifier: GPL-3.0-or-later
#include "proberun.h"

#include <core/jmespath.h>
#include <core/json.h>

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;

namespace {

constexpr qsizetype longestShown = 200; // characters of an answer inside a sentence

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::ProbeRun", text); }

Error ofProbe(const BackupProbe &probe, const Error &error)
{
    return Error(error.kind(), tr("Probe “%1”: %2").arg(probe.name, error.message()))
        .withCode(error.code())
        .withRequestId(error.requestId());
}

QString shown(const QJsonValue &value) { return QString::fromUtf8(toCompactJson(value)).left(longestShown); }

} // namespace

Result<Step> plannedProbe(const operations::Planner &reads, const SystemInfo &system, const BackupProbe &probe,
    const QMap<QString, QString> &values)
{
    const Result<Step> read = readOf(probe, values);
    if (!read)
        return read.error();
    const Result<Plan> plan = reads.plan(probe.name, system, {*read});
    if (!plan)
        return ofProbe(probe, plan.error());
    if (plan->steps.first().tier == Tier::Read)
        return plan->steps.first();
    return Error(Error::Kind::Invalid,
        tr("Probe “%1”: %2 may change something, so it is no question.").arg(probe.name, probe.uses))
        .withCode(u"NotARead"_s);
}

QCoro::Task<Result<QJsonValue>> answerOf(const ProbeReaders *readers, WritePermit permit, BackupProbe probe,
    QMap<QString, QString> values, CancelToken token)
{
    const Result<Step> read = plannedProbe(readers->planner, readers->system, probe, values);
    if (!read)
        co_return read.error();
    operations::Executor *reader = readers->executors.forStep(*read);
    if (!reader)
        co_return Error(
            Error::Kind::Invalid, tr("Probe “%1”: nothing here can carry out %2.").arg(probe.name, probe.uses));
    const Result<Applied> answer = co_await reader->apply(permit, *read, token);
    if (!answer)
        co_return ofProbe(probe, answer.error());
    if (probe.select.isEmpty())
        co_return QJsonValue(answer->output);
    const Result<QJsonValue> selected = jmespath::search(probe.select, answer->output);
    if (!selected)
        co_return ofProbe(probe, selected.error());
    co_return *selected;
}

QJsonObject comparedProbes(const QMap<QString, QJsonValue> &answers, const QMap<QString, QJsonValue> &against)
{
    QJsonArray all;
    QJsonArray different;
    int compared = 0;
    for (auto it = answers.begin(); it != answers.end(); ++it) {
        all << QJsonObject{{u"name"_s, it.key()}, {u"answer"_s, it.value()}};
        if (!against.contains(it.key()))
            continue;
        ++compared;
        const QJsonValue expected = against.value(it.key());
        // As text, where 1 and 1.0 are the same number at any depth.
        if (toCompactJson(expected) != toCompactJson(it.value()))
            different << QJsonObject{{u"name"_s, it.key()}, {u"expected"_s, expected}, {u"answer"_s, it.value()}};
    }
    return {{u"answers"_s, all}, {u"compared"_s, compared}, {u"different"_s, different}};
}

Result<void> sameAnswers(const QJsonObject &compared)
{
    QStringList parts;
    const QJsonArray different = compared[u"different"].toArray();
    for (const QJsonValue each : different)
        parts << tr("“%1” is %2 instead of %3")
                     .arg(each[u"name"].toString(), shown(each[u"answer"]), shown(each[u"expected"]));
    if (parts.isEmpty())
        return ok();
    return Error(Error::Kind::Conflict,
        tr("What was restored answers otherwise: %1. Do not use it before you know why.").arg(parts.join(u"; "_s)))
        .withCode(u"ProbesDiffer"_s);
}

} // namespace sm::backups
