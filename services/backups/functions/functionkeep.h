// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codedownload.h"
#include "functioninput.h"

#include <aws/models.h>
#include <store/capturestore.h>
#include <vault/vault.h>

namespace sm::backups {

inline constexpr char codeFile[] = "code.zip";

/// What is around a function: {aliases, policy, eventSources, concurrency, tags}.
/// All but the values outlive the task.
/// \error as aws::Caller::read()
QCoro::Task<Result<QJsonObject>> surroundingsOf(
    aws::Caller *caller, const aws::Models *models, QString function, FunctionFacts facts, CancelToken token);

/// What a function is kept with.
struct FunctionSources
{
    aws::Caller &caller;
    const aws::Models &models;
    net::Transport &transport;
    const store::CaptureStore &captures;
};

/// Writes the archive of a function into \p draft, and into its manifest its configuration and what is around it, as
/// settings {configuration, environment, image, architectures, aliases, policy, eventSources, concurrency, tags} and
/// contents {codeSha256, codeBytes, files, version}. An image stays where it is: its digest is kept.
/// All but the values outlive the task.
/// \error as describedFunction(), downloadCode(), filesInArchive() and sealEnvironment()
QCoro::Task<Result<void>> keepFunction(const FunctionSources *sources, FunctionInput input, VaultDraft *draft,
    std::function<void(const QString &)> tell, CancelToken token);

} // namespace sm::backups
