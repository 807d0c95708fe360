// SPDX-License-Identifier: GPL-3.0-or-later
#include <health/alarmrings.h>

#include <core/json.h>

#include <QTest>

using namespace sm;
using namespace sm::deployments;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

const QDateTime noon(QDate(2026, 8, 1), QTime(12, 0), Qt::UTC);

QDateTime minute(int number) { return noon.addSecs(60LL * number); }

QJsonObject turn(int at, const QString &from, const QString &to)
{
    const QJsonObject data{
        {u"oldState"_s, QJsonObject{{u"stateValue"_s, from}}}, {u"newState"_s, QJsonObject{{u"stateValue"_s, to}}}};
    return {
        {u"Timestamp"_s, minute(at).toString(Qt::ISODate)}, {u"HistoryData"_s, QString::fromUtf8(toCompactJson(data))}};
}

QJsonObject alarm(const QString &state, int turned = -1000)
{
    return {{u"AlarmName"_s, u"errors"_s}, {u"StateValue"_s, state},
        {u"StateTransitionedTimestamp"_s, minute(turned).toString(Qt::ISODate)}};
}

QStringList told(const QList<AlarmRing> &rings)
{
    QStringList lines;
    for (const AlarmRing &ring : rings)
        lines << u"%1-%2"_s.arg(noon.secsTo(ring.from) / 60)
                     .arg(ring.to.isValid() ? QString::number(noon.secsTo(ring.to) / 60) : u"now"_s);
    return lines;
}

const QString isOk = u"OK"_s;
const QString rings = u"ALARM"_s;

} // namespace

class TestAlarmRings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void history_givesEachRing_whateverItsOrder()
    {
        const QJsonArray history{
            turn(40, rings, isOk), turn(30, isOk, rings), turn(20, rings, isOk), turn(10, isOk, rings)};

        QCOMPARE(told(ringsOf(alarm(isOk, 40), history, noon)), (QStringList{u"10-20"_s, u"30-40"_s}));
    }

    void ringing_beforeTheHistory_isSinceItsBegin()
    {
        QCOMPARE(told(ringsOf(alarm(isOk, 5), {turn(5, rings, isOk)}, noon)), QStringList{u"0-5"_s});
    }

    void ringing_stillNow_isOpen()
    {
        QCOMPARE(told(ringsOf(alarm(rings, 10), {turn(10, isOk, rings)}, noon)), QStringList{u"10-now"_s});
    }

    void noHistory_theAlarmSaysSinceWhen()
    {
        QCOMPARE(told(ringsOf(alarm(rings, -30), {}, noon)), QStringList{u"-30-now"_s});
        QVERIFY(ringsOf(alarm(isOk, 10), {}, noon).isEmpty());
    }

    void notEnoughData_endsARing()
    {
        QCOMPARE(told(ringsOf(alarm(u"INSUFFICIENT_DATA"_s, 15),
                     {turn(10, isOk, rings), turn(15, rings, u"INSUFFICIENT_DATA"_s)}, noon)),
            QStringList{u"10-15"_s});
    }

    void inAlarm_countsOverlapsOnce_andOnlyWithin()
    {
        const QList<AlarmRing> all{
            {u"a"_s, minute(-10), minute(10)}, {u"b"_s, minute(5), minute(20)}, {u"c"_s, minute(50), {}}};

        QVERIFY(inAlarm(all, minute(0), minute(60)) == 30min);
        QVERIFY(inAlarm(all, minute(20), minute(50)) == 0min);
        QVERIFY(inAlarm({}, minute(0), minute(60)) == 0min);
    }

    void chosen_byName_beginning_dimension_orAll()
    {
        QJsonObject onChat = alarm(isOk);
        onChat.insert(
            u"Dimensions"_s, QJsonArray{QJsonObject{{u"Name"_s, u"FunctionName"_s}, {u"Value"_s, u"chat"_s}}});

        QVERIFY(isChosen(onChat, {{u"errors"_s}, {}, false}));
        QVERIFY(isChosen(onChat, {{u"err*"_s}, {}, false}));
        QVERIFY(!isChosen(onChat, {{u"err"_s}, {}, false}));
        QVERIFY(isChosen(onChat, {{}, {{u"FunctionName"_s, u"chat"_s}}, false}));
        QVERIFY(!isChosen(onChat, {{}, {{u"FunctionName"_s, u"chat2"_s}}, false}));
        QVERIFY(isChosen(onChat, {{}, {}, true}));
        QVERIFY(!isChosen(onChat, {}));
    }

    void chosen_alarmThatComputes_byWhatItComputesFrom()
    {
        QJsonObject computed = alarm(isOk);
        const QJsonArray dimensions{QJsonObject{{u"Name"_s, u"FunctionName"_s}, {u"Value"_s, u"chat"_s}}};
        const QJsonObject stat{{u"Metric"_s, QJsonObject{{u"Dimensions"_s, dimensions}}}};
        computed.insert(u"Metrics"_s, QJsonArray{QJsonObject{{u"MetricStat"_s, stat}}});

        QVERIFY(isChosen(computed, {{}, {{u"FunctionName"_s, u"chat"_s}}, false}));
    }
};

QTEST_GUILESS_MAIN(TestAlarmRings)
#include "tst_alarmrings.moc"
