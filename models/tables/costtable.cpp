// SPDX-License-Identifier: GPL-3.0-or-later
#include "costtable.h"

#include "costtext.h"

#include <algorithm>
#include <numeric>

namespace sm::tables {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double MuchMore = 0.2; ///< a rise that is worth a look
constexpr double WorthALook = 0.01; ///< of the total

} // namespace

void CostTable::setContent(Content content)
{
    beginResetModel();
    m_content = std::move(content);
    order();
    endResetModel();
}

void CostTable::setPeriodsShown(bool shown)
{
    if (m_periodsShown == shown)
        return;
    beginResetModel();
    m_periodsShown = shown;
    endResetModel();
}

const CostRow *CostTable::row(int row) const
{
    return row >= 0 && row < m_order.size() ? &m_content.rows.at(m_order.at(row)) : nullptr;
}

int CostTable::rowOf(const QString &key) const
{
    for (int place = 0; place < m_order.size(); ++place) {
        const CostRow &each = m_content.rows.at(m_order.at(place));
        if (each.key == key && !each.isOther())
            return place;
    }
    return -1;
}

const CostRow &CostTable::at(int row) const
{
    return row < m_order.size() ? m_content.rows.at(m_order.at(row)) : m_content.total;
}

int CostTable::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid() || m_content.rows.isEmpty())
        return 0;
    return static_cast<int>(m_order.size()) + 1;
}

int CostTable::columnCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return m_periodsShown ? FirstPeriod + static_cast<int>(m_content.periods.size()) : FirstPeriod;
}

const Decimal *CostTable::amountAt(const CostRow &row, int column) const
{
    const int period = column - FirstPeriod;
    if (column == Amount)
        return &row.amount;
    if (column == Compared)
        return row.compared ? &*row.compared : nullptr;
    return period >= 0 && period < row.amounts.size() ? &row.amounts.at(period) : nullptr;
}

QString CostTable::text(const CostRow &row, int column) const
{
    switch (column) {
    case Group:
        return row.name;
    case Change:
        return row.compared ? changeText(row.amount, *row.compared) : QString();
    case Share:
        return shareText(row.amount, m_content.total.amount);
    default:
        const Decimal *amount = amountAt(row, column);
        return amount ? amountText(*amount) : QString();
    }
}

QVariant CostTable::exact(const CostRow &row, int column) const
{
    const Decimal *amount = amountAt(row, column);
    return amount ? QVariant(amount->toString()) : QVariant();
}

QVariant CostTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CostRow &row = at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::TextAlignmentRole:
        return column == Group ? QVariant() : QVariant(int(Qt::AlignRight | Qt::AlignVCenter));
    case RawRole:
    case Qt::AccessibleDescriptionRole:
        return exact(row, column);
    case Qt::ToolTipRole:
        return exact(row, column).isNull() ? QVariant()
                                           : QVariant(exact(row, column).toString() + u' ' + m_content.currency);
    case KeyRole:
        return row.key;
    case TotalRole:
        return index.row() == m_order.size();
    case ToneRole: {
        const bool rose = column == Change && row.compared && relativeChange(row.amount, *row.compared) > MuchMore;
        const Decimal &total = m_content.total.amount;
        return rose && row.amount.toDouble() > WorthALook * total.toDouble() ? QVariant(u"bad"_s) : QVariant();
    }
    default:
        return {};
    }
}

QString CostTable::title(int column) const
{
    switch (column) {
    case Group:
        return dimensionTitle(m_content.dimension);
    case Amount:
        return m_content.currency.isEmpty() ? tr("Amount") : tr("Amount, %1").arg(m_content.currency);
    case Compared:
        return m_content.comparedTitle.isEmpty() ? tr("Compared") : m_content.comparedTitle;
    case Change:
        return tr("Change");
    case Share:
        return tr("Share");
    default:
        const int period = column - FirstPeriod;
        const QString when = periodText(m_content.periods.at(period), m_content.granularity);
        return m_content.unsettled.value(period) ? tr("%1, not final").arg(when) : when;
    }
}

QVariant CostTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Group ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? QVariant(title(section)) : QVariant();
}

bool CostTable::isLess(const CostRow &left, const CostRow &right) const
{
    const auto changeOf
        = [](const CostRow &row) { return row.compared ? relativeChange(row.amount, *row.compared) : 0; };
    switch (m_sortColumn) {
    case Group:
        return QString::localeAwareCompare(left.name, right.name) < 0;
    case Change:
        return changeOf(left) < changeOf(right);
    case Share:
        return left.amount < right.amount;
    default:
        const Decimal *a = amountAt(left, m_sortColumn);
        const Decimal *b = amountAt(right, m_sortColumn);
        return a && b ? *a < *b : !a && b;
    }
}

/// What is the sum of others stays below them, whatever the order.
void CostTable::order()
{
    m_order.resize(m_content.rows.size());
    std::iota(m_order.begin(), m_order.end(), 0);
    if (m_sortColumn < 0)
        return;
    const bool ascending = m_sortOrder == Qt::AscendingOrder;
    std::sort(m_order.begin(), m_order.end(), [this, ascending](int first, int second) {
        const CostRow &left = m_content.rows.at(first);
        const CostRow &right = m_content.rows.at(second);
        if (left.isOther() != right.isOther())
            return right.isOther();
        if (ascending ? isLess(left, right) : isLess(right, left))
            return true;
        return !(ascending ? isLess(right, left) : isLess(left, right)) && first < second; // else as they came
    });
}

void CostTable::sort(int column, Qt::SortOrder sortOrder)
{
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QList<int> before = m_order;
    m_sortColumn = column;
    m_sortOrder = sortOrder;
    order();
    const QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    for (const QModelIndex &each : from) {
        const bool isTotal = each.row() >= before.size();
        const auto row = isTotal ? each.row() : static_cast<int>(m_order.indexOf(before.at(each.row())));
        to.append(index(row, each.column()));
    }
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

} // namespace sm::tables
