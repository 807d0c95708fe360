// SPDX-License-Identifier: GPL-3.0-or-later
#include "answerjson.h"
#include "answers.h"

#include <core/json.h>

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace sm;
using namespace sm::costs;

namespace {

const QDateTime noon(QDate(2026, 11, 29), QTime(12, 0, 0, 123), Qt::UTC);

KeptAnswer kept() { return {test::answerTo(test::question(), noon, true), false, std::chrono::milliseconds(5)}; }

QByteArray text() { return toCompactJson(toJson(kept(), test::question())); }

} // namespace

class TestAnswerJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answer_thereAndBack_isTheSameToTheLastDigit()
    {
        const auto back = keptAnswerFrom(*parseJson(text()), test::question());

        QVERIFY(back && test::isSame(back->answer, kept().answer));
        QCOMPARE(back->took, kept().took);
        const auto packed = unpackedAnswer(packedAnswer(kept(), test::question()), test::question());
        QVERIFY(packed && test::isSame(packed->answer, kept().answer));
    }

    void answer_ofAnotherQuestion_isNone()
    {
        CostQuestion other = test::question();
        other.scope = u"222222222222"_s;

        QVERIFY(!keptAnswerFrom(*parseJson(text()), other));
    }

    void answer_sayingItIsClosed_isNotBelieved()
    {
        QJsonObject json = parseJson(text())->toObject();
        json.insert(u"closed"_s, true);

        QVERIFY(!keptAnswerFrom(json, test::question())->closed);
    }

    void answer_foreignOrDamaged_isNone_data()
    {
        QTest::addColumn<QByteArray>("json");
        const auto changed = [](const QByteArray &from, const QByteArray &to) {
            QByteArray json = text();
            Q_ASSERT(json.contains(from));
            return json.replace(from, to);
        };
        QTest::addRow("empty") << "null"_ba;
        QTest::addRow("of somebody else") << R"({"data": [1, 2, 3], "total": 17.5})"_ba;
        QTest::addRow("later version") << changed(R"("version":1)", R"("version":2)");
        QTest::addRow("number for an amount")
            << changed(R"("total":"72024.307163370939927065068")", R"("total":72024.3)");
        QTest::addRow("no amount") << changed(R"("amount":"-0.2")", R"("amount":"NaN")");
        QTest::addRow("endless amount") << changed(R"("amount":"-0.2")", R"("amount":"1e400")");
        QTest::addRow("no date") << changed(R"("2026-11-02")", R"("2026-11-31")");
        QTest::addRow("an amount is missing") << changed(R"("amounts":["-0.1","-0.1"])", R"("amounts":["-0.1"])");
        QTest::addRow("a key is missing") << changed(R"("key":["Credits",""])", R"("key":["Credits"])");
        QTest::addRow("unknown metric") << changed(R"("metric":"unblended")", R"("metric":"guessed")");
        QTest::addRow("other query") << changed(R"("granularity":"day")", R"("granularity":"month")");
        QTest::addRow("no instant") << changed("2026-11-29T12:00:00.123Z", "yesterday");
    }
    void answer_foreignOrDamaged_isNone()
    {
        QFETCH(QByteArray, json);

        const Result<QJsonValue> value = parseJson(json);
        QVERIFY(value);
        QVERIFY(!keptAnswerFrom(*value, test::question()));
    }

    void unpacked_anyBytes_neitherCrashesNorTakesMemory()
    {
        QRandomGenerator random(7);
        const QByteArray good = packedAnswer(kept(), test::question());
        for (int i = 0; i < 2000; ++i) {
            QByteArray bytes = good;
            const int changes = random.bounded(1, 4);
            for (int change = 0; change < changes; ++change)
                bytes[random.bounded(bytes.size())] = static_cast<char>(random.bounded(256));
            const auto answer = unpackedAnswer(
                bytes.left(random.bounded(1, 20) == 1 ? bytes.size() / 2 : bytes.size()), test::question());
            QVERIFY(!answer || test::isSame(answer->answer, kept().answer));
        }
        QVERIFY(!unpackedAnswer({}, test::question()));
        QVERIFY(!unpackedAnswer("\xff\xff\xff\xff garbage", test::question()));
    }
};

QTEST_GUILESS_MAIN(TestAnswerJson)
#include "tst_answerjson.moc"
