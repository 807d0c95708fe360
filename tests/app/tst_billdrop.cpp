// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <support/find.h>

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QTableView>
#include <QUrl>
#include <QWindow>

using namespace sm;
using namespace sm::test;

namespace {

const QByteArray bill = "identity/LineItemId,bill/BillingPeriodStartDate,bill/PayerAccountId,bill/InvoiceId,"
                        "lineItem/UsageAccountId,lineItem/LineItemType,lineItem/UsageStartDate,lineItem/UsageEndDate,"
                        "lineItem/ProductCode,lineItem/UsageType,lineItem/CurrencyCode,lineItem/UnblendedCost\n"
                        "1,2026-09-01T00:00:00Z,123456789012,INV-1,123456789012,Usage,2026-09-01T00:00:00Z,"
                        "2026-09-02T00:00:00Z,AmazonEC2,BoxUsage,USD,40.000000000000000000001\n";

} // namespace

/// Drags come as the platform delivers them: to the window, which looks for the widget below.
class TestBillDrop : public QObject
{
    Q_OBJECT

private:
    /// Drags to \p place, and drops where that is accepted. \returns whether it was.
    static bool drop(const Program &program, const QMimeData &dragged, const QPoint &place)
    {
        QWindow *window = program.window().windowHandle();
        QDragEnterEvent enter(place, Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window, &enter);
        QDragMoveEvent move(place, Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window, &move);
        if (!move.isAccepted())
            return false;
        QDropEvent drop(place, Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window, &drop);
        return drop.isAccepted();
    }
    static bool dropFile(const Program &program, const QString &file, const QPoint &place)
    {
        QMimeData dragged;
        dragged.setUrls({QUrl::fromLocalFile(file)});
        return drop(program, dragged, place);
    }
    static QPoint middleOf(const Program &program, const QWidget *widget)
    {
        return widget->mapTo(&program.window(), widget->rect().center());
    }
    static bool showsBill(const Program &program)
    {
        const auto *table = find<QTableView>(program.window(), u"Costs table"_s);
        return table && table->isVisible() && table->model()->rowCount() == 2
            && table->model()->index(0, 0).data().toString() == "AmazonEC2"_L1;
    }

private Q_SLOTS:
    void bill_droppedOnTheWindow_isShown()
    {
        const Home home;
        home.write(u"config"_s, "[profile audit]\nregion = eu-west-1\n");
        home.write(u"september.csv"_s, bill);
        const Program program(home, {u"--profile"_s, u"audit"_s});
        QVERIFY(QTest::qWaitForWindowExposed(&program.window()));

        QVERIFY(dropFile(program, home.path(u"september.csv"_s), program.window().rect().center()));

        QTRY_VERIFY(showsBill(program));
    }

    void bill_droppedOnAField_isOpenedToo()
    {
        const Home home;
        home.write(u"config"_s, "[profile audit]\nregion = eu-west-1\n");
        home.write(u"september.csv"_s, bill);
        const Program program(home, {u"--profile"_s, u"audit"_s});
        QVERIFY(QTest::qWaitForWindowExposed(&program.window()));
        QTRY_VERIFY(find<QLineEdit>(program.window(), u"Filter users"_s));
        auto *field = find<QLineEdit>(program.window(), u"Filter users"_s);
        QTRY_VERIFY(field->isVisible());

        QVERIFY(dropFile(program, home.path(u"september.csv"_s), middleOf(program, field)));

        QCOMPARE(field->text(), QString());
        QTRY_VERIFY(showsBill(program));
    }

    void whatIsNoBill_isRefusedBeforeItIsDropped()
    {
        const Home home;
        home.write(u"config"_s, "[profile audit]\nregion = eu-west-1\n");
        const Program program(home, {u"--profile"_s, u"audit"_s});
        QVERIFY(QTest::qWaitForWindowExposed(&program.window()));
        const QPoint place = program.window().rect().center();

        QVERIFY(!dropFile(program, home.path(u"picture.png"_s), place));
        QMimeData text;
        text.setText(u"september.csv"_s);
        QVERIFY(!drop(program, text, place));
        QMimeData page;
        page.setUrls({QUrl(u"https://example.com/september.csv"_s)});
        QVERIFY(!drop(program, page, place));

        QVERIFY(program.notices().join(u'\n').isEmpty() || !program.notice().contains(u"september"_s));
    }

    void folder_namedLikeABill_isToldToBeNone()
    {
        const Home home;
        home.write(u"config"_s, "[profile audit]\nregion = eu-west-1\n");
        home.write(u"folder.csv/note.txt"_s, "x");
        const Program program(home, {u"--profile"_s, u"audit"_s});
        QVERIFY(QTest::qWaitForWindowExposed(&program.window()));

        QVERIFY(dropFile(program, home.path(u"folder.csv"_s), program.window().rect().center()));

        QTRY_VERIFY(program.notice().contains(u"folder.csv"_s));
    }
};

QTEST_MAIN(TestBillDrop)
#include "tst_billdrop.moc"
