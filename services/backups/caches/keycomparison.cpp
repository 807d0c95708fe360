// SPDX-License-Identifier: GPL-3.0-or-later
#include "keycomparison.h"

#include "dumpmembers.h"

#include <executors/exacttext.h>

#include <QJsonArray>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using redis::KeyRecord;
using redis::Reply;

namespace {

constexpr qsizetype keysAtOnce = 128;
constexpr qsizetype bytesAtOnce = 1024 * 1024;
constexpr qint64 toleratedMs = 5'000; ///< between two instants of expiry: the clocks of two servers
constexpr qsizetype named = 20;

qint64 milliseconds(const Reply &time)
{
    const QList<Reply> &parts = time.items();
    return parts.size() == 2 ? parts[0].bytes().toLongLong() * 1000 + parts[1].bytes().toLongLong() / 1000 : 0;
}

bool isSameTime(const KeyRecord &record, qint64 lifetimeMs, qint64 nowMs)
{
    if (!record.expiresAtMs || lifetimeMs < 0)
        return !record.expiresAtMs && lifetimeMs < 0;
    return std::abs(*record.expiresAtMs - nowMs - lifetimeMs) <= toleratedMs;
}

QByteArrayList itemsOf(const Reply &reply)
{
    QByteArrayList items;
    for (const Reply &item : reply.items())
        items << item.bytes();
    return items;
}

} // namespace

struct KeyComparison::Window
{
    QList<KeyRecord> records;
    QList<Verdict> verdicts;
    QList<bool> isTimeSame;
};

QJsonObject toJson(const KeyStanding &standing)
{
    QJsonArray differing;
    for (const QByteArray &key : standing.differing)
        differing << executors::exactText(key);
    const QJsonObject keys{{u"same"_s, standing.same}, {u"otherTime"_s, standing.otherTime},
        {u"other"_s, standing.other}, {u"absent"_s, standing.absent}, {u"expired"_s, standing.expired}};
    return {{u"same"_s, standing.isSame()}, {u"keys"_s, keys}, {u"differing"_s, differing}};
}

KeyComparison::KeyComparison(redis::Connection &connection, QString folder, QByteArray prefix)
    : m_connection(connection)
    , m_file(folder, std::move(prefix))
{
}

QCoro::Task<Result<KeyStanding>> KeyComparison::run(SameHandler onSame, CancelToken token)
{
    for (bool isMore = true; isMore;) {
        Window window;
        const Result<bool> filled = fill(&window);
        if (!filled)
            co_return filled.error();
        isMore = *filled;
        if (const Result<void> looked = co_await look(&window, token); !looked)
            co_return looked.error();
        count(window);
        redis::KeySet same;
        for (qsizetype at = 0; at < window.records.size(); ++at) {
            if (window.verdicts.at(at) == Verdict::Same || window.verdicts.at(at) == Verdict::OtherTime)
                same.insert(window.records.at(at).key);
        }
        if (!onSame || same.isEmpty())
            continue;
        if (const Result<void> taken = co_await onSame(same); !taken)
            co_return taken.error();
    }
    co_return KeyStanding(m_standing);
}

/// False: there are no more records after these.
Result<bool> KeyComparison::fill(Window *window)
{
    qsizetype bytes = 0;
    while (window->records.size() < keysAtOnce && bytes < bytesAtOnce) {
        const Result<std::optional<KeyRecord>> record = m_file.next();
        if (!record)
            return record.error();
        if (!*record)
            return false;
        bytes += (*record)->value.size();
        window->records << **record;
    }
    return true;
}

QCoro::Task<Result<void>> KeyComparison::look(Window *window, CancelToken token)
{
    if (window->records.isEmpty())
        co_return ok();
    QList<QByteArrayList> commands{{"TIME"_ba}};
    for (const KeyRecord &record : std::as_const(window->records))
        commands << QByteArrayList{"DUMP"_ba, record.key} << QByteArrayList{"PTTL"_ba, record.key};
    const Result<QList<Reply>> replies = co_await m_connection.pipeline(commands, token);
    if (!replies)
        co_return replies.error();
    const qint64 now = milliseconds(replies->first());
    for (qsizetype at = 0; at < window->records.size(); ++at) {
        const KeyRecord &record = window->records.at(at);
        const Reply &value = replies->at(1 + 2 * at);
        const bool isTimeSame = isSameTime(record, replies->at(2 + 2 * at).integer(), now);
        window->isTimeSame << isTimeSame;
        if (record.expiresAtMs && *record.expiresAtMs <= now)
            window->verdicts << Verdict::Expired;
        else if (value.isNil())
            window->verdicts << Verdict::Absent;
        else if (value.bytes() != record.value)
            window->verdicts << Verdict::Other;
        else
            window->verdicts << (isTimeSame ? Verdict::Same : Verdict::OtherTime);
    }
    co_return co_await lookInside(window, token);
}

/// Those whose payloads may differ though the values do not.
QCoro::Task<Result<void>> KeyComparison::lookInside(Window *window, CancelToken token)
{
    QList<qsizetype> places;
    QList<DumpMembers> kept;
    QList<QByteArrayList> commands;
    for (qsizetype at = 0; at < window->records.size(); ++at) {
        if (window->verdicts.at(at) != Verdict::Other)
            continue;
        const std::optional<DumpMembers> members = dumpMembers(window->records.at(at).value);
        if (!members)
            continue;
        places << at;
        kept << *members;
        commands << QByteArrayList{members->isHash ? "HGETALL"_ba : "SMEMBERS"_ba, window->records.at(at).key};
    }
    if (commands.isEmpty())
        co_return ok();
    const Result<QList<Reply>> replies = co_await m_connection.pipeline(commands, token);
    if (!replies)
        co_return replies.error();
    for (qsizetype number = 0; number < places.size(); ++number) {
        const DumpMembers &members = kept.at(number);
        const qsizetype at = places.at(number);
        const bool isSame = sortedMembers(itemsOf(replies->at(number)), members.isHash) == members.members;
        if (isSame)
            window->verdicts[at] = window->isTimeSame.at(at) ? Verdict::Same : Verdict::OtherTime;
    }
    co_return ok();
}

void KeyComparison::count(const Window &window)
{
    for (qsizetype at = 0; at < window.records.size(); ++at) {
        const Verdict verdict = window.verdicts.at(at);
        m_standing.same += verdict == Verdict::Same ? 1 : 0;
        m_standing.otherTime += verdict == Verdict::OtherTime ? 1 : 0;
        m_standing.other += verdict == Verdict::Other ? 1 : 0;
        m_standing.absent += verdict == Verdict::Absent ? 1 : 0;
        m_standing.expired += verdict == Verdict::Expired ? 1 : 0;
        const bool isNamed = verdict != Verdict::Same && verdict != Verdict::Expired;
        if (isNamed && m_standing.differing.size() < named)
            m_standing.differing << window.records.at(at).key;
    }
}

} // namespace sm::backups
