// SPDX-License-Identifier: GPL-3.0-or-later
#include "stackevents.h"

#include <stacks/stackhistory.h>
#include <stacks/stacksource.h>
#include <support/await.h>
#include <support/fakecaller.h>

#include <numeric>

using namespace sm;
using namespace sm::test;
using State = Deployment::State;

namespace {

QList<Deployment> historyOf(const StackEvents &events, qsizetype page = 1000)
{
    deployments::StackHistory history(someStack());
    QList<Deployment> all;
    const QJsonArray list = events.newestFirst();
    for (qsizetype from = 0; from < list.size(); from += page) {
        QJsonArray some;
        for (qsizetype i = from; i < std::min(list.size(), from + page); ++i)
            some << list.at(i);
        all += history.add(some);
    }
    return all + history.finish();
}

StackEvents created()
{
    StackEvents events;
    events.stack(u"REVIEW_IN_PROGRESS"_s, {}, u"User Initiated"_s)
        .stack(u"CREATE_IN_PROGRESS"_s, u"one"_s, u"User Initiated"_s)
        .resource(u"Queue"_s, u"CREATE_IN_PROGRESS"_s, u"one"_s)
        .resource(u"Queue"_s, u"CREATE_COMPLETE"_s, u"one"_s)
        .stack(u"CREATE_COMPLETE"_s, u"one"_s);
    return events;
}

StackEvents fiveThousand()
{
    StackEvents events = created();
    while (events.size() < 5'000) {
        const QString token = u"t%1"_s.arg(events.size());
        events.stack(u"UPDATE_IN_PROGRESS"_s, token);
        for (int i = 0; i < 8; ++i)
            events.resource(u"R%1"_s.arg(i), u"UPDATE_COMPLETE"_s, token);
        events.stack(u"UPDATE_COMPLETE"_s, token);
    }
    return events;
}

} // namespace

class TestStackHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void creation_isOneDeployment_andReviewIsNone()
    {
        const QList<Deployment> all = historyOf(created());

        QCOMPARE(all.size(), 1);
        QCOMPARE(all[0].state, State::Live);
        QCOMPARE(all[0].startedAt, StackEvents::at(1));
        QCOMPARE(all[0].liveSince, StackEvents::at(4));
        QCOMPARE(all[0].revision, u"one"_s);
        QCOMPARE(all[0].unit, u"shop"_s);
    }

    void update_endsWhatWasLive_fromWhereItsChangesStood()
    {
        StackEvents events = created();
        events.stack(u"UPDATE_IN_PROGRESS"_s, u"two"_s, u"User Initiated"_s)
            .stack(u"UPDATE_IN_PROGRESS"_s, u"two"_s, u"Transformation succeeded"_s)
            .stack(u"UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"_s, u"two"_s)
            .resource(u"Old"_s, u"DELETE_COMPLETE"_s, u"two"_s)
            .stack(u"UPDATE_COMPLETE"_s, u"two"_s);

        const QList<Deployment> all = historyOf(events);

        QCOMPARE(all.size(), 2);
        QCOMPARE(all[0].startedAt, StackEvents::at(5)); // with the macro it is one operation
        QCOMPARE(all[0].liveSince, StackEvents::at(7));
        QCOMPARE(all[0].status, u"UPDATE_COMPLETE"_s);
        QCOMPARE(all[1].state, State::Superseded);
        QCOMPARE(all[1].liveUntil, all[0].liveSince);
    }

    void failedUpdate_namesTheFirstThatFailed_andLeavesWhatWasLive()
    {
        StackEvents events = created();
        events.stack(u"UPDATE_IN_PROGRESS"_s, u"two"_s, u"User Initiated"_s)
            .resource(u"Table"_s, u"UPDATE_FAILED"_s, u"two"_s, u"No such key"_s)
            .resource(u"Queue"_s, u"UPDATE_FAILED"_s, u"two"_s, u"Resource update cancelled"_s)
            .resource(u"Topic"_s, u"UPDATE_FAILED"_s, u"two"_s, u"Later"_s)
            .stack(u"UPDATE_ROLLBACK_IN_PROGRESS"_s, u"two"_s, u"Table failed"_s)
            .stack(u"UPDATE_ROLLBACK_COMPLETE"_s, u"two"_s);

        const QList<Deployment> all = historyOf(events);

        QCOMPARE(all.size(), 2);
        QCOMPARE(all[0].state, State::RolledBack);
        QCOMPARE(all[0].statusReason, u"Table: No such key"_s);
        QVERIFY(!all[0].liveSince.isValid());
        QCOMPARE(all[1].state, State::Live);
        QVERIFY(!all[1].liveUntil.isValid());
    }

    void rollbackBySomebody_belongsToWhatItTookBack()
    {
        StackEvents events = created();
        events.stack(u"UPDATE_IN_PROGRESS"_s, u"two"_s)
            .stack(u"UPDATE_FAILED"_s, u"two"_s)
            .stack(u"UPDATE_ROLLBACK_IN_PROGRESS"_s, u"three"_s, u"User Initiated"_s)
            .stack(u"UPDATE_ROLLBACK_FAILED"_s, u"three"_s)
            .stack(u"UPDATE_ROLLBACK_IN_PROGRESS"_s, u"four"_s, u"User Initiated"_s)
            .stack(u"UPDATE_ROLLBACK_COMPLETE"_s, u"four"_s);

        const QList<Deployment> all = historyOf(events);

        QCOMPARE(all.size(), 2);
        QCOMPARE(all[0].state, State::RolledBack);
        QCOMPARE(all[0].revision, u"two"_s);
        QCOMPARE(all[0].facts["tokens"_L1].toArray(), (QJsonArray{u"two"_s, u"three"_s, u"four"_s}));
    }

    void newestOne_isUnderWayOrFailed_asItsStatusSays_data()
    {
        QTest::addColumn<QString>("status");
        QTest::addColumn<int>("state");
        const auto row = [](const char *status, State state) {
            QTest::newRow(status) << QString::fromLatin1(status) << int(state);
        };
        row("UPDATE_IN_PROGRESS", State::InProgress);
        row("UPDATE_ROLLBACK_IN_PROGRESS", State::InProgress);
        row("UPDATE_FAILED", State::Failed);
        row("UPDATE_ROLLBACK_FAILED", State::Failed);
        row("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", State::RolledBack);
        row("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", State::Live);
    }
    void newestOne_isUnderWayOrFailed_asItsStatusSays()
    {
        QFETCH(QString, status);
        QFETCH(int, state);
        StackEvents events = created();
        events.stack(u"UPDATE_IN_PROGRESS"_s, u"two"_s);
        if (status != "UPDATE_IN_PROGRESS"_L1)
            events.stack(status, u"two"_s);

        const QList<Deployment> all = historyOf(events);

        QCOMPARE(all.size(), 2);
        QCOMPARE(int(all[0].state), state);
        QCOMPARE(all[0].status, status);
    }

    void pages_ofAnySize_giveTheSame()
    {
        StackEvents events = created();
        for (int i = 0; i < 5; ++i) {
            const QString token = u"t%1"_s.arg(i);
            events.stack(u"UPDATE_IN_PROGRESS"_s, token)
                .resource(u"Queue"_s, u"UPDATE_COMPLETE"_s, token)
                .stack(u"UPDATE_COMPLETE"_s, token);
        }
        const QList<Deployment> whole = historyOf(events);

        for (const qsizetype page : {1, 2, 3, 7}) {
            const QList<Deployment> paged = historyOf(events, page);
            QCOMPARE(paged.size(), 6);
            for (qsizetype i = 0; i < paged.size(); ++i) {
                QCOMPARE(paged[i].id, whole[i].id);
                QCOMPARE(paged[i].liveUntil, whole[i].liveUntil);
            }
        }
    }

    void fiveThousandEvents_comePageByPage_andStopWhereNobodyAsks_data()
    {
        QTest::addColumn<QDateTime>("since");
        QTest::addColumn<int>("pages");
        QTest::addColumn<int>("deployments");
        QTest::newRow("all") << QDateTime() << 51 << 501;
        QTest::newRow("recent") << StackEvents::at(4'900) << 2 << 19;
    }
    void fiveThousandEvents_comePageByPage_andStopWhereNobodyAsks()
    {
        QFETCH(QDateTime, since);
        QFETCH(int, pages);
        QFETCH(int, deployments);
        const StackEvents events = fiveThousand();
        FakeCaller caller;
        caller.answer(u"DescribeStacks"_s, {{u"Stacks"_s, QJsonArray{someStack()}}});
        for (const QJsonObject &page : events.pages())
            caller.answer(u"DescribeStackEvents"_s, page);
        const aws::Models models;
        deployments::StackSource source({caller, models}, nullptr);
        QList<qsizetype> sizes;
        QList<qsizetype> asked;
        const auto onPage = [&](const QList<Deployment> &some) {
            sizes << some.size();
            asked << caller.inputs(u"DescribeStackEvents"_s).size();
        };

        const auto read = await(source.read({{u"shop"_s}, since}, onPage, {}), std::chrono::seconds(60));

        QVERIFY(read && *read);
        QCOMPARE(asked.value(0), 1); // the first ones come with the first page
        QVERIFY2(*std::max_element(sizes.begin(), sizes.end()) <= 11, "no more than a page is held at once");
        QCOMPARE(caller.inputs(u"DescribeStackEvents"_s).size(), pages);
        QCOMPARE(caller.inputs(u"DescribeStackEvents"_s)[0].value("StackName"_L1).toString(), stackId); // by its id
        QCOMPARE(std::accumulate(sizes.begin(), sizes.end(), qsizetype(0)), deployments);
    }

    void stacksThatAreGone_areNoUnits()
    {
        FakeCaller caller;
        caller.fail(u"DescribeStacks"_s,
            Error(Error::Kind::Invalid, u"Stack with id gone does not exist"_s).withCode(u"ValidationError"_s));
        const aws::Models models;
        deployments::StackSource source({caller, models}, nullptr);

        const auto read = await(source.read({{u"gone"_s}, {}}, [](const auto &) { }, {}));

        QVERIFY(read && *read);
        QCOMPARE(caller.operations(), QStringList{u"cloudformation:DescribeStacks"_s});
    }

    void stackThatCanNotBeRead_keepsTheOthersFromNothing()
    {
        StackEvents events;
        events.stack(u"CREATE_IN_PROGRESS"_s, u"one"_s).stack(u"CREATE_COMPLETE"_s, u"one"_s);
        FakeCaller caller;
        caller.fail(u"DescribeStacks"_s, Error(Error::Kind::Denied, u"no"_s));
        for (int i = 0; i < 2; ++i)
            caller.answer(u"DescribeStacks"_s, {{u"Stacks"_s, QJsonArray{someStack()}}});
        caller.fail(u"DescribeStackEvents"_s, Error(Error::Kind::Throttled, u"slow"_s));
        caller.answer(u"DescribeStackEvents"_s, {{u"StackEvents"_s, events.newestFirst()}});
        const aws::Models models;
        deployments::StackSource source({caller, models}, nullptr);
        qsizetype found = 0;

        const auto read = await(source.read(
            {{u"secret"_s, u"busy"_s, u"shop"_s}, {}}, [&](const auto &page) { found += page.size(); }, {}));

        QVERIFY(read && !*read);
        QCOMPARE(read->error().kind(), Error::Kind::Denied);
        QVERIFY(found > 0);
    }

    void errors_arePassedOn()
    {
        FakeCaller caller;
        caller.answer(u"DescribeStacks"_s, {{u"Stacks"_s, QJsonArray{someStack()}}});
        caller.fail(u"DescribeStackEvents"_s, Error(Error::Kind::Denied, u"no"_s));
        const aws::Models models;
        deployments::StackSource source({caller, models}, nullptr);

        const auto read = await(source.read({{u"shop"_s}, {}}, [](const auto &) { }, {}));

        QVERIFY(read && !*read);
        QCOMPARE(read->error().kind(), Error::Kind::Denied);
    }
};

QTEST_GUILESS_MAIN(TestStackHistory)
#include "tst_stackhistory.moc"
