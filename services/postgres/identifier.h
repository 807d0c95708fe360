// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

namespace sm::postgres {

/// \p name in double quotes, to be written into SQL where no parameter can stand: schemas, tables, columns, roles.
/// \error Kind::Invalid code "Identifier": empty, longer than the 63 bytes that a server keeps (it would cut the rest
///        off and mean something else), or holding what can not be sent
Result<QString> quoteIdentifier(const QString &name);

/// The same for a table in a schema; an empty \p schema leaves it to the search path.
Result<QString> quoteTable(const QString &schema, const QString &table);

} // namespace sm::postgres
