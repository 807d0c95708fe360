// SPDX-License-Identifier: GPL-3.0-or-later
#include "functionmoves.h"

#include <QTest>

using namespace sm;
using namespace sm::deployments;
using namespace Qt::Literals::StringLiterals;

namespace {

const QStringList states{u"Pending"_s, u"Active"_s, u"Inactive"_s, u"Failed"_s, u"Deactivating"_s, u"Deactivated"_s,
    u"ActiveNonInvocable"_s, u"Deleting"_s};
const QStringList updates{u"Successful"_s, u"Failed"_s, u"InProgress"_s};

QJsonObject configuration(const QString &version, const QString &code, const QString &state = u"Active"_s,
    const QString &update = u"Successful"_s)
{
    return {{u"Version"_s, version}, {u"CodeSha256"_s, code}, {u"State"_s, state}, {u"LastUpdateStatus"_s, update},
        {u"Role"_s, u"arn:aws:iam::1:role/chat"_s}, {u"MemorySize"_s, 512}};
}

Deployment candidateOf(const QString &unit, const QString &revision, const QString &version)
{
    Deployment candidate;
    candidate.unit = unit;
    candidate.revision = revision;
    candidate.facts = {{u"version"_s, version}};
    return candidate;
}

/// live points to 17, and 16 is to come back.
FunctionNow aliasNow()
{
    FunctionNow now;
    now.function = u"chat"_s;
    now.alias = FunctionAlias{u"live"_s, u"17"_s, {}};
    now.live = configuration(u"17"_s, u"new"_s);
    now.candidate = configuration(u"16"_s, u"old"_s);
    return now;
}

FunctionNow latestNow()
{
    FunctionNow now;
    now.function = u"chat"_s;
    now.live = configuration(u"$LATEST"_s, u"new"_s);
    now.kept = {{u"chat"_s, u"b1"_s, u"old"_s, QDateTime(QDate(2026, 11, 1), QTime(), Qt::UTC)},
        {u"chat"_s, u"b2"_s, u"old"_s, QDateTime(QDate(2026, 11, 2), QTime(), Qt::UTC)}};
    return now;
}

QList<RollbackMove> ofAlias(const FunctionNow &now, const QString &version = u"16"_s)
{
    return functionMoves(candidateOf(u"chat:live"_s, version, version), now);
}

QStringList possible(const QList<RollbackMove> &moves)
{
    QStringList names;
    for (const RollbackMove &move : moves) {
        if (move.isPossible)
            names << move.runbook.section(u'/', 1) + (move.isProposed ? u"*"_s : QString());
    }
    return names;
}

} // namespace

class TestFunctionMoves : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void alias_isPointedToTheChosenVersion_andNoOther()
    {
        const QList<RollbackMove> moves = ofAlias(aliasNow());

        QCOMPARE(possible(moves), (QStringList{u"roll-back-alias*"_s, u"shift-alias"_s}));
        QCOMPARE(moves.first().parameters,
            (QJsonObject{{u"function"_s, u"chat"_s}, {u"alias"_s, u"live"_s}, {u"version"_s, u"16"_s}}));
        QCOMPARE(moves.first().title, u"Shift live from 17 to 16"_s);
    }

    void everyStateOfTheVersion_allowsWhatLambdaTakes_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("update");
        for (const QString &state : states) {
            for (const QString &update : updates)
                QTest::addRow("%s/%s", qPrintable(state), qPrintable(update)) << state << update;
        }
    }
    void everyStateOfTheVersion_allowsWhatLambdaTakes()
    {
        QFETCH(QString, state);
        QFETCH(QString, update);
        FunctionNow now = aliasNow();
        now.candidate = configuration(u"16"_s, u"old"_s, state, update);

        const QList<RollbackMove> moves = ofAlias(now);

        const bool isFine = state == "Active"_L1 && update == "Successful"_L1;
        QCOMPARE(!possible(moves).isEmpty(), isFine);
        for (const RollbackMove &move : moves) {
            QVERIFY(!move.why.isEmpty());
            QVERIFY(move.isPossible || !move.isProposed);
        }
    }

    void everyStateOfTheFunction_allowsWhatLambdaTakes_data() { everyStateOfTheVersion_allowsWhatLambdaTakes_data(); }
    void everyStateOfTheFunction_allowsWhatLambdaTakes()
    {
        QFETCH(QString, state);
        QFETCH(QString, update);
        FunctionNow now = latestNow();
        now.live = configuration(u"$LATEST"_s, u"new"_s, state, update);

        const QList<RollbackMove> moves = functionMoves(candidateOf(u"chat"_s, u"old"_s, {}), now);

        // A failed update is a reason to go back, not one against it.
        QCOMPARE(!possible(moves).isEmpty(), state == "Active"_L1 && update != "InProgress"_L1);
    }

    void stateOfTheLiveVersion_isNoReasonAgainstAnAlias()
    {
        for (const QString &state : states) {
            FunctionNow now = aliasNow();
            now.live = configuration(u"17"_s, u"new"_s, state);
            QVERIFY2(possible(ofAlias(now)).contains(u"roll-back-alias*"_s), qPrintable(state));
        }
    }

    void deletedVersion_neverComesBack()
    {
        FunctionNow now = aliasNow();
        now.candidate.reset();

        const QList<RollbackMove> moves = ofAlias(now);

        QVERIFY(possible(moves).isEmpty());
        QVERIFY(moves.first().why.contains(u"was deleted"_s));
    }

    void aliasThatIsThere_isLeftAlone_butAShareIsTaken()
    {
        FunctionNow now = aliasNow();
        now.candidate = now.live;
        const QList<RollbackMove> there = ofAlias(now, u"17"_s);
        QVERIFY(possible(there).isEmpty());
        QCOMPARE(there.size(), 1);
        QCOMPARE(there.first().why, u"live points to version 17 already."_s);
        QVERIFY(!there.first().title.contains(u"from 17"_s) && there.first().warnings.isEmpty());

        now.alias->weights = {{u"18"_s, 0.1}};
        const QList<RollbackMove> moves = ofAlias(now, u"17"_s);

        QCOMPARE(possible(moves), QStringList{u"roll-back-alias*"_s});
        QCOMPARE(moves.first().title, u"Take the share of 18 from live"_s);
    }

    void sameCodeAndConfiguration_isNoWayBack_sameCodeAloneIsSaid()
    {
        FunctionNow now = aliasNow();
        now.candidate = configuration(u"16"_s, u"new"_s);
        QVERIFY(possible(ofAlias(now)).isEmpty());

        now.candidate->insert(u"MemorySize"_s, 128);
        const QList<RollbackMove> moves = ofAlias(now);

        QVERIFY(moves.first().isPossible);
        QVERIFY(moves.first().warnings.join(u' ').contains(u"same code"_s));
    }

    void anotherRole_sharesNoTraffic()
    {
        FunctionNow now = aliasNow();
        now.candidate->insert(u"Role"_s, u"arn:aws:iam::1:role/other"_s);

        QCOMPARE(possible(ofAlias(now)), QStringList{u"roll-back-alias*"_s});
    }

    void latest_comesFromTheNewestBackupOfThatCode()
    {
        const QList<RollbackMove> moves = functionMoves(candidateOf(u"chat"_s, u"old"_s, {}), latestNow());

        QCOMPARE(possible(moves), QStringList{u"roll-back-function-code*"_s});
        QCOMPARE(moves.first().parameters,
            (QJsonObject{{u"function"_s, u"chat"_s}, {u"asset"_s, u"chat"_s}, {u"backup"_s, u"b2"_s}}));
    }

    void latest_comesFromThePublishedVersion_whereNothingWasKept()
    {
        FunctionNow now = latestNow();
        now.kept.clear();
        now.candidate = configuration(u"16"_s, u"old"_s);

        const QList<RollbackMove> moves = functionMoves(candidateOf(u"chat"_s, u"old"_s, u"16"_s), now);

        QCOMPARE(possible(moves), QStringList{u"roll-back-function-code*"_s});
        QCOMPARE(moves.first().parameters.value(u"version"_s), QJsonValue(u"16"_s));
        now.candidate.reset();
        QVERIFY(possible(functionMoves(candidateOf(u"chat"_s, u"old"_s, u"16"_s), now)).isEmpty());
    }

    void onlyNumbersDiffer_aretheConfigurationsWay()
    {
        FunctionNow now = latestNow();
        now.candidate = configuration(u"16"_s, u"new"_s);
        now.candidate->insert(u"MemorySize"_s, 128);

        const QList<RollbackMove> moves = functionMoves(candidateOf(u"chat"_s, u"new"_s, u"16"_s), now);

        QCOMPARE(possible(moves), (QStringList{u"configure-function*"_s, u"roll-back-function-code"_s}));
        QCOMPARE(moves.first().parameters, (QJsonObject{{u"function"_s, u"chat"_s}, {u"memory"_s, 128}}));
    }
};

QTEST_GUILESS_MAIN(TestFunctionMoves)
#include "tst_functionmoves.moc"
