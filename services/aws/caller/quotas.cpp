// SPDX-License-Identifier: GPL-3.0-or-later
#include "quotas.h"

#include <QHash>
#include <QStringList>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Group
{
    QString service;
    QString name;
    double requestsPerSecond;
    QStringList operations;
};

/// Default rates of an account (Amazon Cognito Developer Guide, "User pool API operation categories and request rate
/// quotas"; AWS publishes no rate for Cost Explorer, where five a second has proved to be safe).
const QList<Group> &groups()
{
    static const QList<Group> all{
        {u"cognito-idp"_s, u"UserAuthentication"_s, 120,
            {u"AdminInitiateAuth"_s, u"AdminRespondToAuthChallenge"_s, u"InitiateAuth"_s, u"RespondToAuthChallenge"_s}},
        {u"cognito-idp"_s, u"UserCreation"_s, 50,
            {u"AdminConfirmSignUp"_s, u"AdminCreateUser"_s, u"ConfirmSignUp"_s, u"SignUp"_s}},
        {u"cognito-idp"_s, u"UserAccountRecovery"_s, 30,
            {u"AdminResetUserPassword"_s, u"AdminSetUserPassword"_s, u"ChangePassword"_s, u"ConfirmForgotPassword"_s,
                u"ForgotPassword"_s}},
        {u"cognito-idp"_s, u"UserRead"_s, 120, {u"AdminGetUser"_s, u"GetUser"_s}},
        {u"cognito-idp"_s, u"UserList"_s, 30, {u"ListUsers"_s, u"ListUsersInGroup"_s}},
        {u"cognito-idp"_s, u"UserUpdate"_s, 25,
            {u"AdminAddUserToGroup"_s, u"AdminDeleteUser"_s, u"AdminDeleteUserAttributes"_s,
                u"AdminDisableProviderForUser"_s, u"AdminDisableUser"_s, u"AdminEnableUser"_s,
                u"AdminLinkProviderForUser"_s, u"AdminRemoveUserFromGroup"_s, u"AdminUpdateUserAttributes"_s,
                u"AdminUserGlobalSignOut"_s}},
        {u"cognito-idp"_s, u"UserResourceRead"_s, 50,
            {u"AdminGetDevice"_s, u"AdminListDevices"_s, u"AdminListGroupsForUser"_s, u"AdminListUserAuthEvents"_s}},
        {u"cognito-idp"_s, u"UserResourceUpdate"_s, 25,
            {u"AdminForgetDevice"_s, u"AdminSetUserMFAPreference"_s, u"AdminSetUserSettings"_s,
                u"AdminUpdateDeviceStatus"_s}},
        {u"cognito-idp"_s, u"UserPoolRead"_s, 15, {u"DescribeUserPool"_s, u"ListUserPools"_s}},
        {u"cognito-idp"_s, u"UserPoolUpdate"_s, 15, {u"CreateUserPool"_s, u"DeleteUserPool"_s, u"UpdateUserPool"_s}},
        {u"cognito-idp"_s, u"UserPoolResourceRead"_s, 20,
            {u"DescribeIdentityProvider"_s, u"DescribeResourceServer"_s, u"DescribeUserPoolDomain"_s, u"GetGroup"_s,
                u"GetUserPoolMfaConfig"_s, u"ListGroups"_s, u"ListIdentityProviders"_s, u"ListResourceServers"_s,
                u"ListTagsForResource"_s}},
        {u"cognito-idp"_s, u"UserPoolResourceUpdate"_s, 15,
            {u"CreateGroup"_s, u"CreateIdentityProvider"_s, u"CreateResourceServer"_s, u"DeleteGroup"_s,
                u"DeleteIdentityProvider"_s, u"DeleteResourceServer"_s, u"SetUserPoolMfaConfig"_s, u"TagResource"_s,
                u"UntagResource"_s, u"UpdateGroup"_s, u"UpdateIdentityProvider"_s, u"UpdateResourceServer"_s}},
        {u"cognito-idp"_s, u"UserPoolClientRead"_s, 15, {u"DescribeUserPoolClient"_s, u"ListUserPoolClients"_s}},
        {u"cognito-idp"_s, u"UserPoolClientUpdate"_s, 15,
            {u"CreateUserPoolClient"_s, u"DeleteUserPoolClient"_s, u"UpdateUserPoolClient"_s}},
        {u"ce"_s, u"Queries"_s, 5,
            {u"GetAnomalies"_s, u"GetCostAndUsage"_s, u"GetCostAndUsageWithResources"_s, u"GetCostForecast"_s,
                u"GetDimensionValues"_s, u"GetTags"_s, u"GetUsageForecast"_s}},
    };
    return all;
}

QHash<QString, QuotaCategory> byOperation()
{
    QHash<QString, QuotaCategory> categories;
    for (const Group &group : groups()) {
        for (const QString &operation : group.operations)
            categories.insert(
                group.service + u':' + operation, {group.service + u'/' + group.name, group.requestsPerSecond});
    }
    return categories;
}

} // namespace

std::optional<QuotaCategory> quotaCategory(const QString &service, const QString &operation)
{
    static const QHash<QString, QuotaCategory> categories = byOperation();
    const auto found = categories.constFind(service + u':' + operation);
    if (found == categories.constEnd())
        return std::nullopt;
    return *found;
}

} // namespace sm::aws
