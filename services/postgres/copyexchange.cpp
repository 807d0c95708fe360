// SPDX-License-Identifier: GPL-3.0-or-later
#include "copyexchange.h"

#include "attempt.h"
#include "copystreams.h"

#include <postgres/identifier.h>
#include <postgres/statementkind.h>

#include <QCoreApplication>

namespace sm::postgres {

using namespace Qt::Literals::StringLiterals;

namespace {

// It takes as long as it takes; what stalls is noticed here.
constexpr std::chrono::milliseconds noServerLimit{0};
const QString opening = u"COPY ("_s;

QString optionsOf(CopyFormat format)
{
    switch (format) {
    case CopyFormat::Text:
        return u"(FORMAT text)"_s;
    case CopyFormat::Binary:
        return u"(FORMAT binary)"_s;
    case CopyFormat::Csv:
        break;
    }
    return u"(FORMAT csv, HEADER true)"_s;
}

Result<QString> sqlOf(const CopyQuery &query)
{
    const Result<StatementKind> kind = StatementKind::of(query.sql);
    if (!kind)
        return kind.error();
    if (!kind->isRead())
        return Error(Error::Kind::Invalid,
            QCoreApplication::translate(
                "sm::postgres", "Only what reads can be copied out, and this may change the database. Use a SELECT."))
            .withCode(u"NotARead"_s);
    // On a line of its own, or a comment at the end would swallow the parenthesis.
    return opening + kind->body() + u"\n) TO STDOUT "_s + optionsOf(query.format);
}

Result<QString> sqlOf(const CopyTarget &target)
{
    const Result<QString> table = quoteTable(target.schema, target.table);
    if (!table)
        return table;
    QStringList columns;
    for (const QString &column : target.columns) {
        const Result<QString> quoted = quoteIdentifier(column);
        if (!quoted)
            return quoted;
        columns.append(*quoted);
    }
    const QString list = columns.isEmpty() ? QString() : u" ("_s + columns.join(u", "_s) + u')';
    return u"COPY "_s + *table + list + u" FROM STDIN "_s + optionsOf(target.format);
}

Result<CopyCount> outcomeOf(
    const CopyStream &stream, const Attempt &attempt, const Link &link, std::chrono::milliseconds taken)
{
    if (stream.isComplete() && !stream.refusal() && !stream.failure())
        return stream.count();
    const Error error = attempt.failure(link, stream.refusal(), taken);
    return stream.failure() ? stream.failure()->withChanged(error.changed()) : error;
}

} // namespace

QCoro::Task<Result<CopyCount>> exchangeOut(
    std::shared_ptr<Link> link, CopyQuery query, CopySink sink, CancelToken token)
{
    const Result<QString> sql = sqlOf(query);
    if (!sql)
        co_return sql.error();
    if (token.isCancelled())
        co_return Error::cancelled();
    const Turn turn(link, token, query.stallLimit);
    if (const auto granted = turn.granted(); !granted)
        co_return granted.error();
    if (const auto begun = co_await Attempt::begin(link, Access::Read, noServerLimit); !begun)
        co_return begun.error();

    CopyOut stream(link, std::move(sink));
    co_await stream.run(sql->toUtf8());
    const Attempt attempt{Access::Read, true, query.stallLimit, Refused{query.sql, {}, int(opening.size())}};
    const Result<CopyCount> outcome = outcomeOf(stream, attempt, *link, turn.taken());
    co_await link->settle();
    co_return outcome;
}

QCoro::Task<Result<CopyCount>> exchangeIn(
    std::shared_ptr<Link> link, CopyTarget target, CopySource source, CancelToken token)
{
    const Result<QString> sql = sqlOf(target);
    if (!sql)
        co_return sql.error();
    if (token.isCancelled())
        co_return Error::cancelled();
    const Turn turn(link, token, target.stallLimit);
    if (const auto granted = turn.granted(); !granted)
        co_return granted.error();
    if (const auto begun = co_await Attempt::begin(link, Access::Write, noServerLimit); !begun)
        co_return begun.error();

    CopyIn stream(link, std::move(source));
    co_await stream.run(sql->toUtf8());
    const Attempt attempt{Access::Write, true, target.stallLimit, Refused{*sql, {}, 0, true}};
    const Result<CopyCount> outcome = outcomeOf(stream, attempt, *link, turn.taken());
    co_await link->settle();
    co_return outcome;
}

} // namespace sm::postgres
