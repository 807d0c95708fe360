// SPDX-License-Identifier: GPL-3.0-or-later
#include "teamwrites.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

TeamWrites::TeamWrites(operations::Runner &runner, const operations::Planner &planner, SystemInfo system)
    : m_runner(runner)
    , m_planner(planner)
    , m_system(std::move(system))
{
    m_system.pinnedAccount = {};
}

Result<Plan> TeamWrites::plan(const QString &title, const QList<Step> &steps) const
{
    return m_planner.plan(title, m_system, steps);
}

QCoro::Task<Result<void>> TeamWrites::run(Result<Plan> plan, CancelToken token) const
{
    if (!plan)
        co_return plan.error();
    Confirmation deliberate; // whoever wrote the system's file has asked for exactly this
    deliberate.deliberate = true;
    const auto report = co_await m_runner.run(*plan, deliberate, {}, {}, token);
    if (!report)
        co_return report.error();
    for (const operations::StepEvent &step : report->steps) {
        if (step.state != StepState::Done)
            co_return step.error.value_or(Error(Error::Kind::Internal,
                QCoreApplication::translate("sm::costs::TeamWrites", "It was not carried out.")));
    }
    co_return ok();
}

Step TeamWrites::statement(
    const QString &title, const QString &name, const Secret &password, const QString &sql, const QJsonArray &parameters)
{
    Step step;
    step.title = title;
    step.operation
        = {u"sql:execute"_s, {{u"database"_s, name}, {u"statement"_s, sql}, {u"parameters"_s, parameters}}, {}};
    return signedIn(step, password);
}

Step signedIn(Step step, const Secret &password)
{
    if (!password.isEmpty())
        step.operation.secrets.insert(u"PASSWORD"_s, password);
    return step;
}

} // namespace sm::costs
