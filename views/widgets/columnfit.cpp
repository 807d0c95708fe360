// SPDX-License-Identifier: GPL-3.0-or-later
#include "columnfit.h"

#include <numeric>

namespace sm::widgets {

namespace {

/// The widest column that can still give, those not spared first; -1 when none can.
qsizetype giver(const QList<int> &widths, const QList<int> &spared, int narrowest)
{
    qsizetype found = -1;
    for (qsizetype column = 0; column < widths.size(); ++column) {
        if (widths.at(column) <= narrowest)
            continue;
        const bool isSpared = spared.contains(column);
        const bool foundIsSpared = found >= 0 && spared.contains(found);
        const bool wider = found < 0 || widths.at(column) > widths.at(found);
        if (isSpared == foundIsSpared ? wider : foundIsSpared || found < 0)
            found = column;
    }
    return found;
}

} // namespace

QList<int> fittedWidths(const QList<int> &wanted, int available, const QList<int> &spared, int narrowest)
{
    QList<int> widths = wanted;
    int total = std::accumulate(widths.begin(), widths.end(), 0);
    for (; total > available; --total) {
        const qsizetype column = giver(widths, spared, narrowest);
        if (column < 0)
            return widths;
        --widths[column];
    }
    if (total == 0)
        return widths;

    const int extra = available - total;
    qsizetype last = 0;
    int given = 0;
    for (qsizetype column = 0; column < widths.size(); ++column) {
        const int share = static_cast<int>(qint64(extra) * wanted.at(column) / total);
        widths[column] += share;
        given += share;
        if (widths.at(column) > 0)
            last = column;
    }
    widths[last] += extra - given;
    return widths;
}

} // namespace sm::widgets
