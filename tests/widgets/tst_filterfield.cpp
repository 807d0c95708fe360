// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/filterfield.h>

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace sm::widgets;

class TestFilterField : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<FilterField> m_field;

    void type(const QString &text) { QTest::keyClicks(m_field->lineEdit(), text); }
    void press(Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); }

private Q_SLOTS:
    void init()
    {
        m_field = std::make_unique<FilterField>(u"Filter users"_s);
        m_field->setKeys({u"group"_s, u"enabled"_s, u"status"_s});
        m_field->show();
        m_field->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_field.get()));
        m_field->lineEdit()->setFocus();
    }

    void cleanup() { m_field.reset(); }

    void name_isTheAccessibleOne() { QCOMPARE(m_field->lineEdit()->accessibleName(), u"Filter users"_s); }

    void token_finishedBySpace_becomesAChip()
    {
        type(u"group:Analysts enabled:no ada"_s);

        const QList<FilterChip> expected{{u"group"_s, u"Analysts"_s}, {u"enabled"_s, u"no"_s}};
        QCOMPARE(m_field->chips(), expected);
        QCOMPARE(m_field->text(), u"ada"_s);
        QCOMPARE(m_field->filter(), u"group:Analysts enabled:no ada"_s);
    }

    void token_finishedByEnter_becomesAChip()
    {
        type(u"status:confirmed"_s);
        QVERIFY(m_field->chips().isEmpty());

        press(Qt::Key_Return);

        QCOMPARE(m_field->chips().size(), 1);
        QCOMPARE(m_field->text(), QString());
    }

    void token_ofUnknownKey_staysText()
    {
        type(u"custom:wind 12:30 : "_s);

        QVERIFY(m_field->chips().isEmpty());
        QCOMPARE(m_field->text(), u"custom:wind 12:30 :"_s);
    }

    void token_quoted_keepsItsSpaces()
    {
        type(u"Group:\"Data team\" "_s);

        QCOMPARE(m_field->chips(), (QList<FilterChip>{{u"group"_s, u"Data team"_s}}));
        QCOMPARE(m_field->filter(), u"group:\"Data team\""_s);
    }

    void typing_eachKey_announcesOnce()
    {
        QSignalSpy changed(m_field.get(), &FilterField::filterChanged);

        type(u"ada"_s);

        QCOMPARE(changed.size(), 3);
        QCOMPARE(changed.last().at(0).toString(), u"ada"_s);
    }

    void chip_made_announcesOnce()
    {
        type(u"group:Analysts"_s);
        QSignalSpy changed(m_field.get(), &FilterField::filterChanged);

        type(u" "_s);

        QCOMPARE(changed.size(), 0); // the filter already said so while it was text
        QCOMPARE(m_field->chips().size(), 1);
    }

    void backspace_atStart_goesToTheLastChipThenRemovesIt()
    {
        m_field->setFilter(u"group:Analysts enabled:no"_s);

        press(Qt::Key_Backspace);
        QCOMPARE(m_field->chips().size(), 2);
        press(Qt::Key_Backspace);

        QCOMPARE(m_field->filter(), u"group:Analysts"_s);
        QCOMPARE(QApplication::focusWidget(), m_field->lineEdit());
    }

    void arrows_walkBetweenChips()
    {
        m_field->setFilter(u"group:Analysts enabled:no"_s);

        press(Qt::Key_Left);
        press(Qt::Key_Left);
        press(Qt::Key_Delete);

        QCOMPARE(m_field->filter(), u"enabled:no"_s);
        QCOMPARE(QApplication::focusWidget()->accessibleName(), u"enabled: no"_s);
        press(Qt::Key_Right);
        QCOMPARE(QApplication::focusWidget(), m_field->lineEdit());
    }

    void enter_onAChip_makesItTextAgain()
    {
        m_field->setFilter(u"group:\"Data team\" ada"_s);
        m_field->lineEdit()->setCursorPosition(0);

        press(Qt::Key_Left);
        press(Qt::Key_Return);

        QVERIFY(m_field->chips().isEmpty());
        QCOMPARE(m_field->lineEdit()->text(), u"ada group:\"Data team\""_s);
        QCOMPARE(QApplication::focusWidget(), m_field->lineEdit());
    }

    void escape_clearsTextAndKeepsChips()
    {
        m_field->setFilter(u"group:Analysts ada"_s);

        press(Qt::Key_Escape);

        QCOMPARE(m_field->filter(), u"group:Analysts"_s);
    }

    void down_asksForTheRows()
    {
        QSignalSpy rows(m_field.get(), &FilterField::rowsRequested);

        press(Qt::Key_Down);

        QCOMPARE(rows.size(), 1);
    }

    void setChip_ofTheSameKey_replaces()
    {
        m_field->setFilter(u"group:A group:B enabled:no"_s);

        m_field->setChip({u"group"_s, u"C"_s});
        QCOMPARE(m_field->filter(), u"enabled:no group:C"_s);
        m_field->setChip({u"group"_s, QString()});

        QCOMPARE(m_field->filter(), u"enabled:no"_s);
    }

    void filter_givenBack_isRestored()
    {
        m_field->setFilter(u"status:\"must change\" enabled:no radia p"_s);
        const QString kept = m_field->filter();
        FilterField other(u"Filter users"_s);
        other.setKeys({u"status"_s, u"enabled"_s});

        other.setFilter(kept);

        QCOMPARE(other.filter(), kept);
        QCOMPARE(other.chips(), m_field->chips());
    }

    void count_isGroupedByThousands()
    {
        m_field->setCount(15, 1'005'214);

        const auto labels = m_field->findChildren<QLabel *>();
        QVERIFY(std::any_of(
            labels.begin(), labels.end(), [](const QLabel *label) { return label->text() == u"15 of 1 005 214"_s; }));
    }
};

QTEST_MAIN(TestFilterField)
#include "tst_filterfield.moc"
