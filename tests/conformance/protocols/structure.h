// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>

namespace suite {

// Two bodies mean the same when these are equal. Members of a structure and entries of a map have no order, elements
// of a list have one; only the model's map shapes tell entries from elements, by the names of key and value.

QString xmlStructure(const QByteArray &xml, const QJsonObject &shapes);
QStringList formStructure(const QByteArray &form, const QJsonObject &shapes);

/// The pairs of a query, those of one name in their order.
QList<QByteArray> queryStructure(const QByteArray &query);

} // namespace suite
