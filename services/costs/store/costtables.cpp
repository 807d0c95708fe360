// SPDX-License-Identifier: GPL-3.0-or-later
#include <coststore/costtables.h>

#include <costs/metric.h>

namespace sm::costs::costtables {

using namespace Qt::Literals::StringLiterals;

namespace {

QString asColumn(QString word) { return word.replace(u'-', u'_'); }

QStringList columnDimensions()
{
    return {costdimension::Service, costdimension::Account, costdimension::Region, costdimension::UsageType,
        costdimension::Resource, costdimension::LineItemType, costdimension::Operation, costdimension::Provider,
        costdimension::ServiceCategory};
}

QString typed(const QStringList &columns, const QString &type)
{
    QString lines;
    for (const QString &column : columns)
        lines += u",\n    %1 %2"_s.arg(column, type);
    return lines;
}

QStringList version1()
{
    return {
        u"CREATE TABLE IF NOT EXISTS cost_cache (\n"
        "    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n"
        "    system text NOT NULL,\n"
        "    source text NOT NULL,\n"
        "    cache_key text NOT NULL,\n"
        "    payload jsonb NOT NULL,\n"
        "    created_at timestamptz NOT NULL DEFAULT now(),\n"
        "    last_updated timestamptz NOT NULL,\n"
        "    expires_at timestamptz\n"
        ")"_s,
        u"CREATE INDEX IF NOT EXISTS cost_cache_by_key ON cost_cache (system, cache_key, id)"_s,
        u"CREATE TABLE IF NOT EXISTS api_metrics (\n"
        "    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n"
        "    endpoint text NOT NULL,\n"
        "    response_time_ms numeric NOT NULL,\n"
        "    status text NOT NULL,\n"
        "    paid boolean NOT NULL,\n"
        "    created_at timestamptz NOT NULL DEFAULT now()\n"
        ")"_s,
        u"CREATE TABLE IF NOT EXISTS cost_ledgers (\n"
        "    system text NOT NULL,\n"
        "    version bigint NOT NULL,\n"
        "    delivery uuid,\n"
        "    head jsonb,\n"
        "    replaces jsonb NOT NULL,\n"
        "    added_at timestamptz NOT NULL DEFAULT now(),\n"
        "    PRIMARY KEY (system, version)\n"
        ")"_s,
        u"CREATE TABLE IF NOT EXISTS cost_charges (\n"
        "    delivery uuid NOT NULL,\n"
        "    day date NOT NULL"_s
            + typed(dimensionColumns(), u"text"_s) + u",\n    others jsonb"_s + typed(metricColumns(), u"numeric"_s)
            + u"\n)"_s,
        u"CREATE INDEX IF NOT EXISTS cost_charges_by_delivery ON cost_charges (delivery, day)"_s,
    };
}

} // namespace

QList<QStringList> migrations() { return {version1()}; }

int newestVersion() { return static_cast<int>(migrations().size()); }

QString columnOf(const QString &dimension)
{
    return columnDimensions().contains(dimension) ? asColumn(dimension) : QString();
}

QString columnOf(CostMetric metric) { return asColumn(metricWord(metric)); }

QStringList dimensionColumns()
{
    QStringList columns;
    for (const QString &dimension : columnDimensions())
        columns << asColumn(dimension);
    return columns;
}

QStringList metricColumns()
{
    QStringList columns;
    for (const QString &word : metricWords())
        columns << asColumn(word);
    return columns;
}

} // namespace sm::costs::costtables
