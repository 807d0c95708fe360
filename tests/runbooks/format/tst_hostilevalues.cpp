// SPDX-License-Identifier: GPL-3.0-or-later
#include <runbooks/runbookreader.h>
#include <runbooks/runbookwriter.h>
#include <runbooks/stepkind.h>

#include <QJsonArray>
#include <QTest>

using namespace sm;
using namespace sm::runbooks;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A step of each kind, with the value wherever one can stand.
constexpr char everyKind[] = R"(
title: Every kind
purpose: Shows where values go.
parameters: {x: {type: text}, s: {type: secret}}
steps:
  - id: aws
    title: "Disable ${parameters.x}"
    note: "For ${parameters.x}, ${parameters.x}"
    confirm: "${parameters.x}?"
    when: "parameters.x != 'nobody'"
    uses: aws:cognito-idp:AdminUpdateUserAttributes
    with: {Username: "${parameters.x}", UserAttributes: [{Name: "custom:${parameters.x}", Value: "${parameters.x}"}],
           ClientMetadata: {a: "<${parameters.x}>", secret: "${parameters.s}", literal: "$${parameters.x}"}}
  - {id: wait, title: A, uses: "wait:lambda:function-updated", with: {FunctionName: "${parameters.x}"}}
  - {id: s3, title: A, uses: "s3:copy", with: {fromBucket: "${parameters.x}", fromPrefix: "a/${parameters.x}/", toBucket: b, toPrefix: "b/${parameters.x}"}}
  - {id: query, title: A, uses: "sql:query", with: {database: "${parameters.x}", statement: "SELECT $1, '%s'", parameters: ["${parameters.x}", {a: "${parameters.x}"}]}}
  - {id: execute, title: A, uses: "sql:execute", with: {database: d, statement: "DELETE FROM t WHERE a = $1", parameters: ["'${parameters.x}'"]}}
  - {id: copyOut, title: A, uses: "sql:copy-out", with: {database: d, table: "${parameters.x}", file: "${parameters.x}.csv"}}
  - {id: copyIn, title: A, uses: "sql:copy-in", with: {database: d, table: "${parameters.x}", columns: ["${parameters.x}"], file: f}}
  - {id: command, title: A, uses: "redis:command", with: {cache: "${parameters.x}", command: [SET, "k:${parameters.x}", "${parameters.x}"]}}
  - {id: unlink, title: A, uses: "redis:unlink", with: {cache: c, pattern: "glob:${parameters.x}:*"}}
  - {id: restore, title: A, uses: "redis:restore", with: {cache: "${parameters.x}", from: unlink}}
  - {id: probe, title: A, uses: "http:probe", with: {url: "http://a/{x}?b={x}", values: {x: "${parameters.x}"}, headers: {A: "${parameters.x}"}}}
  - {id: trigger, title: A, uses: "http:trigger", with: {url: "${parameters.x}", body: {a: "${parameters.x}", b: ["${parameters.x}"]}}}
  - {id: process, title: A, uses: "process:run", with: {program: git, arguments: ["${parameters.x}", "--a=${parameters.x}"], folder: "${parameters.x}", environment: {A: "${parameters.x}", S: "${parameters.s}"}, input: "${parameters.x}"}}
  - {id: manual, title: A, uses: manual, with: {text: "Look at ${parameters.x}"}}
  - {id: decide, title: A, uses: decide, with: {text: "${parameters.x}?", options: [Yes, No], until: "${parameters.x}", otherwise: No}}
  - {id: approve, title: A, uses: approve, with: {text: "${parameters.x}?", evidence: "${parameters.x}"}}
  - {id: acknowledge, title: A, uses: acknowledge, with: {text: "${parameters.x}?", typed: "${parameters.x}", until: "${parameters.x}"}}
  - {id: watch, title: A, uses: watch, with: {read: {uses: "aws:lambda:GetFunction", with: {FunctionName: "${parameters.x}"}}, holds: "output.x == parameters.x", for: 5m, within: 1h}}
)";

const QString benign = u"benign"_s;

/// The value in a member of \p type, wherever one can stand in it.
QJsonValue placesOf(const Member &member)
{
    const QString value = u"${parameters.x}"_s;
    switch (member.type) {
    case MemberType::Fixed:
        return u"fixed"_s;
    case MemberType::Word:
        return member.words.first();
    case MemberType::Secret:
        return u"${parameters.s}"_s;
    case MemberType::Glob:
        return u"glob:%1:*"_s.arg(value);
    case MemberType::Integer:
        return 1;
    case MemberType::Boolean:
        return true;
    case MemberType::ValueList:
        return QJsonArray{value, QJsonObject{{u"a"_s, value}}};
    case MemberType::TextMap:
        return QJsonObject{{u"a"_s, value}};
    case MemberType::Json:
        return QJsonObject{{u"a"_s, value}, {u"b"_s, QJsonArray{u"<%1>"_s.arg(value)}}};
    default:
        return value;
    }
}

/// A step of \p kind with all its members; JSON is YAML, too.
QByteArray stepOf(const StepKind &kind)
{
    QJsonObject with;
    for (const Member &member : kind.members)
        with.insert(member.name, placesOf(member));
    QString id = kind.name;
    id.remove(u':').remove(u'-');
    const QJsonObject step{{u"id"_s, id}, {u"title"_s, u"A"_s}, {u"uses"_s, kind.name}, {u"with"_s, with}};
    return "  - " + QJsonDocument(step).toJson(QJsonDocument::Compact) + '\n';
}

/// The written steps, and one of each kind that is not among them.
QByteArray allKinds()
{
    QByteArray yaml = everyKind;
    for (const StepKind &kind : stepKinds()) {
        if (!kind.isOpen && !yaml.contains("uses: \"" + kind.name.toUtf8() + '"') && kind.effect != Effect::Human
            && kind.name != "watch"_L1)
            yaml += stepOf(kind);
    }
    return yaml;
}

QString globEscaped(const QString &value)
{
    QString escaped;
    for (const QChar c : value)
        escaped += (u"*?[]^-\\"_s.contains(c) ? u"\\"_s : QString()) + c;
    return escaped;
}

/// \p text of the benign run with \p value in place of the benign one, as the place that it stands in wants it.
QString expectedText(const QString &text, const QString &value)
{
    if (text.startsWith(u"glob:"_s))
        return QString(text).replace(benign, globEscaped(value));
    return QString(text).replace(benign, value);
}

/// The pointer of the first difference that is more than the value itself; empty: there is none.
QString difference(const QJsonValue &plain, const QJsonValue &hostile, const QString &value, const QString &at = u"/"_s)
{
    if (plain.type() != hostile.type())
        return at;
    if (plain.isString())
        return hostile.toString() == expectedText(plain.toString(), value) ? QString() : at;
    if (plain.isArray()) {
        if (plain.toArray().size() != hostile.toArray().size())
            return at;
        for (qsizetype i = 0; i < plain.toArray().size(); ++i) {
            if (const QString found = difference(plain[i], hostile[i], value, at + QString::number(i) + u'/');
                !found.isEmpty())
                return found;
        }
        return {};
    }
    if (!plain.isObject())
        return plain == hostile ? QString() : at;
    const QStringList names = plain.toObject().keys();
    if (names != hostile.toObject().keys())
        return at;
    for (const QString &name : names) {
        if (const QString found = difference(plain[name], hostile[name], value, at + name + u'/'); !found.isEmpty())
            return found;
    }
    return {};
}

QStringList fragments()
{
    return {u"'"_s, u"\""_s, u"`"_s, u"’"_s, u"''"_s, u"\\"_s, u"\\'"_s, u"'; DROP TABLE users; --"_s, u"/* */"_s,
        u"-- "_s, u"#"_s, u"//"_s, QString(QChar(u'\0')), u"\r\n"_s, u"\n"_s, u"\t"_s, u"\u2028"_s, u"\u2029"_s,
        u"\u202E"_s, u"\u2066"_s, u"аdmin"_s, u"ｆｕｌｌ"_s, u"%s%n%x"_s, u"%00"_s, u"%1"_s, u"$(id)"_s, u"`id`"_s,
        u"${parameters.x}"_s, u"$${x}"_s, u"${"_s, u"}"_s, u"{{x}}"_s, u"{% x %}"_s, u"*"_s, u"?[a-z]"_s,
        u"../../etc/passwd"_s, u"..\\..\\"_s, u"~/.ssh"_s, u"a.b[*].c"_s, u"@"_s, u"&expr"_s, u"| [0]"_s,
        u"|| `true`"_s, u"keys(@)"_s, u": - "_s, u"- a"_s, u"? x"_s, u"&anchor *alias"_s, u"!!binary"_s, u"---"_s,
        u"%YAML"_s, u"|-"_s, u"> x"_s, u"null"_s, u"true"_s, u"007"_s, u"$s"_s, u"$password"_s, u"--help"_s,
        u"; rm -rf /"_s, u"<img src=x>"_s, u"\x1b]8;;x\x07"_s, u"FLUSHALL\r\n"_s, u"OR 1=1"_s, u"=cmd()"_s,
        u"\U0001F600"_s, u"e\u0301"_s, u"\uFEFF"_s};
}

/// A thousand: each fragment alone, then pairs, then a very long one.
QStringList hostileValues()
{
    QStringList values = fragments();
    const QStringList parts = values;
    for (qsizetype distance = 1; values.size() < 998; ++distance) {
        for (qsizetype i = 0; i < parts.size() && values.size() < 998; ++i)
            values << parts[i] + u"x"_s + parts[(i + distance) % parts.size()];
    }
    return values << QString(1'000'000, u'a') << u"${parameters.x}'\"*"_s.repeated(70'000);
}

Scope scopeOf(const QString &value) { return Scope({{{u"x"_s, value}}, {{u"s"_s, Secret(u"canary"_s)}}}, {}, {}); }

} // namespace

class TestHostileValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const auto read = readRunbook(u"every.yaml"_s, allKinds()).result();
        QVERIFY2(read, read ? "" : qPrintable(read.error().message()));
        m_runbook = *read;
    }

    void sample_usesEveryKind()
    {
        QStringList missing;
        for (const StepKind &kind : stepKinds())
            missing << kind.name;
        for (const RunbookStep &step : m_runbook.steps)
            missing.removeAll(stepKind(step.uses)->name);

        QCOMPARE(missing, QStringList());
        QCOMPARE(hostileValues().size(), 1000);
    }

    void value_throughEveryKind_changesNothingButItself()
    {
        const Scope plain = scopeOf(benign);
        for (const QString &value : hostileValues()) {
            const Scope hostile = scopeOf(value);
            for (const RunbookStep &step : m_runbook.steps) {
                const auto expected = step.with.evaluate(plain);
                const auto found = step.with.evaluate(hostile);
                QVERIFY2(found, found ? "" : qPrintable(found.error().message().left(500)));
                const QString where = difference(expected->value, found->value, value);
                // A secret's slot gives way to a text that looks like it.
                if (!where.isEmpty() && !(value == u"$s"_s && found->secrets.contains(u"s_"_s)))
                    QFAIL(qPrintable(u"%1 %2: %3"_s.arg(step.uses, where, value.left(100))));
                QCOMPARE(found->secrets.size(), expected->secrets.size());
                QCOMPARE(found->deferred.size(), 0);
            }
        }
    }

    void value_inTextsAndConditions_isData()
    {
        const RunbookStep &step = m_runbook.steps.first();
        for (const QString &value : hostileValues()) {
            const Scope scope = scopeOf(value);
            QCOMPARE(*step.title.text(scope), u"Disable "_s + value);
            QCOMPARE(step.title.preview(scope), u"Disable "_s + value);
            QCOMPARE(*step.note.text(scope), u"For "_s + value + u", "_s + value);
            QVERIFY(*step.when.holds(scope));
        }
    }

    void value_writtenIntoAFile_isReadBack()
    {
        Runbook runbook = m_runbook;
        runbook.steps = {m_runbook.steps.first()};
        for (const QString &value : hostileValues().first(998)) {
            runbook.purpose = value;
            runbook.steps[0].title = *Template::parse(Template::escaped(value), {});
            const QJsonObject with{{value, QJsonArray{Template::escaped(value)}}};
            runbook.steps[0].with
                = value.contains(u"${"_s) ? JsonTemplate::ofValue(QJsonObject()) : JsonTemplate::ofValue(with);

            const QByteArray yaml = writeRunbook(runbook);
            const auto read = readRunbook(u"every.yaml"_s, yaml).result();

            QVERIFY2(read, read ? "" : qPrintable(read.error().message() + u'\n' + QString::fromUtf8(yaml)));
            QCOMPARE(read->purpose, value);
            QCOMPARE(*read->steps[0].title.text(scopeOf(benign)), value);
            QCOMPARE(read->steps[0].with.source(), runbook.steps[0].with.source());
            QCOMPARE(writeRunbook(*read), yaml);
        }
    }

private:
    Runbook m_runbook;
};

QTEST_GUILESS_MAIN(TestHostileValues)
#include "tst_hostilevalues.moc"
