// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/result.h>
#include <core/user.h>

#include <QCoroTask>

#include <functional>

namespace sm::users {

/// Reads user pools. Everything that changes one is a plan (userplans.h) run by operations::Runner.
class UserService
{
public:
    virtual ~UserService() = default;

    /// All pools of the account and region, by name.
    virtual QCoro::Task<Result<QList<UserPool>>> pools(CancelToken token) = 0;

    /// Policy and schema of one pool. How long its ID tokens live is another question, which takes a call for each app
    /// client: until idTokenValidity() answers it, the pool says the longest that Cognito allows.
    virtual QCoro::Task<Result<UserPool>> pool(UserPoolId id, CancelToken token) = 0;

    /// The longest validity of an ID token over the pool's app clients.
    virtual QCoro::Task<Result<std::chrono::minutes>> idTokenValidity(UserPoolId id, CancelToken token) = 0;

    using PageHandler = std::function<void(const QList<User> &)>;
    /// Reads the whole pool, page by page (60 users each), handing each page over as it comes; users have no groups
    /// yet. Done when it returns.
    virtual QCoro::Task<Result<void>> listUsers(UserPoolId pool, PageHandler onPage, CancelToken token) = 0;

    virtual QCoro::Task<Result<QList<UserGroup>>> groups(UserPoolId pool, CancelToken token) = 0;

    using MemberHandler = std::function<void(const GroupName &, const QList<UserName> &)>;
    /// Who is in \p group, page by page.
    virtual QCoro::Task<Result<void>> listMembers(
        UserPoolId pool, GroupName group, MemberHandler onPage, CancelToken token)
        = 0;

    /// One user as it is now, with groups.
    virtual QCoro::Task<Result<User>> user(UserPoolId pool, UserName name, CancelToken token) = 0;
};

} // namespace sm::users
