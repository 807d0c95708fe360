// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>

#include <QByteArrayList>

namespace sm::backups {

/// What one has to know of a table to read all of it.
struct TableFacts
{
    QString name;
    QString arn;
    QByteArrayList keys; ///< attributes, the partition key first
    qint64 items = 0; ///< as DynamoDB counted them, some six hours ago
    qint64 bytes = 0; ///< the same
    double readUnits = 0; ///< provisioned, a second; 0: on demand

    /// How many items fit into \p units capacity units, 8 KB each where reads are eventually consistent; at least 1.
    int itemsFor(double units) const;
};

/// \p table is DescribeTable's "Table".
TableFacts factsOf(const QJsonObject &table);

/// \error as aws::Caller::read(); Kind::NotFound names the table
QCoro::Task<Result<QJsonObject>> describeTable(aws::Caller *caller, QString name, CancelToken token);

} // namespace sm::backups
