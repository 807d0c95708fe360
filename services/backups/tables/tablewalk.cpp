// SPDX-License-Identifier: GPL-3.0-or-later
#include "tablewalk.h"

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double wholePage = 128; // units of a megabyte

/// A table is walked in the order of its pages; where one comes again the walk would never end.
Error walksInCircles(const QString &table)
{
    return Error(Error::Kind::BadReply,
        QCoreApplication::translate("sm::backups::Tables", "Reading “%1” came back to where it was. Try again.")
            .arg(table))
        .withCode(u"RepeatedToken"_s);
}

} // namespace

TableWalk::TableWalk(aws::Caller &caller, Pace &pace, TableFacts facts)
    : m_caller(caller)
    , m_pace(pace)
    , m_facts(std::move(facts))
{
}

QJsonObject TableWalk::input(const Part &part) const
{
    QJsonObject input{{u"TableName"_s, m_facts.name}, {u"ReturnConsumedCapacity"_s, u"TOTAL"_s}};
    const double rate = m_pace.unitsPerSecond();
    int most = part.pageItems;
    if (most <= 0 && rate > 0 && rate < wholePage)
        most = m_facts.itemsFor(rate);
    if (most > 0)
        input.insert(u"Limit"_s, most);
    if (part.countsOnly)
        input.insert(u"Select"_s, u"COUNT"_s);
    if (part.segments > 1) {
        input.insert(u"Segment"_s, part.segment);
        input.insert(u"TotalSegments"_s, part.segments);
    }
    return input;
}

QCoro::Task<Result<void>> TableWalk::run(Part part, ItemChoice choice, Take take, CancelToken token)
{
    ItemPage page(std::move(choice));
    aws::Call call{u"dynamodb"_s, u"Scan"_s, input(part)};
    call.reader = [&page](const QByteArray &body) { return page.read(body); };
    while (true) {
        if (const auto turn = co_await m_pace.nextTurn(token); !turn)
            co_return turn.error();
        const Result<aws::Answer> answer = co_await m_caller.read(call, token);
        if (!answer)
            co_return answer.error();
        m_pace.spend(answer->output.value(u"ConsumedCapacity"_s)[u"CapacityUnits"_s].toDouble());
        const bool goesOn = take(page.items(), answer->output.value(u"Count"_s).toInteger());
        const QJsonObject next = answer->output.value(u"LastEvaluatedKey"_s).toObject();
        if (next.isEmpty() || !goesOn)
            co_return ok();
        if (call.input.value(u"ExclusiveStartKey"_s) == next)
            co_return walksInCircles(m_facts.name);
        call.input.insert(u"ExclusiveStartKey"_s, next);
    }
}

} // namespace sm::backups
