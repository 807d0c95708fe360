// SPDX-License-Identifier: GPL-3.0-or-later
#include "appcontext.h"

#include "billdrop.h"
#include "ssosignin.h"

#include <dialogs/mfadialog.h>
#include <pages/backupspage.h>
#include <pages/costspage.h>
#include <pages/deploymentspage.h>
#include <pages/journalpage.h>
#include <pages/runbookspage.h>
#include <pages/userspage.h>
#include <shell/activitypanel.h>
#include <shell/topbar.h>
#include <widgets/appearance.h>

#include <QApplication>
#include <QCoroTask>
#include <QDir>
#include <QPushButton>
#include <QSettings>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;

namespace sm::app {

namespace {

const QString DemoSystem = u"demo"_s;

QString settingsFile(const Options &options) { return dataFolder(options) + u"/window.ini"_s; }

SystemInfo demoSystem(const QString &endpoint)
{
    SystemInfo demo;
    demo.id.value = DemoSystem;
    demo.title = AppContext::tr("Demo system");
    demo.environment = Environment::Development;
    demo.region.value = u"us-east-1"_s;
    demo.endpointUrl = endpoint;
    return Backing::withDemoAssets(demo);
}

/// Keys of the demo account and nothing of the user's own: the demo can not reach AWS by mistake.
aws::AwsEnvironment demoEnvironment(const QString &accessKeyId, const QString &secretAccessKey)
{
    aws::AwsEnvironment closed;
    closed.root = u"/nonexistent"_s;
    closed.variables.insert(u"AWS_ACCESS_KEY_ID"_s, accessKeyId);
    closed.variables.insert(u"AWS_SECRET_ACCESS_KEY"_s, secretAccessKey);
    closed.variables.insert(u"AWS_EC2_METADATA_DISABLED"_s, u"true"_s);
    return closed;
}

/// Where nobody named a system: the profile, or, as AWS's tools do, the keys of the environment before it.
SystemInfo systemWithoutName(const aws::AwsConfig &config, const QString &profile)
{
    const QString name = config.profileName(profile);
    const bool hasKeys = !config.environment().value(u"AWS_ACCESS_KEY_ID"_s).isEmpty();
    const bool unchosen = profile.isEmpty() && (hasKeys || !config.profileNames().contains(name));
    return unchosen ? systems::systemOfDefaultChain() : systems::systemOfProfile(name);
}

} // namespace

AppContext::AppContext(Options options, widgets::Appearance &appearance)
    : m_options(std::move(options))
    , m_window(appearance)
{
    connect(&m_window, &shell::MainWindow::closing, this, &AppContext::saveWindow);
    connect(&m_window.topBar(), &shell::TopBar::systemChosen, this, &AppContext::openSystem);
    connect(&m_window, &shell::MainWindow::signInNeeded, this, &AppContext::showSignedOut);
    connect(&m_codes, &systems::CodeAsker::codeWanted, this, &AppContext::askForCode);
    m_window.topBar().setReadOnly(m_options.readOnly);
    m_bills = m_options.bills;
    auto *drop = new BillDrop(m_window);
    connect(drop, &BillDrop::dropped, this, [this](const QStringList &files) {
        m_bills += files; // there may be no page for the earlier ones yet
        openBills();
    });
}

AppContext::~AppContext() = default;

void AppContext::start()
{
    const QSettings settings(settingsFile(m_options), QSettings::IniFormat);
    m_window.restoreState(settings.value(u"window"_s).toByteArray());
    m_window.show();
    // After the first frame: nothing below may keep the window waiting.
    QTimer::singleShot(0, this, [this] {
        if (m_options.demo)
            startDemo();
        else
            build(aws::AwsEnvironment::ofThisProcess());
    });
}

void AppContext::startDemo()
{
    m_demo = std::make_unique<DemoServer>();
    connect(m_demo.get(), &DemoServer::failed, &m_window, &shell::MainWindow::showError);
    connect(m_demo.get(), &DemoServer::listening, this,
        [this](const QString &endpoint, const QString &id, const QString &key) {
            qInfo("The demo account listens on %s", qPrintable(endpoint)); // for other clients
            m_systems.put(demoSystem(endpoint));
            build(demoEnvironment(id, key));
        });
    m_window.activity().note(tr("Starting the demo account…"));
    m_demo->start();
}

void AppContext::build(aws::AwsEnvironment environment)
{
    m_environment = environment;
    Result<std::unique_ptr<Foundation>> foundation
        = Foundation::build(m_options, std::move(environment), m_codes.prompt());
    if (!foundation) {
        showProblem(foundation.error());
        return;
    }
    m_foundation = std::move(*foundation);
    m_window.settleProblem();
    openJournal();
}

void AppContext::openJournal()
{
    // The demo leaves nothing in anybody's keyring.
    auto opening = m_options.demo ? operations::Journal::open(dataFolder(m_options) + u"/demo-journal.sqlite"_s)
                                  : operations::Journal::openWithKeyring(dataFolder(m_options) + u"/journal.sqlite"_s);
    QCoro::connect(std::move(opening), this, [this](Result<std::unique_ptr<operations::Journal>> journal) {
        if (journal)
            m_journal = std::move(*journal);
        else
            m_journalProblem = journal.error();
        readSystems();
    });
}

void AppContext::readSystems()
{
    const aws::AwsConfig &config = m_foundation->sources.config();
    if (!m_options.demo) {
        Result<systems::SystemCatalog> systems
            = systems::SystemCatalog::load(dataFolder(m_options) + u"/systems"_s, config.profileNames());
        if (!systems) {
            showProblem(systems.error());
            return;
        }
        m_systems = std::move(*systems);
    }
    const QSettings settings(settingsFile(m_options), QSettings::IniFormat);
    const SystemId last{settings.value(u"system"_s).toString()};
    SystemId chosen{m_options.demo ? DemoSystem : m_options.system};
    if (chosen.isEmpty() && m_options.profile.isEmpty() && m_systems.system(last))
        chosen = last;
    if (chosen.isEmpty()) {
        const SystemInfo unnamed = systemWithoutName(config, m_options.profile);
        m_systems.put(unnamed);
        chosen = unnamed.id;
    }
    openSystem(chosen);
}

void AppContext::openSystem(const SystemId &id)
{
    m_chosen = id;
    const Result<SystemInfo> found = m_systems.system(id);
    m_window.topBar().setSystems(m_systems.systems(), id);
    if (!found) {
        showProblem(found.error());
        return;
    }
    SystemInfo system = *found;
    const Result<aws::ProfileSettings> settings = m_foundation->sources.config().settings(choiceFor(m_options, system));
    if (settings)
        system.region = settings->caller.region;
    m_window.topBar().setIdentity({}, system, settings ? std::nullopt : std::optional<Error>(settings.error()));
    if (!settings) {
        m_window.setSystem(system, nullptr);
        leaveSession();
        showProblem(settings.error());
        return;
    }
    openSession(system, *settings);
    QSettings(settingsFile(m_options), QSettings::IniFormat).setValue(u"system"_s, system.id.value);
    if (m_options.selfTest)
        runSelfTest();
}

/// The pages of the session before go first, then its controllers; what is under way in its services ends by itself.
void AppContext::openSession(const SystemInfo &system, const aws::ProfileSettings &settings)
{
    const SystemSession::Shared shared{*m_foundation, m_options, m_journal.get(), m_journalProblem, systemTitles()};
    auto session = std::make_unique<SystemSession>(shared, system, settings);
    m_window.setSystem(system, &session->runs());
    leaveSession();
    m_session = std::move(session);
    addPages();
    connect(m_session.get(), &SystemSession::identified, this, &AppContext::showIdentity);
    connect(m_session.get(), &SystemSession::notIdentified, this, &AppContext::showSignedOut);
    connect(&m_session->runs(), &controllers::RunsController::runFinished, this, [this] {
        if (m_session) // it may be another one by then: all write into one journal
            m_session->journal().reload();
    });
    m_session->runs().findUnfinished();
    m_session->identify();
    if (m_journalProblem)
        m_window.showError(*m_journalProblem);
}

void AppContext::leaveSession()
{
    if (!m_session)
        return;
    m_session->retire();
    m_retired.push_back(std::move(m_session));
}

void AppContext::addPages()
{
    auto *users = new pages::UsersPage(m_session->users());
    auto *costs = new pages::CostsPage(m_session->costs(), m_session->system().id);
    if (controllers::AthenaController *athena = m_session->costing().athena())
        costs->addAthena(*athena);
    if (controllers::ProviderKeysController *keys = m_session->costing().keys())
        costs->addProviders(*keys);
    auto *backups = new pages::BackupsPage(m_session->backups());
    auto *deployments = new pages::DeploymentsPage(m_session->deployments());
    auto *runbooks = new pages::RunbooksPage(m_session->runbooks());
    auto *journal = new pages::JournalPage(m_session->journal(), !m_options.readOnly);
    m_window.addPage(widgets::Glyph::Users, users);
    m_window.addPage(widgets::Glyph::Costs, costs);
    m_window.addPage(widgets::Glyph::Backups, backups);
    m_window.addPage(widgets::Glyph::Deployments, deployments);
    m_window.addPage(widgets::Glyph::Runbooks, runbooks);
    m_window.addPage(widgets::Glyph::Journal, journal);
    connectPages(runbooks, journal);
    connectCosts(costs, runbooks, journal);
    connect(&m_session->journal(), &controllers::JournalController::changed, &m_window,
        [this] { m_window.activity().setJournalSummary(tr("Journal entries: %1").arg(m_session->journal().count())); });
    m_window.activity().note({});
    m_session->journal().reload();
    m_window.showPage(users->title());
    openBills();
}

/// What one page asks of another, or of the window.
void AppContext::connectPages(pages::RunbooksPage *runbooks, pages::JournalPage *journal)
{
    const auto reveal = [this, journal](qint64 entry) {
        m_window.showPage(journal->title());
        journal->reveal(entry);
    };
    connect(&m_window.activity(), &shell::ActivityPanel::journalRequested, journal, reveal);
    // After the window has brought the page of the action to the front.
    connect(runbooks, &pages::RunbooksPage::journalRequested, journal, reveal, Qt::QueuedConnection);
    // Once the plan's dialog is gone: the run comes to the front, with its questions.
    connect(&m_session->runbooks(), &controllers::RunbooksController::runStarted, &m_window,
        &shell::MainWindow::showRun, Qt::QueuedConnection);
}

void AppContext::connectCosts(pages::CostsPage *costs, pages::RunbooksPage *runbooks, pages::JournalPage *journal)
{
    m_costs = costs;
    connect(costs, &pages::CostsPage::runbookRequested, runbooks,
        [this, runbooks](const QString &key, const QJsonObject &parameters) {
            m_window.showPage(runbooks->title());
            runbooks->reveal(key, parameters);
        });
    connect(costs, &pages::CostsPage::journalRequested, journal, [this, journal](const QDate &day) {
        m_window.showPage(journal->title());
        const QString shown = day.toString(Qt::ISODate);
        journal->search(u"since:%1 until:%1"_s.arg(shown));
    });
}

/// Once there is a page for them.
void AppContext::openBills()
{
    if (!m_costs || m_bills.isEmpty())
        return;
    m_costs->openBills(std::exchange(m_bills, {}));
    m_window.showPage(m_costs->title());
}

/// The library has runbooks of all systems that are known, also where the demo is the only one to choose.
QMap<QString, QString> AppContext::systemTitles() const
{
    const auto known = systems::SystemCatalog::load(dataFolder(m_options) + u"/systems"_s, {});
    QMap<QString, QString> titles;
    for (const SystemInfo &each : (known ? *known : m_systems).systems())
        titles.insert(each.id.value, each.title);
    return titles;
}

void AppContext::showIdentity(const Identity &identity)
{
    const SystemInfo &system = m_session->system();
    m_window.topBar().setIdentity(identity, system, {});
    m_window.settleProblem();
    if (const QString warning = m_session->clockWarning(); !warning.isEmpty())
        m_window.activity().note(warning);
    if (!system.pinnedAccount.isEmpty() && system.pinnedAccount != identity.account)
        m_window.showError(Error(Error::Kind::Denied,
            tr("These credentials belong to account %1, but %2 is account %3. Nothing can be changed.")
                .arg(identity.account.value, system.title, system.pinnedAccount.value))
                .withCode(u"WrongAccount"_s));
}

void AppContext::showSignedOut(const Error &problem)
{
    if (m_session)
        m_window.topBar().setIdentity({}, m_session->system(), problem);
    showProblem(problem);
}

/// With what can be done about it here: SSO where that is what is missing, else to look once more.
void AppContext::showProblem(const Error &problem)
{
    if (m_options.selfTest)
        QApplication::exit(1);
    const bool sso = m_session && problem.needsSignIn()
        && SsoSignIn::sessionOf(m_foundation->sources.config(), choiceFor(m_options, m_session->system()));
    QPushButton *action = m_window.showProblem(problem, sso ? tr("Sign in…") : tr("Try again"));
    connect(action, &QPushButton::clicked, this, sso ? &AppContext::signIn : &AppContext::tryAgain);
}

void AppContext::signIn()
{
    const aws::AwsConfig &config = m_foundation->sources.config();
    const aws::AwsChoice choice = choiceFor(m_options, m_session->system());
    const std::optional<aws::SsoSession> session = SsoSignIn::sessionOf(config, choice);
    const Result<aws::ProfileSettings> settings = config.settings(choice);
    if (!session || !settings)
        return tryAgain();
    auto *signIn = new SsoSignIn(*m_foundation, *settings, *session, &m_window);
    connect(signIn, &SsoSignIn::signedIn, m_session.get(), &SystemSession::readAgain);
}

/// From the files on: somebody may have put them right, or signed in with another tool.
void AppContext::tryAgain()
{
    if (!m_foundation) {
        build(*m_environment);
        return;
    }
    if (const Result<void> read = m_foundation->sources.reread(); !read)
        showProblem(read.error());
    else if (m_systems.system(m_chosen))
        openSystem(m_chosen);
    else
        readSystems();
}

void AppContext::askForCode(const QString &profile, const QString &serial)
{
    auto *dialog = new dialogs::MfaDialog(profile, serial, &m_window);
    connect(dialog, &dialogs::MfaDialog::codeTyped, &m_codes, &systems::CodeAsker::answer);
    connect(dialog, &QDialog::rejected, &m_codes, &systems::CodeAsker::giveUp);
    connect(&m_codes, &systems::CodeAsker::withdrawn, dialog, &QObject::deleteLater);
    dialog->open();
}

/// Opens each page once and leaves: what `ctest` runs to see that the program starts.
void AppContext::runSelfTest()
{
    connect(m_session.get(), &SystemSession::identified, this, [this] {
        for (const QString &page :
            {tr("Journal"), tr("Runbooks"), tr("Deployments"), tr("Backups"), tr("Costs"), tr("Users")})
            m_window.showPage(page);
        QTimer::singleShot(0, &m_window, &QWidget::close);
    });
}

void AppContext::saveWindow() const
{
    QDir().mkpath(dataFolder(m_options));
    QSettings(settingsFile(m_options), QSettings::IniFormat).setValue(u"window"_s, m_window.saveState());
}

} // namespace sm::app
