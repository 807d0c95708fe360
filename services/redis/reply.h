// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace sm::redis {

/// What a server answered to one command, in the types of RESP2 (https://redis.io/docs/reference/protocol-spec).
/// Default-constructed it is nil.
class Reply
{
public:
    enum class Type { Simple, Error, Integer, Bulk, Array };

    Reply() = default;
    /// "There is no such value": a Bulk or an Array.
    static Reply nil(Type type);
    static Reply text(Type type, QByteArray bytes);
    static Reply number(qint64 value);
    static Reply array();

    Type type() const { return m_type; }
    bool isNil() const { return m_isNil; }
    bool isError() const { return m_type == Type::Error; }
    /// Of an Integer, otherwise 0.
    qint64 integer() const { return m_integer; }
    /// Of Simple, Error and Bulk, as sent: any bytes.
    QByteArray bytes() const { return m_bytes; }
    /// Of an Array.
    const QList<Reply> &items() const { return m_items; }

    Reply &append(Reply item);

    friend bool operator==(const Reply &a, const Reply &b);

private:
    Reply(Type type, bool isNil);

    Type m_type = Type::Bulk;
    bool m_isNil = true;
    qint64 m_integer = 0;
    QByteArray m_bytes;
    QList<Reply> m_items;
};

} // namespace sm::redis
