// SPDX-License-Identifier: GPL-3.0-or-later
#include "userscontroller.h"

#include "runscontroller.h"

#include <core/csv.h>
#include <users/password.h>
#include <users/userimport.h>
#include <users/userplans.h>
#include <users/userservice.h>

#include <QCoroTask>
#include <QPointer>
#include <QSet>

#include <set>

using namespace Qt::Literals::StringLiterals;

namespace sm::controllers {

namespace {
/// So many users are read again at once after a bulk run, so that it leaves quota for others.
constexpr int RefreshesAtOnce = 4;
} // namespace

UsersController::UsersController(users::UserService &service, const operations::Planner &planner, SystemInfo system,
    RunsController &runs, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_planner(planner)
    , m_system(std::move(system))
    , m_runs(runs)
{
    connect(&m_runs, &RunsController::runFinished, this, &UsersController::afterRun);
    connect(&m_table, &tables::UserTable::searched, this, [this] { Q_EMIT loadedCountChanged(m_table.rowCount()); });
}

UsersController::~UsersController() = default;

void UsersController::setState(State state, const std::optional<Error> &problem)
{
    m_state = state;
    m_problem = problem;
    Q_EMIT stateChanged();
}

void UsersController::start(const UserPoolId &preferred)
{
    m_preferred = preferred;
    m_cancel = CancelSource();
    const int generation = ++m_generation;
    setState(State::LoadingPools);
    QCoro::connect(
        m_service.pools(m_cancel.token()), this, [this, generation, preferred](const Result<QList<UserPool>> &pools) {
            if (generation != m_generation)
                return;
            if (!pools) {
                setState(State::Failed, pools.error());
                return;
            }
            m_pools = *pools;
            Q_EMIT poolsChanged();
            const auto isPreferred = [&preferred](const UserPool &each) { return each.id == preferred; };
            const auto chosen = std::find_if(m_pools.begin(), m_pools.end(), isPreferred);
            if (m_pools.isEmpty())
                setState(State::Ready);
            else
                choosePool(chosen == m_pools.end() ? m_pools.first().id : chosen->id);
        });
}

void UsersController::choosePool(const UserPoolId &id)
{
    const auto known
        = std::find_if(m_pools.begin(), m_pools.end(), [&id](const UserPool &each) { return each.id == id; });
    if (known == m_pools.end())
        return;
    m_pool = *known;
    reload();
}

void UsersController::reload()
{
    if (m_pool.id.isEmpty()) {
        start(m_preferred);
        return;
    }
    m_cancel = CancelSource();
    ++m_generation;
    m_table.clear();
    m_groups.clear();
    m_groupsRead = false;
    m_membersRead = false;
    m_readAt = {};
    m_toRefresh.clear();
    setState(State::LoadingUsers);
    loadPool();
}

/// Policy and schema first: they decide what an expired invitation is and which words are keys of the filter.
void UsersController::loadPool()
{
    QCoro::connect(m_service.pool(m_pool.id, m_cancel.token()), this,
        [this, generation = m_generation](const Result<UserPool> &pool) {
            if (generation != m_generation)
                return;
            if (!pool) {
                setState(State::Failed, pool.error());
                return;
            }
            m_pool = *pool;
            m_table.setFacts({m_pool.passwordPolicy.temporaryPasswordDays, QDateTime::currentDateTimeUtc()});
            setFilter(m_filter);
            Q_EMIT poolChanged();
            loadUsers();
            loadGroups();
            loadTokenValidity();
        });
}

/// Of use only in the notes of a plan, so nothing waits for it; who may not read it keeps the longest there is.
void UsersController::loadTokenValidity()
{
    QCoro::connect(m_service.idTokenValidity(m_pool.id, m_cancel.token()), this,
        [this, generation = m_generation](const Result<std::chrono::minutes> &validity) {
            if (validity && generation == m_generation)
                m_pool.idTokenValidity = *validity;
        });
}

void UsersController::loadUsers()
{
    const int generation = m_generation;
    const auto onPage = [self = QPointer<UsersController>(this), generation](const QList<User> &users) {
        if (!self || generation != self->m_generation)
            return;
        self->m_table.append(users);
    };
    QCoro::connect(
        m_service.listUsers(m_pool.id, onPage, m_cancel.token()), this, [this, generation](const Result<void> &listed) {
            if (generation != m_generation)
                return;
            if (!listed) {
                setState(State::Failed, listed.error());
                return;
            }
            m_readAt = QDateTime::currentDateTimeUtc();
            loadMembersWhenReady();
        });
}

void UsersController::loadGroups()
{
    QCoro::connect(m_service.groups(m_pool.id, m_cancel.token()), this,
        [this, generation = m_generation](const Result<QList<UserGroup>> &groups) {
            if (generation != m_generation)
                return;
            m_groupsRead = true;
            if (groups)
                m_groups = *groups;
            else
                setState(m_state, groups.error());
            Q_EMIT groupsChanged();
            loadMembersWhenReady();
        });
}

void UsersController::loadMembersWhenReady()
{
    if (isComplete() && m_groupsRead)
        loadMembers(0);
}

/// One group after the other, once all users are known: the members of the next one are asked for when those of
/// this one are in.
void UsersController::loadMembers(int group)
{
    if (group >= m_groups.size()) {
        m_membersRead = !m_problem;
        setState(State::Ready, m_problem);
        Q_EMIT groupsComplete();
        return;
    }
    const int generation = m_generation;
    const auto onPage
        = [self = QPointer<UsersController>(this), generation](const GroupName &name, const QList<UserName> &members) {
              if (self && generation == self->m_generation)
                  self->m_table.addMembers(name, members);
          };
    QCoro::connect(m_service.listMembers(m_pool.id, m_groups.at(group).name, onPage, m_cancel.token()), this,
        [this, generation, group](const Result<void> &listed) {
            if (generation != m_generation)
                return;
            if (listed)
                loadMembers(group + 1);
            else
                setState(State::Ready, listed.error());
        });
}

void UsersController::cancelLoading()
{
    if (!isLoading())
        return;
    m_cancel = CancelSource();
    ++m_generation;
    setState(State::Ready);
}

void UsersController::setFilter(const QString &text)
{
    m_filter = text;
    QStringList attributes = m_pool.attributeNames;
    for (const QString &name : m_table.index().attributeNames()) {
        if (!attributes.contains(name))
            attributes.append(name);
    }
    m_table.setQuery(tables::UserQuery::parse(text, attributes));
}

std::optional<User> UsersController::user(const UserName &name) const
{
    const int row = m_table.index().rowOf(name);
    return row < 0 ? std::nullopt : std::optional<User>(m_table.index().user(row));
}

QList<User> UsersController::usersNamed(const QList<UserName> &names) const
{
    QList<User> found;
    for (const UserName &name : names) {
        if (const std::optional<User> each = user(name))
            found.append(*each);
    }
    return found;
}

users::UserPlans UsersController::plans() const
{
    using Groups = users::UserPlans::Groups;
    return users::UserPlans(m_planner, m_system, m_pool, m_membersRead ? Groups::Known : Groups::Unknown);
}

Result<UserPlan> UsersController::planCreate(const QList<NewUser> &newUsers) const { return plans().create(newUsers); }

Result<UserPlan> UsersController::planSetPassword(const UserName &name, const Secret &password, bool permanent) const
{
    const std::optional<User> known = user(name);
    if (!known)
        return Error(Error::Kind::NotFound, tr("%1 is not in this pool any more.").arg(name.value));
    return plans().setPassword(*known, password, permanent);
}

Result<UserPlan> UsersController::planReset(const QList<UserName> &names) const
{
    return plans().resetPassword(usersNamed(names));
}

Result<UserPlan> UsersController::planResend(const QList<UserName> &names) const
{
    return plans().resendInvitation(usersNamed(names));
}

Result<UserPlan> UsersController::planDisable(const QList<UserName> &names, bool signOutEverywhere) const
{
    return plans().disable(usersNamed(names), signOutEverywhere);
}

Result<UserPlan> UsersController::planEnable(const QList<UserName> &names) const
{
    return plans().enable(usersNamed(names));
}

Result<UserPlan> UsersController::planAddToGroup(const QList<UserName> &names, const GroupName &group) const
{
    return plans().addToGroup(usersNamed(names), group);
}

Result<UserPlan> UsersController::planRemoveFromGroup(const QList<UserName> &names, const GroupName &group) const
{
    return plans().removeFromGroup(usersNamed(names), group);
}

Result<UserPlan> UsersController::planEditAttributes(const UserName &name, const QList<UserAttribute> &attributes) const
{
    const std::optional<User> known = user(name);
    if (!known)
        return Error(Error::Kind::NotFound, tr("%1 is not in this pool any more.").arg(name.value));
    return plans().editAttributes(*known, attributes);
}

Result<UserPlan> UsersController::planSignOut(const QList<UserName> &names) const
{
    return plans().signOut(usersNamed(names));
}

Result<UserPlan> UsersController::planDelete(const QList<UserName> &names) const
{
    return plans().remove(usersNamed(names));
}

Secret UsersController::generatePassword() const { return users::generatePassword(m_pool.passwordPolicy); }

Result<UserImport> UsersController::readImport(const QByteArray &csv) const
{
    const tables::UserIndex &index = m_table.index();
    const int email = index.attributeId(u"email"_s);
    QSet<QString> known;
    for (int row = 0; row < index.size(); ++row) {
        if (index.at(row).removed)
            continue;
        known.insert(index.name(row).toCaseFolded());
        known.insert(index.attribute(row, email).toCaseFolded());
    }
    return users::readUsers(csv, m_pool, m_groups, [&known](const QString &folded) { return known.contains(folded); });
}

QByteArray UsersController::shownAsCsv(const QList<int> &columns) const
{
    QList<csv::Cell> cells;
    for (const int column : columns)
        cells.append(csv::text(m_table.headerData(column, Qt::Horizontal).toString()));
    QByteArray file = csv::byteOrderMark + csv::record(cells);
    for (int row = 0; row < m_table.rowCount(); ++row) {
        cells.clear();
        for (const int column : columns)
            cells.append(csv::text(m_table.index(row, column).data(tables::UserTable::ExportRole).toString()));
        file += csv::record(cells);
    }
    return file;
}

void UsersController::refresh(const UserName &name)
{
    if (!m_toRefresh.contains(name))
        m_toRefresh.append(name);
    refreshNext();
}

void UsersController::refreshNext()
{
    if (m_toRefresh.isEmpty() || m_refreshing >= RefreshesAtOnce)
        return;
    ++m_refreshing;
    const UserName name = m_toRefresh.takeFirst();
    QCoro::connect(m_service.user(m_pool.id, name, m_cancel.token()), this,
        [this, name, generation = m_generation](const Result<User> &read) {
            --m_refreshing;
            if (generation == m_generation)
                show(name, read);
            refreshNext();
        });
    refreshNext();
}

/// What became of a user that was read again.
void UsersController::show(const UserName &name, const Result<User> &read)
{
    if (read)
        m_table.update(*read);
    else if (read.error().kind() == Error::Kind::NotFound)
        m_table.remove(name);
    else if (read.error().kind() != Error::Kind::Cancelled)
        Q_EMIT failed(read.error());
    Q_EMIT userChanged(read ? read->name : name);
}

/// Reads again what the run touched in this pool: the table shows what is, not what was asked for.
void UsersController::afterRun(int run)
{
    const ShownRun &state = m_runs.runs().at(run);
    for (int i = 0; i < state.steps.size(); ++i) {
        const QJsonObject &input = state.plan.steps.at(i).operation.with;
        const bool here = input["UserPoolId"_L1].toString() == m_pool.id.value;
        const bool started = state.steps.at(i) != StepState::Waiting && state.steps.at(i) != StepState::Skipped;
        if (here && started && input.contains("Username"_L1))
            refresh({input["Username"_L1].toString()});
    }
}

} // namespace sm::controllers
