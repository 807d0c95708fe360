// SPDX-License-Identifier: GPL-3.0-or-later
#include "athenaoutput.h"

#include <athena/price.h>
#include <core/csv.h>

#include <QJsonArray>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

QString wordOf(athena::ExecutionState state)
{
    switch (state) {
    case athena::ExecutionState::Queued:
        return u"queued"_s;
    case athena::ExecutionState::Running:
        return u"running"_s;
    case athena::ExecutionState::Succeeded:
        return u"succeeded"_s;
    case athena::ExecutionState::Failed:
        return u"failed"_s;
    case athena::ExecutionState::Cancelled:
        return u"cancelled"_s;
    }
    Q_UNREACHABLE();
}

QJsonArray pathsOf(const athena::Table &table, const QList<athena::Partition> &partitions)
{
    QJsonArray paths;
    for (const athena::Partition &each : partitions)
        paths.append(athena::partitionPath(table, each));
    return paths;
}

} // namespace

QJsonObject jsonOf(const athena::QueryTemplate &query)
{
    return {{u"id"_s, query.id}, {u"title"_s, query.title}, {u"explanation"_s, query.explanation}};
}

QJsonObject jsonOf(const athena::Table &table, const athena::PartitionHealth &health)
{
    return {{u"known"_s, pathsOf(table, health.known)}, {u"missing"_s, pathsOf(table, health.missing)},
        {u"strange"_s, QJsonArray::fromStringList(health.strange)}};
}

QJsonObject jsonOf(const athena::ScanBound &bound)
{
    QJsonObject json{{u"bytes"_s, QJsonValue()}, {u"price"_s, QJsonValue()}, {u"partitions"_s, bound.partitions},
        {u"how"_s, bound.how}};
    if (bound.bytes) {
        json.insert(u"bytes"_s, *bound.bytes);
        json.insert(u"price"_s, athena::priceOf(*bound.bytes).toString());
    }
    return json;
}

QJsonObject jsonOf(const athena::Execution &execution)
{
    return {{u"id"_s, execution.id}, {u"state"_s, wordOf(execution.state)}, {u"reason"_s, execution.reason},
        {u"submitted"_s, execution.submitted.toString(Qt::ISODate)},
        {u"seconds"_s, std::chrono::duration<double>(execution.took).count()}, {u"bytes"_s, execution.bytes},
        {u"price"_s, execution.price().toString()}, {u"query"_s, execution.sql}};
}

QByteArray csvOf(const QStringList &row)
{
    QList<csv::Cell> cells;
    for (const QString &cell : row)
        cells.append(csv::number(cell));
    return csv::record(cells);
}

} // namespace sm::app
