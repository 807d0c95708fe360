// SPDX-License-Identifier: GPL-3.0-or-later
#include "nearestname.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>
#include <vector>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Letters to replace, put in, take out or swap with their neighbour (optimal string alignment).
int distance(const QString &a, const QString &b)
{
    const auto width = static_cast<size_t>(b.size()) + 1;
    std::vector<int> before(width);
    std::vector<int> last(width);
    std::vector<int> row(width);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        before = std::exchange(last, row);
        row[0] = static_cast<int>(i);
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto at = static_cast<size_t>(j);
            const int replaced = last[at - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[at] = std::min({replaced, last[at] + 1, row[at - 1] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[at] = std::min(row[at], before[at - 2] + 1);
        }
    }
    return row.back();
}

} // namespace

QString nearestName(const QString &given, const QStringList &known)
{
    constexpr qsizetype longestName = 100;
    if (given.size() > longestName)
        return {};
    QString best;
    int least = static_cast<int>(std::max<qsizetype>(1, given.size() / 3)) + 1;
    for (const QString &name : known) {
        const int here = distance(given.toLower(), name.toLower());
        if (here < least) {
            least = here;
            best = name;
        }
    }
    return best;
}

QString suggestion(const QString &given, const QStringList &known)
{
    constexpr qsizetype mostToSay = 20;
    const QString nearest = nearestName(given, known);
    if (!nearest.isEmpty())
        return QCoreApplication::translate("sm::runbooks", "; did you mean “%1”?").arg(nearest);
    if (known.isEmpty() || known.size() > mostToSay)
        return {};
    return QCoreApplication::translate("sm::runbooks", "; known are %1").arg(known.join(u", "_s));
}

} // namespace sm::runbooks
