// SPDX-License-Identifier: GPL-3.0-or-later
#include <dialogs/newuserdialog.h>
#include <support/find.h>
#include <widgets/passwordfield.h>

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using dialogs::NewUserDialog;
using test::find;

namespace {

UserPool makePool(const QStringList &usernameAttributes = {})
{
    UserPool pool;
    pool.name = u"customers"_s;
    pool.requiredAttributes = {u"email"_s, u"custom:department"_s};
    pool.usernameAttributes = usernameAttributes;
    return pool;
}

} // namespace

class TestNewUserDialog : public QObject
{
    Q_OBJECT

private:
    void open(const UserPool &pool)
    {
        m_dialog = new NewUserDialog(pool, {{{u"Analysts"_s}, u"<b>Read</b> charts"_s}, {{u"Admins"_s}, {}}}, nullptr);
        m_dialog->open();
    }
    void type(const QString &field, const QString &text)
    {
        auto *edit = find<QLineEdit>(*m_dialog, field);
        QVERIFY2(edit, qPrintable(field));
        edit->clear();
        QTest::keyClicks(edit, text);
    }
    QPushButton *submit() const { return find<QPushButton>(*m_dialog, u"Show plan…"_s); }
    void chooseSignIn(int index) { find<QComboBox>(*m_dialog, u"First sign-in"_s)->setCurrentIndex(index); }

    QPointer<NewUserDialog> m_dialog;

private Q_SLOTS:
    void cleanup() { delete m_dialog; }

    void nothingTyped_canNotBeSubmitted()
    {
        open(makePool());

        QVERIFY(!submit()->isEnabled());
        type(u"User name"_s, u"  "_s);
        QVERIFY(!submit()->isEnabled());
        type(u"User name"_s, u"bea"_s);
        QVERIFY(submit()->isEnabled());
    }

    void invitation_isTheDefault()
    {
        open(makePool());
        type(u"User name"_s, u" bea "_s);
        type(u"Email"_s, u"bea@example.com"_s);
        type(u"custom:department"_s, u"Wind"_s);

        const NewUser user = m_dialog->user();

        QCOMPARE(user.name.value, u"bea"_s);
        QCOMPARE(user.attributes,
            (QList<UserAttribute>{{u"email"_s, u"bea@example.com"_s}, {u"custom:department"_s, u"Wind"_s}}));
        QVERIFY(user.sendInvitation && user.emailVerified && user.password.isEmpty() && !user.permanentPassword);
        QVERIFY(user.groups.isEmpty());
    }

    void poolOfAddresses_asksForTheAddressOnly()
    {
        open(makePool({u"email"_s}));
        QVERIFY(!find<QLineEdit>(*m_dialog, u"User name"_s));

        type(u"Email"_s, u"bea@example.com"_s);

        QCOMPARE(m_dialog->user().name.value, u"bea@example.com"_s);
        QVERIFY(submit()->isEnabled());
    }

    void temporaryPassword_needsOne_andMayBeSentOrNot()
    {
        open(makePool());
        type(u"User name"_s, u"bea"_s);
        auto *suppress = find<QCheckBox>(*m_dialog, u"Suppress message"_s);
        QVERIFY(!suppress->isEnabled());

        chooseSignIn(1);
        QVERIFY(!submit()->isEnabled());
        m_dialog->passwordField()->setSecret(Secret(u"Abcdef1!"_s));
        QVERIFY(submit()->isEnabled());
        suppress->setChecked(true);

        const NewUser user = m_dialog->user();
        QVERIFY(user.password == Secret(u"Abcdef1!"_s));
        QVERIFY(!user.sendInvitation && !user.permanentPassword);
    }

    void permanentPassword_sendsNoMessage_andBackIsAsBefore()
    {
        open(makePool());
        type(u"User name"_s, u"bea"_s);
        chooseSignIn(2);
        m_dialog->passwordField()->setSecret(Secret(u"Abcdef1!"_s));

        QVERIFY(m_dialog->user().permanentPassword && !m_dialog->user().sendInvitation);
        chooseSignIn(0);

        QVERIFY(m_dialog->user().sendInvitation && m_dialog->user().password.isEmpty());
        QVERIFY(!m_dialog->user().permanentPassword);
    }

    void generate_isAskedOfTheCaller()
    {
        open(makePool());
        chooseSignIn(1);
        QSignalSpy asked(m_dialog->passwordField(), &widgets::PasswordField::generateRequested);

        QTest::mouseClick(find<QAbstractButton>(*m_dialog, u"Generate"_s), Qt::LeftButton);

        QCOMPARE(asked.size(), 1);
    }

    void groups_areTicked()
    {
        open(makePool());
        auto *groups = find<QListWidget>(*m_dialog, u"Groups"_s);
        QVERIFY(groups);

        groups->setFocus();
        groups->setCurrentRow(1);
        QTest::keyClick(groups, Qt::Key_Space);

        QCOMPARE(m_dialog->user().groups, QStringList{u"Admins"_s});
        QVERIFY(!groups->item(0)->toolTip().contains(u'<')); // a description can not become markup
    }

    void enter_submits_andTheDialogStays()
    {
        open(makePool());
        type(u"User name"_s, u"bea"_s);
        QSignalSpy submitted(m_dialog.data(), &dialogs::FormDialog::submitted);

        QTest::keyClick(find<QLineEdit>(*m_dialog, u"User name"_s), Qt::Key_Return);

        QCOMPARE(submitted.size(), 1);
        QVERIFY(m_dialog->isVisible());
        m_dialog->showError(Error(Error::Kind::Invalid, u"No user name."_s));
        QVERIFY(find(*m_dialog, u"No user name."_s));
        QCOMPARE(m_dialog->user().name.value, u"bea"_s);
    }

    void everyFocusableWidget_hasAName()
    {
        open(makePool());

        for (QWidget *each : m_dialog->findChildren<QWidget *>()) {
            if (each->focusPolicy() != Qt::NoFocus && each->isVisible() && !each->focusProxy())
                QVERIFY2(!test::accessibleNameOf(each).isEmpty(), each->metaObject()->className());
        }
    }
};

QTEST_MAIN(TestNewUserDialog)
#include "tst_newuserdialog.moc"
