// SPDX-License-Identifier: GPL-3.0-or-later
#include "explorerbench.h"

#include <support/gate.h>

#include <QTest>

using namespace sm;
using namespace sm::costs;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;
using std::chrono_literals::operator""h;

namespace {

const QString Operation = u"GetCostAndUsage"_s;

CostQuery days(const QDate &from, const QDate &to, const QStringList &groupBy = {u"service"_s})
{
    return {CostMetric::Unblended, from, to, CostGranularity::Day, groupBy, {}};
}

/// The last two days of July and the first of August, which is today.
CostQuery threeDays() { return days(QDate(2026, 7, 30), QDate(2026, 8, 2)); }

QJsonObject threeDaysPage()
{
    return page({period(u"2026-07-30"_s, u"2026-07-31"_s, {u"EC2=1.10"_s, u"S3=0.05"_s}),
        period(u"2026-07-31"_s, u"2026-08-01"_s, {u"EC2=2"_s}),
        period(u"2026-08-01"_s, u"2026-08-02"_s, {u"EC2=0.3"_s}, true)});
}

QString spanOf(const QJsonObject &input)
{
    const QJsonValue span = input.value(u"TimePeriod"_s);
    return span[u"Start"_s].toString() + u'/' + span[u"End"_s].toString();
}

/// Answers pages without end, each when the test lets it.
class HeldCaller final : public aws::Caller
{
public:
    HeldCaller() { gate.hold(); }
    QCoro::Task<Result<aws::Answer>> read(aws::Call call, CancelToken token) override
    {
        if (!co_await gate.pass(call.operation, token))
            co_return Error::cancelled();
        const QByteArray body = toCompactJson(page({}, QString::number(gate.calls().size())));
        Result<QJsonObject> output = call.reader(body);
        if (!output)
            co_return output.error();
        co_return aws::Answer{std::move(*output), {}, 1};
    }
    QCoro::Task<Result<aws::Answer>> write(WritePermit, aws::Call, Repeat, CancelToken) override
    {
        co_return Error::cancelled();
    }
    Result<net::HttpRequest> preview(aws::Call) const override { return Error::cancelled(); }

    Gate gate;
};

Error refusal(Error::Kind kind, const QString &code, const QString &message = u"no"_s)
{
    return Error(kind, message).withCode(code).withRequestId(u"r-1"_s);
}

} // namespace

class TestExplorerSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ask_days_areGroupedAndEstimated();
    void ask_manyPages_areJoined();
    void ask_againWithinTtl_asksNobody();
    void ask_afterTtl_asksOpenMonthOnly();
    void ask_closedMonthLater_isNeverAskedAgain();
    void ask_estimatedMonthBefore_isAskedAgain();
    void ask_fresh_asksOpenDaysOnly();
    void ask_longerRange_asksWhatIsMissing();
    void ask_totalOfKnownDays_asksNobody();
    void ask_byOneOfTwoKnownDimensions_asksNobody();
    void ask_filteredByKnownDimension_asksNobody();
    void ask_otherMetric_isAnotherQuestion();
    void ask_currencyChanges_isRefused();
    void ask_unaskedDay_isBadReply();
    void ask_silentDays_areAskedAgainLater();
    void ask_atTheSameTime_isOneRequest();
    void ask_atTheSameTime_refusalReachesAll();
    void ask_cancelled_endsAtOnce();
    void ask_cancelledBetweenPages_asksNoFurther();
    void ask_cancelledByOneOfTwo_servesTheOther();
    void ask_brokenWalk_beginsAgainOnce();
    void ask_refused_isNotPaid_data();
    void ask_refused_isNotPaid();
    void ask_lostAnswer_isPaid();
    void ask_budgetUsedUp_showsWhatIsKept();
    void ask_budgetUsedUpAndNothingKept_saysWhenAgain();
    void ask_budgetUsedUpAndAPartKept_isNoAnswer();
    void ask_offline_showsOldUnlessFresh();
    void ask_withoutPermission_paysNothing();
    void ask_permissionUnknown_isAsked();
    void price_beforeAndAfter_saysRequests();
    void archive_nextStart_asksNobody();
    void archive_nextStart_knowsWhatCanBeAddedUp();
    void archive_otherAccount_isNotShown();
    void archive_damaged_isAskedAgain();
    void archive_closedMonths_areForEver();
    void ledger_ofDays_isForRegrouping();
    void info_offline_saysWhatThereIs();
    void chartsOfADay_stayBelowTwentyRequests();
};

void TestExplorerSource::ask_days_areGroupedAndEstimated()
{
    ExplorerBench bench;
    bench.caller.answer(Operation, threeDaysPage());

    const Result<ExplorerAnswer> asked = bench.ask(threeDays());

    QVERIFY2(asked, qPrintable(asked ? QString() : asked.error().message()));
    const CostAnswer &answer = asked->answer;
    QCOMPARE(answer.total.toString(), u"3.45"_s);
    QCOMPARE(answer.currency, u"USD"_s);
    QCOMPARE(answer.groups.first().key, QStringList{u"EC2"_s});
    QCOMPARE(answer.groups.first().amount.toString(), u"3.4"_s);
    QCOMPARE(answer.estimated, (QList<bool>{false, false, true}));
    QCOMPARE(answer.source, u"Cost Explorer"_s);
    QCOMPARE(answer.asOf, bench.clock.nowUtc());
    QVERIFY(answer.origin == CostOrigin::Source);
    QCOMPARE(asked->requests, 1);
    QCOMPARE(bench.paid.meter().requests, 1);
    QCOMPARE(bench.paid.meter().spent.toString(), u"0.01"_s);
    QCOMPARE(bench.paid.operations(), QStringList{u"ce:GetCostAndUsage"_s});
    QCOMPARE(bench.summary.lastHour().sent, 1);
}

void TestExplorerSource::ask_manyPages_areJoined()
{
    ExplorerBench bench;
    bench.caller.answer(Operation, page({period(u"2026-07-30"_s, u"2026-07-31"_s, {u"EC2=1"_s})}, u"a"_s));
    bench.caller.answer(Operation, page({}, u"b"_s)); // an empty page is not the end
    bench.caller.answer(Operation,
        page({period(u"2026-07-30"_s, u"2026-07-31"_s, {u"S3=2"_s}),
            period(u"2026-07-31"_s, u"2026-08-01"_s, {u"S3=4"_s})}));

    const Result<ExplorerAnswer> asked = bench.ask(days(QDate(2026, 7, 30), QDate(2026, 8, 1)));

    QVERIFY(asked);
    QCOMPARE(asked->answer.total.toString(), u"7"_s);
    const QList<QJsonObject> inputs = bench.caller.inputs(Operation);
    QCOMPARE(inputs.size(), 3);
    QCOMPARE(inputs.at(1).value(u"NextPageToken"_s).toString(), u"a"_s);
    QCOMPARE(inputs.at(2).value(u"NextPageToken"_s).toString(), u"b"_s);
    QCOMPARE(bench.paid.meter().spent.toString(), u"0.03"_s);
}

void TestExplorerSource::ask_againWithinTtl_asksNobody()
{
    ExplorerBench bench;
    bench.caller.answer(Operation, threeDaysPage());
    QVERIFY(bench.ask(threeDays()));
    bench.clock.advance(5h);

    const Result<ExplorerAnswer> again = bench.ask(threeDays());

    QVERIFY(again);
    QCOMPARE(again->answer.total.toString(), u"3.45"_s);
    QVERIFY(again->answer.origin == CostOrigin::Memory);
    QCOMPARE(again->requests, 0);
    QCOMPARE(bench.caller.calls().size(), 1);
}

void TestExplorerSource::ask_afterTtl_asksOpenMonthOnly()
{
    ExplorerBench bench;
    bench.caller.answer(Operation, threeDaysPage());
    QVERIFY(bench.ask(threeDays()));
    bench.clock.advance(7h);
    bench.caller.answer(Operation, page({period(u"2026-08-01"_s, u"2026-08-02"_s, {u"EC2=0.9"_s}, true)}));

    const Result<ExplorerAnswer> again = bench.ask(threeDays());

    QVERIFY(again);
    QCOMPARE(again->answer.total.toString(), u"4.05"_s);
    QCOMPARE(spanOf(bench.caller.inputs(Operation).last()), u"2026-08-01/2026-08-02"_s);
}

void TestExplorerSource::ask_closedMonthLater_isNeverAskedAgain()
{
    ExplorerBench bench;
    const CostQuery july{CostMetric::Unblended, QDate(2026, 7, 1), QDate(2026, 8, 1), CostGranularity::Month, {}, {}};
    bench.caller.answer(Operation, page({period(u"2026-07-01"_s, u"2026-08-01"_s, {u"1234.5"_s})}));
    QVERIFY(bench.ask(july));
    bench.clock.advance(24h * 365);

    const Result<ExplorerAnswer> fresh = bench.ask(july, true);

    QVERIFY(fresh);
    QCOMPARE(fresh->answer.total.toString(), u"1234.5"_s);
    QCOMPARE(bench.caller.calls().size(), 1);
}

void TestExplorerSource::ask_estimatedMonthBefore_isAskedAgain()
{
    ExplorerBench bench;
    const CostQuery july{CostMetric::Unblended, QDate(2026, 7, 1), QDate(2026, 8, 1), CostGranularity::Month, {}, {}};
    bench.caller.answer(Operation, page({period(u"2026-07-01"_s, u"2026-08-01"_s, {u"1200"_s}, true)}));
    QVERIFY(bench.ask(july));
    bench.clock.advance(24h * 6);
    bench.caller.answer(Operation, page({period(u"2026-07-01"_s, u"2026-08-01"_s, {u"1234.5"_s})}));

    QCOMPARE(bench.ask(july)->answer.total.toString(), u"1234.5"_s);
    bench.clock.advance(24h * 6);
    QCOMPARE(bench.ask(july)->answer.total.toString(), u"1234.5"_s);

    QCOMPARE(bench.caller.calls().size(), 2);
}

void TestExplorerSource::ask_fresh_asksOpenDaysOnly()
{
    ExplorerBench bench;
    bench.caller.answer(Operation, threeDaysPage());
    QVERIFY(bench.ask(threeDays()));
    bench.clock.advance(std::chrono::seconds(1));
    bench.caller.answer(Operation, page({period(u"2026-08-01"_s, u"2026-08-02"_s, {u"EC2=0.4"_s}, true)}));

    const Result<ExplorerAnswer> fresh = bench.ask(threeDays(), true);

    QVERIFY(fresh);
    QCOMPARE(fresh->answer.total.toString(), u"3.55"_s);
    QCOMPARE(spanOf(bench.caller.inputs(Operation).last()), u"2026-08-01/2026-08-02"_s);
}

void TestExplorerSource::ask_longerRange_asksWhatIsMissing()
{
    ExplorerBench bench;
    bench.caller.answer(Operation, threeDaysPage());
    QVERIFY(bench.ask(threeDays()));
    bench.caller.answer(Operation,
        page({period(u"2026-07-28"_s, u"2026-07-29"_s, {u"EC2=5"_s}),
            period(u"2026-07-29"_s, u"2026-07-30"_s, {u"EC2=6"_s})}));

    const Result<ExplorerAnswer> longer = bench.ask(days(QDate(2026, 7, 28), QDate(2026, 8, 2)));

    QVERIFY(longer);
    QCOMPARE(longer->answer.total.toString(), u"14.45"_s);
    QCOMPARE(spanOf(bench.caller.inputs(Operation).last()), u"2026-07-28/2026-07-30"_s);
}

void TestExplorerSource::ask_totalOfKnownDays_asksNobody()
{
    ExplorerBench bench;
    bench.caller.answer(Operation, threeDaysPage());
    QVERIFY(bench.ask(threeDays()));
    CostQuery total = threeDays();
    total.granularity = CostGranularity::Total;
    CostQuery months = threeDays();
    months.granularity = CostGranularity::Month;

    QCOMPARE(bench.ask(total)->answer.total.toString(), u"3.45"_s);
    QCOMPARE(bench.ask(months)->answer.periods, (QList<QDate>{QDate(2026, 7, 1), QDate(2026, 8, 1)}));
    QCOMPARE(bench.caller.calls().size(), 1);
}

void TestExplorerSource::ask_byOneOfTwoKnownDimensions_asksNobody()
{
    ExplorerBench bench;
    bench.caller.answer(
        Operation, page({period(u"2026-07-30"_s, u"2026-07-31"_s, {u"EC2|1=1"_s, u"EC2|2=2"_s, u"S3|1=4"_s})}));
    QVERIFY(bench.ask(days(QDate(2026, 7, 30), QDate(2026, 7, 31), {u"service"_s, u"account"_s})));

    const auto byAccount = bench.ask(days(QDate(2026, 7, 30), QDate(2026, 7, 31), {u"account"_s}));
    const auto turned = bench.ask(days(QDate(2026, 7, 30), QDate(2026, 7, 31), {u"account"_s, u"service"_s}));

    QVERIFY(byAccount && turned);
    QCOMPARE(byAccount->answer.groups.first().key, QStringList{u"1"_s});
    QCOMPARE(byAccount->answer.groups.first().amount.toString(), u"5"_s);
    QCOMPARE(turned->answer.groups.first().key, (QStringList{u"1"_s, u"S3"_s}));
    QCOMPARE(bench.caller.calls().size(), 1);
}

void TestExplorerSource::ask_filteredByKnownDimension_asksNobody()
{
    ExplorerBench bench;
    bench.caller.answer(Operation, threeDaysPage());
    QVERIFY(bench.ask(threeDays()));
    CostQuery filtered = threeDays();
    filtered.groupBy.clear();
    filtered.filters = {{u"service"_s, {u"S3"_s}, false}};

    const Result<ExplorerAnswer> answer = bench.ask(filtered);

    QVERIFY(answer);
    QCOMPARE(answer->answer.total.toString(), u"0.05"_s);
    QCOMPARE(bench.caller.calls().size(), 1);
}

void TestExplorerSource::ask_otherMetric_isAnotherQuestion()
{
    ExplorerBench bench;
    bench.caller.answer(Operation, threeDaysPage());
    QVERIFY(bench.ask(threeDays()));
    CostQuery amortized = threeDays();
    amortized.metric = CostMetric::Amortized;
    bench.caller.answer(
        Operation, page({period(u"2026-07-30"_s, u"2026-07-31"_s, {u"EC2=9"_s}, false, u"AmortizedCost"_s)}));

    QCOMPARE(bench.ask(amortized)->answer.total.toString(), u"9"_s);
    QCOMPARE(bench.caller.calls().size(), 2);
}

void TestExplorerSource::ask_currencyChanges_isRefused()
{
    ExplorerBench bench;
    bench.caller.answer(Operation,
        page({period(u"2026-07-30"_s, u"2026-07-31"_s, {u"EC2=1"_s}),
            period(u"2026-07-31"_s, u"2026-08-01"_s, {u"EC2=1"_s}, false, u"UnblendedCost"_s, u"CNY"_s)}));

    const Result<ExplorerAnswer> asked = bench.ask(days(QDate(2026, 7, 30), QDate(2026, 8, 1)));

    QVERIFY(!asked);
    QCOMPARE(asked.error().code(), u"TwoUnits"_s);
    QCOMPARE(bench.paid.meter().requests, 1);
}

void TestExplorerSource::ask_unaskedDay_isBadReply()
{
    ExplorerBench bench;
    bench.caller.answer(Operation, page({period(u"2020-07-30"_s, u"2020-07-31"_s, {u"EC2=1"_s})}));

    const Result<ExplorerAnswer> asked = bench.ask(threeDays());

    QVERIFY(!asked);
    QCOMPARE(asked.error().kind(), Error::Kind::BadReply);
}

void TestExplorerSource::ask_silentDays_areAskedAgainLater()
{
    ExplorerBench bench;
    bench.caller.answer(Operation, page({}));
    const Result<ExplorerAnswer> nothing = bench.ask(threeDays());
    QVERIFY(nothing);
    QVERIFY(nothing->answer.total.isZero());
    bench.clock.advance(7h);
    bench.caller.answer(Operation, threeDaysPage());

    QCOMPARE(bench.ask(threeDays())->answer.total.toString(), u"3.45"_s);
}

void TestExplorerSource::ask_atTheSameTime_isOneRequest()
{
    ExplorerBench bench;
    bench.caller.answer(Operation, threeDaysPage());
    std::vector<QCoro::Task<Result<ExplorerAnswer>>> tasks;
    for (int i = 0; i < 50; ++i)
        tasks.push_back(bench.source.ask(threeDays(), i % 2 == 0, {}));

    for (auto &task : tasks) {
        const auto asked = await(std::move(task));
        QVERIFY(asked && *asked);
        QCOMPARE((*asked)->answer.total.toString(), u"3.45"_s);
    }
    QCOMPARE(bench.caller.calls().size(), 1);
    QCOMPARE(bench.paid.meter().requests, 1);
}

void TestExplorerSource::ask_atTheSameTime_refusalReachesAll()
{
    ExplorerBench bench;
    bench.caller.fail(Operation, refusal(Error::Kind::Internal, u"BillExpirationException"_s));
    std::vector<QCoro::Task<Result<ExplorerAnswer>>> tasks;
    for (int i = 0; i < 3; ++i)
        tasks.push_back(bench.source.ask(threeDays(), false, {}));

    for (auto &task : tasks) {
        const auto asked = await(std::move(task));
        QVERIFY(asked && !*asked);
        QCOMPARE(asked->error().code(), u"BillExpirationException"_s);
    }
    QCOMPARE(bench.caller.calls().size(), 1);
}

void TestExplorerSource::ask_cancelled_endsAtOnce()
{
    ExplorerBench bench;
    CancelSource cancel;
    auto task = bench.source.ask(threeDays(), false, cancel.token());
    cancel.cancel(); // the call waits for an answer that is not in the script

    const auto asked = await(std::move(task));

    QVERIFY(asked && !*asked);
    QCOMPARE(asked->error().kind(), Error::Kind::Cancelled);
    QCOMPARE(bench.caller.calls().size(), 1);
}

void TestExplorerSource::ask_cancelledBetweenPages_asksNoFurther()
{
    ExplorerBench bench;
    HeldCaller caller;
    ExplorerSource source({caller, bench.models, bench.clock, bench.paid, nullptr, nullptr}, {});
    CancelSource cancel;
    auto task = source.ask(threeDays(), false, cancel.token());
    QTRY_COMPARE(caller.gate.waiting(), 1);
    caller.gate.letOne();
    QTRY_COMPARE(caller.gate.waiting(), 1);
    cancel.cancel();

    const auto asked = await(std::move(task));
    caller.gate.letOne();
    QTRY_COMPARE(caller.gate.inside(), 0);

    QVERIFY(asked && !*asked);
    QCOMPARE(asked->error().kind(), Error::Kind::Cancelled);
    QCOMPARE(caller.gate.calls().size(), 2);
    QCOMPARE(bench.paid.meter().requests, 2);
}

void TestExplorerSource::ask_cancelledByOneOfTwo_servesTheOther()
{
    ExplorerBench bench;
    CancelSource cancel;
    bench.caller.answer(Operation, threeDaysPage());
    auto first = bench.source.ask(threeDays(), false, cancel.token());
    auto second = bench.source.ask(threeDays(), false, {});
    cancel.cancel();

    const auto served = await(std::move(second));
    const auto gone = await(std::move(first));

    QVERIFY(served && *served);
    QVERIFY(gone);
    QCOMPARE(bench.caller.calls().size(), 1);
}

void TestExplorerSource::ask_brokenWalk_beginsAgainOnce()
{
    ExplorerBench bench;
    bench.caller.answer(Operation, page({period(u"2026-07-30"_s, u"2026-07-31"_s, {u"EC2=1"_s})}, u"a"_s));
    bench.caller.fail(Operation, refusal(Error::Kind::Invalid, u"InvalidNextTokenException"_s));
    bench.caller.answer(Operation, threeDaysPage());

    const Result<ExplorerAnswer> asked = bench.ask(threeDays());

    QVERIFY(asked);
    QCOMPARE(asked->answer.total.toString(), u"3.45"_s);
    QVERIFY(!bench.caller.inputs(Operation).last().contains(u"NextPageToken"_s));
    QCOMPARE(bench.paid.meter().spent.toString(), u"0.02"_s);
}

void TestExplorerSource::ask_refused_isNotPaid_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("word");
    using Kind = Error::Kind;
    QTest::newRow("denied") << Kind::Denied << u"AccessDeniedException"_s << u"You can not."_s
                            << u"ce:GetCostAndUsage"_s;
    QTest::newRow("not turned on") << Kind::Denied << u"AccessDeniedException"_s
                                   << u"User not enabled for cost explorer access"_s << u"Turn it on"_s;
    QTest::newRow("no data yet") << Kind::Internal << u"DataUnavailableException"_s << u"x"_s << u"24 hours"_s;
    QTest::newRow("expired bill") << Kind::Internal << u"BillExpirationException"_s << u"x"_s << u"later start"_s;
    QTest::newRow("throttled") << Kind::Throttled << u"LimitExceededException"_s << u"x"_s << u"in a minute"_s;
    QTest::newRow("request changed") << Kind::Internal << u"RequestChangedException"_s << u"x"_s << u"Try again"_s;
}

void TestExplorerSource::ask_refused_isNotPaid()
{
    QFETCH(Error::Kind, kind);
    QFETCH(QString, code);
    QFETCH(QString, message);
    QFETCH(QString, word);
    ExplorerBench bench;
    bench.caller.fail(Operation, refusal(kind, code, message));
    bench.caller.fail(Operation, refusal(kind, code, message));

    const Result<ExplorerAnswer> asked = bench.ask(threeDays());

    QVERIFY(!asked);
    QCOMPARE(asked.error().kind(), kind);
    QCOMPARE(asked.error().code(), code);
    QCOMPARE(asked.error().requestId(), u"r-1"_s);
    QVERIFY2(asked.error().message().contains(word), qPrintable(asked.error().message()));
    QCOMPARE(bench.paid.meter().requests, 0);
    QVERIFY(bench.paid.meter().spent.isZero());
    QVERIFY(bench.summary.lastHour().errors >= 1);
    QCOMPARE(bench.summary.lastHour().throttles, kind == Error::Kind::Throttled ? 1 : 0);
}

void TestExplorerSource::ask_lostAnswer_isPaid()
{
    ExplorerBench bench;
    bench.caller.fail(Operation, Error(Error::Kind::Timeout, u"too slow"_s));

    QVERIFY(!bench.ask(threeDays()));

    QCOMPARE(bench.paid.meter().requests, 1);
}

void TestExplorerSource::ask_budgetUsedUp_showsWhatIsKept()
{
    ExplorerBench bench;
    bench.caller.answer(Operation, threeDaysPage());
    QVERIFY(bench.ask(threeDays()));
    const QDateTime then = bench.clock.nowUtc();
    bench.clock.advance(7h);
    bench.paid.setBudget(*Decimal::parse("0.01"));

    const Result<ExplorerAnswer> asked = bench.ask(threeDays(), true);

    QVERIFY(asked);
    QCOMPARE(asked->answer.total.toString(), u"3.45"_s);
    QCOMPARE(asked->answer.asOf, then);
    QVERIFY(asked->notRenewed);
    QCOMPARE(asked->notRenewed->code(), u"BudgetExhausted"_s);
    QCOMPARE(bench.caller.calls().size(), 1);
}

void TestExplorerSource::ask_budgetUsedUpAndAPartKept_isNoAnswer()
{
    ExplorerBench bench;
    bench.caller.answer(Operation, threeDaysPage());
    QVERIFY(bench.ask(threeDays()));
    bench.paid.setBudget(*Decimal::parse("0.01"));
    CostQuery longer = threeDays();
    longer.from = longer.from.addMonths(-2);

    const Result<ExplorerAnswer> asked = bench.ask(longer);

    QVERIFY(!asked);
    QCOMPARE(asked.error().code(), u"BudgetExhausted"_s);
}

void TestExplorerSource::ask_budgetUsedUpAndNothingKept_saysWhenAgain()
{
    ExplorerBench bench;
    bench.paid.setBudget({});

    const Result<ExplorerAnswer> asked = bench.ask(threeDays());

    QVERIFY(!asked);
    QCOMPARE(asked.error().kind(), Error::Kind::Throttled);
    QCOMPARE(asked.error().code(), u"BudgetExhausted"_s);
    QVERIFY2(asked.error().message().contains(u"00:00 UTC"_s), qPrintable(asked.error().message()));
    QVERIFY(asked.error().retryAfter() == std::chrono::milliseconds(12h));
    QVERIFY(bench.caller.calls().isEmpty());
}

void TestExplorerSource::ask_offline_showsOldUnlessFresh()
{
    ExplorerBench bench;
    bench.caller.answer(Operation, threeDaysPage());
    QVERIFY(bench.ask(threeDays()));
    bench.clock.advance(7h);
    bench.caller.fail(Operation, Error(Error::Kind::Network, u"no way"_s));
    bench.caller.fail(Operation, Error(Error::Kind::Network, u"no way"_s));

    const Result<ExplorerAnswer> old = bench.ask(threeDays());
    const Result<ExplorerAnswer> fresh = bench.ask(threeDays(), true);

    QVERIFY(old && old->notRenewed);
    QCOMPARE(old->notRenewed->kind(), Error::Kind::Network);
    QVERIFY(!fresh);
    QCOMPARE(bench.paid.meter().requests, 1);
}

void TestExplorerSource::ask_withoutPermission_paysNothing()
{
    ExplorerBench bench;
    bench.source.setIdentity({{u"1"_s}, u"arn:aws:iam::1:user/ada"_s, u"ada"_s, {}});
    const QJsonObject denied{{u"EvalActionName"_s, u"ce:GetCostAndUsage"_s}, {u"EvalDecision"_s, u"implicitDeny"_s}};
    bench.caller.answer(u"SimulatePrincipalPolicy"_s, {{u"EvaluationResults"_s, QJsonArray{denied}}});

    const Result<ExplorerAnswer> asked = bench.ask(threeDays());

    QVERIFY(!asked);
    QCOMPARE(asked.error().kind(), Error::Kind::Denied);
    QVERIFY2(asked.error().message().contains(u"ce:GetCostAndUsage"_s), qPrintable(asked.error().message()));
    QCOMPARE(bench.caller.operations(), QStringList{u"iam:SimulatePrincipalPolicy"_s});
    QVERIFY(bench.paid.operations().isEmpty());
}

void TestExplorerSource::ask_permissionUnknown_isAsked()
{
    ExplorerBench bench;
    bench.source.setIdentity({{u"1"_s}, u"arn:aws:iam::1:user/ada"_s, u"ada"_s, {}});
    bench.caller.fail(u"SimulatePrincipalPolicy"_s, refusal(Error::Kind::Denied, u"AccessDenied"_s));
    bench.caller.answer(Operation, threeDaysPage());

    QVERIFY(bench.ask(threeDays()));
}

void TestExplorerSource::price_beforeAndAfter_saysRequests()
{
    ExplorerBench bench;
    bench.caller.answer(Operation, threeDaysPage());

    const auto before = await(bench.source.price(threeDays(), false, {}));
    QVERIFY(bench.ask(threeDays()));
    const auto after = await(bench.source.price(threeDays(), false, {}));

    QVERIFY(before && *before && after && *after);
    QCOMPARE((*before)->requests, 1);
    QCOMPARE((*before)->dollars.toString(), u"0.01"_s);
    QCOMPARE((*after)->requests, 0);
    QCOMPARE(bench.caller.calls().size(), 1);
}

void TestExplorerSource::archive_nextStart_asksNobody()
{
    FakeArchive archive;
    {
        ExplorerBench bench(&archive);
        bench.caller.answer(Operation, threeDaysPage());
        QVERIFY(bench.ask(threeDays()));
    }
    ExplorerBench next(&archive);

    const Result<ExplorerAnswer> asked = next.ask(threeDays());

    QVERIFY(asked);
    QCOMPARE(asked->answer.total.toString(), u"3.45"_s);
    QCOMPARE(asked->answer.estimated, (QList<bool>{false, false, true}));
    QVERIFY(asked->answer.origin == CostOrigin::Store);
    QVERIFY(next.caller.calls().isEmpty());
}

void TestExplorerSource::archive_nextStart_knowsWhatCanBeAddedUp()
{
    FakeArchive archive;
    CostQuery filtered = days(QDate(2026, 7, 30), QDate(2026, 7, 31));
    filtered.filters = {{u"account"_s, {u"1"_s}, true}};
    {
        ExplorerBench bench(&archive);
        bench.caller.answer(Operation, page({period(u"2026-07-30"_s, u"2026-07-31"_s, {u"EC2=1"_s, u"S3=2"_s})}));
        QVERIFY(bench.ask(filtered));
    }
    ExplorerBench next(&archive);
    filtered.groupBy.clear();
    filtered.granularity = CostGranularity::Month;

    const Result<ExplorerAnswer> asked = next.ask(filtered);

    QVERIFY(asked);
    QCOMPARE(asked->answer.total.toString(), u"3"_s);
    QVERIFY(asked->answer.origin == CostOrigin::Store);
    QVERIFY(next.caller.calls().isEmpty());
}

void TestExplorerSource::archive_otherAccount_isNotShown()
{
    FakeArchive archive;
    ExplorerBench bench(&archive);
    bench.caller.answer(Operation, threeDaysPage());
    QVERIFY(bench.ask(threeDays()));
    ExplorerSource other({bench.caller, bench.models, bench.clock, bench.paid, &archive, nullptr},
        {{u"demo"_s}, u"210987654321"_s, std::chrono::hours(6)});
    bench.caller.answer(Operation, page({}));

    const auto asked = await(other.ask(threeDays(), false, {}));

    QVERIFY(asked && *asked);
    QVERIFY((*asked)->answer.total.isZero());
    QCOMPARE(bench.caller.calls().size(), 2);
}

void TestExplorerSource::archive_damaged_isAskedAgain()
{
    FakeArchive archive;
    {
        ExplorerBench bench(&archive);
        bench.caller.answer(Operation, threeDaysPage());
        QVERIFY(bench.ask(threeDays()));
    }
    for (QByteArray &text : archive.texts)
        text.chop(1);
    ExplorerBench next(&archive);
    next.caller.answer(Operation, threeDaysPage());

    QCOMPARE(next.ask(threeDays())->answer.total.toString(), u"3.45"_s);
    QCOMPARE(next.caller.calls().size(), 1);
}

void TestExplorerSource::archive_closedMonths_areForEver()
{
    FakeArchive archive;
    ExplorerBench bench(&archive);
    bench.caller.answer(Operation, threeDaysPage());

    QVERIFY(bench.ask(threeDays()));

    QVERIFY(archive.keeps.value(u"2026-07"_s) == ExplorerArchive::Keep::ForEver);
    QVERIFY(archive.keeps.value(u"2026-08"_s) == ExplorerArchive::Keep::Open);
}

void TestExplorerSource::ledger_ofDays_isForRegrouping()
{
    ExplorerBench bench;
    bench.caller.answer(Operation, threeDaysPage());

    const auto read = await(
        bench.source.ledger(CostMetric::Unblended, {QDate(2026, 7, 30), QDate(2026, 8, 2)}, {u"service"_s}, false, {}));

    QVERIFY(read && *read);
    const Ledger &ledger = ***read;
    QVERIFY(ledger.kind == LedgerKind::CostExplorer);
    QCOMPARE(ledger.rows(), std::size_t(4));
    QCOMPARE(ledger.currency, u"USD"_s);
    QCOMPARE(ledger.estimatedDays.size(), std::size_t(1));
    QCOMPARE(bench.caller.calls().size(), 1);
}

void TestExplorerSource::info_offline_saysWhatThereIs()
{
    ExplorerBench bench;

    const CostSourceInfo info = bench.source.info();

    QVERIFY(info.paid);
    QCOMPARE(info.metrics.size(), 6);
    QCOMPARE(info.from, QDate(2025, 8, 1));
    QCOMPARE(info.to, QDate(2026, 8, 2));
    QVERIFY(bench.caller.calls().isEmpty());
}

/// 50 charts over ten questions, eight hours, refreshed every minute: what is promised is at most 20 requests.
void TestExplorerSource::chartsOfADay_stayBelowTwentyRequests()
{
    ExplorerBench bench;
    QList<CostQuery> queries;
    for (int back = 1; back <= 10; ++back) {
        CostQuery query = days(QDate(2026, 8, 1).addDays(-back), QDate(2026, 8, 2));
        query.filters = {{u"account"_s, {QString::number(back)}, false}};
        queries << query;
    }
    for (int i = 0; i < 40; ++i)
        bench.caller.answer(Operation, page({}));

    for (int minute = 0; minute < 8 * 60; minute += 10) {
        std::vector<QCoro::Task<Result<ExplorerAnswer>>> charts;
        for (int chart = 0; chart < 50; ++chart)
            charts.push_back(bench.source.ask(queries.at(chart % queries.size()), false, {}));
        for (auto &chart : charts)
            QVERIFY(await(std::move(chart)));
        bench.clock.advance(std::chrono::minutes(10));
    }

    QVERIFY2(bench.paid.meter().requests <= 20, qPrintable(QString::number(bench.paid.meter().requests)));
}

QTEST_GUILESS_MAIN(TestExplorerSource)
#include "tst_explorersource.moc"
