// SPDX-License-Identifier: GPL-3.0-or-later
#include "functionhistory.h"

#include <sources/proposal.h>

#include <QTest>

using namespace sm;
using namespace sm::deployments;
using namespace Qt::Literals::StringLiterals;
using State = Deployment::State;

namespace {

QDateTime day(int number) { return {QDate(2026, 11, number), QTime(12, 0), Qt::UTC}; }

QJsonObject published(const QString &version, int number, const QString &description = {})
{
    return {{u"Version"_s, version}, {u"LastModified"_s, day(number).toString(u"yyyy-MM-ddTHH:mm:ss.zzz+0000"_s)},
        {u"CodeSha256"_s, u"sha-"_s + version}, {u"Description"_s, description}};
}

FunctionChange shifted(
    int number, const QString &version, const QJsonObject &weights = {}, const QString &by = u"ada"_s)
{
    FunctionChange change{day(number), by, u"UpdateAlias20150331"_s,
        {{u"functionName"_s, u"chat"_s}, {u"name"_s, u"live"_s}, {u"functionVersion"_s, version},
            {u"routingConfig"_s, QJsonObject{{u"additionalVersionWeights"_s, weights}}}},
        {}, 0};
    return change;
}

QStringList told(const QList<Deployment> &all)
{
    static const QHash<State, QString> words{{State::InProgress, u"in progress"_s}, {State::Live, u"live"_s},
        {State::Superseded, u"superseded"_s}, {State::Failed, u"failed"_s}, {State::RolledBack, u"rolled back"_s},
        {State::Stopped, u"stopped"_s}};
    QStringList lines;
    for (const Deployment &each : all)
        lines << each.revision + u' ' + words.value(each.state)
                + (each.liveSince.isValid() ? u" since "_s + each.liveSince.toString(u"d"_s) : QString())
                + (each.liveUntil.isValid() ? u" until "_s + each.liveUntil.toString(u"d"_s) : QString());
    return lines;
}

FunctionPast past(const QJsonArray &versions, const QList<FunctionChange> &changes = {})
{
    return {u"chat"_s, versionsFrom(versions), changes};
}

} // namespace

class TestFunctionHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void versions_areOrderedByNumber()
    {
        QStringList names;
        for (const FunctionVersion &each : versionsFrom({published(u"1"_s, 1), published(u"10"_s, 10),
                 published(u"11"_s, 11), published(u"9"_s, 9), published(u"$LATEST"_s, 12)}))
            names << each.version;

        QCOMPARE(names, (QStringList{u"$LATEST"_s, u"11"_s, u"10"_s, u"9"_s, u"1"_s}));
    }

    void modified_isReadInEverySpelling_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("of AWS") << u"2026-11-03T12:00:00.250+0000"_s;
        QTest::newRow("with nanoseconds") << u"2026-11-03T12:00:00.250123456Z"_s;
    }
    void modified_isReadInEverySpelling()
    {
        QFETCH(QString, text);

        QCOMPARE(versionFrom({{u"LastModified"_s, text}}).at, day(3).addMSecs(250));
    }

    void withoutATrail_versionsAreLiveFromWhenTheyWerePublished()
    {
        const QList<Deployment> all = historyOf(
            past({published(u"9"_s, 1), published(u"10"_s, 2), published(u"11"_s, 3), published(u"$LATEST"_s, 4)}),
            {u"live"_s, u"10"_s, {}});

        QCOMPARE(told(all), (QStringList{u"11 superseded"_s, u"10 live since 2"_s, u"9 superseded since 1 until 2"_s}));
        QCOMPARE(all.at(1).unit, u"chat:live"_s);
        QCOMPARE(all.at(1).title, u"chat live → 10"_s);
        QVERIFY(all.at(0).status.contains(u"does not point to it"_s));
    }

    void withATrail_itIsWhatTheAliasPointedTo()
    {
        const QList<Deployment> all = historyOf(
            past({published(u"9"_s, 1), published(u"10"_s, 2), published(u"11"_s, 3, u"build 7, 3f2a91c"_s)},
                {shifted(5, u"10"_s), shifted(7, u"11"_s, {}, u"bob"_s)}),
            {u"live"_s, u"11"_s, {}});

        QCOMPARE(told(all),
            (QStringList{u"11 live since 7"_s, u"10 superseded since 5 until 7"_s, u"9 superseded since 1 until 5"_s}));
        QCOMPARE(all.at(0).by, u"bob"_s);
        QCOMPARE(all.at(0).commit, u"3f2a91c"_s);
        QCOMPARE(all.at(0).facts.value(u"codeSha256"_s), QJsonValue(u"sha-11"_s));
    }

    void wayBack_showsWhatWasRolledBack_andIsNeverProposed()
    {
        QList<Deployment> all = historyOf(past({published(u"9"_s, 1), published(u"10"_s, 2), published(u"11"_s, 3)},
                                              {shifted(5, u"10"_s), shifted(7, u"11"_s), shifted(8, u"10"_s)}),
            {u"live"_s, u"10"_s, {}});

        QCOMPARE(told(all),
            (QStringList{u"10 live since 8"_s, u"11 rolled back since 7 until 8"_s, u"10 superseded since 5 until 7"_s,
                u"9 superseded since 1 until 5"_s}));
        HealthRecord well;
        well.verdict = HealthRecord::Verdict::Healthy;
        well.observed = std::chrono::hours(40);
        for (Deployment &each : all)
            each.health = well;
        const qsizetype proposed = proposedOf(all, std::chrono::hours(4));
        QVERIFY(proposed >= 0);
        QCOMPARE(all.at(proposed).revision, u"9"_s); // 10 is live
    }

    void share_isInProgress_withBothVersions()
    {
        const QList<Deployment> all = historyOf(past({published(u"10"_s, 2), published(u"11"_s, 3)},
                                                    {shifted(5, u"10"_s), shifted(7, u"10"_s, {{u"11"_s, 0.1}})}),
            {u"live"_s, u"10"_s, {{u"11"_s, 0.1}}});

        QCOMPARE(told(all), (QStringList{u"11 in progress"_s, u"10 live since 5"_s}));
        QCOMPARE(all.at(0).startedAt, day(7));
        QCOMPARE(all.at(0).by, u"ada"_s);
        QCOMPARE(all.at(0).status, u"10 % to 11, the rest to 10"_s);
    }

    void share_withoutATrail_isInProgress()
    {
        const QList<Deployment> all
            = historyOf(past({published(u"10"_s, 2), published(u"11"_s, 3)}), {u"live"_s, u"10"_s, {{u"11"_s, 0.25}}});

        QCOMPARE(told(all), (QStringList{u"11 in progress"_s, u"10 live since 2"_s}));
    }

    void share_thatWasTakenBack_isRolledBack_oneThatGrewIsADeployment()
    {
        const QList<FunctionChange> taken{
            shifted(5, u"10"_s), shifted(6, u"10"_s, {{u"11"_s, 0.1}}), shifted(7, u"10"_s)};
        QCOMPARE(told(historyOf(past({published(u"10"_s, 2), published(u"11"_s, 3)}, taken), {u"live"_s, u"10"_s, {}})),
            (QStringList{u"11 rolled back"_s, u"10 live since 5"_s}));

        const QList<FunctionChange> grown{
            shifted(5, u"10"_s), shifted(6, u"10"_s, {{u"11"_s, 0.1}}), shifted(7, u"11"_s)};
        QCOMPARE(told(historyOf(past({published(u"10"_s, 2), published(u"11"_s, 3)}, grown), {u"live"_s, u"11"_s, {}})),
            (QStringList{u"11 live since 7"_s, u"10 superseded since 5 until 7"_s}));
    }

    void trailThatMissedTheLastChange_givesWayToTheAlias()
    {
        const QList<Deployment> all = historyOf(
            past({published(u"10"_s, 2), published(u"11"_s, 3)}, {shifted(5, u"10"_s)}), {u"live"_s, u"11"_s, {}});

        QCOMPARE(all.first().revision, u"11"_s);
        QVERIFY(all.first().isLive());
        QCOMPARE(all.at(1).state, State::Superseded);
        QVERIFY(all.at(0).by.isEmpty());
    }

    void ids_areTheSameWheneverItIsRead()
    {
        const FunctionPast known = past({published(u"9"_s, 1), published(u"10"_s, 2)}, {shifted(5, u"10"_s)});
        const FunctionAlias alias{u"live"_s, u"10"_s, {}};
        QSet<QString> ids;
        const QList<Deployment> all = historyOf(known, alias) + historyOf(known, alias);
        for (const Deployment &each : all)
            ids << each.id;

        QCOMPARE(ids.size(), 2);
    }

    void journalsSpelling_isReadAsTheTrails()
    {
        FunctionChange change{day(5), u"ada"_s, u"UpdateAlias"_s,
            {{u"FunctionName"_s, u"arn:aws:lambda:eu-west-1:111122223333:function:chat:live"_s}, {u"Name"_s, u"live"_s},
                {u"FunctionVersion"_s, u"10"_s}},
            {}, 42};
        QCOMPARE(change.function(), u"chat"_s);

        const QList<Deployment> all = historyOf(past({published(u"10"_s, 2)}, {change}), {u"live"_s, u"10"_s, {}});

        QCOMPARE(all.first().run, 42);
        QCOMPARE(all.first().liveSince, day(5));
    }

    void latest_isEachChangeOfCodeAndConfiguration()
    {
        const FunctionChange code{day(5), u"ada"_s, u"UpdateFunctionCode20150331v2"_s, {{u"functionName"_s, u"chat"_s}},
            {{u"codeSha256"_s, u"one"_s}}, 0};
        const FunctionChange dry{day(6), u"ada"_s, u"UpdateFunctionCode20150331v2"_s,
            {{u"functionName"_s, u"chat"_s}, {u"dryRun"_s, true}}, {{u"codeSha256"_s, u"dry"_s}}, 0};
        const FunctionChange configured{day(7), u"bob"_s, u"UpdateFunctionConfiguration20150331v2"_s,
            {{u"functionName"_s, u"chat"_s}}, {{u"codeSha256"_s, u"one"_s}}, 0};
        QJsonObject latest = published(u"$LATEST"_s, 7);
        latest[u"CodeSha256"_s] = u"one"_s;

        const QList<Deployment> all = historyOfLatest(past({latest, published(u"3"_s, 2)}, {code, dry, configured}));

        QCOMPARE(told(all),
            (QStringList{
                u"one live since 7"_s, u"one superseded since 5 until 7"_s, u"sha-3 superseded since 2 until 5"_s}));
        QCOMPARE(all.first().unit, u"chat"_s);
        QCOMPARE(all.last().facts.value(u"version"_s), QJsonValue(u"3"_s));
    }

    void latest_withoutATrail_isWhatItIsAndWhatWasPublished()
    {
        const QList<Deployment> all
            = historyOfLatest(past({published(u"$LATEST"_s, 9), published(u"10"_s, 5), published(u"9"_s, 4)}));

        QCOMPARE(told(all),
            (QStringList{u"sha-$LATEST live since 9"_s, u"sha-10 superseded since 5 until 9"_s,
                u"sha-9 superseded since 4 until 5"_s}));
    }
};

QTEST_GUILESS_MAIN(TestFunctionHistory)
#include "tst_functionhistory.moc"
