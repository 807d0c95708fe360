// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with the selected users, and what comes of it.
#include "userspagebench.h"

#include <dialogs/formdialog.h>

#include <QPushButton>
#include <QSignalSpy>

using namespace sm;
using namespace sm::test;
using pages::UsersPage;

class TestUserActions : public UsersPageTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }
    void init() { open(); }
    void cleanup() { close(); }

    void selection_showsOneInFull_orHowMany()
    {
        start();
        QVERIFY(says(u"No user selected"_s));

        select({u"bob"_s});
        QVERIFY(says(u"User name: id-bob"_s));
        QVERIFY(says(u"email: bob@example.com"_s));
        QVERIFY(says(u"Has never signed in."_s));
        select({u"ada"_s, u"bob"_s});

        QVERIFY(says(u"2 users selected"_s));
        QVERIFY(!says(u"User name: id-bob"_s));
    }

    void actions_areThoseThatTheSelectionAllows()
    {
        const QStringList always{
            u"New user…"_s, u"Import…"_s, u"Export…"_s, u"Reload users"_s, u"Filter users"_s, u"Choose columns"_s};
        start();
        QStringList nobody = enabledActions();
        for (const QString &each : always)
            QVERIFY2(nobody.removeOne(each), qPrintable(each));
        QCOMPARE(nobody, QStringList());

        select({u"ada"_s});
        QVERIFY(enabledActions().contains(u"Disable…"_s) && enabledActions().contains(u"Remove from group…"_s));
        QVERIFY(!enabledActions().contains(u"Enable…"_s) && !enabledActions().contains(u"Resend invitation…"_s));
        select({u"bob"_s});
        QVERIFY(enabledActions().contains(u"Resend invitation…"_s));
        QVERIFY(!enabledActions().contains(u"Remove from group…"_s));
        select({u"eve"_s});
        QVERIFY(enabledActions().contains(u"Enable…"_s) && !enabledActions().contains(u"Disable…"_s));
        select({u"ada"_s, u"eve"_s});
        QVERIFY(enabledActions().contains(u"Enable…"_s) && enabledActions().contains(u"Disable…"_s));
        QVERIFY(!enabledActions().contains(u"Set password…"_s) && !enabledActions().contains(u"Edit attributes…"_s));
    }

    void action_endsInAPlan_andSendsNothing()
    {
        start();
        select({u"ada"_s, u"eve"_s});
        QSignalSpy planned(m_page.get(), &pages::Page::planRequested);

        action(u"Disable…"_s)->trigger();

        QCOMPARE(planned.size(), 1);
        const auto plan = planned.first().first().value<UserPlan>();
        QCOMPARE(plan.plan.title, u"Disable ada@example.com"_s);
        QCOMPARE(plan.leftOut.size(), 1);
        QVERIFY(m_bench->executor.gate.calls().isEmpty());
    }

    void reset_ofSomebodyInvited_isRefusedWithAdvice()
    {
        start();
        select({u"bob"_s});

        action(u"Reset password…"_s)->trigger();

        QCOMPARE(m_errors.size(), 1);
        QVERIFY(m_errors.first().message().contains(u"Resend the invitation"_s));
        QVERIFY(action(u"Resend invitation…"_s)->isEnabled());
    }

    void deleteKey_deletesFromTheTableOnly()
    {
        start();
        select({u"ada"_s});
        QSignalSpy planned(m_page.get(), &pages::Page::planRequested);
        QTest::keyClicks(filter(), u"enabled:yes "_s);
        QTRY_COMPARE(m_bench->shownNames(), (QStringList{u"ada"_s, u"bob"_s}));
        select({u"ada"_s});

        filter()->setFocus();
        QTest::keyClick(filter(), Qt::Key_Backspace); // to the chip
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Delete);
        QCOMPARE(planned.size(), 0);
        QTRY_COMPARE(m_bench->shownNames().size(), 3);
        select({u"ada"_s});
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_Delete);

        QCOMPARE(planned.size(), 1);
        QCOMPARE(planned.first().first().value<UserPlan>().plan.title, u"Delete ada@example.com"_s);
    }

    void newUser_wrongInput_staysInTheDialog_goodInputBecomesAPlan()
    {
        start();
        QSignalSpy planned(m_page.get(), &pages::Page::planRequested);
        action(u"New user…"_s)->trigger();
        auto *dialog = m_page->findChild<dialogs::FormDialog *>();
        QVERIFY(dialog);

        QTest::keyClicks(find<QLineEdit>(*dialog, u"User name"_s), u"gus"_s);
        QTest::keyClick(find<QLineEdit>(*dialog, u"User name"_s), Qt::Key_Return);
        QCOMPARE(planned.size(), 0); // nowhere to send the invitation to
        QTest::keyClicks(find<QLineEdit>(*dialog, u"Email"_s), u"gus@example.com"_s);
        QTest::keyClick(find<QLineEdit>(*dialog, u"Email"_s), Qt::Key_Return);

        QCOMPARE(planned.size(), 1);
        QCOMPARE(planned.first().first().value<UserPlan>().plan.title, u"Create gus"_s);
        QPointer<dialogs::FormDialog> gone = dialog;
        QTRY_VERIFY(!gone);
    }

    void detailButtons_stayWhileTheirUserIsReadAgain()
    {
        start();
        select({u"ada"_s});
        auto *button = find<QPushButton>(*m_page, u"Reset password…"_s);
        QVERIFY(button);
        const QPointer<QPushButton> same = button;

        m_bench->controller.refresh({u"id-ada"_s});
        QTRY_COMPARE(m_bench->service.gate.countOf(u"user id-ada"_s), 1);
        QTRY_COMPARE(m_bench->service.gate.inside(), 0);

        QVERIFY(same);
    }
};

QTEST_MAIN(TestUserActions)
#include "tst_useractions.moc"
