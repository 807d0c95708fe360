// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <executors/executorbench.h>
#include <steps/backupexecutor.h>
#include <steps/backupplanner.h>
#include <support/mockclock.h>
#include <support/vaultkeeper.h>

namespace sm::test {

inline const QString table = u"ChatMessage-prod"_s;

/// A vault, the steps on it, and a keeper that puts something there.
struct StepsBench
{
    /// \p reads are asked by probes
    explicit StepsBench(
        std::vector<operations::Executor *> reads = {}, std::vector<const operations::KindPlanner *> readPlanners = {})
        : planner(known.catalog, operations::Planner(known.catalog, known.models, readPlanners))
        , executor({demo(), vault, clock}, operations::Executors(reads),
              operations::Planner(known.catalog, known.models, readPlanners),
              [this](const Step &, const QString &line) { lines << line; })
        , all(known, with(reads, {&executor, &keeper}), with(readPlanners, {&planner, &keeper}), sleeper)
    {
    }

    /// The id of a backup of \p content; empty: none was made.
    QString keep(const QString &content = u"content"_s)
    {
        const QJsonObject files{{u"data"_s, content}};
        return all.runStep(stepOf(u"keeper:keep"_s, {{u"asset"_s, table}, {u"files"_s, files}}))
            .output[u"backup"]
            .toString();
    }
    operations::StepEvent run(const QString &uses, const QJsonObject &input)
    {
        return all.runStep(stepOf(uses, input));
    }
    operations::StepEvent of(const QString &uses, const QString &backup, QJsonObject more = {})
    {
        more.insert(u"asset"_s, table);
        more.insert(u"backup"_s, backup);
        return run(uses, more);
    }
    QString problemOf(const QString &uses, const QJsonObject &input) const
    {
        const Result<Plan> plan = all.plan({stepOf(uses, input)});
        return plan ? QString() : plan.error().message();
    }
    QList<backups::Vault::Kept> kept() const
    {
        return await(vault.list({}, {})).value_or(Error::cancelled()).value_or(QList<backups::Vault::Kept>());
    }

    static SystemInfo demo()
    {
        SystemInfo system;
        system.id = {u"demo"_s};
        return system;
    }
    template <typename T>
    static std::vector<T> with(std::vector<T> some, std::vector<T> more)
    {
        some.insert(some.end(), more.begin(), more.end());
        return some;
    }

    const Knowledge &known = everything();
    QTemporaryDir folder;
    MockClock clock;
    InstantSleeper sleeper;
    QStringList lines;
    backups::Vault vault{folder.filePath(u"backups/demo"_s)};
    VaultKeeper keeper{vault};
    backups::BackupPlanner planner;
    backups::BackupExecutor executor;
    ExecutorBench all;
};

} // namespace sm::test
