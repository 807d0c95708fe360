// SPDX-License-Identifier: GPL-3.0-or-later
#include <trail/accountchanges.h>
#include <trail/journalwrites.h>

#include <operations/fixtures.h>
#include <support/fakecaller.h>
#include <support/instantsleeper.h>

#include <QTest>

using namespace sm;
using namespace sm::deployments;
using namespace sm::test;

namespace {

Step shift(const QString &version, const QString &function = u"chat"_s)
{
    Step made = step(function);
    made.operation = {u"aws:lambda:UpdateAlias"_s,
        {{u"FunctionName"_s, function}, {u"Name"_s, u"live"_s}, {u"FunctionVersion"_s, version}}, {}};
    return made;
}

/// Writes an entry with that outcome. The run.
qint64 written(operations::Journal &journal, const Step &made, StepState state = StepState::Done)
{
    const auto run = await(journal.beginRun(plan({made}), u"ada"_s, {}));
    const auto entry = await(journal.begin({**run, 0, made, u"ada"_s, QJsonValue::Undefined, false, 1, 0, {}}));
    operations::Conclusion end;
    end.entry = **entry;
    end.state = state;
    end.output = {{u"FunctionVersion"_s, u"16"_s}};
    const auto ended = await(journal.end(end));
    return ended && *ended ? **run : 0;
}

QDateTime hourAgo() { return QDateTime::currentDateTimeUtc().addSecs(-3600); }

QList<TrailChange> ownOf(operations::Journal &journal, const QDateTime &since = hourAgo())
{
    const auto own = await(journalWrites(&journal, {u"demo"_s}, u"lambda"_s, since, {}));
    return own && *own ? **own : QList<TrailChange>();
}

TrailChange told(const QDateTime &at, const QString &function = u"chat"_s)
{
    TrailChange change;
    change.at = at;
    change.by = u"role/session"_s;
    change.service = u"lambda"_s;
    change.event = u"UpdateAlias"_s;
    change.parameters = {{u"functionName"_s, function}, {u"name"_s, u"main"_s}};
    return change;
}

} // namespace

class TestJournalWrites : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void write_isAChange_withItsRun()
    {
        const JournalFile file;
        const auto journal = file.open();
        const qint64 run = written(*journal, shift(u"16"_s));

        const QList<TrailChange> own = ownOf(*journal);

        QCOMPARE(own.size(), 1);
        QCOMPARE(own.first().event, u"UpdateAlias"_s);
        QCOMPARE(own.first().run, run);
        QCOMPARE(own.first().by, u"ada"_s);
        QCOMPARE(own.first().parameters.value(u"FunctionVersion"_s), QJsonValue(u"16"_s));
        QCOMPARE(own.first().answer.value(u"FunctionVersion"_s), QJsonValue(u"16"_s));
    }

    void whatFailedOrIsOfOthers_isNone()
    {
        const JournalFile file;
        const auto journal = file.open();
        written(*journal, shift(u"16"_s), StepState::Failed);
        written(*journal, step(u"ada"_s)); // disables a user

        QVERIFY(ownOf(*journal).isEmpty());
    }

    void olderThanAsked_isLeftOut()
    {
        const JournalFile file;
        const auto journal = file.open();
        written(*journal, shift(u"16"_s));

        QVERIFY(ownOf(*journal, QDateTime::currentDateTimeUtc().addSecs(3600)).isEmpty());
    }

    void moreThanAPage_areAllThere()
    {
        const JournalFile file;
        const auto journal = file.open();
        for (int number = 0; number < 105; ++number)
            written(*journal, shift(QString::number(number)));

        QCOMPARE(ownOf(*journal).size(), 105);
    }

    void merged_whatBothTellOf_isThereOnce()
    {
        const QDateTime at = hourAgo();
        TrailChange own = told(at);
        own.by = u"ada"_s;
        own.run = 7;

        const QList<TrailChange> all = merged({told(at.addSecs(1), u"other"_s), told(at.addSecs(3))}, {own});

        QCOMPARE(all.size(), 2);
        QCOMPARE(all.first().run, 7);
        QCOMPARE(all.first().by, u"ada"_s);
        QCOMPARE(all.last().run, 0);
    }

    void merged_laterThanTwoMinutes_isAnotherCall()
    {
        const QDateTime at = hourAgo();
        TrailChange own = told(at);
        own.run = 7;

        QCOMPARE(merged({told(at.addSecs(121))}, {own}).size(), 2);
        QCOMPARE(merged({}, {own}).size(), 1);
    }

    void changes_trailDenied_areThoseOfTheJournal()
    {
        const JournalFile file;
        const auto journal = file.open();
        const qint64 run = written(*journal, shift(u"16"_s));
        aws::Models models;
        FakeCaller caller;
        MockClock clock(QDateTime::currentDateTimeUtc());
        InstantSleeper sleeper(clock);
        caller.fail(u"LookupEvents"_s, Error(Error::Kind::Denied, u"No."_s));
        AccountChanges changes({caller, models}, clock, sleeper, journal.get(), {u"demo"_s});

        const auto all = await(changes.of(u"lambda"_s, hourAgo(), {}));

        QVERIFY(all && *all);
        QCOMPARE((*all)->first().run, run);
    }

    void changes_withoutAJournal_areThoseOfTheTrail()
    {
        aws::Models models;
        FakeCaller caller;
        MockClock clock;
        InstantSleeper sleeper(clock);
        caller.fail(u"LookupEvents"_s, Error(Error::Kind::Denied, u"No."_s));
        AccountChanges changes({caller, models}, clock, sleeper, nullptr, {u"demo"_s});

        const auto all = await(changes.of(u"lambda"_s, clock.nowUtc().addDays(-1), {}));

        QVERIFY(all && !*all);
        QCOMPARE(all->error().kind(), Error::Kind::Denied);
    }
};

QTEST_GUILESS_MAIN(TestJournalWrites)
#include "tst_journalwrites.moc"
