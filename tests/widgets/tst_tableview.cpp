// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/celldelegate.h>
#include <widgets/metrics.h>
#include <widgets/tableview.h>

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace sm::widgets;

class TestTableView : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QStandardItemModel> m_model;
    std::unique_ptr<TableView> m_view;

private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<QStandardItemModel>(3, 3);
        m_model->setHorizontalHeaderLabels({u"Email"_s, u"Name"_s, u"Status"_s});
        for (int row = 0; row < 3; ++row) {
            for (int column = 0; column < 3; ++column)
                m_model->setItem(row, column, new QStandardItem(u"r%1c%2"_s.arg(row).arg(column)));
        }
        m_view = std::make_unique<TableView>(u"Users table"_s);
        m_view->setModel(m_model.get());
        m_view->sortByColumn(0, Qt::AscendingOrder);
    }

    void cleanup() { m_view.reset(); }

    void name_isTheAccessibleOne() { QCOMPARE(m_view->accessibleName(), u"Users table"_s); }

    void rows_haveOneHeight()
    {
        QCOMPARE(m_view->rowHeight(0), metrics::rowHeight);

        m_view->setCompact(true);

        QCOMPARE(m_view->rowHeight(0), metrics::compactRowHeight);
    }

    void copy_selection_isTabSeparatedInShownOrder()
    {
        m_view->selectAll();
        m_view->horizontalHeader()->moveSection(2, 0);
        m_view->setColumnHidden(1, true);
        m_model->item(0, 0)->setText(u"a\tb\nc"_s);
        QSignalSpy copied(m_view.get(), &TableView::copied);

        QTest::keySequence(m_view.get(), QKeySequence::Copy);

        QCOMPARE(QGuiApplication::clipboard()->text(), u"Status\tEmail\nr0c2\ta b c\nr1c2\tr1c0\nr2c2\tr2c0\n"_s);
        QCOMPARE(copied.first().at(0).toInt(), 3);
    }

    void copy_nothingSelected_leavesTheClipboard()
    {
        QGuiApplication::clipboard()->setText(u"kept"_s);

        m_view->copySelection();

        QCOMPARE(QGuiApplication::clipboard()->text(), u"kept"_s);
    }

    void enter_onARow_activatesIt()
    {
        QSignalSpy activated(m_view.get(), &TableView::rowActivated);
        m_view->selectRow(1);

        QTest::keyClick(m_view.get(), Qt::Key_Return);

        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated.first().at(0).toModelIndex().row(), 1);
    }

    void homeAndEnd_goToFirstAndLastRow()
    {
        m_view->selectRow(1);

        QTest::keyClick(m_view.get(), Qt::Key_End);
        QCOMPARE(m_view->currentIndex().row(), 2);
        QTest::keyClick(m_view.get(), Qt::Key_Home);

        QCOMPARE(m_view->currentIndex().row(), 0);
    }

    void columnsMenu_uncheckingOne_hidesIt()
    {
        QSignalSpy changed(m_view.get(), &TableView::columnStateChanged);

        m_view->columnsMenu()->actions().at(1)->setChecked(false);

        QVERIFY(m_view->isColumnHidden(1));
        QVERIFY(!changed.isEmpty());
    }

    void columnsMenu_lastColumn_canNotBeHidden()
    {
        m_view->setColumnHidden(0, true);
        m_view->setColumnHidden(1, true);

        QMenu *menu = m_view->columnsMenu();

        QVERIFY(menu->actions().at(1)->isEnabled());
        QVERIFY(!menu->actions().at(2)->isEnabled());
    }

    void columnState_givenBack_isRestored()
    {
        m_view->horizontalHeader()->moveSection(2, 0);
        m_view->setColumnWidth(0, 217);
        m_view->setColumnHidden(1, true);
        m_view->sortByColumn(2, Qt::DescendingOrder);
        const QByteArray state = m_view->columnState();
        TableView other(u"Users table"_s);
        other.setModel(m_model.get());

        QVERIFY(other.restoreColumnState(state));

        QCOMPARE(other.columnState(), state);
        QCOMPARE(other.horizontalHeader()->visualIndex(2), 0);
        QCOMPARE(other.columnWidth(0), 217);
        QVERIFY(other.isColumnHidden(1));
    }

    void columnState_ofAnotherMind_changesNothing()
    {
        const QByteArray before = m_view->columnState();

        QVERIFY(!m_view->restoreColumnState("not json"));
        QVERIFY(!m_view->restoreColumnState("{}"));

        QCOMPARE(m_view->columnState(), before);
    }

    void fitColumns_fillsTheViewAndFollowsIt()
    {
        m_model->item(1, 1)->setText(QString(400, u'x'));
        m_view->resize(1200, 300);
        m_view->show();

        m_view->fitColumns();
        QCOMPARE(m_view->horizontalHeader()->length(), m_view->viewport()->width());
        m_view->resize(500, 300);

        QCOMPARE(m_view->horizontalHeader()->length(), m_view->viewport()->width());
    }

    void refitColumns_followsNewTextsSoon()
    {
        m_view->resize(1200, 300);
        m_view->show();
        m_view->fitColumns();
        const int before = m_view->columnWidth(1);
        m_model->item(1, 1)->setText(QString(400, u'x'));

        m_view->refitColumns();
        m_view->refitColumns();

        QCOMPARE(m_view->columnWidth(1), before);
        QTRY_VERIFY(m_view->columnWidth(1) > before);
        QCOMPARE(m_view->horizontalHeader()->length(), m_view->viewport()->width());
    }

    void fitColumns_afterADrag_leavesTheWidthsAlone()
    {
        m_view->resize(1200, 300);
        m_view->show();
        m_view->fitColumns();

        m_view->horizontalHeader()->resizeSection(1, 333);
        m_view->resize(900, 300);

        QCOMPARE(m_view->columnWidth(1), 333);
    }
};

QTEST_MAIN(TestTableView)
#include "tst_tableview.moc"
