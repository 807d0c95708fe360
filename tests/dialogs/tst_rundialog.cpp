// SPDX-License-Identifier: GPL-3.0-or-later
#include <dialogs/rundialog.h>
#include <support/find.h>

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using dialogs::RunDialog;
using tables::RunTable;
using test::find;

class TestRunDialog : public QObject
{
    Q_OBJECT

private:
    static Plan plan()
    {
        Step program;
        program.title = u"Run the program"_s;
        Step change;
        change.title = u"Change it"_s;
        change.tier = Tier::Reversible;
        Plan both;
        both.title = u"Two steps"_s;
        both.steps = {program, change};
        return both;
    }
    static RunTable::Progress running() { return {StepState::Running, {}, QDateTime::currentDateTimeUtc()}; }
    QPlainTextEdit *output() const { return find<QPlainTextEdit>(*m_dialog, u"Output"_s); }
    QTableView *table() const { return find<QTableView>(*m_dialog, u"Run table"_s); }
    QPushButton *button(const QString &text) const { return find<QPushButton>(*m_dialog, text); }

    std::unique_ptr<RunDialog> m_dialog;

private Q_SLOTS:
    void init()
    {
        m_dialog = std::make_unique<RunDialog>(plan(), nullptr);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        m_dialog->show();
    }
    void cleanup() { m_dialog.reset(); }

    void window_isNotInTheWay() { QVERIFY(!m_dialog->isModal()); }

    void output_ofTheStepAtWork_isShownAsItComes()
    {
        QVERIFY(!output()->isVisible());
        m_dialog->setStep(0, running());
        m_dialog->setOutput(0, {u"one"_s});
        QTRY_COMPARE(output()->toPlainText(), u"one"_s);

        m_dialog->setOutput(0, {u"one"_s, u"two"_s});

        QTRY_COMPARE(output()->toPlainText(), u"one\ntwo"_s);
        QVERIFY(output()->isVisible());
    }

    void output_followsTheStepAtWork_untilAnotherIsSelected()
    {
        m_dialog->setStep(0, running());
        m_dialog->setOutput(0, {u"first"_s});
        m_dialog->setStep(1, running());
        QVERIFY(!output()->isVisible());

        m_dialog->setStep(0, {StepState::Done});
        table()->selectRow(0);
        m_dialog->setStep(1, running());

        QTRY_COMPARE(output()->toPlainText(), u"first"_s);
        QCOMPARE(table()->selectionModel()->selectedRows().first().row(), 0);
    }

    void time_runsWhileTheStepDoes()
    {
        RunTable::Progress begun = running();
        begun.beganAt = begun.beganAt.addSecs(-90);
        m_dialog->setStep(0, begun);

        QTRY_VERIFY(table()->model()->index(0, RunTable::Elapsed).data().toString().startsWith(u"1 min 3"_s));
    }

    void failure_isAskedAbout_andSkippedOnlyWithAReason()
    {
        QSignalSpy answered(m_dialog.get(), &RunDialog::answered);
        m_dialog->setQuestion(
            Question{1, 0, Question::Kind::Failed, u"It failed."_s, {u"retry"_s, u"skip"_s, u"stop"_s}, std::nullopt});
        QVERIFY(button(u"Retry"_s)->isEnabled() && button(u"Stop the run"_s)->isEnabled());
        QVERIFY(!button(u"Skip"_s)->isEnabled());

        QTest::keyClicks(find<QLineEdit>(*m_dialog, u"Reason"_s), u"Not needed today."_s);
        QTest::mouseClick(button(u"Skip"_s), Qt::LeftButton);

        QCOMPARE(answered.size(), 1);
        const auto answer = answered.first().first().value<Answer>();
        QCOMPARE(answer.choice, u"skip"_s);
        QCOMPARE(answer.reason, u"Not needed today."_s);
    }

    void cancel_isOfferedWhileItRuns()
    {
        QSignalSpy cancelled(m_dialog.get(), &RunDialog::cancelRequested);
        QTest::mouseClick(button(u"Cancel run"_s), Qt::LeftButton);
        QCOMPARE(cancelled.size(), 1);

        m_dialog->setFinished();

        QVERIFY(!button(u"Cancel run"_s)->isVisible());
    }
};

QTEST_MAIN(TestRunDialog)
#include "tst_rundialog.moc"
