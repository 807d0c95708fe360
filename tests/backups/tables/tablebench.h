// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <executors/executorbench.h>
#include <support/fakecaller.h>
#include <tables/tableexecutor.h>
#include <tables/tableplanner.h>

#include <QJsonArray>

namespace sm::test {

using namespace Qt::Literals::StringLiterals;

/// Runs steps of the kind "table" over scripted answers.
struct TableBench
{
    const Knowledge &known = everything();
    MockClock clock;
    InstantSleeper sleeper{clock};
    FakeCaller caller;
    QStringList lines;
    backups::TableExecutor executor{
        caller, known.models, sleeper, clock, [this](const Step &, const QString &line) { lines << line; }};
    backups::TablePlanner planner{known.catalog, known.models};
    ExecutorBench all{known, {&executor}, {&planner}, sleeper};

    operations::StepEvent run(const QString &uses, const QJsonObject &with) { return all.runStep(stepOf(uses, with)); }
    QString problemOf(const QString &uses, const QJsonObject &with) const
    {
        const Result<Plan> plan = all.plan({stepOf(uses, with)});
        return plan ? QString() : plan.error().message();
    }
};

inline QJsonObject object(const char *json) { return parseJson(json).value_or(QJsonValue()).toObject(); }

} // namespace sm::test
