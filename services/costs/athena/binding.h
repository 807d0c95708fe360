// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "querytemplate.h"

#include <functional>

namespace sm::athena {

/// Puts one table into one template.
///
/// Placeholders: {table}; {partitions}, its partition keys; {partition_filter}; {period}, that and the days; {day};
/// {filters}; {limit}; {amount:ROLE}, an exact decimal; {ROLE}, a column.
class Binding
{
public:
    using ColumnOf = std::function<const Column *(const QString &role)>;
    using CandidatesOf = std::function<QStringList(const QString &role)>;

    Binding(const Table &table, const QList<Partition> &known, const TemplateValues &values, ColumnOf columnOf,
        CandidatesOf candidatesOf);

    /// \error as QueryTemplates::bind()
    Result<BoundQuery> bind(const QString &sql);

private:
    Result<QString> boundLine(const QString &line);
    Result<QString> valueOf(const QString &name, const QString &role);
    Result<const Column *> needed(const QString &role) const;
    Result<QString> quoted(const QString &role) const;
    Result<QString> amount(const QString &role) const;
    Result<QString> day() const;
    Result<QString> partitions() const;
    Result<QString> partitionFilter();
    Result<QString> period();
    Result<QString> filters();

    const Table &m_table;
    const QList<Partition> &m_known;
    const TemplateValues &m_values;
    ColumnOf m_columnOf;
    CandidatesOf m_candidatesOf;
    BoundQuery m_bound;
};

} // namespace sm::athena
