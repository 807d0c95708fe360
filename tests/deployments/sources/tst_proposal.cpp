// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/proposal.h>

#include <QTest>

using namespace sm;
using namespace sm::deployments;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using State = Deployment::State;
using Verdict = HealthRecord::Verdict;

namespace {

QDateTime at(int hour) { return QDateTime(QDate(2026, 8, 1), QTime(0, 0), Qt::UTC).addSecs(3600LL * hour); }

Deployment deployment(const QString &revision, int hour, State state, Verdict verdict = Verdict::Healthy,
    std::chrono::seconds observed = 10h)
{
    Deployment made;
    made.id = revision + u'@' + QString::number(hour);
    made.revision = revision;
    made.startedAt = at(hour);
    made.liveSince = state == State::Failed ? QDateTime() : at(hour);
    made.state = state;
    made.health = HealthRecord{verdict, observed, {}, {}, {}, {}, {}, {}};
    return made;
}

QString proposed(const QList<Deployment> &all)
{
    const qsizetype index = proposedOf(all, 4h);
    return index < 0 ? QString() : all.at(index).id;
}

QStringList ids(const QList<Deployment> &all)
{
    QStringList names;
    for (const Deployment &each : all)
        names << each.id;
    return names;
}

} // namespace

class TestProposal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void proposed_isTheNewestThatWasWell()
    {
        QCOMPARE(proposed({deployment(u"17"_s, 30, State::Live, Verdict::Unhealthy),
                     deployment(u"16"_s, 20, State::Superseded), deployment(u"15"_s, 10, State::Superseded)}),
            u"16@20"_s);
    }

    void proposed_isNotTheOneBefore_whereThatWasNotWell_data()
    {
        QTest::addColumn<int>("verdict");
        QTest::addColumn<int>("hours");
        QTest::addColumn<int>("state");
        const auto row = [](const char *name, Verdict verdict, int hours, State state) {
            QTest::newRow(name) << static_cast<int>(verdict) << hours << static_cast<int>(state);
        };
        row("unhealthy", Verdict::Unhealthy, 10, State::Superseded);
        row("no traffic", Verdict::NoTraffic, 10, State::Superseded);
        row("nobody knows", Verdict::Unknown, 10, State::Superseded);
        row("too short", Verdict::Healthy, 3, State::Superseded);
        row("rolled back", Verdict::Healthy, 10, State::RolledBack);
        row("stopped", Verdict::Healthy, 10, State::Stopped);
        row("failed", Verdict::Healthy, 10, State::Failed);
    }
    void proposed_isNotTheOneBefore_whereThatWasNotWell()
    {
        QFETCH(int, verdict);
        QFETCH(int, hours);
        QFETCH(int, state);
        const Deployment before = deployment(
            u"16"_s, 20, static_cast<State>(state), static_cast<Verdict>(verdict), std::chrono::hours(hours));

        QCOMPARE(proposed({deployment(u"17"_s, 30, State::Live), before, deployment(u"15"_s, 10, State::Superseded)}),
            u"15@10"_s);
    }

    void proposed_isNotWhatRunsNow_deployedAnotherTime()
    {
        QCOMPARE(proposed({deployment(u"16"_s, 30, State::Live),
                     deployment(u"17"_s, 20, State::Superseded, Verdict::Unhealthy),
                     deployment(u"16"_s, 10, State::Superseded), deployment(u"14"_s, 5, State::Superseded)}),
            u"14@5"_s);
    }

    void proposed_orderOfTheListDoesNotCount()
    {
        QCOMPARE(proposed({deployment(u"15"_s, 10, State::Superseded), deployment(u"16"_s, 20, State::Superseded),
                     deployment(u"17"_s, 30, State::Live)}),
            u"16@20"_s);
    }

    void proposed_exactlyLongEnough_counts()
    {
        QCOMPARE(proposed({deployment(u"2"_s, 9, State::Live),
                     deployment(u"1"_s, 1, State::Superseded, Verdict::Healthy, 4h)}),
            u"1@1"_s);
    }

    void proposed_nobodyKnows_isNone()
    {
        Deployment unread = deployment(u"1"_s, 1, State::Superseded);
        unread.health.reset();

        QCOMPARE(proposed({deployment(u"2"_s, 9, State::Live), unread}), QString());
        QCOMPARE(proposed({}), QString());
    }

    void rolledBack_holdsUntilSomethingNewerIsDeployed()
    {
        RollbackMark mark;
        mark.from = u"17"_s;
        mark.to = u"16"_s;
        mark.at = at(40);
        mark.run = 7;
        QList<Deployment> all{deployment(u"16"_s, 41, State::Live), deployment(u"17"_s, 30, State::Superseded)};
        QVERIFY(stillRolledBack(mark, all));

        all << deployment(u"18"_s, 50, State::Live);
        QVERIFY(!stillRolledBack(mark, all));
    }

    void rolledBack_whatTheRollbackItselfDeployed_doesNotEndIt()
    {
        RollbackMark mark;
        mark.to = u"16"_s;
        mark.at = at(40);
        mark.run = 7;
        Deployment own = deployment(u"a copy of 16"_s, 41, State::Live);
        own.run = 7;

        QVERIFY(stillRolledBack(mark, {own}));
        own.run = 8;
        QVERIFY(!stillRolledBack(mark, {own}));
    }

    void rolledBack_failedDeployment_doesNotEndIt()
    {
        RollbackMark mark;
        mark.to = u"16"_s;
        mark.at = at(40);

        QVERIFY(stillRolledBack(mark, {deployment(u"18"_s, 50, State::Failed)}));
    }

    void chain_eachIsLiveUntilTheNext()
    {
        QList<Deployment> all{deployment(u"1"_s, 1, State::Superseded), deployment(u"3"_s, 9, State::Superseded),
            deployment(u"2"_s, 5, State::Live)};

        chainUp(all);

        QCOMPARE(ids(all), (QStringList{u"3@9"_s, u"2@5"_s, u"1@1"_s}));
        QCOMPARE(all.at(0).state, State::Live);
        QVERIFY(!all.at(0).liveUntil.isValid());
        QCOMPARE(all.at(1).state, State::Superseded);
        QCOMPARE(all.at(1).liveUntil, at(9));
        QCOMPARE(all.at(2).liveUntil, at(5));
    }

    void chain_whatNeverWasLive_isPassedOver()
    {
        QList<Deployment> all{deployment(u"1"_s, 1, State::Superseded), deployment(u"2"_s, 5, State::Failed),
            deployment(u"3"_s, 9, State::Live)};

        chainUp(all);

        QCOMPARE(all.at(1).state, State::Failed);
        QVERIFY(!all.at(1).liveUntil.isValid());
        QCOMPARE(all.at(2).liveUntil, at(9));
    }

    void chain_rolledBackStaysSo()
    {
        QList<Deployment> all{deployment(u"1"_s, 1, State::Superseded), deployment(u"2"_s, 5, State::RolledBack),
            deployment(u"1"_s, 6, State::Live)};

        chainUp(all);

        QCOMPARE(all.at(1).state, State::RolledBack);
        QCOMPARE(all.at(1).liveUntil, at(6));
    }
};

QTEST_GUILESS_MAIN(TestProposal)
#include "tst_proposal.moc"
