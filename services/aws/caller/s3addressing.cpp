// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3addressing.h"

#include "requestbuilder.h"

#include <QRegularExpression>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

bool isHostBucket(const QString &bucket)
{
    static const QRegularExpression label(u"\\A[a-z0-9][a-z0-9-]{1,61}[a-z0-9]\\z"_s);
    return label.match(bucket).hasMatch();
}

void addressBucket(EndpointAddress &address, QByteArray &path, const PreparedCall &call)
{
    const QString bucket = call.input.value(u"Bucket"_s).toString();
    if (call.endpoint.custom || !call.operation->requestUri.startsWith("/{Bucket}"_L1) || !isHostBucket(bucket))
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
