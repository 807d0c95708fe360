// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "functioncomparison.h"
#include "functionkeep.h"

#include <net/sleeper.h>

namespace sm::backups {

/// \error Kind::Conflict (code "ChangedMeanwhile")
Error changedMeanwhile();

/// Gives a function the code and the configuration that a backup has. What is the same already is not sent, so that it
/// can be done again where it broke off.
class FunctionRestore
{
public:
    /// \p sources and \p sleeper outlive it. \p kept was found whole.
    FunctionRestore(const FunctionSources &sources, net::Sleeper &sleeper, WritePermit permit, FunctionInput input,
        Vault::Kept kept);

    /// {code: "restored" or "same", configuration, environment: what differed, dryRun}
    /// \error Kind::Conflict (code "ChangedMeanwhile") somebody changed the function since it was looked at; nothing
    ///        was sent
    /// \error Kind::Invalid  (code "TooBig") the archive has more than 50 MB, which no request can carry
    /// \error Kind::Conflict (code "NotVerified") Lambda has something else afterwards
    /// \error as openEnvironment(), aws::Caller and aws::Waiter; no value of the environment is in any
    QCoro::Task<Result<QJsonObject>> run(CancelToken token);

private:
    QCoro::Task<Result<QJsonObject>> restore(CancelToken token);
    QCoro::Task<Result<void>> sendCode(CancelToken token);
    QCoro::Task<Result<void>> sendConfiguration(CancelToken token);
    QCoro::Task<Result<void>> send(QString operation, QJsonObject input, CancelToken token);
    QCoro::Task<Result<void>> settled(CancelToken token);
    FunctionComparison comparison() const { return compared(m_kept.manifest, m_variables, m_now, {}); }

    const FunctionSources &m_sources;
    net::Sleeper &m_sleeper;
    WritePermit m_permit;
    FunctionInput m_input;
    Vault::Kept m_kept;
    FunctionFacts m_now;
    QJsonObject m_variables;
    bool m_isChanged = false;
};

} // namespace sm::backups
