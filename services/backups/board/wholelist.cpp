// SPDX-License-Identifier: GPL-3.0-or-later
#include "wholelist.h"

#include <aws/paginator.h>

#include <QDateTime>

namespace sm::backups {

QCoro::Task<Result<QJsonArray>> wholeList(const AwsReads *reads, aws::Call call, QString member, CancelToken token)
{
    QJsonArray all;
    aws::Paginator pages(reads->caller, reads->models, call);
    while (true) {
        const auto page = co_await pages.next(token);
        if (!page)
            co_return page.error();
        if (!*page)
            break;
        const QJsonArray elements = (**page)[member].toArray();
        for (const QJsonValue element : elements)
            all.append(element);
    }
    const QJsonArray whole = all;
    co_return whole;
}

QDateTime instantOf(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC();
}

} // namespace sm::backups
