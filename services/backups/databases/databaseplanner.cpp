// SPDX-License-Identifier: GPL-3.0-or-later
#include <databases/databaseplanner.h>

#include "databaseinput.h"
#include "databaseline.h"

#include <executors/knownwrites.h>
#include <executors/steppassword.h>
#include <executors/systemaddress.h>
#include <postgres/settings.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using Verb = DatabaseInput::Verb;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Database", text); }

void fillIn(Step &step, const DatabaseInput &input, const operations::Catalog &catalog)
{
    if (input.verb == Verb::Compare)
        return executors::fillInRead(step);
    if (input.verb == Verb::Query)
        return executors::fillInRead(step, tr("The server lets it write nothing."));
    executors::fillInWrite(step, catalog, {});
    if (input.verb == Verb::Restore && input.overwrite) {
        step.tier = Tier::Destructive;
        step.notes << tr(
            "A database of that name is not deleted: it is called otherwise afterwards, and nobody finds it "
            "under its name.");
    }
}

QString resourceOf(const DatabaseInput &input)
{
    if (input.verb == Verb::Dump)
        return input.asset;
    return input.into.isEmpty() ? input.database : input.into;
}

} // namespace

DatabasePlanner::DatabasePlanner(const operations::Catalog &catalog)
    : m_catalog(catalog)
{
}

QString DatabasePlanner::kind() const { return u"database"_s; }

Result<Step> DatabasePlanner::planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const
{
    const QStringList members
        = step.operation.uses == "database:query"_L1 ? QStringList{u"parameters"_s} : QStringList();
    const Result<Operation> named = executors::withPasswordNamed(step.operation, members, secretNames);
    if (!named)
        return named.error();
    step.operation = *named;
    const Result<DatabaseInput> input = databaseInput(step);
    if (!input)
        return input.error();
    QString address;
    if (!input->database.isEmpty()) { // else an earlier step names it
        const Result<QString> found = executors::databaseAddress(system, input->database);
        if (!found)
            return found.error();
        address = *found;
        if (const auto settings = postgres::Settings::fromUrl(address); !settings)
            return settings.error();
    }
    fillIn(step, *input, m_catalog);
    if (step.resource.isEmpty())
        step.resource = resourceOf(*input);
    step.cli = databaseLine(*input, address);
    return step;
}

} // namespace sm::backups
