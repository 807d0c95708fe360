// SPDX-License-Identifier: GPL-3.0-or-later
#include "explorerpermission.h"

#include <operations/preflight.h>

#include <QCoreApplication>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

Error missing(const QString &action)
{
    return Error(Error::Kind::Denied,
        QCoreApplication::translate("sm::costs::Explorer",
            "Not allowed. Missing permission: %1. Ask whoever administers the account to grant it. Nothing was asked, "
            "so nothing was paid.")
            .arg(action))
        .withCode(u"MissingPermission"_s);
}

} // namespace

ExplorerPermission::ExplorerPermission(aws::Caller &caller)
    : m_caller(caller)
{
}

void ExplorerPermission::setIdentity(const Identity &identity)
{
    if (identity.arn != m_identity.arn)
        m_allowed.clear();
    m_identity = identity;
}

QCoro::Task<Result<void>> ExplorerPermission::check(QString action, CancelToken token)
{
    if (m_identity.arn.isEmpty() || m_allowed.contains(action))
        co_return ok();
    const QList<operations::Permission> needed{{action, u"*"_s, {}, true, {}}};
    const auto refused = co_await operations::missingPermissions(&m_caller, needed, m_identity, token);
    if (!refused && refused.error().kind() == Error::Kind::Cancelled)
        co_return refused.error();
    if (refused && !refused->isEmpty())
        co_return missing(action);
    m_allowed.insert(action);
    co_return ok();
}

} // namespace sm::costs
