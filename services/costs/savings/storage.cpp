// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage.h"

#include "prices.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace sm::savings {

namespace {

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("sm::savings::Storage", text, nullptr, n);
}

/// How many bytes of \p group are older than \p days, if it grew evenly.
qint64 olderBytes(const EndlessLogGroup &group, int days, const QDateTime &now)
{
    const qint64 age = group.created.secsTo(now);
    const qint64 kept = qint64(days) * 24 * 3600;
    if (age <= kept || group.storedBytes <= 0)
        return 0;
    return static_cast<qint64>(Int128(group.storedBytes) * (age - kept) / age);
}

} // namespace

std::optional<Saving> logSaving(const QList<EndlessLogGroup> &groups, int keepDays, const QDateTime &now)
{
    qint64 older = 0;
    QJsonArray names;
    for (const EndlessLogGroup &group : groups) {
        const qint64 bytes = olderBytes(group, keepDays, now);
        if (bytes <= 0)
            continue;
        older += bytes;
        names.append(group.name);
    }
    if (names.isEmpty())
        return {};
    Saving saving;
    const int count = static_cast<int>(names.size());
    saving.title = count == 1 ? tr("Keep the events of %1 for %2 days").arg(names.first().toString()).arg(keepDays)
                              : tr("Keep the events of %n log groups for %1 days", count).arg(keepDays);
    saving.why = tr("They keep their events for ever. What is deleted does not come back.");
    saving.monthly = LogStorage.of(older);
    saving.how
        = tr("About %1 are older, if events came evenly since the groups were made; $0.03 for each GB and month.")
              .arg(QLocale().formattedDataSize(older));
    saving.runbook = u"ons-data-platform/set-log-retention"_s;
    saving.parameters = {{u"groups"_s, names}, {u"days"_s, keepDays}};
    return saving;
}

std::optional<Saving> bucketSaving(const UnruledBucket &bucket, int days)
{
    if (bucket.standardBytes == qint64(0) || bucket.standardBytesThen == qint64(0))
        return {};
    Saving saving;
    saving.title = tr("Move old objects of %1 to cheaper storage").arg(bucket.name);
    saving.why
        = tr("No rule moves or expires objects of the bucket. What is moved costs less to keep and more to read: "
             "$0.01 for each GB.");
    if (bucket.standardBytes && bucket.standardBytesThen) {
        const qint64 old = std::min(*bucket.standardBytes, *bucket.standardBytesThen);
        saving.monthly = StandardLessInfrequent.of(old);
        saving.isAtMost = true;
        saving.how
            = tr("At most %1 in S3 Standard are older than %2 days; Standard-IA costs $0.0105 less for each GB and "
                 "month.")
                  .arg(QLocale().formattedDataSize(old))
                  .arg(days);
    } else {
        saving.how = tr("CloudWatch does not say how large the bucket is.");
    }
    saving.runbook = u"ons-data-platform/move-old-objects"_s;
    saving.parameters = {
        {u"bucket"_s, bucket.name}, {u"prefix"_s, QString()}, {u"days"_s, days}, {u"storageClass"_s, u"STANDARD_IA"_s}};
    return saving;
}

} // namespace sm::savings
