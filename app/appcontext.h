// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demoserver.h"
#include "foundation.h"
#include "options.h"
#include "systemsession.h"

#include <shell/mainwindow.h>
#include <systems/systemcatalog.h>

#include <QObject>

namespace sm::widgets {
class Appearance;
}

namespace sm::app {

/// The composition root of the window: the only place that knows which implementation stands behind which interface.
class AppContext : public QObject
{
    Q_OBJECT

public:
    AppContext(Options options, widgets::Appearance &appearance);
    ~AppContext() override;

    /// Shows the window, then begins everything that may wait for disk, network or a person.
    void start();

private:
    void startDemo();
    void build(aws::AwsEnvironment environment);
    void openJournal();
    void readSystems();
    void openSystem(const SystemId &id);
    void addPages();
    void showIdentity(const std::optional<Identity> &identity, const std::optional<Error> &problem);
    void runSelfTest();
    void saveWindow() const;

    Options m_options;
    shell::MainWindow m_window;
    std::unique_ptr<DemoServer> m_demo;
    std::unique_ptr<Foundation> m_foundation;
    std::unique_ptr<operations::Journal> m_journal;
    std::optional<Error> m_journalProblem;
    systems::SystemCatalog m_systems;
    std::unique_ptr<SystemSession> m_session;
    /// Systems that were left: their last answers may still be on the way.
    std::vector<std::unique_ptr<SystemSession>> m_retired;
};

} // namespace sm::app
