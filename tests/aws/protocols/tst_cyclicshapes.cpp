// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocolfixture.h"

#include <aws/validate.h>

using namespace sm;
using namespace sm::aws;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray act = R"({"input": {"shape": "Ring", "locationName": "ActRequest"}, "output": {"shape": "Ring"},
                           "http": {"method": "POST", "requestUri": "/"}})";

/// Shapes that hold themselves, directly and through one another, and names that are none.
const QByteArray shapes = R"({
    "Text": {"type": "string"},
    "Loop": {"type": "list", "member": {"shape": "Loop"}},
    "Map": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Map"}},
    "Rings": {"type": "list", "member": {"shape": "Ring"}},
    "Ring": {"type": "structure", "required": ["Gone"], "payload": "Gone", "members": {
        "": {"shape": "Text"}, "Again": {"shape": "Ring"}, "Rings": {"shape": "Rings"}, "Loop": {"shape": "Loop"},
        "Map": {"shape": "Map"}}}})";

/// As deep as QJsonDocument reads, all told.
constexpr int deepest = 1000;

QByteArray nested(const QByteArray &open, const QByteArray &close, int depth)
{
    return open.repeated(depth) + close.repeated(depth);
}

QByteArray input(const QByteArray &member, const QByteArray &open, const QByteArray &middle, const QByteArray &close)
{
    return "{\"" + member + "\":" + open.repeated(deepest) + middle + close.repeated(deepest) + "}";
}

} // namespace

class TestCyclicShapes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deepInput_isWrittenAndRead_data()
    {
        QTest::addColumn<QByteArray>("protocol");
        QTest::addColumn<QByteArray>("document");
        for (const QByteArray protocol : {"json", "rest-json", "rest-xml", "query", "ec2"}) {
            const auto row = [&protocol](const char *name, const QByteArray &document) {
                QTest::addRow("%s, %s", protocol.constData(), name) << protocol << document;
            };
            row("structure", input("Again", "{\"Again\":", "{}", "}"));
            row("list", input("Loop", "[", "", "]"));
            row("map", input("Map", "{\"a\":", "{}", "}"));
            row("no name", R"({"": "x"})");
        }
    }

    void deepInput_isWrittenAndRead()
    {
        QFETCH(QByteArray, protocol);
        QFETCH(QByteArray, document);
        const ProtocolFixture fixture(protocol, act, shapes);

        const auto valid = validate(fixture.operation(), fixture.object(document));
        const auto written = fixture.serialize(document);
        const auto read = fixture.parse(fixture.reply(200, document));

        QVERIFY(!valid && valid.error().message().contains(u"Gone: missing"_s));
        QVERIFY(written);
        QCOMPARE(read.has_value(), protocol.endsWith("json"));
    }

    void deepAnswer_isRefused_data()
    {
        QTest::addColumn<QByteArray>("protocol");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("JSON") << QByteArray("json") << nested("{\"Again\":", "}", 100'000);
        QTest::newRow("XML structure") << QByteArray("rest-xml") << nested("<Again>", "</Again>", 100'000);
        QTest::newRow("XML list") << QByteArray("rest-xml") << nested("<Loop>", "</Loop>", 100'000);
        QTest::newRow("XML unknown") << QByteArray("query") << nested("<a>", "</a>", 100'000);
    }

    void deepAnswer_isRefused()
    {
        QFETCH(QByteArray, protocol);
        QFETCH(QByteArray, body);
        const ProtocolFixture fixture(protocol, act, shapes);

        const auto read = fixture.parse(fixture.reply(200, body));
        const ServiceError refused = fixture.refuse(fixture.reply(400, body));

        QVERIFY(!read);
        QCOMPARE(read.error().kind(), Error::Kind::BadReply);
        QVERIFY(refused.code.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCyclicShapes)
#include "tst_cyclicshapes.moc"
