// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/result.h>
#include <core/userplan.h>
#include <tables/usertable.h>

#include <QObject>

namespace sm::operations {
class Planner;
}
namespace sm::users {
class UserPlans;
class UserService;
} // namespace sm::users

namespace sm::controllers {

class RunsController;

/// Joins the pools of one system to the table of users: loads a pool page by page, plans changes, and reads again
/// what a run changed.
class UsersController : public QObject
{
    Q_OBJECT

public:
    enum class State { Idle, LoadingPools, LoadingUsers, Ready, Failed };

    UsersController(users::UserService &service, const operations::Planner &planner, SystemInfo system,
        RunsController &runs, QObject *parent = nullptr);
    ~UsersController() override;

    tables::UserTable &table() { return m_table; }
    State state() const { return m_state; }
    /// Why loading failed; also set when only the groups could not be read.
    const std::optional<Error> &problem() const { return m_problem; }
    const QList<UserPool> &pools() const { return m_pools; }
    const UserPool &pool() const { return m_pool; }
    const QList<UserGroup> &groups() const { return m_groups; }
    /// When the pool was read to its end, UTC; invalid before that.
    QDateTime readAt() const { return m_readAt; }
    bool isComplete() const { return m_readAt.isValid(); }
    bool isLoading() const { return m_state == State::LoadingPools || m_state == State::LoadingUsers; }

    /// Reads the pools, then \p preferred or the first.
    void start(const UserPoolId &preferred);
    void choosePool(const UserPoolId &id);
    void reload();
    /// Stops reading; what was read stays.
    void cancelLoading();

    /// Text of the filter field; see tables::UserQuery.
    void setFilter(const QString &text);
    QString filter() const { return m_filter; }

    Result<UserPlan> planCreate(const QList<NewUser> &users) const;
    Result<UserPlan> planSetPassword(const UserName &user, const Secret &password, bool permanent) const;
    Result<UserPlan> planReset(const QList<UserName> &users) const;
    Result<UserPlan> planResend(const QList<UserName> &users) const;
    Result<UserPlan> planDisable(const QList<UserName> &users, bool signOutEverywhere) const;
    Result<UserPlan> planEnable(const QList<UserName> &users) const;
    Result<UserPlan> planAddToGroup(const QList<UserName> &users, const GroupName &group) const;
    Result<UserPlan> planRemoveFromGroup(const QList<UserName> &users, const GroupName &group) const;
    Result<UserPlan> planEditAttributes(const UserName &user, const QList<UserAttribute> &attributes) const;
    Result<UserPlan> planSignOut(const QList<UserName> &users) const;
    Result<UserPlan> planDelete(const QList<UserName> &users) const;

    /// A password that the pool accepts.
    Secret generatePassword() const;
    /// The user as the table has it; nothing when it is not there.
    std::optional<User> user(const UserName &name) const;
    /// The rows that are shown, in these columns of the table, safe to open in a spreadsheet (csv.h).
    QByteArray shownAsCsv(const QList<int> &columns) const;
    /// What \p csv would create in this pool.
    Result<UserImport> readImport(const QByteArray &csv) const;
    /// Reads \p name again, with its groups, and updates the table.
    void refresh(const UserName &name);

Q_SIGNALS:
    void poolsChanged();
    void poolChanged();
    void stateChanged();
    void loadedCountChanged(int count);
    void groupsChanged();
    /// All members of all groups are known.
    void groupsComplete();
    void userChanged(const sm::UserName &name);
    /// A user could not be read again.
    void failed(const sm::Error &error);

private:
    void setState(State state, const std::optional<Error> &problem = {});
    void loadPool();
    void loadUsers();
    void loadGroups();
    void loadTokenValidity();
    void loadMembersWhenReady();
    void loadMembers(int group);
    void afterRun(int run);
    void refreshNext();
    void show(const UserName &name, const Result<User> &read);
    QList<User> usersNamed(const QList<UserName> &names) const;
    users::UserPlans plans() const;

    users::UserService &m_service;
    const operations::Planner &m_planner;
    SystemInfo m_system;
    RunsController &m_runs;
    tables::UserTable m_table;
    State m_state = State::Idle;
    std::optional<Error> m_problem;
    QList<UserPool> m_pools;
    UserPoolId m_preferred;
    UserPool m_pool;
    QList<UserGroup> m_groups;
    bool m_groupsRead = false; ///< or it is known that they can not be read
    bool m_membersRead = false; ///< of all groups
    QDateTime m_readAt;
    QString m_filter;
    int m_generation = 0; ///< answers of an earlier load are dropped
    CancelSource m_cancel;
    QList<UserName> m_toRefresh;
    int m_refreshing = 0; ///< under way
};

} // namespace sm::controllers
