// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/allpages.h>

#include <aws/paginator.h>

namespace sm::aws {

void addPage(QJsonObject &all, const QJsonObject &page)
{
    for (auto it = page.begin(); it != page.end(); ++it) {
        if (!it->isArray() || !all.value(it.key()).isArray()) {
            all.insert(it.key(), it.value());
            continue;
        }
        QJsonArray list = all.take(it.key()).toArray(); // taken out, so that it grows where it is
        const QJsonArray more = it->toArray();
        for (const QJsonValue item : more)
            list << item;
        all.insert(it.key(), list);
    }
}

QCoro::Task<Result<QJsonObject>> allPages(Caller *caller, const Models *models, Call first, CancelToken token)
{
    Paginator pages(*caller, *models, std::move(first));
    QJsonObject all;
    while (true) {
        const Result<std::optional<QJsonObject>> page = co_await pages.next(token);
        if (!page)
            co_return page.error();
        if (!*page)
            co_return std::as_const(all);
        addPage(all, **page);
    }
}

QCoro::Task<Result<QJsonArray>> wholeList(
    Caller *caller, const Models *models, Call first, QString member, CancelToken token)
{
    const Result<QJsonObject> all = co_await allPages(caller, models, std::move(first), token);
    if (!all)
        co_return all.error();
    co_return all->value(member).toArray();
}

} // namespace sm::aws
