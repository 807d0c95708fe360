// SPDX-License-Identifier: GPL-3.0-or-later
#include "scratchpool.h"

#include "poolfacts.h"

#include <aws/allpages.h>
#include <keeping/keeping.h>

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Pools", text); }

bool isScratch(const PoolFacts &facts)
{
    return facts.tags.value(QString(drillTag)) == facts.name && !facts.name.isEmpty();
}

} // namespace

QCoro::Task<Result<QJsonObject>> scratchPoolsNamed(
    aws::Caller *caller, const aws::Models *models, QString name, CancelToken token)
{
    constexpr int poolsOfAPage = 60; // as many as there may be
    const aws::Call list{u"cognito-idp"_s, u"ListUserPools"_s, {{u"MaxResults"_s, poolsOfAPage}}};
    const Result<QJsonArray> pools = co_await aws::wholeList(caller, models, list, u"UserPools"_s, token);
    if (!pools)
        co_return pools.error();
    QStringList ids;
    for (const QJsonValue each : *pools) {
        if (each[u"Name"_s] == name)
            ids << each[u"Id"_s].toString();
    }
    QJsonObject there;
    for (const QString &id : std::as_const(ids)) {
        const Result<PoolFacts> facts = co_await describedPool(caller, id, token);
        if (!facts)
            co_return facts.error();
        if (isScratch(*facts))
            there.insert(id, name);
    }
    co_return QJsonObject{{u"there"_s, there}};
}

QCoro::Task<Result<QJsonObject>> createScratchPool(aws::Caller *caller, const aws::Models *models, WritePermit permit,
    Vault::Kept kept, QString name, CancelToken token)
{
    const Result<QJsonObject> found = co_await scratchPoolsNamed(caller, models, name, token);
    if (!found)
        co_return found.error();
    if (const QStringList ids = found->value(u"there"_s).toObject().keys(); !ids.isEmpty())
        co_return QJsonObject{{u"pool"_s, ids.first()}, {u"name"_s, name}, {u"existed"_s, true}};
    QJsonObject input = kept.manifest.settings.value(u"create"_s).toObject();
    input.insert(u"PoolName"_s, name);
    input.insert(u"UserPoolTags"_s, QJsonObject{{drillTag, name}});
    const aws::Call call{u"cognito-idp"_s, u"CreateUserPool"_s, input};
    const Result<aws::Answer> made = co_await caller->write(permit, call, Repeat::Unsafe, {});
    if (!made)
        co_return made.error();
    const QJsonValue pool = made->output.value(u"UserPool"_s)[u"Id"_s];
    co_return QJsonObject{{u"pool"_s, pool}, {u"name"_s, name}, {u"existed"_s, false}};
}

QCoro::Task<Result<QJsonObject>> deleteScratchPool(
    aws::Caller *caller, WritePermit permit, QString pool, CancelToken token)
{
    const Result<PoolFacts> facts = co_await describedPool(caller, pool, token);
    if (!facts && facts.error().kind() == Error::Kind::NotFound)
        co_return QJsonObject{{u"deleted"_s, false}};
    if (!facts)
        co_return facts.error();
    if (!isScratch(*facts))
        co_return Error(Error::Kind::Conflict,
            tr("“%1” (%2) was not made by a drill, so it is left alone. A pool that people use is deleted by "
               "aws:cognito-idp:DeleteUserPool.")
                .arg(facts->name, pool))
            .withCode(u"NotScratch"_s);
    const aws::Call call{u"cognito-idp"_s, u"DeleteUserPool"_s, {{u"UserPoolId"_s, pool}}};
    const Result<aws::Answer> gone = co_await caller->write(permit, call, Repeat::Value, {});
    if (!gone && gone.error().kind() != Error::Kind::NotFound)
        co_return gone.error();
    co_return QJsonObject{{u"deleted"_s, true}};
}

} // namespace sm::backups
