// SPDX-License-Identifier: GPL-3.0-or-later
#include <dialogs/rollbackdialog.h>
#include <support/find.h>
#include <support/somedeployments.h>

#include <QApplication>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using namespace sm;
using namespace sm::test;
using dialogs::RollbackDialog;

namespace {

const QString unit = u"chat-lambda:live"_s;

QList<Deployment> candidates()
{
    QList<Deployment> all{liveDeployment(unit, 17, 28), someDeployment(unit, 16, 1730), someDeployment(unit, 15, 4320)};
    all[0].health = unwell();
    all[1].health = wellFor(27h);
    return all;
}

RollbackMoves moves()
{
    RollbackMove upload;
    upload.title = u"Upload the code again"_s;
    upload.why = u"Nobody kept its code."_s;
    RollbackMove shift;
    shift.title = u"Shift live from 17 to 16"_s;
    shift.why = u"Version 16 is still there."_s;
    shift.isPossible = true;
    shift.isProposed = true;
    shift.runbook = u"common/roll-back-alias"_s;
    shift.warnings = {u"Provisioned concurrency has to warm up."_s};
    return {{upload, shift}, {u"214 messages were sent already."_s}};
}

DeploymentDifference difference()
{
    return {{{u"Environment.MODEL_TIMEOUT"_s, u"3"_s, u"30"_s, false, false},
                {u"Environment.API_KEY"_s, u"sk-now"_s, u"sk-then"_s, true, false}},
        {u"214 messages were sent already."_s}};
}

} // namespace

/// Met through its widgets, from the keyboard.
class TestRollbackDialog : public QObject
{
    Q_OBJECT

private:
    QPushButton *button(const QString &text) const { return find<QPushButton>(*m_dialog, text); }
    QRadioButton *choice(const QString &text) const { return find<QRadioButton>(*m_dialog, text); }
    QTableView *table() const { return find<QTableView>(*m_dialog, u"Candidates"_s); }
    QPlainTextEdit *reason() const { return find<QPlainTextEdit>(*m_dialog, u"Reason"_s); }
    QString everything() const
    {
        QStringList texts;
        for (QWidget *each : m_dialog->findChildren<QWidget *>()) {
            texts << accessibleNameOf(each) << each->accessibleDescription() << each->toolTip();
            if (auto *text = qobject_cast<QPlainTextEdit *>(each))
                texts << text->toPlainText();
        }
        return texts.join(u'\n');
    }
    bool says(const QString &sentence) const
    {
        for (QWidget *each : m_dialog->findChildren<QWidget *>()) {
            if (each->isVisible() && accessibleNameOf(each).contains(sentence))
                return true;
        }
        return false;
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget *focused = QApplication::focusWidget();
        QTest::keyClick(focused ? focused : m_dialog.get(), key, modifiers);
    }
    /// As the page fills it.
    void show()
    {
        m_dialog->setCandidates(candidates(), candidates().at(1).id, candidates().at(1).id);
        m_dialog->setDifference(m_dialog->candidate(), difference());
        m_dialog->setMoves(m_dialog->candidate(), moves());
        m_dialog->setQuestions({30min, u"The subscribers of incidents."_s, {{u"chat"_s, {u"ChatMessage"_s}}}});
        m_dialog->open();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }

    std::unique_ptr<RollbackDialog> m_dialog;

private Q_SLOTS:
    void init()
    {
        m_dialog = std::make_unique<RollbackDialog>(u"chat-lambda live"_s, 1.0, nullptr);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    }
    void cleanup() { m_dialog.reset(); }

    void proposed_isChosen_withItsDifference()
    {
        show();

        QCOMPARE(m_dialog->accessibleName(), u"Roll back chat-lambda live"_s);
        QCOMPARE(m_dialog->candidate(), candidates().at(1).id);
        QVERIFY(table()->hasFocus());
        auto *text = find<QPlainTextEdit>(*m_dialog, u"Difference of the candidate"_s);
        QVERIFY(text && text->toPlainText().contains(u"Environment.MODEL_TIMEOUT"_s));
        QVERIFY(says(u"Can not be brought back: 214 messages were sent already."_s));
    }

    void keyboardAlone_leadsToTheAnswer()
    {
        show();
        QSignalSpy submitted(m_dialog.get(), &RollbackDialog::submitted);

        press(Qt::Key_Return);
        QCOMPARE(m_dialog->step(), RollbackDialog::How);
        QVERIFY(choice(u"Shift live from 17 to 16 (proposed)"_s)->hasFocus());
        press(Qt::Key_Return);
        QCOMPARE(m_dialog->step(), RollbackDialog::Why);
        QVERIFY(reason()->hasFocus());
        QVERIFY(!button(u"Show plan…"_s)->isEnabled());
        QTest::keyClicks(reason(), u"No answers"_s);
        press(Qt::Key_Return, Qt::ControlModifier);

        QCOMPARE(submitted.size(), 1);
        const std::optional<RollbackDialog::Answer> answer = m_dialog->answer();
        QVERIFY(answer);
        QCOMPARE(answer->move.runbook, u"common/roll-back-alias"_s);
        QCOMPARE(answer->reason, u"No answers"_s);
        QCOMPARE(answer->watch, 30min);
    }

    void reason_isMandatory_spacesAreNone()
    {
        show();
        m_dialog->goTo(RollbackDialog::Why);
        QSignalSpy submitted(m_dialog.get(), &RollbackDialog::submitted);

        QTest::keyClicks(reason(), u"   "_s);
        press(Qt::Key_Return, Qt::ControlModifier);

        QCOMPARE(submitted.size(), 0);
        QVERIFY(!m_dialog->answer() && !button(u"Show plan…"_s)->isEnabled());
    }

    void impossibleMove_saysWhy_andIsNeverTheAnswer()
    {
        show();
        m_dialog->goTo(RollbackDialog::How);

        QVERIFY(!choice(u"Upload the code again"_s)->isEnabled());
        QVERIFY(says(u"Nobody kept its code."_s));
        QVERIFY(says(u"Provisioned concurrency has to warm up."_s));
        QTest::mouseClick(choice(u"Upload the code again"_s), Qt::LeftButton);
        QCOMPARE(m_dialog->chosenMove()->title, u"Shift live from 17 to 16"_s);
    }

    void noPossibleMove_endsThere()
    {
        RollbackMoves none = moves();
        none.moves.removeLast();
        show();
        m_dialog->setMoves(m_dialog->candidate(), none);

        m_dialog->goTo(RollbackDialog::How);

        QVERIFY(!button(u"Next"_s)->isEnabled());
        press(Qt::Key_Return);
        press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(m_dialog->step(), RollbackDialog::How);
        QVERIFY(!m_dialog->chosenMove() && !m_dialog->answer());
    }

    void moveThatBecameImpossible_leadsBackToTheChoice()
    {
        show();
        m_dialog->goTo(RollbackDialog::Why);
        QTest::keyClicks(reason(), u"No answers"_s);
        RollbackMoves later = moves();
        later.moves.last().isPossible = false;
        later.moves.last().why = u"The alias was shifted by somebody else."_s;

        m_dialog->setMoves(m_dialog->candidate(), later);

        QCOMPARE(m_dialog->step(), RollbackDialog::How);
        QVERIFY(!m_dialog->answer());
        QVERIFY(says(u"The alias was shifted by somebody else."_s));
        QVERIFY(!says(u"(proposed)"_s));
    }

    void otherCandidate_isAskedFor_andOldAnswersDoNotCount()
    {
        show();
        QSignalSpy chosen(m_dialog.get(), &RollbackDialog::candidateChosen);

        press(Qt::Key_Down);

        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().toString(), candidates().at(2).id);
        m_dialog->setMoves(candidates().at(1).id, moves()); // comes late
        QVERIFY(!m_dialog->chosenMove());
        press(Qt::Key_Return);
        QVERIFY(says(u"Reading which ways back there are…"_s));
        QVERIFY(!button(u"Next"_s)->isEnabled());
    }

    void watch_isFifteenThirtyOrSixtyMinutes_andStaysChosen()
    {
        show();
        m_dialog->goTo(RollbackDialog::Why);
        auto *watch = find<QComboBox>(*m_dialog, u"Watch for"_s);
        QCOMPARE(watch->count(), 3);
        QCOMPARE(watch->currentText(), u"30 minutes"_s);

        watch->setFocus();
        press(Qt::Key_Down);
        QTest::keyClicks(reason(), u"No answers"_s);
        m_dialog->setQuestions({30min, {}, {}});

        QCOMPARE(m_dialog->answer()->watch, 60min);
        m_dialog->setQuestions({0min, {}, {}});
        QVERIFY(!watch->isVisible());
        QCOMPARE(m_dialog->answer()->watch, 0min);
    }

    void backups_areOfferedWhereTheRunbookTakesSome()
    {
        show();
        m_dialog->goTo(RollbackDialog::How);
        auto *sets = find<QComboBox>(*m_dialog, u"Back up first"_s);
        QVERIFY(sets && sets->isVisible());
        QCOMPARE(sets->itemText(1), u"chat: ChatMessage"_s);

        sets->setCurrentIndex(1);
        QTest::keyClicks(reason(), u"No answers"_s);

        QCOMPARE(m_dialog->answer()->backupSet, u"chat"_s);
        m_dialog->setQuestions({30min, {}, {}});
        QVERIFY(!sets->isVisible());
        QCOMPARE(m_dialog->answer()->backupSet, QString());
    }

    void planning_standsStill_andFailureKeepsWhatWasTyped()
    {
        show();
        m_dialog->goTo(RollbackDialog::Why);
        QTest::keyClicks(reason(), u"No answers"_s);

        m_dialog->setPlanning(true);
        QVERIFY(!button(u"Show plan…"_s)->isEnabled() && !button(u"Back"_s)->isEnabled());
        QVERIFY(button(u"Cancel"_s)->isEnabled());
        m_dialog->setPlanning(false);
        m_dialog->showError(Error(Error::Kind::Denied, u"lambda:GetAlias is denied."_s));

        QVERIFY(says(u"lambda:GetAlias is denied."_s));
        QCOMPARE(m_dialog->answer()->reason, u"No answers"_s);
    }

    void problems_areSaidInPlace()
    {
        show();
        m_dialog->setDifferenceProblem(m_dialog->candidate(), Error(Error::Kind::Network, u"No way to AWS."_s));
        QVERIFY(says(u"What differs could not be read. No way to AWS."_s));
        m_dialog->setMovesProblem(m_dialog->candidate(), Error(Error::Kind::Network, u"No way to AWS."_s));
        m_dialog->goTo(RollbackDialog::How);

        QVERIFY(says(u"Which ways back there are could not be read. No way to AWS."_s));
        QVERIFY(!button(u"Next"_s)->isEnabled());
    }

    void escape_leaves_fromEveryStep()
    {
        for (const auto step : {RollbackDialog::WhereTo, RollbackDialog::How, RollbackDialog::Why}) {
            init();
            show();
            m_dialog->goTo(step);
            QSignalSpy rejected(m_dialog.get(), &QDialog::rejected);
            press(Qt::Key_Escape);
            QCOMPARE(rejected.size(), 1);
        }
    }

    void secrets_areNowhere()
    {
        show();
        const QString all = everything();

        QVERIFY(all.contains(u"API_KEY"_s) && all.contains(u"another (hidden)"_s));
        QVERIFY(!all.contains(u"sk-now"_s) && !all.contains(u"sk-then"_s));
    }

    void dialog_fitsIntoTheSmallestWindow()
    {
        show();
        QVERIFY2(m_dialog->minimumSizeHint().height() <= 640,
            qPrintable(QString::number(m_dialog->minimumSizeHint().height())));
        QVERIFY(m_dialog->minimumSizeHint().width() <= 1000);
    }
};

QTEST_MAIN(TestRollbackDialog)
#include "tst_rollbackdialog.moc"
