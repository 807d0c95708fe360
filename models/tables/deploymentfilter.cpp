// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymentfilter.h"

#include "deploymenttext.h"

#include <core/deploymentkind.h>

#include <algorithm>

namespace sm::tables {

using namespace Qt::Literals::StringLiterals;

namespace {

using State = Deployment::State;
using Verdict = HealthRecord::Verdict;

bool isInState(const FilteredDeployment &row, const QString &word)
{
    const State state = row.deployment.state;
    if (word == "running"_L1)
        return state == State::Live;
    if (word == "proposed"_L1)
        return row.isProposed && state != State::Live;
    if (word == "failed"_L1)
        return state == State::Failed;
    if (word == "rolled-back"_L1)
        return state == State::RolledBack || (row.isMarked && state != State::Live);
    if (word == "in-progress"_L1)
        return state == State::InProgress;
    return word == "stopped"_L1 && state == State::Stopped;
}

bool isInHealth(const Deployment &deployment, const QString &word)
{
    if (!deployment.health)
        return word == "unknown"_L1;
    const Verdict verdict = deployment.health->verdict;
    if (word == "bad"_L1)
        return verdict == Verdict::Unhealthy;
    if (word == "good"_L1)
        return verdict == Verdict::Healthy;
    return word == "unknown"_L1 && verdict != Verdict::Unhealthy && verdict != Verdict::Healthy;
}

bool isOfKind(const Deployment &deployment, const QString &words)
{
    return words.split(u',').contains(kindWord(deployment.kind));
}

} // namespace

QString haystackOf(const Deployment &deployment)
{
    return QStringList{deployment.title, deployment.unit, serviceTitle(deployment.kind), deployment.revision,
        deployment.commit, deployment.note, deployment.by}
        .join(u'\n')
        .toLower();
}

bool fitsWord(const FilteredDeployment &row, const QString &word)
{
    const QString key = word.section(u':', 0, 0).toLower();
    const QString value = word.section(u':', 1);
    if (value.isEmpty())
        return row.haystack.contains(word.toLower());
    if (key == "state"_L1)
        return isInState(row, value.toLower());
    if (key == "health"_L1)
        return isInHealth(row.deployment, value.toLower());
    if (key == "kind"_L1)
        return isOfKind(row.deployment, value.toLower());
    if (key == "unit"_L1)
        return row.deployment.unit.compare(value, Qt::CaseInsensitive) == 0;
    if (key == "by"_L1)
        return row.deployment.by.contains(value, Qt::CaseInsensitive);
    return row.haystack.contains(word.toLower());
}

} // namespace sm::tables
