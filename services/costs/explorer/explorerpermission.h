// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <core/systeminfo.h>

#include <QSet>

namespace sm::costs {

/// Whether whoever is signed in may ask Cost Explorer, found out by IAM's own simulation, which is free.
class ExplorerPermission
{
public:
    /// \p caller outlives it, and costs nothing.
    explicit ExplorerPermission(aws::Caller &caller);

    void setIdentity(const Identity &identity);

    /// Asks once for each action. Where the simulation is not allowed, or nobody knows who is signed in, the first
    /// refusal tells.
    /// \error Kind::Denied  code "MissingPermission": names \p action
    /// \error Kind::Cancelled
    QCoro::Task<Result<void>> check(QString action, CancelToken token);

private:
    aws::Caller &m_caller;
    Identity m_identity;
    QSet<QString> m_allowed; ///< or not to be found out
};

} // namespace sm::costs
