// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3removal.h"

#include "input.h"
#include "lanes.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <optional>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::S3Copy", text); }

/// Lives in the frame of removeAll().
struct Removing
{
    aws::Caller &caller;
    WritePermit permit;
    S3Removal removal;
    int removed = 0;
    std::optional<Error> problem = {};
};

QCoro::Task<bool> removeOne(Removing *all, qsizetype number)
{
    const S3Removal::Object object = all->removal.objects.at(number);
    QJsonObject input{{u"Bucket"_s, all->removal.bucket}, {u"Key"_s, object.key}};
    if (object.versionId.isEmpty())
        input.insert(u"IfMatch"_s, object.etag);
    else
        input.insert(u"VersionId"_s, object.versionId);
    const aws::Call call{u"s3"_s, u"DeleteObject"_s, input};
    const Result<aws::Answer> answer = co_await all->caller.write(all->permit, call, Repeat::NaturalKey, {});
    const bool isGone = answer || answer.error().kind() == Error::Kind::NotFound;
    if (isGone)
        ++all->removed;
    else
        all->problem = answer.error();
    co_return isGone;
}

} // namespace

QStringList S3Removal::keys() const
{
    QStringList keys;
    for (const Object &object : objects)
        keys << object.key;
    return keys;
}

Result<S3Removal> s3Removal(const Step &step)
{
    Input input(step, {u"bucket"_s, u"objects"_s});
    S3Removal removal;
    removal.bucket = input.requiredText(u"bucket"_s);
    const QJsonArray objects = input.value(u"objects"_s).toArray();
    for (const QJsonValue each : objects) {
        removal.objects << S3Removal::Object{
            each[u"key"_s].toString(), each[u"etag"_s].toString(), each[u"versionId"_s].toString()};
        const S3Removal::Object &object = removal.objects.last();
        if (object.key.isEmpty() || (object.etag.isEmpty() && object.versionId.isEmpty()))
            input.refuse(u"objects"_s, tr("has to name each object by its key and its version or etag"));
    }
    if (objects.isEmpty())
        input.refuse(u"objects"_s, tr("is missing"));
    if (const auto fit = input.checked(); !fit)
        return fit.error();
    return removal;
}

QCoro::Task<Result<Applied>> removeAll(aws::Caller *caller, WritePermit permit, S3Removal removal, CancelToken token)
{
    const auto all = std::make_unique<Removing>(Removing{*caller, permit, std::move(removal)});
    co_await inLanes(
        all->removal.objects.size(), [&all](qsizetype number) { return removeOne(all.get(), number); }, token);
    const bool isPart = all->removed > 0;
    if (all->problem && isPart && all->problem->changed() == Error::Changed::No)
        co_return all->problem->withChanged(Error::Changed::Yes);
    if (all->problem)
        co_return Error(*all->problem);
    if (all->removed < all->removal.objects.size())
        co_return Error::cancelled().withChanged(isPart ? Error::Changed::Unknown : Error::Changed::No);
    co_return Applied{{{u"deleted"_s, all->removed}}, {}, {}};
}

} // namespace sm::executors
