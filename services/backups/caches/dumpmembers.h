// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>

#include <optional>

namespace sm::backups {

/// What a set or a hash holds that Redis keeps as a hash table: its DUMP has the members in the order of the table,
/// which is another one after RESTORE, so that equal values have different payloads.
struct DumpMembers
{
    bool isHash = false;
    QByteArrayList members; ///< sorted; of a hash field and value, each with its length before it
};

/// Of a payload of DUMP (RDB format, types 2 and 4). Nothing: it is of another type, or not whole.
std::optional<DumpMembers> dumpMembers(QByteArrayView payload);

/// \p items as SMEMBERS or HGETALL answers them, in the form of DumpMembers::members.
QByteArrayList sortedMembers(const QByteArrayList &items, bool isHash);

} // namespace sm::backups
