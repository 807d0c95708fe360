// SPDX-License-Identifier: GPL-3.0-or-later
#include "explorerbench.h"

#include <QTest>

using namespace sm;
using namespace sm::costs;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString Operation = u"GetCostAndUsage"_s;

/// Two months: the last two days of July and the first of August, which is today.
CostQuery threeDays(const QString &account)
{
    return {CostMetric::Unblended, QDate(2026, 7, 30), QDate(2026, 8, 2), CostGranularity::Day, {u"service"_s},
        {{u"account"_s, {account}, false}}};
}

QJsonObject threeDaysPage()
{
    return page({period(u"2026-07-30"_s, u"2026-07-31"_s, {u"EC2=1.10"_s, u"S3=0.05"_s}),
        period(u"2026-07-31"_s, u"2026-08-01"_s, {u"EC2=2"_s}),
        period(u"2026-08-01"_s, u"2026-08-02"_s, {u"EC2=0.3"_s}, true)});
}

} // namespace

/// What of Cost Explorer's answers is in memory.
class TestExplorerShelf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void memory_isFull_dropsWhatWasAskedForLongestAgo();
    void memory_none_answersAreWhole();
    void use_keepsWhatIsNeeded();
};

void TestExplorerShelf::memory_isFull_dropsWhatWasAskedForLongestAgo()
{
    FakeArchive archive;
    ExplorerBench bench(&archive, 4);
    for (const QString &account : {u"1"_s, u"2"_s}) {
        bench.caller.answer(Operation, threeDaysPage());
        QVERIFY(bench.ask(threeDays(account)));
    }
    QVERIFY(bench.ask(threeDays(u"1"_s))->answer.origin == CostOrigin::Memory);
    bench.caller.answer(Operation, threeDaysPage());
    QVERIFY(bench.ask(threeDays(u"3"_s)));

    QVERIFY(bench.ask(threeDays(u"1"_s))->answer.origin == CostOrigin::Memory);
    const Result<ExplorerAnswer> again = bench.ask(threeDays(u"2"_s));

    QVERIFY(again);
    QVERIFY(again->answer.origin == CostOrigin::Store);
    QCOMPARE(again->answer.total.toString(), u"3.45"_s);
    QCOMPARE(bench.caller.calls().size(), 3);
}

void TestExplorerShelf::memory_none_answersAreWhole()
{
    FakeArchive archive;
    ExplorerBench bench(&archive, 0);
    for (int round = 0; round < 2; ++round) {
        std::vector<QCoro::Task<Result<ExplorerAnswer>>> tasks;
        for (int account = 0; account < 5; ++account) {
            bench.caller.answer(Operation, threeDaysPage());
            tasks.push_back(bench.source.ask(threeDays(QString::number(account)), false, {}));
        }
        for (auto &task : tasks) {
            const auto asked = await(std::move(task));
            QVERIFY(asked && *asked);
            QCOMPARE((*asked)->answer.total.toString(), u"3.45"_s);
        }
        QCOMPARE(bench.caller.calls().size(), 5);
    }
}

void TestExplorerShelf::use_keepsWhatIsNeeded()
{
    FakeArchive archive;
    ExplorerShelf shelf(&archive, u"1"_s, 0);
    const ExplorerShape shape{CostMetric::Unblended, CostGranularity::Day, {}, {}};
    const ExplorerSpan july{QDate(2026, 7, 1), QDate(2026, 8, 1)};
    const auto day = [](int number) {
        const QDate start(2026, 7, number);
        return UsagePeriod{
            start, start.addDays(1), false, u"USD"_s, QDateTime(QDate(2026, 8, 1), QTime(12, 0), Qt::UTC), {}};
    };
    {
        const ExplorerShelf::Use use(shelf);
        QCoro::waitFor(shelf.keep(shape, {day(1)}));
        QCoro::waitFor(shelf.keep(shape, {day(2)}));
        QCOMPARE(shelf.periods(shape, july).size(), 2);
    }
    QCOMPARE(shelf.periods(shape, july).size(), 0);

    const ExplorerShelf::Use use(shelf);
    QVERIFY(*await(shelf.load(shape, july, {})) == CostOrigin::Store);
    QCOMPARE(shelf.periods(shape, july).size(), 2);
}

QTEST_GUILESS_MAIN(TestExplorerShelf)
#include "tst_explorershelf.moc"
