// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bucketplace.h"

#include <aws/paginator.h>

namespace sm::backups {

/// An object as a bucket lists it.
struct ListedObject
{
    QString name; ///< its key behind the prefix of the place
    QString etag; ///< in its quotes
    qint64 size = 0; ///< bytes
    QString lastModified; ///< as S3 says it
    QString storageClass; ///< "STANDARD"
    bool isReadBack = false; ///< it is archived, and a copy that was asked for can be read
    bool isBeingReadBack = false;

    /// Neither to be read nor copied before it was read back, which takes hours.
    bool isArchived() const;
};

/// What a place has, a page at a time, in the order of the bytes of its keys. What stands for the folder itself is
/// left out.
class ObjectListing
{
public:
    /// Both outlive it. What comes up to \p after, a name, is left out.
    ObjectListing(aws::Caller &caller, const aws::Models &models, BucketPlace place, const QString &after = {});

    /// The next objects; none after the last.
    /// \error as aws::Caller::read(); Kind::BadReply (code "NotSorted")
    QCoro::Task<Result<QList<ListedObject>>> next(CancelToken token);

private:
    Result<QList<ListedObject>> objectsIn(const QJsonObject &page);

    BucketPlace m_place;
    aws::Paginator m_pages;
    QString m_last;
};

/// Asks a place for one name after another, in their order.
class ObjectCursor
{
public:
    ObjectCursor(aws::Caller &caller, const aws::Models &models, BucketPlace place, const QString &after = {});

    /// \error as ObjectListing::next()
    QCoro::Task<Result<std::optional<ListedObject>>> find(QString name, CancelToken token);
    /// How many objects the place has that nobody asked for. To be asked once, at the end.
    QCoro::Task<Result<qint64>> others(CancelToken token);

private:
    QCoro::Task<Result<bool>> isAtOne(CancelToken token);

    ObjectListing m_listing;
    QList<ListedObject> m_page;
    qsizetype m_at = 0;
    qint64 m_others = 0;
    bool m_isAtEnd = false;
};

} // namespace sm::backups
