// SPDX-License-Identifier: GPL-3.0-or-later
#include "allpages.h"

#include <aws/paginator.h>

#include <QJsonArray>

namespace sm::backups {

namespace {

void append(QJsonObject &all, const QJsonObject &page)
{
    for (auto it = page.begin(); it != page.end(); ++it) {
        if (!it.value().isArray()) {
            all.insert(it.key(), it.value());
            continue;
        }
        QJsonArray list = all.value(it.key()).toArray();
        const QJsonArray more = it.value().toArray();
        for (const QJsonValue each : more)
            list << each;
        all.insert(it.key(), list);
    }
}

} // namespace

QCoro::Task<Result<QJsonObject>> allPages(
    aws::Caller *caller, const aws::Models *models, aws::Call call, CancelToken token)
{
    aws::Paginator pages(*caller, *models, std::move(call));
    QJsonObject all;
    while (true) {
        const Result<std::optional<QJsonObject>> page = co_await pages.next(token);
        if (!page)
            co_return page.error();
        if (!*page)
            break;
        append(all, **page);
    }
    const QJsonObject whole = all;
    co_return whole;
}

} // namespace sm::backups
