// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation.h"

#include <controllers/costscontroller.h>
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
    /// The controller goes; what is under way in the service ends by itself.
    void retire() { m_controller.reset(); }

    /// \p system with what the environment says about places of its costs; for a demo nothing does.
    static SystemInfo withPlaces(SystemInfo system, const Options &options);
    /// The password of such a place.
    static Secret passwordOf(const QString &name);
    /// As the window and the headless commands have it.
    static costs::CostDesk::Settings settingsOf(
        const Options &options, const SystemInfo &system, const QMap<QString, QString> &environment);

private:
    costs::CostDesk m_desk;
    std::unique_ptr<controllers::CostsController> m_controller;
};

} // namespace sm::app
