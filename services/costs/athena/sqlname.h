// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QStringList>

namespace sm::athena {

struct Table;

/// \p name between double quotes, for queries. Names are of letters, digits, '_' and '-', at most 255: what Glue and
/// Athena take, and nothing that could end the quotes.
/// \error Kind::Invalid (code "Name") it is no such name
Result<QString> quotedName(const QString &name);
/// The same between backticks, for ALTER TABLE and its kin, which are read by another parser.
Result<QString> backtickedName(const QString &name);
/// "database"."table".
/// \error as quotedName()
Result<QString> quotedName(const Table &table);

/// \p text as a string literal: what stands for a ? in ExecutionParameters, and in conditions on partitions.
/// \error Kind::Invalid (code "Characters") it has control characters
Result<QString> stringLiteral(const QString &text);

} // namespace sm::athena
