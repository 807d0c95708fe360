// SPDX-License-Identifier: GPL-3.0-or-later
// Two programs on one journal: one writes, the other looks on.
#include "journalfixtures.h"

#include <QProcess>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using test::answer;
using test::JournalFile;

namespace {

/// Another Stationmaster that has the journal open. It is gone when this is.
class Victim
{
public:
    explicit Victim(const QString &journal)
    {
        m_process.start(QStringLiteral(SM_BINARY_DIR "/tests/operations/journalvictim"), {journal});
        m_isReady = m_process.waitForReadyRead(20'000) && m_process.readLine().trimmed() == "ready";
    }
    ~Victim() { kill(); }
    Victim(const Victim &) = delete;
    Victim &operator=(const Victim &) = delete;

    bool isReady() const { return m_isReady; }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

private:
    QProcess m_process;
    bool m_isReady = false;
};

Plan onePlan() { return test::plan({test::step(u"ada"_s)}); }

} // namespace

class TestJournalSeat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secondProgram_readsAndIsToldWhyItMayNotWrite()
    {
        const JournalFile file;
        const Victim first(file.path);
        QVERIFY(first.isReady());
        const auto journal = file.open();
        QVERIFY(journal);
        QVERIFY(!journal->isWriter());

        const auto run = answer(journal->beginRun(onePlan(), u"sabine"_s, {}));
        const auto entry = answer(journal->begin(test::intent(1, 0, u"ada"_s)));
        const auto note = answer(journal->note(1, u"stopped"_s, -1, {}, u"sabine"_s));
        const auto resolved = answer(journal->resolve(2, StepState::Done, {}, u"sabine"_s));

        for (const auto &error : {run.error(), entry.error(), note.error(), resolved.error()}) {
            QCOMPARE(error.kind(), Error::Kind::Storage);
            QCOMPARE(error.code(), u"JournalInUse"_s);
            QVERIFY(error.message().contains(u"Another Stationmaster"_s));
        }
        QCOMPARE(test::entries(*journal).size(), 2);
        QCOMPARE(test::entries(*journal).value(0).state, StepState::Running);
        QCOMPARE(answer(journal->unfinishedRuns())->first().state, RunState::Running);
        QVERIFY(!test::verified(*journal).firstBad);
    }

    void secondProgram_takesOverWhenTheFirstIsKilled()
    {
        const JournalFile file;
        Victim first(file.path);
        QVERIFY(first.isReady());
        const auto journal = file.open();
        QVERIFY(journal);
        QCOMPARE(answer(journal->takeOver()).error().code(), u"JournalInUse"_s);

        first.kill();

        const auto run = answer(journal->beginRun(onePlan(), u"sabine"_s, {}));
        QVERIFY2(run, qPrintable(run ? QString() : run.error().message()));
        QVERIFY(journal->isWriter());
        const auto doubtful = answer(journal->inDoubt());
        QCOMPARE(doubtful->size(), 1);
        QVERIFY(answer(journal->resolve(doubtful->first().id, StepState::Done, {}, u"sabine"_s)));
        QVERIFY(!test::verified(*journal).firstBad);
    }

    void firstProgram_closed_givesTheSeatAway()
    {
        const JournalFile file;
        auto first = file.open();
        const auto second = file.open();
        QVERIFY(first && second);
        QVERIFY(first->isWriter() && !second->isWriter());

        first.reset();

        QVERIFY(answer(second->takeOver()));
        QVERIFY(second->isWriter());
    }

    void thirdProgram_afterATakeOver_looksOn()
    {
        const JournalFile file;
        Victim victim(file.path);
        QVERIFY(victim.isReady());
        const auto second = file.open();
        QVERIFY(second);
        victim.kill();
        QVERIFY(answer(second->takeOver()));

        const Victim third(file.path);

        QVERIFY(!third.isReady());
        QVERIFY(second->isWriter());
    }
};

QTEST_GUILESS_MAIN(TestJournalSeat)
#include "tst_journalseat.moc"
