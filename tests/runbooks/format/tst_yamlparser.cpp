// SPDX-License-Identifier: GPL-3.0-or-later
#include "yamlparser.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace sm::runbooks;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList problemsOf(const QByteArray &yaml)
{
    Problems problems;
    const bool isRead = parseYaml(u"a.yaml"_s, yaml, problems).has_value();
    QStringList texts;
    for (const Problem &problem : problems.inOrder())
        texts << problem.text();
    return isRead || !texts.isEmpty() ? texts : QStringList{u"nothing was said"_s};
}

QJsonValue jsonIn(const QByteArray &yaml)
{
    Problems problems;
    const auto root = parseYaml(u"a.yaml"_s, yaml, problems);
    return root && problems.isEmpty() ? jsonOf(*root) : QJsonValue(QJsonValue::Undefined);
}

/// Nine levels of nine: a thousand million texts, in some hundred bytes.
QByteArray laughs()
{
    QByteArray yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
    for (int level = 1; level < 9; ++level) {
        const QByteArray alias = "*a" + QByteArray::number(level - 1);
        const QByteArray name = "a" + QByteArray::number(level);
        yaml += name + ": &" + name + " [" + (alias + ", ").repeated(8) + alias + "]\n";
    }
    return yaml;
}

} // namespace

class TestYamlParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scalars_byTheCoreSchema_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QJsonValue>("expected");
        const auto row
            = [](const char *yaml, const QJsonValue &expected) { QTest::newRow(yaml) << QByteArray(yaml) << expected; };
        row("5", 5);
        row("-9223372036854775808", QJsonValue(std::numeric_limits<qint64>::min()));
        row("9007199254740993", qint64(9007199254740993));
        row("0x1F", 31);
        row("0o17", 15);
        row("1.5e3", 1500.0);
        row("true", true);
        row("FALSE", false);
        row("~", QJsonValue::Null);
        row("null", QJsonValue::Null);
        row("yes", u"yes"_s);
        row("off", u"off"_s);
        row("2026-01-31", u"2026-01-31"_s);
        row("1h30m", u"1h30m"_s);
        row("12:30", u"12:30"_s);
        row("\"5\"", u"5"_s);
        row("'true'", u"true"_s);
        row("\"\\u2028\\0\"", u"\u2028"_s + QChar(QChar::Null));
        row("|\n  a\n  b\n", u"a\nb\n"_s);
        row(">-\n  a\n  b\n", u"a b"_s);
        row("[]", QJsonArray());
        row("{a: }", QJsonObject{{u"a"_s, QJsonValue::Null}});
    }
    void scalars_byTheCoreSchema()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QJsonValue, expected);

        QCOMPARE(jsonIn(yaml), expected);
    }

    void damaged_saysWhatAndWhere_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QByteArray &yaml, const QString &expected) {
            QTest::newRow(name) << yaml << u"a.yaml:"_s + expected;
        };
        row("nothing", "", u"1:1: there is nothing in the file"_s);
        row("a key twice", "a: 1\nb:\n  é: 1\n  é: 2\n", u"4:3: “é” is there twice"_s);
        row("column in characters", "{é: 1, é: 2}", u"1:8: “é” is there twice"_s);
        row("with a byte order mark",
            "\xEF\xBB\xBF"
            "a: 1\na: 2\n",
            u"2:1: “a” is there twice"_s);
        row("two documents", "a: 1\n---\nb: 1\n", u"1:1: a file holds one runbook, not several documents"_s);
        row("a tag", "a: !!binary x\n", u"1:4: tags such as tag:yaml.org,2002:binary are not taken"_s);
        row("a tag of one's own", "a: !x {}\n", u"1:4: tags such as !x are not taken"_s);
        row("a merge", "a: &a {}\nb:\n  <<: *a\n", u"3:3: “<<” (merge) is not taken: write the members out"_s);
        row("a key that is a list", "? [a]\n: b\n", u"1:3: a key has to be a text"_s);
        row("a key that is an alias of a map", "a: &a {}\n*a : b\n", u"2:1: a key has to be a text"_s);
        row("an alias in itself", "a: &a [*a]\n", u"1:8: this alias repeats what it is part of"_s);
        row("leading zeros", "a: 007\n",
            u"1:4: “007” is a text to some and a number to others: put it in quotes, or leave the zeros out"_s);
        row("infinity", "a: .inf\n", u"1:4: “.inf” is no number that JSON has"_s);
        row("too large", "a: 9223372036854775808\n", u"1:4: the number is too large: put it in quotes"_s);
        row("not UTF-8", "a: 1\nb: \xE9\n", u"2:1: this line is not UTF-8: save the file in that encoding"_s);
        row("a control character", QByteArray("a: 1\nb\x04: 2\n"),
            u"2:2: U+0004 must not stand in a file: write it as an escape in double quotes"_s);
        row("NUL", QByteArray("a: \0b", 5),
            u"1:4: U+0000 must not stand in a file: write it as an escape in double quotes"_s);
        row("depth", "a: " + QByteArray("[").repeated(32) + QByteArray("]").repeated(32),
            u"1:35: this is nested more than 32 levels deep"_s);
        row("laughs", laughs(), u"4:10: aliases are resolved at most 100 times"_s);
    }
    void damaged_saysWhatAndWhere()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QString, expected);

        QCOMPARE(problemsOf(yaml), QStringList{expected});
    }

    void broken_isRefusedWithAPlace_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        for (const char *yaml : {"a: [", "a: \"x", "a: b: c", "{a: 1", "a: 'x", "- a\nb: c", "a:\n\tb: c", "*x",
                 "a: \"\\z\"", "%YAML 3\n", "[a, b", "a: &", "? ? ?", "a: {b: [c}"})
            QTest::newRow(yaml) << QByteArray(yaml);
        QTest::newRow("very deep") << QByteArray("[").repeated(100'000);
        QTest::newRow("very deep in blocks") << QByteArray("- ").repeated(100'000);
    }
    void broken_isRefusedWithAPlace()
    {
        QFETCH(QByteArray, yaml);

        const QStringList problems = problemsOf(yaml);

        QVERIFY(!problems.isEmpty());
        QVERIFY2(problems.first().startsWith(u"a.yaml:"_s), qPrintable(problems.first()));
    }

    void limits_justWithin_areRead()
    {
        QCOMPARE(problemsOf("a: " + QByteArray("[").repeated(31) + QByteArray("]").repeated(31)), QStringList());
        QCOMPARE(problemsOf("a: &a x\nb: [" + QByteArray("*a, ").repeated(100) + "]\n"), QStringList());
        QCOMPARE(problemsOf("a: &a x\nb: [" + QByteArray("*a, ").repeated(101) + "]\n").size(), 1);
        QCOMPARE(problemsOf("a: " + QByteArray(YamlLimits::bytes - 3, 'x')), QStringList());
        QCOMPARE(problemsOf("a: " + QByteArray(YamlLimits::bytes - 2, 'x')),
            QStringList{u"a.yaml:1:1: the file is larger than 5 MB"_s});
    }

    void values_moreThanAllowed_areRefused()
    {
        QCOMPARE(problemsOf("[" + QByteArray("x,").repeated(YamlLimits::nodes) + "]").size(), 1);
        QCOMPARE(problemsOf("a: &a [" + QByteArray("x,").repeated(10'000) + "]\nb: [" + QByteArray("*a, ").repeated(30)
                     + "]\n")
                     .size(),
            1);
    }

    void keys_manyOfThem_areReadInTime()
    {
        QByteArray yaml;
        for (int i = 0; i < 100'000; ++i)
            yaml += "k" + QByteArray::number(i) + ": 1\n";

        QCOMPARE(problemsOf(yaml), QStringList());
    }

    void problems_manyOfThem_endAtFifty() { QCOMPARE(problemsOf(QByteArray("a: 1\n").repeated(200)).size(), 50); }

    void damage_atEveryByte_neverThrowsOrHangs()
    {
        const QByteArray whole = "a: &x {b: [1, \"t\\u0041\", 'q'], c: |\n  text\n }\nd: *x\n# end\n? e\n: >-\n  f\n";
        for (qsizetype at = 0; at < whole.size(); ++at) {
            for (const char byte :
                {'\0', '{', ']', '"', '\'', '&', '*', '!', '|', '%', '@', '\t', '\n', '\xFF', '\x80'}) {
                QByteArray damaged = whole;
                damaged[at] = byte;
                problemsOf(damaged);
            }
            problemsOf(whole.first(at));
        }
    }
};

QTEST_GUILESS_MAIN(TestYamlParser)
#include "tst_yamlparser.moc"
