// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contentcheck.h"
#include "objectsfile.h"

#include <functional>

namespace sm::backups {

/// What a comparison of a backup with a place brought.
struct BucketReport
{
    static constexpr qsizetype mostNames = 100;

    qint64 objects = 0; ///< that the backup has
    qint64 bytes = 0;
    qint64 same = 0;
    qint64 differentCount = 0;
    qint64 missingCount = 0;
    qint64 others = 0; ///< that the place has and the backup has not
    qint64 archived = 0; ///< that can not be read or copied yet
    QStringList different; ///< keys, the first of them
    QStringList missing;
    QByteArray differences; ///< hash over all that are different, and what is there instead

    bool isAllThere() const { return same == objects; }
    /// How many are there and are not certainly the same.
    qint64 inTheWay() const { return objects - same - missingCount; }
    /// How much of it was compared for certain: 0 to 1.
    double coverage() const;
    /// {objects, bytes, coverage, same, different, missing, differentCount, missingCount, others, archived}
    QJsonObject json() const;
};

/// Compares all objects of a backup with what is in a place, some at a time, so that memory does not grow with them.
class BucketVerification
{
public:
    using Tell = std::function<void(const QString &line)>;
    using Mode = ContentCheck::Mode;

    /// \p place may be where the backup's copies are, what was backed up, or what was restored.
    BucketVerification(aws::Caller &caller, const aws::Models &models, BucketPlace place, Mode mode, Tell tell = {});

    /// \error as ObjectsReader::next(), ObjectListing::next() and ContentCheck::of()
    QCoro::Task<Result<BucketReport>> of(ObjectsReader *objects, CancelToken token);

private:
    struct Pair
    {
        BucketObject object;
        ListedObject there;
    };
    QCoro::Task<Result<QList<Pair>>> pairsOf(QList<BucketObject> objects, CancelToken token);
    QCoro::Task<Result<void>> check(QList<Pair> pairs, CancelToken token);
    QCoro::Task<bool> checkOne(const Pair *pair, qsizetype number, CancelToken token);
    void take(const Pair &pair, ContentCheck::Finding finding);
    void takeMissing(const QString &name);
    void tellHowFar() const;

    BucketPlace m_place;
    Mode m_mode;
    Tell m_tell;
    ContentCheck m_content;
    ObjectCursor m_cursor;
    BucketReport m_report;
    QList<ContentCheck::Finding> m_findings; ///< of the pairs that are being checked
    std::optional<Error> m_problem;
};

} // namespace sm::backups
