// SPDX-License-Identifier: GPL-3.0-or-later
#include <core/deploymentkind.h>
#include <support/somedeployments.h>
#include <tables/deploymentsectiontable.h>
#include <tables/deploymenttable.h>
#include <tables/deploymenttext.h>

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <random>

using namespace sm;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using tables::DeploymentTable;

namespace {

const QString chat = u"chat-lambda:live"_s;
const QString backend = u"prod/backend"_s;

/// Many of one unit, the newest first: "chat-lambda:live 99" is a minute old.
QList<Deployment> many(const QString &unit, int count, int everyMinutes, DeploymentKind kind = DeploymentKind::Lambda)
{
    QList<Deployment> all;
    for (int i = 1; i <= count; ++i)
        all << someDeployment(unit, count - i, i * everyMinutes, kind);
    return all;
}

} // namespace

class TestDeploymentTable : public QObject
{
    Q_OBJECT

private:
    QString cell(int row, int column) const { return m_table->index(row, column).data().toString(); }
    QString tone(int row, int column) const
    {
        return m_table->index(row, column).data(DeploymentTable::ToneRole).toString();
    }
    QStringList ids() const
    {
        QStringList shown;
        for (int row = 0; row < m_table->rowCount(); ++row)
            shown << m_table->index(row, 0).data(DeploymentTable::IdRole).toString();
        return shown;
    }
    /// 17 runs, 16 and 15 were before it, the service has 42.
    void putFour()
    {
        m_table->put({someDeployment(chat, 15, 4320), liveDeployment(chat, 17, 28)});
        m_table->put({liveDeployment(backend, 42, 3085, DeploymentKind::Ecs), someDeployment(chat, 16, 1730)});
    }

    std::unique_ptr<DeploymentTable> m_table;
    std::unique_ptr<QAbstractItemModelTester> m_tester;

private Q_SLOTS:
    void init()
    {
        m_table = std::make_unique<DeploymentTable>();
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_table.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_table->setNow(deploymentNow);
    }

    void put_inAnyOrder_hasTheNewestFirst()
    {
        putFour();

        QCOMPARE(ids(),
            QStringList(
                {u"chat-lambda:live 17"_s, u"chat-lambda:live 16"_s, u"prod/backend 42"_s, u"chat-lambda:live 15"_s}));
        QCOMPARE(m_table->totalCount(), 4);
        QCOMPARE(m_table->rowOf(u"prod/backend 42"_s), 2);
        QCOMPARE(m_table->rowOf(u"what"_s), -1);
    }

    void put_pagesOfTwoUnitsShuffled_isOneAxis()
    {
        QList<Deployment> all
            = many(chat, 400, 3) + many(backend, 300, 5, DeploymentKind::Ecs) + many(u"stack"_s, 100, 15);
        std::ranges::shuffle(all, std::mt19937(7));

        for (qsizetype first = 0; first < all.size(); first += 100)
            m_table->put(all.mid(first, 100));

        QCOMPARE(m_table->rowCount(), 800);
        for (int row = 1; row < m_table->rowCount(); ++row)
            QVERIFY(m_table->deployment(row - 1).startedAt >= m_table->deployment(row).startedAt);
    }

    void put_betweenOthers_takesTwoSignalsAndKeepsTheSelection()
    {
        m_table->put(many(chat, 50, 4));
        QItemSelectionModel selection(m_table.get());
        selection.select(m_table->index(20, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        const QString selected = m_table->deployment(20).id;
        QSignalSpy inserted(m_table.get(), &QAbstractItemModel::rowsInserted);
        QSignalSpy ordered(m_table.get(), &QAbstractItemModel::layoutChanged);
        QSignalSpy reset(m_table.get(), &QAbstractItemModel::modelReset);

        m_table->put(many(backend, 50, 3, DeploymentKind::Ecs));

        QCOMPARE(inserted.size(), 1);
        QCOMPARE(ordered.size(), 1);
        QCOMPARE(reset.size(), 0);
        const QModelIndexList rows = selection.selectedRows();
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows.first().data(DeploymentTable::IdRole).toString(), selected);
        QVERIFY(rows.first().row() > 20);
    }

    void put_olderPage_isInsertedBelowWithoutMoreAdo()
    {
        m_table->put({liveDeployment(chat, 17, 28)});
        QSignalSpy inserted(m_table.get(), &QAbstractItemModel::rowsInserted);
        QSignalSpy ordered(m_table.get(), &QAbstractItemModel::layoutChanged);

        m_table->put({someDeployment(chat, 15, 4320), someDeployment(chat, 16, 1730)});

        QCOMPARE(inserted.size(), 1);
        QCOMPARE(inserted.first().at(1).toInt(), 1);
        QCOMPARE(ordered.size(), 0);
    }

    void put_sameAgain_isKnownBetterAndKeepsItsHealth()
    {
        putFour();
        m_table->setHealth(u"chat-lambda:live 17"_s, unwell());
        QSignalSpy inserted(m_table.get(), &QAbstractItemModel::rowsInserted);
        Deployment better = liveDeployment(chat, 17, 28);
        better.by = u"grace"_s;

        m_table->put({better, better});

        QCOMPARE(inserted.size(), 0);
        QCOMPARE(m_table->rowCount(), 4);
        QCOMPARE(cell(0, DeploymentTable::By), u"grace"_s);
        QCOMPARE(cell(0, DeploymentTable::WhileLive), u"errors 8.2 %"_s);
    }

    void put_laterThanItWas_movesTheRowAndTheSelectionWithIt()
    {
        putFour();
        const QPersistentModelIndex oldest = m_table->index(3, 0);

        m_table->put({someDeployment(chat, 15, 2)});

        QCOMPARE(oldest.row(), 0);
        QCOMPARE(ids().first(), u"chat-lambda:live 15"_s);
    }

    void putUnit_dropsWhatIsNotThereAnyMoreButNothingOlder()
    {
        putFour();

        m_table->putUnit(DeploymentKind::Lambda, chat, {liveDeployment(chat, 18, 1), someDeployment(chat, 16, 1730)});

        QCOMPARE(ids(),
            QStringList(
                {u"chat-lambda:live 18"_s, u"chat-lambda:live 16"_s, u"prod/backend 42"_s, u"chat-lambda:live 15"_s}));
        m_table->putUnit(DeploymentKind::Lambda, chat, {});
        QCOMPARE(ids(), QStringList(u"prod/backend 42"_s));
    }

    void retain_dropsTheOthers()
    {
        putFour();
        const QPersistentModelIndex service = m_table->index(2, 0);

        m_table->retain({u"prod/backend 42"_s, u"chat-lambda:live 15"_s});

        QCOMPARE(ids(), QStringList({u"prod/backend 42"_s, u"chat-lambda:live 15"_s}));
        QCOMPARE(service.row(), 0);
        QVERIFY(!m_table->find(u"chat-lambda:live 17"_s));
        QCOMPARE(m_table->units().size(), 2);
        m_table->put({liveDeployment(chat, 17, 28)});
        QCOMPARE(m_table->rowOf(u"chat-lambda:live 17"_s), 0);
    }

    void retain_ofEverySecond_leavesThoseInOrder()
    {
        const QList<Deployment> all = many(chat, 200, 1);
        m_table->put(all);
        std::set<QString> kept;
        for (qsizetype i = 0; i < all.size(); i += 2)
            kept.insert(all.at(i).id);

        m_table->retain(kept);

        QCOMPARE(m_table->rowCount(), 100);
        QCOMPARE(m_table->ofUnit(DeploymentKind::Lambda, chat).size(), 100);
        QCOMPARE(ids().first(), all.first().id);
    }

    void filter_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QList<int>>("revisions");
        QTest::newRow("word") << u"BACKEND"_s << QList<int>{42};
        QTest::newRow("service's name") << u"ecs"_s << QList<int>{42};
        QTest::newRow("kind") << u"kind:lambda"_s << QList<int>{17, 16, 15};
        QTest::newRow("two kinds") << u"kind:ecs,lambda"_s << QList<int>{17, 16, 42, 15};
        QTest::newRow("unit") << u"unit:chat-lambda:live"_s << QList<int>{17, 16, 15};
        QTest::newRow("unit without key") << u"chat-lambda:live"_s << QList<int>{17, 16, 15};
        QTest::newRow("running") << u"state:running"_s << QList<int>{17, 42};
        QTest::newRow("proposed") << u"state:proposed"_s << QList<int>{16};
        QTest::newRow("failed") << u"state:failed"_s << QList<int>{};
        QTest::newRow("rolled back") << u"state:rolled-back"_s << QList<int>{15};
        QTest::newRow("not well") << u"health:bad"_s << QList<int>{17};
        QTest::newRow("well") << u"health:good kind:lambda"_s << QList<int>{16};
        QTest::newRow("not known") << u"health:unknown kind:lambda"_s << QList<int>{15};
        QTest::newRow("who") << u"by:ADA state:running"_s << QList<int>{17, 42};
        QTest::newRow("no such state") << u"state:what"_s << QList<int>{};
    }
    void filter()
    {
        QFETCH(QString, filter);
        QFETCH(QList<int>, revisions);
        putFour();
        m_table->setHealth(u"chat-lambda:live 17"_s, unwell());
        m_table->setHealth(u"chat-lambda:live 16"_s, wellFor(27h));
        m_table->setProposed(DeploymentKind::Lambda, chat, u"chat-lambda:live 16"_s);
        m_table->setRolledBack(
            {{DeploymentKind::Lambda, chat, u"15"_s, u"16"_s, u"It hung."_s, deploymentNow, u"ada"_s, 7}});

        m_table->setFilter(filter);

        QList<int> shown;
        for (int row = 0; row < m_table->rowCount(); ++row)
            shown << m_table->deployment(row).revision.toInt();
        QCOMPARE(shown, revisions);
        QCOMPARE(m_table->totalCount(), 4);
    }

    void change_whileFiltered_showsAndHidesTheRow()
    {
        m_table->setFilter(u"health:bad"_s);
        putFour();
        QCOMPARE(m_table->rowCount(), 0);

        m_table->setHealth(u"chat-lambda:live 17"_s, unwell());
        QCOMPARE(ids(), QStringList(u"chat-lambda:live 17"_s));
        m_table->setHealth(u"prod/backend 42"_s, unwell());
        m_table->setHealth(u"chat-lambda:live 17"_s, wellFor(1h));

        QCOMPARE(ids(), QStringList(u"prod/backend 42"_s));
    }

    void setFilter_isTheOnlyReset()
    {
        QSignalSpy reset(m_table.get(), &QAbstractItemModel::modelReset);
        putFour();
        m_table->setFilter(u"kind:lambda"_s);
        m_table->setFilter(u" kind:lambda "_s);
        m_table->setFilter({});

        QCOMPARE(reset.size(), 2);
        QCOMPARE(m_table->rowCount(), 4);
    }

    void proposed_isOneOfAUnit()
    {
        putFour();

        m_table->setProposed(DeploymentKind::Lambda, chat, u"chat-lambda:live 15"_s);
        m_table->setProposed(DeploymentKind::Lambda, chat, u"chat-lambda:live 16"_s);

        QCOMPARE(cell(1, DeploymentTable::State), u"proposed"_s);
        QCOMPARE(tone(1, DeploymentTable::State), u"info"_s);
        QCOMPARE(cell(3, DeploymentTable::State), QString());
        QCOMPARE(m_table->proposedOf(DeploymentKind::Lambda, chat), u"chat-lambda:live 16"_s);
        QCOMPARE(m_table->proposedOf(DeploymentKind::Ecs, backend), QString());
        m_table->setProposed(DeploymentKind::Lambda, chat, {});
        QCOMPARE(cell(1, DeploymentTable::State), QString());
    }

    void proposed_beforeItIsThere_isSaidWhenItComes()
    {
        m_table->setProposed(DeploymentKind::Lambda, chat, u"chat-lambda:live 16"_s);

        putFour();

        QCOMPARE(cell(1, DeploymentTable::State), u"proposed"_s);
    }

    void rolledBack_marksTheNewestThatWasTakenBack()
    {
        const RollbackMark mark{
            DeploymentKind::Lambda, chat, u"17"_s, u"16"_s, u"Errors since 14:05."_s, deploymentNow, u"grace"_s, 7};
        m_table->setRolledBack({mark});
        putFour();
        QCOMPARE(cell(0, DeploymentTable::State), u"running"_s); // until it is read that something else is

        Deployment before = someDeployment(chat, 17, 28);
        before.id = u"the first time"_s;
        before.startedAt = deploymentNow.addDays(-3);
        m_table->put({someDeployment(chat, 17, 28), before});

        QCOMPARE(cell(0, DeploymentTable::State), u"rolled back"_s);
        QCOMPARE(tone(0, DeploymentTable::State), u"warning"_s);
        const QString tip = m_table->index(0, DeploymentTable::State).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(u"Errors since 14:05."_s) && tip.contains(u"grace"_s), qPrintable(tip));
        QCOMPARE(m_table->markOf(u"chat-lambda:live 17"_s)->run, 7);
        QVERIFY(!m_table->markOf(u"the first time"_s));
        m_table->setRolledBack({});
        QCOMPARE(cell(0, DeploymentTable::State), QString());
        QVERIFY(!m_table->markOf(u"chat-lambda:live 17"_s));
    }

    void state_isToldInWordsAndTone_data()
    {
        using State = Deployment::State;
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("tone");
        QTest::newRow("in progress") << int(State::InProgress) << u"in progress"_s << u"info"_s;
        QTest::newRow("live") << int(State::Live) << u"running"_s << u"neutral"_s;
        QTest::newRow("superseded") << int(State::Superseded) << QString() << QString();
        QTest::newRow("failed") << int(State::Failed) << u"failed"_s << u"bad"_s;
        QTest::newRow("rolled back") << int(State::RolledBack) << u"rolled back"_s << u"warning"_s;
        QTest::newRow("stopped") << int(State::Stopped) << u"stopped"_s << u"neutral"_s;
    }
    void state_isToldInWordsAndTone()
    {
        QFETCH(int, state);
        m_table->put({someDeployment(chat, 1, 5, DeploymentKind::Lambda, static_cast<Deployment::State>(state))});

        QTEST(cell(0, DeploymentTable::State), "text");
        QTEST(tone(0, DeploymentTable::State), "tone");
    }

    void health_isToldInWordsAndTone()
    {
        m_table->put({liveDeployment(chat, 17, 28)});
        const auto told = [this](const HealthRecord &health) {
            m_table->setHealth(u"chat-lambda:live 17"_s, health);
            return QStringList{cell(0, DeploymentTable::WhileLive), tone(0, DeploymentTable::WhileLive),
                tone(0, DeploymentTable::State)};
        };
        QCOMPARE(cell(0, DeploymentTable::WhileLive), QString());
        QCOMPARE(tone(0, DeploymentTable::WhileLive), QString());

        QCOMPARE(told(wellFor(27h)), QStringList({u"healthy 27 h"_s, u"good"_s, u"good"_s}));
        QCOMPARE(told(wellFor(72h)), QStringList({u"healthy 3 days"_s, u"good"_s, u"good"_s}));
        QCOMPARE(told(unwell()), QStringList({u"errors 8.2 %"_s, u"bad"_s, u"bad"_s}));
        QCOMPARE(told(unwell(31.4)).first(), u"errors 31 %"_s);
        QCOMPARE(told(unwell(0.2)).first(), u"slow, 2,400 ms"_s);
        HealthRecord ringing = unwell(0.2);
        ringing.inAlarm = 12min;
        ringing.alarms = {u"chat-errors"_s};
        QCOMPARE(told(ringing).first(), u"in alarm 12 min"_s);
        QVERIFY(m_table->index(0, DeploymentTable::WhileLive)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(u"In alarm for 12 min: chat-errors"_s));
        QCOMPARE(told(unknownHealth()), QStringList({u"not measured"_s, u"neutral"_s, u"neutral"_s}));
        QCOMPARE(told(unknownHealth(HealthRecord::Verdict::NoTraffic)).first(), u"no traffic"_s);
        QCOMPARE(tables::healthDetail(unwell()).section(u'\n', 1, 1), u"1,000 requests, 82 errors (8.2 %)"_s);
    }

    void when_isAsShortAsItIsClear()
    {
        const auto at = [](int minutes) { return deploymentNow.addSecs(-60LL * minutes); };
        QCOMPARE(tables::whenText(at(28), deploymentNow), u"14:02"_s);
        QCOMPARE(tables::whenText(at(24 * 60), deploymentNow), u"Sat 14:30"_s);
        QCOMPARE(tables::whenText(at(6 * 24 * 60), deploymentNow), u"Mon 14:30"_s);
        QCOMPARE(tables::whenText(at(7 * 24 * 60), deploymentNow), u"22 Nov 14:30"_s);
        QCOMPARE(tables::whenText(at(-24 * 60), deploymentNow), u"30 Nov 14:30"_s);
        QCOMPARE(tables::whenText(at(400 * 24 * 60), deploymentNow), u"25 Oct 2025"_s);
        QCOMPARE(tables::whenText({}, deploymentNow), u"—"_s);
    }

    void shipper_isShortInItsColumn()
    {
        QCOMPARE(tables::shipperText(u"root@vm as arn:aws:iam::123456789012:user/ada"_s), u"ada"_s);
        QCOMPARE(tables::shipperText(u"arn:aws:sts::123456789012:assumed-role/deploy/ci"_s), u"ci"_s);
        QCOMPARE(tables::shipperText(u"arn:aws:iam::123456789012:root"_s), u"root"_s);
        QCOMPARE(tables::shipperText(u"grace"_s), u"grace"_s);
    }

    void sort_byColumnsAndBack_keepsSelectionAndTakesPagesIn()
    {
        putFour();
        m_table->setHealth(u"chat-lambda:live 15"_s, unwell());
        const QPersistentModelIndex service = m_table->index(2, 0);

        m_table->sort(DeploymentTable::Service, Qt::AscendingOrder);
        QCOMPARE(service.row(), 0);
        m_table->sort(DeploymentTable::WhileLive, Qt::DescendingOrder);
        QCOMPARE(ids().first(), u"chat-lambda:live 15"_s);
        m_table->sort(DeploymentTable::When, Qt::AscendingOrder);
        m_table->put({someDeployment(chat, 1, 9999)});
        QCOMPARE(ids().first(), u"chat-lambda:live 1"_s);
        m_table->sort(-1);

        QCOMPARE(ids().last(), u"chat-lambda:live 1"_s);
        QCOMPARE(service.row(), 2);
    }

    void live_isAllThatRuns()
    {
        putFour();
        m_table->setFilter(u"nothing"_s);

        const QList<Deployment> live = m_table->live();

        QCOMPARE(live.size(), 2);
        QCOMPARE(live.first().id, u"chat-lambda:live 17"_s);
        QCOMPARE(m_table->ofUnit(DeploymentKind::Lambda, chat).size(), 3);
        QCOMPARE(m_table->ofUnit(DeploymentKind::Lambda, backend).size(), 0);
    }

    void section_growsPageByPage()
    {
        tables::DeploymentSectionTable table;
        const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
        DeploymentSection page{u"events"_s, u"Events"_s, {u"When"_s, u"Status"_s}, {{u"14:02"_s, u"UPDATE_FAILED"_s}},
            {u"bad"_s}, true, {}};
        table.append(page);
        QSignalSpy inserted(&table, &QAbstractItemModel::rowsInserted);

        page.rows = {{u"13:58"_s, u"UPDATE_IN_PROGRESS"_s}, {u"13:50"_s}};
        page.tones.clear();
        page.hasMore = false;
        table.append(page);

        QCOMPARE(inserted.size(), 1);
        QCOMPARE(table.rowCount(), 3);
        QCOMPARE(table.index(0, 0).data(tables::DeploymentSectionTable::ToneRole).toString(), u"bad"_s);
        QCOMPARE(table.index(0, 1).data(tables::DeploymentSectionTable::ToneRole).toString(), QString());
        QCOMPARE(table.index(2, 1).data().toString(), QString());
        QCOMPARE(table.headerData(1, Qt::Horizontal).toString(), u"Status"_s);
        QVERIFY(!table.hasMore());
    }
};

QTEST_GUILESS_MAIN(TestDeploymentTable)
#include "tst_deploymenttable.moc"
