// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3addressing.h"

#include "requestbuilder.h"

#include <aws/hostnames.h>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

void addressBucket(EndpointAddress &address, QByteArray &path, const PreparedCall &call)
{
    const QString bucket = call.input.value(u"Bucket"_s).toString();
    // A dot in the name would need a certificate of its own: S3's is a wildcard.
    if (call.endpoint.custom || !call.operation->requestUri.startsWith("/{Bucket}"_L1)
        || !isVirtualHostableBucket(bucket, false))
        return;
    const QByteArray prefix = '/' + bucket.toUtf8();
    if (!path.startsWith(prefix))
        return;
    address.authority.prepend(bucket.toUtf8() + '.');
    path.remove(0, prefix.size());
    if (!path.startsWith('/'))
        path.prepend('/');
}

} // namespace sm::aws
