// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/credentials.h>

#include <QJsonObject>

namespace sm::aws {

/// How the members of a document that holds credentials are called.
struct CredentialNames
{
    QString accessKeyId;
    QString secretAccessKey;
    QString sessionToken;
    QString expiration;
};
extern const CredentialNames processNames; ///< credential_process, and STS
extern const CredentialNames metadataNames; ///< ECS and IMDS: "Token"

/// Reads credentials out of \p document. Names differ in case only between services, so case does not count.
/// \param source for people, and for the message
/// \error Kind::BadReply a member is missing or no instant
Result<Credentials> credentialsFrom(const QJsonObject &document, const CredentialNames &names, const QString &source);

/// An instant as AWS writes it into such documents: ISO 8601, or with "UTC" instead of "Z" in old SSO tokens.
QDateTime instantFrom(const QString &text);

/// The account in an ARN: "arn:aws:sts::123456789012:assumed-role/…".
QString accountOfArn(const QString &arn);

} // namespace sm::aws
