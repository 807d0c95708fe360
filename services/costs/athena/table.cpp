// SPDX-License-Identifier: GPL-3.0-or-later
#include "table.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QUrl>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace sm::athena {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::athena::Table", text); }

QList<Column> columnsFrom(const QJsonValue &json)
{
    QList<Column> columns;
    const QJsonArray array = json.toArray();
    for (const QJsonValue each : array)
        columns.append({each["Name"_L1].toString().toLower(), each["Type"_L1].toString().toLower()});
    return columns;
}

const Column *find(const QList<Column> &columns, const QString &name)
{
    const auto found
        = std::find_if(columns.cbegin(), columns.cend(), [&name](const Column &each) { return each.name == name; });
    return found == columns.cend() ? nullptr : &*found;
}

bool hasKeys(const QList<Column> &keys, const QStringList &names)
{
    return keys.size() == names.size()
        && std::all_of(names.cbegin(), names.cend(), [&keys](const QString &name) { return find(keys, name); });
}

} // namespace

const Column *Table::column(const QString &columnName) const
{
    const Column *found = find(columns, columnName);
    return found ? found : find(partitionKeys, columnName);
}

PartitionStyle Table::partitionStyle() const
{
    if (partitionKeys.isEmpty())
        return PartitionStyle::None;
    if (hasKeys(partitionKeys, {u"year"_s, u"month"_s}))
        return PartitionStyle::YearMonth;
    return hasKeys(partitionKeys, {u"billing_period"_s}) ? PartitionStyle::BillingPeriod : PartitionStyle::Other;
}

bool Table::isProjected() const
{
    return parameters.value(u"projection.enabled"_s).compare("true"_L1, Qt::CaseInsensitive) == 0;
}

Result<Table> tableFrom(const QJsonObject &glue)
{
    Table table;
    table.database = glue["DatabaseName"_L1].toString();
    table.name = glue["Name"_L1].toString();
    const QJsonObject storage = glue["StorageDescriptor"_L1].toObject();
    table.columns = columnsFrom(storage["Columns"_L1]);
    table.partitionKeys = columnsFrom(glue["PartitionKeys"_L1]);
    table.location = storage["Location"_L1].toString();
    table.isView = glue["TableType"_L1].toString() == "VIRTUAL_VIEW"_L1;
    const QJsonObject parameters = glue["Parameters"_L1].toObject();
    for (auto it = parameters.begin(); it != parameters.end(); ++it)
        table.parameters.insert(it.key(), it->toString());
    if (table.name.isEmpty() || table.columns.isEmpty()) {
        return Error(Error::Kind::BadReply,
            tr("Glue describes the table without name or columns. Look at it in the Glue console."));
    }
    return table;
}

Partition partitionFrom(const QJsonObject &glue)
{
    Partition partition;
    const QJsonArray values = glue["Values"_L1].toArray();
    for (const QJsonValue each : values)
        partition.values.append(each.toString());
    partition.location = glue["StorageDescriptor"_L1]["Location"_L1].toString();
    const QJsonObject parameters = glue["Parameters"_L1].toObject();
    for (const QString &name : {u"totalSize"_s, u"sizeKey"_s}) {
        bool isNumber = false;
        const qint64 bytes = parameters.value(name).toString().toLongLong(&isNumber);
        if (isNumber && bytes >= 0 && !partition.bytes)
            partition.bytes = bytes;
    }
    return partition;
}

QString partitionPath(const Table &table, const Partition &partition)
{
    QStringList parts;
    for (qsizetype i = 0; i < std::min(table.partitionKeys.size(), partition.values.size()); ++i)
        parts.append(table.partitionKeys[i].name + u'=' + partition.values[i]);
    return parts.join(u'/');
}

std::optional<QStringList> partitionValues(const Table &table, const QString &path)
{
    const QStringList parts = path.split(u'/', Qt::SkipEmptyParts);
    if (parts.isEmpty() || parts.size() != table.partitionKeys.size())
        return {};
    QStringList values;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const QString key = parts[i].section(u'=', 0, 0).toLower();
        const QString value = QUrl::fromPercentEncoding(parts[i].section(u'=', 1).toUtf8());
        if (key != table.partitionKeys[i].name || value.isEmpty())
            return {};
        values.append(value);
    }
    return values;
}

} // namespace sm::athena
