// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/noticebar.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;
using namespace sm;
using namespace sm::widgets;

class TestNoticeBar : public QObject
{
    Q_OBJECT

private:
    static Error refused()
    {
        return Error(Error::Kind::Denied, u"The role may not disable users."_s)
            .withCode(u"AccessDeniedException"_s)
            .withRequestId(u"7f3a-01"_s);
    }

    template <typename Button>
    static Button *button(const NoticeBar &bar, const QString &name)
    {
        for (Button *each : bar.findChildren<Button *>()) {
            if (each->text() == name || each->accessibleName() == name)
                return each;
        }
        return nullptr;
    }

private Q_SLOTS:
    void error_shown_saysMessageCodeRequestIdAndWhetherAnythingChanged()
    {
        NoticeBar bar;

        bar.showError(refused());

        QVERIFY(bar.isVisible());
        QCOMPARE(bar.plainText(),
            u"The role may not disable users.\n"
            "Anything changed: No, nothing was changed.\n"
            "Code: AccessDeniedException\n"
            "Request id: 7f3a-01"_s);
    }

    void error_cancelled_isNeverShown()
    {
        NoticeBar bar;

        bar.showError(Error::cancelled());

        QVERIFY(!bar.isVisible());
    }

    void grade_inDoubt_isBlocking()
    {
        const Error timeout(Error::Kind::Timeout, u"No answer within 30 s."_s);

        QCOMPARE(Notice::of(timeout).grade, Notice::Grade::Warning);
        QCOMPARE(Notice::of(timeout.withChanged(Error::Changed::Unknown)).grade, Notice::Grade::Blocking);
    }

    void message_withMarkup_staysPlain()
    {
        NoticeBar bar;
        const QString hostile = u"<b>bold</b><img src=x> & \u202e"_s;

        bar.showError(Error(Error::Kind::Internal, hostile).withCode(hostile));

        QVERIFY(bar.plainText().contains(hostile));
        const auto labels = bar.findChildren<QLabel *>();
        QVERIFY(!labels.isEmpty());
        for (const QLabel *label : labels)
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }

    void accessibleName_isGradeAndMessage()
    {
        NoticeBar bar;

        bar.showError(refused());

        QCOMPARE(bar.accessibleName(), u"Problem: The role may not disable users."_s);
    }

    void details_byKeyboard_unfold()
    {
        NoticeBar bar;
        bar.showError(refused());
        auto *fold = button<QPushButton>(bar, u"Details"_s);
        QVERIFY(fold);

        QTest::keyClick(fold, Qt::Key_Space);

        QCOMPARE(fold->text(), u"Hide details"_s);
        QVERIFY(fold->isChecked());
    }

    void copy_clicked_putsEverythingOnTheClipboard()
    {
        NoticeBar bar;
        bar.showError(refused());

        button<QPushButton>(bar, u"Copy"_s)->click();

        QCOMPARE(QGuiApplication::clipboard()->text(), bar.plainText());
    }

    void dismiss_byEscapeAndByButton_hides()
    {
        NoticeBar bar;
        QSignalSpy dismissed(&bar, &NoticeBar::dismissed);

        bar.showError(refused());
        QTest::keyClick(&bar, Qt::Key_Escape);
        QVERIFY(!bar.isVisible());
        bar.showError(refused());
        button<QToolButton>(bar, u"Dismiss"_s)->click();

        QVERIFY(!bar.isVisible());
        QCOMPARE(dismissed.size(), 2);
    }

    void nextNotice_replacesActions()
    {
        NoticeBar bar;
        bar.showError(refused());
        QPointer<QPushButton> signIn = bar.addAction(u"Sign in…"_s);

        bar.showNotice({Notice::Grade::Info, u"Signed in again."_s, {}});

        QVERIFY(!signIn || !signIn->isVisible());
        QVERIFY(!button<QPushButton>(bar, u"Details"_s)->isVisible());
    }
};

QTEST_MAIN(TestNoticeBar)
#include "tst_noticebar.moc"
