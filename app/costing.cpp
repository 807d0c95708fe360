// SPDX-License-Identifier: GPL-3.0-or-later
#include "costing.h"

#include <aws/caller.h>
#include <operations/runner.h>

#include <QProcessEnvironment>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

QMap<QString, QString> environmentOfThisProcess()
{
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    QMap<QString, QString> variables;
    const QStringList names = environment.keys();
    for (const QString &name : names)
        variables.insert(name, environment.value(name));
    return variables;
}

controllers::CostsFeatures featuresOf(const costs::CostSettings &settings)
{
    return {settings.hasCostExplorer, settings.hasForecasting, settings.hasAnomalyDetection, settings.hasDataExport,
        settings.hasAdvancedFilters, settings.hasCustomDateRanges};
}

} // namespace

Costing::Costing(Foundation &foundation, const Options &options, const SystemInfo &system, aws::Caller &caller,
    operations::Runner &runner)
    : m_clock(foundation.clock)
    , m_hasAthena(costs::CostSettings::fromEnvironment(environmentOfThisProcess()).hasAthena)
    , m_desk({&caller, foundation.models, foundation.clock, foundation.sleeper, &foundation.transport, &runner,
                 &foundation.planner},
          settingsOf(options, system))
    , m_athenaService(caller, foundation.models, foundation.sleeper)
    , m_report(m_athenaService, foundation.planner, system)
    , m_controller(
          std::make_unique<controllers::CostsController>(controllers::CostsController::Services{m_desk, m_desk},
              featuresOf(costs::CostSettings::fromEnvironment(environmentOfThisProcess()))))
    , m_keys(options.demo ? nullptr : std::make_unique<controllers::ProviderKeysController>(m_desk, *m_controller))
{
}

void Costing::follow(controllers::RunsController &runs)
{
    if (m_hasAthena)
        m_athena = std::make_unique<controllers::AthenaController>(
            controllers::AthenaController::Services{m_report, m_desk, m_clock}, runs);
}

void Costing::retire()
{
    m_athena.reset();
    m_keys.reset();
    m_controller.reset();
}

SystemInfo Costing::withPlaces(SystemInfo system, const Options &options)
{
    if (options.demo)
        return system;
    return costs::withPlaces(std::move(system), costs::CostSettings::fromEnvironment(environmentOfThisProcess()));
}

Secret Costing::passwordOf(const QString &name)
{
    return costs::passwordOf(name, costs::CostSettings::fromEnvironment(environmentOfThisProcess()));
}

costs::CostDesk::Settings Costing::settingsOf(const Options &options, const SystemInfo &system)
{
    const QMap<QString, QString> environment = environmentOfThisProcess();
    costs::CostDesk::Settings settings;
    settings.folder = dataFolder(options);
    settings.prefix = options.demo ? u"demo-"_s : QString();
    settings.system = system;
    settings.costs = costs::CostSettings::fromEnvironment(environment);
    settings.isDemo = options.demo;
    settings.anthropicAddress = environment.value(u"STATIONMASTER_ANTHROPIC_URL"_s);
    settings.openAiAddress = environment.value(u"STATIONMASTER_OPENAI_URL"_s);
    return settings;
}

} // namespace sm::app
