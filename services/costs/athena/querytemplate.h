// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "table.h"

#include <QDate>

namespace sm::athena {

/// A query of resources/costs/athena, before it knows a table.
struct QueryTemplate
{
    QString id; ///< "cost-by-service"
    QString title; ///< for people, translated
    QString explanation;
    QString sql; ///< with {placeholders}; a line that begins with '?' is left out where the table lacks its column
};

/// What a person fills in.
struct TemplateValues
{
    QDate from; ///< first day, UTC
    QDate to; ///< the day after the last
    /// Only these, by role ("service", "account", "region", "usage_type", "line_item_type"): sent as parameters, never
    /// as a part of the statement.
    QMap<QString, QStringList> filters;
    int limit = 100; ///< rows, 1 to 100'000
};

/// A statement that the table can answer.
struct BoundQuery
{
    QString sql;
    QStringList parameters; ///< what stands for each ?, as SQL literals (ExecutionParameters)
    QStringList notes; ///< a sentence each: columns that were left out, months without a partition
};

/// The templates and the columns that their placeholders stand for.
class QueryTemplates
{
public:
    /// \error Kind::Internal the resources are damaged
    static Result<QueryTemplates> load();

    const QList<QueryTemplate> &all() const { return m_templates; }
    /// nullptr: there is none of that name.
    const QueryTemplate *find(const QString &id) const;

    /// Puts the columns and partitions of \p table in: nothing that it lacks is ever sent.
    /// \param known its partitions; empty: not known, or computed
    /// \error Kind::Invalid (code "NoSuchColumn") the table lacks a column that the query needs; the message names it
    /// \error Kind::Invalid (code "NoPartition")  no partition has data of these days
    /// \error Kind::Invalid (code "Range") no days; (code "Limit") rows; (code "Name", "Characters") as sqlname.h
    Result<BoundQuery> bind(const QueryTemplate &query, const Table &table, const QList<Partition> &known,
        const TemplateValues &values) const;

    /// The column of \p table for a role, or nullptr.
    const Column *columnFor(const QString &role, const Table &table) const;

private:
    QList<QueryTemplate> m_templates;
    QMap<QString, QStringList> m_columns; ///< candidates for each role, the best first
};

} // namespace sm::athena
