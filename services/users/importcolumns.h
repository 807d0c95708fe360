// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>
#include <core/user.h>

namespace sm::users {

/// What the columns of an import file mean, by their place; -1 where there is none.
struct ImportColumns
{
    int name = -1;
    int groups = -1;
    int sendInvitation = -1;
    int emailVerified = -1;
    QList<std::pair<int, QString>> attributes;

    /// \error Kind::Invalid a column that \p pool does not have, one that stands there twice, or no column for the name
    static Result<ImportColumns> of(const QStringList &header, const UserPool &pool);
};

} // namespace sm::users
