// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange.h"

#include "parameters.h"
#include "resultreader.h"
#include "stopped.h"

#include <postgres/statementkind.h>

#include <QCoreApplication>

namespace sm::postgres {

using namespace Qt::Literals::StringLiterals;

namespace {

// The server's own limit comes first, so that it can say so.
constexpr std::chrono::milliseconds patience = std::chrono::seconds(2);

Error invalid(const QString &code, const char *message)
{
    return Error(Error::Kind::Invalid, QCoreApplication::translate("sm::postgres", message)).withCode(code);
}

Result<StatementKind> check(Access access, const Statement &statement)
{
    const Result<StatementKind> kind = StatementKind::of(statement.sql);
    if (!kind)
        return kind;
    if (kind->isTransactionControl())
        return invalid(u"TransactionControl"_s,
            QT_TRANSLATE_NOOP("sm::postgres", "Each statement is a transaction of its own. Leave this one out."));
    if (kind->keyword() == u"COPY")
        return invalid(u"Copy"_s,
            QT_TRANSLATE_NOOP("sm::postgres", "COPY moves data, which a statement can not. Use an export or import."));
    if (access == Access::Read && !kind->isRead())
        return invalid(u"NotARead"_s,
            QT_TRANSLATE_NOOP("sm::postgres", "This statement may change the database. Run it as a change."));
    return kind;
}

bool isCopy(const PGresult &result)
{
    const ExecStatusType status = PQresultStatus(&result);
    return status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH;
}

bool send(Link &link, const Statement &statement, const Parameters &parameters)
{
    const std::vector<const char *> values = parameters.pointers();
    return PQsendQueryParams(link.raw(), statement.sql.toUtf8().constData(), parameters.count(), nullptr, values.data(),
               nullptr, nullptr, 0)
        == 1
        && PQsetSingleRowMode(link.raw()) == 1;
}

/// A read that had more rows than are wanted was stopped by us.
bool isCutShort(const ResultReader &reader, const Link &link)
{
    return reader.result().truncated && link.waiter().reason() == Waiter::Stop::None && reader.refusal()
        && reader.refusal()->sqlState == u"57014";
}

/// Sends \p statement and reads all that comes of it.
QCoro::Task<Result<QueryResult>> answerTo(
    std::shared_ptr<Link> link, const Turn *turn, Attempt attempt, Statement statement, Parameters parameters)
{
    ResultReader reader(statement.maxRows);
    if (send(*link, statement, parameters))
        (void)co_await link->flush(); // what went wrong is in the results
    while (const ResultPointer result = co_await link->next()) {
        const bool more = reader.take(*result);
        if (isCopy(*result))
            link->breakOff(); // its data would be taken for answers
        else if (!more && attempt.access == Access::Read && !link->hasGivenUp())
            (void)co_await link->giveUp();
    }
    if (isCutShort(reader, *link) || (reader.isComplete() && !reader.refusal()))
        co_return reader.result();
    co_return attempt.failure(*link, reader.refusal(), turn->taken());
}

Attempt attemptOf(Access access, bool isAtomic, const Statement &statement, const Parameters &parameters)
{
    return {access, isAtomic, statement.limit, Refused{statement.sql, parameters.texts(), 0}};
}

} // namespace

QCoro::Task<Result<QueryResult>> exchange(
    std::shared_ptr<Link> link, Access access, Statement statement, CancelToken token)
{
    const Result<StatementKind> kind = check(access, statement);
    if (!kind)
        co_return kind.error();
    const Result<Parameters> parameters = Parameters::of(statement.parameters);
    if (!parameters)
        co_return parameters.error();
    if (token.isCancelled())
        co_return Error::cancelled();
    const Turn turn(link, token, statement.limit + patience);
    if (const auto granted = turn.granted(); !granted)
        co_return granted.error();
    if (const auto begun = co_await Attempt::begin(link, access, statement.limit); !begun)
        co_return begun.error();

    const Attempt attempt = attemptOf(access, kind->isAtomic(), statement, *parameters);
    const Result<QueryResult> answer = co_await answerTo(link, &turn, attempt, statement, *parameters);
    co_await link->settle();
    co_return answer;
}

QCoro::Task<Result<QueryResult>> exchangeWithin(std::shared_ptr<Link> link, Statement statement, CancelToken token)
{
    const Result<Parameters> parameters = Parameters::of(statement.parameters);
    if (!parameters)
        co_return parameters.error();
    if (token.isCancelled())
        co_return Error::cancelled();
    const Turn turn(link, token, statement.limit + patience);
    if (const auto granted = turn.granted(); !granted)
        co_return granted.error();
    const QByteArray limit = QByteArray::number(qint64(statement.limit.count()));
    const Result<void> limited = co_await link->command("SET LOCAL statement_timeout = " + limit);
    if (const Waiter::Stop reason = link->waiter().reason(); reason != Waiter::Stop::None)
        co_return stopped(reason, statement.limit);
    if (!limited)
        co_return limited.error();
    const Attempt attempt = attemptOf(Access::Read, true, statement, *parameters);
    co_return co_await answerTo(link, &turn, attempt, statement, *parameters);
}

} // namespace sm::postgres
