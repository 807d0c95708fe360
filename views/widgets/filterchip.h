// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

namespace sm::widgets {

/// One condition of a filter, `key:value` as typed. What it means is the controller's.
struct FilterChip
{
    QString key;
    QString value;

    /// `group:Analysts`, with quotes when the value has a space: `group:"Data team"`.
    QString raw() const;
    friend bool operator==(const FilterChip &, const FilterChip &) = default;
};

/// What a person has typed, taken apart: finished tokens of known keys, and the rest.
struct FilterText
{
    QList<FilterChip> chips;
    QString text; ///< as typed, without the chips' tokens

    /// A token is finished by the white space after it; the last one also by \p complete. Values may be quoted. Keys
    /// are compared without case and given back as in \p keys.
    static FilterText parse(const QString &typed, const QStringList &keys, bool complete);
};

} // namespace sm::widgets
