// SPDX-License-Identifier: GPL-3.0-or-later
#include "functionkeep.h"

#include "sealedenvironment.h"
#include "ziparchive.h"

#include <aws/allpages.h>
#include <core/json.h>

#include <QJsonArray>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Only what somebody decided; the rest is the service's own and changes by itself.
QJsonObject parted(const QJsonObject &item, const QStringList &members)
{
    QJsonObject part;
    for (const QString &member : members) {
        if (const QJsonValue value = item.value(member); !value.isUndefined() && !value.isNull())
            part.insert(member, value);
    }
    return part;
}

struct Listing
{
    QString operation;
    QString member;
    QStringList kept;
};

QCoro::Task<Result<QJsonArray>> listed(
    aws::Caller *caller, const aws::Models *models, QString function, Listing listing, CancelToken token)
{
    const aws::Call list{u"lambda"_s, listing.operation, {{u"FunctionName"_s, function}}};
    const Result<QJsonArray> items = co_await aws::wholeList(caller, models, list, listing.member, token);
    if (!items)
        co_return items.error();
    QJsonArray all;
    for (const QJsonValue item : *items)
        all << parted(item.toObject(), listing.kept);
    co_return std::as_const(all);
}

/// A function that nobody was given anything on has none.
QCoro::Task<Result<QJsonValue>> policyOf(aws::Caller *caller, QString function, CancelToken token)
{
    const aws::Call call{u"lambda"_s, u"GetPolicy"_s, {{u"FunctionName"_s, function}}};
    const Result<aws::Answer> answer = co_await caller->read(call, token);
    if (!answer && answer.error().kind() == Error::Kind::NotFound)
        co_return QJsonValue();
    if (!answer)
        co_return answer.error();
    co_return parseJson(answer->output.value(u"Policy"_s).toString().toUtf8()).value_or(QJsonValue());
}

QCoro::Task<Result<void>> keepCode(net::Transport *transport, FunctionFacts facts, VaultDraft *draft,
    std::function<void(const QString &)> tell, CancelToken token)
{
    const Result<std::unique_ptr<DraftFile>> file = DraftFile::make(*draft, QLatin1String(codeFile));
    if (!file)
        co_return file.error();
    if (const Result<void> fetched = co_await downloadCode(transport, facts, file->get(), tell, token); !fetched)
        co_return fetched.error();
    const Result<int> files = filesInArchive(draft->folder + u'/' + QLatin1String(codeFile));
    if (!files)
        co_return files.error();
    draft->manifest.contents.insert(u"files"_s, *files);
    co_return ok();
}

} // namespace

QCoro::Task<Result<QJsonObject>> surroundingsOf(
    aws::Caller *caller, const aws::Models *models, QString function, FunctionFacts facts, CancelToken token)
{
    const Listing aliases{
        u"ListAliases"_s, u"Aliases"_s, {u"Name"_s, u"FunctionVersion"_s, u"Description"_s, u"RoutingConfig"_s}};
    const Result<QJsonArray> aliasList = co_await listed(caller, models, function, aliases, token);
    if (!aliasList)
        co_return aliasList.error();
    const Listing sources{u"ListEventSourceMappings"_s, u"EventSourceMappings"_s,
        {u"UUID"_s, u"EventSourceArn"_s, u"FunctionArn"_s, u"BatchSize"_s, u"MaximumBatchingWindowInSeconds"_s,
            u"StartingPosition"_s, u"FilterCriteria"_s, u"State"_s}};
    const Result<QJsonArray> sourceList = co_await listed(caller, models, function, sources, token);
    if (!sourceList)
        co_return sourceList.error();
    const Result<QJsonValue> policy = co_await policyOf(caller, function, token);
    if (!policy)
        co_return policy.error();
    co_return QJsonObject{{u"aliases"_s, *aliasList}, {u"eventSources"_s, *sourceList}, {u"policy"_s, *policy},
        {u"concurrency"_s, facts.concurrency.isUndefined() ? QJsonValue() : facts.concurrency},
        {u"tags"_s, facts.tags}};
}

QCoro::Task<Result<void>> keepFunction(const FunctionSources *sources, FunctionInput input, VaultDraft *draft,
    std::function<void(const QString &)> tell, CancelToken token)
{
    const Result<FunctionFacts> facts
        = co_await describedFunction(&sources->caller, input.function, input.qualifier, token);
    if (!facts)
        co_return facts.error();
    Result<QJsonObject> settings
        = co_await surroundingsOf(&sources->caller, &sources->models, input.function, *facts, token);
    if (!settings)
        co_return settings.error();
    const Result<QJsonObject> environment = co_await sealEnvironment(&sources->captures, facts->variables);
    if (!environment)
        co_return environment.error();
    settings->insert(u"configuration"_s, facts->configuration);
    settings->insert(u"environment"_s, *environment);
    settings->insert(u"architectures"_s, facts->architectures.toArray());
    settings->insert(u"image"_s, facts->imageUri);
    draft->manifest.settings = *settings;
    draft->manifest.source = {{u"function"_s, input.function}, {u"arn"_s, facts->arn}};
    draft->manifest.contents
        = {{u"codeSha256"_s, facts->codeSha256}, {u"codeBytes"_s, facts->codeBytes}, {u"version"_s, facts->version}};
    if (facts->isImage())
        co_return ok();
    co_return co_await keepCode(&sources->transport, *facts, draft, tell, token);
}

} // namespace sm::backups
