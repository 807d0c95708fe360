// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <operations/executor.h>
#include <operations/journal.h>
#include <operations/planjson.h>

#include <support/await.h>

#include <QTemporaryDir>

#include <functional>

namespace sm::test {

using namespace Qt::Literals::StringLiterals;

inline Step step(const QString &user, Tier tier = Tier::Reversible)
{
    Step made;
    made.title = u"Disable "_s + user;
    made.resource = user;
    made.operation
        = {u"aws:cognito-idp:AdminDisableUser"_s, {{u"UserPoolId"_s, u"eu-west-1_a"_s}, {u"Username"_s, user}}, {}};
    made.changes = {{u"Enabled"_s, u"yes"_s, u"no"_s}};
    made.tier = tier;
    made.repeat = Repeat::Value;
    made.mark = {Mark::Kind::Partly, {}, u"Tokens stay revoked."_s};
    made.cli = u"aws cognito-idp admin-disable-user --user-pool-id eu-west-1_a --username "_s + user;
    made.iamAction = u"cognito-idp:AdminDisableUser"_s;
    return made;
}

inline Plan plan(const QList<Step> &steps, Environment environment = Environment::Development)
{
    Plan made;
    made.title = u"Disable %1 users"_s.arg(steps.size());
    made.system.id = {u"demo"_s};
    made.system.title = u"Demo"_s;
    made.system.environment = environment;
    made.steps = steps;
    made.id = operations::planId(made);
    return made;
}

/// A journal in a folder of its own.
struct JournalFile
{
    QTemporaryDir folder;
    QString path = folder.filePath(u"journal.db"_s);

    std::unique_ptr<operations::Journal> open() const
    {
        auto opened = await(operations::Journal::open(path));
        return opened && *opened ? std::move(**opened) : nullptr;
    }
};

inline QList<JournalEntry> entries(operations::Journal &journal, const QString &search = {})
{
    const auto found = await(journal.entries(search, 0, 1000));
    return found && *found ? **found : QList<JournalEntry>();
}

/// Answers as told and remembers what it was asked.
class ScriptedExecutor final : public operations::Executor
{
public:
    using Script = std::function<Result<operations::Applied>(const Step &)>;

    explicit ScriptedExecutor(Script script = {})
        : m_script(std::move(script))
    {
    }

    QString kind() const override { return u"aws"_s; }
    QCoro::Task<Result<operations::Applied>> apply(WritePermit permit, Step step, CancelToken) override
    {
        applied << step.resource;
        permits << permit.journalEntry();
        co_return m_script ? m_script(step) : Result<operations::Applied>(operations::Applied{});
    }

    QStringList applied;
    QList<qint64> permits;

private:
    Script m_script;
};

} // namespace sm::test
