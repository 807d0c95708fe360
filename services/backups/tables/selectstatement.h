// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace sm::backups {

/// The PartiQL of \p statement on \p table: "{table}", which it says once, becomes the table's quoted name.
/// \error Kind::Invalid (code "Input") it is not one SELECT on {table}
Result<QString> selectOn(const QString &statement, const QString &table);

/// A text, number, truth value or null as DynamoDB takes it.
/// \error Kind::Invalid (code "Input") a list or an object
Result<QJsonArray> attributeValues(const QJsonArray &plain);

/// {"id": {"S": "a"}, "count": {"N": "12"}} as {id: "a", count: 12}. Numbers that a double does not hold stay texts,
/// sets are in order.
QJsonObject plainItem(const QJsonObject &item);

} // namespace sm::backups
