// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <core/secret.h>

#include <QJsonObject>

namespace sm::backups {

/// A function as GetFunction describes it.
struct FunctionFacts
{
    QString arn;
    QString version; ///< "$LATEST", "7"
    QString revision; ///< another one after each change
    QString codeSha256; ///< Base64
    qint64 codeBytes = 0;
    QString imageUri; ///< of a container image: by its digest; empty: it is an archive
    QString address; ///< of the archive; a secret: it carries its own signature
    QJsonObject configuration; ///< what UpdateFunctionConfiguration takes, without the environment
    QJsonObject variables; ///< of the environment; the values are secrets
    QJsonValue architectures;
    QJsonValue concurrency; ///< reserved
    QJsonObject tags;

    bool isImage() const { return !imageUri.isEmpty(); }
    /// Another one after each change that anybody makes: the revision, code and configuration together.
    QString fingerprint() const;
    QList<Secret> secrets() const;
};

FunctionFacts functionFactsFrom(const QJsonObject &answer);

/// \p caller outlives the task. \p qualifier may be empty.
/// \error as aws::Caller::read()
QCoro::Task<Result<FunctionFacts>> describedFunction(
    aws::Caller *caller, QString function, QString qualifier, CancelToken token);

/// The values of \p variables, to be kept out of what a person or a journal is told.
QList<Secret> secretsOf(const QJsonObject &variables);

/// \p error without \p secrets in its sentence: services quote what they refuse.
Error withoutSecrets(const Error &error, const QList<Secret> &secrets);

} // namespace sm::backups
