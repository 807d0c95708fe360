// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <athena/table.h>

namespace sm::test {

using namespace Qt::Literals::StringLiterals;

inline QList<athena::Column> costColumns()
{
    return {{u"line_item_product_code"_s, u"string"_s}, {u"line_item_usage_account_id"_s, u"string"_s},
        {u"line_item_usage_type"_s, u"string"_s}, {u"line_item_operation"_s, u"string"_s},
        {u"line_item_line_item_type"_s, u"string"_s}, {u"line_item_currency_code"_s, u"string"_s},
        {u"line_item_resource_id"_s, u"string"_s}, {u"line_item_usage_start_date"_s, u"timestamp"_s},
        {u"line_item_usage_end_date"_s, u"timestamp"_s}, {u"line_item_usage_amount"_s, u"double"_s},
        {u"line_item_unblended_cost"_s, u"double"_s}, {u"line_item_blended_cost"_s, u"double"_s}};
}

/// A legacy report, by year and month, as AWS's own template for CloudFormation makes it.
inline athena::Table legacyTable()
{
    athena::Table table;
    table.database = u"cur_database"_s;
    table.name = u"cur_table"_s;
    table.columns = costColumns();
    table.columns.append({u"product_region"_s, u"string"_s});
    table.partitionKeys = {{u"year"_s, u"string"_s}, {u"month"_s, u"string"_s}};
    table.location = u"s3://your-cur-bucket/cur-data/costs"_s;
    return table;
}

/// A data export (CUR 2.0), by billing period.
inline athena::Table exportTable()
{
    athena::Table table = legacyTable();
    table.name = u"cur2"_s;
    table.columns.last().name = u"product_region_code"_s;
    table.partitionKeys = {{u"billing_period"_s, u"string"_s}};
    return table;
}

inline athena::Partition partition(const QStringList &values)
{
    QString location = u"s3://your-cur-bucket/cur-data/costs/"_s;
    location += values.size() > 1 ? u"year=%1/month=%2/"_s.arg(values[0], values[1])
                                  : u"billing_period=%1/"_s.arg(values.value(0));
    return {values, location, {}};
}

/// December 2023 to March 2024.
inline QList<athena::Partition> someMonths()
{
    return {partition({u"2023"_s, u"12"_s}), partition({u"2024"_s, u"1"_s}), partition({u"2024"_s, u"2"_s}),
        partition({u"2024"_s, u"3"_s})};
}

} // namespace sm::test
