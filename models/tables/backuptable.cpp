// SPDX-License-Identifier: GPL-3.0-or-later
#include "backuptable.h"

#include "agetext.h"
#include "backuptext.h"
#include "querywords.h"

#include <core/assetkind.h>
#include <core/instanttext.h>

#include <algorithm>
#include <limits>
#include <tuple>

namespace sm::tables {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isOverdue(const AssetStanding &standing)
{
    return standing.backup == Due::Overdue || standing.backup == Due::Never;
}

bool isInState(const AssetStanding &standing, const QString &state)
{
    if (state == "overdue"_L1)
        return isOverdue(standing) || standing.proof == Due::Overdue;
    if (state == "unproven"_L1)
        return isUnproven(standing);
    return state == "no-policy"_L1 && standing.backup == Due::NoPolicy;
}

bool fits(const AssetStanding &standing, const QString &word)
{
    if (word.startsWith("state:"_L1))
        return isInState(standing, word.mid(6));
    if (word.startsWith("kind:"_L1))
        return kindWord(standing.asset.kind) == word.mid(5);
    const Asset &asset = standing.asset;
    const QStringList texts{asset.id, asset.title, asset.name, kindTitle(asset.kind)};
    return std::any_of(
        texts.begin(), texts.end(), [&word](const QString &each) { return each.contains(word, Qt::CaseInsensitive); });
}

bool isNumber(int column) { return column == BackupTable::Size || column == BackupTable::Cost; }

std::optional<qint64> sizeOf(const AssetStanding &standing)
{
    const Backup *newest = standing.newest();
    return newest ? newest->bytes : std::nullopt;
}

} // namespace

bool BackupTable::isWanted(const AssetStanding &standing) const
{
    return std::all_of(
        m_words.begin(), m_words.end(), [&standing](const QString &word) { return fits(standing, word); });
}

bool BackupTable::isBefore(int a, int b) const
{
    if (m_sortColumn < 0) {
        // Not as they came: the kinds are read side by side, and rows would change places from day to day.
        const auto keyOf = [this](int at) {
            const Asset &asset = m_rows.at(at).asset;
            return std::tuple(urgency(m_rows.at(at)), !asset.isDeclared, titleOf(asset).toLower(), at);
        };
        return keyOf(a) < keyOf(b);
    }
    const QPartialOrdering order
        = QVariant::compare(sortKey(m_rows.at(a), m_sortColumn), sortKey(m_rows.at(b), m_sortColumn));
    if (order == QPartialOrdering::Equivalent)
        return a < b;
    return order == (m_order == Qt::AscendingOrder ? QPartialOrdering::Less : QPartialOrdering::Greater);
}

QList<int> BackupTable::arranged() const
{
    QList<int> shown;
    for (int at = 0; at < m_rows.size(); ++at) {
        if (isWanted(m_rows.at(at)))
            shown.append(at);
    }
    std::sort(shown.begin(), shown.end(), [this](int a, int b) { return isBefore(a, b); });
    return shown;
}

void BackupTable::put(const AssetStanding &standing)
{
    const auto known = std::find_if(m_rows.begin(), m_rows.end(),
        [&standing](const AssetStanding &each) { return each.asset.id == standing.asset.id; });
    const int at = static_cast<int>(known - m_rows.begin());
    if (known == m_rows.end())
        m_rows.append(standing);
    else
        *known = standing;
    place(at);
}

/// Only this row has changed: the others keep their order, so a selection stays where it is.
void BackupTable::place(int at)
{
    QList<int> next = arranged();
    const int before = static_cast<int>(m_shown.indexOf(at));
    const int after = static_cast<int>(next.indexOf(at));
    if (before < 0 && after >= 0) {
        beginInsertRows({}, after, after);
        m_shown = std::move(next);
        endInsertRows();
    } else if (before >= 0 && after < 0) {
        beginRemoveRows({}, before, before);
        m_shown = std::move(next);
        endRemoveRows();
    } else if (before != after) {
        beginMoveRows({}, before, before, {}, after > before ? after + 1 : after);
        m_shown = std::move(next);
        endMoveRows();
    }
    if (after >= 0)
        Q_EMIT dataChanged(index(after, 0), index(after, ColumnCount - 1));
}

void BackupTable::removeAt(int at)
{
    const int row = static_cast<int>(m_shown.indexOf(at));
    if (row >= 0)
        beginRemoveRows({}, row, row);
    m_rows.removeAt(at);
    m_shown.removeOne(at);
    for (int &each : m_shown)
        each -= each > at ? 1 : 0;
    if (row >= 0)
        endRemoveRows();
}

void BackupTable::retain(const std::set<QString> &ids)
{
    for (int at = totalCount() - 1; at >= 0; --at) {
        if (!ids.contains(m_rows.at(at).asset.id))
            removeAt(at);
    }
}

void BackupTable::remove(const QString &id)
{
    if (const AssetStanding *known = find(id))
        removeAt(static_cast<int>(known - m_rows.constData()));
}

void BackupTable::setFilter(const QString &text)
{
    const QStringList words = queryWords(text);
    if (words == m_words)
        return;
    beginResetModel();
    m_words = words;
    m_shown = arranged();
    endResetModel();
}

void BackupTable::setNow(const QDateTime &now)
{
    m_now = now;
    if (!m_shown.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

QDateTime BackupTable::now() const { return m_now.isValid() ? m_now : QDateTime::currentDateTimeUtc(); }

BackupTable::Summary BackupTable::summary() const
{
    Summary sum;
    sum.assets = totalCount();
    for (const AssetStanding &each : m_rows) {
        sum.overdue += isOverdue(each) ? 1 : 0;
        sum.unproven += isUnproven(each) ? 1 : 0;
        if (const std::optional<Decimal> cost = monthlyCost(each))
            sum.monthly = sum.monthly.value_or(Decimal()) + *cost;
    }
    return sum;
}

int BackupTable::rowOf(const QString &id) const
{
    const auto found
        = std::find_if(m_shown.begin(), m_shown.end(), [&](int at) { return m_rows.at(at).asset.id == id; });
    return found == m_shown.end() ? -1 : static_cast<int>(found - m_shown.begin());
}

const AssetStanding *BackupTable::find(const QString &id) const
{
    const auto found
        = std::find_if(m_rows.begin(), m_rows.end(), [&id](const AssetStanding &each) { return each.asset.id == id; });
    return found == m_rows.end() ? nullptr : &*found;
}

QStringList BackupTable::ids() const
{
    QStringList all;
    for (const AssetStanding &each : m_rows)
        all << each.asset.id;
    return all;
}

int BackupTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int BackupTable::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString BackupTable::text(const AssetStanding &standing, int column) const
{
    switch (column) {
    case Name:
        return titleOf(standing.asset);
    case Kind:
        return shortKindTitle(standing.asset.kind);
    case Age:
        return standing.newest() ? ageText(standing.newest()->takenAt, now()) : u"—"_s;
    case BackupDue:
        return backupText(standing, now());
    case ProofDue:
        return proofText(standing, now());
    case Size:
        return sizeText(sizeOf(standing));
    default:
        return monthlyText(monthlyCost(standing));
    }
}

QString BackupTable::toolTip(const AssetStanding &standing, int column) const
{
    const Backup *newest = standing.newest();
    const Backup *proven = standing.lastProven();
    switch (column) {
    case Name:
        return standing.asset.name;
    case Kind:
        return kindTitle(standing.asset.kind);
    case Age:
        return newest ? tr("%1, %2").arg(utcText(newest->takenAt), localText(newest->takenAt)) : QString();
    case BackupDue:
        return standing.problem ? standing.problem->message() : policyText(standing.asset.policy);
    case ProofDue:
        return proven
            ? tr("Restored and compared %1, in %2").arg(utcText(proven->provenAt), clockText(proven->provenIn))
            : QString();
    case Cost:
        return tr("US dollars a month for all its backups, estimated");
    default:
        return {};
    }
}

/// What texts do not sort by: instants, numbers, and how urgent something is.
QVariant BackupTable::sortKey(const AssetStanding &standing, int column) const
{
    constexpr qint64 none = std::numeric_limits<qint64>::min();
    const Backup *newest = standing.newest();
    const Backup *proven = standing.lastProven();
    switch (column) {
    case Age:
        return newest ? newest->takenAt.toMSecsSinceEpoch() : none;
    case BackupDue:
        return urgency(standing);
    case ProofDue:
        return proven ? proven->provenAt.toMSecsSinceEpoch() : none;
    case Size:
        return sizeOf(standing).value_or(-1);
    case Cost:
        return monthlyCost(standing).value_or(Decimal(-1)).toDouble();
    default:
        return text(standing, column).toLower();
    }
}

QVariant BackupTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AssetStanding &standing = m_rows.at(m_shown.at(index.row()));
    switch (role) {
    case Qt::DisplayRole:
        return text(standing, index.column());
    case ToneRole:
        if (index.column() == BackupDue)
            return backupTone(standing);
        return index.column() == ProofDue ? proofTone(standing) : QString();
    case IdRole:
        return standing.asset.id;
    case Qt::TextAlignmentRole:
        return isNumber(index.column()) ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    case Qt::ToolTipRole:
        return toolTip(standing, index.column());
    default:
        return {};
    }
}

QVariant BackupTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole && isNumber(section))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    static const char *const titles[ColumnCount] = {QT_TR_NOOP("Asset"), QT_TR_NOOP("Kind"), QT_TR_NOOP("Age"),
        QT_TR_NOOP("Backup"), QT_TR_NOOP("Proof"), QT_TR_NOOP("Size"), QT_TR_NOOP("Cost")};
    return tr(titles[section]);
}

} // namespace sm::tables
