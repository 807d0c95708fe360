// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demoserver.h"
#include "foundation.h"
#include "options.h"
#include "systemsession.h"

#include <shell/mainwindow.h>
#include <systems/codeasker.h>
#include <systems/systemcatalog.h>

#include <QObject>

namespace sm::pages {
class CostsPage;
class JournalPage;
class RunbooksPage;
} // namespace sm::pages
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
    void openSession(const SystemInfo &system, const aws::ProfileSettings &settings);
    void leaveSession();
    void addPages();
    void connectPages(pages::RunbooksPage *runbooks, pages::JournalPage *journal);
    void connectCosts(pages::CostsPage *costs, pages::RunbooksPage *runbooks, pages::JournalPage *journal);
    void openBills();
    void showIdentity(const Identity &identity);
    void showSignedOut(const Error &problem);
    void showProblem(const Error &problem);
    void askForCode(const QString &profile, const QString &serial);
    void signIn();
    void tryAgain();
    void runSelfTest();
    void saveWindow() const;
    QMap<QString, QString> systemTitles() const;

    Options m_options;
    std::optional<aws::AwsEnvironment> m_environment; ///< nothing before the demo account runs
    shell::MainWindow m_window;
    systems::CodeAsker m_codes;
    std::unique_ptr<DemoServer> m_demo;
    std::unique_ptr<Foundation> m_foundation;
    std::unique_ptr<operations::Journal> m_journal;
    std::optional<Error> m_journalProblem;
    systems::SystemCatalog m_systems;
    SystemId m_chosen;
    QPointer<pages::CostsPage> m_costs; ///< of the system that is shown
    QStringList m_bills; ///< to be opened on it
    std::unique_ptr<SystemSession> m_session;
    /// Systems that were left: their last answers may still be on the way.
    std::vector<std::unique_ptr<SystemSession>> m_retired;
};

} // namespace sm::app
