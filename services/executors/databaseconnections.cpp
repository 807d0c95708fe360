// SPDX-License-Identifier: GPL-3.0-or-later
#include "databaseconnections.h"

#include "systemaddress.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using postgres::Connection;
using postgres::Settings;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::DatabaseConnections", text); }

QString sourceOf(const Secret &brought, const Settings &settings)
{
    if (!brought.isEmpty())
        return tr("The password was the one that the step was given (PASSWORD).");
    if (!settings.password.isEmpty())
        return tr("The password was that of PGPASSWORD. Correct it, or give the step the secret PASSWORD.");
    return tr(
        "The step was given no password, so the password file (PGPASSFILE or ~/.pgpass) was asked for %1 at %2. Add "
        "a line to it, or give the step the secret PASSWORD.")
        .arg(settings.user, settings.host);
}

Error denied(const Error &error, const QString &source)
{
    return Error(error.kind(), error.message() + u' ' + source).withCode(error.code());
}

} // namespace

/// The connections that nobody uses now. Outlives its owner while a lease is out.
class DatabaseConnections::Pool
{
public:
    explicit Pool(std::chrono::milliseconds idleLimit)
        : m_idleLimit(idleLimit)
    {
        m_timer.setSingleShot(true);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { closeIdle(); });
    }

    std::unique_ptr<Connection> take(const QString &database)
    {
        std::vector<Idle> &idle = m_idle[database];
        if (idle.empty())
            return nullptr;
        std::unique_ptr<Connection> connection = std::move(idle.back().connection);
        idle.pop_back();
        return connection;
    }
    void give(const QString &database, std::unique_ptr<Connection> connection)
    {
        if (!m_isOpen || !connection->isUsable())
            return;
        m_idle[database].push_back({std::move(connection), QDeadlineTimer(m_idleLimit)});
        if (!m_timer.isActive())
            m_timer.start(m_idleLimit);
    }
    void close()
    {
        m_isOpen = false;
        m_timer.stop();
        m_idle.clear();
    }

private:
    struct Idle
    {
        std::unique_ptr<Connection> connection;
        QDeadlineTimer until;
    };

    void closeIdle()
    {
        qint64 next = -1;
        for (auto &[database, idle] : m_idle) {
            std::erase_if(idle, [](const Idle &each) { return each.until.hasExpired(); });
            for (const Idle &each : idle)
                next = std::max(next, each.until.remainingTime());
        }
        if (next >= 0)
            m_timer.start(std::chrono::milliseconds(next + 1));
    }

    std::chrono::milliseconds m_idleLimit;
    bool m_isOpen = true;
    std::map<QString, std::vector<Idle>> m_idle;
    QTimer m_timer;
};

DatabaseConnections::Lease::Lease(std::shared_ptr<Pool> pool, QString database, std::unique_ptr<Connection> connection)
    : m_pool(std::move(pool))
    , m_database(std::move(database))
    , m_connection(std::move(connection))
{
}

DatabaseConnections::Lease::~Lease()
{
    if (m_connection)
        m_pool->give(m_database, std::move(m_connection));
}

DatabaseConnections::DatabaseConnections(SystemInfo system, std::chrono::milliseconds idleLimit)
    : m_system(std::move(system))
    , m_pool(std::make_shared<Pool>(idleLimit))
{
}

DatabaseConnections::~DatabaseConnections() { m_pool->close(); }

QCoro::Task<Result<DatabaseConnections::Lease>> DatabaseConnections::lease(
    QString database, Secret password, CancelToken token)
{
    const Result<QString> address = databaseAddress(m_system, database);
    if (!address)
        co_return address.error();
    Result<Settings> settings = Settings::fromUrl(*address);
    if (!settings)
        co_return settings.error();
    if (std::unique_ptr<Connection> idle = co_await usableIdle(database, token))
        co_return Lease(m_pool, database, std::move(idle));
    const Secret brought = password.isEmpty() ? m_passwords.value(database) : password;
    const QString source = sourceOf(brought, *settings);
    if (!brought.isEmpty())
        settings->password = brought;
    Result<std::unique_ptr<Connection>> opened = co_await Connection::open(*settings, token);
    if (!opened)
        co_return opened.error().kind() == Error::Kind::Denied ? denied(opened.error(), source) : opened.error();
    if (!password.isEmpty())
        m_passwords.insert(database, password);
    co_return Lease(m_pool, database, std::move(*opened));
}

/// A server that was started anew has closed it, which shows only when something is sent; a change that is sent into
/// it would be in doubt for nothing.
QCoro::Task<std::unique_ptr<Connection>> DatabaseConnections::usableIdle(QString database, CancelToken token)
{
    while (std::unique_ptr<Connection> idle = m_pool->take(database)) {
        const postgres::Statement probe{u"SELECT 1"_s, {}, std::chrono::seconds(5)};
        const Result<postgres::QueryResult> answer = co_await idle->read(probe, token);
        if (answer)
            co_return std::move(idle);
    }
    co_return std::unique_ptr<Connection>();
}

} // namespace sm::executors
