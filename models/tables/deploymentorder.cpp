// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymenttable.h"

#include "deploymentfilter.h"
#include "deploymenttext.h"
#include "querywords.h"

#include <algorithm>

/// Which rows are shown, and in which order.
namespace sm::tables {

namespace {

constexpr qsizetype mostStretches = 32; ///< of rows that go one by one; with more a reset is cheaper

/// How far up in its column: what is wrong first.
double healthRank(const Deployment &deployment)
{
    if (!deployment.health)
        return 0;
    switch (deployment.health->verdict) {
    case HealthRecord::Verdict::Unhealthy:
        return 1000 + deployment.health->errorRate().value_or(0);
    case HealthRecord::Verdict::Healthy:
        return 3;
    case HealthRecord::Verdict::NoTraffic:
        return 2;
    case HealthRecord::Verdict::Unknown:
        return 1;
    }
    Q_UNREACHABLE();
}

int order(const QString &a, const QString &b) { return a.compare(b, Qt::CaseInsensitive); }

template <typename Number>
int order(Number a, Number b)
{
    return a < b ? -1 : int(b < a);
}

} // namespace

bool DeploymentTable::fits(const Row &row, const QString &word) const
{
    return fitsWord({row.deployment, row.haystack, row.isProposed, row.mark >= 0}, word);
}

bool DeploymentTable::isWanted(const Row &row) const
{
    return std::ranges::all_of(m_words, [this, &row](const QString &word) { return fits(row, word); });
}

bool DeploymentTable::isNewer(int a, int b) const
{
    const Row &left = m_rows.at(a);
    const Row &right = m_rows.at(b);
    return left.at == right.at ? left.deployment.id > right.deployment.id : left.at > right.at;
}

bool DeploymentTable::isBefore(int a, int b) const
{
    const Deployment &left = m_rows.at(a).deployment;
    const Deployment &right = m_rows.at(b).deployment;
    int sign = 0;
    switch (m_sortColumn) {
    case When:
        sign = order(m_rows.at(a).at, m_rows.at(b).at);
        break;
    case Service:
        sign = order(serviceTitle(left.kind), serviceTitle(right.kind));
        break;
    case Deployed:
        sign = order(left.title, right.title);
        break;
    case By:
        sign = order(left.by, right.by);
        break;
    case WhileLive:
        sign = order(healthRank(left), healthRank(right));
        break;
    case State:
        sign = order(text(m_rows.at(a), State), text(m_rows.at(b), State));
        break;
    default:
        break;
    }
    return sign == 0 ? isNewer(a, b) : (sign < 0) == (m_order == Qt::AscendingOrder);
}

QList<int> DeploymentTable::arranged() const
{
    QList<int> shown;
    for (int at = 0; at < m_rows.size(); ++at) {
        if (isWanted(m_rows.at(at)))
            shown.append(at);
    }
    std::sort(shown.begin(), shown.end(), [this](int a, int b) { return isBefore(a, b); });
    return shown;
}

/// Takes those at \p places out of the rows, stretch by stretch from below.
void DeploymentTable::hide(const std::set<int> &places)
{
    QList<std::pair<int, int>> stretches;
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (!places.contains(m_shown.at(row)))
            continue;
        if (!stretches.isEmpty() && stretches.last().first == row + 1)
            stretches.last().first = row;
        else
            stretches.append({row, row});
    }
    const bool isReset = stretches.size() > mostStretches;
    if (isReset)
        beginResetModel();
    for (const auto &[first, last] : std::as_const(stretches)) {
        if (!isReset)
            beginRemoveRows({}, first, last);
        m_shown.remove(first, last - first + 1);
        if (!isReset)
            endRemoveRows();
    }
    if (isReset)
        endResetModel();
}

/// Puts those at \p places where they belong; the others keep their order.
void DeploymentTable::settle(const std::set<int> &places)
{
    std::vector<bool> isTouched(m_rows.size());
    QList<int> wanted;
    std::set<int> unwanted;
    for (const int place : places) {
        isTouched[place] = true;
        if (isWanted(m_rows.at(place)))
            wanted.append(place);
        else
            unwanted.insert(place);
    }
    hide(unwanted);
    const auto before = [this](int a, int b) { return isBefore(a, b); };
    std::sort(wanted.begin(), wanted.end(), before);
    QList<int> others;
    std::ranges::copy_if(m_shown, std::back_inserter(others), [&isTouched](int place) { return !isTouched[place]; });
    const bool isKnown = others.size() < m_shown.size();
    QList<int> next;
    next.reserve(others.size() + wanted.size());
    auto from = others.cbegin();
    for (const int place : std::as_const(wanted)) { // not std::merge: a page is short, and the others are many
        const auto to = std::lower_bound(from, others.cend(), place, before);
        std::copy(from, to, std::back_inserter(next));
        next.append(place);
        from = to;
    }
    std::copy(from, others.cend(), std::back_inserter(next));
    show(next);
    if (!isKnown)
        return;
    const auto isChanged = [&isTouched](int place) { return isTouched[place]; };
    const auto first = std::ranges::find_if(m_shown, isChanged) - m_shown.begin();
    const auto last = m_shown.rend() - std::find_if(m_shown.rbegin(), m_shown.rend(), isChanged) - 1;
    Q_EMIT dataChanged(index(int(first), 0), index(int(last), ColumnCount - 1));
}

/// All that is shown is in \p next, too. What is new comes as one stretch where it belongs, or below all the others and
/// is then put into order: two signals, however many stretches there are.
void DeploymentTable::show(const QList<int> &next)
{
    if (next.size() > m_shown.size()) {
        const qsizetype count = next.size() - m_shown.size();
        const auto first = std::ranges::mismatch(m_shown, next).in2 - next.begin();
        const bool isOneStretch = std::equal(m_shown.begin() + first, m_shown.end(), next.begin() + first + count);
        std::vector<bool> isShown(m_rows.size());
        for (const int place : std::as_const(m_shown))
            isShown[place] = true;
        QList<int> all = m_shown;
        std::ranges::copy_if(next, std::back_inserter(all), [&isShown](int place) { return !isShown[place]; });
        const qsizetype at = isOneStretch ? first : m_shown.size();
        beginInsertRows({}, int(at), int(at + count - 1));
        m_shown = isOneStretch ? next : all;
        endInsertRows();
    }
    if (next != m_shown)
        reorder(next);
}

void DeploymentTable::reorder(const QList<int> &next)
{
    Q_EMIT layoutAboutToBeChanged();
    QList<int> rowOfPlace(m_rows.size(), -1);
    for (int row = 0; row < next.size(); ++row)
        rowOfPlace[next.at(row)] = row;
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex &each : before)
        after.append(index(rowOfPlace.at(m_shown.at(each.row())), each.column()));
    m_shown = next;
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

void DeploymentTable::setFilter(const QString &text)
{
    const QStringList words = queryWords(text);
    if (words == m_words)
        return;
    beginResetModel();
    m_words = words;
    m_shown = arranged();
    endResetModel();
}

} // namespace sm::tables
