// SPDX-License-Identifier: GPL-3.0-or-later
#include <runbooks/parametervalues.h>
#include <runbooks/runbookreader.h>

#include <QJsonArray>
#include <QTest>

using namespace sm;
using namespace sm::runbooks;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The parameters that a flow map describes.
QList<Parameter> parameters(const char *map)
{
    const QByteArray yaml
        = QByteArray("title: A\npurpose: B\nsteps: [{id: a, title: A, uses: 'aws:a:B'}]\nparameters: ") + map;
    const ReadRunbook read = readRunbook(u"a.yaml"_s, yaml);
    if (!read.problems.isEmpty())
        qFatal("%s", qPrintable(read.problems.first().text()));
    return read.runbook.parameters;
}

/// One parameter "a" of the type, given \p value: what it becomes, or what is wrong with it.
QJsonValue checked(const char *type, const QJsonValue &value)
{
    const CheckedValues found = checkValues(parameters(type), {{{u"a"_s, value}}, {}});
    return found.problems.isEmpty() ? found.values.json.value(u"a"_s) : QJsonValue(found.problems.value(u"a"_s));
}

} // namespace

class TestParameterValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void value_ofEachType_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QJsonValue>("given");
        QTest::addColumn<QJsonValue>("expected");
        int number = 0;
        const auto row = [&number](const char *type, const QJsonValue &given, const QJsonValue &expected) {
            QTest::addRow("%d: %s", ++number, type) << QString::fromUtf8(type) << given << expected;
        };
        row("{a: {}}", u"x"_s, u"x"_s);
        row("{a: {}}", 5, u"has to be a text"_s);
        row("{a: {}}", u"a\nb"_s, u"has to be a single line"_s);
        row("{a: {}}", QString(QChar(u'\0')) + u"b"_s, u"must not hold a NUL character"_s);
        row("{a: {}}", u""_s, u"is needed"_s);
        row("{a: {}}", QJsonValue::Null, u"is needed"_s);
        row("{a: {required: false}}", u""_s, QJsonValue::Undefined);
        row("{a: {pattern: '[a-z]+'}}", u"abc1"_s, u"does not match [a-z]+"_s);
        row("{a: {pattern: 'a|b'}}", u"b"_s, u"b"_s);
        row("{a: {pattern: 'a|b'}}", u"ab"_s, u"does not match a|b"_s);
        row("{a: {pattern: 'a'}}", u"a\n"_s, u"has to be a single line"_s);
        row("{a: {type: text}}", u"a\r\nb"_s, u"a\r\nb"_s);
        row("{a: {type: integer, minimum: 1, maximum: 5}}", 5, 5);
        row("{a: {type: integer, minimum: 1, maximum: 5}}", 6, u"has to be at most 5"_s);
        row("{a: {type: integer, minimum: 1, maximum: 5}}", 0, u"has to be at least 1"_s);
        row("{a: {type: integer}}", 1.5, u"has to be a whole number"_s);
        row("{a: {type: integer}}", u"5"_s, u"has to be a number"_s);
        row("{a: {type: integer}}", qint64(9007199254740993), qint64(9007199254740993));
        row("{a: {type: number}}", 1.5, 1.5);
        row("{a: {type: boolean}}", false, false);
        row("{a: {type: boolean}}", 1, u"has to be true or false"_s);
        row("{a: {type: choice, choices: [x, y]}}", u"y"_s, u"y"_s);
        row("{a: {type: choice, choices: [x, y]}}", u"z"_s, u"has to be one of x, y"_s);
        row("{a: {type: list}}", QJsonArray{u"x"_s}, QJsonArray{u"x"_s});
        row("{a: {type: list}}", QJsonArray{1}, u"has to be a list of texts"_s);
        row("{a: {type: list}}", u"x"_s, u"has to be a list of texts"_s);
        row("{a: {type: list, choices: [x]}}", QJsonArray{u"x"_s, u"y"_s}, u"has to be one of x"_s);
        row("{a: {type: list, pattern: x}}", QJsonArray{u"y"_s}, u"does not match x"_s);
        row("{a: {type: date}}", u"2024-02-29"_s, u"2024-02-29"_s);
        row("{a: {type: date}}", u"2026-02-29"_s, u"has to be a date such as 2026-01-31"_s);
        row("{a: {type: date}}", u"2026-1-1"_s, u"has to be a date such as 2026-01-31"_s);
        row("{a: {type: duration}}", u"1h30m"_s, 5400);
        row("{a: {type: duration}}", u"1s500ms"_s, 1.5);
        row("{a: {type: duration}}", 90, 90);
        row("{a: {type: duration}}", -1, u"has to be a duration such as 90s or 1h30m"_s);
        row("{a: {type: json}}", QJsonObject{{u"x"_s, 1}}, QJsonObject{{u"x"_s, 1}});
        row("{a: {type: secret}}", u"x"_s, u"is a secret and must not be given as data"_s);
        row("{b: {required: false}}", u"x"_s, u"is no parameter of this runbook; did you mean “b”?"_s);
    }
    void value_ofEachType()
    {
        QFETCH(QString, type);
        QFETCH(QJsonValue, given);
        QFETCH(QJsonValue, expected);

        QCOMPARE(checked(qPrintable(type), given), expected);
    }

    void values_severalWrong_areAllTold()
    {
        const CheckedValues found
            = checkValues(parameters("{a: {}, b: {type: integer}, c: {default: x}, s: {type: secret}}"),
                {{{u"b"_s, u"x"_s}, {u"d"_s, 1}}, {{u"c"_s, Secret(u"y"_s)}}});

        QCOMPARE(found.problems.keys(), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"s"_s}));
        QCOMPARE(found.problems.value(u"c"_s), u"is no secret"_s);
        QCOMPARE(found.result().error().kind(), Error::Kind::Invalid);
        QVERIFY(found.result().error().message().startsWith(u"“a” is needed.\n“b” has to be a number."_s));
    }

    void secret_given_isNeverJson()
    {
        const auto found
            = checkValues(parameters("{s: {type: secret}}"), {{}, {{u"s"_s, Secret(u"hunter2"_s)}}}).result();

        QCOMPARE(found->json, QJsonObject());
        QCOMPARE(found->secrets.value(u"s"_s), Secret(u"hunter2"_s));
        QVERIFY(checkValues(parameters("{s: {type: secret, required: false}}"), {}).problems.isEmpty());
    }

    void defaults_areTyped()
    {
        const auto found
            = checkValues(parameters("{a: {type: duration, default: 5m}, b: {default: x}, c: {required: false}}"), {});

        QCOMPARE(found.values.json, (QJsonObject{{u"a"_s, 300}, {u"b"_s, u"x"_s}}));
    }

    void texts_ofTheCommandLine_areTyped()
    {
        const auto found = valuesOfTexts(parameters("{a: {}, b: {type: integer}, c: {type: boolean}, d: {type: list}, "
                                                    "e: {type: json}, f: {type: number}, g: "
                                                    "{type: duration}}"),
            {u"a=x=y"_s, u"b=-5"_s, u"c=true"_s, u"d=1,2"_s, u"d=[3]"_s, u"e={\"x\":null}"_s, u"f=1.5"_s, u"g=90s"_s});

        QCOMPARE(found.problems, (QMap<QString, QString>()));
        QCOMPARE(found.values.json,
            (QJsonObject{{u"a"_s, u"x=y"_s}, {u"b"_s, -5}, {u"c"_s, true}, {u"d"_s, QJsonArray{u"1,2"_s, u"[3]"_s}},
                {u"e"_s, QJsonObject{{u"x"_s, QJsonValue::Null}}}, {u"f"_s, 1.5}, {u"g"_s, 90}}));
    }

    void texts_wrong_areAllTold()
    {
        const auto found
            = valuesOfTexts(parameters("{a: {required: false}, b: {type: integer}, c: {type: boolean}, e: {type: "
                                       "json}, s: {type: secret}, nan: {type: number}}"),
                {u"a=1"_s, u"a=2"_s, u"b=five"_s, u"c=yes"_s, u"e={"_s, u"s=hunter2"_s, u"x=1"_s, u"nan=nan"_s});

        QCOMPARE(found.problems.value(u"a"_s), u"is given twice"_s);
        QCOMPARE(found.problems.value(u"b"_s), u"has to be a number"_s);
        QCOMPARE(found.problems.value(u"c"_s), u"has to be true or false"_s);
        QVERIFY(!found.problems.value(u"e"_s).isEmpty());
        QVERIFY(found.problems.value(u"s"_s).contains(u"command line"_s));
        QVERIFY(!found.problems.value(u"s"_s).contains(u"hunter2"_s));
        QVERIFY(found.problems.value(u"x"_s).startsWith(u"is no parameter"_s));
        QCOMPARE(found.problems.value(u"nan"_s), u"has to be a number"_s);
        QVERIFY(valuesOfTexts(parameters("{a: {}}"), {u"a"_s}).problems.value(u"a"_s).startsWith(u"has no value"_s));
    }
};

QTEST_GUILESS_MAIN(TestParameterValues)
#include "tst_parametervalues.moc"
