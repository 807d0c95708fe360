// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "batch.h"
#include "settings.h"

#include <core/canceltoken.h>
#include <core/result.h>
#include <core/writepermit.h>

#include <QCoreApplication>
#include <QCoroTask>

#include <memory>

namespace sm::redis {

class Channel;

/// A connection to one Redis server, for one coroutine or many: commands are sent at once, and each waits for its own
/// answer.
///
///     auto connection = co_await Connection::open(settings, token);
///     auto size = co_await (*connection)->command({"DBSIZE"}, token);
///
/// Arguments are data: no byte in one can become another argument or command. What writes needs the permit that only
/// operations::Runner can give; commandKind() decides what writes. Commands that change the connection itself (SELECT,
/// MULTI, SUBSCRIBE, …) are refused.
///
/// A connection that was lost stays lost; open another one. Destroying it ends all commands with Kind::Cancelled.
///
/// \error Kind::Denied, Throttled, Conflict, NotFound, Internal as ReplyError says; code() is the first word
/// \error Kind::Network   code "Broken": the connection was lost
/// \error Kind::Timeout   code "StallTimeout": an answer is due and nothing came for Settings::stallLimit; it is lost
/// then
/// \error Kind::BadReply  as ReplyReader::next(); it is lost then
/// \error Kind::Invalid   nothing was sent: code "NoCommand", "NeedsPermit", "Session"
/// \error Kind::Cancelled the token was cancelled; the connection goes on
///
/// changed() of a write that was sent and has no answer is Unknown.
class Connection
{
    Q_DECLARE_TR_FUNCTIONS(sm::redis::Connection)

public:
    /// Connects, signs in, selects the database and says who we are (CLIENT SETNAME; a server that does not want to
    /// know is fine). Nothing is sent before the server has proved its name.
    ///
    /// \error Kind::Invalid   as Settings::check(); code "CaBundle", "ClientCertificate"
    /// \error Kind::Network   code "Lookup", "Connect", "Tls", "Certificate", "Broken"
    /// \error Kind::Timeout   code "ConnectTimeout", "StallTimeout"
    /// \error Kind::Denied    code "NOAUTH", "WRONGPASS", …: user name or password
    /// \error Kind::Cancelled \p token was cancelled
    static QCoro::Task<Result<std::unique_ptr<Connection>>> open(Settings settings, CancelToken token);

    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    bool isOpen() const;

    /// A read. The server's refusal is an error.
    QCoro::Task<Result<Reply>> command(QByteArrayList arguments, CancelToken token);
    QCoro::Task<Result<Reply>> command(WritePermit permit, QByteArrayList arguments, CancelToken token);

    /// Reads that are sent without waiting for each other, at most Settings::maxInFlightBytes ahead of the answers. One
    /// reply for each, in order; a refusal of one of them is a reply that isError(). Other clients' commands may run
    /// between them.
    QCoro::Task<Result<QList<Reply>>> pipeline(QList<QByteArrayList> commands, CancelToken token);
    QCoro::Task<Result<QList<Reply>>> pipeline(WritePermit permit, QList<QByteArrayList> commands, CancelToken token);

private:
    friend class Keyspace;
    struct DeleteLater
    {
        void operator()(Channel *channel) const;
    };

    explicit Connection(const Settings &settings);
    QCoro::Task<Result<void>> signIn(Settings settings, CancelToken token);
    QCoro::Task<Result<void>> exchange(Batch batch, CancelToken token);
    QCoro::Task<Result<QList<Reply>>> collect(QList<QByteArrayList> commands, CancelToken token);
    QCoro::Task<Result<Reply>> ask(QByteArrayList arguments, CancelToken token);
    static std::optional<Error> refusal(const QByteArrayList &arguments, bool mayWrite);
    static std::optional<Error> refusal(const QList<QByteArrayList> &commands, bool mayWrite);

    std::unique_ptr<Channel, DeleteLater> m_channel;
};

} // namespace sm::redis
