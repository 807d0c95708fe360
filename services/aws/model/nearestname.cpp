// SPDX-License-Identifier: GPL-3.0-or-later
#include "nearestname.h"

#include <numeric>

namespace sm::aws {

namespace {

/// Levenshtein's distance: letters to insert, delete or replace.
qsizetype editDistance(const QString &from, const QString &to)
{
    std::vector<qsizetype> row(static_cast<size_t>(to.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < from.size(); ++i) {
        qsizetype diagonal = row[0];
        row[0] = i + 1;
        for (size_t j = 1; j < row.size(); ++j) {
            const qsizetype replaced = diagonal + (from[i] == to[static_cast<qsizetype>(j) - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

/// "cognito" is near "cognito-idp" although a third of the letters is missing.
qsizetype distance(const QString &wanted, const QString &name)
{
    const bool isPrefix = !wanted.isEmpty() && (name.startsWith(wanted) || wanted.startsWith(name));
    return isPrefix ? 1 : editDistance(wanted, name);
}

} // namespace

QString nearestName(const QString &wanted, const QStringList &names)
{
    constexpr qsizetype longestName = 64;
    const QString lower = wanted.left(longestName).toLower();
    QString nearest;
    qsizetype best = std::max<qsizetype>(1, lower.size() / 3) + 1;
    for (const QString &name : names) {
        const qsizetype found = distance(lower, name.toLower());
        if (found < best) {
            best = found;
            nearest = name;
        }
    }
    return nearest;
}

} // namespace sm::aws
