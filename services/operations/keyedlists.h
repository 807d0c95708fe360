// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonValue>
#include <QString>

namespace sm::operations {

/// Which member tells the elements of a list apart, by the name of the list: {"Rules": "ID"}. Dots reach inside:
/// {"widgets": "properties.title"}.
using ListKeys = QHash<QString, QString>;

/// \p value with those lists as objects, so that elements are compared by what they are and not by where they stand.
/// An element without its key is known by its content.
QJsonValue keyed(const QJsonValue &value, const ListKeys &keys);

/// The reverse of keyed(): elements stand in the order of \p like, new ones after them.
QJsonValue unkeyed(const QJsonValue &value, const ListKeys &keys, const QJsonValue &like);

/// \p change put into \p present, member by member; a null takes a member away. Both in keyed() form.
QJsonValue mergedInto(const QJsonValue &present, const QJsonValue &change);

} // namespace sm::operations
