// SPDX-License-Identifier: GPL-3.0-or-later
#include <core/jsonscanner.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Builds what the scanner reads, with every scalar as its text, so that it can be compared with Qt's own reader.
QJsonValue scanned(JsonScanner &json)
{
    if (json.kind() == JsonScanner::Kind::Object) {
        QJsonObject object;
        json.enterObject();
        while (json.nextMember()) {
            const QString name = QString::fromUtf8(json.name());
            object.insert(name, scanned(json));
        }
        return object;
    }
    if (json.kind() == JsonScanner::Kind::Array) {
        QJsonArray array;
        json.enterArray();
        while (json.nextElement())
            array.append(scanned(json));
        return array;
    }
    return QString::fromUtf8(json.scalar());
}

QJsonValue asText(const QJsonValue &value)
{
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto each = object.begin(); each != object.end(); ++each)
            each.value() = asText(each.value());
        return object;
    }
    if (value.isArray()) {
        QJsonArray array = value.toArray();
        for (auto each = array.begin(); each != array.end(); ++each)
            *each = asText(*each);
        return array;
    }
    return value.toVariant().toString();
}

} // namespace

class TestJsonScanner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void document_valid_readsAsQtDoes_data()
    {
        QTest::addColumn<QByteArray>("text");

        QTest::newRow("empty object") << QByteArray("{}");
        QTest::newRow("empty array") << QByteArray(" [ ] ");
        QTest::newRow("spaces") << QByteArray("\n{ \"a\" :\t1 ,\r\"b\" : [ 2 , 3 ] }\n");
        QTest::newRow("nested") << QByteArray("{\"a\":{\"b\":[{\"c\":[]},{\"d\":{}}]},\"e\":\"f\"}");
        QTest::newRow("words") << QByteArray("{\"yes\":true,\"no\":false,\"nothing\":null}");
        QTest::newRow("numbers") << QByteArray("[0,-1,12,0.5,-0.25]");
        QTest::newRow("escapes") << QByteArray(
            "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\",\"a\\u00e9b\",\"\\u4e2d\",\"x\\\\\",\"\\\\\"]");
        QTest::newRow("surrogates") << QByteArray("[\"\\ud83d\\ude00!\"]");
        QTest::newRow("UTF-8") << QByteArray("[\"Grüße, 世界 😀\"]");
        QTest::newRow("escaped name") << QByteArray("{\"a\\\"b\":\"c\",\"\\u0041\":\"d\"}");
    }

    void document_valid_readsAsQtDoes()
    {
        QFETCH(const QByteArray, text);
        const QJsonDocument document = QJsonDocument::fromJson(text);
        QVERIFY(!document.isNull());

        JsonScanner json(text);
        const QJsonValue read = scanned(json);

        QVERIFY(json.finish());
        QCOMPARE(read, asText(document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object())));
    }

    void document_wrong_fails_data()
    {
        QTest::addColumn<QByteArray>("text");

        for (const char *const text : {"", "{", "[", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "[1,]",
                 "[1 2]", "{1:2}", "{\"a\" 1}", "\"open", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "[01]", "[1.]",
                 "[.5]", "[1e]", "[+1]", "[-]", "[nul]", "[truth]", "[NaN]", "{}{}", "{} x", "[\"tab\there\"]", "]",
                 "}", "[}", "{]", "[1}", "\"\xc3\"", "\"\xff\"", "<html></html>", "[\"a\" \"b\"]", "{\"a\":1 \"b\":2}"})
            QTest::newRow(text) << QByteArray(text);
    }

    void document_wrong_fails()
    {
        QFETCH(const QByteArray, text);

        JsonScanner read(text);
        scanned(read);
        JsonScanner skipped(text);
        skipped.skip();

        QVERIFY(!read.finish());
        QVERIFY(!skipped.finish());
    }

    void document_cutAnywhere_fails()
    {
        const QByteArray whole
            = "{\"Users\":[{\"Name\":\"a\\u00e9\",\"On\":true,\"At\":1.5e9,\"No\":null},{}],\"Token\":\"x\"}";

        for (qsizetype length = 0; length < whole.size(); ++length) {
            const QByteArray part = whole.left(length);
            JsonScanner json(part);
            scanned(json);
            QVERIFY2(!json.finish(), part.constData());
        }
    }

    void number_withExponent_isKeptAsWritten()
    {
        JsonScanner json("[1.76E9]");

        json.enterArray();

        QVERIFY(json.nextElement());
        QCOMPARE(json.scalar(), "1.76E9");
        QVERIFY(!json.nextElement());
        QVERIFY(json.finish());
    }

    void surrogate_alone_isReplaced()
    {
        JsonScanner json("\"\\ud83d-\\udE00\"");

        QCOMPARE(QString::fromUtf8(json.scalar()), u"\uFFFD-\uFFFD"_s);
        QVERIFY(json.finish());
    }

    void skip_leavesTheNextMember()
    {
        JsonScanner json("{\"a\":{\"deep\":[1,{\"b\":\"}\"}]},\"c\":\"d\"}");

        json.enterObject();
        QVERIFY(json.nextMember());
        json.skip();

        QVERIFY(json.nextMember());
        QCOMPARE(json.name(), "c");
        QCOMPARE(json.scalar(), "d");
        QVERIFY(!json.nextMember());
        QVERIFY(json.finish());
    }

    void skip_veryDeep_failsInsteadOfOverflowing()
    {
        const QByteArray text = QByteArray(100'000, '[') + QByteArray(100'000, ']');
        JsonScanner json(text);

        json.skip();

        QVERIFY(!json.finish());
    }

    void scalar_ofAnObject_fails()
    {
        JsonScanner json("{}");

        QVERIFY(json.scalar().isEmpty());
        QVERIFY(!json.finish());
    }
};

QTEST_APPLESS_MAIN(TestJsonScanner)
#include "tst_jsonscanner.moc"
