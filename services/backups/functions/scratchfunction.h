// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "functioncomparison.h"
#include "functionkeep.h"

#include <net/sleeper.h>

namespace sm::backups {

// Functions that a drill makes and deletes. A tag with the name of the function says so; without it nothing is
// deleted. Nothing calls them: they get no policy, alias, event source or reserved concurrency.

/// \p text, such as "shop-checkout-drill-20261129T220500Z" or the same with an ARN before "-drill-", as a name: what
/// is before "-drill-" is cut at its beginning to the 64 characters that Lambda takes.
QString scratchNameOf(const QString &text);
/// Whether there is something before and after a "-drill-".
bool isScratchName(const QString &name);

/// Members of a configuration that a scratch does not get: interfaces in a VPC take minutes to make and to delete.
QStringList leftOutOfScratch();

/// {there: {name: backup}} of the scratch function \p name, or {there: {}}. One that no drill made has an empty text.
/// \error as describedFunction()
QCoro::Task<Result<QJsonObject>> scratchFunctionNamed(aws::Caller *caller, QString name, CancelToken token);

/// Makes a function as a backup describes it.
class ScratchFunction
{
public:
    /// \p sources and \p sleeper outlive it. \p kept was found whole.
    ScratchFunction(const FunctionSources &sources, net::Sleeper &sleeper, WritePermit permit, Vault::Kept kept);

    /// Makes \p name, or goes on with the one that an attempt which broke off made of the same backup; answers when it
    /// is active, and has the code and configuration of the backup.
    /// {function, arn, codeSha256, leftOut, existed}
    /// \error Kind::Conflict (code "Exists") there is a function \p name that is none of this backup
    /// \error Kind::Conflict (code "NotVerified") Lambda has something else afterwards
    /// \error as openEnvironment(), keptCode(), aws::Caller and aws::Waiter; no value of the environment is in any
    QCoro::Task<Result<QJsonObject>> create(QString name, CancelToken token);

private:
    QCoro::Task<Result<QJsonObject>> made(QString name, CancelToken token);
    QCoro::Task<Result<void>> send(QString name);
    FunctionComparison comparisonWith(const FunctionFacts &facts) const;

    const FunctionSources &m_sources;
    net::Sleeper &m_sleeper;
    WritePermit m_permit;
    Vault::Kept m_kept;
    QJsonObject m_variables;
    bool m_isSent = false;
};

/// {deleted}: false where it is gone already.
/// \error Kind::Conflict (code "NotScratch") no drill made it; as aws::Caller
QCoro::Task<Result<QJsonObject>> deleteScratchFunction(
    aws::Caller *caller, WritePermit permit, QString name, CancelToken token);

} // namespace sm::backups
