// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fakebuckets.h"

#include <buckets/bucketexecutor.h>
#include <buckets/bucketplanner.h>
#include <core/clock.h>
#include <executors/executorbench.h>
#include <executors/s3executor.h>
#include <executors/s3planner.h>
#include <steps/backupexecutor.h>
#include <steps/backupplanner.h>

#include <QTemporaryDir>

namespace sm::test {

inline SystemInfo systemOfBuckets()
{
    SystemInfo system;
    system.id = {u"demo"_s};
    system.region = {u"eu-west-1"_s};
    return system;
}

/// Backups of buckets with everything between a plan and S3, which is in memory.
struct BucketBench
{
    const Knowledge &known = everything();
    InstantSleeper sleeper;
    SystemClock clock;
    FakeBuckets s3;
    QTemporaryDir folder;
    backups::Vault vault{folder.filePath(u"vault"_s)};
    QStringList lines;
    std::function<void()> onLine = [] { }; ///< somebody does something meanwhile
    backups::BucketExecutor executor{
        s3, known.models, vault, systemOfBuckets(), [this](const Step &, const QString &line) {
            lines << line;
            onLine();
        }};
    executors::S3Executor copies{s3, known.models};
    backups::BucketPlanner planner{known.catalog};
    executors::S3Planner copiesPlanner{known.catalog};
    backups::BackupPlanner backupPlanner{known.catalog, operations::Planner(known.catalog, known.models, {&planner})};
    backups::BackupExecutor backupExecutor{{systemOfBuckets(), vault, clock}, operations::Executors({&executor}),
        operations::Planner(known.catalog, known.models, {&planner})};
    ExecutorBench all{
        known, {&executor, &copies, &backupExecutor}, {&planner, &copiesPlanner, &backupPlanner}, sleeper};

    operations::StepEvent run(const QString &uses, const QJsonObject &with) { return all.runStep(stepOf(uses, with)); }

    static QJsonObject snapshotOf(const QString &prefix = u"data"_s, const QJsonObject &more = {})
    {
        QJsonObject with{{u"asset"_s, u"reports"_s}, {u"bucket"_s, u"shop"_s}, {u"prefix"_s, prefix},
            {u"toBucket"_s, u"safe"_s}, {u"toPrefix"_s, u"b1"_s}};
        for (auto it = more.begin(); it != more.end(); ++it)
            with.insert(it.key(), it.value());
        return with;
    }
    static QJsonObject backup(const QJsonObject &more = {})
    {
        QJsonObject with{{u"asset"_s, u"reports"_s}, {u"backup"_s, u"newest"_s}};
        for (auto it = more.begin(); it != more.end(); ++it)
            with.insert(it.key(), it.value());
        return with;
    }
    /// shop/data/ with \p count objects "o000", …, each of another content.
    void fill(int count)
    {
        for (int number = 0; number < count; ++number)
            s3.put(u"shop"_s, u"data/o%1"_s.arg(number, 5, 10, QChar(u'0')), "content " + QByteArray::number(number));
    }
    QList<backups::Vault::Kept> kept()
    {
        const auto found = await(vault.list({}, {}));
        return found && *found ? **found : QList<backups::Vault::Kept>();
    }
};

/// \p event may be the run itself: it is evaluated once.
#define QVERIFY_DONE(event)                                                                                            \
    do {                                                                                                               \
        const operations::StepEvent &ended = (event);                                                                  \
        QVERIFY2(ended.state == StepState::Done, ended.error ? qPrintable(ended.error->message()) : "no error");       \
    } while (false)

} // namespace sm::test
