// SPDX-License-Identifier: GPL-3.0-or-later
#include "exportverification.h"

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Tables", text); }

Error notCompleted(const QJsonObject &description)
{
    const QString reason = description.value(u"FailureMessage"_s).toString();
    const QString status = description.value(u"ExportStatus"_s).toString();
    return Error(Error::Kind::Conflict, tr("The export is not completed: %1. %2").arg(status, reason).trimmed())
        .withCode(u"NotCompleted"_s);
}

Result<void> compareFile(const ExportFile &said, const ExportFiles::Facts &found)
{
    if (said.md5 != found.md5)
        return exportDamaged(tr("“%1” is not what was written.").arg(said.key));
    QString etag = said.etag;
    etag.remove(u'"');
    if (!found.etag.isEmpty() && !etag.isEmpty() && found.etag != etag)
        return exportDamaged(tr("“%1” has the ETag %2, not %3.").arg(said.key, found.etag, etag));
    return ok();
}

/// What was written, what its manifest says, and what DynamoDB says have to be one number.
Result<qint64> itemsOf(const QList<ExportFile> &files, const ExportSummary &summary, const QJsonObject &description)
{
    qint64 items = 0;
    for (const ExportFile &each : files)
        items += each.items;
    const QJsonValue known = description.value(u"ItemCount"_s);
    if (items == summary.items && (!known.isDouble() || known.toInteger() == items))
        return items;
    return exportDamaged(tr("its files have %1 items, its summary says %2, and DynamoDB %3.")
            .arg(items)
            .arg(summary.items)
            .arg(known.toInteger()));
}

} // namespace

ExportVerification::ExportVerification(aws::Caller &caller, Tell tell)
    : m_caller(caller)
    , m_tell(std::move(tell))
{
}

QCoro::Task<Result<QJsonObject>> ExportVerification::run(QString exportArn, QString folder, CancelToken token)
{
    const aws::Call call{u"dynamodb"_s, u"DescribeExport"_s, {{u"ExportArn"_s, exportArn}}};
    const Result<aws::Answer> answer = co_await m_caller.read(call, token);
    if (!answer)
        co_return answer.error();
    const QJsonObject description = answer->output.value(u"ExportDescription"_s).toObject();
    if (description.value(u"ExportStatus"_s) != "COMPLETED"_L1)
        co_return notCompleted(description);
    if (description.value(u"ExportManifest"_s).toString().isEmpty())
        co_return exportDamaged(tr("DynamoDB does not say where its manifest is."));
    const QString bucket = description.value(u"S3Bucket"_s).toString();
    std::unique_ptr<ExportFiles> files = std::make_unique<ExportBucket>(m_caller, bucket);
    if (!folder.isEmpty())
        files = std::make_unique<ExportFolder>(folder);
    Result<QJsonObject> verified = co_await verify(files.get(), description, token);
    if (verified)
        verified->insert(u"place"_s, folder.isEmpty() ? u"s3://"_s + bucket : folder);
    co_return Result<QJsonObject>(verified);
}

QCoro::Task<Result<QByteArray>> ExportVerification::manifest(ExportFiles *files, QString key, CancelToken token)
{
    const Result<QByteArray> content = co_await files->content(key, token);
    if (!content)
        co_return content.error();
    const QString sumKey = key.first(key.lastIndexOf(u'.')) + ".md5"_L1;
    const Result<QByteArray> sum = co_await files->content(sumKey, token);
    if (!sum)
        co_return sum.error();
    if (!isMd5Of(*sum, *content))
        co_return exportDamaged(tr("“%1” is not what was written.").arg(key));
    co_return *content;
}

QCoro::Task<Result<QJsonObject>> ExportVerification::verify(
    ExportFiles *files, QJsonObject description, CancelToken token)
{
    const QString key = description.value(u"ExportManifest"_s).toString();
    const Result<QByteArray> text = co_await manifest(files, key, token);
    if (!text)
        co_return text.error();
    const Result<ExportSummary> summary = exportSummaryFrom(*text);
    if (!summary)
        co_return summary.error();
    const Result<QByteArray> lines = co_await manifest(files, summary->filesKey, token);
    if (!lines)
        co_return lines.error();
    const Result<QList<ExportFile>> all = exportFilesFrom(*lines);
    if (!all)
        co_return all.error();
    const Result<qint64> items = itemsOf(*all, *summary, description);
    if (!items)
        co_return items.error();
    const Result<qint64> bytes = co_await verifyFiles(files, *all, token);
    if (!bytes)
        co_return bytes.error();
    co_return QJsonObject{{u"files"_s, all->size()}, {u"items"_s, *items}, {u"bytes"_s, *bytes}};
}

QCoro::Task<Result<qint64>> ExportVerification::verifyFiles(
    ExportFiles *files, QList<ExportFile> all, CancelToken token)
{
    qint64 bytes = 0;
    for (qsizetype number = 0; number < all.size(); ++number) {
        const Result<ExportFiles::Facts> found = co_await files->facts(all.at(number).key, token);
        if (!found)
            co_return found.error();
        if (const auto same = compareFile(all.at(number), *found); !same)
            co_return same.error();
        bytes += found->bytes;
        if (m_tell && number % 10 == 9)
            m_tell(tr("Read %1 of %2 files.").arg(number + 1).arg(all.size()));
    }
    co_return bytes;
}

} // namespace sm::backups
