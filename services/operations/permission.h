// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QChar>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace sm::operations {

/// Stands in an input for text that nobody knows yet.
constexpr QChar unknownText{0xE000};

/// What IAM has to allow for a plan: one action on one resource.
struct Permission
{
    QString action; ///< "lambda:UpdateAlias"
    QString resource; ///< an ARN, "*" in it where a name is not known; "*": any
    QJsonObject condition; ///< as the statement of a policy has it; empty: none
    bool isExact = true; ///< false: what it acts on is known only when the plan runs
    QList<int> steps; ///< of the plan, from 0; empty: only an undo needs it

    friend bool operator==(const Permission &, const Permission &) = default;
};

} // namespace sm::operations
