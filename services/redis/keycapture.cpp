// SPDX-License-Identifier: GPL-3.0-or-later
// The half of Keyspace that saves keys and puts them back.
#include "commandformat.h"
#include "keyrecordreader.h"
#include "keyspace.h"
#include "replyerror.h"
#include "servertime.h"

namespace sm::redis {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Answers that wait in the server's memory while we read: TIME, PTTL and DUMP of 32 keys.
constexpr qsizetype commandsPerKey = 3;
constexpr qsizetype captureWindow = 32 * commandsPerKey;
constexpr qsizetype restoredKeysAtOnce = 500;
constexpr qsizetype restoredBytesAtOnce = 1024 * 1024;

void formatCapture(const KeySet &keys, qsizetype index, QByteArray &out)
{
    const qsizetype step = index % commandsPerKey;
    beginCommand(out, step == 0 ? 1 : 2);
    appendArgument(out, step == 0 ? "TIME" : step == 1 ? "PTTL" : "DUMP");
    if (step != 0)
        appendArgument(out, keys[index / commandsPerKey]);
}

/// Puts the three answers about each key together.
class CaptureReceiver
{
public:
    CaptureReceiver(const KeySet &keys, const Keyspace::Sink &sink)
        : m_keys(keys)
        , m_sink(sink)
    {
    }

    Result<void> take(qsizetype index, const Reply &reply)
    {
        if (reply.isError())
            return ReplyError::of(reply);
        switch (index % commandsPerKey) {
        case 0: {
            const Result<qint64> now = serverTimeMs(reply);
            m_nowMs = now.value_or(0);
            return now ? ok() : Result<void>(now.error());
        }
        case 1:
            m_lifetimeMs = reply.integer();
            return ok();
        default:
            return takeValue(m_keys[index / commandsPerKey], reply);
        }
    }

    CapturedKeys counts() const { return m_counts; }

private:
    Result<void> takeValue(QByteArrayView key, const Reply &value)
    {
        if (value.isNil() || m_lifetimeMs == -2) {
            ++m_counts.missing;
            return ok();
        }
        KeyRecord record{key.toByteArray(), value.bytes(), std::nullopt};
        if (m_lifetimeMs >= 0)
            record.expiresAtMs = m_nowMs + m_lifetimeMs;
        ++m_counts.captured;
        return m_sink(record.encoded());
    }

    const KeySet &m_keys;
    const Keyspace::Sink &m_sink;
    CapturedKeys m_counts;
    qint64 m_nowMs = 0;
    qint64 m_lifetimeMs = -1;
};

} // namespace

/// Records that go back together.
struct Keyspace::RestoreWindow
{
    QList<KeyRecord> records;
    qsizetype bytes = 0;

    bool isFull() const { return records.size() >= restoredKeysAtOnce || bytes >= restoredBytesAtOnce; }
    void add(KeyRecord record)
    {
        bytes += record.key.size() + record.value.size();
        records.append(std::move(record));
    }
};

QCoro::Task<Result<CapturedKeys>> Keyspace::capture(KeySet keys, Sink sink, CancelToken token)
{
    if (const Result<void> begun = sink(KeyRecord::header()); !begun)
        co_return begun.error();
    CaptureReceiver receiver(keys, sink);
    Batch batch;
    batch.count = keys.size() * commandsPerKey;
    batch.window = captureWindow;
    batch.format = [&keys](qsizetype index, QByteArray &out) { formatCapture(keys, index, out); };
    batch.receive = [&receiver](qsizetype index, const Reply &reply) { return receiver.take(index, reply); };
    if (const Result<void> done = co_await m_connection.exchange(std::move(batch), token); !done)
        co_return done.error();
    const auto captured = static_cast<quint64>(receiver.counts().captured);
    if (const Result<void> ended = sink(KeyRecord::encodedEnd(captured)); !ended)
        co_return ended.error();
    co_return receiver.counts();
}

QCoro::Task<Result<RestoredKeys>> Keyspace::restore(WritePermit, Source source, Existing existing, CancelToken token)
{
    RestoredKeys outcome;
    const auto with = [&outcome](const Error &error) {
        const bool isOnlyPartOfIt = error.changed() == Error::Changed::No && outcome.restored > 0;
        return isOnlyPartOfIt ? error.withChanged(Error::Changed::Yes) : error;
    };
    KeyRecordReader reader;
    RestoreWindow window;
    for (bool isOver = false; !isOver;) {
        if (token.isCancelled())
            co_return with(Error::cancelled());
        const Result<QByteArray> bytes = source();
        if (!bytes)
            co_return with(bytes.error());
        isOver = bytes->isEmpty();
        reader.feed(*bytes);
        while (true) {
            Result<std::optional<KeyRecord>> record = reader.next();
            if (record && *record)
                window.add(std::move(**record));
            const bool isDry = !record || !*record;
            if (window.isFull() || isDry) {
                if (const Result<void> done = co_await restoreWindow(&window, &outcome, existing); !done)
                    co_return with(done.error());
            }
            if (!record)
                co_return with(record.error());
            if (isDry)
                break;
        }
    }
    if (!reader.isAtEnd())
        co_return with(KeyRecordReader::damaged());
    co_return outcome;
}

QCoro::Task<Result<void>> Keyspace::restoreWindow(RestoreWindow *window, RestoredKeys *outcome, Existing existing)
{
    const RestoreWindow work = std::exchange(*window, {});
    if (work.records.isEmpty())
        co_return ok();
    const Result<qint64> now = co_await serverTimeMs(CancelToken());
    if (!now)
        co_return now.error();
    QList<KeyRecord> due;
    for (const KeyRecord &record : work.records)
        if (!record.expiresAtMs || *record.expiresAtMs > *now)
            due.append(record);
    outcome->expired += work.records.size() - due.size();

    Batch batch;
    batch.count = due.size();
    batch.changes = true;
    batch.format = [&due, existing](qsizetype index, QByteArray &out) {
        const KeyRecord &record = due.at(index);
        QByteArrayList command{
            "RESTORE"_ba, record.key, QByteArray::number(record.expiresAtMs.value_or(0)), record.value, "ABSTTL"_ba};
        if (existing == Existing::Overwrite)
            command << "REPLACE"_ba;
        appendCommand(out, command);
    };
    batch.receive = [&due, outcome](qsizetype index, const Reply &reply) {
        if (ReplyError::code(reply) == "BUSYKEY")
            outcome->existing.append(due.at(index).key);
        else if (reply.isError())
            return Result<void>(ReplyError::of(reply));
        else
            ++outcome->restored;
        return ok();
    };
    co_return co_await m_connection.exchange(std::move(batch), CancelToken());
}

QCoro::Task<Result<qint64>> Keyspace::serverTimeMs(CancelToken token)
{
    const Result<Reply> reply = co_await m_connection.command({"TIME"_ba}, token);
    if (!reply)
        co_return reply.error();
    co_return redis::serverTimeMs(*reply);
}

} // namespace sm::redis
