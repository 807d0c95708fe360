// SPDX-License-Identifier: GPL-3.0-or-later
#include <dialogs/signindialog.h>

#include <QAccessible>
#include <QClipboard>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using dialogs::SignInDialog;

class TestSignInDialog : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<SignInDialog> m_dialog;

    QAbstractButton *button(const QString &text) const
    {
        for (QAbstractButton *each : m_dialog->findChildren<QAbstractButton *>()) {
            const bool named = each->text() == text || each->accessibleName() == text;
            if (named && each->isVisible())
                return each;
        }
        return nullptr;
    }
    QString shownText() const
    {
        QStringList words;
        for (const QLabel *label : m_dialog->findChildren<QLabel *>()) {
            if (label->isVisible())
                words.append(label->text());
        }
        for (const QPlainTextEdit *text : m_dialog->findChildren<QPlainTextEdit *>()) {
            if (text->isVisible())
                words.append(text->toPlainText());
        }
        return words.join(u'\n');
    }

private Q_SLOTS:
    void init()
    {
        m_dialog = std::make_unique<SignInDialog>(u"ops"_s, u"https://corp.awsapps.com/start"_s, nullptr);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        m_dialog->show();
    }

    void atFirst_nothingIsOpened()
    {
        QVERIFY(shownText().contains(u"The profile ops signs in at corp.awsapps.com"_s));
        QVERIFY(button(u"Open browser"_s) && button(u"Use a device code instead"_s) && button(u"Cancel"_s));
    }

    void browser_isAskedForOnce_thenItsPageAgain()
    {
        QSignalSpy chosen(m_dialog.get(), &SignInDialog::browserChosen);
        QSignalSpy wanted(m_dialog.get(), &SignInDialog::pageWanted);
        button(u"Open browser"_s)->click();
        QVERIFY(!button(u"Open browser"_s)->isEnabled()); // while AWS is asked

        const QUrl page(u"https://oidc.eu-west-1.amazonaws.com/authorize?state=x"_s);
        m_dialog->showBrowser(page, true);
        QVERIFY(shownText().contains(page.toString()));
        QVERIFY(shownText().contains(u"Waiting for your browser"_s));
        button(u"Open again"_s)->click();

        QCOMPARE(chosen.size(), 1);
        QCOMPARE(wanted, (QList<QVariantList>{{page}}));
    }

    void browser_thatDidNotStart_leavesTheAddress()
    {
        button(u"Open browser"_s)->click();
        m_dialog->showBrowser(QUrl(u"https://oidc/authorize"_s), false);

        QVERIFY(shownText().contains(u"Copy the address"_s));
    }

    void deviceCode_isShownWithItsDomainAndACaution()
    {
        QSignalSpy chosen(m_dialog.get(), &SignInDialog::deviceCodeChosen);
        button(u"Use a device code instead"_s)->click();
        m_dialog->showDeviceCode(u"WXYZ-ABCD"_s, QUrl(u"https://device.sso.eu-west-1.amazonaws.com/"_s),
            QUrl(u"https://device.sso.eu-west-1.amazonaws.com/?user_code=WXYZ-ABCD"_s));

        QCOMPARE(chosen.size(), 1);
        const QString text = shownText();
        QVERIFY(text.contains(u"WXYZ-ABCD"_s));
        QVERIFY(text.contains(u"only at device.sso.eu-west-1.amazonaws.com"_s));
        button(u"Copy code"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"WXYZ-ABCD"_s);
        QVERIFY(button(u"Open page"_s) && button(u"Use this computer's browser instead"_s));
    }

    void otherWay_afterTheFirst_canBeChosen()
    {
        QSignalSpy browser(m_dialog.get(), &SignInDialog::browserChosen);
        QSignalSpy code(m_dialog.get(), &SignInDialog::deviceCodeChosen);
        button(u"Open browser"_s)->click();
        m_dialog->showBrowser(QUrl(u"https://oidc/authorize"_s), true);

        button(u"Use a device code instead"_s)->click();
        QVERIFY(!shownText().contains(u"https://oidc/authorize"_s));
        m_dialog->showDeviceCode(u"WXYZ-ABCD"_s, QUrl(u"https://device/"_s), {});
        button(u"Use this computer's browser instead"_s)->click();

        QCOMPARE(browser.size(), 2);
        QCOMPARE(code.size(), 1);
    }

    void failure_isShown_andOneCanTryAgain()
    {
        button(u"Open browser"_s)->click();
        m_dialog->showFailure(Error(Error::Kind::Denied, u"The sign-in was refused."_s));
        QVERIFY(shownText().contains(u"The sign-in was refused."_s));

        QSignalSpy chosen(m_dialog.get(), &SignInDialog::browserChosen);
        QVERIFY(button(u"Open browser"_s)->isEnabled());
        button(u"Open browser"_s)->click();

        QCOMPARE(chosen.size(), 1);
        QVERIFY(!shownText().contains(u"The sign-in was refused."_s));
    }

    void everyControl_hasAName()
    {
        m_dialog->showDeviceCode(u"WXYZ-ABCD"_s, QUrl(u"https://device/"_s), {});
        for (QWidget *each : m_dialog->findChildren<QWidget *>()) {
            if (!each->isVisible() || each->focusPolicy() == Qt::NoFocus)
                continue;
            const QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(each);
            QVERIFY2(!accessible->text(QAccessible::Name).isEmpty(), each->metaObject()->className());
        }
    }
};

QTEST_MAIN(TestSignInDialog)
#include "tst_signindialog.moc"
