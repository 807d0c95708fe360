// SPDX-License-Identifier: GPL-3.0-or-later
#include <core/json.h>
#include <runbooks/runbookreader.h>
#include <runbooks/runbookwriter.h>
#include <shelf/draft.h>

#include <QRandomGenerator>
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
        QTest::newRow("redis keys by pattern")
            << QByteArray("redis-cli -h c --scan --pattern 'cost:*' | xargs redis-cli -h c del") << u"redis:unlink"_s
            << uR"({"cache":"${parameters.cache}","pattern":"cost:*"})"_s;
        QTest::newRow("redis password") << QByteArray("redis-cli -a \"$REDIS_PASSWORD\" PING") << u"redis:command"_s
                                        << uR"({"cache":"${parameters.cache}","command":["PING"],)"_s
                + uR"("password":"${parameters.redisPassword}"})"_s;
        QTest::newRow("time") << QByteArray("aws logs filter-log-events --log-group-name g --start-time $(date +%s)000")
                              << u"aws:logs:FilterLogEvents"_s
                              << uR"({"logGroupName":"g","startTime":"${parameters.startTime}"})"_s;
        QTest::newRow("stamp") << QByteArray(
            "aws dynamodb create-backup --table-name t --backup-name b-$(date +%Y%m%d-%H%M%S)")
                               << u"aws:dynamodb:CreateBackup"_s
                               << uR"({"BackupName":"b-${run.stamp}","TableName":"t"})"_s;
        QTest::newRow("output of Terraform")
            << QByteArray("aws s3 ls s3://$(terraform output -raw bucket_name)/x/") << u"aws:s3:ListObjectsV2"_s
            << uR"({"Bucket":"${parameters.bucketName}","Delimiter":"/","Prefix":"x/"})"_s;
        QTest::newRow("file")
            << QByteArray("aws iam put-role-policy --role-name r --policy-name p --policy-document "
                          "file://minimal-policy.json")
            << u"aws:iam:PutRolePolicy"_s
            << uR"({"PolicyDocument":"${parameters.minimalPolicy}","PolicyName":"p","RoleName":"r"})"_s;
        QTest::newRow("copy of a bucket")
            << QByteArray("aws s3 sync s3://a/x/ s3://b/y/ --storage-class GLACIER") << u"s3:copy"_s
            << uR"({"fromBucket":"a","fromPrefix":"x/","overwrite":true,)"_s
                + uR"("storageClass":"GLACIER","toBucket":"b","toPrefix":"y/"})"_s;
        QTest::newRow("process") << QByteArray("sudo systemctl restart web 2>&1 | tail -5") << u"process:run"_s
                                 << uR"({"arguments":["systemctl","restart","web"],"program":"sudo"})"_s;
        QTest::newRow("environment") << QByteArray("GITHUB_TOKEN=$T LEVEL=2 gh run list") << u"process:run"_s
                                     << uR"({"arguments":["run","list"],"environment":{"LEVEL":"2"},"program":"gh",)"_s
                + uR"("secretEnvironment":{"GITHUB_TOKEN":"${parameters.t}"}})"_s;
        QTest::newRow("folder") << QByteArray("cd /srv/app\ngit pull") << u"process:run"_s
                                << uR"({"arguments":["pull"],"folder":"/srv/app","program":"git"})"_s;
        QTest::newRow("address") << QByteArray("curl https://<host>/jobs/$JOB/runs") << u"http:probe"_s
                                 << uR"({"method":"GET","url":"${parameters.address}/jobs/{value1}/runs",)"_s
                + uR"("values":{"value1":"${parameters.job}"}})"_s;
        QTest::newRow("token in a header")
            << QByteArray("curl -H 'X-Api-Key: abc123DEF' https://example.com/") << u"http:probe"_s
            << uR"({"method":"GET","secretHeaders":{"X-Api-Key":"${parameters.xApiKey}"},)"_s
                + uR"("url":"https://example.com/"})"_s;
        QTest::newRow("only tells") << QByteArray("kubectl get pods > /dev/null && echo fine || echo wrong")
                                    << u"process:run"_s << uR"({"arguments":["get","pods"],"program":"kubectl"})"_s;
        QTest::newRow("variable with a value")
            << QByteArray("FN=\"chat\"\naws lambda get-function --function-name $FN") << u"aws:lambda:GetFunction"_s
            << uR"({"FunctionName":"${parameters.fn}"})"_s;
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
        QTest::newRow("several commands") << QByteArray("for f in a b; do aws lambda get-alias --function-name $f "
                                                        "--name A; aws lambda get-function --function-name $f; "
                                                        "done");
        QTest::newRow("choice") << QByteArray("aws lambda get-alias --function-name f --name A || systemctl stop web");
        QTest::newRow("nested loop variable")
            << QByteArray("for f in a b; do aws lambda get-alias --function-name $(cat $f) --name LIVE; done");
        QTest::newRow("answer to another command") << QByteArray("aws lambda list-functions | xargs other-tool");
        QTest::newRow("never ends") << QByteArray("tail -f /var/log/app.log");
        QTest::newRow("terminal") << QByteArray("kubectl exec -it web -- sh");
        QTest::newRow("pattern of files") << QByteArray("du -sh /var/log/*");
        QTest::newRow("write in a substitution") << QByteArray("V=$(git rev-parse HEAD)");
        QTest::newRow("local copy") << QByteArray("aws s3 sync s3://reports/2024/ ./reports/");
        QTest::newRow("statements in a file") << QByteArray("psql -d costs -f clean.sql");
        QTest::newRow("another user") << QByteArray("sudo psql -d costs -c 'SELECT 1'");
        QTest::newRow("scan without deletion")
            << QByteArray("redis-cli --scan --pattern 'a:*' | xargs -I{} redis-cli ttl {}");
        QTest::newRow("another address") << QByteArray("aws sns list-topics --endpoint-url http://localhost:4566");
        QTest::newRow("variable of the program") << QByteArray("AWS_ACCESS_KEY_ID=x aws sns list-topics");
        QTest::newRow("background") << QByteArray("kubectl get pods &");
        QTest::newRow("unknown operation") << QByteArray("aws lambda get-everything");
        QTest::newRow("missing option") << QByteArray("aws lambda get-alias --function-name chat");
        QTest::newRow("file") << QByteArray(
            "aws lambda update-function-code --function-name f --zip-file fileb://x.zip");
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

    void answer_ofACommandInAVariable_isThatOfAStep()
    {
        const QList<RunbookStep> made
            = steps("ARN=$(aws ecs list-tasks --cluster main --query 'taskArns[0]' --output text)\n"
                    "NAMES=$(aws ecs list-services --cluster main | jq -r '.serviceArns[1]')\n"
                    "aws ecs stop-task --cluster main --task \"$ARN\" --reason \"of $NAMES\"");

        QCOMPARE(made.size(), 3);
        QCOMPARE(made.at(0).id, u"listTasks"_s);
        QCOMPARE(made.at(1).id, u"listServices"_s);
        QCOMPARE(with(made.at(2)),
            uR"({"cluster":"main","reason":"of ${steps.listServices.output.serviceArns[1]}",)"_s
                + uR"("task":"${steps.listTasks.output.taskArns[0]}"})"_s);
    }

    void loop_overKnownItems_isAStepForEach()
    {
        const QList<RunbookStep> words
            = steps("for f in chat costs; do\n  aws lambda get-function --function-name \"$f\"\n  sleep 2\ndone");
        const QList<RunbookStep> answer
            = steps("for a in $(aws ecs list-tasks --cluster main --query 'taskArns[]' --output text); do\n"
                    "  aws ecs stop-task --cluster main --task $a\ndone");

        QCOMPARE(words.size(), 1);
        QCOMPARE(words.first().forEach.text(), u"`[\"chat\",\"costs\"]`"_s);
        QCOMPARE(with(words.first()), uR"({"FunctionName":"${item}"})"_s);
        QCOMPARE(answer.size(), 2);
        QCOMPARE(answer.last().forEach.text(), u"steps.listTasks.output | taskArns[]"_s);
    }

    void sql_inAFence_isAStepForEachStatement()
    {
        const QList<Draft> made
            = drafts("# Look\n\n**Steps**:\n\n```sql\n-- how many; really\nSELECT count(*) FROM a;\n\n"
                     "DELETE FROM a WHERE b = ';';\n```\n");

        QCOMPARE(made.size(), 1);
        const QList<RunbookStep> &all = made.first().runbook.steps;
        QCOMPARE(all.size(), 2);
        QCOMPARE(all.first().title.source(), u"how many; really"_s);
        QCOMPARE(all.first().uses, u"sql:query"_s);
        QCOMPARE(all.last().uses, u"sql:execute"_s);
        QVERIFY(with(all.last()).contains(u"b = ';'"));
    }

    void step_saysWhereItComesFrom()
    {
        const QList<RunbookStep> made
            = steps("aws lambda get-alias \\\n  --function-name chat --name LIVE\naws lambda get-everything");

        QCOMPARE(made.size(), 2);
        QCOMPARE(made.first().note.source(), u"From team.md, lines 6 to 7."_s);
        QVERIFY2(made.last().note.source().endsWith(u"From team.md, line 8."), qPrintable(made.last().note.source()));
    }

    void onlyTold_isTheNoteOfTheNextStep()
    {
        const QList<RunbookStep> made = steps(
            "echo \"=== Check ===\"\necho \"Look at the alias\"\naws lambda get-alias --function-name f --name A");

        QCOMPARE(made.size(), 1);
        QVERIFY(made.first().note.source().startsWith(u"Look at the alias\n"));
    }

    void passwordOfAws_isASecretParameter()
    {
        const QList<Draft> made
            = drafts("# Fix it\n\n1. Do it\n\n```bash\naws cognito-idp admin-set-user-password "
                     "--user-pool-id us-east-1_XXXXXXX --username ada --password 'Hunter2!'\n```\n");

        QCOMPARE(made.size(), 1);
        const QList<Parameter> &parameters = made.first().runbook.parameters;
        QCOMPARE(parameters.size(), 2);
        QCOMPARE(parameters.at(0).name, u"password"_s);
        QCOMPARE(parameters.at(0).type, Parameter::Type::Secret);
        QVERIFY(!parameters.at(0).hasDefault());
        QCOMPARE(parameters.at(1).name, u"userPoolId"_s);
        QVERIFY(with(made.first().runbook.steps.first()).contains(u"\"Password\":\"${parameters.password}\""));
        QVERIFY(!writeRunbook(made.first().runbook).contains("Hunter2"));
    }

    void codeInASentence_isACommandOnlyWhereItLooksLikeOne()
    {
        const QList<Draft> made
            = drafts("# Fix it\n\n1. Look at the `service name` first\n2. Run `find /srv -name core` then\n");

        QCOMPARE(made.size(), 1);
        QCOMPARE(made.first().runbook.steps.at(0).uses, u"manual"_s);
        QCOMPARE(made.first().runbook.steps.at(1).uses, u"process:run"_s);
    }

    void commands_areCounted()
    {
        const QList<Draft> made
            = drafts("# Fix it\n\n1. Think\n2. Do it\n\n```bash\naws lambda get-everything\nkubectl get pods\n```\n");

        QCOMPARE(made.size(), 1);
        QCOMPARE(made.first().commands, 2);
        QCOMPARE(made.first().typedCommands, 1);
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

    void noise_isReadAgainAndKeepsNoSecret()
    {
        const QList<QByteArray> pieces{"aws ", "lambda get-alias --function-name ",
            "cognito-idp admin-set-user-password ", "--user-pool-id p ", "--username a ", "--password Hunter2! ",
            "PGPASSWORD=Hunter2! ", "psql -d c -c 'SELECT 1' ", "psql <<SQL\nSELECT 'Hunter2!';\nSQL\n",
            "redis-cli -a Hunter2! GET x ", "curl ", "-u a:Hunter2! ", "https://a:Hunter2!@example.com/",
            "https://<host>/$X/{y} ", "$(aws ecs list-tasks --query 'taskArns[0]' --output text) ", "$(date +%s) ",
            "X=", "$X ", "${X:-y} ", "for x in a b; do ", "; done\n", "| jq .a ", "| xargs ", "&& ", "|| ", "& ",
            "> out.json ", "cat > f.json <<EOF\n{}\nEOF\n", "file://f.json ", "kubectl get pods ", "cd x\n",
            "echo Hunter2! ", "sudo ", "'", "\"", "\\\n", "\n", "# Hunter2!\n",
            "\n```\n\n2. Next ${parameters.x}\n\n```bash\n", "\n```\n\n**Verification**:\n\n```bash\n",
            "\n```\n\n```sql\nDELETE FROM a;\n```\n\n```bash\n", "${item} ", "`", "\xff"};
        QRandomGenerator random(11);
        for (int i = 0; i < 400; ++i) {
            QByteArray text = "# A\n\n1. Do it\n\n```bash\nmysql --password=Hunter2!\n";
            for (int j = random.bounded(24); j > 0; --j)
                text += pieces.at(random.bounded(static_cast<int>(pieces.size())));
            const QList<Draft> made = drafts(text + "\n```\n");
            for (const Draft &draft : made) {
                QVERIFY2(problemsOf(draft).isEmpty(), qPrintable(problemsOf(draft) + QString::fromUtf8(text)));
                const QByteArray yaml = writeRunbook(draft.runbook);
                QVERIFY2(!yaml.contains("Hunter2"), (text + yaml).constData());
            }
        }
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
