// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymenttable.h"

#include "deploymentfilter.h"
#include "deploymenttext.h"
#include "querywords.h"

#include <core/instanttext.h>

#include <algorithm>

namespace sm::tables {

using namespace Qt::Literals::StringLiterals;

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

int DeploymentTable::keep(const Deployment &deployment)
{
    const Unit unit{deployment.kind, deployment.unit};
    int place = m_placeOf.value(deployment.id, -1);
    if (place < 0) {
        place = totalCount();
        m_rows.append({deployment, 0, {}, false, -1});
        m_placeOf.insert(deployment.id, place);
        m_placesOf[unit].append(place);
    }
    Row &row = m_rows[place];
    const std::optional<HealthRecord> known = row.deployment.health;
    row.deployment = deployment;
    if (!deployment.health)
        row.deployment.health = known;
    row.at = deployment.startedAt.toMSecsSinceEpoch();
    row.haystack = haystackOf(deployment);
    const auto proposed = m_proposed.find(unit);
    row.isProposed = proposed != m_proposed.end() && proposed->second == deployment.id;
    return place;
}

void DeploymentTable::put(const QList<Deployment> &page)
{
    std::set<int> places;
    for (const Deployment &each : page)
        places.insert(keep(each));
    places.merge(markRows());
    settle(places);
}

void DeploymentTable::putUnit(DeploymentKind kind, const QString &unit, const QList<Deployment> &all)
{
    qint64 oldest = all.isEmpty() ? std::numeric_limits<qint64>::min() : std::numeric_limits<qint64>::max();
    std::set<QString> ids;
    for (const Deployment &each : all) {
        oldest = std::min(oldest, each.startedAt.toMSecsSinceEpoch());
        ids.insert(each.id);
    }
    std::set<int> gone;
    for (const int place : m_placesOf[{kind, unit}]) {
        const Row &row = m_rows.at(place);
        if (row.at >= oldest && !ids.contains(row.deployment.id))
            gone.insert(place);
    }
    drop(gone);
    put(all);
}

void DeploymentTable::retain(const std::set<QString> &ids)
{
    std::set<int> gone;
    for (int place = 0; place < totalCount(); ++place) {
        if (!ids.contains(m_rows.at(place).deployment.id))
            gone.insert(place);
    }
    drop(gone);
}

void DeploymentTable::drop(const std::set<int> &places)
{
    if (places.empty())
        return;
    hide(places);
    QList<int> movedTo(m_rows.size(), -1);
    QList<Row> left;
    m_placeOf.clear();
    m_placesOf.clear();
    for (int place = 0; place < totalCount(); ++place) {
        if (places.contains(place))
            continue;
        movedTo[place] = static_cast<int>(left.size());
        const Deployment &deployment = m_rows.at(place).deployment;
        m_placeOf.insert(deployment.id, movedTo.at(place));
        m_placesOf[{deployment.kind, deployment.unit}].append(movedTo.at(place));
        left.append(std::move(m_rows[place]));
    }
    m_rows = std::move(left);
    for (int &each : m_shown)
        each = movedTo.at(each);
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
    std::merge(others.begin(), others.end(), wanted.begin(), wanted.end(), std::back_inserter(next), before);
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

void DeploymentTable::setHealth(const QString &id, const HealthRecord &health)
{
    const int place = m_placeOf.value(id, -1);
    if (place < 0)
        return;
    m_rows[place].deployment.health = health;
    settle({place});
}

void DeploymentTable::setProposed(DeploymentKind kind, const QString &unit, const QString &id)
{
    QString &proposed = m_proposed[{kind, unit}];
    if (proposed == id)
        return;
    std::set<int> changed;
    for (const QString &each : {proposed, id}) {
        const int place = m_placeOf.value(each, -1);
        if (place < 0)
            continue;
        m_rows[place].isProposed = each == id;
        changed.insert(place);
    }
    proposed = id;
    settle(changed);
}

void DeploymentTable::setRolledBack(const QList<RollbackMark> &marks)
{
    m_marks = marks;
    settle(markRows());
}

/// Of each mark the newest deployment that it took back. The places of those that are marked, or were.
std::set<int> DeploymentTable::markRows()
{
    std::set<int> changed;
    if (m_marks.isEmpty() && m_markedPlaces == 0)
        return changed;
    for (int place = 0; place < totalCount(); ++place) {
        if (std::exchange(m_rows[place].mark, -1) >= 0)
            changed.insert(place);
    }
    m_markedPlaces = 0;
    for (int mark = 0; mark < m_marks.size(); ++mark) {
        const RollbackMark &each = m_marks.at(mark);
        int newest = -1;
        for (const int place : m_placesOf[{each.kind, each.unit}]) {
            const Row &row = m_rows.at(place);
            const bool isMeant = row.deployment.revision == each.from && row.at <= each.at.toMSecsSinceEpoch();
            if (isMeant && (newest < 0 || isNewer(place, newest)))
                newest = place;
        }
        if (newest < 0)
            continue;
        m_rows[newest].mark = mark;
        ++m_markedPlaces;
        changed.insert(newest);
    }
    return changed;
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

void DeploymentTable::setNow(const QDateTime &now)
{
    m_now = now;
    if (!m_shown.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

QDateTime DeploymentTable::now() const { return m_now.isValid() ? m_now : QDateTime::currentDateTimeUtc(); }

int DeploymentTable::rowOf(const QString &id) const
{
    const int place = m_placeOf.value(id, -1);
    return place < 0 ? -1 : static_cast<int>(m_shown.indexOf(place));
}

const Deployment *DeploymentTable::find(const QString &id) const
{
    const int place = m_placeOf.value(id, -1);
    return place < 0 ? nullptr : &m_rows.at(place).deployment;
}

const RollbackMark *DeploymentTable::markOf(const QString &id) const
{
    const int place = m_placeOf.value(id, -1);
    return place < 0 || m_rows.at(place).mark < 0 ? nullptr : &m_marks.at(m_rows.at(place).mark);
}

QList<Deployment> DeploymentTable::ofUnit(DeploymentKind kind, const QString &unit) const
{
    const auto found = m_placesOf.find({kind, unit});
    QList<int> places = found == m_placesOf.end() ? QList<int>() : found->second;
    return deploymentsAt(std::move(places));
}

QList<Deployment> DeploymentTable::live() const
{
    QList<int> places;
    for (int place = 0; place < totalCount(); ++place) {
        if (m_rows.at(place).deployment.isLive())
            places.append(place);
    }
    return deploymentsAt(std::move(places));
}

QList<Deployment> DeploymentTable::deploymentsAt(QList<int> places) const
{
    std::sort(places.begin(), places.end(), [this](int a, int b) { return isNewer(a, b); });
    QList<Deployment> all;
    for (const int place : std::as_const(places))
        all.append(m_rows.at(place).deployment);
    return all;
}

QList<std::pair<DeploymentKind, QString>> DeploymentTable::units() const
{
    QList<std::pair<DeploymentKind, QString>> all;
    for (const auto &[unit, places] : m_placesOf) {
        if (!places.isEmpty())
            all.append(unit);
    }
    return all;
}

QString DeploymentTable::proposedOf(DeploymentKind kind, const QString &unit) const
{
    const auto found = m_proposed.find({kind, unit});
    return found == m_proposed.end() ? QString() : found->second;
}

} // namespace sm::tables
