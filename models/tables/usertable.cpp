// SPDX-License-Identifier: GPL-3.0-or-later
#include "usertable.h"

#include "usercells.h"

#include <numeric>

namespace sm::tables {

namespace {

/// While a large pool is loading, the users that come meanwhile are shown together: a page of 60 is not worth a
/// repaint.
constexpr std::chrono::milliseconds Gathering{100};

} // namespace

UserTable::UserTable(QObject *parent)
    : QAbstractTableModel(parent)
    , m_columns{{UserColumn::Kind::Name, {}}}
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(Gathering);
    connect(&m_soon, &QTimer::timeout, this, &UserTable::catchUp);
    connect(&m_finder, &RowFinder::found, this, &UserTable::show);
}

UserTable::~UserTable() = default;

void UserTable::setColumns(const QList<UserColumn> &columns)
{
    beginResetModel();
    m_columns = columns;
    endResetModel();
}

QString UserTable::title(const UserColumn &column) { return UserCells::title(column); }

void UserTable::clear()
{
    m_finder.abandon();
    m_soon.stop();
    beginResetModel();
    m_index = UserIndex();
    m_sorted.reset();
    m_rows.clear();
    m_considered = 0;
    m_resortPending = false;
    m_outdated = false;
    endResetModel();
}

void UserTable::append(const QList<User> &users)
{
    m_index.append(users);
    catchUpSoon();
}

void UserTable::catchUpSoon()
{
    if (!RowFinder::takesTime(m_index.size()))
        catchUp();
    else if (!m_soon.isActive())
        m_soon.start();
}

/// Shows what came. What a search under way does not know of, show() sees to.
void UserTable::catchUp()
{
    if (m_finder.isRunning())
        return;
    if (m_order || m_outdated)
        refresh(true);
    else
        appendRows();
}

/// In the pool's own order they go to the end: no reset, the selection and the scroll position stay.
void UserTable::appendRows()
{
    const Rows fresh = matchesFrom(std::exchange(m_considered, m_index.size()), m_index, m_query, m_facts);
    if (!fresh.empty()) {
        const int at = rowCount();
        beginInsertRows({}, at, at + static_cast<int>(fresh.size()) - 1);
        m_rows.insert(m_rows.end(), fresh.begin(), fresh.end());
        endInsertRows();
    }
    Q_EMIT searched();
}

void UserTable::addMembers(const GroupName &group, const QList<UserName> &members)
{
    m_index.addMembers(group.value, members);
    const bool asked = std::any_of(m_query.terms.begin(), m_query.terms.end(),
        [](const UserQuery::Term &term) { return term.key == QLatin1String("group"); });
    m_outdated = m_outdated || asked || (m_order && m_order->column.kind == UserColumn::Kind::Groups);
    if (m_outdated)
        catchUpSoon();
    else if (rowCount() > 0)
        Q_EMIT dataChanged(createIndex(0, 0), createIndex(rowCount() - 1, columnCount() - 1));
}

void UserTable::update(const User &user)
{
    const int row = m_index.rowOf(user.name);
    if (row < 0) {
        append({user});
        return;
    }
    m_index.replace(row, user);
    if (m_finder.isRunning())
        refresh(false);
    touch(row);
}

void UserTable::remove(const UserName &name)
{
    const int row = m_index.rowOf(name);
    if (row < 0)
        return;
    const int at = shownRow(name);
    m_index.remove(row);
    if (m_finder.isRunning())
        refresh(false);
    if (at < 0)
        return;
    beginRemoveRows({}, at, at);
    m_rows.erase(m_rows.begin() + at);
    endRemoveRows();
}

void UserTable::touch(int indexRow)
{
    const auto found = std::find(m_rows.begin(), m_rows.end(), indexRow);
    if (found == m_rows.end())
        return;
    const int row = static_cast<int>(found - m_rows.begin());
    Q_EMIT dataChanged(createIndex(row, 0), createIndex(row, columnCount() - 1));
}

int UserTable::shownRow(const UserName &name) const
{
    const int row = m_index.rowOf(name);
    const auto found = row < 0 ? m_rows.end() : std::find(m_rows.begin(), m_rows.end(), row);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

void UserTable::setQuery(const UserQuery &query)
{
    if (m_query == query)
        return;
    m_query = query;
    refresh(false);
}

void UserTable::setFacts(const UserFacts &facts)
{
    m_facts = facts;
    refresh(false);
}

void UserTable::sort(int column, Qt::SortOrder direction)
{
    const bool poolOrder = column < 0 || column >= m_columns.size();
    m_order = poolOrder ? std::nullopt : std::optional(UserOrder{m_columns.at(column), direction});
    refresh(true);
}

void UserTable::refresh(bool resort)
{
    const bool isShort = m_sorted && m_sorted->size() < static_cast<size_t>(m_index.size());
    m_resortPending = m_resortPending || resort || isShort;
    m_outdated = false;
    m_finder.start({m_index, m_query, m_facts, m_order, m_resortPending ? nullptr : m_sorted});
}

void UserTable::show(RowFinder::Found found)
{
    beginResetModel();
    m_sorted = std::move(found.sorted);
    m_rows = std::move(found.rows);
    m_considered = found.searched;
    m_resortPending = false;
    endResetModel();
    Q_EMIT searched();
    if (m_considered < m_index.size() || m_outdated)
        catchUpSoon();
}

int UserTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int UserTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant UserTable::data(const QModelIndex &at, int role) const
{
    if (!checkIndex(at, CheckIndexOption::IndexIsValid))
        return {};
    const int row = m_rows[static_cast<size_t>(at.row())];
    const UserColumn &column = m_columns.at(at.column());
    const UserCells cells(m_index, m_facts);
    switch (role) {
    case Qt::DisplayRole:
        return cells.display(row, column);
    case Qt::ToolTipRole:
        return cells.toolTip(row, column);
    case Qt::TextAlignmentRole:
        return column.kind == UserColumn::Kind::Modified ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case ExportRole:
        return cells.exported(row, column);
    case SortRole:
        return cells.sortValue(row, column);
    case UserNameRole:
        return m_index.name(row);
    case ToneRole:
        return cells.tone(row, column);
    default:
        return {};
    }
}

QVariant UserTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
        return {};
    if (role == Qt::TextAlignmentRole && m_columns.at(section).kind == UserColumn::Kind::Modified)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return title(m_columns.at(section));
}

} // namespace sm::tables
