// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/user.h>

#include <QString>
#include <QStringList>

#include <optional>

namespace sm::tables {

/// What to show of a pool, as typed into the filter field.
///
/// Words are searched in every attribute, without case; all have to be there. `"two words"` is one term, `-word`
/// excludes. Keys narrow: `group:Analysts`, `status:confirmed`, `enabled:no`, `invitation:expired`, and any attribute
/// by its name: `email:example.org`, `custom:department:Wind`. A word with a colon that is no known key is text.
struct UserQuery
{
    struct Term
    {
        QString key; ///< empty: any attribute; else "group", "status", "enabled", "invitation" or an attribute
        QString value; ///< case-folded
        bool excluded = false;
        friend bool operator==(const Term &, const Term &) = default;
    };
    QList<Term> terms;

    /// Never fails: what is not understood is text. \p attributes are the names that may be keys.
    static UserQuery parse(const QString &text, const QStringList &attributes);

    bool isEmpty() const { return terms.isEmpty(); }
    friend bool operator==(const UserQuery &, const UserQuery &) = default;
};

} // namespace sm::tables
