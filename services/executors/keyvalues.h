// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <crypto/sha256.h>
#include <redis/connection.h>

#include <QCoroTask>

namespace sm::executors {

/// What a key holds, in a form that is the same for equal values: what DUMP gives is not, for the order of a set's
/// members depends on how they came.
struct KeyValue
{
    QByteArray key;
    QByteArray type; ///< "string", "hash", …
    QByteArray expiry; ///< milliseconds since 1970; "-1": none; "some" where the server can not tell when
    QByteArrayList parts;

    qint64 bytes() const;
    void addTo(crypto::Sha256 &digest) const;
};

/// Reads values in windows, so that only some are in memory.
class KeyValues
{
public:
    /// \p connection outlives it. \param mostBytes of all values together
    KeyValues(redis::Connection &connection, qint64 mostBytes);

    /// Adds the values of \p keys to the digest; a key that is not there is left out.
    /// \error Kind::Conflict (code "TooMany") they are more than can be kept; as redis::Connection::pipeline()
    QCoro::Task<Result<void>> add(QByteArrayList keys, CancelToken token);

    QByteArrayList found() const { return m_found; }
    /// Hexadecimal; then it begins anew.
    QString digest();

private:
    QCoro::Task<Result<void>> addWindow(QByteArrayList keys, CancelToken token);
    Result<void> take(const KeyValue &value);

    redis::Connection &m_connection;
    qint64 m_mostBytes;
    qint64 m_bytes = 0;
    QByteArrayList m_found;
    crypto::Sha256 m_digest;
};

/// Adds \p part so that no other parts give the same.
void addPart(crypto::Sha256 &digest, const QByteArray &part);

} // namespace sm::executors
