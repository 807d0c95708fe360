// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/questionbar.h>

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace sm;
using namespace sm::widgets;
using namespace Qt::Literals::StringLiterals;

class TestQuestionBar : public QObject
{
    Q_OBJECT

private:
    static Question acknowledging()
    {
        return {1, 0, Question::Kind::Acknowledge, u"It deletes 3 resources."_s, {u"3"_s}, {}, u"3"_s, {}};
    }
    static Question approving(const QString &evidence)
    {
        return {1, 0, Question::Kind::Approve, u"Was it reviewed?"_s, {u"yes"_s, u"no"_s}, {}, {}, evidence};
    }

    QPushButton *button(const QString &text) const
    {
        for (QPushButton *each : m_bar->findChildren<QPushButton *>()) {
            if (each->text() == text && each->isVisible())
                return each;
        }
        return nullptr;
    }
    QLineEdit *line() const { return m_bar->findChild<QLineEdit *>(); }
    QStringList labels() const
    {
        QStringList texts;
        for (const QLabel *each : m_bar->findChildren<QLabel *>()) {
            if (each->isVisible())
                texts << each->text();
        }
        return texts;
    }
    Answer answer() const { return m_answered->constFirst().constFirst().value<Answer>(); }

    std::unique_ptr<QDialog> m_dialog;
    QuestionBar *m_bar = nullptr;
    QPushButton *m_close = nullptr;
    std::unique_ptr<QSignalSpy> m_answered;

private Q_SLOTS:
    void init()
    {
        m_dialog = std::make_unique<QDialog>();
        m_bar = new QuestionBar;
        m_close = new QPushButton(u"Close"_s);
        m_close->setDefault(true);
        auto *layout = new QVBoxLayout(m_dialog.get());
        layout->addWidget(m_bar);
        layout->addWidget(m_close);
        connect(m_close, &QPushButton::clicked, m_dialog.get(), &QDialog::accept);
        m_answered = std::make_unique<QSignalSpy>(m_bar, &QuestionBar::answered);
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }
    void cleanup() { m_dialog.reset(); }

    void acknowledge_otherText_doesNotGoOn()
    {
        m_bar->ask(acknowledging());
        QVERIFY(!button(u"Go on"_s)->isEnabled());

        for (const QString &text : {u"yes"_s, u"3 "_s, u"33"_s}) {
            line()->setText(text);
            QVERIFY2(!button(u"Go on"_s)->isEnabled(), qPrintable(text));
        }
        QVERIFY(button(u"Stop the run"_s)->isEnabled());
    }

    void acknowledge_theText_isTypedAndSentByKeyboardAlone()
    {
        m_bar->ask(acknowledging());
        line()->setFocus();

        QTest::keyClicks(line(), u"3"_s);
        QVERIFY(button(u"Go on"_s)->isEnabled());
        QTest::keyClick(line(), Qt::Key_Return);

        QCOMPARE(m_answered->size(), 1);
        QCOMPARE(answer().choice, u"3"_s);
        QVERIFY(!m_bar->isVisible());
        QVERIFY(m_dialog->isVisible());
    }

    void acknowledge_enterWithOtherText_sendsNothingAndClosesNothing()
    {
        m_bar->ask(acknowledging());
        line()->setFocus();

        QTest::keyClicks(line(), u"4"_s);
        QTest::keyClick(line(), Qt::Key_Return);

        QCOMPARE(m_answered->size(), 0);
        QVERIFY(m_dialog->isVisible());
        QVERIFY(m_bar->isVisible());
    }

    void acknowledge_stop_isAnAnswerOfItsOwn()
    {
        m_bar->ask(acknowledging());
        line()->setText(u"3"_s);

        QTest::mouseClick(button(u"Stop the run"_s), Qt::LeftButton);

        QCOMPARE(answer().choice, u"stop"_s);
        QCOMPARE(answer().reason, QString());
    }

    void acknowledge_line_saysWhatHasToBeTyped()
    {
        m_bar->ask(acknowledging());

        QCOMPARE(line()->accessibleName(), u"Type “3”"_s);
        QVERIFY(labels().contains(u"Type “3”"_s));
        QVERIFY(m_bar->accessibleName().contains(u"It deletes 3 resources."_s));
    }

    void approval_withEvidence_takesAYesOnlyWithIt()
    {
        m_bar->ask(approving(u"Link to the review"_s));
        QVERIFY(!button(u"Yes"_s)->isEnabled());
        QCOMPARE(line()->accessibleName(), u"Link to the review"_s);
        QVERIFY(labels().contains(u"Link to the review"_s));

        QTest::keyClicks(line(), u"https://example.com/17"_s);
        QTest::mouseClick(button(u"Yes"_s), Qt::LeftButton);

        QCOMPARE(answer().choice, u"yes"_s);
        QCOMPARE(answer().reason, u"https://example.com/17"_s);
    }

    void approval_withoutEvidence_isGivenWithoutAReason()
    {
        m_bar->ask(approving({}));

        QVERIFY(button(u"Yes"_s)->isEnabled());
        QVERIFY(!button(u"No"_s)->isEnabled());
        QCOMPARE(line()->accessibleName(), u"Reason"_s);
    }

    void nextQuestion_startsWithAnEmptyLine()
    {
        m_bar->ask(acknowledging());
        line()->setText(u"3"_s);

        m_bar->ask(approving({}));

        QCOMPARE(line()->text(), QString());
        QVERIFY(!labels().contains(u"Type “3”"_s));
        QCOMPARE(line()->accessibleName(), u"Reason"_s);
    }
};

QTEST_MAIN(TestQuestionBar)
#include "tst_questionbar.moc"
