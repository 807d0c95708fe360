// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/approval.h>
#include <operations/planner.h>

namespace sm::approvals {

/// The table in a system's database in which its people ask each other for approvals. Everything that changes it is a
/// plan of one step, for operations::Runner: journalled, and refused in read-only mode.
///
/// A row is a request with its answer, both as they were signed; all other columns only help to find it. The plans
/// need no account of AWS: who approves may have none.
class ApprovalTable
{
public:
    static constexpr QStringView Name = u"stationmaster_approvals";

    /// \p planner outlives it.
    ApprovalTable(const operations::Planner &planner, SystemInfo system);

    /// The statement that makes the table, for those who may.
    static QString definition();

    /// Makes the table, once.
    /// \error Kind::Invalid (code "NoApprovals") the system's file names no database; as operations::Planner::plan()
    Result<Plan> creation() const;
    /// Puts \p request in. \error as creation()
    Result<Plan> asking(const operations::ApprovalRequest &request) const;
    /// Puts \p answer beside \p request, where there is none yet: else the step fails as "NotExpected".
    /// \error as creation()
    Result<Plan> answering(
        const operations::ApprovalRequest &request, const QByteArray &answer, const QString &title) const;
    /// Marks what \p approval answers as used, where it is not yet: else the step fails as "NotExpected".
    /// \error as creation()
    Result<Plan> use(const Approval &approval) const;

private:
    Result<Plan> plan(const QString &title, Step step, const QString &statement, const QJsonArray &parameters) const;

    const operations::Planner &m_planner;
    SystemInfo m_system;
};

} // namespace sm::approvals
