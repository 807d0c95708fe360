// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <net/wakeup.h>

#include <QMap>
#include <QSet>

namespace sm::test {

/// An S3 in memory, behind the interface of the caller: buckets with and without versions, checksums, conditions,
/// ranges, archived objects and pages of a few keys. It remembers what was asked.
class FakeBuckets final : public aws::Caller
{
public:
    struct Object
    {
        QByteArray content;
        QString etag; ///< in its quotes
        QString sha256; ///< Base64; empty: S3 keeps none
        QString storageClass = QStringLiteral("STANDARD");
        QString versionId;
        QDateTime modified;
        bool isMarker = false;
        bool isReadBack = false;
        bool isBeingReadBack = false;
    };
    struct Bucket
    {
        QString versioning; ///< "Enabled", "Suspended" or nothing
        QMap<QByteArray, QList<Object>> keys; ///< newest first
    };

    int pageSize = 3;
    int copiesUntilItBreaks = -1; ///< then each copy fails as the network does
    QMap<QString, Bucket> buckets;
    QList<aws::Call> calls;
    QDateTime now = QDateTime(QDate(2026, 11, 1), QTime(12, 0), Qt::UTC);

    void put(const QString &bucket, const QString &key, const QByteArray &content, bool withChecksum = false);
    Object *latest(const QString &bucket, const QString &key);
    QByteArray content(const QString &bucket, const QString &key);
    QStringList keysIn(const QString &bucket) const;
    qsizetype count(const QString &operation) const;

    QCoro::Task<Result<aws::Answer>> read(aws::Call call, CancelToken token) override;
    QCoro::Task<Result<aws::Answer>> write(WritePermit permit, aws::Call call, Repeat, CancelToken token) override;
    Result<net::HttpRequest> preview(aws::Call call) const override;

private:
    Result<QJsonObject> answer(const aws::Call &call);
    Result<QJsonObject> list(const QJsonObject &input);
    Result<QJsonObject> versions(const QJsonObject &input);
    Result<QJsonObject> head(const QJsonObject &input);
    Result<QJsonObject> get(const aws::Call &call);
    Result<QJsonObject> copy(const QJsonObject &input);
    Result<QJsonObject> remove(const QJsonObject &input);
    Result<QJsonObject> restore(const QJsonObject &input);
    QString insert(const QString &bucket, const QString &key, Object object);

    int m_lastVersion = 0;
};

} // namespace sm::test
