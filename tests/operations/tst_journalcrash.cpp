// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixtures.h"

#include <QProcess>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using test::await;

class TestJournalCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedBetweenIntentAndOutcome_comesBackInDoubt()
    {
        const test::JournalFile file;
        QProcess victim;
        victim.start(QStringLiteral(SM_BINARY_DIR "/tests/operations/journalvictim"), {file.path});
        QVERIFY(victim.waitForReadyRead(20'000));
        QCOMPARE(victim.readLine().trimmed(), QByteArray("ready"));
        const auto journal = file.open();
        QVERIFY(journal);
        QCOMPARE(test::entries(*journal).value(0).state, StepState::Running);

        victim.kill();
        QVERIFY(victim.waitForFinished());

        const QList<JournalEntry> entries = test::entries(*journal);
        QCOMPARE(entries.size(), 2);
        QCOMPARE(entries[0].resource, u"sent"_s);
        QCOMPARE(entries[0].state, StepState::InDoubt);
        QCOMPARE(entries[1].state, StepState::Done);
    }
};

QTEST_GUILESS_MAIN(TestJournalCrash)
#include "tst_journalcrash.moc"
