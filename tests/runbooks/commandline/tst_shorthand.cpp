// SPDX-License-Identifier: GPL-3.0-or-later
#include <core/json.h>

#include <shorthand.h>

#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using commandline::readShorthand;

class TestShorthand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void text_isRead_data()
    {
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *text, const char *expected) { QTest::newRow(text) << QByteArray(expected); };
        row("a=b", R"({"a":"b"})");
        row("a=", R"({"a":""})");
        row("a=b,c=d", R"({"a":"b","c":"d"})");
        row("a=b,c", R"({"a":["b","c"]})");
        row("a=b,c,d=e", R"({"a":["b","c"],"d":"e"})");
        row("a=[b,c]", R"({"a":["b","c"]})");
        row("a=[]", R"({"a":[]})");
        row("a=[[b],{c=d}]", R"({"a":[["b"],{"c":"d"}]})");
        row("a={b=c,d=[e,f]}", R"({"a":{"b":"c","d":["e","f"]}})");
        row("a={}", R"({"a":{}})");
        row("a='b,c=d'", R"({"a":"b,c=d"})");
        row("a=\"b \\\"c\\\"\"", "{\"a\":\"b \\\"c\\\"\"}");
        row("a='b','c'", R"({"a":["b","c"]})");
        row("a=b\\,c", R"({"a":"b,c"})");
        row("a=b=c", R"({"a":"b=c"})");
        row("a = b , c = d", R"({"a":"b","c":"d"})");
        row("a=arn:aws:s3:::b-*", R"({"a":"arn:aws:s3:::b-*"})");
        row("a.b/c-d=e", R"({"a.b/c-d":"e"})");
        row("a={b=c d}", R"({"a":{"b":"c d"}})");
        row("a=[b c, d]", R"({"a":["b c","d"]})");
    }
    void text_isRead()
    {
        const auto read = readShorthand(QString::fromLatin1(QTest::currentDataTag()));

        QCOMPARE(read.error, QString());
        QTEST(toCompactJson(read.value), "expected");
    }

    void wrongText_hasItsPlace_data()
    {
        QTest::addColumn<int>("at");
        const auto row = [](const char *text, int at) { QTest::newRow(text) << at; };
        row("a", 1);
        row("", 0);
        row("\na=b", 1);
        row("a=b,", 3);
        row("a=b,a=c", 4);
        row("a=[b", 4);
        row("a={b}", 4);
        row("a='b", 2);
        row("a=b\"c", 3);
        row("a=[b]c", 5);
        row("a=b]", 3);
    }
    void wrongText_hasItsPlace()
    {
        const auto read = readShorthand(QString::fromLatin1(QTest::currentDataTag()));

        QVERIFY(!read.error.isEmpty());
        QTEST(int(read.errorAt), "at");
    }

    void files_areNamedWithTheirPlace()
    {
        const auto read = readShorthand(u"a@=file://x.json,b={c@=fileb://y,d=file://z}"_s);

        QCOMPARE(read.files, (QMap<QString, QString>{{u"/a"_s, u"file://x.json"_s}, {u"/b/c"_s, u"fileb://y"_s}}));
        QCOMPARE(read.value[u"b"][u"d"].toString(), u"file://z"_s);
    }

    void depth_isLimited()
    {
        const auto read = readShorthand(u"a="_s + u"["_s.repeated(100000));

        QVERIFY(!read.error.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestShorthand)
#include "tst_shorthand.moc"
