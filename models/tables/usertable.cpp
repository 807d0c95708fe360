// SPDX-License-Identifier: GPL-3.0-or-later
#include "usertable.h"

#include <QFutureWatcher>
#include <QLocale>
#include <QtConcurrent>

#include <numeric>

namespace sm::tables {

namespace {

/// Below this many users a search is faster than handing it to another thread.
constexpr int WorkerFromRows = 5000;
/// While a pool is loading, the rows that came meanwhile are sorted and searched together.
constexpr std::chrono::milliseconds Gathering{200};

QString dateText(qint64 ms)
{
    return QLocale(QLocale::English)
               .toString(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC), QStringLiteral("d MMM yyyy, HH:mm"))
        + QStringLiteral(" UTC");
}

/// "12 min ago": what one wants to know of a change at a glance; the tooltip has the time.
QString ageText(qint64 ms)
{
    const qint64 minutes = (QDateTime::currentMSecsSinceEpoch() - ms) / 60'000;
    if (minutes < 1)
        return UserTable::tr("just now");
    if (minutes < 60)
        return UserTable::tr("%1 min ago").arg(minutes);
    if (minutes < 24 * 60)
        return UserTable::tr("%1 h ago").arg(minutes / 60);
    if (minutes < 48 * 60)
        return UserTable::tr("yesterday");
    return UserTable::tr("%1 days ago").arg(minutes / (24 * 60));
}

QString localDateText(qint64 ms)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(ms);
    return QLocale(QLocale::English).toString(local, QStringLiteral("d MMM yyyy, HH:mm")) + u' '
        + local.timeZoneAbbreviation();
}

} // namespace

UserTable::UserTable(QObject *parent)
    : QAbstractTableModel(parent)
    , m_columns{{UserColumn::Kind::Name, {}}}
    , m_obsolete(std::make_shared<std::atomic_bool>(false))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(Gathering);
    connect(&m_soon, &QTimer::timeout, this, [this] { m_searching ? m_soon.start() : refresh(true); });
}

UserTable::~UserTable() { *m_obsolete = true; }

void UserTable::setColumns(const QList<UserColumn> &columns)
{
    beginResetModel();
    m_columns = columns;
    endResetModel();
}

QString UserTable::title(const UserColumn &column)
{
    switch (column.kind) {
    case UserColumn::Kind::Name:
        return tr("User name");
    case UserColumn::Kind::Groups:
        return tr("Groups");
    case UserColumn::Kind::Status:
        return tr("Status");
    case UserColumn::Kind::Enabled:
        return tr("Enabled");
    case UserColumn::Kind::Created:
        return tr("Created");
    case UserColumn::Kind::Modified:
        return tr("Changed");
    case UserColumn::Kind::Attribute:
        break;
    }
    if (column.attribute == QLatin1String("email"))
        return tr("Email");
    if (column.attribute == QLatin1String("name"))
        return tr("Name");
    return column.attribute;
}

void UserTable::clear()
{
    *std::exchange(m_obsolete, std::make_shared<std::atomic_bool>(false)) = true;
    beginResetModel();
    m_index = UserIndex();
    m_sorted.clear();
    m_rows.clear();
    m_resortPending = false;
    m_searching = false;
    m_soon.stop();
    endResetModel();
}

void UserTable::append(const QList<User> &users)
{
    const int first = m_index.size();
    m_index.append(users);
    const bool atTheEnd = m_poolOrder && m_query.isEmpty() && !m_searching && !m_soon.isActive();
    if (atTheEnd)
        appendRows(first);
    else
        refreshSoon();
}

/// New users in the pool's own order go to the end: no reset, the selection and the scroll position stay.
void UserTable::appendRows(int first)
{
    if (first == m_index.size())
        return;
    const int at = rowCount();
    beginInsertRows({}, at, at + m_index.size() - first - 1);
    for (int row = first; row < m_index.size(); ++row) {
        m_sorted.push_back(row);
        m_rows.push_back(row);
    }
    endInsertRows();
    Q_EMIT searched();
}

void UserTable::refreshSoon()
{
    if (m_index.size() < WorkerFromRows)
        refresh(true);
    else if (!m_soon.isActive())
        m_soon.start();
}

void UserTable::addMembers(const GroupName &group, const QList<UserName> &members)
{
    m_index.addMembers(group.value, members);
    const bool asked = std::any_of(m_query.terms.begin(), m_query.terms.end(),
        [](const UserQuery::Term &term) { return term.key == QLatin1String("group"); });
    if (asked || (!m_poolOrder && m_order.column.kind == UserColumn::Kind::Groups))
        refreshSoon();
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
    if (m_searching)
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
    if (m_searching)
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
    m_poolOrder = column < 0 || column >= m_columns.size();
    if (!m_poolOrder)
        m_order = UserOrder{m_columns.at(column), direction};
    refresh(true);
}

/// Searches a snapshot, on a worker when it is large, and shows the result unless a newer search was asked for.
void UserTable::refresh(bool resort)
{
    *std::exchange(m_obsolete, std::make_shared<std::atomic_bool>(false)) = true;
    m_resortPending = m_resortPending || resort;

    auto work = [index = m_index, query = m_query, order = m_order, facts = m_facts, obsolete = m_obsolete,
                    poolOrder = m_poolOrder, sorted = m_resortPending ? std::vector<int>() : m_sorted]() mutable {
        if (sorted.empty() && poolOrder) {
            sorted.resize(static_cast<size_t>(index.size()));
            std::iota(sorted.begin(), sorted.end(), 0);
        } else if (sorted.empty()) {
            sorted = ordered(index, order, facts);
        }
        std::vector<int> rows = shown(sorted, matches(index, query, facts, *obsolete));
        return Found{std::move(sorted), std::move(rows)};
    };

    if (m_index.size() < WorkerFromRows) {
        show(work());
        return;
    }
    m_searching = true;
    auto *watcher = new QFutureWatcher<Found>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, obsolete = m_obsolete] {
        watcher->deleteLater();
        if (!*obsolete)
            show(watcher->future().takeResult());
    });
    watcher->setFuture(QtConcurrent::run(std::move(work)));
}

void UserTable::show(Found found)
{
    beginResetModel();
    m_sorted = std::move(found.order);
    m_rows = std::move(found.rows);
    m_resortPending = false;
    m_searching = false;
    endResetModel();
    Q_EMIT searched();
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
    switch (role) {
    case Qt::DisplayRole:
        return display(row, column);
    case Qt::ToolTipRole:
        if (column.kind == UserColumn::Kind::Created)
            return localDateText(m_index.at(row).createdMs);
        if (column.kind == UserColumn::Kind::Modified)
            return tr("%1, %2").arg(dateText(m_index.at(row).modifiedMs), localDateText(m_index.at(row).modifiedMs));
        return {};
    case Qt::TextAlignmentRole:
        return column.kind == UserColumn::Kind::Modified ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case ExportRole:
        return exported(row, column);
    case SortRole:
        return sortValue(row, column);
    case UserNameRole:
        return m_index.name(row);
    case ToneRole:
        return tone(row, column);
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

bool UserTable::isInvitationExpired(int row) const
{
    const auto &entry = m_index.at(row);
    return sm::isInvitationExpired(entry.status, QDateTime::fromMSecsSinceEpoch(entry.modifiedMs, Qt::UTC),
        m_facts.temporaryPasswordDays, m_facts.now);
}

QVariant UserTable::display(int row, const UserColumn &column) const
{
    const auto &entry = m_index.at(row);
    switch (column.kind) {
    case UserColumn::Kind::Name:
        return m_index.name(row);
    case UserColumn::Kind::Groups:
        return m_index.groups(row).join(QStringLiteral(", "));
    case UserColumn::Kind::Status:
        return shownStatus(entry, m_facts);
    case UserColumn::Kind::Enabled:
        return entry.enabled ? tr("Yes") : tr("No");
    case UserColumn::Kind::Created:
        return dateText(entry.createdMs);
    case UserColumn::Kind::Modified:
        return ageText(entry.modifiedMs);
    case UserColumn::Kind::Attribute:
        break;
    }
    return m_index.attribute(row, m_index.attributeId(column.attribute));
}

/// Dates in full, everything else as shown.
QVariant UserTable::exported(int row, const UserColumn &column) const
{
    const auto &entry = m_index.at(row);
    if (column.kind != UserColumn::Kind::Created && column.kind != UserColumn::Kind::Modified)
        return display(row, column);
    const qint64 ms = column.kind == UserColumn::Kind::Created ? entry.createdMs : entry.modifiedMs;
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODate);
}

QVariant UserTable::sortValue(int row, const UserColumn &column) const
{
    const auto &entry = m_index.at(row);
    switch (column.kind) {
    case UserColumn::Kind::Enabled:
        return entry.enabled;
    case UserColumn::Kind::Created:
        return entry.createdMs;
    case UserColumn::Kind::Modified:
        return entry.modifiedMs;
    default:
        return display(row, column);
    }
}

QString UserTable::tone(int row, const UserColumn &column) const
{
    const auto &entry = m_index.at(row);
    if (column.kind != UserColumn::Kind::Status)
        return {};
    if (!entry.enabled)
        return QStringLiteral("neutral");
    if (isInvitationExpired(row))
        return QStringLiteral("warning");
    switch (entry.status) {
    case UserStatus::Confirmed:
    case UserStatus::ExternalProvider:
        return QStringLiteral("good");
    case UserStatus::ForceChangePassword:
        return QStringLiteral("info");
    case UserStatus::ResetRequired:
    case UserStatus::Compromised:
        return QStringLiteral("bad");
    default:
        return QStringLiteral("neutral");
    }
}

} // namespace sm::tables
