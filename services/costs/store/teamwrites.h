// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/result.h>
#include <core/systeminfo.h>
#include <operations/planner.h>
#include <operations/runner.h>

#include <QCoroTask>

namespace sm::costs {

/// Has the Runner carry out what a system's file is the standing order for: `costs: {database, cache}` says that
/// answers and bills are kept there. They are journalled, and none is sent in read-only mode.
class TeamWrites
{
public:
    /// Both outlive it.
    TeamWrites(operations::Runner &runner, const operations::Planner &planner, SystemInfo system);

    const SystemInfo &system() const { return m_system; }
    bool isReadOnly() const { return m_runner.guard().isReadOnly(); }

    /// \error as operations::Planner::plan()
    Result<Plan> plan(const QString &title, const QList<Step> &steps) const;
    /// \error as operations::Runner::run(); as the first step that failed
    QCoro::Task<Result<void>> run(Result<Plan> plan, CancelToken token) const;

    /// A statement on the database \p name; $1 and so on are \p parameters. Nothing is looked at before.
    static Step statement(const QString &title, const QString &name, const Secret &password, const QString &sql,
        const QJsonArray &parameters);

private:
    operations::Runner &m_runner;
    const operations::Planner &m_planner;
    SystemInfo m_system; ///< without a pinned account: nothing of it is changed, and nobody need be signed in
};

/// \p step with the password that it signs in with, unless that is empty.
Step signedIn(Step step, const Secret &password);

} // namespace sm::costs
