// SPDX-License-Identifier: GPL-3.0-or-later
#include <core/jmespath.h>
#include <core/json.h>

#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonValue json(const char *text) { return *parseJson(text); }

/// The answer as JSON, or the code of the error after a '!'.
QString answer(const QString &expression, const char *data)
{
    const auto parsed = jmespath::Expression::parse(expression);
    if (!parsed)
        return u'!' + parsed.error().code();
    const auto found = parsed->search(json(data));
    return found ? QString::fromUtf8(toCompactJson(*found)) : u'!' + found.error().code();
}

QString repeated(const QString &text, int count) { return text.repeated(count); }

} // namespace

class TestJmespath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void search_asAwsQueriesAreWritten_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("expected");
        const auto row = [](const QString &expression, const QString &expected) {
            QTest::newRow(qPrintable(expression)) << expression << expected;
        };
        row(u"Users[?Enabled].Name"_s, u"[\"ada\",\"bob\"]"_s);
        row(u"Users[?Status==`CONFIRMED`].Name | [0]"_s, u"\"ada\""_s);
        row(u"Users[?Status=='CONFIRMED' && !Enabled].Name"_s, u"[\"cyd\"]"_s);
        row(u"Users[].{n:Name,a:Attributes[?Name=='email'].Value|[0]}[0]"_s, u"{\"a\":\"ada@x\",\"n\":\"ada\"}"_s);
        row(u"sort_by(Users, &Age)[].Name"_s, u"[\"cyd\",\"bob\",\"ada\"]"_s);
        row(u"length(Users[?Age > `30`])"_s, u"2"_s);
        row(u"max_by(Users, &Age).Name"_s, u"\"ada\""_s);
        row(u"Users[*].Attributes[].Value"_s, u"[\"ada@x\",\"DE\"]"_s);
        row(u"Users[::-1] | [0].Name"_s, u"\"cyd\""_s);
        row(u"sum(Users[*].Age)"_s, u"100"_s);
        row(u"Users[?Status>'D'].Name"_s, u"[\"bob\"]"_s);
        row(u"Missing[0].x || 'none'"_s, u"\"none\""_s);
    }
    void search_asAwsQueriesAreWritten()
    {
        QFETCH(const QString, expression);
        QFETCH(const QString, expected);
        const char *data = R"({"Users":[
            {"Name":"ada","Enabled":true,"Status":"CONFIRMED","Age":40,
             "Attributes":[{"Name":"email","Value":"ada@x"},{"Name":"country","Value":"DE"}]},
            {"Name":"bob","Enabled":true,"Status":"RESET_REQUIRED","Age":35},
            {"Name":"cyd","Enabled":false,"Status":"CONFIRMED","Age":25}]})";

        QCOMPARE(answer(expression, data), expected);
    }

    void items_andBack_areTheObject()
    {
        QCOMPARE(answer(u"items(@)"_s, R"({"b":1,"a":[2]})"), uR"([["a",[2]],["b",1]])"_s);
        QCOMPARE(answer(u"from_items(items(@)[*].[join('', ['x', @[0]]), @[1]])"_s, R"({"b":1})"), uR"({"xb":1})"_s);
        QCOMPARE(answer(u"from_items(@)"_s, R"([["a",1],["a",2]])"), uR"({"a":2})"_s);
    }

    void contentInAText_isReadAndWritten()
    {
        QCOMPARE(answer(u"from_json(from_base64(to_base64(to_string(@))))"_s, R"({"b":[1]})"), uR"({"b":[1]})"_s);
        QCOMPARE(answer(u"type(from_json('nothing'))"_s, "0"), u"\"null\""_s);
        QCOMPARE(answer(u"type(from_base64('%'))"_s, "0"), u"\"null\""_s);
        QCOMPARE(answer(u"type(from_base64('/w=='))"_s, "0"), u"\"null\""_s); // no text
        QCOMPARE(answer(u"length(from_base64(''))"_s, "0"), u"0"_s);
        QCOMPARE(answer(u"split(@, '|')[].from_json(@).a"_s, "\"{\\\"a\\\":1}|no||{\\\"a\\\":2}\""), u"[1,2]"_s);
        QCOMPARE(answer(u"[split(@, ','), split(@, '')]"_s, "\"a,,b\""), u"[[\"a\",\"\",\"b\"],null]"_s);
    }

    void paired_putsTheOuterValueBesideEach()
    {
        QCOMPARE(answer(u"[*].paired(a, items(b))[]"_s, R"([{"a":"x","b":{"c":1,"d":2}}])"),
            uR"([["x",["c",1]],["x",["d",2]]])"_s);
    }

    void parse_wrongExpression_saysWhatAndWhere_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("column");
        const auto row = [](const QString &expression, const QString &code, int column) {
            QTest::newRow(qPrintable(expression)) << expression << code << column;
        };
        row(u"a."_s, u"syntax"_s, 3);
        row(u"a.b c"_s, u"syntax"_s, 5);
        row(u"a #"_s, u"syntax"_s, 3);
        row(u"'open"_s, u"syntax"_s, 1);
        row(u"a['b']"_s, u"syntax"_s, 3);
        row(u"abs(a,)"_s, u"syntax"_s, 7);
        row(u"abs(a b)"_s, u"syntax"_s, 7);
        row(u"&a"_s, u"syntax"_s, 1);
        row(u"a[1 2:3]"_s, u"syntax"_s, 5);
        row(u"a[1:2:3:4]"_s, u"syntax"_s, 8);
        row(u"(a)(b)"_s, u"syntax"_s, 4);
        row(u"a.nope(@)"_s, u"unknown-function"_s, 3);
        row(u"join(',')"_s, u"invalid-arity"_s, 1);
        row(u"merge()"_s, u"invalid-arity"_s, 1);
        row(u"a[::0]"_s, u"invalid-value"_s, 2);
        row(u"nope(a)."_s, u"syntax"_s, 9);
        row(u""_s, u"syntax"_s, 1);
    }
    void parse_wrongExpression_saysWhatAndWhere()
    {
        QFETCH(const QString, expression);
        QFETCH(const QString, code);
        QFETCH(const int, column);

        const auto parsed = jmespath::Expression::parse(expression);

        QVERIFY(!parsed);
        QCOMPARE(parsed.error().kind(), Error::Kind::Invalid);
        QCOMPARE(parsed.error().code(), code);
        QVERIFY2(parsed.error().message().contains(u"column %1."_s.arg(column)), qPrintable(parsed.error().message()));
    }

    void search_wrongTypes_areRefused_data()
    {
        QTest::addColumn<QString>("expression");
        for (const char *expression : {"abs('a')", "abs(&a)", "sort(@)", "sort_by([`1`,'a'], &@)", "sort_by(@.x, 'a')",
                 "join(',', [`1`])", "length(`1`)", "max([`1`,'a'])", "map('a', @)", "merge(`1`)", "sum(['a'])",
                 "items(`1`)", "from_items([['a']])", "from_items([[`1`, `2`]])", "paired('a', 'b')"})
            QTest::newRow(expression) << QString::fromLatin1(expression);
    }
    void search_wrongTypes_areRefused()
    {
        QFETCH(const QString, expression);

        QCOMPARE(answer(expression, R"({"x":[1]})"), u"!invalid-type"_s);
    }

    void slice_numbersBeyondTheArray_selectWhatIsThere_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *expression, const char *expected) {
            QTest::newRow(expression) << QString::fromLatin1(expression) << QString::fromLatin1(expected);
        };
        row("[::9223372036854775807]", "[0]");
        row("[1::9223372036854775807]", "[1]");
        row("[::-9223372036854775808]", "[3]");
        row("[-9223372036854775808:9223372036854775807]", "[0,1,2,3]");
        row("[99999999999999999999999::-1]", "[3,2,1,0]");
        row("[:-99999999999999999999999:-2]", "[3,1]");
        row("[-2:]", "[2,3]");
        row("[:-5:-1]", "[3,2,1,0]");
        row("[3:1]", "[]");
        row("[99999999999999999999999]", "null");
        row("[-4]", "0");
        row("[-5]", "null");
    }
    void slice_numbersBeyondTheArray_selectWhatIsThere()
    {
        QFETCH(const QString, expression);
        QFETCH(const QString, expected);

        QCOMPARE(answer(expression, "[0,1,2,3]"), expected);
    }

    void numbers_ofEitherForm_compareByValue()
    {
        QCOMPARE(answer(u"[0] == [1]"_s, "[1, 1.0]"), u"true"_s);
        QCOMPARE(answer(u"[0] == [1]"_s, "[[1], [1.0]]"), u"true"_s);
        QCOMPARE(answer(u"[0] == [1]"_s, "[1, \"1\"]"), u"false"_s);
        QCOMPARE(answer(u"[0] == [1]"_s, "[1, true]"), u"false"_s);
        QCOMPARE(answer(u"[0] < [1]"_s, "[9007199254740992, 9007199254740993]"), u"true"_s);
        QCOMPARE(answer(u"sum(@)"_s, "[9007199254740992, 1]"), u"9007199254740993"_s);
        QCOMPARE(answer(u"sum(@)"_s, "[9223372036854775807, 1]"), u"9223372036854776000"_s);
        QCOMPARE(answer(u"`1` < '2'"_s, "{}"), u"null"_s);
        QCOMPARE(answer(u"[`true` < `false`, `[1]` < `[2]`]"_s, "{}"), u"[null,null]"_s);
        QCOMPARE(answer(u"to_number('0x10')"_s, "{}"), u"null"_s);
        QCOMPARE(answer(u"to_number('-1.5e3')"_s, "{}"), u"-1500"_s);
    }

    void strings_beyondTheBasicPlane_countAndSortByCodePoint()
    {
        QCOMPARE(answer(u"length(@)"_s, "\"a\xf0\x9d\x84\x9e\""), u"2"_s);
        QCOMPARE(answer(u"reverse(@)"_s, "\"a\xf0\x9d\x84\x9e\""), u"\"\U0001d11ea\""_s);
        QCOMPARE(answer(u"sort(@)"_s, "[\"\xf0\x9d\x84\x9e\",\"\xef\xbf\xbd\"]"), u"[\"\ufffd\",\"\U0001d11e\"]"_s);
    }

    void sortBy_equalKeys_keepTheirOrder()
    {
        QByteArray data = "[";
        for (int i = 0; i < 200; ++i)
            data += "{\"k\":" + QByteArray::number(i % 3) + ",\"i\":" + QByteArray::number(i) + "},";
        data.chop(1);
        data += "]";

        const QString order = answer(u"sort_by(@, &k)[?k==`1`].i"_s, data.constData());

        QVERIFY(order.startsWith(u"[1,4,7,10,13,"_s));
        QVERIFY(order.endsWith(u"193,196,199]"_s));
        QCOMPARE(answer(u"[max_by(@, &k).i, min_by(@, &k).i]"_s, data.constData()), u"[2,0]"_s);
    }

    void parse_deepNesting_isRefusedNotFollowed()
    {
        for (const QString &deep : {repeated(u"("_s, 60'000), repeated(u"!"_s, 60'000), repeated(u"["_s, 60'000),
                 repeated(u"{a:"_s, 20'000), repeated(u"abs("_s, 15'000), u"a"_s + repeated(u"[*]"_s, 20'000),
                 u"a"_s + repeated(u"[]"_s, 30'000), u"a"_s + repeated(u"==a"_s, 20'000),
                 u"a"_s + repeated(u"[?a"_s, 20'000), u"a"_s + repeated(u".*"_s, 30'000)})
            QCOMPARE(answer(deep, "{}"), u"!syntax"_s);
        QCOMPARE(answer(repeated(u"x"_s, 70'000), "{}"), u"!syntax"_s);
    }

    void parse_longButFlat_isNoProblem()
    {
        QCOMPARE(answer(u"a"_s + repeated(u".a"_s, 30'000), "{}"), u"null"_s);
        QCOMPARE(answer(u"a"_s + repeated(u"|a"_s, 30'000), "{}"), u"null"_s);
        QCOMPARE(answer(u"a"_s + repeated(u"||a"_s, 20'000), R"({"a":false})"), u"false"_s);
        QCOMPARE(answer(u"a"_s + repeated(u"&&a"_s, 20'000), R"({"a":1})"), u"1"_s);
        QCOMPARE(answer(u"@"_s + repeated(u"[0]"_s, 20'000), "[]"), u"null"_s);
        QCOMPARE(answer(repeated(u"("_s, 400) + u"a"_s + repeated(u")"_s, 400), R"({"a":1})"), u"1"_s);
    }

    void search_resultThatKeepsDoubling_isStopped()
    {
        QCOMPARE(answer(u"[@,@][]"_s + repeated(u"|[@,@][]"_s, 60), "[1]"), u"!limit-exceeded"_s);
    }

    void literal_written_isReadAsMeant_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("expected");
        const auto row = [](const QString &expression, const QString &expected) {
            QTest::newRow(qPrintable(expression)) << expression << expected;
        };
        row(u"'a\\'b'"_s, u"\"a'b\""_s);
        row(u"'a\\\\b'"_s, u"\"a\\\\\\\\b\""_s);
        row(u"'\\n'"_s, u"\"\\\\n\""_s);
        row(u"`word`"_s, u"\"word\""_s);
        row(u"`  two words `"_s, u"\"two words\""_s);
        row(u"`\"a\\`b\"`"_s, u"\"a`b\""_s);
        row(u"`[1,{\"a\":null}]`"_s, u"[1,{\"a\":null}]"_s);
        row(u"\"\\u0061\\\"\""_s, u"7"_s);
    }
    void literal_written_isReadAsMeant()
    {
        QFETCH(const QString, expression);
        QFETCH(const QString, expected);

        QCOMPARE(answer(expression, "{\"a\\\"\":7}"), expected);
    }

    void literal_hostileText_staysOneString()
    {
        for (const QString &text : {u""_s, u"plain"_s, u"it's"_s, u"`"_s, u"\\`"_s, u"\\\\`"_s, u"a\\"_s, u"\\'"_s,
                 u"\"] || `x"_s, u"' || @ || '"_s, u"\n\t\u0001"_s, u"\U0001d11e"_s, u"{\"a\":1}"_s, u"1"_s}) {
            const auto parsed = jmespath::Expression::parse(jmespath::literal(text));
            QVERIFY2(parsed, qPrintable(text));
            QCOMPARE(*parsed->search({}), QJsonValue(text));
        }
    }

    void reads_pathsFromTheDataOnly_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QList<QStringList>>("expected");
        const auto row = [](const QString &expression, const QList<QStringList> &expected) {
            QTest::newRow(qPrintable(expression)) << expression << expected;
        };
        row(u"a.b.\"c d\""_s, {{u"a"_s, u"b"_s, u"c d"_s}});
        row(u"a.b[0].c"_s, {{u"a"_s, u"b"_s}});
        row(u"a[*].b || c[1:2]"_s, {{u"a"_s}, {u"c"_s}});
        row(u"a[?b == `1`].c | [0]"_s, {{u"a"_s}});
        row(u"a.{x: b, y: c.d}"_s, {{u"a"_s, u"b"_s}, {u"a"_s, u"c"_s, u"d"_s}});
        row(u"sort_by(a.b, &c.d)[0].e"_s, {{u"a"_s, u"b"_s}});
        row(u"!a && length(b) > c.d"_s, {{u"a"_s}, {u"b"_s}, {u"c"_s, u"d"_s}});
        row(u"(a | b).c"_s, {{u"a"_s, u"b"_s, u"c"_s}});
        row(u"[a, a, @]"_s, {{u"a"_s}, {}});
        row(u"*.a"_s, {{}});
        row(u"[].a"_s, {{}});
        row(u"'a'"_s, {});
        row(u"`[1]`[0]"_s, {});
    }
    void reads_pathsFromTheDataOnly()
    {
        QFETCH(QString, expression);
        QFETCH(QList<QStringList>, expected);

        QCOMPARE(jmespath::Expression::parse(expression)->reads(), expected);
    }

    void expression_copied_searchesTheSame()
    {
        jmespath::Expression first = *jmespath::Expression::parse(u"a.b"_s);
        const jmespath::Expression copy = first;
        first = *jmespath::Expression::parse(u"c"_s);

        QCOMPARE(*copy.search(json(R"({"a":{"b":1}})")), QJsonValue(1));
        QCOMPARE(*copy.search(QJsonValue(QJsonValue::Undefined)), QJsonValue(QJsonValue::Null));
    }
};

QTEST_GUILESS_MAIN(TestJmespath)
#include "tst_jmespath.moc"
