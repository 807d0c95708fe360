// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/badge.h>
#include <widgets/buttons.h>
#include <widgets/changelist.h>
#include <widgets/codeblock.h>
#include <widgets/emptystate.h>
#include <widgets/environment.h>
#include <widgets/filterfield.h>
#include <widgets/keyvaluelist.h>
#include <widgets/menubutton.h>
#include <widgets/navbutton.h>
#include <widgets/noticebar.h>
#include <widgets/passwordfield.h>
#include <widgets/progressrow.h>
#include <widgets/searchbox.h>
#include <widgets/tableview.h>
#include <widgets/textlabel.h>

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;
using namespace sm;
using namespace sm::widgets;

/// The tree of the widgets as a screen reader sees it.
class TestAccessibility : public QObject
{
    Q_OBJECT

private:
    static QString nameOf(QObject *object)
    {
        QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(object);
        return seen ? seen->text(QAccessible::Name) : QString();
    }

    static QAccessible::Role roleOf(QObject *object)
    {
        QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(object);
        return seen ? seen->role() : QAccessible::NoRole;
    }

private Q_SLOTS:
    void menuButton_pressed_isDoneBeforeItsMenuCloses()
    {
        MenuButton button(u"Export"_s);
        button.entries()->addAction(u"Export PNG…"_s);
        button.show();
        QVERIFY(QTest::qWaitForWindowActive(&button));
        QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(&button);
        QCOMPARE(nameOf(&button), u"Export"_s);

        seen->actionInterface()->doAction(
            QAccessibleActionInterface::pressAction()); // a nested loop would never return

        QTRY_VERIFY(button.entries()->isVisible());
        button.entries()->close();
    }

    void everyFocusableWidget_hasANameAndARole()
    {
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *filter = new FilterField(u"Filter users"_s);
        filter->setKeys({u"group"_s});
        filter->setFilter(u"group:Analysts"_s);
        auto *list = new KeyValueList;
        list->setRows({{u"sub"_s, u"4b1f"_s, {}}});
        auto *notice = new NoticeBar;
        notice->showError(Error(Error::Kind::Denied, u"Refused."_s).withCode(u"E1"_s));
        auto *code = new CodeBlock(u"AWS CLI"_s);
        const QList<QWidget *> all{
            filter,
            list,
            notice,
            code,
            new TableView(u"Users table"_s),
            new SearchBox(u"Search actions"_s, QKeySequence(u"Ctrl+K"_s)),
            new PasswordField(u"Temporary password"_s),
            new ProgressRow(u"Resend invitations"_s),
            new NavButton(Glyph::Users, u"Users"_s),
            makeButton(u"Delete…"_s, ButtonKind::Danger),
            makeIconButton(Glyph::Copy, u"Copy"_s),
        };
        for (QWidget *widget : all)
            layout->addWidget(widget);
        window.show();

        for (QWidget *widget : window.findChildren<QWidget *>()) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || widget->focusProxy())
                continue;
            QVERIFY2(!nameOf(widget).isEmpty(), widget->metaObject()->className());
            QVERIFY2(roleOf(widget) != QAccessible::NoRole, widget->metaObject()->className());
        }
    }

    void wordOnTheControl_isItsName()
    {
        const std::unique_ptr<QPushButton> button(makeButton(u"New user…"_s, ButtonKind::Primary));
        const NavButton nav(Glyph::Users, u"Users"_s);
        const Badge badge(u"Confirmed"_s, Tone::Good);
        EnvironmentBadge environment;

        environment.setEnvironment(Environment::Staging);

        QCOMPARE(nameOf(button.get()), u"New user…"_s);
        QCOMPARE(nameOf(const_cast<NavButton *>(&nav)), u"Users"_s);
        QCOMPARE(nameOf(const_cast<Badge *>(&badge)), u"Confirmed"_s);
        QCOMPARE(nameOf(&environment), u"STAGING"_s);
    }

    void navCount_isSaidInWords()
    {
        NavButton nav(Glyph::Health, u"Health"_s);

        nav.setCount(2);

        QCOMPARE(nameOf(&nav), u"Health"_s);
        QVERIFY(nav.accessibleDescription().contains(u'2'));
    }

    void keyValueRow_byEnter_copiesItsValue()
    {
        KeyValueList list;
        list.setRows({{u"email"_s, u"ada@example.com"_s, {}}, {u"sub"_s, u"<b>4b1f</b>"_s, {}}});
        list.show();
        const auto rows = list.findChildren<QAbstractButton *>();
        QCOMPARE(rows.size(), 2);

        QTest::keyClick(rows[1], Qt::Key_Return);

        QCOMPARE(QGuiApplication::clipboard()->text(), u"<b>4b1f</b>"_s);
        QCOMPARE(nameOf(rows[0]), u"email: ada@example.com"_s);
        QCOMPARE(roleOf(rows[0]), QAccessible::Button);
    }

    void tooltip_withMarkup_isEscaped()
    {
        QCOMPARE(plainToolTip(u"a & b"_s), u"a & b"_s);
        QCOMPARE(plainToolTip(u"<b>x</b>"_s), u"<span>&lt;b&gt;x&lt;/b&gt;</span>"_s);
    }

    void changes_areSaidAsSentences()
    {
        QCOMPARE(sentenceOf({u"Enabled"_s, u"true"_s, u"false"_s}), u"Enabled: from true to false"_s);
        QCOMPARE(sentenceOf({u"Group"_s, {}, u"Admins"_s}), u"Group: from nothing to Admins"_s);
    }

    void passwordField_buttons_areReachedByTab()
    {
        PasswordField field(u"Temporary password"_s);
        field.setGenerateOffered(true);
        QStringList names;
        for (const QToolButton *button : field.findChildren<QToolButton *>()) {
            QVERIFY(button->focusPolicy() & Qt::TabFocus);
            names.append(button->accessibleName());
        }

        QCOMPARE(names, (QStringList{u"Show password"_s, u"Paste"_s, u"Generate"_s}));
    }

    void passwordField_secretSet_isShownAndGivenBack()
    {
        PasswordField field(u"Temporary password"_s);

        field.setSecret(Secret(u"Grün-7hund"_s));

        QCOMPARE(field.lineEdit()->echoMode(), QLineEdit::Normal);
        QVERIFY(field.secret() == Secret(u"Grün-7hund"_s));
        field.clear();
        QVERIFY(field.isEmpty());
        QCOMPARE(field.lineEdit()->echoMode(), QLineEdit::Password);
    }
};

QTEST_MAIN(TestAccessibility)
#include "tst_accessibility.moc"
