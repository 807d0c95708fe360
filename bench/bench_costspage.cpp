// SPDX-License-Identifier: GPL-3.0-or-later
// The Costs page over 13 months x 40 services x 20 accounts x 4 regions (1,267,200 charges): from a choice to new data
// in chart and table, and from there to the first frame, in milliseconds; median and worst of nine. Then how long one
// turn of the event loop took at most.
#include <controllers/costscontroller.h>
#include <costservice/ledgercostservice.h>
#include <costservice/localinsight.h>
#include <pages/costspage.h>
#include <widgets/appearance.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <cstdio>

using namespace sm;
using namespace sm::costs;
using namespace Qt::Literals::StringLiterals;
using controllers::CostsController;
using controllers::CostsQuestion;

namespace {

const QDate FirstDay(2023, 11, 1);
constexpr int Months = 13;
constexpr int Repeats = 9;

/// One ledger, kept in memory.
class OneLedger final : public CostStore
{
public:
    explicit OneLedger(std::shared_ptr<const Ledger> ledger)
        : m_ledgers({std::move(ledger)})
    {
    }
    QCoro::Task<Result<Added>> add(SystemId, std::shared_ptr<const Ledger>, KnownBill, CancelToken) override
    {
        co_return Added::Known;
    }
    QCoro::Task<Result<LedgerList>> ledgers(SystemId, QList<LedgerKind> kinds, DayRange, CancelToken) override
    {
        co_return kinds.contains(LedgerKind::Cur2) ? LedgerList(m_ledgers) : LedgerList();
    }
    QCoro::Task<Result<QList<LedgerInfo>>> infos(SystemId, CancelToken) override
    {
        const Ledger &ledger = *m_ledgers.first();
        LedgerInfo info;
        info.kind = ledger.kind;
        info.title = ledger.title;
        info.currency = ledger.currency;
        info.from = FirstDay;
        info.to = FirstDay.addMonths(Months);
        info.metrics = {CostMetric::Unblended};
        for (const LedgerDimension &each : ledger.dimensions)
            info.dimensions << each.name;
        co_return QList<LedgerInfo>{info};
    }
    QCoro::Task<Result<void>> forget(SystemId, QList<LedgerKind>, CancelToken) override { co_return ok(); }

private:
    LedgerList m_ledgers;
};

std::shared_ptr<const Ledger> bigLedger()
{
    auto ledger = std::make_shared<Ledger>();
    ledger->kind = LedgerKind::Cur2;
    ledger->title = u"thirteen months"_s;
    ledger->currency = u"USD"_s;
    ledger->decimals = 10;
    ledger->metrics.push_back({CostMetric::Unblended, {}, -1});
    const QList<std::pair<QString, quint32>> sizes{
        {costdimension::Service, 40}, {costdimension::Account, 20}, {costdimension::Region, 4}};
    for (const auto &[name, count] : sizes) {
        LedgerDimension dimension{name, {""}, {}};
        for (quint32 i = 1; i <= count; ++i)
            dimension.values.push_back(name.toUtf8() + '-' + QByteArray::number(i));
        ledger->dimensions.push_back(dimension);
    }
    const auto first = static_cast<qint32>(QDate(1970, 1, 1).daysTo(FirstDay));
    const auto days = static_cast<qint32>(FirstDay.daysTo(FirstDay.addMonths(Months)));
    quint64 state = 1;
    for (qint32 day = 0; day < days; ++day) {
        for (quint32 cell = 0; cell < 40 * 20 * 4; ++cell) {
            state = state * 6364136223846793005 + 1442695040888963407;
            ledger->days.push_back(first + day);
            ledger->dimensions[0].codes.append(cell / 80 + 1);
            ledger->dimensions[1].codes.append(cell / 4 % 20 + 1);
            ledger->dimensions[2].codes.append(cell % 4 + 1);
            ledger->metrics[0].mantissas.push_back(Int128{state >> 33} * 97);
        }
    }
    return ledger;
}

void turnUntil(const std::function<bool()> &done)
{
    QEventLoop loop;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &loop, [&] {
        if (done())
            loop.quit();
    });
    timer.start(0);
    loop.exec();
}

struct Times
{
    QList<double> values;
    double median()
    {
        std::sort(values.begin(), values.end());
        return values.at(values.size() / 2);
    }
    double worst() const { return *std::max_element(values.begin(), values.end()); }
};

double milliseconds(const QElapsedTimer &timer) { return static_cast<double>(timer.nsecsElapsed()) / 1e6; }

void measure(const char *name, CostsController &controller, QWidget &page,
    const std::function<void(CostsQuestion &)> &change, const std::function<void(CostsQuestion &)> &back)
{
    Times data;
    Times frame;
    for (int i = 0; i < Repeats; ++i) {
        bool isThere = false;
        const auto watch = QObject::connect(
            &controller, &CostsController::figuresChanged, &controller, [&isThere] { isThere = true; });
        CostsQuestion question = controller.question();
        change(question);
        QElapsedTimer timer;
        timer.start();
        controller.ask(question);
        turnUntil([&isThere] { return isThere; });
        data.values << milliseconds(timer);
        page.grab();
        frame.values << milliseconds(timer);
        QObject::disconnect(watch);
        turnUntil([&controller] { return !controller.isLoading(); });
        back(question);
        controller.ask(question);
        turnUntil([&controller] { return !controller.isLoading() && controller.outlook().historyDays > 0; });
    }
    std::printf("%-28s data %6.1f (worst %6.1f)  first frame %6.1f (worst %6.1f)\n", name, data.median(), data.worst(),
        frame.median(), frame.worst());
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const widgets::Appearance appearance(application);
    OneLedger store(bigLedger());
    LedgerCostService service(store, SystemId{u"bench"_s}, {});
    LocalInsight insight({store, SystemId{u"bench"_s}});
    CostsController controller({service, insight});
    pages::CostsPage page(controller, SystemId{u"bench"_s});
    page.resize(1096, 640);
    page.show();
    page.shown();
    turnUntil([&] { return controller.isReady() && !controller.isLoading() && !controller.figures().isEmpty(); });
    turnUntil([&] { return controller.outlook().historyDays > 0; });
    CostsQuestion all = controller.question();
    all.preset = controllers::CostsPreset::ThirteenMonths;
    controller.ask(all);
    turnUntil([&] { return !controller.isLoading(); });

    const auto byService = [](CostsQuestion &q) { q.groupBy = costdimension::Service; };
    measure(
        "group by account, day", controller, page, [](CostsQuestion &q) { q.groupBy = costdimension::Account; },
        byService);
    measure(
        "group by region, day", controller, page, [](CostsQuestion &q) { q.groupBy = costdimension::Region; },
        byService);
    measure(
        "by month", controller, page, [](CostsQuestion &q) { q.granularity = CostGranularity::Month; },
        [](CostsQuestion &q) { q.granularity = CostGranularity::Day; });
    measure(
        "filter one region", controller, page,
        [](CostsQuestion &q) { q.filters = {{costdimension::Region, {u"region-2"_s}, false}}; },
        [](CostsQuestion &q) { q.filters.clear(); });
    measure(
        "range of three months", controller, page,
        [](CostsQuestion &q) { q.preset = controllers::CostsPreset::ThreeMonths; },
        [](CostsQuestion &q) { q.preset = controllers::CostsPreset::ThirteenMonths; });
    measure(
        "all 40 services by name", controller, page, [](CostsQuestion &q) { q.top = 0; },
        [](CostsQuestion &q) { q.top = CostsQuestion::UsualTop; });
    return 0;
}
