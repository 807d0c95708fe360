// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/models.h>
#include <controllers/journalcontroller.h>
#include <controllers/runscontroller.h>
#include <controllers/userscontroller.h>
#include <operations/catalog.h>
#include <operations/journal.h>
#include <operations/planner.h>
#include <operations/runner.h>
#include <operations/undo.h>
#include <support/await.h>
#include <support/fakeservices.h>
#include <support/instantsleeper.h>

#include <QTemporaryDir>

namespace sm::test {

using namespace Qt::Literals::StringLiterals;

inline SystemInfo someSystem(Environment environment = Environment::Development)
{
    SystemInfo system;
    system.id.value = u"demo"_s;
    system.title = u"Demo"_s;
    system.environment = environment;
    system.region.value = u"eu-west-1"_s;
    return system;
}

inline UserPool makePool(const QString &id)
{
    UserPool pool;
    pool.id.value = id;
    pool.name = u"pool of "_s + id;
    pool.attributeNames = {u"sub"_s, u"email"_s, u"name"_s, u"custom:department"_s};
    return pool;
}

inline User makeUser(const QString &name, UserStatus status = UserStatus::Confirmed, bool enabled = true)
{
    User user;
    user.name.value = u"id-"_s + name;
    user.attributes = {{u"sub"_s, user.name.value}, {u"email"_s, name + u"@example.com"_s},
        {u"email_verified"_s, u"true"_s}, {u"name"_s, name}};
    user.status = status;
    user.enabled = enabled;
    user.created = QDateTime(QDate(2026, 1, 2), QTime(3, 4), Qt::UTC);
    user.modified = QDateTime::currentDateTimeUtc().addSecs(-600);
    return user;
}

/// Everything below the window of one system, with a journal of its own and a fake world: two pools, of which pool-1
/// has three users on two pages and pool-2 one.
struct Bench
{
    explicit Bench(bool readOnly = false, Environment environment = Environment::Development)
        : runner(operations::Guard(readOnly), journal.get(), {&executor}, sleeper)
        , system(someSystem(environment))
    {
        service.allPools = {makePool(u"pool-1"_s), makePool(u"pool-2"_s)};
        const User ada = makeUser(u"ada"_s);
        const User bob = makeUser(u"bob"_s, UserStatus::ForceChangePassword);
        const User eve = makeUser(u"eve"_s, UserStatus::Confirmed, false);
        const User zoe = makeUser(u"zoe"_s);
        service.pages = {{u"pool-1"_s, {{ada, bob}, {eve}}}, {u"pool-2"_s, {{zoe}}}};
        service.allGroups = {{{u"Analysts"_s}, u"Read charts"_s}};
        service.members = {{u"Analysts"_s, {ada.name}}};
        for (const User &each : {ada, bob, eve, zoe})
            service.users.insert(each.name.value, each);
        service.users[ada.name.value].groups = {u"Analysts"_s};
    }
    /// Lets everything end that is under way: a coroutine that never ends is a leak.
    ~Bench()
    {
        service.gate.open();
        executor.gate.open();
        (void)QTest::qWaitFor(
            [this] { return service.gate.inside() == 0 && executor.gate.inside() == 0 && !runs.isBusy(); });
    }

    /// pool-1 as a whole is in the table.
    bool load()
    {
        controller.start({u"pool-1"_s});
        return QTest::qWaitFor([this] { return controller.state() == controllers::UsersController::State::Ready; });
    }
    QStringList shownNames()
    {
        QStringList names;
        for (int row = 0; row < controller.table().rowCount(); ++row)
            names.append(controller.table().user(row).attribute(u"name"_s));
        return names;
    }
    UserPlan planDisable(const QStringList &names) const
    {
        QList<UserName> users;
        for (const QString &name : names)
            users.append({u"id-"_s + name});
        const Result<UserPlan> plan = controller.planDisable(users, false);
        return plan ? *plan : UserPlan();
    }

    QTemporaryDir folder;
    std::unique_ptr<operations::Journal> journal
        = std::move(await(operations::Journal::open(folder.filePath(u"journal.db"_s)))->value());
    aws::Models models;
    operations::Catalog catalog = operations::Catalog::load().value();
    operations::Planner planner{catalog, models};
    FakeExecutor executor;
    InstantSleeper sleeper;
    operations::Runner runner;
    SystemInfo system;
    FakeUserService service;
    controllers::RunsController runs{runner};
    controllers::UsersController controller{service, planner, system, runs};
    operations::Undo undo{*journal, planner, catalog, runner.executors()};
    controllers::JournalController journalController{{journal.get(), &runner, &undo}, {}};
};

} // namespace sm::test
