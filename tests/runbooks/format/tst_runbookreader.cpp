// SPDX-License-Identifier: GPL-3.0-or-later
#include <runbooks/runbookreader.h>

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace sm;
using namespace sm::runbooks;
using namespace Qt::Literals::StringLiterals;

namespace {

/// tests/runbooks/format/rotate-keys.yaml: every member once.
ReadRunbook wholeRunbook()
{
    QFile file(QStringLiteral(SM_SOURCE_DIR "/tests/runbooks/format/rotate-keys.yaml"));
    return file.open(QIODevice::ReadOnly) ? readRunbook(file.fileName(), file.readAll()) : ReadRunbook();
}

QStringList problemsOf(const QByteArray &yaml)
{
    QStringList texts;
    for (const Problem &problem : readRunbook(u"/x/a.yaml"_s, yaml).problems)
        texts << problem.text().mid(3);
    return texts;
}

/// A runbook whose steps begin in line 5, with a text "p", a secret "s" and a list "l" as parameters.
QByteArray withSteps(const QByteArray &steps)
{
    return "title: A\npurpose: B\nparameters: {p: {}, s: {type: secret}, l: {type: list}}\nsteps:\n" + steps;
}

QStringList problemsOfSteps(const QByteArray &steps) { return problemsOf(withSteps(steps)); }

} // namespace

class TestRunbookReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void read_wholeRunbook()
    {
        const ReadRunbook read = wholeRunbook();

        QVERIFY2(read.problems.isEmpty(), qPrintable(read.problems.isEmpty() ? QString() : read.problems[0].text()));
        const Runbook &runbook = read.runbook;
        QCOMPARE(runbook.id, u"rotate-keys"_s);
        QCOMPARE(runbook.system.value, u"shop"_s);
        QCOMPARE(runbook.prerequisites, (QStringList{u"Two"_s, u"Three"_s}));
        QCOMPARE(runbook.parameters.size(), 2);
        QCOMPARE(runbook.parameters[0].picker->select, u"Users[].Username"_s);
        QVERIFY(runbook.parameters[0].isRequired);
        QCOMPARE(runbook.parameters[1].defaultValue, QJsonValue(7));
        QVERIFY(!runbook.parameters[1].isRequired);
        QCOMPARE(runbook.parameters[1].maximum, 9.0);
        const RunbookStep &step = runbook.steps[0];
        QCOMPARE(step.place.line, 12);
        QCOMPARE(step.title.source(), u"Ask for ${parameters.user}"_s);
        QCOMPARE(step.title.place().column, 12);
        QCOMPARE(step.with.source().toObject().value(u"Deep"_s),
            QJsonValue(QJsonArray{1, true, QJsonValue::Null, QJsonObject{{u"a"_s, u"$${b}"_s}}}));
        QCOMPARE(step.expect[1].otherwise, u"It is off."_s);
        QCOMPARE(*step.timeout, std::chrono::seconds(90));
        QCOMPARE(step.onFailure, OnFailure::Ask);
        QCOMPARE(step.undo->uses, u"aws:cognito-idp:AdminEnableUser"_s);
        QCOMPARE(runbook.verification[0].with.steps(), QStringList{u"first"_s});
        QCOMPARE(runbook.links[0].url, u"https://example.com/"_s);
        QCOMPARE(runbook.reviewBy, QDate(2026, 5, 11));
    }

    void problems_ofTheWholeFile_areAllToldInOrder()
    {
        const QStringList expected{u"a.yaml:1:1: unknown key “titel”; did you mean “title”?"_s,
            u"a.yaml:1:1: “steps” is missing"_s,
            u"a.yaml:2:8: “5” is no text: put it in quotes if it is meant as one"_s,
            u"a.yaml:3:10: a text is expected here"_s,
            u"a.yaml:4:5: “A b” is not a name of small letters, digits and -"_s,
            u"a.yaml:5:11: “symptoms” has to be a list"_s, u"a.yaml:6:12: there is no 2026-02-30 in the calendar"_s};

        QCOMPARE(
            problemsOf("titel: x\ntitle: 5\npurpose: ''\nid: 'A b'\nsymptoms: x\nreview_by: 2026-02-30\n"), expected);
    }

    void step_wrong_saysWhatAndWhere_data()
    {
        QTest::addColumn<QByteArray>("steps");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QByteArray &steps, const QString &expected) {
            QTest::newRow(name) << steps << u"a.yaml:"_s + expected;
        };
        row("unknown kind", "  - {id: a, title: A, uses: 'http:prob'}",
            u"5:29: there is no step “http:prob”; did you mean “http:probe”?"_s);
        row("half an operation", "  - {id: a, title: A, uses: 'aws:lambda:invoke'}",
            u"5:29: there is no step “aws:lambda:invoke”; it reads aws:<service>:<Operation>"_s);
        row("unknown member", "  - {id: a, title: A, uses: manual, with: {text: x, texts: y}}",
            u"5:53: manual has no “texts”; did you mean “text”?"_s);
        row("missing member", "  - {id: a, title: A, uses: decide, with: {options: [a, b]}}",
            u"5:43: decide needs “text”"_s);
        row("exactly one", "  - {id: a, title: A, uses: 'sql:copy-out', with: {database: d, file: f}}",
            u"5:51: sql:copy-out needs exactly one of statement, table"_s);
        row("code from a value",
            "  - {id: a, title: A, uses: 'sql:query', with: {database: d, statement: 'a ${parameters.p}'}}",
            u"5:73: no value can be put into this text; SQL takes values as $1, $2 from “parameters”"_s);
        row("program from a value", "  - {id: a, title: A, uses: 'process:run', with: {program: '${parameters.p}'}}",
            u"5:60: no value can be put into this text; SQL takes values as $1, $2 from “parameters”"_s);
        row("command from a value",
            "  - {id: a, title: A, uses: 'redis:command', with: {cache: c, command: ['${parameters.p}']}}",
            u"5:73: no value can be put into this text; SQL takes values as $1, $2 from “parameters”"_s);
        row("unknown parameter", "  - {id: a, title: '${parameters.q.r}', uses: 'aws:a:B'}",
            u"5:20: parameters.q.r: there is no parameter “q”; did you mean “p”?"_s);
        row("unknown root", "  - {id: a, title: '${parameter.p}', uses: 'aws:a:B'}",
            u"5:20: parameter.p: “parameter” is nothing that an expression can see; did you mean “parameters”?"_s);
        row("unknown fact", "  - {id: a, title: '${run.stampp}', uses: 'aws:a:B'}",
            u"5:20: run.stampp: “run” has no “stampp”; did you mean “stamp”?"_s);
        row("unknown step", "  - {id: a, title: '${steps.b.output}', uses: 'aws:a:B'}",
            u"5:20: steps.b.output: there is no step “b”; did you mean “a”?"_s);
        row("itself", "  - {id: a, title: '${steps.a.output}', uses: 'aws:a:B'}",
            u"5:20: steps.a.output: step “a”, in line 5, has not run when this is needed"_s);
        row("later step",
            "  - {id: a, title: A, uses: 'aws:a:B', with: {X: ['${steps.b.output}']}}\n  - {id: b, title: A, uses: "
            "'aws:a:B'}",
            u"5:51: steps.b.output: step “b”, in line 6, has not run when this is needed"_s);
        row("restore of a later step",
            "  - {id: a, title: A, uses: 'redis:restore', with: {cache: c, from: b}}\n  - {id: b, title: A, uses: "
            "'aws:a:B'}",
            u"5:69: steps.\"b\": step “b”, in line 6, has not run when this is needed"_s);
        row("restore of no step", "  - {id: a, title: A, uses: 'redis:restore', with: {cache: c, from: 'x\"y'}}",
            u"5:69: steps.\"x\\\"y\": there is no step “x\"y”; known are a"_s);
        row("restore of what is no key",
            "  - {id: b, title: A, uses: 'aws:a:B'}\n  - {id: a, title: A, uses: 'redis:restore', with: {cache: c, "
            "from: b}}",
            u"6:69: steps.\"b\": step “b”, in line 5, keeps no keys; name a redis:unlink, without “capture: false”, or "
            u"a "
            "redis:command"_s);
        row("restore of what was not kept",
            "  - {id: b, title: A, uses: 'redis:unlink', with: {cache: c, pattern: a, capture: false}}\n"
            "  - {id: a, title: A, uses: 'redis:restore', with: {cache: c, from: b}}",
            u"6:69: steps.\"b\": step “b”, in line 5, keeps no keys; name a redis:unlink, without “capture: false”, or "
            u"a "
            "redis:command"_s);
        row("restore of a loop",
            "  - {id: b, title: A, for_each: '[`1`]', uses: 'redis:unlink', with: {cache: c, pattern: a}}\n"
            "  - {id: a, title: A, uses: 'redis:restore', with: {cache: c, from: b}}",
            u"6:69: steps.\"b\": step “b”, in line 5, keeps keys once for each item, and only those of the last would "
            u"be "
            "put back; put redis:restore into the “undo” of that step"_s);
        row("item without for_each", "  - {id: a, title: '${item}', uses: 'aws:a:B'}",
            u"5:20: item: “item” is there in a step with “for_each” only"_s);
        row("item in its own for_each", "  - {id: a, title: A, for_each: item, uses: 'aws:a:B'}",
            u"5:33: item: “item” is there in a step with “for_each” only"_s);
        row("turn without for_each", "  - {id: a, title: '${turn.a.output}', uses: 'aws:a:B'}",
            u"5:20: turn.a.output: “turn” is there in a step with “for_each” only"_s);
        row("turn of all", "  - {id: a, title: '${turn}', for_each: '[`1`]', uses: 'aws:a:B'}",
            u"5:20: turn: it reads all turn at once; name what is meant, as in turn.NAME, and put “!” before "
            u"parentheses, as in !(turn.NAME)"_s);
        row("turn of no step", "  - {id: a, title: '${turn.x.output}', for_each: '[`1`]', uses: 'aws:a:B'}",
            u"5:20: turn.x.output: there is no step “x”; did you mean “a”?"_s);
        row("turn of itself", "  - {id: a, title: '${turn.a.output}', for_each: '[`1`]', uses: 'aws:a:B'}",
            u"5:20: turn.a.output: step “a”, in line 5, has not run when this is needed"_s);
        row("turn of a step without for_each",
            "  - {id: b, title: B, uses: 'aws:a:B'}\n"
            "  - {id: a, title: '${turn.b.output}', for_each: '[`1`]', uses: 'aws:a:B'}",
            u"6:20: turn.b.output: step “b”, in line 5, has no “for_each”, so it has no turns; what it gives is "
            u"steps.b"_s);
        row("turn of a later step",
            "  - {id: a, title: '${turn.b.output}', for_each: '[`1`]', uses: 'aws:a:B'}\n"
            "  - {id: b, title: B, for_each: '[`1`]', uses: 'aws:a:B'}",
            u"5:20: turn.b.output: step “b”, in line 6, has not run when this is needed"_s);
        row("turn of another length",
            "  - {id: b, title: B, for_each: '[`1`, `2`]', uses: 'aws:a:B'}\n"
            "  - {id: a, title: '${turn.b.output}', for_each: '[`1`]', uses: 'aws:a:B'}",
            u"6:20: turn.b.output: step “b” goes through 2 and this one through 1: they have no turns in common"_s);
        row("turn in its own for_each",
            "  - {id: b, title: B, for_each: '[`1`]', uses: 'aws:a:B'}\n"
            "  - {id: a, title: A, for_each: turn.b.output, uses: 'aws:a:B'}",
            u"6:33: turn.b.output: “turn” is there in a step with “for_each” only"_s);
        row("output elsewhere", "  - {id: a, title: '${output.x}', uses: 'aws:a:B'}",
            u"5:20: output.x: “output” is there in conditions on an answer only; of another step it is steps.ID.output"_s);
        row("itself in its own condition", "  - {id: a, title: A, uses: 'aws:a:B', expect: ['steps.a.output']}",
            u"5:49: steps.a.output: step “a”, in line 5, has not run when this is needed"_s);
        row("a value inside a URL",
            "  - {id: a, title: A, uses: 'http:probe', with: {url: 'http://a/${parameters.p}'}}",
            u"5:55: an expression can only begin a URL; write {name} behind that, and its value into “values”"_s);
        row("not an outcome",
            "  - {id: b, title: A, uses: 'aws:a:B'}\n  - {id: a, title: A, when: steps.b.User, uses: 'aws:a:B'}",
            u"6:29: steps.b.User: “steps.b” has no “User”; known are output, state, turns"_s);
        row("an id twice", "  - {id: a, title: A, uses: 'aws:a:B'}\n  - {id: a, title: A, uses: 'aws:a:B'}",
            u"6:5: there is a step “a” already, in line 5"_s);
        row("syntax", "  - {id: a, title: A, when: 'a ==', uses: 'aws:a:B'}",
            u"5:29: This JMESPath expression can not be used: it ends too early, at column 5."_s);
        row("everything", "  - {id: a, title: '${@}', uses: 'aws:a:B'}",
            u"5:20: @: it reads everything at once; name what is meant, as in parameters.NAME"_s);
        row("an expression as a name", "  - {id: a, title: A, uses: 'aws:a:B', with: {'${run.id}': x}}",
            u"5:47: the name of a member can not hold an expression; the only one of an object may be ${parameters.NAME}"_s);
        row("a parameter as a name beside another",
            "  - {id: a, title: A, uses: 'aws:a:B', with: {'${parameters.p}': x, y: z}}",
            u"5:47: the name of a member can not hold an expression; the only one of an object may be ${parameters.NAME}"_s);
        row("a secret as a name", "  - {id: a, title: A, uses: 'aws:a:B', with: {'${parameters.s}': x}}",
            u"5:47: parameters.s: “s” is a secret: it can stand only as a whole value, ${parameters.s}, and only where secrets are taken"_s);
        row("a watch of a write",
            "  - {id: a, title: A, uses: watch, with: {read: {uses: 'sql:execute'}, holds: output, for: 1, within: 2}}",
            u"5:56: “sql:execute” is nothing that can be read over and over"_s);
    }
    void step_wrong_saysWhatAndWhere()
    {
        QFETCH(QByteArray, steps);
        QFETCH(QString, expected);

        QCOMPARE(problemsOfSteps(steps), QStringList{expected});
    }

    void secret_whereItWouldShow_isRefused_data()
    {
        QTest::addColumn<QByteArray>("step");
        QTest::addColumn<bool>("isTaken");
        const auto row
            = [](const QByteArray &step, bool isTaken) { QTest::newRow(step.constData()) << step << isTaken; };
        row("uses: 'aws:a:B', with: {P: '${parameters.s}'}", true);
        row("uses: 'aws:a:B', with: {P: '${ parameters.s }'}", true);
        row("uses: 'aws:a:B', undo: {uses: 'aws:a:C', with: {P: ['${parameters.s}']}}", true);
        row("uses: 'sql:query', with: {database: d, statement: S, parameters: ['${parameters.s}']}", true);
        row("uses: 'sql:query', with: {database: d, password: '${parameters.s}', statement: S}", true);
        row("uses: 'process:run', with: {program: p, environment: {P: '${parameters.s}'}}", true);
        row("uses: 'http:trigger', with: {url: u, headers: {P: '${parameters.s}'}, body: ['${parameters.s}']}", true);
        row("uses: 'redis:command', with: {cache: c, command: [AUTH, '${parameters.s}']}", true);
        row("uses: 'aws:a:B', with: {P: 'x${parameters.s}'}", false);
        row("uses: 'aws:a:B', with: {P: \"${parameters.s || 'x'}\"}", false);
        row("uses: 'aws:a:B', when: parameters.s", false);
        row("uses: 'aws:a:B', for_each: parameters.s", false);
        row("uses: 'aws:a:B', note: '${parameters.s}'", false);
        row("uses: 'aws:a:B', confirm: '${parameters.s}'", false);
        row("uses: 'aws:a:B', expect: ['output == parameters.s']", false);
        row("uses: 'process:run', with: {program: p, arguments: ['${parameters.s}']}", false);
        row("uses: 'http:probe', with: {url: '${parameters.s}'}", false);
        row("uses: 'sql:copy-out', with: {database: d, table: t, file: '${parameters.s}'}", false);
        row("uses: 'wait:lambda:function-updated', with: {FunctionName: '${parameters.s}'}", false);
        row("uses: manual, with: {text: '${parameters.s}'}", false);
        row("uses: watch, with: {read: {uses: 'aws:a:B', with: {P: '${parameters.s}'}}, holds: output, for: 1, within: "
            "2}",
            true);
        row("uses: watch, with: {read: {uses: 'http:probe', with: {url: '${parameters.s}'}}, holds: output, for: 1, "
            "within: 2}",
            false);
        row("uses: watch, with: {read: {uses: 'aws:a:B'}, holds: 'output == parameters.s', for: 1, within: 2}", false);
    }
    void secret_whereItWouldShow_isRefused()
    {
        QFETCH(QByteArray, step);
        QFETCH(bool, isTaken);

        const QStringList problems = problemsOfSteps("  - {id: a, title: A, " + step + "}");

        QCOMPARE(problems.size(), isTaken ? 0 : 1);
        QVERIFY2(isTaken || problems.first().contains(u"is a secret"_s), qPrintable(problems.value(0)));
    }

    void sections_seeWhatRanBefore()
    {
        const QByteArray steps = "  - {id: a, title: A, uses: 'aws:a:B'}\n";
        const QByteArray verified = "verification:\n  - {id: v, title: '${steps.a.output}', uses: 'aws:a:B'}\n";

        QCOMPARE(problemsOfSteps(steps + verified), QStringList());
        QCOMPARE(
            problemsOfSteps(steps + verified + "rollback:\n  - {id: r, title: '${steps.v.output}', uses: 'aws:a:B'}\n"),
            QStringList{u"a.yaml:9:20: steps.v.output: step “v”, in line 7, has not run when this is needed"_s});
        QCOMPARE(
            problemsOfSteps(steps + "verification:\n  - {id: v, title: A, uses: 'http:trigger', with: {url: u}}\n"),
            QStringList{u"a.yaml:7:29: http:trigger changes something, so it verifies nothing"_s});
        QCOMPARE(
            problemsOfSteps(steps + "verification:\n  - {id: v, title: A, uses: 'aws:a:B', undo: {uses: 'aws:a:C'}}\n"),
            QStringList{u"a.yaml:7:46: a step that verifies changes nothing that could be undone"_s});
    }

    void picker_seesParametersAboveItAlone()
    {
        const auto picker = [](const QByteArray &expression) {
            return problemsOf(
                "title: A\npurpose: B\nsteps: [{id: a, title: A, uses: 'aws:a:B'}]\nparameters:\n  x: {}\n"
                "  s: {type: secret}\n  y: {picker: {uses: 'aws:a:B', with: {X: '${"
                + expression + "}'}, select: Y}}\n  z: {}\n");
        };

        QCOMPARE(picker("parameters.x"), QStringList());
        QCOMPARE(picker("system.region"), QStringList());
        QVERIFY(picker("parameters.z").value(0).contains(u"only parameters above its own"_s));
        QVERIFY(picker("parameters.y").value(0).contains(u"only parameters above its own"_s));
        QVERIFY(picker("parameters.s").value(0).contains(u"is a secret"_s));
        QVERIFY(picker("steps.a.output").value(0).contains(u"parameters and system only"_s));
        QVERIFY(picker("run.id").value(0).contains(u"parameters and system only"_s));
    }

    void steps_tooMany_areRefused()
    {
        QByteArray steps;
        for (int i = 0; i < mostSteps; ++i)
            steps += "  - {id: s" + QByteArray::number(i)
                + ", title: A, uses: 'aws:a:B', with: {X: '${parameters.p}'}}\n";

        QCOMPARE(problemsOfSteps(steps), QStringList());
        QCOMPARE(problemsOfSteps(steps + "  - {id: more, title: A, uses: 'aws:a:B'}\n"),
            QStringList{u"a.yaml:1:1: a runbook has at most 2000 steps"_s});
    }

    void problems_manyOfThem_endAtFifty()
    {
        QCOMPARE(problemsOfSteps(QByteArray("  - {id: a, title: '${x}', uses: 'aws:a:B'}\n").repeated(100)).size(), 50);
    }

    void result_problems_areOneError()
    {
        const auto result = readRunbook(u"a.yaml"_s, "title: 5\nsteps: []\n").result();

        QCOMPARE(result.error().kind(), Error::Kind::Invalid);
        QCOMPARE(result.error().message().count(u'\n'), 2);
        QVERIFY(result.error().message().startsWith(u"a.yaml:1:1: “purpose” is missing\na.yaml:1:8: "_s));
    }

    void damage_atEveryLine_isToldWithItsPlace()
    {
        QFile file(QStringLiteral(SM_SOURCE_DIR "/resources/runbooks/demo/rehearse-a-release.yaml"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().split('\n');
        for (qsizetype at = 0; at < lines.size(); ++at) {
            for (const QByteArray &damage : {QByteArray("]"), QByteArray("  x: ${"), QByteArray("\"")}) {
                QList<QByteArray> damaged = lines;
                damaged[at] = damage;
                for (const Problem &problem : readRunbook(u"a.yaml"_s, damaged.join('\n')).problems) {
                    QVERIFY(problem.place.line >= 1 && problem.place.line <= lines.size() + 1);
                    QVERIFY(!problem.message.isEmpty());
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestRunbookReader)
#include "tst_runbookreader.moc"
