// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bucketinput.h"

#include <aws/caller.h>
#include <aws/models.h>

#include <QMap>

namespace sm::backups {

/// What has to be done with one key so that it is as it was at an instant.
struct VersionChange
{
    QString key;
    QString versionId; ///< that was the latest then; empty: there was none, so what is there now is deleted
    QString etag; ///< of that version
    qint64 size = 0;
    QString now; ///< etag of what is there now; empty: nothing, or a delete marker

    bool isRemoval() const { return versionId.isEmpty(); }
};

QJsonArray toJson(const QList<VersionChange> &changes);
QList<VersionChange> versionChanges(const QJsonArray &json);

/// Finds out of the versions of a bucket what differs from how it was.
class VersionPlan
{
public:
    VersionPlan(aws::Caller &caller, const aws::Models &models);

    /// Ordered by key. Objects that did not exist then are among them where they are to be deleted.
    /// \error Kind::Conflict (codes "NotVersioned", "TooMany", "Archived"); as aws::Caller::read()
    QCoro::Task<Result<QList<VersionChange>>> of(BucketInput input, CancelToken token);

private:
    struct Version
    {
        QString id;
        QString etag; ///< empty: a delete marker
        qint64 size = 0;
        QDateTime modified;
        bool isArchived = false;
    };
    struct History
    {
        std::optional<Version> latest;
        std::optional<Version> then; ///< the latest that is not younger than the instant
    };
    QCoro::Task<Result<void>> isVersioned(QString bucket, CancelToken token);
    void takePage(const QJsonObject &page, const BucketInput &input);
    void take(const QJsonValue &entry, bool isMarker, const BucketInput &input);
    Result<void> conclude(const QByteArray &upTo, const BucketInput &input);
    Result<void> conclude(const QString &key, const History &history, const BucketInput &input);

    aws::Caller &m_caller;
    const aws::Models &m_models;
    QMap<QByteArray, History> m_open; ///< by key as S3 orders them, UTF-8: those whose versions are not all known yet
    QList<VersionChange> m_changes;
};

} // namespace sm::backups
