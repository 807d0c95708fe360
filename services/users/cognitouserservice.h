// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <aws/models.h>
#include <users/userservice.h>

namespace sm::users {

/// UserService over Amazon Cognito user pools.
class CognitoUserService final : public UserService
{
public:
    CognitoUserService(aws::Caller &caller, const aws::Models &models);

    QCoro::Task<Result<QList<UserPool>>> pools(CancelToken token) override;
    QCoro::Task<Result<UserPool>> pool(UserPoolId id, CancelToken token) override;
    QCoro::Task<Result<std::chrono::minutes>> idTokenValidity(UserPoolId id, CancelToken token) override;
    QCoro::Task<Result<void>> listUsers(UserPoolId pool, PageHandler onPage, CancelToken token) override;
    QCoro::Task<Result<QList<UserGroup>>> groups(UserPoolId pool, CancelToken token) override;
    QCoro::Task<Result<void>> listMembers(
        UserPoolId pool, GroupName group, MemberHandler onPage, CancelToken token) override;
    QCoro::Task<Result<User>> user(UserPoolId pool, UserName name, CancelToken token) override;

private:
    using EachPage = std::function<void(const QJsonObject &)>;
    QCoro::Task<Result<void>> walk(QString operation, QJsonObject input, EachPage onPage, CancelToken token);
    QCoro::Task<Result<void>> walk(aws::Call first, EachPage onPage, CancelToken token);

    aws::Caller &m_caller;
    const aws::Models &m_models;
};

} // namespace sm::users
