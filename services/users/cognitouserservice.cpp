// SPDX-License-Identifier: GPL-3.0-or-later
#include "cognitouserservice.h"

#include "cognitojson.h"
#include "userspagereader.h"

#include <aws/paginator.h>

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace sm::users {

namespace {

constexpr int PageSize = 60; // the most that Cognito gives at once

aws::Call call(const QString &operation, const QJsonObject &input)
{
    return aws::Call{u"cognito-idp"_s, operation, input};
}

} // namespace

CognitoUserService::CognitoUserService(aws::Caller &caller, const aws::Models &models)
    : m_caller(caller)
    , m_models(models)
{
}

QCoro::Task<Result<void>> CognitoUserService::walk(
    QString operation, QJsonObject input, EachPage onPage, CancelToken token)
{
    co_return co_await walk(call(operation, input), onPage, token);
}

QCoro::Task<Result<void>> CognitoUserService::walk(aws::Call first, EachPage onPage, CancelToken token)
{
    aws::Paginator pages(m_caller, m_models, first);
    while (true) {
        const auto page = co_await pages.next(token);
        if (!page)
            co_return page.error();
        if (!*page)
            co_return ok();
        onPage(**page);
    }
}

QCoro::Task<Result<QList<UserPool>>> CognitoUserService::pools(CancelToken token)
{
    QList<UserPool> all;
    const EachPage collect = [&all](const QJsonObject &page) {
        const QJsonArray pools = page["UserPools"_L1].toArray();
        for (const QJsonValue each : pools)
            all.append(userPoolFrom(each.toObject()));
    };
    const QJsonObject input{{u"MaxResults"_s, PageSize}};
    const Result<void> walked = co_await walk(u"ListUserPools"_s, input, collect, token);
    if (!walked)
        co_return walked.error();
    std::sort(all.begin(), all.end(),
        [](const UserPool &a, const UserPool &b) { return a.name.compare(b.name, Qt::CaseInsensitive) < 0; });
    co_return all;
}

QCoro::Task<Result<UserPool>> CognitoUserService::pool(UserPoolId id, CancelToken token)
{
    const QJsonObject input{{u"UserPoolId"_s, id.value}};
    const Result<aws::Answer> answer = co_await m_caller.read(call(u"DescribeUserPool"_s, input), token);
    if (!answer)
        co_return answer.error();
    UserPool pool = userPoolFrom(answer->output["UserPool"_L1].toObject());
    pool.id = id;
    co_return pool;
}

QCoro::Task<Result<std::chrono::minutes>> CognitoUserService::idTokenValidity(UserPoolId id, CancelToken token)
{
    QStringList clients;
    const EachPage collect = [&clients](const QJsonObject &page) {
        const QJsonArray clientList = page["UserPoolClients"_L1].toArray();
        for (const QJsonValue each : clientList)
            clients.append(each["ClientId"_L1].toString());
    };
    const QJsonObject input{{u"UserPoolId"_s, id.value}, {u"MaxResults"_s, PageSize}};
    const Result<void> listed = co_await walk(u"ListUserPoolClients"_s, input, collect, token);
    if (!listed)
        co_return listed.error();

    std::chrono::minutes longest(0);
    for (const QString &client : std::as_const(clients)) {
        const QJsonObject one{{u"UserPoolId"_s, id.value}, {u"ClientId"_s, client}};
        const Result<aws::Answer> answer = co_await m_caller.read(call(u"DescribeUserPoolClient"_s, one), token);
        if (!answer)
            co_return answer.error();
        longest = std::max(longest, idTokenValidityFrom(answer->output["UserPoolClient"_L1].toObject()));
    }
    co_return longest;
}

QCoro::Task<Result<void>> CognitoUserService::listUsers(UserPoolId pool, PageHandler onPage, CancelToken token)
{
    const auto users = std::make_shared<UsersPageReader>();
    aws::Call first = call(u"ListUsers"_s, QJsonObject{{u"UserPoolId"_s, pool.value}, {u"Limit"_s, PageSize}});
    first.reader = [users](const QByteArray &body) { return users->read(body); };
    const EachPage hand = [users, onPage](const QJsonObject &) { onPage(users->take()); };
    co_return co_await walk(first, hand, token);
}

QCoro::Task<Result<QList<UserGroup>>> CognitoUserService::groups(UserPoolId pool, CancelToken token)
{
    QList<UserGroup> all;
    const EachPage collect = [&all](const QJsonObject &page) {
        const QJsonArray groups = page["Groups"_L1].toArray();
        for (const QJsonValue each : groups)
            all.append({{each["GroupName"_L1].toString()}, each["Description"_L1].toString()});
    };
    const QJsonObject input{{u"UserPoolId"_s, pool.value}, {u"Limit"_s, PageSize}};
    const Result<void> walked = co_await walk(u"ListGroups"_s, input, collect, token);
    if (!walked)
        co_return walked.error();
    co_return all;
}

QCoro::Task<Result<void>> CognitoUserService::listMembers(
    UserPoolId pool, GroupName group, MemberHandler onPage, CancelToken token)
{
    const auto users = std::make_shared<UsersPageReader>();
    aws::Call first = call(u"ListUsersInGroup"_s,
        QJsonObject{{u"UserPoolId"_s, pool.value}, {u"GroupName"_s, group.value}, {u"Limit"_s, PageSize}});
    first.reader = [users](const QByteArray &body) { return users->read(body); };
    const EachPage hand = [users, group, onPage](const QJsonObject &) {
        QList<UserName> names;
        for (const User &user : users->take())
            names.append(user.name);
        onPage(group, names);
    };
    co_return co_await walk(first, hand, token);
}

QCoro::Task<Result<User>> CognitoUserService::user(UserPoolId pool, UserName name, CancelToken token)
{
    const QJsonObject input{{u"UserPoolId"_s, pool.value}, {u"Username"_s, name.value}};
    const Result<aws::Answer> answer = co_await m_caller.read(call(u"AdminGetUser"_s, input), token);
    if (!answer)
        co_return answer.error();
    User user = userFrom(answer->output);

    const EachPage collect = [&user](const QJsonObject &page) {
        const QJsonArray groups = page["Groups"_L1].toArray();
        for (const QJsonValue each : groups)
            user.groups.append(each["GroupName"_L1].toString());
    };
    const Result<void> listed = co_await walk(u"AdminListGroupsForUser"_s, input, collect, token);
    if (!listed)
        co_return listed.error();
    user.groups.sort(Qt::CaseInsensitive);
    co_return user;
}

} // namespace sm::users
