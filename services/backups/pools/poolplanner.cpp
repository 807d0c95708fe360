// SPDX-License-Identifier: GPL-3.0-or-later
#include <pools/poolplanner.h>

#include "poolinput.h"

#include <executors/knownwrites.h>
#include <executors/secretvalues.h>
#include <keeping/keeping.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using Verb = PoolInput::Verb;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Pools", text); }

/// What a person has to know before an import. The numbers are changes of the plan: they are read then.
QStringList notesOfImport()
{
    return {
        tr("Passwords do not come back: nobody can read them. Users that are made have to reset theirs "
           "(FORCE_CHANGE_PASSWORD)."),
        tr("Each user gets a new sub. What refers to the old one, in databases and tokens, has to be told."),
        tr("Second factors and remembered devices do not come back: users set them up again."),
        tr("Users of other identity providers (EXTERNAL_PROVIDER) are not made: signing in makes them."),
        tr("Dates of creation and last change are those of the import."),
        tr("Nobody gets a message. A user who is there already is not changed."),
    };
}

QString commentOf(const PoolInput &input)
{
    if (input.verb == Verb::Export)
        return tr("the users, groups and memberships of %1, into the vault").arg(input.pool);
    if (input.verb == Verb::CreateScratch)
        return tr("a pool %1 for a drill, as backup %2 of %3 describes it").arg(input.name, input.backup, input.asset);
    if (input.verb == Verb::DeleteScratch)
        return tr("aws cognito-idp delete-user-pool --user-pool-id %1, if a drill made it").arg(input.pool);
    if (input.verb == Verb::RemoveImported)
        return tr("the users that an import made in %1 are deleted, unless they were changed").arg(input.pool);
    return tr("backup %1 of %2 and the pool %3").arg(input.backup, input.asset, input.pool);
}

} // namespace

PoolPlanner::PoolPlanner(const operations::Catalog &catalog)
    : m_catalog(catalog)
{
}

QString PoolPlanner::kind() const { return u"pool"_s; }

Result<Step> PoolPlanner::planned(Step step, const SystemInfo &, QSet<QString> &secretNames) const
{
    const Result<Operation> named = executors::withSecretsNamed(step.operation, {}, secretNames);
    if (!named)
        return named.error();
    const Result<PoolInput> input = poolInput(step);
    if (!input)
        return input.error();
    if (input->verb == Verb::Compare) {
        executors::fillInRead(step);
        step.iamAction = u"cognito-idp:DescribeUserPool, cognito-idp:ListUsers, cognito-idp:ListGroups, "
                         "cognito-idp:ListUsersInGroup, cognito-idp:AdminGetUser"_s;
    } else {
        executors::fillInWrite(step, m_catalog, {});
    }
    if (input->verb == Verb::Import)
        step.notes << notesOfImport();
    if (step.resource.isEmpty())
        step.resource = input->verb == Verb::Export ? input->asset : input->pool.isEmpty() ? input->name : input->pool;
    step.cli = commentLine(step.operation.uses + u": "_s + commentOf(*input));
    return step;
}

} // namespace sm::backups
