// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol.h"

namespace sm::aws {

QString requestId(const net::HttpReply &reply)
{
    for (const char *name : {"x-amzn-requestid", "x-amz-request-id", "x-amzn-request-id"}) {
        if (const QByteArray id = reply.header(name); !id.isEmpty())
            return QString::fromUtf8(id);
    }
    for (const char *tag : {"<RequestId>", "<RequestID>", "<requestId>"}) {
        const qsizetype start = reply.body.indexOf(tag);
        if (start < 0)
            continue;
        const qsizetype text = start + qsizetype(qstrlen(tag));
        return QString::fromUtf8(reply.body.mid(text, reply.body.indexOf('<', text) - text)).trimmed();
    }
    return {};
}

} // namespace sm::aws
