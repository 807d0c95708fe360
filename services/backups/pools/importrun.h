// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "poolcontents.h"
#include "poolexport.h"

#include <vault/vault.h>

namespace sm::backups {

/// What was found before an import, and what of it can not come back.
struct ImportView
{
    PoolFacts facts; ///< of the pool that is imported into
    PoolContents kept;
    PoolContents there;

    /// {users: how many are made, there, groups, notBack: {passwords, subs, dates, secondFactors, devices, federated}}.
    /// Numbers of users; of second factors and devices nobody but the user knows, so they are "at most".
    QJsonObject state(const Manifest &manifest) const;
    /// Users that are not there and that can be made.
    qint64 toCreate() const;
};

/// Both outlive the task. Reads all of the pool.
/// \error as describedPool(), walkPool() and walkBackup()
QCoro::Task<Result<ImportView>> viewForImport(
    aws::Caller *caller, const aws::Models *models, Vault::Kept kept, QString pool, CancelToken token);

/// Makes in a pool what a backup has and the pool has not: groups, users without a password and without a message to
/// them, whether they are disabled, memberships. A user who is there already is never changed, unless an import that
/// broke off made them: then the rest is made up for.
class ImportRun
{
public:
    /// \p caller outlives it. \p view is what is there.
    ImportRun(aws::Caller &caller, WritePermit permit, ImportView view, Vault::Kept kept, Teller tell);

    /// \error the first refusal of Cognito; changed() says whether something was made. Doing it again makes the rest
    QCoro::Task<Result<void>> run(CancelToken token);

    /// {created, there, federated, disabled, groups, memberships, notBack}
    QJsonObject output() const;
    /// Names of what was made: {users, groups}.
    QJsonObject made() const;

private:
    QCoro::Task<Result<void>> makeGroups(CancelToken token);
    QCoro::Task<Result<void>> makeUsers(CancelToken token);
    QCoro::Task<bool> makeUser(PoolUser user);
    QCoro::Task<Result<void>> create(PoolUser user, QString key);
    QCoro::Task<Result<void>> disable(QString key);
    QCoro::Task<Result<void>> makeMembers(CancelToken token);
    QCoro::Task<bool> makeMember(QString group, QString key);
    void note(const Result<void> &done);
    QCoro::Task<Result<QJsonObject>> write(QString operation, QJsonObject input);
    Error withHowFar(const Error &error) const;

    aws::Caller &m_caller;
    WritePermit m_permit;
    ImportView m_view;
    Vault::Kept m_kept;
    Teller m_tell;
    QSet<QString> m_ours; ///< keys of users that this import, or the part of it that broke off, made
    QStringList m_created; ///< names
    QStringList m_groups;
    qint64 m_there = 0;
    qint64 m_federated = 0;
    qint64 m_disabled = 0;
    qint64 m_members = 0;
    std::optional<Error> m_problem;
};

} // namespace sm::backups
