// SPDX-License-Identifier: GPL-3.0-or-later
#include <core/json.h>
#include <runbooks/runbookreader.h>
#include <runbooks/runbookwriter.h>
#include <shelf/draft.h>

#include <QTest>

using namespace sm;
using namespace sm::runbooks;
using namespace Qt::Literals::StringLiterals;

class TestDraft : public QObject
{
    Q_OBJECT

private:
    QList<Draft> drafts(const QByteArray &markdown) const
    {
        const Result<QList<Draft>> made = draftsOf(u"team.md"_s, markdown, m_models);
        return made.value_or(QList<Draft>());
    }
    /// The steps of the one runbook with \p command in it.
    QList<RunbookStep> steps(const QByteArray &command) const
    {
        const QList<Draft> made = drafts("# Fix it\n\n1. Do it\n\n```bash\n" + command + "\n```\n");
        return made.size() == 1 ? made.first().runbook.steps : QList<RunbookStep>();
    }
    static QString with(const RunbookStep &step) { return QString::fromUtf8(toCompactJson(step.with.source())); }
    static QString problemsOf(const Draft &draft)
    {
        QString text;
        for (const Problem &each : readRunbook(u"x.yaml"_s, writeRunbook(draft.runbook)).problems)
            text += each.text() + u'\n';
        return text;
    }

    aws::Models m_models;

private Q_SLOTS:
    void command_understood_isATypedStep_data()
    {
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<QString>("uses");
        QTest::addColumn<QString>("with");

        QTest::newRow("aws") << QByteArray("aws lambda get-alias --function-name chat --name LIVE")
                             << u"aws:lambda:GetAlias"_s << uR"({"FunctionName":"chat","Name":"LIVE"})"_s;
        QTest::newRow("placeholder") << QByteArray("aws lambda get-alias --function-name <function-name> --name LIVE")
                                     << u"aws:lambda:GetAlias"_s
                                     << uR"({"FunctionName":"${parameters.functionName}","Name":"LIVE"})"_s;
        QTest::newRow("variable") << QByteArray("aws lambda get-alias --function-name \"$FN\" --name LIVE")
                                  << u"aws:lambda:GetAlias"_s
                                  << uR"({"FunctionName":"${parameters.fn}","Name":"LIVE"})"_s;
        QTest::newRow("waiter") << QByteArray("aws lambda wait function-active --function-name chat")
                                << u"wait:lambda:function-active"_s << uR"({"FunctionName":"chat"})"_s;
        QTest::newRow("psql") << QByteArray("psql -d costs -c \"SELECT count(*) FROM cost_cache\"") << u"sql:query"_s
                              << uR"({"database":"${parameters.database}",)"_s
                + uR"("statement":"SELECT count(*) FROM cost_cache"})"_s;
        QTest::newRow("redis") << QByteArray("redis-cli -h cache.example.com GET cost:1") << u"redis:command"_s
                               << uR"({"cache":"${parameters.cache}","command":["GET","cost:1"]})"_s;
        QTest::newRow("curl") << QByteArray("curl https://example.com/health") << u"http:probe"_s
                              << uR"({"method":"GET","url":"https://example.com/health"})"_s;
    }
    void command_understood_isATypedStep()
    {
        QFETCH(const QByteArray, command);

        const QList<RunbookStep> made = steps(command);

        QCOMPARE(made.size(), 1);
        QTEST(made.first().uses, "uses");
        QTEST(with(made.first()), "with");
    }

    void command_notUnderstood_isAManualStepWithItsText_data()
    {
        QTest::addColumn<QByteArray>("command");
        QTest::newRow("substitution") << QByteArray("aws lambda get-alias --function-name $(cat name) --name LIVE");
        QTest::newRow("unknown operation") << QByteArray("aws lambda get-everything");
        QTest::newRow("missing option") << QByteArray("aws lambda get-alias --function-name chat");
        QTest::newRow("file") << QByteArray(
            "aws lambda update-function-code --function-name f --zip-file fileb://x.zip");
        QTest::newRow("loop") << QByteArray("for i in 1 2 3; do aws lambda get-alias --name $i; done");
    }
    void command_notUnderstood_isAManualStepWithItsText()
    {
        QFETCH(const QByteArray, command);

        const QList<RunbookStep> made = steps(command);

        QCOMPARE(made.size(), 1);
        QCOMPARE(made.first().uses, u"manual"_s);
        const Result<Evaluated> text = made.first().with.evaluate(Scope({}, {}, {}));
        QVERIFY(text && text->value[u"text"_s].toString().contains(QString::fromUtf8(command)));
    }

    void password_inACommand_isNotTakenOver()
    {
        const QList<RunbookStep> made = steps(
            "PGPASSWORD=hunter2secret psql -d costs -c '\\dt'\ncurl -u admin:hunter2secret https://example.com/");

        QVERIFY(!made.isEmpty());
        for (const RunbookStep &step : made)
            QVERIFY2(!with(step).contains(u"hunter2secret"), qPrintable(with(step)));
    }

    void numberMember_ofAPlaceholder_isANumberParameter()
    {
        const QList<Draft> made = drafts("# Fix it\n\n1. Do it\n\n```bash\naws ecs update-service --cluster main "
                                         "--service api --desired-count <count>\n```\n");

        QCOMPARE(made.size(), 1);
        QCOMPARE(made.first().runbook.parameters.size(), 1);
        QCOMPARE(made.first().runbook.parameters.first().type, Parameter::Type::Integer);
        QCOMPARE(made.first().runbook.parameters.first().title, u"Count"_s);
    }

    void file_ofTwoRunbooks_isReadableAndHasItsFindings()
    {
        const QList<Draft> made = drafts(R"(# Runbooks
## Reset the alias
**Purpose**: Go back to the last version.

**Severity**: P1 - High

1. Look at it

```bash
aws lambda get-alias --function-name chat --name LIVE
```

2. Tell the team

**Verification**
- Ask a user

## Clean up

1. Find errors

```bash
aws lambda get-everything
```
)");

        QCOMPARE(made.size(), 2);
        const Runbook &first = made.first().runbook;
        QCOMPARE(first.id, u"reset-the-alias"_s);
        QCOMPARE(first.severity, u"P1"_s);
        QCOMPARE(first.steps.size(), 2);
        QCOMPARE(first.steps.at(1).uses, u"manual"_s);
        QCOMPARE(first.verification.size(), 1);
        for (const Draft &draft : made)
            QCOMPARE(problemsOf(draft), QString());
        QVERIFY(std::any_of(made.last().findings.begin(), made.last().findings.end(),
            [](const lint::Finding &each) { return each.severity == lint::Finding::Severity::Error; }));
        for (const lint::Finding &each : made.last().findings)
            QVERIFY(each.line >= made.last().firstLine);
    }

    void file_withNothingToDo_saysSo()
    {
        const Result<QList<Draft>> made = draftsOf(u"notes.md"_s, "# Notes\n\nJust prose.\n", m_models);

        QVERIFY(!made);
        QCOMPARE(made.error().code(), u"NoRunbook"_s);
        QVERIFY(made.error().message().contains(u"notes.md"));
    }

    void damagedFile_isRefusedOrRead_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nul") << QByteArray("# A\n\n1. Do\0it\n", 13);
        QTest::newRow("latin 1") << QByteArray("# Caf\xe9\n\n1. Do it\n");
        QTest::newRow("expression") << QByteArray("# A ${parameters.x}\n\n1. Do ${steps.y.output}\n");
        QTest::newRow("open fence") << QByteArray("# A\n\n1. Do it\n\n```bash\naws lambda");
    }
    void damagedFile_isRefusedOrRead()
    {
        QFETCH(const QByteArray, bytes);

        const Result<QList<Draft>> made = draftsOf(u"x.md"_s, bytes, m_models);

        if (made) {
            for (const Draft &draft : *made)
                QCOMPARE(problemsOf(draft), QString());
        } else {
            QCOMPARE(made.error().kind(), Error::Kind::Invalid);
        }
    }
};

QTEST_GUILESS_MAIN(TestDraft)
#include "tst_draft.moc"
