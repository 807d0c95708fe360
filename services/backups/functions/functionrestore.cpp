// SPDX-License-Identifier: GPL-3.0-or-later
#include "functionrestore.h"

#include "keptcode.h"
#include "sealedenvironment.h"
#include "settledfunction.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

Error changedMeanwhile()
{
    return Error(Error::Kind::Conflict,
        QCoreApplication::translate("sm::backups::Functions",
            "Somebody changed the function since it was looked at, so nothing was sent. Look at it, and plan again."))
        .withCode(u"ChangedMeanwhile"_s);
}

FunctionRestore::FunctionRestore(
    const FunctionSources &sources, net::Sleeper &sleeper, WritePermit permit, FunctionInput input, Vault::Kept kept)
    : m_sources(sources)
    , m_sleeper(sleeper)
    , m_permit(permit)
    , m_input(std::move(input))
    , m_kept(std::move(kept))
{
}

QCoro::Task<Result<QJsonObject>> FunctionRestore::run(CancelToken token)
{
    const Result<QJsonObject> variables = co_await openEnvironment(
        &m_sources.captures, m_kept.manifest.settings.value(u"environment"_s).toObject(), token);
    if (!variables)
        co_return variables.error();
    m_variables = *variables;
    const Result<QJsonObject> done = co_await restore(token);
    if (done)
        co_return done;
    const Error clean = withoutSecrets(done.error(), secretsOf(m_variables) + m_now.secrets());
    const bool isOnlyPartOfIt = m_isChanged && clean.changed() == Error::Changed::No;
    if (isOnlyPartOfIt && clean.kind() == Error::Kind::Cancelled)
        co_return clean.withChanged(Error::Changed::Unknown);
    co_return isOnlyPartOfIt ? clean.withChanged(Error::Changed::Yes) : clean;
}

QCoro::Task<Result<QJsonObject>> FunctionRestore::restore(CancelToken token)
{
    const Result<FunctionFacts> now = co_await describedFunction(&m_sources.caller, m_input.function, {}, token);
    if (!now)
        co_return now.error();
    m_now = *now;
    if (!m_input.revision.isEmpty() && m_input.revision != m_now.fingerprint())
        co_return changedMeanwhile();
    const FunctionComparison before = comparison();
    const bool sendsCode = !before.isCodeSame || m_input.isDryRun;
    const bool sendsConfiguration = !m_input.isDryRun && !(before.configuration + before.environment).isEmpty();
    if (sendsCode) {
        if (const Result<void> sent = co_await sendCode(token); !sent)
            co_return sent.error();
    }
    if (sendsConfiguration) {
        if (const Result<void> sent = co_await sendConfiguration(token); !sent)
            co_return sent.error();
    }
    if (const FunctionComparison after = comparison(); !after.isSame() && !m_input.isDryRun)
        co_return otherThanKept(after);
    co_return QJsonObject{{u"code"_s, before.isCodeSame ? u"same"_s : u"restored"_s},
        {u"configuration"_s, QJsonArray::fromStringList(before.configuration)},
        {u"environment"_s, QJsonArray::fromStringList(before.environment)}, {u"dryRun"_s, m_input.isDryRun}};
}

QCoro::Task<Result<void>> FunctionRestore::sendCode(CancelToken token)
{
    Result<QJsonObject> input = keptCode(m_kept);
    if (!input)
        co_return input.error();
    const QJsonArray architectures = m_kept.manifest.settings.value(u"architectures"_s).toArray();
    if (!architectures.isEmpty())
        input->insert(u"Architectures"_s, architectures);
    if (m_input.isDryRun)
        input->insert(u"DryRun"_s, true);
    co_return co_await send(u"UpdateFunctionCode"_s, *input, token);
}

QCoro::Task<Result<void>> FunctionRestore::sendConfiguration(CancelToken token)
{
    QJsonObject input = m_kept.manifest.settings.value(u"configuration"_s).toObject();
    if (!m_kept.manifest.settings.value(u"image"_s).toString().isEmpty()) {
        input.remove(u"Handler"_s); // an image says these itself
        input.remove(u"Runtime"_s);
        input.remove(u"Layers"_s);
    }
    input.insert(u"Environment"_s, QJsonObject{{u"Variables"_s, m_variables}}); // the whole map is replaced
    co_return co_await send(u"UpdateFunctionConfiguration"_s, input, token);
}

/// With the revision that was seen: Lambda itself refuses what somebody else changed in between.
QCoro::Task<Result<void>> FunctionRestore::send(QString operation, QJsonObject input, CancelToken token)
{
    input.insert(u"FunctionName"_s, m_input.function);
    if (!m_now.revision.isEmpty())
        input.insert(u"RevisionId"_s, m_now.revision);
    const aws::Call call{u"lambda"_s, operation, input};
    const Result<aws::Answer> sent = co_await m_sources.caller.write(m_permit, call, Repeat::Value, {});
    if (!sent && sent.error().code() == "PreconditionFailedException"_L1)
        co_return changedMeanwhile();
    if (!sent)
        co_return sent.error();
    if (m_input.isDryRun)
        co_return ok();
    m_isChanged = true;
    co_return co_await settled(token);
}

/// Lambda takes the next change only when this one has arrived.
QCoro::Task<Result<void>> FunctionRestore::settled(CancelToken token)
{
    const Result<FunctionFacts> now
        = co_await settledFunction(&m_sources, &m_sleeper, u"FunctionUpdatedV2"_s, m_input.function, token);
    if (!now)
        co_return now.error();
    m_now = *now;
    co_return ok();
}

} // namespace sm::backups
