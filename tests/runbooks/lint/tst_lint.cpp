// SPDX-License-Identifier: GPL-3.0-or-later
#include <lint/lint.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A runbook of one script; its first line is line 4.
QByteArray script(const QByteArray &code, const QByteArray &title = "Do it")
{
    return "# " + title + "\n\n```bash\n" + code + "\n```\n";
}

/// A runbook of several steps of one line each, which stand on lines 5, 10, 15, …
QByteArray steps(const QList<QByteArray> &codes, const QByteArray &title = "Do it")
{
    QByteArray text = "# " + title + "\n\n";
    for (qsizetype i = 0; i < codes.size(); ++i)
        text += QByteArray::number(i + 1) + ". Step\n```bash\n" + codes.at(i) + "\n```\n\n";
    return text;
}

const QByteArray metric
    = "aws cloudwatch get-metric-statistics --start-time 2024-01-01T00:00:00Z --end-time 2024-01-02T00:00:00Z "
      "--period 60 --statistics Sum ";

} // namespace

class TestLint : public QObject
{
    Q_OBJECT

    aws::Models m_models;

    QList<int> linesOf(const QString &rule, const QByteArray &text) const
    {
        QList<int> lines;
        const auto findings = lint::lint(u"a.md"_s, text, m_models);
        for (const lint::Finding &finding : findings ? *findings : QList<lint::Finding>()) {
            if (finding.rule == rule)
                lines.append(finding.line);
        }
        return lines;
    }

    /// \p line 0: it must not fire.
    static void row(const char *name, const char *rule, int line, const QByteArray &text)
    {
        QTest::addRow("%s: %s", rule, name) << QString::fromLatin1(rule) << line << text;
    }

    static void aws_data()
    {
        row("unknown option", "aws-unknown-option", 4,
            script("aws lambda get-function --function-name f --architectures x"));
        row("known options", "aws-unknown-option", 0, script("aws lambda get-function --function-name f --profile p"));
        row("service misspelt", "aws-unknown-service", 4, script("aws dynamo list-tables"));
        row("what else is wrong then", "aws-unknown-operation", 4,
            script("aws timestreaminfluxdb describe-db-instance --identifier i"));
        row("missing option", "aws-missing-option", 4, script("aws lambda get-function"));
        const QByteArray workgroup = "aws athena create-work-group --name w --configuration ";
        row("over several lines", "aws-invalid-input", 6,
            script(workgroup + "\"\n\n  PublishCloudWatchMetrics=true\""));
        row("beside a variable", "aws-invalid-input", 4,
            script(workgroup + "ResultConfigurationUpdates={OutputLocation=s3://b/$DAY/}"));
        row("members", "aws-invalid-input", 0,
            script(workgroup + "ResultConfiguration={OutputLocation=s3://b/$DAY/},EnforceWorkGroupConfiguration=true"));
        row("no value", "aws-missing-value", 4, script("aws lambda get-function --function-name"));
        row("a value by xargs", "aws-missing-value", 0,
            script("cat names | xargs -n1 aws lambda get-function --function-name"));
        row("old operation", "aws-deprecated", 4,
            script(
                "aws appconfig get-configuration --application a --environment e --configuration c --client-id i out"));
        row("its successor", "aws-deprecated", 0, script("aws appconfig list-applications"));
    }

    static void query_data()
    {
        row("no such field", "query-unknown-field", 4,
            script("aws iam list-access-keys --user-name u --query 'AccessKeyMetadata[?Age>`90`].AccessKeyId'"));
        row("fields, functions, own names, literals", "query-unknown-field", 0,
            script("aws lambda list-functions --query 'sort_by(Functions[?Runtime==`Nope`], &FunctionName)[].{Name: "
                   "FunctionName, Size: CodeSize} | [].Name'"));
        row("metadata of the answer", "query-unknown-field", 5,
            script("aws sts get-caller-identity \\\n  --query ResponseMetadata.HTTPStatusCode"));
        row("list to head", "text-output-lines", 4,
            script(
                "aws lambda list-versions-by-function --function-name f --query 'Versions[].Version' --output text | "
                "head -n -5"));
        row("list to xargs -I", "text-output-lines", 4,
            script(
                "aws logs describe-log-groups --query 'logGroups[?retentionInDays==`null`].logGroupName' --output text "
                "|\n xargs -I {} echo {}"));
        row("made into lines", "text-output-lines", 0,
            script("aws lambda list-versions-by-function --function-name f --query 'Versions[].Version' --output text "
                   "| tr "
                   "'\\t' '\\n' | head -n -5"));
        row("rows", "text-output-lines", 0,
            script(
                "aws lambda list-versions-by-function --function-name f --query 'Versions[].[Version]' --output text | "
                "head -n -5"));
        row("one value", "text-output-lines", 0,
            script("aws lambda list-aliases --function-name f --query 'Aliases[0].Name' --output text | grep x"));
        row("first of a list", "query-first-item", 4,
            script("aws apigateway delete-usage-plan --usage-plan-id $(aws apigateway get-usage-plans --query "
                   "'items[0].id' "
                   "--output text)"));
        row("first that matches", "query-first-item", 0,
            script("aws apigateway delete-usage-plan --usage-plan-id $(aws apigateway get-usage-plans --query "
                   "'items[?name==`p`].id' --output text)"));
    }

    static void metric_data()
    {
        row("no such metric", "cloudwatch-unknown-metric", 4,
            script(metric + "--namespace AWS/Athena --metric-name DataScannedInBytes"));
        row("no such namespace", "cloudwatch-unknown-metric", 4, script(metric + "--namespace AWS/CE --metric-name X"));
        row("known", "cloudwatch-unknown-metric", 0, script(metric + "--namespace AWS/Lambda --metric-name Errors"));
        row("own namespace", "cloudwatch-unknown-metric", 0, script(metric + "--namespace Shop --metric-name Errors"));
        row("namespace not listed", "cloudwatch-unknown-metric", 0,
            script(metric + "--namespace AWS/RDS --metric-name FreeStorageSpace"));
        row("not by table", "cloudwatch-dimension", 5,
            script(
                metric + "--namespace AWS/DynamoDB --metric-name UserErrors \\\n--dimensions Name=TableName,Value=t"));
        row("by table", "cloudwatch-dimension", 0,
            script(metric
                + "--namespace AWS/DynamoDB --metric-name ReadThrottleEvents --dimensions Name=TableName,Value=t"));
        row("throttling", "dynamodb-user-errors", 5,
            script("# Throttling?\n" + metric + "--namespace AWS/DynamoDB --metric-name UserErrors"));
        row("bad requests", "dynamodb-user-errors", 0,
            script("# Malformed requests?\n" + metric + "--namespace AWS/DynamoDB --metric-name UserErrors"));
        row("no rate", "prometheus-histogram", 2,
            "```yaml\nexpr: histogram_quantile(0.95, request_seconds) > 5\n```\n");
        row("rate of buckets", "prometheus-histogram", 0,
            "```yaml\nexpr: histogram_quantile(0.95, sum by (le) (rate(request_seconds_bucket[5m])))\n```\n");
    }

    static void cost_data()
    {
        const QByteArray cost
            = "aws ce get-cost-and-usage --granularity MONTHLY --metrics UnblendedCost --time-period ";
        row("last day left out", "ce-exclusive-end", 4, script(cost + "Start=2024-02-01,End=2024-02-29"));
        row("whole month", "ce-exclusive-end", 0, script(cost + "Start=2024-02-01,End=2024-03-01"));
        row("no day", "ce-exclusive-end", 4, script(cost + "Start=2024-02-05,End=2024-02-05"));
        row("some days", "ce-exclusive-end", 0, script(cost + "Start=2024-02-05,End=2024-02-29"));
        row("in a loop", "ce-in-loop", 5,
            script("for i in 1 2; do\n  " + cost + "Start=2024-02-01,End=2024-03-01\ndone"));
        row("once", "ce-in-loop", 0, script(cost + "Start=2024-02-01,End=2024-03-01"));
        row("in a sentence", "athena-msck-repair", 3, "# A\n\n- Run `MSCK REPAIR TABLE a.b`\n");
        row("one partition", "athena-msck-repair", 0, "# A\n\n- Run `ALTER TABLE b ADD PARTITION (month='1')`\n");
        row("no such table", "athena-history-table", 3, "```sql\nSELECT query\nFROM athena_query_executions;\n```\n");
        row("own table", "athena-history-table", 0, "```sql\nSELECT query FROM query_log;\n```\n");
        row("padded", "cur-padded-month", 4,
            "```sql\nSELECT SUM(line_item_unblended_cost)\nFROM cur.t\nWHERE month = '01'\n```\n");
        row("not padded", "cur-padded-month", 0,
            "```sql\nSELECT line_item_usage_type FROM cur.t WHERE month = '1'\n```\n");
        row("another table", "cur-padded-month", 0, "```sql\nSELECT name FROM holidays WHERE month = '01'\n```\n");
    }

    static void identity_data()
    {
        const QByteArray user = " --user-pool-id p --username u";
        row("reset unseen", "cognito-reset-state", 4, script("aws cognito-idp admin-reset-user-password" + user));
        row("looked first", "cognito-reset-state", 0,
            script("aws cognito-idp admin-get-user" + user + "\naws cognito-idp admin-reset-user-password" + user));
        const QByteArray put
            = "aws iam put-role-policy --role-name r --policy-name p --policy-document file://new.json";
        row("not saved", "policy-not-saved", 5,
            script("aws iam get-role-policy --role-name r --policy-name p\n" + put));
        row("saved", "policy-not-saved", 0,
            script("aws iam get-role-policy --role-name r --policy-name p > old.json\n" + put));
        row("saved through jq", "policy-not-saved", 0,
            script("aws iam get-role-policy --role-name r --policy-name p | jq .PolicyDocument > old.json\n" + put));
        row("outside only", "analyzer-type", 5,
            script("# Find unused permissions\naws accessanalyzer create-analyzer --analyzer-name a --type ACCOUNT"));
        row("what is reached", "analyzer-type", 0,
            script("# Find public buckets\naws accessanalyzer create-analyzer --analyzer-name a --type ACCOUNT"));
        row("own keys", "iam-own-keys", 4, script("aws iam list-access-keys"));
        row("a user's keys", "iam-own-keys", 0, script("aws iam list-access-keys --user-name u"));
        row("elsewhere", "iam-events", 4,
            script("aws cloudtrail lookup-events --lookup-attributes "
                   "AttributeKey=EventName,AttributeValue=PutUserPolicy"));
        row("of another service", "iam-events", 0,
            script(
                "aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,AttributeValue=RunInstances"));
    }

    static void lambda_data()
    {
        const QByteArray update = "aws lambda update-function-configuration --function-name f ";
        row("one variable", "lambda-environment-replaced", 4, script(update + "--environment Variables={A=b}"));
        row("whole map", "lambda-environment-replaced", 0, script(update + "--environment file://all.json"));
        row("bare map", "lambda-environment-shape", 7,
            script(
                "aws lambda get-function-configuration --function-name f | jq '.Environment.Variables' > env.json\n\n"
                + update + "\\\n --environment file://env.json"));
        row("wrapped map", "lambda-environment-shape", 0,
            script(
                "aws lambda get-function-configuration --function-name f | jq '{Variables: .Environment.Variables}' > "
                "env.json\n"
                + update + "--environment file://env.json"));
        row("expanded to nothing", "lambda-latest", 4,
            script("aws lambda get-function --function-name f --qualifier $LATEST"));
        row("quoted", "lambda-latest", 0, script("aws lambda get-function --function-name f --qualifier '$LATEST'"));
        row("concurrency", "lambda-latest", 4,
            script(
                "aws lambda put-provisioned-concurrency-config --function-name f --provisioned-concurrent-executions 1 "
                "--qualifier '$LATEST'"));
        row("concurrency of an alias", "lambda-latest", 0,
            script(
                "aws lambda put-provisioned-concurrency-config --function-name f --provisioned-concurrent-executions 1 "
                "--qualifier live"));
        const QByteArray permit = "aws lambda add-permission --function-name f --statement-id s --action "
                                  "lambda:InvokeFunction --principal ";
        row("any bucket", "lambda-open-permission", 4, script(permit + "s3.amazonaws.com"));
        row("one bucket", "lambda-open-permission", 0,
            script(permit + "s3.amazonaws.com --source-arn arn:aws:s3:::b --source-account 123456789012"));
        row("one account", "lambda-open-permission", 0, script(permit + "123456789012"));
        row("as a proof", "lambda-last-modified", 4,
            script("aws lambda get-function --function-name f | jq .Configuration.LastModified"));
        row("the code's hash", "lambda-last-modified", 0,
            script("aws lambda get-function --function-name f --query Configuration.CodeSha256"));
        row("gateway", "lambda-gateway-timeout", 4, script(update + "--timeout 60", "API Gateway times out"));
        row("no gateway", "lambda-gateway-timeout", 0, script(update + "--timeout 60", "The nightly job times out"));
        row("short", "lambda-gateway-timeout", 0, script(update + "--timeout 20", "API Gateway times out"));
        row("two at once", "lambda-unfinished-update", 10,
            steps({update + "--timeout 9", update + "--memory-size 512"}));
        row("waited", "lambda-unfinished-update", 0,
            steps({update + "--timeout 9", "aws lambda wait function-updated --function-name f",
                update + "--memory-size 512"}));
        row("alternatives", "lambda-unfinished-update", 0,
            script("# If slow\n" + update + "--timeout 9\n# If out of memory\n" + update + "--memory-size 512"));
        row("versions", "lambda-version-cleanup", 4,
            script("for v in 1 2; do aws lambda delete-function --function-name f --qualifier $v; done"));
        row("aliases seen", "lambda-version-cleanup", 0,
            script("aws lambda list-aliases --function-name f\nfor v in 1 2; do aws lambda delete-function "
                   "--function-name f "
                   "--qualifier $v; done"));
    }

    static void dynamodb_data()
    {
        const QByteArray update = "aws dynamodb update-table --table-name t --attribute-definitions "
                                  "AttributeName=u,AttributeType=S --global-secondary-index-updates ";
        const QByteArray create
            = R"('[{"Create":{"IndexName":"i","KeySchema":[{"AttributeName":"u","KeyType":"HASH"}],)"
              R"("Projection":{"ProjectionType":"ALL"})";
        row("no throughput", "dynamodb-index-throughput", 4, script(update + create + "}}]'"));
        row("throughput", "dynamodb-index-throughput", 0,
            script(update + create + R"(,"ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1}}}]')"));
        const QByteArray exports = "aws dynamodb export-table-to-point-in-time --s3-bucket b --table-arn "
                                   "arn:aws:dynamodb:eu-west-1:123456789012:table/t";
        row("unchecked", "dynamodb-export-recovery", 4, script(exports));
        row("checked", "dynamodb-export-recovery", 0,
            script("aws dynamodb describe-continuous-backups --table-name t\n" + exports));
        const QByteArray restore = "aws dynamodb restore-table-from-backup --target-table-name r --backup-arn "
                                   "arn:aws:dynamodb:eu-west-1:123456789012:table/t/backup/01";
        row("bare", "dynamodb-bare-restore", 4, script(restore));
        row("then set", "dynamodb-bare-restore", 0,
            script(restore + "\n# Set tags, TTL and auto scaling as they were"));
        const QByteArray scan = "aws dynamodb scan --table-name r";
        row("ten items", "dynamodb-sample", 5, script("# Verify the data\n" + scan + " --max-items 10"));
        row("a look", "dynamodb-sample", 0, script("# Show some\n" + scan + " --max-items 10"));
        row("count", "dynamodb-sample", 0, script("# Verify the data\n" + scan + " --select COUNT"));
        const QByteArray backup = "aws dynamodb create-backup --table-name t --backup-name n";
        row("deployed at once", "backup-unfinished", 4, script(backup + "\nnpx cdk deploy --all"));
        row("waited", "backup-unfinished", 0,
            script(backup
                + "\naws dynamodb describe-backup --backup-arn arn:aws:dynamodb:eu-west-1:1:table/t/backup/01\n"
                  "npx cdk deploy --all"));
        row("size", "dynamodb-backup-size", 7, script(backup) + "\n- Backup size matches table size\n");
        row("count of keys", "dynamodb-backup-size", 0, script(backup) + "\n- Known keys are there\n");
    }

    static void s3_data()
    {
        const QByteArray write
            = "cat > l.json <<EOF\n{\"Rules\": [{\n\"Id\": \"a\", \"Status\": \"Enabled\",\n\"Filter\": "
              "{\"Prefix\": \"x/\"}, \"Expiration\": {\"Days\": 9}}]}\nEOF\n";
        const QByteArray put
            = "aws s3api put-bucket-lifecycle-configuration --bucket b --lifecycle-configuration file://l.json";
        row("Id", "file-unknown-member", 6, script(write + put));
        row("ID", "file-unknown-member", 0, script(QByteArray(write).replace("Id", "ID") + put));
        row("not for AWS", "file-unknown-member", 0, script(write + "cat l.json"));
        row("old form", "s3-legacy-prefix", 6,
            script("cat > l.json <<EOF\n{\"Rules\": [{\n\"Prefix\": \"x/\"}]}\nEOF"));
        row("filter", "s3-legacy-prefix", 0, script(write + put));
        row("replaced", "s3-lifecycle-replaced", 4, script(put));
        row("read first", "s3-lifecycle-replaced", 0,
            script("aws s3api get-bucket-lifecycle-configuration --bucket b > l.json\n" + put));
        row("fourth column", "s3-listing-columns", 5, script("aws s3 ls s3://b --recursive \\\n| awk '{print $4}'"));
        row("third column", "s3-listing-columns", 0, script("aws s3 ls s3://b --recursive | awk '{print $3}'"));
        row("of another list", "s3-listing-columns", 0, script("ps aux | awk '{print $4}'"));
        row("cold copy", "s3-glacier-copy", 4, script("aws s3 sync s3://a s3://b --storage-class GLACIER"));
        row("warm copy", "s3-glacier-copy", 0, script("aws s3 sync s3://a s3://b --storage-class STANDARD_IA"));
        row("new bucket", "s3-missing-bucket", 4, script("aws s3 sync s3://a s3://a-backup-$(date +%Y%m%d)"));
        row("made first", "s3-missing-bucket", 0,
            script("aws s3 mb s3://a-backup-$(date +%Y%m%d)\naws s3 sync s3://a s3://a-backup-$(date +%Y%m%d)"));
        row("prefix", "s3-missing-bucket", 0, script("aws s3 sync s3://a s3://backup/$(date +%Y%m%d)"));
    }

    static void api_data()
    {
        const QByteArray stage = "aws apigateway update-stage --rest-api-id a --stage-name prod --patch-operations ";
        row("no such path", "apigateway-throttle-path", 4,
            script(stage + "op=replace,path=/throttle/rateLimit,value=0"));
        row("path", "apigateway-throttle-path", 0,
            script(stage + "'op=replace,path=/*/*/throttling/rateLimit,value=0'"));
        const QByteArray plan = "aws apigateway update-usage-plan --usage-plan-id p --patch-operations ";
        row("JSON", "apigateway-stage-value", 4,
            script(plan + R"(op=add,path=/apiStages,value='[{"apiId":"a","stage":"prod"}]')"));
        row("text", "apigateway-stage-value", 0, script(plan + "op=add,path=/apiStages,value=a:prod"));
        row("loose", "apigateway-key-rotation", 4, script("aws apigateway create-api-key --name k"));
        row("attached", "apigateway-key-rotation", 0,
            script("aws apigateway create-api-key --name k\naws apigateway create-usage-plan-key --usage-plan-id p "
                   "--key-id k "
                   "--key-type API_KEY"));
        row("built", "url-from-answer", 4,
            script("curl \"https://$(aws apigateway get-rest-apis --query 'items[0].id' --output "
                   "text).execute-api.eu-west-1.amazonaws.com/prod\""));
        row("written", "url-from-answer", 0, script("curl https://abc.execute-api.eu-west-1.amazonaws.com/prod"));
    }

    static void deployment_data()
    {
        const QByteArray rollback = "aws cloudformation rollback-stack --stack-name s";
        row("blind", "cloudformation-rollback-stack", 4, script(rollback));
        row("by status", "cloudformation-rollback-stack", 0,
            script("aws cloudformation describe-stacks --stack-name s\n" + rollback));
        row("half", "codedeploy-group", 4, script("aws deploy list-deployments --application-name a"));
        row("both", "codedeploy-group", 0,
            script("aws deploy list-deployments --application-name a --deployment-group-name g"));
        row("none", "codedeploy-group", 0, script("aws deploy list-deployments"));
        row("cdk", "deploy-without-approval", 4, script("npx cdk deploy --all --require-approval never"));
        row("terraform", "deploy-without-approval", 4, script("terraform apply -auto-approve"));
        row("asks", "deploy-without-approval", 0, script("npx cdk deploy --require-approval broadening"));
        row("another plan", "terraform-unsaved-plan", 5, script("terraform plan\nterraform apply"));
        row("that plan", "terraform-unsaved-plan", 0, script("terraform plan -out=p\nterraform apply p"));
        row("code only", "rollback-code-only", 4, script("git checkout v1\nsystemctl restart app", "Rollback"));
        row("dependencies too", "rollback-code-only", 0,
            script("git checkout v1\npip install -r requirements.txt\nsystemctl restart app", "Rollback"));
        row("no rollback", "rollback-code-only", 0, script("git checkout v2\nsystemctl restart app", "Deployment"));
        row("waits", "rollback-waits", 4,
            script("git revert HEAD\ngit push origin main", "Emergency Rollback") + "\nManual approval required.\n");
        row("does not wait", "rollback-waits", 0,
            script("git revert HEAD\ngit push origin main", "Emergency Rollback"));
        const QByteArray restore
            = "aws lambda update-function-code --function-name f --s3-bucket b --s3-key f-previous.zip";
        row("never written", "rollback-missing-artifact", 4, script(restore));
        row("written", "rollback-missing-artifact", 0, script("aws s3 cp f.zip s3://b/f-previous.zip\n" + restore));
        row("a new one", "rollback-missing-artifact", 0,
            script("aws lambda update-function-code --function-name f --s3-bucket b --s3-key folder/f.zip"));
    }

    static void ecs_data()
    {
        const QByteArray describe = "aws ecs describe-task-definition --task-definition ";
        row("latest", "ecs-latest-definition", 5, script("# Get the previous one\n" + describe + "web"));
        row("a revision", "ecs-latest-definition", 0, script("# Get the previous one\n" + describe + "web:41"));
        row("not promised", "ecs-latest-definition", 0, script("# Show it\n" + describe + "web"));
        const QByteArray update = "aws ecs update-service --cluster c --service s ";
        row("one less", "ecs-previous-revision", 4, script(update + "--task-definition web:PREVIOUS_REVISION"));
        row("named", "ecs-previous-revision", 0, script(update + "--task-definition web:41"));
        row("count", "ecs-desired-count", 4, script(update + "--desired-count 4"));
        row("limits seen", "ecs-desired-count", 0,
            script("aws application-autoscaling describe-scalable-targets --service-namespace ecs\n" + update
                + "--desired-count 4"));
        row("tasks", "ecs-tasks-as-deployments", 5,
            script("# View recent deployments\naws ecs list-tasks --cluster c"));
        row("tasks it says", "ecs-tasks-as-deployments", 0, script("# Show the tasks\naws ecs list-tasks --cluster c"));
    }

    static void secret_data()
    {
        const QByteArray set = "aws cognito-idp admin-set-user-password --user-pool-id p --username u --permanent ";
        row("password", "secret-in-argv", 5, script(set + "\\\n--password Hunter22!"));
        row("variable", "secret-in-argv", 4, script(set + "--password \"$PASSWORD\""));
        row("placeholder", "secret-in-argv", 0, script(set + "--password <password>"));
        row("environment", "secret-in-argv", 4,
            script("aws lambda update-function-configuration --function-name f --environment Variables={API_KEY=abc}"));
        row("no secret", "secret-in-argv", 0,
            script(
                "aws lambda update-function-configuration --function-name f --environment Variables={KEYBOARD=abc}"));
        const QByteArray store = "aws secretsmanager update-secret --secret-id api-keys/x --secret-string \"$NEW\"";
        row("assigned", "secret-in-command", 4, script("DB_PASSWORD=hunter22!"));
        row("exported", "secret-in-command", 4, script("export API_TOKEN=abc123def"));
        row("read", "secret-in-command", 0,
            script("export API_TOKEN=$(cat token)\nDB_PASSWORD=${DB_PASSWORD}\nKEY_COUNT=abc"));
        row("to fill in", "secret-in-command", 0, script("DB_PASSWORD=<password>\nAPI_TOKEN=xxxxxxx"));
        row("random", "secret-invented", 5, script("NEW=$(openssl rand -base64 32)\n" + store));
        row("given", "secret-invented", 0, script("NEW=$(cat from-provider.txt)\n" + store));
        row("access key", "secret-in-text", 3, "# A\n\nKey: AKIAQWERTYUIOPASDFGH\n");
        row("example key", "secret-in-text", 0, "# A\n\nKey: AKIAIOSFODNN7EXAMPLE\n");
        row("URL", "secret-in-text", 4, script("psql postgresql://ada:hunter2@db/app"));
        row("URL with a variable", "secret-in-text", 0, script("psql \"postgresql://ada:${PASSWORD}@db/app\""));
    }

    static void shell_data()
    {
        row("all of it", "window-not-filtered", 5, script("# Errors (last 24h)\ngrep -c ERROR app.log"));
        row("so many lines", "window-not-filtered", 5,
            script("# Count errors in last hour\ngrep ERROR app.log | tail -n 1000 | wc -l"));
        row("today", "window-not-filtered", 5, script("# Errors today\ngrep -c ERROR app.log"));
        row("by time", "window-not-filtered", 0,
            script("# Errors in the last hour\ngrep \"$(date -u +%Y-%m-%dT%H)\" app.log | grep -c ERROR"));
        row("no claim", "window-not-filtered", 0, script("# Last errors\ngrep ERROR app.log | tail -50"));
        row("sleep", "fixed-sleep", 5, script("kubectl rollout restart deployment/a\nsleep 60"));
        row("in a loop", "fixed-sleep", 0, script("while ! curl -f https://a.example; do sleep 10; done"));
        row("reminder", "only-a-reminder", 4, script("echo \"Remember to delete the old one\""));
        row("message", "only-a-reminder", 0, script("echo \"The old one is deleted\""));
        row("nothing to delete", "xargs-empty", 4, script("find . -name x | xargs rm"));
        row("guarded", "xargs-empty", 0, script("find . -name x | xargs -r rm"));
        row("harmless", "xargs-empty", 0, script("find . -name x | xargs ls"));
        row("archive", "archive-deletes", 5, script("# Archive old logs\nfind logs -mtime +30 -delete"));
        row("copied first", "archive-deletes", 0,
            script("# Archive old logs\ntar czf old.tgz logs\n# Archive: now the rest\nfind logs -mtime +30 -delete"));
        row("deletes", "archive-deletes", 0, script("# Delete old logs\nfind logs -mtime +30 -delete"));
    }

    static void date_data()
    {
        const QByteArray query = "aws cloudtrail lookup-events --start-time ";
        row("day only", "date-without-time", 4, script(query + "$(date -d '1 hour ago' --iso-8601)"));
        row("short form", "date-without-time", 4, script(query + "$(date -I)"));
        row("seconds", "date-without-time", 0, script(query + "$(date -d '1 hour ago' --iso-8601=seconds)"));
        row("seconds, short", "date-without-time", 0, script(query + "$(date -Iseconds)"));
        row("by a variable", "date-without-time", 4, script("FROM=$(date -I)\n" + query + "\"$FROM\""));
        row("hours ago as a day", "date-without-time", 4, script(query + "$(date -d '2 hours ago' +%Y-%m-%d)"));
        row("days ago as a day", "date-without-time", 0, script(query + "$(date -d '2 days ago' +%Y-%m-%d)"));
        row("again", "date-recomputed", 10,
            steps({"aws s3 cp a s3://b/exports/$(date +%Y%m%d)/a", "aws s3 cp s3://b/exports/$(date +%Y%m%d)/a ."}));
        row("same step", "date-recomputed", 0,
            script("aws s3 cp a s3://b/exports/$(date +%Y%m%d)/a\naws s3 cp s3://b/exports/$(date +%Y%m%d)/a ."));
        row("another place", "date-recomputed", 0,
            steps({"aws s3 cp a s3://b/exports/$(date +%Y%m%d)/a", "aws s3 cp a s3://b/logs/$(date +%Y%m%d)/a"}));
        row("prose", "date-in-prose", 3, "# A\n\nLast updated: $(date)\n");
        row("code in prose", "date-in-prose", 0, "# A\n\nRun `echo $(date)` first.\n");
    }

    static void store_data()
    {
        row("flush", "redis-flush", 4, script("redis-cli -h c flushdb"));
        row("info", "redis-flush", 0, script("redis-cli -h c info"));
        row("expired", "redis-delete-matching", 5,
            script("# Remove expired entries\nredis-cli --scan --pattern 'a:*' | xargs -r redis-cli del"));
        row("only read", "redis-delete-matching", 0,
            script("redis-cli --scan --pattern 'a:*' | xargs -I{} redis-cli ttl {}"));
        row("clear", "redis-plaintext", 4, script("REDIS_URL=redis://cache:6379"));
        row("local", "redis-plaintext", 0, script("REDIS_URL=redis://localhost:6379"));
        row("TLS", "redis-plaintext", 0, script("REDIS_URL=rediss://cache:6379"));
        row("every row", "sql-dangerous", 3, "```sql\nSELECT 1;\nDELETE FROM t;\n```\n");
        row("every row by psql", "sql-dangerous", 5, script("psql -c \"\n UPDATE t SET a = 1\""));
        row("some rows", "sql-dangerous", 0, script("psql -c \"DELETE FROM t WHERE a < 1\""));
        row("drop", "sql-dangerous", 2, "```sql\nDROP TABLE t;\n```\n");
        row("in a comment", "sql-dangerous", 0, "```sql\n-- DROP TABLE t;\nSELECT 1;\n```\n");
    }

    static void prose_data()
    {
        const QByteArray disable = "aws cognito-idp admin-disable-user --user-pool-id p --username u";
        row("damaged", "text-damaged", 3, "# A\n\ncaf\xe9\n");
        row("whole", "text-damaged", 0, "# A\n\ncaf\xc3\xa9\n");
        row("sessions", "cognito-sessions", 7, script(disable) + "\n- Existing sessions are invalidated\n");
        row("no claim", "cognito-sessions", 0, script(disable) + "\n- The user can not sign in\n");
        row("of something else", "cognito-sessions", 0,
            script("systemctl stop app") + "\n- Sessions are invalidated\n");
        row("another Timestream", "timestream-kind", 6,
            "InfluxDB holds it.\n\n# A\n\n```bash\naws timestream-query query --query-string 'SELECT 1'\n```\n");
        row("this Timestream", "timestream-kind", 0, script("aws timestream-query query --query-string 'SELECT 1'"));
    }

    static void reversal_data()
    {
        row("stays off", "never-switched-on", 4, script("aws events disable-rule --name r"));
        row("switched on", "never-switched-on", 0,
            script("aws events disable-rule --name r")
                + "\n# After\n\n```bash\naws events enable-rule --name r\n```\n");
        row("no tasks", "stays-at-zero", 4, script("aws ecs update-service --cluster c --service s --desired-count 0"));
        row("tasks again", "stays-at-zero", 0,
            script(
                "aws ecs update-service --cluster c --service s --desired-count 0\naws ecs update-service --cluster c "
                "--service s --desired-count 2"));
        row("no copies", "stays-at-zero", 4, script("kubectl scale deployment/a --replicas=0"));
        row("opposite", "opposite-verb", 5,
            script("# Enable maintenance mode\npython flags.py --action rollback-flags --flags maintenance"));
        row("as it says", "opposite-verb", 0,
            script("# Disable maintenance mode\npython flags.py --action rollback-flags --flags maintenance"));
        row("name of a file", "opposite-verb", 0, script("# Enable it\npython rollback.py --action enable"));
    }

private Q_SLOTS:
    void rule_itsDefect_isFoundAtItsLine_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<int>("line");
        QTest::addColumn<QByteArray>("text");
        for (const auto rows :
            {aws_data, query_data, metric_data, cost_data, identity_data, lambda_data, dynamodb_data, s3_data, api_data,
                deployment_data, ecs_data, secret_data, shell_data, date_data, store_data, prose_data, reversal_data})
            rows();
    }
    void rule_itsDefect_isFoundAtItsLine()
    {
        QFETCH(const QString, rule);
        QFETCH(const int, line);
        QFETCH(const QByteArray, text);

        const QList<int> lines = linesOf(rule, text);

        QCOMPARE(lines, line == 0 ? QList<int>() : QList<int>{line});
    }

    void lint_goodRunbook_findsNothing()
    {
        const auto findings = lint::lint(u"a.md"_s,
            "# Disable a user\n\n**Purpose**: lock somebody out\n\n1. Disable\n   ```bash\n"
            "   aws cognito-idp admin-disable-user --user-pool-id \"$POOL\" --username \"$NAME\"\n   "
            "```\n\n**Rollback**:\n"
            "```bash\naws cognito-idp admin-enable-user --user-pool-id \"$POOL\" --username \"$NAME\"\n```\n",
            m_models);

        QVERIFY(findings);
        QCOMPARE(lint::toJson(*findings), QJsonArray());
    }

    void lint_findings_areSortedAndComplete()
    {
        const auto findings = lint::lint(u"dir/a.md"_s,
            script("redis-cli flushall\naws lambda get-function\naws nonsense do\nsleep 60") + "\nLast: $(date)\n",
            m_models);

        QVERIFY(findings && findings->size() >= 5);
        for (const lint::Finding &finding : *findings) {
            QCOMPARE(finding.file, u"dir/a.md"_s);
            QVERIFY(!finding.message.isEmpty());
            QVERIFY(!finding.rule.isEmpty());
        }
        QVERIFY(std::is_sorted(findings->begin(), findings->end(),
            [](const lint::Finding &a, const lint::Finding &b) { return a.line < b.line; }));
    }

    void lint_findings_leaveSecretsOut_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("extra word") << QByteArray("aws lambda get-function --function-name f --password Hunter2!");
        QTest::newRow("assigned") << QByteArray("DB_PASSWORD=Hunter2! odd-tool");
        QTest::newRow("invalid") << QByteArray(
            "aws cognito-idp admin-create-user --user-pool-id x --temporary-password=Hunter2! Hunter2!");
        QTest::newRow("address") << QByteArray("odd-tool postgresql://ada:Hunter2!@db.example.com/x");
    }
    void lint_findings_leaveSecretsOut()
    {
        QFETCH(const QByteArray, code);

        const auto findings = lint::lint(u"a.md"_s, script(code), m_models);

        QVERIFY(findings && !findings->isEmpty());
        const QByteArray json = QJsonDocument(lint::toJson(*findings)).toJson();
        QVERIFY2(!json.contains("Hunter2"), json.constData());
    }

    void toJson_finding_hasAllOfIt()
    {
        const QList<lint::Finding> findings{
            {u"a.md"_s, 7, lint::Finding::Severity::Warning, u"some-rule"_s, u"Wrong."_s, u"Right."_s}};

        QCOMPARE(QJsonDocument(lint::toJson(findings)).toJson(QJsonDocument::Compact),
            QByteArray(R"([{"fix":"Right.","line":7,"message":"Wrong.","rule":"some-rule","severity":"warning"}])"));
    }

    void lint_noText_isRefused()
    {
        const auto findings = lint::lint(u"a.md"_s, QByteArray("\0", 1), m_models);

        QVERIFY(!findings);
        QCOMPARE(findings.error().kind(), Error::Kind::Invalid);
    }

    void lint_noise_neverCrashes()
    {
        const QList<QByteArray> pieces{"aws ", "s3 ls ", "lambda update-function-configuration ", "--environment ",
            "$(", ")", "`", "\n", "\n```\n", "```bash\n", "'", "\"", "| ", "xargs -I {} ", "<<EOF\n", "EOF\n", "> ",
            "a.json ", "# ", "date ", "--iso-8601 ", "{\"Rules\":[", "--query 'a[?b].c' ", "\\", "for x in ", "; do ",
            "done\n", "\xff", "**Rollback**:\n", "1. ", "redis-cli ", "flushdb ", "file://a.json ", "cloudwatch ",
            "--namespace AWS/Lambda "};
        QRandomGenerator random(7);
        for (int i = 0; i < 1'000; ++i) {
            QByteArray text = "# A\n\n```bash\n";
            for (int j = random.bounded(60); j > 0; --j)
                text += pieces.at(random.bounded(static_cast<int>(pieces.size())));
            const auto findings = lint::lint(u"a.md"_s, text, m_models);
            QVERIFY(findings || findings.error().kind() == Error::Kind::Invalid);
        }
    }
};

QTEST_APPLESS_MAIN(TestLint)
#include "tst_lint.moc"
