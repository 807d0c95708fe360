// SPDX-License-Identifier: GPL-3.0-or-later
#include "connector.h"

#include "hostaddresses.h"
#include "inthread.h"
#include "keywords.h"
#include "plainwords.h"
#include "postgreserror.h"
#include "stopped.h"

#include <QCoreApplication>
#include <QFutureWatcher>

namespace sm::postgres {

using Stop = Waiter::Stop;
using namespace Qt::Literals::StringLiterals;

namespace {

// What StatementKind reads and the form in which values come must not depend on the server's configuration.
constexpr auto preparation = "SET standard_conforming_strings = on; SET DateStyle = 'ISO, YMD'; "
                             "SET IntervalStyle = 'postgres'; SET TimeZone = 'UTC'; SET extra_float_digits = 1; "
                             "SET bytea_output = 'hex'";

QString nameOf(const Settings &settings)
{
    return settings.isLocalSocket() ? QCoreApplication::translate("sm::postgres", "this computer") : settings.host;
}

/// libpq would look the name up itself, but blocks while it does.
QCoro::Task<Result<QByteArrayList>> findAddresses(std::shared_ptr<Link> link, Settings settings)
{
    if (settings.isLocalSocket())
        co_return QByteArrayList();
    const QFuture<Result<QByteArrayList>> found = inThread([host = settings.host] { return lookUp(host); });
    QFutureWatcher<Result<QByteArrayList>> watcher;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &link->waiter(), &Waiter::wake);
    watcher.setFuture(found);
    while (!found.isFinished() && link->waiter().stop() == Stop::None)
        co_await link->waiter().parked();
    if (!found.isFinished())
        co_return stopped(link->waiter().stop(), settings.connectTimeout);
    const Result<QByteArrayList> addresses = found.result();
    if (addresses && settings.tls == TlsMode::Disable && !std::all_of(addresses->begin(), addresses->end(), isLoopback))
        co_return Error(Error::Kind::Invalid,
            QCoreApplication::translate("sm::postgres", "%1 is another machine. Use TLS (verify-full) for it.")
                .arg(settings.host))
            .withCode(u"Settings"_s);
    co_return addresses;
}

/// Each step of libpq's handshake, with the socket that it has by then.
QCoro::Task<bool> shakeHands(std::shared_ptr<Link> link)
{
    Waiter &waiter = link->waiter();
    PostgresPollingStatusType wanted = PGRES_POLLING_WRITING;
    while (wanted != PGRES_POLLING_OK && wanted != PGRES_POLLING_FAILED) {
        const int socket = PQsocket(link->raw());
        if (socket < 0)
            co_return false;
        waiter.forgetSocket();
        if (wanted == PGRES_POLLING_READING)
            co_await waiter.readable(socket);
        else
            co_await waiter.writable(socket);
        if (waiter.stop() != Stop::None)
            co_return false;
        const PlainWords english;
        wanted = PQconnectPoll(link->raw());
    }
    waiter.forgetSocket();
    co_return wanted == PGRES_POLLING_OK;
}

} // namespace

QCoro::Task<Result<std::shared_ptr<Link>>> connectLink(Settings settings, CancelToken token)
{
    if (const auto usable = settings.check(); !usable)
        co_return usable.error();
    auto link = std::make_shared<Link>();
    const Turn turn(link, token, settings.connectTimeout);
    const Result<QByteArrayList> addresses = co_await findAddresses(link, settings);
    if (!addresses)
        co_return addresses.error();
    {
        const PlainWords english;
        const Keywords keywords(settings, *addresses);
        link->adopt(PQconnectStartParams(keywords.names(), keywords.values(), 0));
    }
    if (!link->raw())
        co_return Error(Error::Kind::Internal, QCoreApplication::translate("sm::postgres", "There is no memory left."));
    PQsetErrorVerbosity(link->raw(), PQERRORS_VERBOSE); // says the SQLSTATE, which is kept nowhere else
    PQsetNoticeProcessor(link->raw(), [](void *, const char *) { }, nullptr);
    const bool connected = PQstatus(link->raw()) != CONNECTION_BAD && co_await shakeHands(link);
    if (!connected && link->waiter().stop() != Stop::None)
        co_return stopped(link->waiter().stop(), settings.connectTimeout);
    if (!connected)
        co_return connectError(link->raw(), nameOf(settings));
    PQsetnonblocking(link->raw(), 1);
    const Result<void> prepared = co_await link->command(preparation);
    if (link->waiter().reason() != Stop::None)
        co_return stopped(link->waiter().reason(), settings.connectTimeout);
    if (!prepared)
        co_return prepared.error();
    co_return link;
}

} // namespace sm::postgres
