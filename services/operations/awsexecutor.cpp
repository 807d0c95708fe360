// SPDX-License-Identifier: GPL-3.0-or-later
#include "awsexecutor.h"

#include "cliline.h"
#include "jsontext.h"
#include "mergewrite.h"
#include "recipe.h"
#include "secretslots.h"

#include <aws/allpages.h>
#include <aws/paginator.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QUrl>

#include <algorithm>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::AwsExecutor", text); }

aws::Call callTo(const QString &uses, const QJsonObject &input)
{
    return {uses.section(u':', 1, 1), uses.section(u':', 2), input};
}

/// As much as fits into an answer that a journal keeps.
constexpr int mostPages = 200;

/// Readings that give objects make one object; a single one may give anything.
QJsonValue joined(const QJsonValue &state, const QJsonValue &more)
{
    if (!state.isObject() || !more.isObject())
        return state.isUndefined() ? more : state;
    QJsonObject both = state.toObject();
    aws::addPage(both, more.toObject());
    return both;
}

/// CloudFormation refuses an update that would change nothing: what was asked for is there already.
bool isThereAlready(const QString &uses, const Error &error)
{
    return uses == "aws:cloudformation:UpdateStack"_L1 && error.code() == "ValidationError"_L1
        && error.message().contains("No updates are to be performed"_L1);
}

} // namespace

AwsExecutor::AwsExecutor(
    aws::Caller &caller, const Catalog &catalog, const aws::Models &models, const Originals *originals)
    : m_caller(caller)
    , m_catalog(catalog)
    , m_models(models)
    , m_originals(originals)
{
}

QString AwsExecutor::kind() const { return u"aws"_s; }

CatalogEntry AwsExecutor::entryOf(const Step &step) const
{
    return m_catalog.entry(step.operation.uses).value_or(CatalogEntry());
}

Step AwsExecutor::withSecrets(Step step) const
{
    step.operation.with = withSecretsPutIn(step.operation, entryOf(step).secrets);
    return step;
}

QCoro::Task<Result<Observation>> AwsExecutor::observe(Step step, CancelToken token)
{
    const CatalogEntry entry = entryOf(step);
    const QJsonObject scope = scopeOf(step, {});
    Observation observed;
    for (const Reading &reading : entry.capture) {
        const Result<QJsonValue> state
            = reading.each.isEmpty() ? co_await read(reading, scope, token) : co_await readEach(reading, scope, token);
        if (!state)
            co_return state.error();
        observed.state = joined(observed.state, *state);
        observed.holdsSecrets |= !m_catalog.answerSecrets(reading.uses).isEmpty();
        if (observed.state.isNull())
            break; // what is not there has no parts either
    }
    co_return observed;
}

QCoro::Task<Result<QJsonValue>> AwsExecutor::readEach(Reading reading, QJsonObject scope, CancelToken token)
{
    const Result<QJsonArray> elements = elementsOf(reading.each, scope);
    if (!elements)
        co_return elements.error();
    QJsonArray found;
    for (const QJsonValue &element : *elements) {
        scope.insert(u"each"_s, element);
        const Result<QJsonValue> state = co_await read(reading, scope, token);
        if (!state)
            co_return state.error();
        if (!state->isNull())
            found << *state;
    }
    co_return found.isEmpty() ? QJsonValue() : QJsonValue(QJsonObject{{reading.as, found}});
}

QCoro::Task<Result<QJsonValue>> AwsExecutor::read(Reading reading, QJsonObject scope, CancelToken token)
{
    const Result<QJsonValue> with = evaluate(bound(reading.with, scope), scope);
    if (!with)
        co_return with.error();
    const aws::Call call = callTo(reading.uses, withoutNulls(with->toObject()));
    const Result<QJsonObject> answer = co_await answerTo(call, reading.allPages, token);
    if (!answer && reading.absent.contains(answer.error().code()))
        co_return QJsonValue();
    if (!answer)
        co_return answer.error();
    QJsonObject found = *answer;
    found.insert(u"input"_s, scope.value(u"input"_s));
    const Result<QJsonValue> selected = evaluate(bound(reading.select, found), found);
    if (!selected)
        co_return selected.error();
    co_return withTextsRead(*selected, reading.texts);
}

QCoro::Task<Result<QJsonObject>> AwsExecutor::answerTo(aws::Call call, bool allPages, CancelToken token)
{
    if (!allPages) {
        const Result<aws::Answer> answer = co_await m_caller.read(call, token);
        if (!answer)
            co_return answer.error();
        co_return answer->output;
    }
    co_return co_await aws::allPages(&m_caller, &m_models, call, token);
}

Result<Step> AwsExecutor::completed(Step step, const QJsonValue &before) const
{
    const CatalogEntry entry = entryOf(step);
    if (!entry.merge || step.replaces || before.isUndefined())
        return step;
    const Result<QJsonObject> input = mergedInput(*entry.merge, step.operation.with, before);
    if (!input)
        return input.error();
    step.operation.with = *input;
    QSet<QString> names;
    const Result<Operation> parted = withSecretsMovedOut(step.operation, entry.secrets, names);
    if (!parted)
        return parted.error();
    step.operation = *parted;
    return step;
}

QString AwsExecutor::cliOf(const Step &step, const SystemInfo &system) const
{
    const auto service = m_models.service(step.operation.uses.section(u':', 1, 1));
    if (!service || !(*service)->operation(step.operation.uses.section(u':', 2)))
        return step.cli;
    const CatalogEntry entry = entryOf(step);
    const Operation asSent{step.operation.uses, withoutOriginals(entry, step.operation.with), step.operation.secrets};
    return cliLine(**service, asSent, entry.secrets, system, step.deferred);
}

/// A stand-in for AWS may name an address of AWS itself: what is there is not what the stand-in has.
bool AwsExecutor::isWithinReach(const aws::Call &call, const QString &address) const
{
    const auto isOfAws = [](const QUrl &url) { return url.host().contains(".amazonaws."_L1); };
    const Result<net::HttpRequest> request = m_caller.preview(call);
    return request && isOfAws(QUrl::fromEncoded(request->url)) == isOfAws(QUrl(address));
}

QCoro::Task<Result<Step>> AwsExecutor::kept(Step step, CancelToken token)
{
    const std::optional<KeepRule> rule = entryOf(step).keep;
    if (!rule || !m_originals)
        co_return step;
    const QJsonObject scope = scopeOf(step, {});
    const Result<QJsonValue> found = co_await read(rule->reading, scope, token);
    if (!found)
        co_return found.error().withChanged(Error::Changed::No);
    const QString address = found->toObject().value(u"address"_s).toString();
    const Result<QJsonValue> with = evaluate(bound(rule->reading.with, scope), scope);
    const aws::Call call = callTo(rule->reading.uses, with ? withoutNulls(with->toObject()) : QJsonObject());
    if (address.isEmpty() || !isWithinReach(call, address))
        co_return step;
    if (found->toObject().value(u"bytes"_s).toInteger() > rule->mostBytes) {
        step.mark = {Mark::Kind::Never, {}, tr("What is there now is too big to be kept, so nothing brings it back.")};
        co_return step;
    }
    const Result<store::CaptureId> id
        = co_await m_originals->keep(address, found->toObject().value(u"sha256"_s).toString(), rule->mostBytes, token);
    if (!id)
        co_return id.error();
    step.operation.with.insert(keptMember(), store::toJson(*id));
    co_return step;
}

QCoro::Task<Result<QJsonObject>> AwsExecutor::inputOf(Step step, CancelToken token) const
{
    const std::optional<KeepRule> rule = entryOf(step).keep;
    QJsonObject input = withSecrets(step).operation.with;
    if (!rule)
        co_return input;
    input.remove(keptMember());
    const std::optional<store::CaptureId> original = store::captureIdOf(input.value(rule->member));
    if (!original)
        co_return input;
    if (!m_originals)
        co_return Error(Error::Kind::Storage, tr("What was kept can not be read here, so nothing was sent."))
            .withChanged(Error::Changed::No);
    const Result<QByteArray> content = co_await m_originals->content(*original, token);
    if (!content)
        co_return content.error().withChanged(Error::Changed::No);
    input.insert(rule->member, QString::fromLatin1(content->toBase64()));
    co_return input;
}

QList<Change> AwsExecutor::changes(const Step &step, const QJsonValue &before, bool masked) const
{
    const CatalogEntry entry = entryOf(step);
    const Result<Step> whole = completed(step, before);
    if (!entry.merge || !whole)
        return step.changes;
    return changesOfMerge(*entry.merge, withSecrets(*whole).operation.with, before, masked);
}

const aws::Pagination *AwsExecutor::paginationOf(const aws::Call &call) const
{
    const auto service = m_models.service(call.service);
    return service ? (*service)->pagination(call.operation) : nullptr;
}

/// A list of which nothing says how much of it is wanted, and that costs nothing.
bool AwsExecutor::isList(const aws::Call &call) const
{
    const aws::Pagination *pagination = paginationOf(call);
    const bool isNamedSo = call.operation.startsWith("List"_L1) || call.operation.startsWith("Describe"_L1);
    if (!pagination || !isNamedSo || !m_catalog.readPrice(call.service, call.operation).isEmpty())
        return false;
    const QStringList parts = pagination->inputTokens + QStringList{pagination->limitKey};
    return std::none_of(parts.begin(), parts.end(), [&call](const QString &name) { return call.input.contains(name); });
}

QCoro::Task<Result<aws::Answer>> AwsExecutor::wholeList(aws::Call call, CancelToken token)
{
    aws::Paginator pages(m_caller, m_models, call);
    aws::Answer all;
    for (int number = 0; number < mostPages; ++number) {
        const Result<std::optional<QJsonObject>> page = co_await pages.next(token);
        if (!page)
            co_return page.error();
        if (!*page) {
            for (const QString &name : paginationOf(call)->outputTokens)
                all.output.remove(name); // of a page before the last: there is nothing to go on with
            co_return all;
        }
        aws::addPage(all.output, **page);
    }
    co_return Error(Error::Kind::Invalid,
        tr("%1 has more than %2 pages. Narrow it down, or give it a page size to read one page only.")
            .arg(call.operation)
            .arg(mostPages))
        .withCode(u"TooManyPages"_s);
}

QCoro::Task<Result<Applied>> AwsExecutor::apply(WritePermit permit, Step step, CancelToken token)
{
    const QString uses = step.operation.uses;
    const Result<QJsonObject> input = co_await inputOf(step, token);
    if (!input)
        co_return input.error();
    const aws::Call call = callTo(uses, *input);
    // A plan can not pass a write off as a read: the Caller asks the catalog itself.
    Result<aws::Answer> answer;
    if (step.tier == Tier::Read && isList(call))
        answer = co_await wholeList(call, token);
    else if (step.tier == Tier::Read)
        answer = co_await m_caller.read(call, token);
    else
        answer = co_await m_caller.write(permit, call, step.repeat, token);
    if (!answer && isThereAlready(uses, answer.error()))
        co_return Applied{{}, answer.error().requestId(), {}};
    if (!answer)
        co_return answer.error();
    co_return Applied{answer->output, answer->requestId, secretsIn(answer->output, m_catalog.answerSecrets(uses))};
}

Result<void> AwsExecutor::verify(const Step &step, const Seen &seen) const
{
    return verifyBy(entryOf(step), withSecrets(step), seen);
}

std::chrono::seconds AwsExecutor::settles(const Step &step) const { return entryOf(step).settles; }

ListKeys AwsExecutor::listKeys(const Step &step) const
{
    const CatalogEntry entry = entryOf(step);
    return entry.merge ? entry.merge->keys : ListKeys();
}

Verdict AwsExecutor::reconcile(const Step &step, const Seen &seen) const
{
    return reconcileBy(entryOf(step), withSecrets(step), seen);
}

Result<QList<Step>> AwsExecutor::inverse(const Step &step, const Seen &seen) const
{
    return inverseBy(entryOf(step), step, seen);
}

Result<Step> AwsExecutor::comeBack(Step undone, const QJsonArray &outputs) const
{
    return comeBackBy(entryOf(undone), undone, outputs);
}

Result<bool> AwsExecutor::isBack(const Step &undone, const Return &seen) const
{
    const CatalogEntry entry = entryOf(undone);
    return entry.isBack.isEmpty() ? Executor::isBack(undone, seen) : isBackBy(entry, undone, seen);
}

} // namespace sm::operations
