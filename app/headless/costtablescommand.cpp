// SPDX-License-Identifier: GPL-3.0-or-later
#include "costtablescommand.h"

#include "costing.h"
#include "costwriter.h"
#include "headlesssystem.h"
#include "output.h"

#include <core/json.h>
#include <coststore/postgrescosts.h>
#include <operations/planjson.h>

#include <QCoreApplication>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

Error noDatabase(const SystemInfo &system)
{
    return Error(Error::Kind::Invalid,
        QCoreApplication::translate("sm::app::CostTablesCommand",
            "The file of %1 does not say where costs are shared. Add costs: {database: NAME}, or set DATABASE_URL.")
            .arg(system.title))
        .withCode(u"NoDatabase"_s);
}

} // namespace

CostTablesCommand::CostTablesCommand(Foundation &foundation, const Options &options)
    : m_foundation(foundation)
    , m_options(options)
{
}

QCoro::Task<Result<ExitCode>> CostTablesCommand::run(CancelToken token)
{
    const Result<SystemInfo> found = systemOf(m_foundation, m_options);
    if (!found)
        co_return found.error();
    const SystemInfo system = Costing::withPlaces(*found, m_options);
    if (system.costs.database.isEmpty())
        co_return noDatabase(system);
    const auto writer = co_await CostWriter::open(&m_foundation, &m_options, system);
    if (!writer)
        co_return writer.error();
    costs::PostgresCosts tables((*writer)->runner(), m_foundation.planner,
        {system, system.costs.database, Costing::passwordOf(system.costs.database), dataFolder(m_options)});
    if (!m_options.words.isSet(u"yes"_s)) {
        const Result<Plan> plan = co_await tables.migration(token);
        if (!plan)
            co_return plan.error();
        toStandardOutput(toIndentedJson(jsonOf(*plan)));
        co_return ExitCode::Done;
    }
    const Result<void> made = co_await tables.migrate(token);
    co_return made ? Result<ExitCode>(ExitCode::Done) : made.error();
}

} // namespace sm::app
