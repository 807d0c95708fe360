// SPDX-License-Identifier: GPL-3.0-or-later
#include "cacheconnections.h"

#include "systemaddress.h"

#include <QCoreApplication>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using redis::Connection;
using redis::Settings;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::CacheConnections", text); }

constexpr std::chrono::seconds trusted(5); ///< so shortly after it was used a connection is still there

QString sourceOf(const Secret &brought, const Secret &used)
{
    if (!brought.isEmpty())
        return tr("The password was the one that the step was given (PASSWORD).");
    if (!used.isEmpty())
        return tr("The password was that of REDISCLI_AUTH. Correct it, or give the step the secret PASSWORD.");
    return tr("There is no password: give the step the secret PASSWORD, or set REDISCLI_AUTH.");
}

Error denied(const Error &error, const QString &source)
{
    return Error(error.kind(), error.message() + u' ' + source).withCode(error.code());
}

} // namespace

CacheConnections::CacheConnections(
    SystemInfo system, std::chrono::milliseconds idleLimit, std::chrono::milliseconds stallLimit)
    : m_system(std::move(system))
    , m_idleLimit(idleLimit)
    , m_stallLimit(stallLimit)
{
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { closeIdle(); });
}

QCoro::Task<Result<std::shared_ptr<Connection>>> CacheConnections::connection(
    QString cache, Secret password, CancelToken token)
{
    const Result<QString> address = cacheAddress(m_system, cache);
    if (!address)
        co_return address.error();
    Result<Settings> settings = Settings::fromUrl(*address);
    if (!settings)
        co_return settings.error();
    if (const std::shared_ptr<Connection> open = co_await usable(cache, token))
        co_return open;
    const Secret brought = password.isEmpty() ? m_passwords.value(cache) : password;
    settings->password = brought.isEmpty() ? Secret(QByteArrayView(qgetenv("REDISCLI_AUTH"))) : brought;
    settings->stallLimit = m_stallLimit;
    const QString source = sourceOf(brought, settings->password);
    Result<std::unique_ptr<Connection>> opened = co_await Connection::open(*settings, token);
    if (!opened)
        co_return opened.error().kind() == Error::Kind::Denied ? denied(opened.error(), source) : opened.error();
    if (!password.isEmpty())
        m_passwords.insert(cache, password);
    const std::shared_ptr<Connection> made(std::move(*opened));
    keep(cache, made);
    co_return made;
}

/// A firewall may have forgotten it, which shows only when something is sent; a change that is sent into it would be in
/// doubt for nothing.
QCoro::Task<std::shared_ptr<Connection>> CacheConnections::usable(QString cache, CancelToken token)
{
    const Open open = m_open.value(cache);
    if (!open.connection || !open.connection->isOpen())
        co_return std::shared_ptr<Connection>();
    if (open.usedAt.hasExpired(std::chrono::milliseconds(trusted).count())) {
        const Result<redis::Reply> answer = co_await open.connection->command({"PING"_ba}, token);
        if (!answer)
            co_return std::shared_ptr<Connection>();
    }
    keep(cache, open.connection);
    co_return std::shared_ptr<Connection>(open.connection);
}

void CacheConnections::keep(const QString &cache, std::shared_ptr<Connection> connection)
{
    Open &open = m_open[cache];
    open.connection = std::move(connection);
    open.usedAt.start();
    m_timer.start(m_idleLimit);
}

void CacheConnections::closeIdle()
{
    m_open.removeIf([this](QHash<QString, Open>::iterator each) {
        return each->usedAt.hasExpired(m_idleLimit.count()) && each->connection.use_count() == 1;
    });
    if (m_open.isEmpty())
        m_timer.stop();
}

} // namespace sm::executors
