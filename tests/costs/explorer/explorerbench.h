// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fakepaid.h"

#include <aws/models.h>
#include <costexplorer/apisummary.h>
#include <costexplorer/explorersource.h>
#include <support/await.h>
#include <support/fakecaller.h>
#include <support/mockclock.h>

#include <QJsonArray>

namespace sm::test {

/// Text by name, in memory; says what was read and written.
class FakeArchive final : public costs::ExplorerArchive
{
public:
    QCoro::Task<Result<std::optional<Kept>>> read(QString name, CancelToken) override
    {
        reads << name;
        if (!texts.contains(name))
            co_return std::optional<Kept>();
        co_return std::optional<Kept>(Kept{texts.value(name), CostOrigin::Store});
    }
    QCoro::Task<Result<void>> write(QString name, QByteArray text, Keep keep, CancelToken) override
    {
        texts.insert(name, text);
        keeps.insert(name.right(7), keep);
        co_return ok();
    }

    QHash<QString, QByteArray> texts;
    QHash<QString, Keep> keeps; ///< by month: "2026-07"
    QStringList reads;
};

/// A day or month as GetCostAndUsage answers it; \p groups are "key=amount", or "amount" where nothing is grouped.
inline QJsonObject period(const QString &start, const QString &end, const QStringList &groups, bool estimated = false,
    const QString &metric = QStringLiteral("UnblendedCost"), const QString &unit = QStringLiteral("USD"))
{
    const auto metrics = [&](const QString &amount) {
        return QJsonObject{{metric, QJsonObject{{QStringLiteral("Amount"), amount}, {QStringLiteral("Unit"), unit}}}};
    };
    QJsonObject total;
    QJsonArray all;
    for (const QString &group : groups) {
        if (!group.contains(u'=')) {
            total = metrics(group);
            continue;
        }
        all << QJsonObject{{QStringLiteral("Keys"), QJsonArray::fromStringList(group.section(u'=', 0, 0).split(u'|'))},
            {QStringLiteral("Metrics"), metrics(group.section(u'=', 1))}};
    }
    return {{QStringLiteral("TimePeriod"), QJsonObject{{QStringLiteral("Start"), start}, {QStringLiteral("End"), end}}},
        {QStringLiteral("Total"), total}, {QStringLiteral("Groups"), all}, {QStringLiteral("Estimated"), estimated}};
}

inline QJsonObject page(const QList<QJsonObject> &periods, const QString &token = {})
{
    QJsonArray all;
    for (const QJsonObject &each : periods)
        all << each;
    QJsonObject answer{{QStringLiteral("ResultsByTime"), all}};
    if (!token.isEmpty())
        answer.insert(QStringLiteral("NextPageToken"), token);
    return answer;
}

/// An ExplorerSource on 1 August 2026, noon, over a scripted caller.
struct ExplorerBench
{
    explicit ExplorerBench(FakeArchive *archive = nullptr, int memoryEntries = 1000)
        : source({caller, models, clock, paid, archive, &summary},
              {{QStringLiteral("demo")}, QStringLiteral("123456789012"), std::chrono::hours(6), memoryEntries})
    {
    }

    ~ExplorerBench() { end(); }
    Q_DISABLE_COPY_MOVE(ExplorerBench)
    /// Nothing goes on that would touch what is gone.
    void end()
    {
        source.close();
        for (int turn = 0; turn < 5; ++turn)
            QTest::qWait(0);
    }

    Result<costs::ExplorerAnswer> ask(const CostQuery &query, bool fresh = false)
    {
        return await(source.ask(query, fresh, {})).value_or(Error(Error::Kind::Timeout, QStringLiteral("no answer")));
    }

    aws::Models models;
    FakeCaller caller;
    MockClock clock;
    FakePaid paid;
    costs::ApiSummary summary{clock};
    costs::ExplorerSource source;
};

} // namespace sm::test
