// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/jsonscanner.h>

#include <QByteArrayList>
#include <QJsonObject>

namespace sm::backups {

/// An item of DynamoDB as bytes that two items share exactly when they are the same: the order of attributes, of the
/// members of maps and of the elements of sets does not matter, that of lists does. Numbers count by value, binaries
/// by their bytes.
struct CanonicalItem
{
    QByteArray key; ///< its key attributes alone
    QByteArray content; ///< all of it
    QJsonObject keyValues; ///< the key as DynamoDB writes it, where it was asked for
};

/// Reads the item that comes next in \p json, which fails where it is none or is more than 64 levels deep.
/// \param keys names of the key attributes, in the order of the key schema
CanonicalItem readItem(JsonScanner &json, const QByteArrayList &keys, bool withKeyValues);

/// The same of an item that is at hand. Empty content: it is none.
CanonicalItem canonicalItem(const QJsonObject &item, const QByteArrayList &keys);

} // namespace sm::backups
