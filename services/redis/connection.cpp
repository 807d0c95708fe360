// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection.h"

#include "channel.h"
#include "commandformat.h"
#include "commandkind.h"
#include "replyerror.h"

namespace sm::redis {

using namespace Qt::Literals::StringLiterals;

namespace {

/// From the secret itself into what is sent: no copy of it stays behind.
void appendAuth(QByteArray &out, const Settings &settings)
{
    beginCommand(out, settings.user.isEmpty() ? 2 : 3);
    appendArgument(out, "AUTH");
    if (!settings.user.isEmpty())
        appendArgument(out, settings.user.toUtf8());
    appendArgument(out, settings.password.reveal());
}

/// Servers before Redis 6 answer a wrong password with a plain ERR; to AUTH, any refusal is one of the password.
Error refusedSignIn(const Reply &reply)
{
    if (ReplyError::code(reply) == "ERR")
        return ReplyError::of(Reply::text(Reply::Type::Error, "WRONGPASS"));
    return ReplyError::of(reply);
}

bool isWrite(const QByteArrayList &command) { return commandKind(command) != CommandKind::Read; }

Error::Changed changedByRefusal(const QByteArrayList &command)
{
    static const QByteArrayList scripts{"EVAL"_ba, "EVALSHA"_ba, "FCALL"_ba};
    return scripts.contains(command.value(0).toUpper()) ? Error::Changed::Unknown : Error::Changed::No;
}

} // namespace

void Connection::DeleteLater::operator()(Channel *channel) const
{
    channel->fail(Error::cancelled());
    channel->deleteLater(); // it may be in the middle of handing out answers
}

Connection::Connection(const Settings &settings)
    : m_channel(new Channel(settings))
{
}

Connection::~Connection() = default;

bool Connection::isOpen() const { return m_channel->isOpen(); }

QCoro::Task<Result<std::unique_ptr<Connection>>> Connection::open(Settings settings, CancelToken token)
{
    if (const Result<void> checked = settings.check(); !checked)
        co_return checked.error();
    std::unique_ptr<Connection> connection(new Connection(settings));
    if (const Result<void> opened = co_await connection->m_channel->open(token); !opened)
        co_return opened.error();
    if (const Result<void> signedIn = co_await connection->signIn(settings, token); !signedIn)
        co_return signedIn.error();
    co_return connection;
}

QCoro::Task<Result<void>> Connection::signIn(Settings settings, CancelToken token)
{
    using Format = std::function<void(QByteArray &)>;
    using Check = std::function<Result<void>(const Reply &)>;
    QList<std::pair<Format, Check>> steps;
    const auto accepted
        = [](const Reply &reply) { return reply.isError() ? Result<void>(ReplyError::of(reply)) : ok(); };
    if (!settings.password.isEmpty())
        steps.append({[&settings](QByteArray &out) { appendAuth(out, settings); },
            [](const Reply &reply) { return reply.isError() ? Result<void>(refusedSignIn(reply)) : ok(); }});
    if (settings.database != 0)
        steps.append(
            {[&settings](QByteArray &out) { appendCommand(out, {"SELECT"_ba, QByteArray::number(settings.database)}); },
                accepted});
    steps.append({[&settings](QByteArray &out) {
                      appendCommand(out, {"CLIENT"_ba, "SETNAME"_ba, settings.clientName.toUtf8()});
                  },
        [&accepted](const Reply &reply) { return ReplyError::code(reply) == "NOAUTH" ? accepted(reply) : ok(); }});

    Batch batch;
    batch.count = steps.size();
    batch.format = [&steps](qsizetype index, QByteArray &out) { steps[index].first(out); };
    batch.receive = [&steps](qsizetype index, const Reply &reply) { return steps[index].second(reply); };
    co_return co_await exchange(std::move(batch), token);
}

QCoro::Task<Result<void>> Connection::exchange(Batch batch, CancelToken token)
{
    return m_channel->exchange(std::move(batch), token);
}

std::optional<Error> Connection::refusal(const QByteArrayList &arguments, bool mayWrite)
{
    const auto invalid = [](const QString &code, const QString &message) {
        return Error(Error::Kind::Invalid, message).withCode(code);
    };
    const QString name = QString::fromUtf8(arguments.value(0)).left(40);
    if (name.isEmpty())
        return invalid(u"NoCommand"_s, tr("There is no command to send. Enter one, such as INFO."));
    const CommandKind kind = commandKind(arguments);
    if (kind == CommandKind::Session)
        return invalid(u"Session"_s,
            tr("%1 would change this connection for everything after it. Change the system's settings instead.")
                .arg(name));
    if (kind == CommandKind::Write && !mayWrite)
        return invalid(u"NeedsPermit"_s, tr("%1 changes something. Run it as an operation, with its plan.").arg(name));
    return std::nullopt;
}

std::optional<Error> Connection::refusal(const QList<QByteArrayList> &commands, bool mayWrite)
{
    for (const QByteArrayList &command : commands)
        if (std::optional<Error> refused = refusal(command, mayWrite))
            return refused;
    return std::nullopt;
}

QCoro::Task<Result<Reply>> Connection::command(QByteArrayList arguments, CancelToken token)
{
    if (const std::optional<Error> refused = refusal(arguments, false))
        co_return *refused;
    co_return co_await ask(arguments, token);
}

QCoro::Task<Result<Reply>> Connection::command(WritePermit, QByteArrayList arguments, CancelToken token)
{
    if (const std::optional<Error> refused = refusal(arguments, true))
        co_return *refused;
    co_return co_await ask(arguments, token);
}

QCoro::Task<Result<QList<Reply>>> Connection::pipeline(QList<QByteArrayList> commands, CancelToken token)
{
    if (const std::optional<Error> refused = refusal(commands, false))
        co_return *refused;
    co_return co_await collect(commands, token);
}

QCoro::Task<Result<QList<Reply>>> Connection::pipeline(WritePermit, QList<QByteArrayList> commands, CancelToken token)
{
    if (const std::optional<Error> refused = refusal(commands, true))
        co_return *refused;
    co_return co_await collect(commands, token);
}

QCoro::Task<Result<QList<Reply>>> Connection::collect(QList<QByteArrayList> commands, CancelToken token)
{
    QList<Reply> replies;
    replies.reserve(commands.size());
    Batch batch;
    batch.count = commands.size();
    batch.format = [&commands](qsizetype index, QByteArray &out) { appendCommand(out, commands.at(index)); };
    batch.receive = [&replies](qsizetype, Reply reply) {
        replies.append(std::move(reply));
        return ok();
    };
    batch.changes = std::any_of(commands.cbegin(), commands.cend(), isWrite);
    const Result<void> done = co_await exchange(std::move(batch), token);
    if (!done)
        co_return done.error();
    co_return replies;
}

QCoro::Task<Result<Reply>> Connection::ask(QByteArrayList arguments, CancelToken token)
{
    const QList<QByteArrayList> commands{arguments};
    const Result<QList<Reply>> replies = co_await collect(commands, token);
    if (!replies)
        co_return replies.error();
    if (const Reply &reply = replies->first(); reply.isError())
        co_return ReplyError::of(reply).withChanged(changedByRefusal(arguments));
    co_return replies->first();
}

} // namespace sm::redis
