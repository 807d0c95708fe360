// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QStringList>

#include <optional>

/// Queries over a Cost and Usage Report in S3, as tables of the Glue Data Catalog.
namespace sm::athena {

struct Column
{
    QString name; ///< lower case
    QString type; ///< as Glue says it: "string", "double", "decimal(16,8)", "map<string,string>"
};

/// How a report's table is cut into parts, so that a query need not read all of it.
enum class PartitionStyle {
    None,
    YearMonth, ///< keys year and month, as the legacy report has them
    BillingPeriod, ///< one key billing_period, "2024-01", as data exports (CUR 2.0) have it
    Other,
};

struct Table
{
    QString database;
    QString name;
    QList<Column> columns; ///< without the partition keys
    QList<Column> partitionKeys;
    QString location; ///< "s3://bucket/prefix/"
    QMap<QString, QString> parameters;
    bool isView = false;

    /// A column or partition key; nullptr: there is none.
    const Column *column(const QString &columnName) const;
    PartitionStyle partitionStyle() const;
    /// Its partitions are computed (partition projection): Glue lists none.
    bool isProjected() const;
};

struct Partition
{
    QStringList values; ///< one for each of Table::partitionKeys
    QString location; ///< "s3://bucket/prefix/year=2024/month=1/"
    std::optional<qint64> bytes; ///< where a crawler wrote them down
};

/// The member Table of Glue's GetTable.
/// \error Kind::BadReply it has no name or no columns
Result<Table> tableFrom(const QJsonObject &glue);
/// One of the Partitions of Glue's GetPartitions.
Partition partitionFrom(const QJsonObject &glue);

/// "year=2024/month=1", as SHOW PARTITIONS and paths in S3 write it.
QString partitionPath(const Table &table, const Partition &partition);
/// The values in \p path; nothing where it is no partition of \p table. Keys compare without case.
std::optional<QStringList> partitionValues(const Table &table, const QString &path);

} // namespace sm::athena
