// SPDX-License-Identifier: GPL-3.0-or-later
#include <costexplorer/apisummary.h>

#include <support/mockclock.h>

#include <QTest>

using namespace sm;
using namespace sm::costs;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestApiSummary : public QObject
{
    Q_OBJECT

private:
    class Recorder final : public ApiMetrics
    {
    public:
        void record(const ApiCall &call) override { calls << call.endpoint; }
        QStringList calls;
    };

    static ApiCall call(const test::MockClock &clock, std::chrono::milliseconds took, const QString &code = {})
    {
        return {u"ce:GetTags"_s, clock.nowUtc(), took, code, code == "LimitExceededException"_L1, 1};
    }

private Q_SLOTS:
    void nothing_isNothing();
    void calls_areCounted();
    void calls_ofAnHourAgo_areForgotten();
};

void TestApiSummary::nothing_isNothing()
{
    const test::MockClock clock;
    const ApiSummary summary(clock);

    const CostRequests figures = summary.lastHour();

    QCOMPARE(figures.sent, 0);
    QVERIFY(!figures.p95 && !figures.dataAgeHours);
}

void TestApiSummary::calls_areCounted()
{
    test::MockClock clock;
    Recorder next;
    ApiSummary summary(clock, &next);
    for (int i = 1; i <= 100; ++i)
        summary.record(call(clock, std::chrono::milliseconds(i)));
    summary.record(call(clock, 9999ms, u"LimitExceededException"_s));
    summary.record(call(clock, 9999ms, u"AccessDeniedException"_s));
    clock.advance(30min);

    const CostRequests figures = summary.lastHour();

    QCOMPARE(figures.sent, 102);
    QCOMPARE(figures.errors, 2);
    QCOMPARE(figures.throttles, 1);
    QVERIFY(figures.p95 == 95ms);
    QCOMPARE(*figures.dataAgeHours, 0.5);
    QCOMPARE(next.calls.size(), 102);
}

void TestApiSummary::calls_ofAnHourAgo_areForgotten()
{
    test::MockClock clock;
    ApiSummary summary(clock);
    summary.record(call(clock, 1ms));
    clock.advance(61min);

    const CostRequests figures = summary.lastHour();

    QCOMPARE(figures.sent, 0);
    QVERIFY(*figures.dataAgeHours > 1);
}

QTEST_GUILESS_MAIN(TestApiSummary)
#include "tst_apisummary.moc"
