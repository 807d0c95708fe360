// SPDX-License-Identifier: GPL-3.0-or-later
#include <dialogs/plandialog.h>
#include <shell/palette.h>
#include <support/windowbench.h>

#include <QAbstractButton>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QSignalSpy>
#include <QTableView>

using namespace sm;
using namespace sm::test;

class TestMainWindow : public QObject
{
    Q_OBJECT

private:
    shell::MainWindow &window() const { return *m_bench->window; }
    QAbstractButton *navigation(const QString &name) const { return find<QAbstractButton>(window(), name); }
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWidget *focused = QApplication::focusWidget();
        QTest::keyClick(focused ? focused : m_bench->window.get(), static_cast<Qt::Key>(key), modifiers);
    }
    /// Everything that the palette lists when nothing is typed.
    QStringList paletteEntries()
    {
        press(Qt::Key_K, Qt::ControlModifier);
        auto *palette = window().findChild<shell::CommandPalette *>();
        if (!palette)
            return {};
        auto *list = find<QListWidget>(*palette, u"Actions"_s);
        QStringList texts;
        for (int i = 0; i < list->count(); ++i)
            texts.append(list->item(i)->text().section(u" · "_s, 0, 0));
        delete palette;
        return texts;
    }
    /// Each interface of the tree, once.
    static void walk(QAccessibleInterface *from, const std::function<void(QAccessibleInterface *)> &visit)
    {
        if (!from || !from->isValid())
            return;
        visit(from);
        const bool isTable = from->tableInterface() != nullptr; // its cells are data
        for (int i = 0; !isTable && i < from->childCount(); ++i)
            walk(from->child(i), visit);
    }

    std::unique_ptr<WindowBench> m_bench;

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<WindowBench>(*static_cast<QApplication *>(QCoreApplication::instance()));
        QCOMPARE(m_bench->below.controller.state(), controllers::UsersController::State::Ready);
    }
    void cleanup() { m_bench.reset(); }

    void navigation_byKeyboard_changesThePage()
    {
        QVERIFY(navigation(u"Users"_s)->isChecked() && m_bench->users->isVisible());

        press(Qt::Key_2, Qt::ControlModifier);
        QVERIFY(m_bench->journal->isVisible() && navigation(u"Journal"_s)->isChecked());
        press(Qt::Key_1, Qt::ControlModifier);
        QVERIFY(m_bench->users->isVisible());
        navigation(u"Users"_s)->setFocus();
        press(Qt::Key_Down);
        press(Qt::Key_Return);

        QVERIFY(m_bench->journal->isVisible());
    }

    void navigation_hasTheNamesOfTheDesign()
    {
        for (const QString &name : {u"Users"_s, u"Journal"_s})
            QVERIFY2(navigation(name), qPrintable(name));
        QVERIFY(find<QTableView>(window(), u"Users table"_s) && find<QTableView>(window(), u"Journal table"_s));
        QVERIFY(find<QLineEdit>(window(), u"Filter users"_s));
    }

    void title_namesSystemAndEnvironment()
    {
        QVERIFY(window().windowTitle().contains(u"Demo"_s) && window().windowTitle().contains(u"DEVELOPMENT"_s));
        QVERIFY(m_bench->says(u"System: Demo"_s));
    }

    void palette_reachesEveryAction()
    {
        const QStringList entries = paletteEntries();

        for (const QAction *action : window().findChildren<QAction *>()) {
            const bool inMenu = qobject_cast<QMenu *>(action->parent()) || action->menu(); // opened by an action
            const bool inField = qobject_cast<QLineEdit *>(action->parent());
            if (!inMenu && !inField && !action->text().isEmpty() && !action->isSeparator())
                QVERIFY2(entries.contains(action->text()), qPrintable(action->text()));
        }
        QVERIFY(entries.contains(u"Disable…"_s) && entries.contains(u"Theme: dark"_s));
    }

    void shortcuts_areUniqueOnAPage()
    {
        QHash<QKeySequence, QString> seen;
        for (const QAction *action : window().findChildren<QAction *>()) {
            const bool ofTheOther = m_bench->journal->isAncestorOf(qobject_cast<QWidget *>(action->parent()));
            if (ofTheOther || action->shortcut().isEmpty())
                continue;
            QVERIFY2(!seen.contains(action->shortcut()),
                qPrintable(action->text() + u" and "_s + seen.value(action->shortcut())));
            seen.insert(action->shortcut(), action->text());
        }
    }

    void tree_everyFocusableThing_hasNameAndRole_andNoMnemonicTwice()
    {
        find<QTableView>(window(), u"Users table"_s)->selectRow(0);
        QStringList unnamed;
        QHash<QString, QString> mnemonics;
        int focusable = 0;

        walk(QAccessible::queryAccessibleInterface(m_bench->window.get()), [&](QAccessibleInterface *each) {
            if (each->state().invisible)
                return;
            const QString name = each->text(QAccessible::Name);
            auto *widget = qobject_cast<QWidget *>(each->object());
            const bool isProxied = widget && widget->focusProxy();
            if (each->state().focusable && !isProxied) {
                ++focusable;
                if (name.isEmpty() || each->role() == QAccessible::NoRole)
                    unnamed.append(
                        QString::fromLatin1(each->object() ? each->object()->metaObject()->className() : "?"));
            }
            const QString keys = each->text(QAccessible::Accelerator);
            if (keys.startsWith(u"Alt+"_s)) {
                if (mnemonics.contains(keys))
                    unnamed.append(keys + u' ' + name);
                mnemonics.insert(keys, name);
            }
        });

        QCOMPARE(unnamed, QStringList());
        QVERIFY(focusable > 10);
    }

    void tab_goesRoundAndIsNowhereTrapped()
    {
        QSet<QWidget *> seen;
        find<QLineEdit>(window(), u"Filter users"_s)->setFocus();
        for (int i = 0; i < 200 && QApplication::focusWidget(); ++i) {
            QWidget *focused = QApplication::focusWidget();
            if (seen.contains(focused))
                break;
            seen.insert(focused);
            press(Qt::Key_Tab);
            QVERIFY2(QApplication::focusWidget() != focused, focused->metaObject()->className());
        }

        QVERIFY(seen.contains(find<QTableView>(window(), u"Users table"_s)));
        QVERIFY(seen.contains(navigation(u"Users"_s)));
        QVERIFY(seen.size() > 8);
    }

    void plan_isShownAndRunWhenItIsConfirmed()
    {
        find<QTableView>(window(), u"Users table"_s)->selectRow(0);
        m_bench->action(u"Disable…"_s)->trigger();
        auto *dialog = window().findChild<dialogs::PlanDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(m_bench->below.executor.gate.calls().isEmpty());

        QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);

        QTRY_COMPARE(m_bench->below.executor.gate.calls(), QStringList{u"ada@example.com"_s});
        QTRY_VERIFY(m_bench->says(u"Disable ada@example.com"_s)); // in the activity panel
    }

    void plan_ofASystemThatWasLeft_neverRunsOnTheNext()
    {
        Bench other;
        m_bench->window->showPlan(m_bench->below.planDisable({u"ada"_s}));
        QPointer<dialogs::PlanDialog> dialog = window().findChild<dialogs::PlanDialog *>();
        QVERIFY(dialog);
        m_bench->window->setSystem(WindowBench::otherSystem(), &other.runs);

        if (dialog)
            Q_EMIT dialog->confirmed(dialog->plan(), {{}, true, false});

        QVERIFY(other.runs.runs().empty());
        m_bench->window->setSystem(m_bench->below.system, nullptr);
    }

    void readOnly_planCanOnlyBeLookedAt()
    {
        Bench other(true);
        QVERIFY(other.load());
        m_bench->window->setSystem(other.system, &other.runs);

        m_bench->window->showPlan(other.planDisable({u"ada"_s}));

        auto *dialog = window().findChild<dialogs::PlanDialog *>();
        QVERIFY(dialog && !find<QAbstractButton>(*dialog, u"Run"_s)->isEnabled());
        delete dialog;
        m_bench->window->setSystem(other.system, nullptr);
    }

    void refusedRun_comesToTheFront()
    {
        Plan plan = m_bench->below.planDisable({u"ada"_s}).plan;
        plan.title = u"Something else"_s;

        m_bench->below.runs.run(plan, {});

        QTRY_VERIFY(m_bench->says(u"This plan is not the one that was shown"_s));
    }

    void otherSystem_replacesPagesAndLeavesNothingOfTheFirst()
    {
        QTest::keyClicks(find<QLineEdit>(window(), u"Filter users"_s), u"ada"_s);
        const QPointer<pages::UsersPage> old = m_bench->users;
        m_bench->window->showError(Error(Error::Kind::Denied, u"Refused for ada."_s));

        Bench other;
        m_bench->window->setSystem(WindowBench::otherSystem(), &other.runs);
        auto *users = new pages::UsersPage(other.controller);
        m_bench->window->addPage(widgets::Glyph::Users, users);
        m_bench->window->showPage(u"Users"_s);

        QVERIFY(!old);
        QVERIFY(!navigation(u"Journal"_s));
        QVERIFY(find<QLineEdit>(window(), u"Filter users"_s)->text().isEmpty());
        QVERIFY(!m_bench->says(u"Refused for ada."_s));
        QVERIFY(window().windowTitle().contains(u"Energy & Water"_s));
        QTRY_COMPARE(other.controller.state(), controllers::UsersController::State::Ready);

        // The first one's state comes back with it.
        m_bench->addPages();
        QCOMPARE(find<QLineEdit>(window(), u"Filter users"_s)->text(), u"ada"_s);
    }

    void runOfASystemThatWasLeft_endsInSilence()
    {
        m_bench->below.executor.gate.hold();
        m_bench->below.executor.failures.insert(u"ada@example.com"_s, Error(Error::Kind::Denied, u"Refused."_s));
        m_bench->below.runs.run(m_bench->below.planDisable({u"ada"_s}).plan, {});
        QTRY_COMPARE(m_bench->below.executor.gate.waiting(), 1);
        Bench other;
        m_bench->window->setSystem(WindowBench::otherSystem(), &other.runs);

        m_bench->below.executor.gate.open();
        QTRY_VERIFY(!m_bench->below.runs.isBusy());

        QVERIFY(!m_bench->says(u"Refused."_s));
        m_bench->window->setSystem(m_bench->below.system, nullptr);
    }

    void systemSwitcher_namesAllAndTellsTheChoice()
    {
        QSignalSpy chosen(&window().topBar(), &shell::TopBar::systemChosen);
        QAction *other = nullptr;
        for (QAction *each : window().topBar().findChildren<QAction *>()) {
            if (each->text().startsWith(u"Energy && Water"_s))
                other = each;
        }
        QVERIFY(other);
        // The menu that the choice came from is replaced, as the program does it.
        connect(&window().topBar(), &shell::TopBar::systemChosen, this, [this](const SystemId &id) {
            window().topBar().setSystems({m_bench->below.system, WindowBench::otherSystem()}, id);
        });

        other->trigger();

        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().value<SystemId>().value, u"other"_s);
        QVERIFY(m_bench->says(u"System: Energy & Water"_s));
    }

    void state_isRestored_andGarbageIsNot()
    {
        window().resize(1000, 700);
        m_bench->appearance.setScheme(widgets::Appearance::Scheme::Dark);
        const QByteArray state = window().saveState();
        m_bench->appearance.setScheme(widgets::Appearance::Scheme::Light);
        shell::MainWindow other(m_bench->appearance);

        other.restoreState("garbage");
        QCOMPARE(m_bench->appearance.scheme(), widgets::Appearance::Scheme::Light);
        other.restoreState(state);

        QCOMPARE(m_bench->appearance.scheme(), widgets::Appearance::Scheme::Dark);
        QCOMPARE(other.size(), QSize(1000, 700));
    }

    void identity_isReadWithItsWords()
    {
        Identity identity;
        identity.name = u"sabine"_s;
        identity.account.value = u"123456789012"_s;
        identity.expiresAt = QDateTime::currentDateTimeUtc().addSecs(3 * 60);

        window().topBar().setIdentity(identity, m_bench->below.system, {});

        QVERIFY(m_bench->says(u"sabine · 123456789012 · eu-west-1 · session ends in"_s));
        window().topBar().setIdentity({}, m_bench->below.system, Error(Error::Kind::Denied, u"No credentials."_s));
        QVERIFY(m_bench->says(u"Not signed in"_s));
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
