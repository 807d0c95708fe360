// SPDX-License-Identifier: GPL-3.0-or-later
#include "codeupdate.h"

#include "functionrestore.h"
#include "ziparchive.h"

#include <aws/waiter.h>
#include <crypto/digest.h>

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 mostBytes = 50LL * 1024 * 1024; ///< of an archive in one request

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Functions", text); }

Error refused(const QString &message, const QString &code)
{
    return Error(Error::Kind::Invalid, message).withCode(code).withChanged(Error::Changed::No);
}

} // namespace

Result<CodeArchive> codeArchive(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return refused(tr("There is no file %1. Choose the archive (.zip) again.").arg(path), u"Input"_s);
    if (file.size() > mostBytes)
        return refused(tr("%1 has more than 50 MB, which no request can carry. Put it into a bucket, and name it by "
                          "bucket and key.")
                           .arg(path),
            u"TooBig"_s);
    if (const Result<int> files = filesInArchive(path); !files)
        return files.error();
    if (!file.open(QIODevice::ReadOnly))
        return Error(Error::Kind::Storage, tr("%1 can not be read: %2.").arg(path, file.errorString()));
    const QByteArray content = file.readAll();
    return CodeArchive{
        QString::fromLatin1(content.toBase64()), QString::fromLatin1(crypto::sha256(content).toBase64())};
}

CodeUpdate::CodeUpdate(const FunctionSources &sources, net::Sleeper &sleeper, WritePermit permit, FunctionInput input)
    : m_sources(sources)
    , m_sleeper(sleeper)
    , m_permit(permit)
    , m_input(std::move(input))
{
}

QCoro::Task<Result<QJsonObject>> CodeUpdate::run(CancelToken token)
{
    const Result<QJsonObject> done = co_await update(token);
    if (done)
        co_return done;
    const Error clean = withoutSecrets(done.error(), m_now.secrets());
    const bool isOnlyPartOfIt = m_isChanged && clean.changed() == Error::Changed::No;
    co_return isOnlyPartOfIt ? clean.withChanged(Error::Changed::Yes) : clean;
}

QCoro::Task<Result<QJsonObject>> CodeUpdate::update(CancelToken token)
{
    const Result<CodeArchive> archive = codeArchive(m_input.file);
    if (!archive)
        co_return archive.error();
    if (!m_input.codeSha256.isEmpty() && m_input.codeSha256 != archive->sha256)
        co_return Error(Error::Kind::Conflict,
            tr("%1 is not the archive that was looked at, so nothing was sent. Plan it again.").arg(m_input.file))
            .withCode(u"FileChanged"_s)
            .withChanged(Error::Changed::No);
    const Result<FunctionFacts> now = co_await describedFunction(&m_sources.caller, m_input.function, {}, token);
    if (!now)
        co_return now.error();
    m_now = *now;
    m_revision = m_now.revision;
    if (!m_input.revision.isEmpty() && m_input.revision != m_now.fingerprint())
        co_return changedMeanwhile();
    if (m_now.isImage())
        co_return refused(tr("%1 runs an image, which no archive can replace.").arg(m_input.function), u"Input"_s);
    const bool wasSame = isSame(archive->sha256);
    if (!wasSame || m_input.isDryRun) {
        if (const Result<void> sent = co_await send(*archive, token); !sent)
            co_return sent.error();
    }
    co_return QJsonObject{{u"code"_s, wasSame ? u"same"_s : u"updated"_s}, {u"codeSha256"_s, archive->sha256},
        {u"was"_s, m_now.codeSha256}, {u"revisionId"_s, m_revision}, {u"dryRun"_s, m_input.isDryRun}};
}

bool CodeUpdate::isSame(const QString &sha256) const
{
    const bool isArchitectureSame
        = m_input.architecture.isEmpty() || m_now.architectures.toArray() == QJsonArray{m_input.architecture};
    return m_now.codeSha256 == sha256 && isArchitectureSame;
}

/// With the revision that was seen: Lambda itself refuses what somebody else changed in between.
QCoro::Task<Result<void>> CodeUpdate::send(CodeArchive archive, CancelToken token)
{
    QJsonObject input{{u"FunctionName"_s, m_input.function}, {u"ZipFile"_s, archive.base64}};
    if (!m_input.architecture.isEmpty())
        input.insert(u"Architectures"_s, QJsonArray{m_input.architecture});
    if (!m_now.revision.isEmpty())
        input.insert(u"RevisionId"_s, m_now.revision);
    if (m_input.isDryRun)
        input.insert(u"DryRun"_s, true);
    const aws::Call call{u"lambda"_s, u"UpdateFunctionCode"_s, input};
    const Result<aws::Answer> sent = co_await m_sources.caller.write(m_permit, call, Repeat::Value, {});
    if (!sent && sent.error().code() == "PreconditionFailedException"_L1)
        co_return changedMeanwhile();
    if (!sent)
        co_return sent.error();
    if (m_input.isDryRun)
        co_return ok();
    m_isChanged = true;
    if (const QString arrived = sent->output.value(u"CodeSha256"_s).toString(); arrived != archive.sha256)
        co_return Error(Error::Kind::Conflict,
            tr("Lambda has another code than was sent: %1 and not %2.").arg(arrived, archive.sha256))
            .withCode(u"NotVerified"_s);
    co_return co_await settled(archive.sha256, token);
}

QCoro::Task<Result<void>> CodeUpdate::settled(QString sha256, CancelToken token)
{
    const auto service = m_sources.models.service(u"lambda"_s);
    const aws::WaiterModel *const model = service ? (*service)->waiter(u"FunctionCodeArrived"_s) : nullptr;
    if (!model)
        co_return Error(Error::Kind::Internal, tr("How to wait for a function is not known here."));
    const aws::Call poll{u"lambda"_s, u"GetFunctionConfiguration"_s, {{u"FunctionName"_s, m_input.function}}};
    const QJsonObject own{{u"codeSha256"_s, sha256}, {u"revisionId"_s, m_now.revision}};
    aws::Waiter waiting(m_sources.caller, m_sleeper);
    const Result<QJsonObject> answer = co_await waiting.until(*model, poll, own, {}, token);
    if (!answer)
        co_return answer.error();
    m_revision = answer->value(u"RevisionId"_s).toString();
    co_return ok();
}

} // namespace sm::backups
