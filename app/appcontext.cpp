// SPDX-License-Identifier: GPL-3.0-or-later
#include "appcontext.h"

#include <pages/journalpage.h>
#include <pages/userspage.h>
#include <shell/activitypanel.h>
#include <shell/topbar.h>
#include <widgets/appearance.h>

#include <QApplication>
#include <QCoroTask>
#include <QDir>
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
    return demo;
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

} // namespace

AppContext::AppContext(Options options, widgets::Appearance &appearance)
    : m_options(std::move(options))
    , m_window(appearance)
{
    connect(&m_window, &shell::MainWindow::closing, this, &AppContext::saveWindow);
    connect(&m_window.topBar(), &shell::TopBar::systemChosen, this, &AppContext::openSystem);
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
            m_systems.put(demoSystem(endpoint));
            build(demoEnvironment(id, key));
        });
    m_window.activity().note(tr("Starting the demo account…"));
    m_demo->start();
}

void AppContext::build(aws::AwsEnvironment environment)
{
    Result<std::unique_ptr<Foundation>> foundation = Foundation::build(m_options, std::move(environment), {});
    if (!foundation) {
        m_window.showError(foundation.error());
        return;
    }
    m_foundation = std::move(*foundation);
    openJournal();
}

void AppContext::openJournal()
{
    const QString name = m_options.demo ? u"/demo-journal.sqlite"_s : u"/journal.sqlite"_s;
    QCoro::connect(operations::Journal::open(dataFolder(m_options) + name), this,
        [this](Result<std::unique_ptr<operations::Journal>> journal) {
            if (journal)
                m_journal = std::move(*journal);
            else
                m_journalProblem = journal.error();
            readSystems();
        });
}

void AppContext::readSystems()
{
    if (!m_options.demo) {
        const QString folder = dataFolder(m_options) + u"/systems"_s;
        Result<systems::SystemCatalog> systems
            = systems::SystemCatalog::load(folder, m_foundation->sources.config().profileNames());
        if (!systems) {
            m_window.showError(systems.error());
            return;
        }
        m_systems = std::move(*systems);
    }
    const QSettings settings(settingsFile(m_options), QSettings::IniFormat);
    const QString last = settings.value(u"system"_s).toString();
    const QString profile = m_foundation->sources.config().profileName(m_options.profile);
    if (m_options.demo)
        openSystem({DemoSystem});
    else if (!m_options.system.isEmpty())
        openSystem({m_options.system});
    else if (m_options.profile.isEmpty() && m_systems.system({last}))
        openSystem({last});
    else
        m_systems.put(systems::systemOfProfile(profile)), openSystem(systems::systemOfProfile(profile).id);
}

void AppContext::openSystem(const SystemId &id)
{
    const Result<SystemInfo> found = m_systems.system(id);
    if (!found) {
        m_window.showError(found.error());
        return;
    }
    SystemInfo system = *found;
    const Result<aws::ProfileSettings> settings = m_foundation->sources.config().settings(choiceFor(m_options, system));
    if (settings)
        system.region = settings->caller.region;
    if (m_session) {
        m_session->retire();
        m_retired.push_back(std::move(m_session));
    }
    m_window.topBar().setSystems(m_systems.systems(), system.id);
    m_window.topBar().setIdentity({}, system, settings ? std::nullopt : std::optional<Error>(settings.error()));
    if (!settings) {
        m_window.setSystem(system, nullptr);
        m_window.showError(settings.error());
        return;
    }
    m_session = std::make_unique<SystemSession>(
        *m_foundation, m_options, system, *settings, m_journal.get(), m_journalProblem);
    m_window.setSystem(system, &m_session->runs());
    addPages();
    connect(m_session.get(), &SystemSession::identified, this,
        [this](const Identity &identity) { showIdentity(identity, {}); });
    connect(
        m_session.get(), &SystemSession::notIdentified, this, [this](const Error &error) { showIdentity({}, error); });
    m_session->identify();
    if (m_journalProblem)
        m_window.showError(*m_journalProblem);
    QSettings(settingsFile(m_options), QSettings::IniFormat).setValue(u"system"_s, system.id.value);
    if (m_options.selfTest)
        runSelfTest();
}

void AppContext::addPages()
{
    auto *users = new pages::UsersPage(m_session->users());
    auto *journal = new pages::JournalPage(m_session->journal());
    m_window.addPage(widgets::Glyph::Users, users);
    m_window.addPage(widgets::Glyph::Journal, journal);
    connect(&m_window.activity(), &shell::ActivityPanel::journalRequested, journal, [this, journal](qint64 entry) {
        m_window.showPage(journal->title());
        journal->reveal(entry);
    });
    connect(&m_session->journal(), &controllers::JournalController::changed, &m_window,
        [this] { m_window.activity().setJournalSummary(tr("Journal entries: %1").arg(m_session->journal().count())); });
    m_window.activity().note({});
    m_session->journal().reload();
    m_window.showPage(users->title());
}

void AppContext::showIdentity(const std::optional<Identity> &identity, const std::optional<Error> &problem)
{
    m_window.topBar().setIdentity(identity, m_session->system(), problem);
    const AccountId &pinned = m_session->system().pinnedAccount;
    if (identity && !pinned.isEmpty() && pinned != identity->account)
        m_window.showError(Error(Error::Kind::Denied,
            tr("These credentials belong to account %1, but %2 is account %3. Nothing can be changed.")
                .arg(identity->account.value, m_session->system().title, pinned.value))
                .withCode(u"WrongAccount"_s));
}

/// Opens each page once and leaves: what `ctest` runs to see that the program starts.
void AppContext::runSelfTest()
{
    connect(m_session.get(), &SystemSession::identified, this, [this] {
        for (const QString &page : {tr("Journal"), tr("Users")})
            m_window.showPage(page);
        QTimer::singleShot(0, &m_window, &QWidget::close);
    });
    connect(m_session.get(), &SystemSession::notIdentified, this, [] { QApplication::exit(1); });
}

void AppContext::saveWindow() const
{
    QDir().mkpath(dataFolder(m_options));
    QSettings(settingsFile(m_options), QSettings::IniFormat).setValue(u"window"_s, m_window.saveState());
}

} // namespace sm::app
