// SPDX-License-Identifier: GPL-3.0-or-later
#include "quotas.h"

#include <QHash>
#include <QStringList>

#include <optional>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What narrows the rate of a category further.
enum class Within { Account, Pool, UserRead, UserWrite };

struct Group
{
    QString service;
    QString name;
    double requestsPerSecond;
    Within within;
    QStringList operations;
};

constexpr double perPool = 5; ///< of what UserPool…Resource and UserPool…Client operations do to one pool
constexpr double perUser = 10; ///< reads of one user, and as many writes

/// Default rates of an account (Amazon Cognito Developer Guide, "User pool API operation categories and request rate
/// quotas"; AWS publishes no rate for Cost Explorer, where five a second has proved to be safe).
QList<Group> groupsOfUsers()
{
    return {
        {u"cognito-idp"_s, u"UserAuthentication"_s, 120, Within::Account,
            {u"AdminInitiateAuth"_s, u"AdminRespondToAuthChallenge"_s, u"InitiateAuth"_s, u"RespondToAuthChallenge"_s}},
        {u"cognito-idp"_s, u"UserCreation"_s, 50, Within::UserWrite,
            {u"AdminConfirmSignUp"_s, u"AdminCreateUser"_s, u"ConfirmSignUp"_s, u"SignUp"_s}},
        {u"cognito-idp"_s, u"UserAccountRecovery"_s, 30, Within::UserWrite,
            {u"AdminResetUserPassword"_s, u"AdminSetUserPassword"_s, u"ChangePassword"_s, u"ConfirmForgotPassword"_s,
                u"ForgotPassword"_s}},
        {u"cognito-idp"_s, u"UserRead"_s, 120, Within::UserRead, {u"AdminGetUser"_s, u"GetUser"_s}},
        {u"cognito-idp"_s, u"UserList"_s, 30, Within::Account, {u"ListUsers"_s, u"ListUsersInGroup"_s}},
        {u"cognito-idp"_s, u"UserUpdate"_s, 25, Within::UserWrite,
            {u"AdminAddUserToGroup"_s, u"AdminDeleteUser"_s, u"AdminDeleteUserAttributes"_s,
                u"AdminDisableProviderForUser"_s, u"AdminDisableUser"_s, u"AdminEnableUser"_s,
                u"AdminLinkProviderForUser"_s, u"AdminRemoveUserFromGroup"_s, u"AdminUpdateUserAttributes"_s,
                u"AdminUserGlobalSignOut"_s}},
        {u"cognito-idp"_s, u"UserResourceRead"_s, 50, Within::UserRead,
            {u"AdminGetDevice"_s, u"AdminListDevices"_s, u"AdminListGroupsForUser"_s, u"AdminListUserAuthEvents"_s}},
        {u"cognito-idp"_s, u"UserResourceUpdate"_s, 25, Within::UserWrite,
            {u"AdminForgetDevice"_s, u"AdminSetUserMFAPreference"_s, u"AdminSetUserSettings"_s,
                u"AdminUpdateDeviceStatus"_s}},
    };
}

QList<Group> groupsOfPools()
{
    return {
        {u"cognito-idp"_s, u"UserPoolRead"_s, 15, Within::Account, {u"DescribeUserPool"_s, u"ListUserPools"_s}},
        {u"cognito-idp"_s, u"UserPoolUpdate"_s, 15, Within::Account,
            {u"CreateUserPool"_s, u"DeleteUserPool"_s, u"UpdateUserPool"_s}},
        {u"cognito-idp"_s, u"UserPoolResourceRead"_s, 20, Within::Pool,
            {u"DescribeIdentityProvider"_s, u"DescribeResourceServer"_s, u"DescribeUserPoolDomain"_s, u"GetGroup"_s,
                u"GetUserPoolMfaConfig"_s, u"ListGroups"_s, u"ListIdentityProviders"_s, u"ListResourceServers"_s,
                u"ListTagsForResource"_s}},
        {u"cognito-idp"_s, u"UserPoolResourceUpdate"_s, 15, Within::Pool,
            {u"CreateGroup"_s, u"CreateIdentityProvider"_s, u"CreateResourceServer"_s, u"DeleteGroup"_s,
                u"DeleteIdentityProvider"_s, u"DeleteResourceServer"_s, u"SetUserPoolMfaConfig"_s, u"TagResource"_s,
                u"UntagResource"_s, u"UpdateGroup"_s, u"UpdateIdentityProvider"_s, u"UpdateResourceServer"_s}},
        {u"cognito-idp"_s, u"UserPoolClientRead"_s, 15, Within::Pool,
            {u"DescribeUserPoolClient"_s, u"ListUserPoolClients"_s}},
        {u"cognito-idp"_s, u"UserPoolClientUpdate"_s, 15, Within::Pool,
            {u"CreateUserPoolClient"_s, u"DeleteUserPoolClient"_s, u"UpdateUserPoolClient"_s}},
    };
}

const QList<Group> &groups()
{
    static const QList<Group> all = groupsOfUsers() + groupsOfPools()
        + QList<Group>{
            {u"ce"_s, u"Queries"_s, 5, Within::Account,
                {u"GetAnomalies"_s, u"GetCostAndUsage"_s, u"GetCostAndUsageWithResources"_s, u"GetCostCategories"_s,
                    u"GetCostForecast"_s, u"GetDimensionValues"_s, u"GetTags"_s, u"GetUsageForecast"_s}},
        };
    return all;
}

QHash<QString, const Group *> byOperation()
{
    QHash<QString, const Group *> found;
    for (const Group &group : groups()) {
        for (const QString &operation : group.operations)
            found.insert(group.service + u':' + operation, &group);
    }
    return found;
}

/// The limit of the one pool or user that \p input names.
std::optional<QuotaLimit> narrowLimit(const Group &group, const QJsonObject &input)
{
    const QString pool = input.value(u"UserPoolId"_s).toString();
    const QString user = input.value(u"Username"_s).toString();
    if (group.within == Within::Pool && !pool.isEmpty())
        return QuotaLimit{u"%1/%2/%3"_s.arg(group.service, group.name, pool), perPool, false};
    if (group.within == Within::Account || group.within == Within::Pool || user.isEmpty())
        return std::nullopt;
    const QString act = group.within == Within::UserRead ? u"reads"_s : u"writes"_s;
    return QuotaLimit{u"%1/%2/%3/%4"_s.arg(group.service, act, pool, user), perUser, false};
}

} // namespace

QList<QuotaLimit> quotaLimits(const QString &service, const QString &operation, const QJsonObject &input)
{
    static const QHash<QString, const Group *> groupOf = byOperation();
    const Group *group = groupOf.value(service + u':' + operation);
    if (!group)
        return {};
    QList<QuotaLimit> limits;
    if (const std::optional<QuotaLimit> narrow = narrowLimit(*group, input))
        limits << *narrow;
    limits << QuotaLimit{group->service + u'/' + group->name, group->requestsPerSecond, true};
    return limits;
}

} // namespace sm::aws
