// SPDX-License-Identifier: GPL-3.0-or-later
// The Deployments page while its axis is read: 5,000 updates of a stack and 2,000 revisions of a task definition, pages
// of 100 that come in turn, with a row selected and the health of what is on the screen read meanwhile. Then the 5,000
// events of the stack into the sections of its detail.
//
//     bench_timeline [plain | sorted | filtered]
//
// prints one line of JSON; times in milliseconds.
#include "benchsystem.h"
#include "heartbeat.h"

#include <board/deploymentservice.h>
#include <controllers/deploymentscontroller.h>
#include <controllers/runbookscontroller.h>
#include <controllers/runscontroller.h>
#include <net/wakeup.h>
#include <operations/planner.h>
#include <operations/runner.h>
#include <pages/deploymentspage.h>
#include <runbooks/preparation.h>
#include <shelf/pickerreader.h>
#include <shelf/shelf.h>
#include <widgets/appearance.h>
#include <widgets/tableview.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using controllers::DeploymentsController;
using tables::DeploymentTable;

namespace {

constexpr int Updates = 5000;
constexpr int Revisions = 2000;
constexpr int PageSize = 100;
constexpr auto AnswerTime = 5ms;
const QString Stack = u"EnergyInsightsStack"_s;
const QString Service = u"prod/backend"_s;

Deployment deployment(DeploymentKind kind, const QString &unit, int number, int minutesOld)
{
    Deployment made;
    made.id = u"%1 %2"_s.arg(unit).arg(number);
    made.kind = kind;
    made.unit = unit;
    made.title = u"%1 → %2"_s.arg(unit).arg(number);
    made.revision = u"revision-%1"_s.arg(number);
    made.state = minutesOld < 20 ? Deployment::State::Live : Deployment::State::Superseded;
    made.startedAt = QDateTime::currentDateTimeUtc().addSecs(-60LL * minutesOld);
    made.liveSince = made.startedAt.addSecs(90);
    made.by = u"engineer-%1"_s.arg(number % 9);
    made.commit = u"7c1e3a52%1"_s.arg(number, 8, 16, QLatin1Char('0'));
    made.note = u"Release %1 of the pipeline"_s.arg(number);
    return made;
}

/// Answers each call after a few milliseconds, several times as fast as AWS.
class Axis final : public deployments::DeploymentService
{
public:
    QCoro::Task<Result<void>> timeline(QDateTime, DeploymentsHandler onPage, ProblemHandler, CancelToken) override
    {
        int update = 0;
        int revision = 0;
        while (update < Updates || revision < Revisions) {
            const bool isOfService = revision < Revisions && revision * Updates <= update * Revisions;
            QList<Deployment> page;
            for (int i = 0; i < PageSize; ++i) {
                if (isOfService)
                    page << deployment(DeploymentKind::Ecs, Service, Revisions - revision, 50 * revision + 7);
                else
                    page << deployment(DeploymentKind::CloudFormation, Stack, Updates - update, 20 * update);
                ++(isOfService ? revision : update);
            }
            co_await turn();
            onPage(page);
        }
        co_return ok();
    }
    QCoro::Task<Result<QList<Deployment>>> ofUnit(DeploymentKind, QString, CancelToken) override
    {
        co_return QList<Deployment>();
    }
    QCoro::Task<Result<HealthRecord>> health(Deployment deployment, CancelToken) override
    {
        co_await turn();
        HealthRecord record;
        record.verdict = deployment.isLive() ? HealthRecord::Verdict::Unhealthy : HealthRecord::Verdict::Healthy;
        record.observed = std::chrono::hours(1); // too short for any to be proposed: all candidates are asked for
        record.requests = 1000;
        record.errors = deployment.isLive() ? 82 : 0;
        co_return record;
    }
    QCoro::Task<Result<DeploymentDifference>> difference(Deployment, CancelToken) override
    {
        co_return DeploymentDifference();
    }
    QCoro::Task<Result<RollbackMoves>> moves(Deployment, CancelToken) override { co_return RollbackMoves(); }
    QCoro::Task<Result<void>> detail(DeploymentKind, QString, SectionHandler onSection, CancelToken) override
    {
        for (int event = 0; event < Updates; event += PageSize) {
            DeploymentSection page{u"events"_s, u"Events"_s, {u"When"_s, u"Resource"_s, u"Status"_s}, {}, {}, true, {}};
            for (int i = event; i < event + PageSize; ++i)
                page.rows << QStringList{u"14:%1"_s.arg(i % 60), u"Resource%1"_s.arg(i), u"UPDATE_COMPLETE"_s};
            co_await turn();
            onSection(page);
        }
        co_return ok();
    }
    QCoro::Task<Result<QList<RollbackMark>>> marks(CancelToken) override
    {
        co_return QList<RollbackMark>{{DeploymentKind::Ecs, Service, u"revision-1990"_s, u"revision-1989"_s,
            u"It leaked."_s, QDateTime::currentDateTimeUtc(), u"grace"_s, 1}};
    }
    const DeploymentPlaces &places() const override { return m_places; }

private:
    static QCoro::Task<void> turn()
    {
        net::Wakeup wakeup;
        QTimer::singleShot(AnswerTime, Qt::PreciseTimer, &wakeup, [&wakeup] { wakeup.wake(); });
        co_await wakeup;
    }
    DeploymentPlaces m_places;
};

/// All below the page.
struct Below
{
    Below()
        : system(std::move(*operations::Catalog::load()), "http://127.0.0.1:1")
    {
    }
    QTemporaryDir folder;
    bench::BenchSystem system;
    operations::Planner planner{system.catalog(), system.models()};
    net::RealSleeper sleeper;
    operations::Runner runner{operations::Guard(true), nullptr, {}, sleeper};
    controllers::RunsController runs{runner};
    runbooks::Shelf shelf{folder.path()};
    runbooks::PickerReader pickers{system.caller(), system.models()};
    runbooks::Preparation preparation{planner, runner};
    controllers::RunbooksController runbooks{
        {shelf, system.catalog(), system.models(), planner, pickers, preparation}, SystemInfo(), {}, runs};
    Axis axis;
    DeploymentsController controller{{axis, runbooks, runs}};
};

void turnUntil(const std::function<bool()> &done)
{
    QEventLoop loop;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &loop, [&] {
        if (done())
            loop.quit();
    });
    timer.start(1);
    loop.exec();
}

double elapsed(const QElapsedTimer &timer) { return static_cast<double>(timer.nsecsElapsed()) / 1e6; }

/// Until the first rows are painted.
class FirstPaint : public QObject
{
public:
    FirstPaint(QAbstractScrollArea &view, const QAbstractItemModel &model)
        : m_model(model)
    {
        m_timer.start();
        view.viewport()->installEventFilter(this);
    }
    double milliseconds = 0;

private:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && milliseconds == 0 && m_model.rowCount() > 0)
            milliseconds = elapsed(m_timer);
        return false;
    }
    const QAbstractItemModel &m_model;
    QElapsedTimer m_timer;
};

/// The page has more tables than one.
widgets::TableView &axisOf(const QWidget &page, const QAbstractItemModel &model)
{
    const auto views = page.findChildren<widgets::TableView *>();
    const auto axis = std::ranges::find_if(views, [&model](const auto *each) { return each->model() == &model; });
    if (axis == views.end())
        qFatal("The page has no axis.");
    return **axis;
}

struct Turns
{
    explicit Turns(const bench::Heartbeat &heartbeat)
        : count(heartbeat.beats())
        , p99(heartbeat.percentile(0.99))
        , longest(heartbeat.percentile(1))
    {
    }
    size_t count;
    double p99; ///< milliseconds
    double longest;
};

void prepare(Below &below, const QByteArray &mode, widgets::TableView &view)
{
    DeploymentTable &table = below.controller.table();
    if (mode == "sorted")
        table.sort(DeploymentTable::Deployed, Qt::AscendingOrder);
    if (mode == "filtered")
        table.setFilter(u"kind:ecs backend"_s);
    QObject::connect(&below.controller, &DeploymentsController::grown, &view, [&view] {
        if (view.selectionModel()->selectedRows().isEmpty() && view.model()->rowCount() > 0)
            view.selectRow(0);
    });
    below.runbooks.reload();
    turnUntil([&below] { return !below.runbooks.isLoading(); });
    turnUntil([frames = 0]() mutable { return ++frames > 100; });
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const widgets::Appearance appearance(application);
    const QByteArray mode = argc > 1 ? argv[1] : "plain";
    Below below;
    DeploymentsController &controller = below.controller;
    pages::DeploymentsPage page(controller);
    page.resize(1096, 640);
    page.show();
    widgets::TableView &view = axisOf(page, controller.table());
    prepare(below, mode, view);

    bench::Heartbeat heartbeat;
    const FirstPaint first(view, controller.table());
    page.shown();
    turnUntil([&] { return !controller.isLoading() && !controller.health().isReading(); });
    const Turns loading(heartbeat);
    heartbeat.reset();
    controller.detail().open(DeploymentKind::CloudFormation, Stack);
    turnUntil([&] { return !controller.detail().isLoading(); });
    const Turns events(heartbeat);
    std::printf("{\"mode\": \"%s\", \"rows\": %d, \"firstRows\": %.1f, \"turns\": %zu, \"turnP99\": %.1f, "
                "\"turnMax\": %.1f, \"eventsTurnP99\": %.1f, \"eventsTurnMax\": %.1f}\n",
        mode.constData(), controller.table().totalCount(), first.milliseconds, loading.count, loading.p99,
        loading.longest, events.p99, events.longest);
    return controller.table().totalCount() == Updates + Revisions ? 0 : 1;
}
