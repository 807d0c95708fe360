// SPDX-License-Identifier: GPL-3.0-or-later
#include <board/due.h>

#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QDateTime Now(QDate(2026, 11, 29), QTime(12, 0), Qt::UTC);

} // namespace

class TestDue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dueOf_age_data()
    {
        QTest::addColumn<int>("every");
        QTest::addColumn<int>("age");
        QTest::addColumn<int>("due");
        const auto row = [](const char *name, int every, int age, Due due) {
            QTest::newRow(name) << every << age << static_cast<int>(due);
        };
        row("no policy", 0, 999999, Due::NoPolicy);
        row("just now", 600, 0, Due::InTime);
        row("four fifths", 600, 480 * 60, Due::InTime);
        row("a second more", 600, 480 * 60 + 1, Due::Soon);
        row("to the end", 600, 600 * 60, Due::Soon);
        row("and past it", 600, 600 * 60 + 1, Due::Overdue);
        row("from the future", 600, -3600, Due::InTime);
        row("ages ago", 1, 2'000'000'000, Due::Overdue);
    }
    void dueOf_age()
    {
        QFETCH(int, every);
        QFETCH(int, age);
        QFETCH(int, due);

        const Due is = backups::dueOf(std::chrono::minutes(every), Now.addSecs(-age), Now);

        QCOMPARE(static_cast<int>(is), due);
    }

    void dueOf_neverDone()
    {
        QCOMPARE(backups::dueOf(1h, {}, Now), Due::Never);
        QCOMPARE(backups::dueOf(0h, {}, Now), Due::NoPolicy);
    }

    void beyondKeep_areTheOldest_butTheProvenOne()
    {
        AssetStanding standing;
        const QDateTime proven = Now.addDays(-1);
        for (const auto &id : {u"new"_s, u"aws"_s, u"broken"_s, u"second"_s, u"third"_s, u"proven"_s, u"oldest"_s}) {
            Backup backup;
            backup.id = id;
            backup.native = id == "aws"_L1 ? id : QString();
            backup.state = id == "broken"_L1 ? Backup::State::Damaged : Backup::State::Available;
            backup.provenAt = id == "proven"_L1 ? proven : QDateTime();
            standing.backups << backup;
        }
        QVERIFY(standing.beyondKeep().isEmpty()); // nobody said how many

        standing.asset.policy.keep = 2;
        const QList<Backup> beyond = standing.beyondKeep();

        QCOMPARE(beyond.size(), 2);
        QCOMPARE(beyond.first().id, u"third"_s);
        QCOMPARE(beyond.last().id, u"oldest"_s);
    }

    /// What is being made, has failed or is damaged is no backup.
    void judge_onlyAvailableOnesCount()
    {
        AssetStanding standing;
        standing.asset.policy = {24h, 24h * 30, 0};
        for (const auto state : {Backup::State::Creating, Backup::State::Failed, Backup::State::Damaged}) {
            Backup backup;
            backup.state = state;
            backup.takenAt = Now;
            standing.backups << backup;
        }

        backups::judge(standing, Now);

        QCOMPARE(standing.backup, Due::Never);
        QCOMPARE(standing.proof, Due::Never);
    }

    void judge_newestFirst_andProofOfAny()
    {
        AssetStanding standing;
        standing.asset.policy = {24h, 24h * 30, 0};
        Backup old;
        old.id = QStringLiteral("old");
        old.takenAt = Now.addDays(-3);
        old.provenAt = Now.addDays(-2);
        Backup young;
        young.id = QStringLiteral("young");
        young.takenAt = Now.addSecs(-3600);
        standing.backups = {old, young};

        backups::judge(standing, Now);

        QCOMPARE(standing.backups.constFirst().id, QStringLiteral("young"));
        QCOMPARE(standing.backup, Due::InTime);
        QCOMPARE(standing.proof, Due::InTime);
    }
};

QTEST_GUILESS_MAIN(TestDue)
#include "tst_due.moc"
