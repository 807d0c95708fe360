// SPDX-License-Identifier: GPL-3.0-or-later
#include "reply.h"

namespace sm::redis {

Reply::Reply(Type type, bool isNil)
    : m_type(type)
    , m_isNil(isNil)
{
}

Reply Reply::nil(Type type) { return Reply(type, true); }

Reply Reply::text(Type type, QByteArray bytes)
{
    Reply reply(type, false);
    reply.m_bytes = std::move(bytes);
    return reply;
}

Reply Reply::number(qint64 value)
{
    Reply reply(Type::Integer, false);
    reply.m_integer = value;
    return reply;
}

Reply Reply::array() { return Reply(Type::Array, false); }

Reply &Reply::append(Reply item)
{
    m_items.append(std::move(item));
    return m_items.last();
}

bool operator==(const Reply &a, const Reply &b)
{
    return a.m_type == b.m_type && a.m_isNil == b.m_isNil && a.m_integer == b.m_integer && a.m_bytes == b.m_bytes
        && a.m_items == b.m_items;
}

} // namespace sm::redis
