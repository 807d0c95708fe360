// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3copyinput.h"

#include <aws/caller.h>
#include <aws/models.h>

namespace sm::executors {

/// Reads what a copy finds: {source: {key: {etag, size}}, destination: {key: {etag, size, versionId} or null}}, the
/// destination by its own keys. Where two objects have the same size and another etag, which says nothing of encrypted
/// ones and of those in parts, both have their checksums too.
class S3State
{
public:
    S3State(aws::Caller &caller, const aws::Models &models);

    /// \error Kind::NotFound (code "NothingToCopy") the source has no such objects
    /// \error Kind::Conflict (code "TooMany") it has more than S3CopyInput::atMost
    /// \error as aws::Caller::read()
    QCoro::Task<Result<QJsonObject>> of(S3CopyInput copy, CancelToken token);

    /// The latest versions of \p keys in \p bucket, by key; null: there is none.
    QCoro::Task<Result<QJsonObject>> latest(QString bucket, QStringList keys, CancelToken token);

private:
    QCoro::Task<Result<QJsonObject>> source(S3CopyInput copy, CancelToken token);
    QCoro::Task<Result<QJsonObject>> checksums(QString bucket, QString key, CancelToken token);

    aws::Caller &m_caller;
    const aws::Models &m_models;
};

/// What S3 says of the content of a whole object, from HeadObject: {ChecksumSHA256: …}; empty where it knows none.
QJsonObject checksumsIn(const QJsonObject &head);

/// Whether two entries of a state are objects with the same content, for certain.
bool isSameContent(const QJsonValue &source, const QJsonValue &destination);

/// Whether \p a and \p b have a checksum of the same kind, and other values for it.
bool differ(const QJsonObject &a, const QJsonObject &b);

} // namespace sm::executors
