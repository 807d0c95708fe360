// SPDX-License-Identifier: GPL-3.0-or-later
// A keystroke in the filter, from the query to the rows on the screen, and sorting by a text column: the table of users
// in its view, beside QSortFilterProxyModel over the same users in the same kind of view.
//
//     bench_filter USERS
//
// prints one line of JSON; times in milliseconds.
#include "heartbeat.h"

#include <tables/usertable.h>
#include <widgets/tableview.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QSortFilterProxyModel>
#include <QTimer>

#include <algorithm>
#include <cstdio>

using namespace sm;
using namespace Qt::Literals::StringLiterals;

namespace {

const QStringList given{u"Adaeze"_s, u"Bram"_s, u"Chiara"_s, u"Diego"_s, u"Efua"_s, u"Freya"_s, u"Giulia"_s};
const QStringList family{u"Okafor"_s, u"Jansen"_s, u"Rossi"_s, u"Vargas"_s, u"Mensah"_s};
const QStringList departments{u"Forecasting"_s, u"Wind"_s, u"Solar"_s, u"Trading"_s, u"Billing"_s};
/// What is typed, one key after the other.
const QString typed = u"user0999"_s;

User makeUser(quint64 number)
{
    const auto index = static_cast<qsizetype>(number);
    const QString mail = u"user%1@example.com"_s.arg(number, 6, 10, QLatin1Char('0'));
    User user;
    user.name.value = mail;
    user.attributes
        = {{u"sub"_s,
               u"%1-5a3c-4e1b-9d2f-%2"_s.arg(number * 2'654'435'761 % 4'294'967'296, 8, 16, QLatin1Char('0'))
                   .arg(number, 12, 16, QLatin1Char('0'))},
            {u"email"_s, mail}, {u"email_verified"_s, u"true"_s},
            {u"name"_s, given.at(index % given.size()) + u' ' + family.at(index / given.size() % family.size())},
            {u"custom:department"_s, departments.at(index % departments.size())}};
    user.status = number % 9 == 0 ? UserStatus::ForceChangePassword : UserStatus::Confirmed;
    user.created = QDateTime::fromMSecsSinceEpoch(1'760'000'000'000 + index, Qt::UTC);
    user.modified = user.created;
    return user;
}

/// What most programs would have: a model of strings.
class PlainModel : public QAbstractTableModel
{
public:
    explicit PlainModel(int users)
        : m_cells(static_cast<size_t>(users))
    {
        for (int row = 0; row < users; ++row) {
            const User user = makeUser(static_cast<quint64>(row));
            QStringList &cells = m_cells[static_cast<size_t>(row)];
            cells.append(user.name.value);
            for (const UserAttribute &attribute : user.attributes)
                cells.append(attribute.value);
        }
    }
    int rowCount(const QModelIndex &parent) const override { return parent.isValid() ? 0 : int(m_cells.size()); }
    int columnCount(const QModelIndex &parent) const override { return parent.isValid() ? 0 : 6; }
    QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole ? m_cells[static_cast<size_t>(index.row())].at(index.column()) : QVariant();
    }

private:
    std::vector<QStringList> m_cells;
};

struct Times
{
    std::vector<double> keys;
    double sort = 0;
    double median() const
    {
        std::vector<double> sorted = keys;
        std::sort(sorted.begin(), sorted.end());
        return sorted.empty() ? 0 : sorted[sorted.size() / 2];
    }
    double longest() const { return keys.empty() ? 0 : *std::max_element(keys.begin(), keys.end()); }
};

void waitFor(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

double elapsed(const QElapsedTimer &timer) { return static_cast<double>(timer.nsecsElapsed()) / 1e6; }

/// Milliseconds until \p change, asked for now, is found and painted.
template <typename Change>
double timeOf(tables::UserTable &table, QTableView &view, const Change &change)
{
    QEventLoop loop;
    QElapsedTimer timer;
    timer.start();
    QObject::connect(&table, &tables::UserTable::searched, &loop, &QEventLoop::quit);
    QTimer::singleShot(0, &loop, change);
    loop.exec();
    view.viewport()->repaint();
    return elapsed(timer);
}

Times measureOurs(int users, bench::Heartbeat &heartbeat)
{
    tables::UserTable table;
    table.setColumns(
        {{tables::UserColumn::Kind::Attribute, u"email"_s}, {tables::UserColumn::Kind::Attribute, u"name"_s},
            {tables::UserColumn::Kind::Groups, {}}, {tables::UserColumn::Kind::Status, {}}});
    widgets::TableView view(u"Users"_s);
    view.setModel(&table);
    view.resize(1000, 700);
    view.show();
    for (int first = 0; first < users; first += 60) {
        QList<User> page;
        for (int row = first; row < std::min(first + 60, users); ++row)
            page.append(makeUser(static_cast<quint64>(row)));
        table.append(page);
    }
    waitFor(500);
    heartbeat.reset();
    Times times;
    for (int size = 1; size <= typed.size(); ++size) {
        const auto query = tables::UserQuery::parse(typed.left(size), {});
        times.keys.push_back(timeOf(table, view, [&] { table.setQuery(query); }));
        waitFor(20);
    }
    times.keys.push_back(timeOf(table, view, [&] { table.setQuery({}); })); // the field cleared: all rows again
    waitFor(20);
    times.sort = timeOf(table, view, [&] { table.sort(0, Qt::DescendingOrder); });
    waitFor(20);
    return times;
}

Times measurePeer(int users)
{
    PlainModel model(users);
    QSortFilterProxyModel proxy;
    proxy.setSourceModel(&model);
    proxy.setFilterKeyColumn(-1); // all columns
    proxy.setFilterCaseSensitivity(Qt::CaseInsensitive);
    QTableView view;
    view.setModel(&proxy);
    view.resize(1000, 700);
    view.show();
    waitFor(200);
    Times times;
    for (int size = 1; size <= typed.size(); ++size) {
        QElapsedTimer timer;
        timer.start();
        proxy.setFilterFixedString(typed.left(size));
        view.viewport()->repaint();
        times.keys.push_back(elapsed(timer));
        waitFor(20);
    }
    proxy.setFilterFixedString({});
    QElapsedTimer timer;
    timer.start();
    proxy.sort(1, Qt::DescendingOrder);
    view.viewport()->repaint();
    times.sort = elapsed(timer);
    return times;
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const int users = argc > 1 ? QByteArray(argv[1]).toInt() : 100'000;
    Times ours;
    double longestTurn = 0;
    {
        bench::Heartbeat heartbeat;
        ours = measureOurs(users, heartbeat);
        longestTurn = heartbeat.percentile(1);
    }
    const Times peer = measurePeer(users);
    std::printf("{\"users\": %d, \"keyMedian\": %.1f, \"keyMax\": %.1f, \"turnMax\": %.1f, \"sort\": %.0f, "
                "\"peerKeyMedian\": %.0f, \"peerKeyMax\": %.0f, \"peerSort\": %.0f}\n",
        users, ours.median(), ours.longest(), longestTurn, ours.sort, peer.median(), peer.longest(), peer.sort);
    return 0;
}
