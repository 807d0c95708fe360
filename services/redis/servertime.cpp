// SPDX-License-Identifier: GPL-3.0-or-later
#include "servertime.h"

#include "replyerror.h"

#include <QCoreApplication>

namespace sm::redis {

using namespace Qt::Literals::StringLiterals;

Error unexpectedReply(const char *command)
{
    return Error(Error::Kind::BadReply,
        QCoreApplication::translate(
            "sm::redis::ServerTime", "The server's answer to %1 is not one of Redis. Check which server this is.")
            .arg(QLatin1StringView(command)))
        .withCode(u"UnexpectedReply"_s);
}

Result<qint64> serverTimeMs(const Reply &reply)
{
    if (reply.isError())
        return ReplyError::of(reply);
    if (reply.items().size() != 2)
        return unexpectedReply("TIME");
    bool areNumbers[2] = {};
    const qint64 seconds = reply.items()[0].bytes().toLongLong(&areNumbers[0]);
    const qint64 microseconds = reply.items()[1].bytes().toLongLong(&areNumbers[1]);
    if (!areNumbers[0] || !areNumbers[1])
        return unexpectedReply("TIME");
    return seconds * 1000 + microseconds / 1000;
}

} // namespace sm::redis
