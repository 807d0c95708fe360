// SPDX-License-Identifier: GPL-3.0-or-later
#include <dialogs/mfadialog.h>

#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using dialogs::MfaDialog;

class TestMfaDialog : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<MfaDialog> m_dialog;
    QLineEdit *code() const { return m_dialog->findChild<QLineEdit *>(); }
    QPushButton *button(const QString &text) const
    {
        for (QPushButton *each : m_dialog->findChildren<QPushButton *>()) {
            if (each->text() == text)
                return each;
        }
        return nullptr;
    }

private Q_SLOTS:
    void init()
    {
        m_dialog = std::make_unique<MfaDialog>(u"ops"_s, u"arn:aws:iam::1:mfa/ada"_s, nullptr);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        m_dialog->show();
    }

    void dialog_namesProfileAndDevice()
    {
        QStringList words;
        for (const QLabel *label : m_dialog->findChildren<QLabel *>())
            words.append(label->text());

        QVERIFY(words.join(u'\n').contains(u"profile ops"_s));
        QVERIFY(words.contains(u"arn:aws:iam::1:mfa/ada"_s));
        QCOMPARE(code()->accessibleName(), u"Code"_s);
        QVERIFY(code()->hasFocus() || m_dialog->focusWidget() == code());
    }

    void typing_sixDigits_submitsThemOnce()
    {
        QSignalSpy typed(m_dialog.get(), &MfaDialog::codeTyped);
        QTest::keyClicks(code(), u"12345"_s);
        QVERIFY(!button(u"Sign in"_s)->isEnabled());
        QTest::keyClicks(code(), u"6"_s);
        QVERIFY(button(u"Sign in"_s)->isEnabled());

        QTest::keyClick(code(), Qt::Key_Return);

        QCOMPARE(typed.size(), 1);
        QCOMPARE(typed.first().first().value<Secret>().reveal(), QByteArrayView("123456"));
        QCOMPARE(m_dialog->result(), int(QDialog::Accepted));
        QVERIFY(code()->text().isEmpty());
        code()->undo();
        QVERIFY(code()->text().isEmpty()); // it is kept nowhere
    }

    void paste_withSpacesAndLetters_keepsTheDigits()
    {
        QGuiApplication::clipboard()->setText(u"code: 123 456\n"_s);
        code()->paste();

        QCOMPARE(code()->text(), u"123456"_s);
        QVERIFY(button(u"Sign in"_s)->isEnabled());
    }

    void moreDigits_areLeftOut()
    {
        QTest::keyClicks(code(), u"1234567"_s);

        QCOMPARE(code()->text(), u"123456"_s);
    }

    void escape_givesUp()
    {
        QSignalSpy typed(m_dialog.get(), &MfaDialog::codeTyped);
        QSignalSpy rejected(m_dialog.get(), &QDialog::rejected);
        QTest::keyClicks(code(), u"123456"_s);

        QTest::keyClick(m_dialog.get(), Qt::Key_Escape);

        QCOMPARE(rejected.size(), 1);
        QVERIFY(typed.isEmpty());
    }
};

QTEST_MAIN(TestMfaDialog)
#include "tst_mfadialog.moc"
