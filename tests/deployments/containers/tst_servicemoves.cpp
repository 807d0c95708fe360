// SPDX-License-Identifier: GPL-3.0-or-later
// Every state of a service, of who deploys to it, of the revision and of a deployment that goes on: possible is only
// what AWS accepts.
#include "servicebench.h"
#include "servicemoves.h"

#include <QTest>

#include <algorithm>

using namespace sm;
using namespace sm::deployments;
using namespace sm::test;

namespace {

const QStringList Statuses{u"ACTIVE"_s, u"DRAINING"_s, u"INACTIVE"_s};
const QStringList Controllers{QString(), u"ECS"_s, u"CODE_DEPLOY"_s, u"EXTERNAL"_s};
const QStringList Definitions{u"ACTIVE"_s, u"INACTIVE"_s, u"DELETE_IN_PROGRESS"_s};
/// None, or that of the deployment that goes on.
const QStringList Ongoing{
    QString(), u"PENDING"_s, u"IN_PROGRESS"_s, u"STOP_REQUESTED"_s, u"ROLLBACK_REQUESTED"_s, u"ROLLBACK_IN_PROGRESS"_s};

/// What a service runs, or starts to, and which revision it is to go back to.
struct State
{
    QString status;
    QString controller;
    QString definition;
    QString ongoing;
    int candidate = 7; ///< 8 runs
    int source = 7; ///< that the ongoing deployment started from; 0: nobody knows
};

ServiceSituation situationOf(const State &state)
{
    const QString rolloutState = state.ongoing.isEmpty() ? u"COMPLETED"_s : u"IN_PROGRESS"_s;
    QJsonObject json
        = service({rollout(u"ecs-svc/2"_s, 8, u"PRIMARY"_s, rolloutState, u"2026-11-30T12:00:00Z"_s)}, state.status);
    if (!state.controller.isEmpty())
        json.insert(u"deploymentController"_s, QJsonObject{{u"type"_s, state.controller}});
    ServiceSituation situation{ServiceFacts(json), definition(state.candidate, u"web:1"_s, state.definition), {}};
    if (!state.ongoing.isEmpty())
        situation.ongoing
            = {arnOfDeployment(u"b"_s), state.ongoing, state.source ? arnOfRevision(state.source) : QString()};
    return situation;
}

const RollbackMove *moveTo(const RollbackMoves &moves, const QString &runbook)
{
    const auto found = std::ranges::find(moves.moves, runbook, &RollbackMove::runbook);
    return found == moves.moves.end() ? nullptr : &*found;
}

} // namespace

class TestServiceMoves : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void moves_inEveryState_areThoseThatAwsAccepts_data()
    {
        QTest::addColumn<State>("state");
        for (const QString &status : Statuses) {
            for (const QString &controller : Controllers) {
                for (const QString &definition : Definitions) {
                    for (const QString &ongoing : Ongoing) {
                        for (const int candidate : {6, 7, 8}) {
                            for (const int source : {0, 7})
                                QTest::addRow("%s %s, revision %d %s, ongoing %s from %d", qPrintable(status),
                                    qPrintable(controller), candidate, qPrintable(definition), qPrintable(ongoing),
                                    source)
                                    << State{status, controller, definition, ongoing, candidate, source};
                        }
                    }
                }
            }
        }
    }
    void moves_inEveryState_areThoseThatAwsAccepts()
    {
        QFETCH(State, state);

        const RollbackMoves moves = movesIn(situationOf(state));

        const bool isOurs = state.status == "ACTIVE"_L1 && (state.controller.isEmpty() || state.controller == "ECS"_L1);
        const RollbackMove *update = moveTo(moves, u"common/roll-back-service"_s);
        QVERIFY(update);
        QCOMPARE(update->isPossible, isOurs && state.definition == "ACTIVE"_L1 && state.candidate != 8);
        const RollbackMove *stop = moveTo(moves, u"common/stop-service-deployment"_s);
        QCOMPARE(stop != nullptr, !state.ongoing.isEmpty());
        if (stop) {
            const bool canStop = state.ongoing == "PENDING"_L1 || state.ongoing == "IN_PROGRESS"_L1;
            QCOMPARE(stop->isPossible, isOurs && canStop && state.source != 0 && state.source == state.candidate);
        }
        for (const RollbackMove &each : moves.moves) {
            QVERIFY(!each.title.isEmpty());
            QVERIFY(!each.why.isEmpty());
        }
        const auto proposed = std::ranges::count_if(moves.moves, &RollbackMove::isProposed);
        const bool isAny = std::ranges::any_of(moves.moves, &RollbackMove::isPossible);
        QCOMPARE(proposed, isAny ? 1 : 0);
        if (isAny)
            QVERIFY(moves.moves.first().isProposed && moves.moves.first().isPossible);
    }

    void update_opensTheRunbookFilledIn()
    {
        const RollbackMoves moves = movesIn(situationOf({u"ACTIVE"_s, {}, u"ACTIVE"_s, {}}));

        QCOMPARE(moves.moves.size(), 1);
        QCOMPARE(moves.moves.first().title, u"Roll web from web:8 to web:7"_s);
        QCOMPARE(moves.moves.first().parameters,
            (QJsonObject{
                {u"cluster"_s, u"shop"_s}, {u"service"_s, u"web"_s}, {u"taskDefinition"_s, arnOfRevision(7)}}));
        QVERIFY(moves.moves.first().warnings.join(u' ').contains(u"No circuit breaker"_s));
        QVERIFY(moves.notBack.join(u' ').contains(u"web:1"_s)); // its tag may have been moved
    }

    void circuitBreaker_isNoWarning()
    {
        ServiceSituation situation = situationOf({u"ACTIVE"_s, {}, u"ACTIVE"_s, {}});
        QJsonObject json = situation.service.json();
        json.insert(u"deploymentConfiguration"_s,
            QJsonObject{{u"deploymentCircuitBreaker"_s, QJsonObject{{u"enable"_s, true}, {u"rollback"_s, true}}}});
        situation.service = ServiceFacts(json);

        QCOMPARE(movesIn(situation).moves.first().warnings, QStringList());
    }

    void ongoingDeployment_isStoppedRatherThanReplaced()
    {
        const RollbackMoves moves = movesIn(situationOf({u"ACTIVE"_s, {}, u"ACTIVE"_s, u"IN_PROGRESS"_s}));

        QCOMPARE(moves.moves.size(), 2);
        QCOMPARE(moves.moves.first().runbook, u"common/stop-service-deployment"_s);
        QVERIFY(moves.moves.first().isProposed);
        QVERIFY(moves.moves.last().isPossible);
    }
};

QTEST_GUILESS_MAIN(TestServiceMoves)
#include "tst_servicemoves.moc"
