// SPDX-License-Identifier: GPL-3.0-or-later
#include "scratchfunction.h"

#include "keptcode.h"
#include "sealedenvironment.h"
#include "settledfunction.h"

#include <keeping/keeping.h>

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestName = 64; // FunctionName of CreateFunction
constexpr QLatin1StringView middle("-drill-");
constexpr QLatin1StringView backupTag("stationmaster:drill-of");

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Functions", text); }

bool isScratch(const QJsonObject &tags, const QString &name)
{
    return isScratchName(name) && tags.value(drillTag) == name;
}

Error exists(const QString &name)
{
    return Error(Error::Kind::Conflict,
        tr("There is a function “%1”, which is none of this backup, so it is left alone. Use another name.").arg(name))
        .withCode(u"Exists"_s);
}

bool isNothing(const QJsonValue &value)
{
    if (value.isObject()) {
        const QJsonObject members = value.toObject();
        return std::all_of(members.begin(), members.end(), [](const QJsonValue &each) { return isNothing(each); });
    }
    return value.isNull() || (value.isString() && value.toString().isEmpty())
        || (value.isArray() && value.toArray().isEmpty());
}

/// Of a kept configuration what CreateFunction takes: in an update an empty value takes away what is there.
QJsonObject createInputOf(const Manifest &manifest)
{
    QJsonObject input = manifest.settings.value(u"configuration"_s).toObject();
    QStringList left = leftOutOfScratch();
    if (!manifest.settings.value(u"image"_s).toString().isEmpty()) {
        left << u"Handler"_s << u"Runtime"_s << u"Layers"_s; // an image says these itself
        input.insert(u"PackageType"_s, u"Image"_s);
    }
    for (const QString &member : std::as_const(left))
        input.remove(member);
    for (auto it = input.begin(); it != input.end();)
        it = isNothing(*it) ? input.erase(it) : std::next(it);
    const QJsonArray architectures = manifest.settings.value(u"architectures"_s).toArray();
    if (!architectures.isEmpty())
        input.insert(u"Architectures"_s, architectures);
    return input;
}

QStringList leftOutOf(const Manifest &manifest)
{
    const QJsonObject configuration = manifest.settings.value(u"configuration"_s).toObject();
    QStringList left = leftOutOfScratch();
    left.removeIf([&](const QString &member) { return isNothing(configuration.value(member)); });
    return left;
}

} // namespace

QString scratchNameOf(const QString &text)
{
    const qsizetype at = text.lastIndexOf(middle);
    if (at < 0)
        return text;
    const QString tail = text.sliced(at);
    const QString head = text.first(at).section(u":function:"_s, -1).section(u':', 0, 0);
    const qsizetype room = std::max<qsizetype>(1, longestName - tail.size());
    return head.right(room) + tail;
}

bool isScratchName(const QString &name)
{
    const qsizetype at = name.lastIndexOf(middle);
    const qsizetype end = at + middle.size();
    return at > 0 && end < name.size() && name.size() <= longestName;
}

QStringList leftOutOfScratch() { return {u"VpcConfig"_s, u"FileSystemConfigs"_s}; }

QCoro::Task<Result<QJsonObject>> scratchFunctionNamed(aws::Caller *caller, QString name, CancelToken token)
{
    const Result<FunctionFacts> facts = co_await describedFunction(caller, name, {}, token);
    if (!facts && facts.error().kind() == Error::Kind::NotFound)
        co_return QJsonObject{{u"there"_s, QJsonObject()}};
    if (!facts)
        co_return facts.error();
    const QString backup = isScratch(facts->tags, name) ? facts->tags.value(backupTag).toString() : QString();
    co_return QJsonObject{{u"there"_s, QJsonObject{{name, backup}}}};
}

ScratchFunction::ScratchFunction(
    const FunctionSources &sources, net::Sleeper &sleeper, WritePermit permit, Vault::Kept kept)
    : m_sources(sources)
    , m_sleeper(sleeper)
    , m_permit(permit)
    , m_kept(std::move(kept))
{
}

QCoro::Task<Result<QJsonObject>> ScratchFunction::create(QString name, CancelToken token)
{
    const QJsonObject sealed = m_kept.manifest.settings.value(u"environment"_s).toObject();
    const Result<QJsonObject> variables = co_await openEnvironment(&m_sources.captures, sealed, token);
    if (!variables)
        co_return variables.error();
    m_variables = *variables;
    const Result<QJsonObject> done = co_await made(name, token);
    if (done)
        co_return done;
    const Error clean = withoutSecrets(done.error(), secretsOf(m_variables));
    const bool isThere = m_isSent && clean.changed() == Error::Changed::No;
    co_return isThere ? clean.withChanged(Error::Changed::Yes) : clean;
}

QCoro::Task<Result<QJsonObject>> ScratchFunction::made(QString name, CancelToken token)
{
    const Result<QJsonObject> found = co_await scratchFunctionNamed(&m_sources.caller, name, token);
    if (!found)
        co_return found.error();
    const QJsonObject there = found->value(u"there"_s).toObject();
    if (!there.isEmpty() && there.value(name) != m_kept.manifest.id)
        co_return exists(name);
    if (there.isEmpty()) {
        if (const Result<void> sent = co_await send(name); !sent)
            co_return sent.error();
    }
    const auto facts = co_await settledFunction(&m_sources, &m_sleeper, u"FunctionActiveV2"_s, name, token);
    if (!facts)
        co_return facts.error();
    if (const FunctionComparison comparison = comparisonWith(*facts); !comparison.isSame())
        co_return otherThanKept(comparison);
    co_return QJsonObject{{u"function"_s, name}, {u"arn"_s, facts->arn}, {u"codeSha256"_s, facts->codeSha256},
        {u"leftOut"_s, QJsonArray::fromStringList(leftOutOf(m_kept.manifest))}, {u"existed"_s, !there.isEmpty()}};
}

QCoro::Task<Result<void>> ScratchFunction::send(QString name)
{
    const Result<QJsonObject> code = keptCode(m_kept);
    if (!code)
        co_return code.error();
    QJsonObject input = createInputOf(m_kept.manifest);
    input.insert(u"FunctionName"_s, name);
    input.insert(u"Code"_s, *code);
    if (!m_variables.isEmpty())
        input.insert(u"Environment"_s, QJsonObject{{u"Variables"_s, m_variables}});
    input.insert(u"Tags"_s, QJsonObject{{drillTag, name}, {backupTag, m_kept.manifest.id}});
    const aws::Call call{u"lambda"_s, u"CreateFunction"_s, input};
    const Result<aws::Answer> sent = co_await m_sources.caller.write(m_permit, call, Repeat::Unsafe, {});
    if (!sent)
        co_return sent.error();
    m_isSent = true;
    co_return ok();
}

FunctionComparison ScratchFunction::comparisonWith(const FunctionFacts &facts) const
{
    FunctionComparison comparison = compared(m_kept.manifest, m_variables, facts, {});
    const QStringList left = leftOutOfScratch();
    comparison.configuration.removeIf([&](const QString &member) { return left.contains(member); });
    return comparison;
}

QCoro::Task<Result<QJsonObject>> deleteScratchFunction(
    aws::Caller *caller, WritePermit permit, QString name, CancelToken token)
{
    const Result<FunctionFacts> facts = co_await describedFunction(caller, name, {}, token);
    if (!facts && facts.error().kind() == Error::Kind::NotFound)
        co_return QJsonObject{{u"deleted"_s, false}};
    if (!facts)
        co_return facts.error();
    if (!isScratch(facts->tags, name))
        co_return Error(Error::Kind::Conflict,
            tr("“%1” was not made by a drill, so it is left alone. A function that people use is deleted by "
               "aws:lambda:DeleteFunction.")
                .arg(name))
            .withCode(u"NotScratch"_s);
    const aws::Call call{u"lambda"_s, u"DeleteFunction"_s, {{u"FunctionName"_s, name}}};
    const Result<aws::Answer> gone = co_await caller->write(permit, call, Repeat::Value, {});
    if (!gone && gone.error().kind() != Error::Kind::NotFound)
        co_return gone.error();
    co_return QJsonObject{{u"deleted"_s, true}};
}

} // namespace sm::backups
