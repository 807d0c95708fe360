// SPDX-License-Identifier: GPL-3.0-or-later
#include <tables/canonicalitem.h>
#include <tables/canonicalnumber.h>

#include <QRandomGenerator>
#include <QTest>

using namespace sm;
using namespace sm::backups;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArrayList keys{"id", "at"};

CanonicalItem read(const QByteArray &json)
{
    JsonScanner scanner(json);
    const CanonicalItem item = readItem(scanner, keys, true);
    return scanner.finish() ? item : CanonicalItem();
}

QByteArray contentOf(const QByteArray &json) { return read(json).content; }

/// The members of a map, written in another order.
QByteArray shuffled(QByteArrayList members, QRandomGenerator &random)
{
    std::shuffle(members.begin(), members.end(), random);
    return "{" + members.join(",") + "}";
}

} // namespace

class TestCanonicalItem : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void number_ofOneValue_hasOneForm_data()
    {
        QTest::addColumn<QByteArray>("a");
        QTest::addColumn<QByteArray>("b");
        QTest::newRow("zeros after the point") << QByteArray("1") << QByteArray("1.00");
        QTest::newRow("exponent") << QByteArray("1200") << QByteArray("1.2E3");
        QTest::newRow("plus") << QByteArray("+7") << QByteArray("7");
        QTest::newRow("zero") << QByteArray("-0.0") << QByteArray("0");
        QTest::newRow("small") << QByteArray("0.00012") << QByteArray("12e-5");
        QTest::newRow("38 digits") << QByteArray("12345678901234567890123456789012345678")
                                   << QByteArray("1.2345678901234567890123456789012345678E+37");
        QTest::newRow("largest") << QByteArray("9.9E125") << QByteArray("99E+124");
    }
    void number_ofOneValue_hasOneForm()
    {
        QFETCH(QByteArray, a);
        QFETCH(QByteArray, b);

        QCOMPARE(canonicalNumber(a), canonicalNumber(b));
    }

    void number_ofAnotherValue_hasAnotherForm()
    {
        QVERIFY(canonicalNumber("1") != canonicalNumber("-1"));
        QVERIFY(canonicalNumber("1") != canonicalNumber("10"));
        QVERIFY(canonicalNumber("12345678901234567890123456789012345678")
            != canonicalNumber("12345678901234567890123456789012345679"));
        QCOMPARE(canonicalNumber("no"), QByteArray("no"));
    }

    void item_inAnotherOrder_isTheSame()
    {
        QRandomGenerator random(7);
        const QByteArrayList members{R"("id":{"S":"a"})", R"("at":{"N":"1"})", R"("tags":{"SS":["x","y","z"]})",
            R"("doc":{"M":{"b":{"BOOL":true},"a":{"L":[{"N":"1"},{"NULL":true}]}}})"};
        const QByteArray first = contentOf("{" + members.join(",") + "}");

        for (int turn = 0; turn < 50; ++turn)
            QCOMPARE(contentOf(shuffled(members, random)), first);
        QCOMPARE(contentOf(R"({"id":{"S":"a"},"at":{"N":"1.0"},"tags":{"SS":["z","x","y"]},)"
                           R"("doc":{"M":{"a":{"L":[{"N":"1"},{"NULL":true}]},"b":{"BOOL":true}}}})"),
            first);
    }

    void item_changedAnywhere_isAnother_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("text") << QByteArray(R"({"id":{"S":"b"},"l":{"L":[{"S":"x"},{"S":"y"}]}})");
        QTest::newRow("type") << QByteArray(R"({"id":{"B":"YQ=="},"l":{"L":[{"S":"x"},{"S":"y"}]}})");
        QTest::newRow("name") << QByteArray(R"({"ie":{"S":"a"},"l":{"L":[{"S":"x"},{"S":"y"}]}})");
        QTest::newRow("order of a list") << QByteArray(R"({"id":{"S":"a"},"l":{"L":[{"S":"y"},{"S":"x"}]}})");
        QTest::newRow("list, not set") << QByteArray(R"({"id":{"S":"a"},"l":{"SS":["x","y"]}})");
        QTest::newRow("joined texts") << QByteArray(R"({"id":{"S":"a"},"l":{"L":[{"S":"xy"}]}})");
        QTest::newRow("one more") << QByteArray(
            R"({"id":{"S":"a"},"l":{"L":[{"S":"x"},{"S":"y"}]},"n":{"NULL":true}})");
        QTest::newRow("null, not text") << QByteArray(R"({"id":{"S":"a"},"l":{"NULL":true}})");
    }
    void item_changedAnywhere_isAnother()
    {
        QFETCH(QByteArray, json);
        const QByteArray content = contentOf(json);

        QVERIFY(!content.isEmpty());
        QVERIFY(content != contentOf(R"({"id":{"S":"a"},"l":{"L":[{"S":"x"},{"S":"y"}]}})"));
    }

    void binary_countsByItsBytes()
    {
        QCOMPARE(contentOf(R"({"id":{"B":"YQ=="}})"), contentOf(R"({"id":{"B":"YQ"}})"));
        QVERIFY(contentOf(R"({"id":{"B":"YQ=="}})") != contentOf(R"({"id":{"B":"Yg=="}})"));
    }

    void key_isOfItsAttributesAlone()
    {
        const CanonicalItem a = read(R"({"id":{"S":"a"},"at":{"N":"1500.0"},"x":{"S":"1"}})");
        const CanonicalItem b = read(R"({"x":{"S":"2"},"at":{"N":"15E2"},"id":{"S":"a"}})");

        QCOMPARE(a.key, b.key);
        QVERIFY(a.content != b.content);
        const QJsonObject named{{u"id"_s, QJsonObject{{u"S"_s, u"a"_s}}}, {u"at"_s, QJsonObject{{u"N"_s, u"1500"_s}}}};
        QCOMPARE(a.keyValues, named);
    }

    void damaged_isNone_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("cut") << QByteArray(R"({"id":{"S":"a")");
        QTest::newRow("unknown type") << QByteArray(R"({"id":{"X":"a"}})");
        QTest::newRow("two types") << QByteArray(R"({"id":{"S":"a","N":"1"}})");
        QTest::newRow("no type") << QByteArray(R"({"id":{}})");
        QTest::newRow("too deep") << QByteArray(R"({"id":)" + QByteArray(R"({"L":[)").repeated(100'000));
    }
    void damaged_isNone()
    {
        QFETCH(QByteArray, json);

        QVERIFY(contentOf(json).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCanonicalItem)
#include "tst_canonicalitem.moc"
