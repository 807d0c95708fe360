// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/executor.h>
#include <support/gate.h>
#include <users/userservice.h>

#include <QHash>

namespace sm::test {

/// A UserService over what the test puts into it. Calls go through \c gate under names like "listUsers pool-1".
class FakeUserService final : public users::UserService
{
public:
    Gate gate;
    QList<UserPool> allPools;
    QHash<QString, QList<QList<User>>> pages; ///< by pool
    QList<UserGroup> allGroups;
    QHash<QString, QList<UserName>> members; ///< by group
    QHash<QString, User> users; ///< by name: what user() answers
    std::chrono::minutes validity{60};
    QHash<QString, Error> failures; ///< by the first word of the call

    QCoro::Task<Result<QList<UserPool>>> pools(CancelToken token) override
    {
        const Result<void> passed = co_await pass(QStringLiteral("pools"), {}, token);
        if (!passed)
            co_return passed.error();
        co_return QList<UserPool>(allPools); // a copy: QCoro 0.8 moves out of what it is given
    }
    QCoro::Task<Result<UserPool>> pool(UserPoolId id, CancelToken token) override
    {
        const Result<void> passed = co_await pass(QStringLiteral("pool"), id.value, token);
        if (!passed)
            co_return passed.error();
        for (const UserPool &each : std::as_const(allPools)) {
            if (each.id == id)
                co_return UserPool(each);
        }
        co_return Error(Error::Kind::NotFound, QStringLiteral("No such pool."));
    }
    QCoro::Task<Result<std::chrono::minutes>> idTokenValidity(UserPoolId id, CancelToken token) override
    {
        const Result<void> passed = co_await pass(QStringLiteral("idTokenValidity"), id.value, token);
        if (!passed)
            co_return passed.error();
        co_return std::chrono::minutes(validity);
    }
    QCoro::Task<Result<void>> listUsers(UserPoolId pool, PageHandler onPage, CancelToken token) override
    {
        const QList<QList<User>> all = pages.value(pool.value);
        for (const QList<User> &page : all) {
            const Result<void> passed = co_await pass(QStringLiteral("listUsers"), pool.value, token);
            if (!passed)
                co_return passed.error();
            onPage(page);
        }
        co_return ok();
    }
    QCoro::Task<Result<QList<UserGroup>>> groups(UserPoolId pool, CancelToken token) override
    {
        const Result<void> passed = co_await pass(QStringLiteral("groups"), pool.value, token);
        if (!passed)
            co_return passed.error();
        co_return QList<UserGroup>(allGroups);
    }
    QCoro::Task<Result<void>> listMembers(UserPoolId, GroupName group, MemberHandler onPage, CancelToken token) override
    {
        const Result<void> passed = co_await pass(QStringLiteral("listMembers"), group.value, token);
        if (!passed)
            co_return passed.error();
        onPage(group, members.value(group.value));
        co_return ok();
    }
    QCoro::Task<Result<User>> user(UserPoolId, UserName name, CancelToken token) override
    {
        const Result<void> passed = co_await pass(QStringLiteral("user"), name.value, token);
        if (!passed)
            co_return passed.error();
        if (!users.contains(name.value))
            co_return Error(Error::Kind::NotFound, QStringLiteral("No such user."));
        co_return users.value(name.value);
    }

private:
    QCoro::Task<Result<void>> pass(QString verb, QString what, CancelToken token)
    {
        const bool wanted = co_await gate.pass(what.isEmpty() ? verb : verb + u' ' + what, token);
        if (!wanted)
            co_return Error::cancelled();
        const auto failure = failures.constFind(verb);
        if (failure != failures.constEnd())
            co_return Error(*failure);
        co_return ok();
    }
};

/// An executor that carries out everything, each step through \c gate under the name of its resource; those named in
/// \c failures fail.
class FakeExecutor final : public operations::Executor
{
public:
    Gate gate;
    QHash<QString, Error> failures; ///< by resource
    std::function<void(const Step &)> effect; ///< what it does to the test's world
    /// What there is to be seen of that; none: what the step was planned on.
    std::function<operations::Observation(const Step &)> look;

    QString kind() const override { return QStringLiteral("aws"); }
    QCoro::Task<Result<operations::Observation>> observe(Step step, CancelToken) override
    {
        co_return look ? look(step) : operations::Observation{step.before, false};
    }
    QCoro::Task<Result<operations::Applied>> apply(WritePermit, Step step, CancelToken token) override
    {
        const bool wanted = co_await gate.pass(step.resource, token);
        if (!wanted)
            co_return Error::cancelled();
        const auto failure = failures.constFind(step.resource);
        if (failure != failures.constEnd())
            co_return Error(*failure);
        if (effect)
            effect(step);
        co_return operations::Applied{};
    }
};

} // namespace sm::test
