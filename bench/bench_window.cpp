// SPDX-License-Identifier: GPL-3.0-or-later
// The real window on a pool of the stub: how soon it shows rows, how it answers while the rest comes, what a keystroke
// in the filter costs then, and how much memory all of it takes.
//
//     bench_window ENDPOINT [plain | sorted | filtered]
//
// prints one line of JSON; times in milliseconds.
#include "benchsystem.h"
#include "heartbeat.h"

#include <controllers/runscontroller.h>
#include <controllers/userscontroller.h>
#include <net/realsleeper.h>
#include <operations/planner.h>
#include <operations/runner.h>
#include <pages/userspage.h>
#include <shell/mainwindow.h>
#include <widgets/appearance.h>
#include <widgets/tableview.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTimer>

#include <cstdio>
#include <fstream>
#include <string>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using controllers::UsersController;

namespace {

double megabytes(const char *key)
{
    std::ifstream status("/proc/self/smaps_rollup");
    std::string line;
    while (std::getline(status, line)) {
        if (line.starts_with(key))
            return std::stod(line.substr(line.find(':') + 1)) / 1024;
    }
    return 0;
}

/// Ends \p loop when \p widget is next painted.
class NextPaint : public QObject
{
public:
    NextPaint(QWidget *widget, QEventLoop &loop)
        : m_widget(widget)
        , m_loop(loop)
    {
        m_widget->installEventFilter(this);
    }

private:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            QTimer::singleShot(0, &m_loop, &QEventLoop::quit);
        return false;
    }
    QWidget *m_widget;
    QEventLoop &m_loop;
};

struct Window
{
    explicit Window(QApplication &application, const QByteArray &endpoint)
        : system(std::move(*operations::Catalog::load()), endpoint)
        , appearance(application)
        , window(appearance)
        , planner(system.catalog(), system.models())
        , runner(operations::Guard(false), nullptr, {}, sleeper)
        , runs(runner)
        , users(system.users(), planner, info(), runs)
        , page(new pages::UsersPage(users))
    {
        window.resize(1280, 720);
        window.show();
        window.setSystem(info(), &runs);
        window.addPage(widgets::Glyph::Users, page);
    }
    static SystemInfo info()
    {
        SystemInfo system;
        system.id.value = u"bench"_s;
        system.title = u"Bench"_s;
        return system;
    }
    widgets::TableView *view() const { return page->findChild<widgets::TableView *>(); }
    QLineEdit *filter() const { return page->findChild<QLineEdit *>(); }

    bench::BenchSystem system;
    widgets::Appearance appearance;
    shell::MainWindow window;
    operations::Planner planner;
    net::RealSleeper sleeper;
    operations::Runner runner;
    controllers::RunsController runs;
    UsersController users;
    pages::UsersPage *page;
};

/// Milliseconds from the key event to the repainted table, with what it found.
double typeKey(Window &window, QChar character)
{
    QEventLoop loop;
    QElapsedTimer timer;
    timer.start();
    QKeyEvent press(QEvent::KeyPress, 0, Qt::NoModifier, QString(character));
    QObject::connect(&window.users.table(), &tables::UserTable::searched, &loop, &QEventLoop::quit);
    QTimer::singleShot(0, &loop, [&] { QCoreApplication::sendEvent(window.filter(), &press); });
    loop.exec();
    QEventLoop painting;
    const NextPaint paint(window.view()->viewport(), painting);
    window.view()->viewport()->update(); // also when the rows on the screen stayed the same
    painting.exec();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

void waitFor(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

struct Loading
{
    double firstRows = 0;
    double all = 0;
};

Loading load(Window &window)
{
    Loading times;
    QElapsedTimer timer;
    timer.start();
    QEventLoop loop;
    QObject::connect(&window.users, &UsersController::loadedCountChanged, &loop, [&](int count) {
        if (times.firstRows == 0 && count > 0)
            times.firstRows = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    });
    QObject::connect(&window.users, &UsersController::groupsComplete, &loop, &QEventLoop::quit);
    QObject::connect(&window.users, &UsersController::stateChanged, &loop, [&] {
        if (times.all == 0 && window.users.isComplete())
            times.all = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        if (window.users.problem())
            qFatal("%s", qPrintable(window.users.problem()->message()));
    });
    window.window.showPage(window.page->title());
    loop.exec();
    return times;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    if (argc < 2)
        return 2;
    const std::string mode = argc > 2 ? argv[2] : "plain";
    Window window(application, argv[1]);
    waitFor(300);
    if (mode == "sorted")
        window.users.table().sort(0, Qt::DescendingOrder);
    if (mode == "filtered")
        window.filter()->setText(u"user"_s);

    bench::Heartbeat heartbeat;
    const Loading loading = load(window);
    const double loadP99 = heartbeat.percentile(0.99);
    const double loadMax = heartbeat.percentile(1);
    waitFor(500);
    const double resident = megabytes("Rss");
    const double proportional = megabytes("Pss");

    heartbeat.reset();
    std::vector<double> keys;
    window.filter()->clear();
    waitFor(300);
    for (const QChar character : u"user0999"_s) {
        keys.push_back(typeKey(window, character));
        waitFor(20);
    }
    std::sort(keys.begin(), keys.end());
    std::printf("{\"mode\": \"%s\", \"users\": %d, \"firstRows\": %.1f, \"loaded\": %.0f, \"turnP99\": %.1f, "
                "\"turnMax\": %.1f, "
                "\"residentMegabytes\": %.1f, \"proportionalMegabytes\": %.1f, \"keyMedian\": %.1f, \"keyMax\": %.1f, "
                "\"keyTurnMax\": %.1f}\n",
        mode.c_str(), window.users.table().index().liveCount(), loading.firstRows, loading.all, loadP99, loadMax,
        resident, proportional, keys[keys.size() / 2], keys.back(), heartbeat.percentile(1));
    return 0;
}
