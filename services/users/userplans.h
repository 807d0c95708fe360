// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>
#include <core/userplan.h>
#include <operations/planner.h>

#include <memory>

namespace sm::users {

class UserSteps;

/// Plans for everything that an admin does with the users of one pool. Reads nothing and sends nothing: what is
/// shown as "from" is what the last reading said.
///
/// Each function leaves out users for whom the action makes no sense ("is disabled already") and says so.
/// \error Kind::Invalid nobody is left, or an input that Cognito would refuse; the message says which and why
class UserPlans
{
public:
    /// Whether the users' groups were read: all of them, or not yet.
    enum class Groups { Known, Unknown };

    UserPlans(const operations::Planner &planner, SystemInfo system, UserPool pool, Groups groups = Groups::Unknown);
    ~UserPlans();

    Result<UserPlan> create(const QList<NewUser> &users) const;
    /// \p permanent false: the user has to change it at the next sign-in.
    Result<UserPlan> setPassword(const User &user, const Secret &password, bool permanent) const;
    /// Sends a code by e-mail or SMS. Refused for users who never signed in: offer resendInvitation().
    Result<UserPlan> resetPassword(const QList<User> &users) const;
    Result<UserPlan> resendInvitation(const QList<User> &users) const;
    Result<UserPlan> disable(const QList<User> &users, bool signOutEverywhere) const;
    Result<UserPlan> enable(const QList<User> &users) const;
    Result<UserPlan> addToGroup(const QList<User> &users, const GroupName &group) const;
    Result<UserPlan> removeFromGroup(const QList<User> &users, const GroupName &group) const;
    /// \p attributes as they shall be; those missing or empty are deleted, those unchanged are not sent. Cognito's own
    /// (isServiceOwned()) are left alone.
    Result<UserPlan> editAttributes(const User &user, const QList<UserAttribute> &attributes) const;
    Result<UserPlan> signOut(const QList<User> &users) const;
    Result<UserPlan> remove(const QList<User> &users) const;

private:
    struct Choices;
    Result<UserPlan> plan(const Choices &choices, const QString &oneTitle, const QString &manyTitle) const;

    const operations::Planner &m_planner;
    SystemInfo m_system;
    UserPool m_pool;
    Groups m_groups;
    std::unique_ptr<UserSteps> m_steps;
};

} // namespace sm::users
