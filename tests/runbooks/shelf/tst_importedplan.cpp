// SPDX-License-Identifier: GPL-3.0-or-later
// A runbook that was imported is read and planned as one that was written.
#include <app/kinds.h>
#include <core/json.h>
#include <runbooks/runbookplanner.h>
#include <runbooks/runbookreader.h>
#include <runbooks/runbookwriter.h>
#include <shelf/draft.h>

#include <QJsonArray>
#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using runbooks::Draft;
using runbooks::Parameter;
using runbooks::Runbook;

namespace {

SystemInfo system()
{
    SystemInfo made;
    made.id = {u"demo"_s};
    made.environment = Environment::Development;
    made.region = {u"eu-west-1"_s};
    made.databases = {{u"costs"_s, u"postgresql://db.example.com/costs"_s}};
    made.caches = {{u"main"_s, u"redis://cache.example.com:6379"_s}};
    return made;
}

/// What somebody would give.
runbooks::ParameterValues valuesFor(const Runbook &runbook)
{
    runbooks::ParameterValues values;
    for (const Parameter &each : runbook.parameters) {
        if (each.isSecret())
            values.secrets.insert(each.name, Secret(u"Given7Secret!"_s));
        else if (each.type == Parameter::Type::Integer)
            values.json.insert(each.name, 1'700'000'000);
        else if (each.type == Parameter::Type::Json)
            values.json.insert(each.name, QJsonObject{{u"Rules"_s, QJsonArray()}});
        else if (each.name == "database"_L1)
            values.json.insert(each.name, u"costs"_s);
        else if (each.name == "cache"_L1)
            values.json.insert(each.name, u"main"_s);
        else if (each.name.contains("older"_L1))
            values.json.insert(each.name, u"/srv/app"_s);
        else if (each.name == "address"_L1)
            values.json.insert(each.name, u"https://api.example.com"_s);
        else
            values.json.insert(each.name, each.hasDefault() ? each.defaultValue : QJsonValue(u"given"_s));
    }
    return values;
}

} // namespace

class TestImportedPlan : public QObject
{
    Q_OBJECT

    aws::Models m_models;
    operations::Catalog m_catalog = operations::Catalog::load().value();
    app::Kinds m_kinds{m_catalog, m_models};
    operations::Planner m_steps{m_catalog, m_models, m_kinds.all()};
    runbooks::RunbookPlanner m_planner{m_steps};

private Q_SLOTS:
    void command_imported_isPlanned_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QStringList>("uses");

        const auto row = [](const char *name, const char *code, const QStringList &uses) {
            QTest::newRow(name) << QByteArray(code) << uses;
        };
        row("aws", "aws lambda get-alias --function-name chat --name LIVE", {u"aws:lambda:GetAlias"_s});
        row("wait", "aws lambda wait function-active --function-name <name>", {u"wait:lambda:function-active"_s});
        row("time", "aws logs filter-log-events --log-group-name /app --start-time $(date -d '1 hour ago' +%s)000",
            {u"aws:logs:FilterLogEvents"_s});
        row("stamp", "aws dynamodb create-backup --table-name t --backup-name b-$(date +%Y%m%d-%H%M%S)",
            {u"aws:dynamodb:CreateBackup"_s});
        row("answer of a step",
            "ARN=$(aws ecs list-tasks --cluster main --query 'taskArns[0]' --output text)\n"
            "aws ecs stop-task --cluster main --task \"$ARN\"",
            {u"aws:ecs:ListTasks"_s, u"aws:ecs:StopTask"_s});
        row("loop", "for f in chat costs; do aws lambda get-function --function-name \"$f\"; done",
            {u"aws:lambda:GetFunction"_s, u"aws:lambda:GetFunction"_s});
        row("file of the runbook",
            "cat > p.json <<EOF\n{\"Rules\": [{\"ID\": \"a\", \"Status\": \"Enabled\", \"Prefix\": \"x/\", "
            "\"Expiration\": {\"Days\": 9}}]}\nEOF\n"
            "aws s3api put-bucket-lifecycle-configuration --bucket b --lifecycle-configuration file://p.json",
            {u"aws:s3:PutBucketLifecycleConfiguration"_s});
        row("s3 listing", "aws s3 ls s3://reports/2024/", {u"aws:s3:ListObjectsV2"_s});
        row("s3 copy", "aws s3 sync s3://reports/2024/ s3://archive/2024/", {u"s3:copy"_s});
        row("psql", "PGPASSWORD='Hunter2!' psql -d costs -c 'SELECT 1; DELETE FROM cache WHERE id = 3'",
            {u"sql:query"_s, u"sql:execute"_s});
        row("psql here document", "psql -d costs <<'SQL'\nSELECT 1;\n-- all of it\nVACUUM cache;\nSQL",
            {u"sql:query"_s, u"sql:execute"_s});
        row("redis", "redis-cli -h cache -a 'Hunter2!' INFO memory", {u"redis:command"_s});
        row("redis pattern", "redis-cli -h cache --scan --pattern 'cost:*' | xargs redis-cli -h cache del",
            {u"redis:unlink"_s});
        row("probe", "curl -sf https://your-api.example.com/health | jq .status", {u"http:probe"_s});
        row("probe with a token", "curl -H 'Authorization: Bearer abc.DEF123' https://api.example.com/me",
            {u"http:probe"_s});
        row("trigger", "curl -X POST -d '{\"password\": \"Hunter2!\"}' https://api.example.com/login",
            {u"http:trigger"_s});
        row("process", "cd /srv/app\nkubectl rollout restart deployment/web", {u"process:run"_s});
        row("process in a folder", "npx cdk diff --all", {u"process:run"_s});
        row("sequence", "terraform plan && terraform apply || echo failed", {u"process:run"_s, u"process:run"_s});
    }
    void command_imported_isPlanned()
    {
        QFETCH(const QByteArray, code);
        const auto drafts
            = runbooks::draftsOf(u"team.md"_s, "# Fix it\n\n1. Do it\n\n```bash\n" + code + "\n```\n", m_models);
        QVERIFY(drafts && drafts->size() == 1);
        const QByteArray yaml = writeRunbook(drafts->first().runbook);
        const Result<Runbook> read = runbooks::readRunbook(u"fix-it.yaml"_s, yaml).result();
        QVERIFY2(read, qPrintable(read ? QString() : read.error().message()));
        const auto checked = runbooks::checkValues(read->parameters, valuesFor(*read)).result();
        QVERIFY2(checked, qPrintable(checked ? QString() : checked.error().message()));

        const auto plan = m_planner.plan(
            *read, *checked, system(), {u"run"_s, QDateTime::fromSecsSinceEpoch(1'700'000'000), u"ada"_s});

        QVERIFY2(plan, qPrintable((plan ? QString() : plan.error().message()) + u'\n' + QString::fromUtf8(yaml)));
        QStringList uses;
        for (const Step &step : plan->plan.steps)
            uses << step.operation.uses;
        QTEST(uses, "uses");
        QVERIFY2(!yaml.contains("Hunter2") && !yaml.contains("DEF123"), yaml.constData());
    }
};

QTEST_GUILESS_MAIN(TestImportedPlan)
#include "tst_importedplan.moc"
