// SPDX-License-Identifier: GPL-3.0-or-later
// Processes are killed at eight points of the life of each write that the doubles can carry out. After each of them the
// ledger of the double equals the journal, and nothing was lost or done twice.
//
// STATIONMASTER_KILLS=all kills at every place, not at one place of each point; STATIONMASTER_KILL_SEED chooses others.
#include "killround.h"

#include <support/motoserver.h>

#include <QTest>

#include <algorithm>

using namespace sm;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

// A restart has to be usable within a second; the limit leaves room for a machine that is busy with other tests.
constexpr qint64 LongestRestart = 10'000;

} // namespace

class TestKills : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Worlds> m_worlds;
    QList<Write> m_writes;
    KillCount m_count;
    int m_seed = qEnvironmentVariableIntValue("STATIONMASTER_KILL_SEED");

    /// Each write at each point once, and at one of them twice.
    bool isChosen(int write, const Crash &crash) const
    {
        static const bool all = qEnvironmentVariable("STATIONMASTER_KILLS") == "all"_L1;
        const int point = static_cast<int>(crash.point);
        const int seed = (write + point + m_seed) % CrashSeeds;
        const bool isTwice = write % CrashPoints == point && (seed + 1) % CrashSeeds == crash.seed;
        return all || seed == crash.seed || isTwice;
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (const QString &why : {MotoServer::whyUnavailable(), AwsDouble::whyUnavailable()}) {
            if (!why.isEmpty())
                QSKIP(qPrintable(why));
        }
        m_worlds = std::make_unique<Worlds>();
        QVERIFY2(m_worlds->failure().isEmpty(), qPrintable(m_worlds->failure()));
        m_writes = m_worlds->writes();
        QVERIFY(!m_writes.isEmpty());
    }

    void killed_ledgerIsTheJournal_data()
    {
        QTest::addColumn<int>("point");
        QTest::addColumn<int>("seed");
        for (int point = 0; point < CrashPoints; ++point) {
            for (int seed = 0; seed < CrashSeeds; ++seed) {
                const Crash crash{static_cast<CrashPoint>(point), seed};
                QTest::newRow(qPrintable(crash.name())) << point << seed;
            }
        }
    }
    void killed_ledgerIsTheJournal()
    {
        QFETCH(int, point);
        QFETCH(int, seed);
        const Crash crash{static_cast<CrashPoint>(point), seed};
        const Program::Account account = m_worlds->next();
        KillRound first(account, m_count);
        KillRound second(account, m_count);
        QVERIFY2(first.failure().isEmpty(), qPrintable(first.failure()));
        QVERIFY2(second.failure().isEmpty(), qPrintable(second.failure()));

        // Two journals in turn: while one is settled, the next process is on its way to its end at the other.
        QStringList problems;
        KillRound *dying = nullptr;
        int latest = 0;
        const auto finish = [&] {
            if (const QString problem = dying ? dying->finish() : QString(); !problem.isEmpty())
                problems << m_writes.at(latest).name + u": "_s + problem;
        };
        for (int i = 0; i < m_writes.size(); ++i) {
            if (!isChosen(i, crash))
                continue;
            KillRound *next = dying == &first ? &second : &first;
            next->begin(m_writes.at(i), crash, (m_seed * 1'000 + i) * 100 + point * CrashSeeds + seed);
            finish();
            dying = next;
            latest = i;
        }
        finish();

        QVERIFY2(problems.isEmpty(), qPrintable(u'\n' + problems.join(u'\n')));
    }

    void cleanupTestCase()
    {
        if (m_count.restarts.isEmpty())
            return;
        std::sort(m_count.restarts.begin(), m_count.restarts.end());
        const qint64 longest = m_count.restarts.last();
        qInfo("kills: %d SIGKILLs, %d writes, %d lost, %d doubled, restart median %d ms, longest %d ms (seed %d; %d "
              "settled by looking, %d by asking)",
            m_count.kills, static_cast<int>(m_count.writes.size()), m_count.lost, m_count.doubled,
            static_cast<int>(m_count.restarts.at(m_count.restarts.size() / 2)), static_cast<int>(longest), m_seed,
            m_count.looked, m_count.asked);
        QCOMPARE(m_count.lost, 0);
        QCOMPARE(m_count.doubled, 0);
        QVERIFY(m_count.kills >= 1'000);
        QVERIFY(longest < LongestRestart);
    }
};

QTEST_GUILESS_MAIN(TestKills)
#include "tst_kills.moc"
