// SPDX-License-Identifier: GPL-3.0-or-later
#include "samplecomparison.h"

#include <QHash>
#include <QJsonArray>
#include <QSet>

#include <algorithm>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostSegments = 100;
constexpr size_t batchItems = 100; // as many as BatchGetItem takes

/// Compares what was read of one table with what the other has under the same keys.
void compare(Comparison &comparison, const std::vector<ItemDigest> &read, const std::vector<ItemDigest> &found,
    const QString &missing, qint64 &missingCount)
{
    QHash<quint64, const ItemDigest *> byKey;
    for (const ItemDigest &each : found)
        byKey.insert(each.key, &each);
    for (const ItemDigest &each : read) {
        const ItemDigest *const other = byKey.value(each.key);
        if (!other) {
            ++missingCount;
            comparison.addExample(missing, each.keyValues);
        } else if (each.hasSameContent(*other)) {
            ++comparison.same;
        } else {
            ++comparison.different;
            comparison.addExample(u"different"_s, each.keyValues);
        }
    }
}

/// An item that both samples hold counts once.
std::vector<ItemDigest> without(const std::vector<ItemDigest> &items, const std::vector<ItemDigest> &others)
{
    QSet<quint64> known;
    for (const ItemDigest &each : others)
        known << each.key;
    std::vector<ItemDigest> rest;
    for (const ItemDigest &each : items) {
        if (!known.contains(each.key))
            rest.push_back(each);
    }
    return rest;
}

} // namespace

SampleComparison::SampleComparison(aws::Caller &caller, Side source, Side copy, TableProgress &progress)
    : m_caller(caller)
    , m_source(source)
    , m_copy(copy)
    , m_progress(progress)
{
}

QCoro::Task<Result<Comparison>> SampleComparison::run(qint64 items, CancelToken token)
{
    const qint64 half = std::max<qint64>(1, (items + 1) / 2);
    const Result<Digests> ofSource = co_await spread(&m_source.walk, half, token);
    if (!ofSource)
        co_return ofSource.error();
    const Result<Digests> inCopy = co_await lookUp(m_copy, *ofSource, token);
    if (!inCopy)
        co_return inCopy.error();
    const Result<Digests> ofCopy = co_await spread(&m_copy.walk, half, token);
    if (!ofCopy)
        co_return ofCopy.error();
    const Digests more = without(*ofCopy, *ofSource);
    const Result<Digests> inSource = co_await lookUp(m_source, more, token);
    if (!inSource)
        co_return inSource.error();
    Comparison comparison;
    comparison.sourceItems = static_cast<qint64>(ofSource->size());
    comparison.copyItems = static_cast<qint64>(ofCopy->size());
    compare(comparison, *ofSource, *inCopy, u"onlySource"_s, comparison.onlySource);
    compare(comparison, more, *inSource, u"onlyCopy"_s, comparison.onlyCopy);
    const double all = static_cast<double>(std::max<qint64>(m_source.walk.facts().items, comparison.sourceItems));
    comparison.coverage = all > 0 ? static_cast<double>(comparison.sourceItems) / all : 1;
    const Comparison done = comparison;
    co_return done;
}

QCoro::Task<Result<SampleComparison::Digests>> SampleComparison::spread(
    TableWalk *walk, qint64 items, CancelToken token)
{
    Digests digests;
    const int segments = walk->facts().items > 2 * items ? static_cast<int>(std::min<qint64>(items, mostSegments)) : 1;
    ItemChoice choice{walk->facts().keys};
    choice.isNamed = [](quint64) { return true; };
    for (int segment = 0; segment < segments && static_cast<qint64>(digests.size()) < items; ++segment) {
        // What the segments before did not have, the others give.
        const qint64 wanted
            = (items - static_cast<qint64>(digests.size()) + segments - segment - 1) / (segments - segment);
        qint64 got = 0;
        const TableWalk::Take take = [&digests, &got, wanted](const Digests &page, qint64) {
            for (const ItemDigest &each : page) {
                if (got++ < wanted)
                    digests.push_back(each);
            }
            return got < wanted;
        };
        const Part part{segment, segments, static_cast<int>(std::min<qint64>(wanted, 1000))};
        if (const auto done = co_await walk->run(part, choice, take, token); !done)
            co_return done.error();
    }
    m_progress.read(walk->facts().name, static_cast<qint64>(digests.size()));
    const Digests all = digests;
    co_return all;
}

QCoro::Task<Result<SampleComparison::Digests>> SampleComparison::lookUp(Side side, Digests wanted, CancelToken token)
{
    const TableFacts &facts = side.walk.facts();
    Digests found;
    for (size_t begin = 0; begin < wanted.size(); begin += batchItems) {
        QJsonArray keys;
        for (size_t at = begin; at < std::min(begin + batchItems, wanted.size()); ++at)
            keys << wanted[at].keyValues;
        QJsonObject request{{u"Keys"_s, keys}};
        while (!request.isEmpty()) {
            const Result<QJsonObject> answer = co_await batch(side, request, token);
            if (!answer)
                co_return answer.error();
            const QJsonArray items = answer->value(u"Responses"_s)[facts.name].toArray();
            for (const QJsonValue each : items)
                found.push_back(digestOf(canonicalItem(each.toObject(), facts.keys)));
            request = answer->value(u"UnprocessedKeys"_s)[facts.name].toObject();
        }
    }
    const Digests all = found;
    co_return all;
}

QCoro::Task<Result<QJsonObject>> SampleComparison::batch(Side side, QJsonObject keys, CancelToken token)
{
    if (const auto turn = co_await side.pace.nextTurn(token); !turn)
        co_return turn.error();
    const QJsonObject tables{{side.walk.facts().name, keys}};
    const aws::Call call{
        u"dynamodb"_s, u"BatchGetItem"_s, {{u"RequestItems"_s, tables}, {u"ReturnConsumedCapacity"_s, u"TOTAL"_s}}};
    const Result<aws::Answer> answer = co_await m_caller.read(call, token);
    if (!answer)
        co_return answer.error();
    const QJsonArray spent = answer->output.value(u"ConsumedCapacity"_s).toArray();
    for (const QJsonValue each : spent)
        side.pace.spend(each[u"CapacityUnits"_s].toDouble());
    co_return answer->output;
}

} // namespace sm::backups
