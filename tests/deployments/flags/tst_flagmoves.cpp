// SPDX-License-Identifier: GPL-3.0-or-later
// The ways back to a deployment of AppConfig, in every state of it, of the latest one and of another profile, before
// and after 72 hours: only what AppConfig accepts is possible.
#include <flags/flagmoves.h>

#include <QTest>

using namespace sm;
using namespace sm::deployments;
using namespace Qt::Literals::StringLiterals;

namespace {

const QDateTime Now(QDate(2026, 11, 29), QTime(12, 0), Qt::UTC);
const QStringList states{
    u"BAKING"_s, u"VALIDATING"_s, u"DEPLOYING"_s, u"COMPLETE"_s, u"ROLLING_BACK"_s, u"ROLLED_BACK"_s, u"REVERTED"_s};
const QStringList busy{u"BAKING"_s, u"VALIDATING"_s, u"DEPLOYING"_s, u"ROLLING_BACK"_s};

QJsonObject item(int number, const QString &state, const QString &version, double hours, const QString &profile = {})
{
    QJsonObject json{{u"DeploymentNumber"_s, number}, {u"State"_s, state}, {u"ConfigurationVersion"_s, version},
        {u"ConfigurationName"_s, profile.isEmpty() ? u"flags"_s : profile}};
    if (!busy.contains(state))
        json.insert(u"CompletedAt"_s, Now.addSecs(qRound64(-3600 * hours)).toString(Qt::ISODateWithMs));
    return json;
}

Deployment candidate(int number, const QString &version, Deployment::State state = Deployment::State::Superseded)
{
    Deployment deployment;
    deployment.kind = DeploymentKind::AppConfig;
    deployment.revision = version;
    deployment.state = state;
    deployment.facts = {{u"number"_s, number}, {u"profile"_s, u"flags"_s}, {u"applicationId"_s, u"a"_s},
        {u"environmentId"_s, u"e"_s}, {u"profileId"_s, u"p"_s}};
    return deployment;
}

const RollbackMove &moveOf(const RollbackMoves &moves, const QString &way)
{
    for (const RollbackMove &move : moves.moves) {
        if (move.parameters[u"way"_s].toString() == way)
            return move;
    }
    return moves.moves.first();
}

/// What StopDeployment with AllowRevert says of the latest deployment, by the API reference.
bool takesBack(const QString &latest, double hours, bool otherIsBusy)
{
    if (latest == "COMPLETE"_L1)
        return hours < 72 && !otherIsBusy;
    return latest == "DEPLOYING"_L1 || latest == "BAKING"_L1 || latest == "VALIDATING"_L1;
}

} // namespace

class TestFlagMoves : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void moves_areWhatAppConfigAccepts_data()
    {
        QTest::addColumn<QString>("latest");
        QTest::addColumn<double>("hours");
        QTest::addColumn<QString>("other");
        QTest::addColumn<bool>("hasVersion");
        for (const QString &latest : states) {
            for (const double hours : {0.5, 71.9, 72.0, 72.1, 500.0}) {
                for (const QString &other : states) {
                    for (const bool hasVersion : {true, false})
                        QTest::addRow("%s %g h ago, other %s, version %d", qPrintable(latest), hours, qPrintable(other),
                            hasVersion)
                            << latest << hours << other << hasVersion;
                }
            }
        }
    }
    void moves_areWhatAppConfigAccepts()
    {
        QFETCH(QString, latest);
        QFETCH(double, hours);
        QFETCH(QString, other);
        QFETCH(bool, hasVersion);
        const bool otherIsBusy = busy.contains(other);
        const QJsonArray around{item(8, other, u"5"_s, 1, u"limits"_s), item(9, latest, u"3"_s, hours),
            item(7, u"COMPLETE"_s, u"2"_s, 600), item(4, u"COMPLETE"_s, u"1"_s, 900)};

        for (const QString &version : {u"2"_s, u"1"_s, u"3"_s}) {
            const FlagState state{candidate(version.toInt() + 5, version), around, hasVersion, Now};
            const RollbackMoves moves = flagMoves(state);

            QCOMPARE(moves.moves.size(), 2);
            const RollbackMove &back = moveOf(moves, u"take back"_s);
            QVERIFY2(!back.isPossible || takesBack(latest, hours, otherIsBusy), qPrintable(back.why));
            QCOMPARE(back.isPossible, version == "2"_L1 && takesBack(latest, hours, otherIsBusy));
            const RollbackMove &again = moveOf(moves, u"deploy again"_s);
            const QString live = latest == "COMPLETE"_L1 ? u"3"_s : u"2"_s;
            QCOMPARE(again.isPossible, hasVersion && !otherIsBusy && !busy.contains(latest) && version != live);
            for (const RollbackMove &move : moves.moves) {
                QVERIFY(!move.why.isEmpty());
                QVERIFY(move.isPossible || !move.isProposed);
                QCOMPARE(move.runbook, u"common/roll-back-configuration"_s);
            }
            QCOMPARE(moves.moves.first().isProposed, back.isPossible || again.isPossible);
        }
    }

    void takenBack_afterAnotherTakingBack_isNotTried()
    {
        const QJsonArray around{
            item(9, u"REVERTED"_s, u"3"_s, 1), item(8, u"COMPLETE"_s, u"2"_s, 2), item(7, u"COMPLETE"_s, u"1"_s, 3)};
        const RollbackMoves moves = flagMoves({candidate(7, u"1"_s), around, true, Now});
        QVERIFY(!moveOf(moves, u"take back"_s).isPossible);
        QVERIFY(moveOf(moves, u"deploy again"_s).isProposed);
    }

    void deploymentUnderWay_isStopped_evenTheFirstOne()
    {
        const QJsonArray around{item(1, u"DEPLOYING"_s, u"1"_s, 0)};
        const RollbackMoves moves = flagMoves({candidate(1, u"1"_s, Deployment::State::InProgress), around, true, Now});
        const RollbackMove &back = moveOf(moves, u"take back"_s);
        QVERIFY2(back.isProposed, qPrintable(back.why));
        QVERIFY(!back.warnings.isEmpty());
    }

    void firstDeployment_isNotTakenBackToNothing()
    {
        const QJsonArray around{item(1, u"COMPLETE"_s, u"1"_s, 1)};
        const RollbackMoves moves = flagMoves({candidate(1, u"1"_s, Deployment::State::Live), around, true, Now});
        for (const RollbackMove &move : moves.moves)
            QVERIFY(!move.isPossible);
    }
};

QTEST_GUILESS_MAIN(TestFlagMoves)
#include "tst_flagmoves.moc"
