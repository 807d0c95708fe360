// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/permission.h>

#include <QStringList>

#include <optional>

namespace sm::operations {

/// Where the resources of a plan are.
struct ArnPlace
{
    QString partition; ///< "aws"
    QString region; ///< "*": any
    QString account; ///< "*": any
};

struct ExpandedArns
{
    QStringList arns;
    bool isExact = true; ///< false: "*" stands for what is not known
};

/// The ARNs that \p pattern gives on \p input, as resources/permissions/README.md has it: one for each element where an
/// expression gives a list. What a policy would take for more than itself is escaped. Nothing: a value is missing.
std::optional<ExpandedArns> expandedArns(const QString &pattern, const QJsonObject &input, const ArnPlace &place);

} // namespace sm::operations
