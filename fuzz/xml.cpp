// SPDX-License-Identifier: GPL-3.0-or-later
#include "target.h"

#include <aws/models.h>
#include <aws/protocol.h>

/// An answer in XML: the first byte says whose and with which status.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const sm::aws::Models models;
    if (size == 0)
        return 0;
    const bool isS3 = (data[0] & 1) == 0; // the others speak the query protocol
    const auto service = models.service(isS3 ? QStringLiteral("s3") : QStringLiteral("cloudformation"));
    const auto *operation
        = (*service)->operation(isS3 ? QStringLiteral("ListObjectsV2") : QStringLiteral("DescribeStacks"));
    sm::net::HttpReply reply;
    reply.status = (data[0] & 2) == 0 ? 200 : 400;
    reply.body = sm::fuzz::bytesOf(data + 1, size - 1);
    if (isRefusal(**service, *operation, reply))
        parseError(**service, *operation, reply);
    else
        static_cast<void>(parseOutput(**service, *operation, reply).has_value());
    return 0;
}
