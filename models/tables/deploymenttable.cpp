// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymenttable.h"

#include "deploymentfilter.h"

#include <algorithm>

namespace sm::tables {

void DeploymentTable::addToUnit(int place)
{
    const Deployment &deployment = m_rows.at(place).deployment;
    QList<int> &places = m_placesOf[{deployment.kind, deployment.unit}];
    const auto newer = [this](int a, int b) { return isNewer(a, b); };
    const auto before = std::lower_bound(places.cbegin(), places.cend(), place, newer);
    places.insert(before, place);
    if (deployment.isLive())
        m_live.insert(place);
    else
        m_live.erase(place);
}

int DeploymentTable::keep(const Deployment &deployment)
{
    int place = m_placeOf.value(deployment.id, -1);
    if (place < 0) {
        place = totalCount();
        m_rows.append({deployment, 0, {}, false, -1});
        m_placeOf.insert(deployment.id, place);
    } else {
        const Deployment &known = m_rows.at(place).deployment;
        m_placesOf[{known.kind, known.unit}].removeOne(place);
    }
    Row &row = m_rows[place];
    const std::optional<HealthRecord> health = row.deployment.health;
    row.deployment = deployment;
    if (!deployment.health)
        row.deployment.health = health;
    row.at = deployment.startedAt.toMSecsSinceEpoch();
    row.haystack = haystackOf(deployment);
    row.isProposed = proposedOf(deployment.kind, deployment.unit) == deployment.id;
    addToUnit(place);
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
    const std::map<Unit, QList<int>> before = std::exchange(m_placesOf, {});
    for (int place = 0; place < totalCount(); ++place) {
        if (places.contains(place))
            continue;
        movedTo[place] = static_cast<int>(left.size());
        m_placeOf.insert(m_rows.at(place).deployment.id, movedTo.at(place));
        left.append(std::move(m_rows[place]));
    }
    m_rows = std::move(left);
    for (int &each : m_shown)
        each = movedTo.at(each);
    for (const auto &[unit, all] : before) {
        for (const int place : all) {
            if (movedTo.at(place) >= 0)
                m_placesOf[unit].append(movedTo.at(place));
        }
    }
    for (std::set<int> *each : {&m_live, &m_marked}) {
        const std::set<int> all = std::exchange(*each, {});
        for (const int place : all) {
            if (movedTo.at(place) >= 0)
                each->insert(movedTo.at(place));
        }
    }
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

/// The newest deployment that it took back; -1: it is not there.
int DeploymentTable::takenBackBy(const RollbackMark &mark) const
{
    const auto known = m_placesOf.find({mark.kind, mark.unit});
    const QList<int> places = known == m_placesOf.end() ? QList<int>() : known->second;
    const auto found = std::ranges::find_if(places, [this, &mark](int place) {
        const Row &row = m_rows.at(place);
        return row.at <= mark.at.toMSecsSinceEpoch() && row.deployment.revision == mark.from;
    });
    return found == places.end() ? -1 : *found;
}

/// The places of those that are marked, or were.
std::set<int> DeploymentTable::markRows()
{
    std::set<int> changed = std::exchange(m_marked, {});
    for (const int place : changed)
        m_rows[place].mark = -1;
    for (int mark = 0; mark < m_marks.size(); ++mark) {
        const int place = takenBackBy(m_marks.at(mark));
        if (place < 0)
            continue;
        m_rows[place].mark = mark;
        m_marked.insert(place);
    }
    changed.insert(m_marked.begin(), m_marked.end());
    return changed;
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

QList<Deployment> DeploymentTable::ofUnit(
    DeploymentKind kind, const QString &unit, const Predicate &wanted, qsizetype most) const
{
    QList<Deployment> all;
    const auto found = m_placesOf.find({kind, unit});
    if (found == m_placesOf.end())
        return all;
    for (const int place : found->second) {
        if (all.size() == most)
            break;
        const Deployment &deployment = m_rows.at(place).deployment;
        if (!wanted || wanted(deployment))
            all.append(deployment);
    }
    return all;
}

QList<Deployment> DeploymentTable::live() const
{
    QList<int> places(m_live.begin(), m_live.end());
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
