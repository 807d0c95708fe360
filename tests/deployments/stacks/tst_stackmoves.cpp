// SPDX-License-Identifier: GPL-3.0-or-later
// The moves from each status against what AWS accepts there (CloudFormation API Reference; "Stack failure options").
#include "stackevents.h"

#include <aws/models.h>
#include <stacks/stackmoves.h>
#include <stacks/stackstanding.h>
#include <stacks/stackstatus.h>
#include <support/await.h>
#include <support/fakecaller.h>

using namespace sm;
using namespace sm::test;

namespace {

const QString redeploy = u"common/redeploy-kept-template"_s;
const QString rollBack = u"common/roll-back-stack"_s;
const QString goOn = u"common/continue-stack-rollback"_s;
const QString cancel = u"common/cancel-stack-update"_s;

const QHash<QString, QString> &accepted()
{
    static const QHash<QString, QString> all{
        {u"CREATE_IN_PROGRESS"_s, {}},
        {u"CREATE_FAILED"_s, rollBack},
        {u"CREATE_COMPLETE"_s, redeploy},
        {u"ROLLBACK_IN_PROGRESS"_s, {}},
        {u"ROLLBACK_FAILED"_s, {}},
        {u"ROLLBACK_COMPLETE"_s, {}},
        {u"DELETE_IN_PROGRESS"_s, {}},
        {u"DELETE_FAILED"_s, {}},
        {u"DELETE_COMPLETE"_s, {}},
        {u"UPDATE_IN_PROGRESS"_s, cancel},
        {u"UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"_s, {}},
        {u"UPDATE_COMPLETE"_s, redeploy},
        {u"UPDATE_FAILED"_s, rollBack},
        {u"UPDATE_ROLLBACK_IN_PROGRESS"_s, {}},
        {u"UPDATE_ROLLBACK_FAILED"_s, goOn},
        {u"UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS"_s, {}},
        {u"UPDATE_ROLLBACK_COMPLETE"_s, redeploy},
        {u"REVIEW_IN_PROGRESS"_s, {}},
        {u"IMPORT_IN_PROGRESS"_s, {}},
        {u"IMPORT_COMPLETE"_s, redeploy},
        {u"IMPORT_ROLLBACK_IN_PROGRESS"_s, {}},
        {u"IMPORT_ROLLBACK_FAILED"_s, {}},
        {u"IMPORT_ROLLBACK_COMPLETE"_s, redeploy},
    };
    return all;
}

Deployment candidate(Deployment::State state = Deployment::State::Superseded)
{
    Deployment made;
    made.kind = DeploymentKind::CloudFormation;
    made.unit = u"shop"_s;
    made.state = state;
    made.liveSince = StackEvents::at(0);
    made.facts = {{u"kept"_s, QString(64, u'a') + u":12"_s}};
    return made;
}

deployments::StackStanding standing(const QString &status)
{
    deployments::StackStanding made;
    made.name = u"shop"_s;
    made.status = status;
    return made;
}

const RollbackMove &moveOf(const QList<RollbackMove> &moves, const QString &runbook)
{
    return *std::find_if(moves.begin(), moves.end(), [&](const RollbackMove &each) { return each.runbook == runbook; });
}

} // namespace

class TestStackMoves : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statuses_areThoseOfTheModel()
    {
        const auto service = aws::Models().service(u"cloudformation"_s);
        QVERIFY(service);
        const aws::Shape *output = (*service)->operation(u"DescribeStacks"_s)->output;
        QVERIFY(output);

        QStringList ours = deployments::stackStatuses();
        QStringList table = accepted().keys();
        ours.sort();
        table.sort();

        QCOMPARE(ours.size(), 23);
        QCOMPARE(table, ours);
    }

    void moves_areThoseThatAwsAccepts_data()
    {
        QTest::addColumn<QString>("status");
        for (const QString &status : deployments::stackStatuses())
            QTest::newRow(qPrintable(status)) << status;
    }
    void moves_areThoseThatAwsAccepts()
    {
        QFETCH(QString, status);

        const QList<RollbackMove> moves = deployments::stackMoves(candidate(), standing(status));

        QCOMPARE(moves.size(), 4);
        for (const RollbackMove &move : moves) {
            QCOMPARE(move.isPossible, move.runbook == accepted().value(status));
            QCOMPARE(move.isProposed, move.isPossible);
            QVERIFY(!move.why.isEmpty());
            if (!move.isPossible && status != "DELETE_COMPLETE"_L1)
                QVERIFY2(move.why.contains(status), qPrintable(move.why)); // the reason is about this very state
        }
        if (!accepted().value(status).isEmpty())
            QVERIFY(moves.first().isPossible);
    }

    void rollback_thatDeletes_isWarnedOf()
    {
        deployments::StackStanding never = standing(u"UPDATE_FAILED"_s);
        never.wasWhole = false;
        const auto warnings = [](const deployments::StackStanding &each) {
            return moveOf(deployments::stackMoves(candidate(Deployment::State::Live), each), rollBack)
                .warnings.join(u' ');
        };

        QVERIFY(warnings(standing(u"CREATE_FAILED"_s)).contains(u"deleted"));
        QVERIFY(warnings(never).contains(u"deleted"));
        QVERIFY(warnings(standing(u"UPDATE_FAILED"_s)).isEmpty());
        QCOMPARE(moveOf(deployments::stackMoves(candidate(), never), rollBack).parameters.value("deletes"_L1),
            QJsonValue(true));
    }

    void redeploy_needsWhatWasKept_andAnotherThanTheLiveOne()
    {
        Deployment bare = candidate();
        bare.facts = {};
        Deployment never = candidate(Deployment::State::RolledBack);
        never.liveSince = {};
        const auto of = [](const Deployment &each) {
            return moveOf(deployments::stackMoves(each, standing(u"UPDATE_COMPLETE"_s)), redeploy);
        };

        QVERIFY(!of(bare).isPossible);
        QVERIFY(of(bare).why.contains(u"not kept"));
        QVERIFY(!of(never).isPossible);
        QVERIFY(!of(candidate(Deployment::State::Live)).isPossible);
        QCOMPARE(of(candidate()).parameters.value("kept"_L1), candidate().facts.value("kept"_L1));
    }

    void nestedStack_hasNoMoves()
    {
        deployments::StackStanding nested = standing(u"UPDATE_COMPLETE"_s);
        nested.partOf = u"arn:root"_s;

        const QList<RollbackMove> moves = deployments::stackMoves(candidate(), nested);

        for (const RollbackMove &move : moves) {
            QVERIFY(!move.isPossible);
            QVERIFY(!move.isProposed);
            QVERIFY(move.why.contains(u"arn:root"));
        }
    }

    void standing_readsThePast_whereTheStatusNeedsIt()
    {
        StackEvents stuck;
        stuck.stack(u"CREATE_IN_PROGRESS"_s, u"one"_s)
            .stack(u"CREATE_COMPLETE"_s, u"one"_s)
            .stack(u"UPDATE_IN_PROGRESS"_s, u"two"_s)
            .resource(u"Cause"_s, u"UPDATE_FAILED"_s, u"two"_s)
            .stack(u"UPDATE_ROLLBACK_IN_PROGRESS"_s, u"two"_s)
            .resource(u"Table"_s, u"UPDATE_FAILED"_s, u"two"_s)
            .stack(u"UPDATE_ROLLBACK_FAILED"_s, u"two"_s);
        StackEvents never;
        never.stack(u"CREATE_IN_PROGRESS"_s, u"one"_s)
            .stack(u"CREATE_FAILED"_s, u"one"_s)
            .stack(u"UPDATE_IN_PROGRESS"_s, u"two"_s)
            .stack(u"UPDATE_FAILED"_s, u"two"_s);
        const aws::Models models;
        const auto read = [&models](const QString &status, const StackEvents &events) {
            FakeCaller caller;
            caller.answer(u"DescribeStacks"_s, {{u"Stacks"_s, QJsonArray{someStack(status)}}});
            caller.answer(u"DescribeStackEvents"_s, {{u"StackEvents"_s, events.newestFirst()}});
            const deployments::AwsReads reads{caller, models};
            return await(deployments::standingOf(&reads, u"shop"_s, {}))
                .value_or(Result<deployments::StackStanding>(Error::cancelled()))
                .value_or(deployments::StackStanding());
        };

        QCOMPARE(read(u"UPDATE_ROLLBACK_FAILED"_s, stuck).failed, QStringList{u"Table"_s});
        QVERIFY(!read(u"UPDATE_FAILED"_s, never).wasWhole);
        QVERIFY(read(u"UPDATE_FAILED"_s, stuck).wasWhole);
        QVERIFY(!read(u"CREATE_FAILED"_s, never).wasWhole);
    }
};

QTEST_GUILESS_MAIN(TestStackMoves)
#include "tst_stackmoves.moc"
