// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation.h"

#include <athena/awsathenaservice.h>
#include <athena/reportdesk.h>
#include <controllers/athenacontroller.h>
#include <controllers/costscontroller.h>
#include <controllers/providerkeyscontroller.h>
#include <costservice/costdesk.h>

namespace sm::aws {
class Caller;
}
namespace sm::operations {
class Runner;
}

namespace sm::app {

/// The costs of one system: where they come from, and the controller of their page.
class Costing
{
public:
    /// All outlive it.
    Costing(Foundation &foundation, const Options &options, const SystemInfo &system, aws::Caller &caller,
        operations::Runner &runner);

    costs::CostDesk &desk() { return m_desk; }
    controllers::CostsController &controller() { return *m_controller; }
    /// nullptr: Athena is switched off.
    controllers::AthenaController *athena() { return m_athena.get(); }
    /// nullptr: a demo asks no providers.
    controllers::ProviderKeysController *keys() { return m_keys.get(); }
    /// Once there is somebody who runs plans.
    void follow(controllers::RunsController &runs);
    /// The controllers go; what is under way in the services ends by itself.
    void retire();

    /// \p system with what the environment says about places of its costs; for a demo nothing does.
    static SystemInfo withPlaces(SystemInfo system, const Options &options);
    /// The password of such a place.
    static Secret passwordOf(const QString &name);
    /// As the window and the headless commands have it.
    static costs::CostDesk::Settings settingsOf(const Options &options, const SystemInfo &system);

private:
    const Clock &m_clock;
    bool m_hasAthena;
    costs::CostDesk m_desk;
    athena::AwsAthenaService m_athenaService;
    athena::ReportDesk m_report;
    std::unique_ptr<controllers::CostsController> m_controller;
    std::unique_ptr<controllers::ProviderKeysController> m_keys;
    std::unique_ptr<controllers::AthenaController> m_athena;
};

} // namespace sm::app
