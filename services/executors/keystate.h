// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "redisinput.h"

#include <store/capturestore.h>

#include <QCoroTask>

namespace sm::executors {

struct KeptLimits
{
    qsizetype keys = 100'000;
    qint64 bytes = 64 * 1024 * 1024;
};

/// What was seen of keys.
struct KeySight
{
    /// {keys, names, sample, values}: how many there are, the SHA-256 of their names, 20 of them, and the SHA-256 of
    /// what they hold with the instants at which they expire. Without "values" where that is more than can be kept.
    /// Equal keys have equal states.
    QJsonObject state;
    redis::KeySet keys;
    std::optional<qint64> estimatedBytes; ///< of the server's memory
    std::optional<store::CaptureId> kept;

    /// Equal for the same keys with the same values.
    static QString identity(const QJsonValue &state);
};

/// Looks at the keys that a step changes, and keeps them.
class KeyState
{
public:
    /// All outlive it.
    KeyState(redis::Connection &connection, const store::CaptureStore &captures, const KeptLimits &limits);

    /// Of the keys that match the pattern or are named; once they were kept, of those that were.
    /// \error Kind::Conflict (code "TooMany") they are more than RedisInput::atMost; as redis::Keyspace::scan()
    QCoro::Task<Result<KeySight>> look(RedisInput input, CancelToken token);

    /// Keeps them as redis::Keyspace::capture() does. Nothing: they are more than can be kept.
    /// \error as redis::Keyspace::capture(); Kind::Storage
    QCoro::Task<Result<std::optional<store::CaptureId>>> keep(redis::KeySet keys, CancelToken token);

private:
    QCoro::Task<Result<QByteArrayList>> candidates(RedisInput input, std::optional<qint64> *bytes, CancelToken token);
    QCoro::Task<Result<QByteArrayList>> keptKeys(store::CaptureId id, CancelToken token);

    redis::Connection &m_connection;
    const store::CaptureStore &m_captures;
    KeptLimits m_limits;
};

} // namespace sm::executors
