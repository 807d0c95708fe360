// SPDX-License-Identifier: GPL-3.0-or-later
#include "awsathenaservice.h"

#include "s3location.h"

#include <aws/paginator.h>
#include <aws/waiter.h>

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace sm::athena {

namespace {

constexpr int PagesForBound = 200; // of 1,000 objects each
constexpr int BatchSize = 50; // the most that BatchGetQueryExecution takes
constexpr int RowsAPage = 1000;

QString tr(const char *text) { return QCoreApplication::translate("sm::athena::AwsAthenaService", text); }

aws::Call athena(const QString &operation, const QJsonObject &input) { return {u"athena"_s, operation, input, {}}; }

Workgroup workgroupFrom(const QJsonObject &json)
{
    const QJsonObject configuration = json["Configuration"_L1].toObject();
    Workgroup workgroup;
    workgroup.name = json["Name"_L1].toString();
    workgroup.description = json["Description"_L1].toString();
    workgroup.isEnabled = json["State"_L1].toString() != "DISABLED"_L1;
    if (const qint64 limit = configuration["BytesScannedCutoffPerQuery"_L1].toInteger(); limit > 0)
        workgroup.scanLimit = limit;
    workgroup.isEnforced = configuration["EnforceWorkGroupConfiguration"_L1].toBool();
    workgroup.outputLocation = configuration["ResultConfiguration"_L1]["OutputLocation"_L1].toString();
    return workgroup;
}

QStringList textsOf(const QJsonValue &array)
{
    QStringList texts;
    const QJsonArray list = array.toArray();
    for (const QJsonValue each : list)
        texts.append(each.toString());
    return texts;
}

/// The sizes that crawlers wrote into Glue, where every partition has one.
std::optional<qint64> writtenDown(const QList<Partition> &partitions)
{
    qint64 sum = 0;
    for (const Partition &each : partitions) {
        if (!each.bytes)
            return {};
        sum += *each.bytes;
    }
    return partitions.isEmpty() ? std::nullopt : std::optional(sum);
}

QStringList rowFrom(const QJsonValue &json)
{
    QStringList row;
    const QJsonArray cells = json["Data"_L1].toArray();
    for (const QJsonValue cell : cells)
        row.append(cell["VarCharValue"_L1].toString());
    return row;
}

/// A SELECT's first row is its header.
ResultPage pageFrom(const QJsonObject &json, bool isFirst)
{
    ResultPage page;
    const QJsonObject set = json["ResultSet"_L1].toObject();
    const QJsonArray columns = set["ResultSetMetadata"_L1]["ColumnInfo"_L1].toArray();
    for (const QJsonValue column : columns)
        page.columns.append(column["Name"_L1].toString());
    const QJsonArray rows = set["Rows"_L1].toArray();
    for (const QJsonValue row : rows)
        page.rows.append(rowFrom(row));
    if (isFirst && !page.rows.isEmpty() && page.rows.constFirst() == page.columns)
        page.rows.removeFirst();
    return page;
}

bool isExpensive(const Execution &a, const Execution &b)
{
    const auto order = a.price() <=> b.price();
    return order != 0 ? order > 0 : a.submitted > b.submitted;
}

} // namespace

AwsAthenaService::AwsAthenaService(aws::Caller &caller, const aws::Models &models, net::Sleeper &sleeper)
    : m_caller(caller)
    , m_models(models)
    , m_sleeper(sleeper)
{
}

QCoro::Task<Result<void>> AwsAthenaService::walk(aws::Call first, EachPage onPage, CancelToken token)
{
    aws::Paginator pages(m_caller, m_models, first);
    while (true) {
        const auto page = co_await pages.next(token);
        if (!page)
            co_return page.error();
        if (!*page)
            co_return ok();
        onPage(**page);
    }
}

QCoro::Task<Result<QList<Workgroup>>> AwsAthenaService::workgroups(CancelToken token)
{
    QStringList names;
    const EachPage collect = [&names](const QJsonObject &page) {
        const QJsonArray groups = page["WorkGroups"_L1].toArray();
        for (const QJsonValue each : groups)
            names.append(each["Name"_L1].toString());
    };
    const Result<void> listed = co_await walk(athena(u"ListWorkGroups"_s, {}), collect, token);
    if (!listed)
        co_return listed.error();
    names.sort();
    QList<Workgroup> all;
    for (const QString &name : std::as_const(names)) {
        Result<Workgroup> one = co_await workgroup(name, token);
        if (!one)
            co_return one.error();
        all.append(*one);
    }
    co_return all;
}

QCoro::Task<Result<Workgroup>> AwsAthenaService::workgroup(QString name, CancelToken token)
{
    const Result<aws::Answer> answer
        = co_await m_caller.read(athena(u"GetWorkGroup"_s, {{u"WorkGroup"_s, name}}), token);
    // Of a workgroup that is not there Athena says InvalidRequestException, and moto nothing at all.
    const bool isMissing
        = answer ? !answer->output.contains("WorkGroup"_L1) : answer.error().code() == "InvalidRequestException"_L1;
    if (isMissing) {
        co_return Error(
            Error::Kind::NotFound, tr("There is no workgroup “%1” that you may see. Choose another one.").arg(name));
    }
    if (!answer)
        co_return answer.error();
    co_return workgroupFrom(answer->output["WorkGroup"_L1].toObject());
}

QCoro::Task<Result<Table>> AwsAthenaService::table(QString database, QString name, CancelToken token)
{
    const aws::Call call{u"glue"_s, u"GetTable"_s, {{u"DatabaseName"_s, database}, {u"Name"_s, name}}, {}};
    const Result<aws::Answer> answer = co_await m_caller.read(call, token);
    if (!answer)
        co_return answer.error();
    Result<Table> table = tableFrom(answer->output["Table"_L1].toObject());
    if (table && table->database.isEmpty())
        table->database = database;
    co_return table;
}

QCoro::Task<Result<QList<Partition>>> AwsAthenaService::partitions(Table table, CancelToken token)
{
    QList<Partition> all;
    if (table.partitionKeys.isEmpty() || table.isProjected())
        co_return all;
    const EachPage collect = [&all](const QJsonObject &page) {
        const QJsonArray partitions = page["Partitions"_L1].toArray();
        for (const QJsonValue each : partitions)
            all.append(partitionFrom(each.toObject()));
    };
    const QJsonObject input{
        {u"DatabaseName"_s, table.database}, {u"TableName"_s, table.name}, {u"ExcludeColumnSchema"_s, true}};
    const Result<void> listed = co_await walk(aws::Call{u"glue"_s, u"GetPartitions"_s, input, {}}, collect, token);
    if (!listed)
        co_return listed.error();
    std::sort(all.begin(), all.end(), [](const Partition &a, const Partition &b) { return a.values < b.values; });
    co_return all;
}

/// The folders \p depth levels below \p location, as paths from there.
QCoro::Task<Result<QStringList>> AwsAthenaService::folders(QString location, int depth, CancelToken token)
{
    const Result<S3Location> place = s3Location(location);
    if (!place)
        co_return place.error();
    QStringList level{place->prefix};
    for (int i = 0; i < depth; ++i) {
        QStringList below;
        const EachPage collect = [&below](const QJsonObject &page) {
            const QJsonArray prefixes = page["CommonPrefixes"_L1].toArray();
            for (const QJsonValue each : prefixes)
                below.append(each["Prefix"_L1].toString());
        };
        for (const QString &prefix : std::as_const(level)) {
            const QJsonObject input{{u"Bucket"_s, place->bucket}, {u"Prefix"_s, prefix}, {u"Delimiter"_s, u"/"_s}};
            const Result<void> listed
                = co_await walk(aws::Call{u"s3"_s, u"ListObjectsV2"_s, input, {}}, collect, token);
            if (!listed)
                co_return listed.error();
        }
        level = below;
    }
    for (QString &folder : level)
        folder.remove(0, place->prefix.size());
    co_return level;
}

QCoro::Task<Result<PartitionHealth>> AwsAthenaService::health(Table table, CancelToken token)
{
    const Result<QList<Partition>> known = co_await partitions(table, token);
    if (!known)
        co_return known.error();
    PartitionHealth health{*known, {}, {}};
    if (table.partitionKeys.isEmpty() || table.isProjected())
        co_return health;
    const Result<QStringList> found
        = co_await folders(table.location, static_cast<int>(table.partitionKeys.size()), token);
    if (!found)
        co_return found.error();
    const QString base = table.location.endsWith(u'/') ? table.location : table.location + u'/';
    for (const QString &folder : *found) {
        const std::optional<QStringList> values = partitionValues(table, folder);
        const auto isIt = [&](const Partition &each) { return values && each.values == *values; };
        if (!values)
            health.strange.append(folder);
        else if (std::none_of(known->cbegin(), known->cend(), isIt))
            health.missing.append({*values, base + folder, {}});
    }
    co_return health;
}

QCoro::Task<Result<void>> AwsAthenaService::addSizes(
    QString location, ScanBound *bound, int *pagesLeft, CancelToken token)
{
    const Result<S3Location> place = s3Location(location);
    if (!place)
        co_return place.error();
    const QJsonObject input{{u"Bucket"_s, place->bucket}, {u"Prefix"_s, place->prefix}};
    aws::Paginator pages(m_caller, m_models, {u"s3"_s, u"ListObjectsV2"_s, input, {}});
    for (; *pagesLeft > 0; --*pagesLeft) {
        const auto page = co_await pages.next(token);
        if (!page)
            co_return page.error();
        if (!*page)
            co_return ok();
        const QJsonArray objects = (**page)["Contents"_L1].toArray();
        for (const QJsonValue object : objects)
            bound->bytes = bound->bytes.value_or(0) + object["Size"_L1].toInteger();
        bound->objects += objects.size();
    }
    co_return ok();
}

QCoro::Task<Result<ScanBound>> AwsAthenaService::bound(Table table, QList<Partition> partitions, CancelToken token)
{
    ScanBound bound;
    bound.partitions = static_cast<int>(partitions.size());
    QStringList locations;
    for (const Partition &each : std::as_const(partitions))
        locations.append(each.location);
    if (table.partitionKeys.isEmpty() || table.isProjected())
        locations = {table.location};
    int pagesLeft = PagesForBound;
    bound.bytes = 0;
    for (const QString &location : std::as_const(locations)) {
        const Result<void> added = co_await addSizes(location, &bound, &pagesLeft, token);
        if (!added && added.error().kind() == Error::Kind::Cancelled)
            co_return added.error();
        if (!added) {
            bound.bytes = writtenDown(partitions);
            bound.how = bound.bytes ? tr("What Glue has written down for these partitions.")
                                    : tr("Not known: the data can not be listed. %1").arg(added.error().message());
            co_return bound;
        }
    }
    if (pagesLeft <= 0) {
        bound.bytes.reset();
        bound.how = tr("Not known: there are too many files to add up.");
        co_return bound;
    }
    bound.how = tr("The size of all %1 files that it may read.").arg(bound.objects);
    co_return bound;
}

QCoro::Task<Result<Execution>> AwsAthenaService::follow(QString id, ProgressHandler onProgress, CancelToken token)
{
    const auto service = m_models.service(u"athena"_s);
    if (!service)
        co_return service.error();
    const aws::WaiterModel *ended = (*service)->waiter(u"QueryEnded"_s);
    if (!ended)
        co_return Error(Error::Kind::Internal, tr("The service model of Athena is damaged."));
    const aws::WaiterModel waiterModel = *ended;
    aws::Waiter waiter(m_caller, m_sleeper);
    const auto tell = [&onProgress](const aws::WaitProgress &progress) {
        onProgress({executionFrom(progress.lastAnswer["QueryExecution"_L1].toObject()), progress.unchangedFor,
            progress.stalled, progress.trouble});
    };
    const aws::Call call = athena(u"GetQueryExecution"_s, {{u"QueryExecutionId"_s, id}});
    const Result<QJsonObject> last = co_await waiter.until(waiterModel, call, {}, tell, token);
    if (!last && last.error().code() == "InvalidRequestException"_L1)
        co_return Error(Error::Kind::NotFound, tr("Athena knows no query %1 any more.").arg(id));
    if (!last)
        co_return last.error();
    co_return executionFrom((*last)["QueryExecution"_L1].toObject());
}

QCoro::Task<Result<void>> AwsAthenaService::results(QString id, PageHandler onPage, CancelToken token)
{
    bool isFirst = true;
    const EachPage hand = [&isFirst, &onPage](const QJsonObject &page) {
        onPage(pageFrom(page, isFirst));
        isFirst = false;
    };
    const QJsonObject input{{u"QueryExecutionId"_s, id}, {u"MaxResults"_s, RowsAPage}};
    co_return co_await walk(athena(u"GetQueryResults"_s, input), hand, token);
}

QCoro::Task<Result<QList<Execution>>> AwsAthenaService::executions(QStringList ids, CancelToken token)
{
    const QJsonObject input{{u"QueryExecutionIds"_s, QJsonArray::fromStringList(ids)}};
    const Result<aws::Answer> answer = co_await m_caller.read(athena(u"BatchGetQueryExecution"_s, input), token);
    if (!answer)
        co_return answer.error();
    QList<Execution> all;
    const QJsonArray list = answer->output["QueryExecutions"_L1].toArray();
    for (const QJsonValue each : list)
        all.append(executionFrom(each.toObject()));
    co_return all;
}

QCoro::Task<Result<QList<Execution>>> AwsAthenaService::recent(QString workgroup, QDateTime since, CancelToken token)
{
    QStringList ids;
    const EachPage collect = [&ids](const QJsonObject &page) { ids.append(textsOf(page["QueryExecutionIds"_L1])); };
    const Result<void> listed
        = co_await walk(athena(u"ListQueryExecutions"_s, {{u"WorkGroup"_s, workgroup}}), collect, token);
    if (!listed)
        co_return listed.error();
    QList<Execution> recent;
    for (qsizetype i = 0; i < ids.size(); i += BatchSize) {
        const Result<QList<Execution>> batch = co_await executions(ids.mid(i, BatchSize), token);
        if (!batch)
            co_return batch.error();
        std::copy_if(batch->cbegin(), batch->cend(), std::back_inserter(recent),
            [&since](const Execution &each) { return each.submitted >= since; });
    }
    std::sort(recent.begin(), recent.end(), isExpensive);
    co_return recent;
}

} // namespace sm::athena
