// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <approvals/postgresapprovals.h>
#include <executors/executorbench.h>
#include <executors/sqlexecutor.h>
#include <executors/sqlplanner.h>
#include <operations/approvalbench.h>
#include <support/postgresserver.h>

#include <QProcess>

namespace sm::test {

/// What an administrator of the database does beside us; what it prints, a line a row.
inline QString psql(const PostgresServer &server, const QString &sql)
{
    QProcess process;
    process.start(u"psql"_s,
        {u"-X"_s, u"-A"_s, u"-t"_s, u"-q"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"-h"_s, server.folder(), u"-p"_s,
            QString::number(server.port()), u"-U"_s, u"postgres"_s, u"postgres"_s});
    process.write(sql.toUtf8());
    process.closeWriteChannel();
    if (!process.waitForFinished(20'000) || process.exitCode() != 0)
        qWarning("%s", process.readAllStandardError().constData());
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

/// As a value in SQL.
inline QString quoted(const QString &text) { return u'\'' + QString(text).replace(u'\'', u"''"_s) + u'\''; }

/// A production system whose people share a database.
inline SystemInfo sharedSystem(const PostgresServer &server)
{
    SystemInfo system;
    system.id = {u"shop"_s};
    system.title = u"Web shop"_s;
    system.pinnedAccount = {ApprovalBench::account};
    system.databases.insert(
        u"main"_s, u"postgresql:///postgres?host=%1&port=%2&user=postgres"_s.arg(server.folder()).arg(server.port()));
    system.approvalDatabase = u"main"_s;
    return system;
}

/// One person at a computer of their own. Approvers are whoever \p approvers holds when it is asked.
struct Person
{
    Person(const PostgresServer &server, const QMap<QString, QString> &given, bool readOnly = false)
        : approvers(given)
        , system(sharedSystem(server))
        , isReadOnly(readOnly)
    {
    }

    operations::ApprovalRules rules()
    {
        return {[this]() -> Result<QMap<QString, QString>> { return approvers; }, journal->approvalKey().publicKey(),
            [this] { return SystemClock().nowUtc().addMSecs(ahead.count()); },
            [this](const Approval &approval) { return table.use(approval); }};
    }
    Plan plan(const QString &user = u"ada"_s) const
    {
        Plan made = test::plan({step(user, Tier::Destructive)}, Environment::Production);
        made.system = system;
        made.system.approvers = approvers;
        made.id = operations::planId(made);
        return made;
    }
    Result<operations::ApprovalRequest> ask(const Plan &plan)
    {
        return await(approvals.ask(plan, {identity, u"shop/delete-user"_s, u"Because"_s}, {}), limit)
            .value_or(Error::cancelled());
    }
    Result<approvals::SharedRequest> look(const QString &id)
    {
        return await(approvals.look(id, {}), limit).value_or(Error::cancelled());
    }
    Result<approvals::WaitingRequests> waiting()
    {
        return await(approvals.waiting({}), limit).value_or(Error::cancelled());
    }
    Result<void> approve(const operations::ApprovalRequest &request)
    {
        return await(approvals.approve(request, {}), limit).value_or(Error::cancelled());
    }
    Result<void> refuse(const operations::ApprovalRequest &request, const QString &reason)
    {
        return await(approvals.refuse(request, reason, {}), limit).value_or(Error::cancelled());
    }
    QCoro::Task<Result<operations::RunReport>> running(const Plan &plan, const Approval &approval)
    {
        return runner.run(plan, {operations::Guard::nameToType(plan), true, false, approval}, identity, {}, {});
    }
    /// "ran", or why not: what \p id came to, used for \p plan.
    QString verdict(const Plan &plan, const QString &id)
    {
        const auto found = look(id);
        if (!found)
            return found.error().code();
        if (!found->approval)
            return u"waits"_s;
        const auto report = await(running(plan, *found->approval), limit).value_or(Error::cancelled());
        return report ? u"ran"_s : report.error().code();
    }

    static constexpr std::chrono::seconds limit{20};

    const QMap<QString, QString> &approvers;
    SystemInfo system;
    bool isReadOnly;
    std::chrono::milliseconds ahead{0}; ///< of its clock
    JournalFile file;
    std::unique_ptr<operations::Journal> journal = file.open();
    std::shared_ptr<store::CaptureStore> captures = journal->captures();
    executors::SqlPlanner sqlPlanner{everything().catalog};
    operations::Planner planner{everything().catalog, everything().models, {&sqlPlanner}};
    executors::SqlExecutor sql{system, *captures};
    ScriptedExecutor aws;
    InstantSleeper sleeper;
    approvals::ApprovalTable table{planner, system};
    operations::Runner runner{operations::Guard(isReadOnly, rules()), journal.get(), {&sql, &aws}, sleeper};
    approvals::PostgresApprovals approvals{runner, planner, *journal, system};
    Identity identity{{ApprovalBench::account}, u"arn:aws:iam::111111111111:user/sabine"_s, u"sabine"_s, {}};
};

} // namespace sm::test
