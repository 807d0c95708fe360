// SPDX-License-Identifier: GPL-3.0-or-later
#include <steps/rollbackmarks.h>

#include <QTest>

using namespace sm;
using namespace sm::deployments;
using namespace Qt::Literals::StringLiterals;

namespace {

JournalEntry entry(qint64 id, const QString &uses, const QString &unit, StepState state = StepState::Done)
{
    JournalEntry made;
    made.id = id;
    made.run = id * 10;
    made.uses = uses;
    made.state = state;
    made.actor = u"ada"_s;
    made.intentAt = QDateTime(QDate(2026, 8, 1), QTime(12, static_cast<int>(id)), Qt::UTC);
    made.input = {{u"kind"_s, u"ecs"_s}, {u"unit"_s, unit}, {u"from"_s, u"5"_s}, {u"to"_s, QString::number(id)},
        {u"reason"_s, u"Slow."_s}};
    return made;
}

const QString mark = u"deployment:mark"_s;
const QString unmark = u"deployment:unmark"_s;

} // namespace

class TestRollbackMarks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mark_isReadWhole()
    {
        const QList<RollbackMark> marks = marksIn({entry(1, mark, u"prod/web"_s)});

        QCOMPARE(marks.size(), 1);
        QCOMPARE(marks.first().kind, DeploymentKind::Ecs);
        QCOMPARE(marks.first().unit, u"prod/web"_s);
        QCOMPARE(marks.first().from, u"5"_s);
        QCOMPARE(marks.first().to, u"1"_s);
        QCOMPARE(marks.first().reason, u"Slow."_s);
        QCOMPARE(marks.first().by, u"ada"_s);
        QCOMPARE(marks.first().run, 10);
        QCOMPARE(marks.first().at, QDateTime(QDate(2026, 8, 1), QTime(12, 1), Qt::UTC));
    }

    void newestOfAUnit_stands_newestFirst()
    {
        const QList<RollbackMark> marks
            = marksIn({entry(3, mark, u"a"_s), entry(1, mark, u"a"_s), entry(2, mark, u"b"_s)});

        QCOMPARE(marks.size(), 2);
        QCOMPARE(marks.first().to, u"3"_s);
        QCOMPARE(marks.last().unit, u"b"_s);
    }

    void unmark_takesTheLastOff_andOneAfterItStands()
    {
        QVERIFY(marksIn({entry(1, mark, u"a"_s), entry(2, unmark, u"a"_s)}).isEmpty());
        QCOMPARE(marksIn({entry(1, mark, u"a"_s), entry(2, unmark, u"a"_s), entry(3, mark, u"a"_s)}).size(), 1);
        QCOMPARE(marksIn({entry(1, mark, u"a"_s), entry(2, unmark, u"b"_s)}).size(), 1);
    }

    void whatFailedOrIsInDoubt_isNoMark()
    {
        QVERIFY(marksIn({entry(1, mark, u"a"_s, StepState::Failed)}).isEmpty());
        QVERIFY(marksIn({entry(1, mark, u"a"_s, StepState::InDoubt)}).isEmpty());
        QCOMPARE(marksIn({entry(1, mark, u"a"_s), entry(2, unmark, u"a"_s, StepState::Failed)}).size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestRollbackMarks)
#include "tst_rollbackmarks.moc"
