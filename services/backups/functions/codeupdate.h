// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "functionkeep.h"

#include <net/sleeper.h>

namespace sm::backups {

/// An archive on this computer, as it is to become a function's code.
struct CodeArchive
{
    QString base64;
    QString sha256; ///< as Lambda gives it, in Base64
};

/// At most 50 MB: no request carries more.
/// \error Kind::Invalid (code "TooBig" or "Input") or Kind::Storage; Kind::BadReply it is no whole archive
Result<CodeArchive> codeArchive(const QString &path);

/// Gives a function the code of an archive. Its configuration and environment stay.
class CodeUpdate
{
public:
    /// \p sources and \p sleeper outlive it.
    CodeUpdate(const FunctionSources &sources, net::Sleeper &sleeper, WritePermit permit, FunctionInput input);

    /// {code: "updated" or "same", codeSha256, was, revisionId, dryRun}, once Lambda has this very code in use.
    /// \error Kind::Conflict (code "ChangedMeanwhile") somebody changed the function since it was looked at; nothing
    /// was
    ///        sent
    /// \error Kind::Conflict (code "FileChanged") the archive is not the one that was looked at; nothing was sent
    /// \error Kind::Invalid  it is an image; as codeArchive(), aws::Caller and aws::Waiter. No value of the environment
    ///        is in any
    QCoro::Task<Result<QJsonObject>> run(CancelToken token);

private:
    QCoro::Task<Result<QJsonObject>> update(CancelToken token);
    QCoro::Task<Result<void>> send(CodeArchive archive, CancelToken token);
    QCoro::Task<Result<void>> settled(QString sha256, CancelToken token);
    bool isSame(const QString &sha256) const;

    const FunctionSources &m_sources;
    net::Sleeper &m_sleeper;
    WritePermit m_permit;
    FunctionInput m_input;
    FunctionFacts m_now;
    QString m_revision; ///< after the update
    bool m_isChanged = false;
};

} // namespace sm::backups
