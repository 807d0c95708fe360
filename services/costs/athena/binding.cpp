// SPDX-License-Identifier: GPL-3.0-or-later
#include "binding.h"

#include "period.h"
#include "sqlname.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace sm::athena {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::athena::Binding", text); }

bool isText(const Column &column) { return column.type == "string"_L1 || column.type.startsWith("varchar"_L1); }

/// A missing column is named before anything is sent: Athena would say that it "cannot be resolved".
Error withAdvice(const Error &error)
{
    if (error.code() != "NoSuchColumn"_L1)
        return error;
    const QString advice = tr("Choose another query, or have the report delivered with it.");
    return Error(error.kind(), error.message() + u' ' + advice).withCode(error.code());
}

QString dateLiteral(QDate day) { return u"DATE '%1'"_s.arg(day.toString(Qt::ISODate)); }

} // namespace

Binding::Binding(const Table &table, const QList<Partition> &known, const TemplateValues &values, ColumnOf columnOf,
    CandidatesOf candidatesOf)
    : m_table(table)
    , m_known(known)
    , m_values(values)
    , m_columnOf(std::move(columnOf))
    , m_candidatesOf(std::move(candidatesOf))
{
}

Result<BoundQuery> Binding::bind(const QString &sql)
{
    QStringList lines;
    const QStringList written = sql.split(u'\n');
    for (const QString &line : written) {
        const bool isOptional = line.startsWith("? "_L1);
        const Result<QString> bound = boundLine(isOptional ? line.mid(2) : line);
        if (bound) {
            lines.append(*bound);
        } else if (isOptional && bound.error().code() == "NoSuchColumn"_L1) {
            if (!m_bound.notes.contains(bound.error().message()))
                m_bound.notes.append(bound.error().message());
        } else {
            return withAdvice(bound.error());
        }
    }
    m_bound.sql = lines.join(u'\n');
    return m_bound;
}

/// What is put in is not looked through for placeholders again.
Result<QString> Binding::boundLine(const QString &line)
{
    static const QRegularExpression placeholder(u"\\{([a-z_]+)(?::([a-z_]+))?\\}"_s);
    QString bound;
    qsizetype end = 0;
    auto matches = placeholder.globalMatch(line);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const Result<QString> value = valueOf(match.captured(1), match.captured(2));
        if (!value)
            return value.error();
        bound += line.mid(end, match.capturedStart() - end) + *value;
        end = match.capturedEnd();
    }
    return bound + line.mid(end);
}

Result<QString> Binding::valueOf(const QString &name, const QString &role)
{
    if (name == "table"_L1)
        return quotedName(m_table);
    if (name == "limit"_L1)
        return QString::number(m_values.limit);
    if (name == "day"_L1)
        return day();
    if (name == "amount"_L1)
        return amount(role);
    if (name == "partitions"_L1)
        return partitions();
    if (name == "partition_filter"_L1)
        return partitionFilter();
    if (name == "period"_L1)
        return period();
    return name == "filters"_L1 ? filters() : quoted(name);
}

Result<const Column *> Binding::needed(const QString &role) const
{
    if (const Column *column = m_columnOf(role))
        return column;
    return Error(Error::Kind::Invalid,
        tr("The table %1 has no column %2.").arg(m_table.name, m_candidatesOf(role).join(tr(" or "))))
        .withCode(u"NoSuchColumn"_s);
}

Result<QString> Binding::quoted(const QString &role) const
{
    const Result<const Column *> column = needed(role);
    if (!column)
        return column.error();
    return quotedName((*column)->name);
}

/// Reports hold costs as binary floating point or as text; sums of decimals do not depend on their order.
Result<QString> Binding::amount(const QString &role) const
{
    const Result<const Column *> column = needed(role);
    if (!column)
        return column.error();
    const Result<QString> name = quotedName((*column)->name);
    if (!name)
        return name.error();
    const QString number = isText(**column) ? u"CAST(NULLIF(%1, '') AS DOUBLE)"_s.arg(*name) : *name;
    return u"COALESCE(CAST(%1 AS DECIMAL(38, 15)), 0)"_s.arg(number);
}

Result<QString> Binding::day() const
{
    const Result<const Column *> start = needed(u"start"_s);
    if (!start)
        return start.error();
    const Result<QString> name = quotedName((*start)->name);
    if (!name)
        return name.error();
    return isText(**start) ? u"CAST(substr(%1, 1, 10) AS date)"_s.arg(*name) : u"CAST(%1 AS date)"_s.arg(*name);
}

Result<QString> Binding::partitions() const
{
    QStringList names;
    for (const Column &key : m_table.partitionKeys) {
        const Result<QString> name = quotedName(key.name);
        if (!name)
            return name.error();
        names.append(*name);
    }
    if (names.isEmpty()) {
        return Error(Error::Kind::Invalid, tr("The table %1 has no partitions.").arg(m_table.name))
            .withCode(u"NoPartition"_s);
    }
    return names.join(u", "_s);
}

Result<QString> Binding::partitionFilter()
{
    const Result<PeriodFilter> filter = athena::partitionFilter(m_table, m_known, m_values.from, m_values.to);
    if (!filter)
        return filter.error();
    if (!filter->missing.isEmpty())
        m_bound.notes.append(tr("The table has no partition for %1.").arg(filter->missing.join(u", "_s)));
    return filter->sql;
}

Result<QString> Binding::period()
{
    const Result<QString> partitions = partitionFilter();
    if (!partitions)
        return partitions.error();
    const Result<QString> day = this->day();
    if (!day)
        return day.error();
    return u"%1\n  AND %2 >= %3\n  AND %2 < %4"_s.arg(
        *partitions, *day, dateLiteral(m_values.from), dateLiteral(m_values.to));
}

Result<QString> Binding::filters()
{
    QString sql;
    for (auto filter = m_values.filters.cbegin(); filter != m_values.filters.cend(); ++filter) {
        if (filter->isEmpty())
            continue;
        const Result<QString> name = quoted(filter.key());
        if (!name)
            return name.error();
        QStringList marks;
        for (const QString &value : *filter) {
            const Result<QString> literal = stringLiteral(value);
            if (!literal)
                return literal.error();
            m_bound.parameters.append(*literal);
            marks.append(u"?"_s);
        }
        sql += u"\n  AND %1 IN (%2)"_s.arg(*name, marks.join(u", "_s));
    }
    return sql;
}

} // namespace sm::athena
