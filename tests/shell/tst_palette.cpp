// SPDX-License-Identifier: GPL-3.0-or-later
#include <shell/palette.h>
#include <support/find.h>

#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace sm;
using shell::CommandPalette;
using shell::paletteScore;

class TestPalette : public QObject
{
    Q_OBJECT

private:
    QAction *add(const QString &text, const QString &group = u"Users"_s)
    {
        m_actions.push_back(std::make_unique<QAction>(text));
        m_entries.append({group, m_actions.back().get()});
        return m_actions.back().get();
    }
    void open()
    {
        m_palette = new CommandPalette(m_entries, nullptr);
        m_palette->open();
        QVERIFY(QTest::qWaitForWindowActive(m_palette));
    }
    QLineEdit *edit() const { return test::find<QLineEdit>(*m_palette, u"Search actions"_s); }
    QListWidget *list() const { return test::find<QListWidget>(*m_palette, u"Actions"_s); }

    std::vector<std::unique_ptr<QAction>> m_actions;
    QList<CommandPalette::Entry> m_entries;
    QPointer<CommandPalette> m_palette;

private Q_SLOTS:
    void cleanup()
    {
        delete m_palette;
        m_entries.clear();
        m_actions.clear();
    }

    void score_findsWords_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("found");
        const QString reset = u"Reset password… Users"_s;
        QTest::newRow("nothing typed") << QString() << reset << true;
        QTest::newRow("beginning") << u"res"_s << reset << true;
        QTest::newRow("case") << u"RESET"_s << reset << true;
        QTest::newRow("words in any order") << u"pass res"_s << reset << true;
        QTest::newRow("inside") << u"word"_s << reset << true;
        QTest::newRow("group") << u"users reset"_s << reset << true;
        QTest::newRow("one word too many") << u"reset table"_s << reset << false;
        QTest::newRow("one letter wrong") << u"passwort"_s << reset << true;
        QTest::newRow("two letters wrong") << u"pasvwort"_s << reset << true;
        QTest::newRow("three letters wrong") << u"pbsvwort"_s << reset << false;
        QTest::newRow("swapped") << u"apssword"_s << reset << true;
        QTest::newRow("one left out") << u"pasword"_s << reset << true;
        QTest::newRow("two left out") << u"psword"_s << reset << true;
        QTest::newRow("one too many") << u"passsword"_s << reset << true;
        QTest::newRow("wrong, not yet complete") << u"pasw"_s << reset << false; // four letters: too short to guess
        QTest::newRow("short and wrong") << u"rest"_s << reset << false;
        QTest::newRow("punctuation") << u"…"_s << reset << true;
        QTest::newRow("other letters") << u"größe"_s << u"Grösse"_s << true;
    }
    void score_findsWords()
    {
        QFETCH(const QString, typed);
        QFETCH(const QString, text);

        QTEST(paletteScore(typed, text) > 0, "found");
    }

    void score_ranksTheBetterHitFirst()
    {
        const int first = paletteScore(u"dis"_s, u"Disable… Users"_s);
        const int later = paletteScore(u"dis"_s, u"Users disable"_s);
        const int inside = paletteScore(u"dis"_s, u"Redistribute"_s);
        const int typo = paletteScore(u"disbale"_s, u"Disable… Users"_s);

        QVERIFY(first > later && later > inside && inside > typo && typo > 0);
    }

    void keyboard_alone_findsAndRuns()
    {
        add(u"New user…"_s);
        QAction *disable = add(u"Disable…"_s);
        add(u"Quit"_s, u"Window"_s);
        QSignalSpy triggered(disable, &QAction::triggered);
        open();
        QVERIFY(edit()->hasFocus());

        QTest::keyClicks(edit(), u"disbale"_s);
        QCOMPARE(list()->count(), 1);
        QCOMPARE(edit()->accessibleDescription(), u"Disable…"_s);
        QTest::keyClick(edit(), Qt::Key_Return);

        QTRY_COMPARE(triggered.size(), 1);
        QTRY_VERIFY(!m_palette);
    }

    void arrows_walkTheList()
    {
        add(u"One"_s);
        QAction *two = add(u"Two"_s);
        add(u"Three"_s);
        QSignalSpy triggered(two, &QAction::triggered);
        open();

        QTest::keyClick(edit(), Qt::Key_Down);
        QTest::keyClick(edit(), Qt::Key_Down);
        QTest::keyClick(edit(), Qt::Key_Down); // stays at the end
        QTest::keyClick(edit(), Qt::Key_Up);
        QVERIFY(edit()->hasFocus());
        QTest::keyClick(edit(), Qt::Key_Return);

        QTRY_COMPARE(triggered.size(), 1);
    }

    void disabledActions_areLastAndDoNothing()
    {
        QAction *disabled = add(u"Reset one"_s);
        disabled->setEnabled(false);
        add(u"A reset"_s);
        QSignalSpy triggered(disabled, &QAction::triggered);
        open();

        QTest::keyClicks(edit(), u"reset"_s);
        QCOMPARE(list()->item(0)->text(), u"A reset"_s);
        QTest::keyClick(edit(), Qt::Key_Down);
        QTest::keyClick(edit(), Qt::Key_Return);
        QCoreApplication::processEvents();

        QCOMPARE(triggered.size(), 0);
        QVERIFY(m_palette->isVisible());
    }

    void nothingFound_enterDoesNothing()
    {
        add(u"One"_s);
        open();

        QTest::keyClicks(edit(), u"zzz"_s);
        QTest::keyClick(edit(), Qt::Key_Return);

        QCOMPARE(list()->count(), 0);
        QVERIFY(m_palette->isVisible());
    }

    void click_runsOnce()
    {
        QAction *one = add(u"One"_s);
        QSignalSpy triggered(one, &QAction::triggered);
        open();

        Q_EMIT list()->itemClicked(list()->item(0)); // where a click activates, both come
        Q_EMIT list()->itemActivated(list()->item(0));

        QTRY_VERIFY(!m_palette);
        QCOMPARE(triggered.size(), 1);
    }

    void actionGoneMeanwhile_isHarmless()
    {
        add(u"One"_s);
        open();

        QTest::keyClick(edit(), Qt::Key_Return);
        m_actions.clear(); // the page was replaced before the next turn of the event loop

        QTRY_VERIFY(!m_palette);
    }

    void thousandsOfEntries_areSearchedAtOnce()
    {
        for (int i = 0; i < 5000; ++i)
            add(u"Open the user number %1"_s.arg(i));
        open();
        QElapsedTimer time;
        time.start();

        edit()->setText(u"number 4711"_s);

        QVERIFY2(time.elapsed() < 500, qPrintable(QString::number(time.elapsed())));
        QCOMPARE(list()->count(), 1);
    }
};

QTEST_MAIN(TestPalette)
#include "tst_palette.moc"
