// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/awscaller.h>
#include <aws/credentialsources.h>
#include <core/clock.h>
#include <net/curltransport.h>
#include <net/realsleeper.h>
#include <operations/awsexecutor.h>
#include <operations/journal.h>
#include <operations/planner.h>
#include <operations/runner.h>
#include <support/motoserver.h>
#include <users/cognitouserservice.h>
#include <users/userplans.h>

#include <QTemporaryDir>

namespace sm::test {

/// Everything between a plan of the Users page and an account, as the program has it, on a journal of its own.
class Account
{
public:
    /// \p endpoint is \p moto itself or a double in front of it.
    Account(const MotoServer &moto, const QString &endpoint);
    ~Account();

    [[nodiscard]] QString failure() const { return m_failure; }
    QString folder() const { return m_folder.path(); } ///< where the journal is

    const UserPool &pool() const { return m_pool; }
    users::UserPlans plans() const { return {m_planner, m_system, m_pool, users::UserPlans::Groups::Known}; }
    /// As it is now, with groups; fails the test by its name when it is not there.
    Result<User> user(const QString &name);

    /// Runs \p plan as a person would have confirmed it.
    Result<operations::RunReport> run(const Result<UserPlan> &plan);
    /// The journal, newest first.
    QList<JournalEntry> entries();
    void closeJournal();

    /// What another client is told: nothing of plans and journals.
    Result<QJsonObject> ask(const QString &operation, QJsonObject input);

private:
    class EverythingReads;

    aws::Models m_models;
    aws::Endpoints m_endpoints;
    net::CurlTransport m_transport;
    net::RealSleeper m_sleeper;
    SystemClock m_clock;
    operations::Catalog m_catalog;
    aws::CredentialSources m_sources;
    std::unique_ptr<aws::CredentialsProvider> m_credentials;
    aws::AwsCaller m_caller;
    std::unique_ptr<aws::OperationKind> m_everythingReads;
    aws::AwsCaller m_witness;
    users::CognitoUserService m_service;
    operations::Planner m_planner;
    operations::AwsExecutor m_executor;
    QTemporaryDir m_folder;
    std::unique_ptr<operations::Journal> m_journal;
    std::unique_ptr<operations::Runner> m_runner;
    SystemInfo m_system;
    UserPool m_pool;
    QString m_failure;
};

} // namespace sm::test
