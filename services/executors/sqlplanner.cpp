// SPDX-License-Identifier: GPL-3.0-or-later
#include <executors/sqlplanner.h>

#include "knownwrites.h"
#include "psqlline.h"
#include "sqlinput.h"
#include "sqltier.h"
#include "steppassword.h"
#include "systemaddress.h"

#include <postgres/settings.h>

#include <QCoreApplication>
#include <QFileInfo>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using Verb = SqlInput::Verb;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::Sql", text); }

QString resourceOf(const SqlInput &input)
{
    const QString table = input.changedTable().table;
    if (input.verb == Verb::CopyOut)
        return QFileInfo(input.file).fileName();
    return table.isEmpty() ? input.database : table;
}

} // namespace

SqlPlanner::SqlPlanner(const operations::Catalog &catalog)
    : m_catalog(catalog)
{
}

QString SqlPlanner::kind() const { return u"sql"_s; }

Result<Step> SqlPlanner::planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const
{
    if (step.operation.uses == "sql:execute"_L1)
        step.operation.with.remove(u"matched"_s); // it is looked at when it is known what is there
    const Result<Operation> named = withPasswordNamed(step.operation, secretMembersOfSql(), secretNames);
    if (!named)
        return named.error();
    step.operation = *named;
    const Result<SqlInput> input = sqlInput(step);
    if (!input)
        return input.error();
    QString address;
    if (!input->database.isEmpty()) {
        const Result<QString> found = databaseAddress(system, input->database);
        if (!found)
            return found.error();
        address = *found;
        if (const auto settings = postgres::Settings::fromUrl(address); !settings)
            return settings.error();
    }
    fillIn(step, *input);
    if (step.resource.isEmpty())
        step.resource = resourceOf(*input);
    step.cli = psqlLine(step, *input, address);
    return step;
}

void SqlPlanner::fillIn(Step &step, const SqlInput &input) const
{
    switch (input.verb) {
    case Verb::Query:
        fillInRead(step, tr("The server lets it write nothing."));
        break;
    case Verb::Execute:
        fillInStatement(step, input, m_catalog);
        break;
    case Verb::CopyOut:
        step.tier = Tier::Reversible;
        step.repeat = Repeat::NaturalKey;
        step.mark
            = {Mark::Kind::Reversible, {}, tr("It writes a new file here, which can be deleted, and nothing else.")};
        break;
    case Verb::CopyIn:
        fillInWrite(step, m_catalog, {});
        step.mark = {Mark::Kind::Never, {}, tr("The rows that are put in stay; they are deleted by a statement.")};
        break;
    case Verb::PutBack:
        step.tier = Tier::Disruptive;
        step.repeat = Repeat::Value;
        step.mark = {Mark::Kind::Never, {}, tr("It takes a change back; the change can be made again.")};
        break;
    }
}

} // namespace sm::executors
