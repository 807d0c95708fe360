// SPDX-License-Identifier: GPL-3.0-or-later
#include "awsline.h"

#include <core/json.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using commandline::AwsCommand;

class TestAwsValues : public QObject
{
    Q_OBJECT

private:
    const test::AwsLine m_aws;

    /// Four operations that the AWS CLI adds options to, in a folder as --aws-models takes it.
    static void writeModels(const QTemporaryDir &folder)
    {
        const auto write = [&folder](const QString &service, const QByteArray &operations, const QByteArray &shapes) {
            const QDir dir(folder.path());
            QVERIFY(dir.mkpath(service + u"/2020-01-01"_s));
            QFile file(dir.filePath(service + u"/2020-01-01/service-2.json"_s));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(R"({"metadata":{"protocol":"json","jsonVersion":"1.1","endpointPrefix":"x","serviceId":"x",)"
                       R"("apiVersion":"2020-01-01","targetPrefix":"x"},"operations":{)"
                + operations
                + R"(},"shapes":{"S":{"type":"string"},"I":{"type":"integer"},"D":{"type":"double"},)"
                  R"("B":{"type":"blob"},"Bool":{"type":"boolean"},)"
                + shapes + "}}");
        };
        const auto operation = [](const char *name) {
            return QByteArray(R"("%":{"name":"%","http":{"method":"POST","requestUri":"/"},"input":{"shape":"%In"}})")
                .replace('%', name);
        };
        write(u"ec2"_s,
            operation("RunInstances") + ',' + operation("AuthorizeSecurityGroupIngress") + ','
                + operation("ModifyVpcAttribute"),
            R"("RunInstancesIn":{"type":"structure","required":["MinCount","MaxCount"],"members":{"ImageId":{"shape":"S"},)"
            R"("MinCount":{"shape":"I"},"MaxCount":{"shape":"I"}}},)"
            R"("AuthorizeSecurityGroupIngressIn":{"type":"structure","members":{"GroupId":{"shape":"S"},)"
            R"("IpPermissions":{"shape":"Permissions"}}},"Permissions":{"type":"list","member":{"shape":"Permission"}},)"
            R"("Permission":{"type":"structure","members":{"IpProtocol":{"shape":"S"},"FromPort":{"shape":"I"},)"
            R"("ToPort":{"shape":"I"},"IpRanges":{"shape":"Ranges"}}},"Ranges":{"type":"list","member":{"shape":"Range"}},)"
            R"("Range":{"type":"structure","members":{"CidrIp":{"shape":"S"}}},)"
            R"("ModifyVpcAttributeIn":{"type":"structure","members":{"VpcId":{"shape":"S"},"EnableDnsSupport":{"shape":"V"}}},)"
            R"("V":{"type":"structure","members":{"Value":{"shape":"Bool"}}})");
        write(u"cloudwatch"_s, operation("PutMetricData"),
            R"("PutMetricDataIn":{"type":"structure","required":["MetricData"],"members":{"Namespace":{"shape":"S"},)"
            R"("MetricData":{"shape":"Metrics"}}},"Metrics":{"type":"list","member":{"shape":"Metric"}},)"
            R"("Metric":{"type":"structure","members":{"MetricName":{"shape":"S"},"Value":{"shape":"D"}}})");
        write(u"lambda"_s, operation("CreateFunction"),
            R"("CreateFunctionIn":{"type":"structure","required":["Code"],"members":{"FunctionName":{"shape":"S"},)"
            R"("Role":{"shape":"S"},"Code":{"shape":"Code"}}},"Code":{"type":"structure","members":{"ZipFile":{"shape":"B"}}})");
    }

private Q_SLOTS:
    void input_isWhatTheCliWouldSend_data()
    {
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *line, const char *expected) { QTest::newRow(line) << QByteArray(expected); };
        row("aws sts get-caller-identity", "{}");
        row("aws lambda get-function --function-name=f", R"({"FunctionName":"f"})");
        row("aws lambda update-function-configuration --function-name f --timeout ' 30 '",
            R"({"FunctionName":"f","Timeout":30})");
        row("aws cognito-idp admin-set-user-password --user-pool-id p_1 --username u --password x --no-permanent",
            R"({"Password":"x","Permanent":false,"UserPoolId":"p_1","Username":"u"})");
        row("aws cognito-idp admin-create-user --user-pool-id p_1 --username u --user-attributes Name=email,Value=a@b "
            "Name=n,Value='a, b'",
            R"({"UserAttributes":[{"Name":"email","Value":"a@b"},{"Name":"n","Value":["a","b"]}],)"
            R"("UserPoolId":"p_1","Username":"u"})");
        row("aws cognito-idp admin-create-user --user-pool-id p_1 --username u --user-attributes "
            "'[{\"Name\":\"n\",\"Value\":\"a, b\"}]'",
            R"({"UserAttributes":[{"Name":"n","Value":"a, b"}],"UserPoolId":"p_1","Username":"u"})");
        row("aws ec2 describe-security-groups --filters Name=group-name,Values=a-*,b --group-ids sg-1 sg-2",
            R"({"Filters":[{"Name":"group-name","Values":["a-*","b"]}],"GroupIds":["sg-1","sg-2"]})");
        row("aws lambda update-function-configuration --function-name f --environment 'Variables={A=1,B=x y}'",
            R"({"Environment":{"Variables":{"A":"1","B":"x y"}},"FunctionName":"f"})");
        row("aws dynamodb update-table --table-name ttt --provisioned-throughput "
            "ReadCapacityUnits=5,WriteCapacityUnits=6",
            R"({"ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":6},"TableName":"ttt"})");
        row("aws ecs update-service --service s --disable-execute-command",
            R"({"enableExecuteCommand":false,"service":"s"})");
        row("aws sns subscribe --topic-arn t --protocol https --notification-endpoint https://x", "{}");
        row("aws lambda invoke --function-name f --payload e30= out.json", R"({"FunctionName":"f","Payload":"e30="})");
        row("aws lambda invoke --cli-binary-format raw-in-base64-out --function-name f --payload '{}' out.json",
            R"({"FunctionName":"f","Payload":"e30="})");
        row("aws lambda get-function --cli-input-json '{\"FunctionName\":\"f\",\"Qualifier\":\"1\"}' --qualifier 2",
            R"({"FunctionName":"f","Qualifier":"2"})");
        row("aws logs filter-log-events --log-group-name g --start-time 1700000000000 --max-items 5",
            R"({"logGroupName":"g","startTime":1700000000000})");
        row("aws codedeploy list-deployments --include-only-statuses Succeeded Failed --max-items 5",
            R"({"includeOnlyStatuses":["Succeeded","Failed"]})");
        row("aws cloudwatch describe-alarms --alarm-names", R"({"AlarmNames":[]})");
    }
    void input_isWhatTheCliWouldSend()
    {
        const AwsCommand command = m_aws.read(QString::fromLatin1(QTest::currentDataTag()));

        QTEST(toCompactJson(command.input), "expected");
    }

    void uncertainValues_areDeferredAtTheirPlace()
    {
        const AwsCommand command = m_aws.read(
            u"aws lambda update-function-configuration --function-name FUNCTION_NAME --layers a $L --environment "
            u"\"Variables={A=1,KEY=$KEY}\" --description '<text>' --profile $P"_s);

        QCOMPARE(
            toCompactJson(command.input), QByteArray(R"({"Environment":{"Variables":{"A":"1"}},"Layers":["a",null]})"));
        QCOMPARE(command.deferred.keys(),
            (QStringList{u"--profile"_s, u"/Description"_s, u"/Environment/Variables/KEY"_s, u"/FunctionName"_s,
                u"/Layers/1"_s}));
        QCOMPARE(command.deferred[u"/Environment/Variables/KEY"_s].text(), u"$KEY"_s);
        QCOMPARE(command.problems.size(), 0);
    }

    void jsonWithVariables_isReadAroundThem()
    {
        const AwsCommand whole = m_aws.read(
            u"aws secretsmanager update-secret --secret-id s --secret-string \"{\\\"k\\\":\\\"$K\\\"}\""_s);
        const AwsCommand inner
            = m_aws.read(u"aws cognito-idp admin-create-user --user-pool-id p_1 --username u --user-attributes "
                         u"\"[{\\\"Name\\\":\\\"n\\\",\\\"Value\\\":\\\"$V\\\"}]\""_s);
        const AwsCommand broken = m_aws.read(
            u"aws cognito-idp admin-create-user --user-pool-id p_1 --username u --user-attributes \"[$V]\""_s);

        QVERIFY(whole.deferred.contains(u"/SecretString"_s));
        QVERIFY(inner.deferred.contains(u"/UserAttributes/0/Value"_s));
        QVERIFY(broken.deferred.contains(u"/UserAttributes"_s));
        QVERIFY(!inner.hasErrors() && !broken.hasErrors());
    }

    void files_areNamedNotOpened()
    {
        const AwsCommand command
            = m_aws.read(u"aws lambda update-function-code --function-name f --zip-file fileb://function.zip"_s);
        const AwsCommand made = m_aws.read(u"aws lambda update-function-code --cli-input-json file://rest.json"_s);
        const AwsCommand body = m_aws.read(u"aws s3api put-object --bucket bbb --key k --body body.bin"_s);

        QCOMPARE(command.files, (QMap<QString, AwsCommand::File>{{u"/ZipFile"_s, {u"function.zip"_s, true}}}));
        QCOMPARE(made.files.value(u""_s).path, u"rest.json"_s);
        QVERIFY(!made.isComplete);
        QCOMPARE(body.files.value(u"/Body"_s), (AwsCommand::File{u"body.bin"_s, true}));
    }

    void optionsThatTheCliAdds_goWhereTheyBelong_data()
    {
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *line, const char *expected) { QTest::newRow(line) << QByteArray(expected); };
        row("aws ec2 run-instances --image-id i", R"({"ImageId":"i","MaxCount":1,"MinCount":1})");
        row("aws ec2 run-instances --image-id i --count 2:5", R"({"ImageId":"i","MaxCount":5,"MinCount":2})");
        row("aws ec2 authorize-security-group-ingress --group-id g --protocol tcp --port 22-23 --cidr 10.0.0.0/8",
            R"({"GroupId":"g","IpPermissions":[{"FromPort":22,"IpProtocol":"tcp","IpRanges":[{"CidrIp":"10.0.0.0/8"}],)"
            R"("ToPort":23}]})");
        row("aws ec2 modify-vpc-attribute --vpc-id v --no-enable-dns-support",
            R"({"EnableDnsSupport":{"Value":false},"VpcId":"v"})");
        row("aws cloudwatch put-metric-data --namespace n --metric-name m --value 2.5",
            R"({"MetricData":[{"MetricName":"m","Value":2.5}],"Namespace":"n"})");
    }
    void optionsThatTheCliAdds_goWhereTheyBelong()
    {
        QTemporaryDir folder;
        writeModels(folder);
        const aws::Models models(folder.path());
        const commandline::AwsReader reader(models);
        const QString text = QString::fromLatin1(QTest::currentDataTag());

        const AwsCommand command = reader.read(commandline::commandsOf(commandline::readShell(text)).first());

        QTEST(toCompactJson(command.input), "expected");
        QCOMPARE(command.problems.size(), 0);
    }

    void archiveOfANewFunction_isItsCode()
    {
        QTemporaryDir folder;
        writeModels(folder);
        const aws::Models models(folder.path());
        const commandline::AwsReader reader(models);

        const AwsCommand command = reader.read(commandline::commandsOf(
            commandline::readShell(u"aws lambda create-function --function-name f --role r --zip-file fileb://f.zip"_s))
                .first());

        QCOMPARE(command.files.value(u"/Code/ZipFile"_s).path, u"f.zip"_s);
    }

    void optionsOfTheCli_areToldApart()
    {
        const AwsCommand command
            = m_aws.read(u"aws --region eu-west-1 iam list-users --profile p --query 'Users[].Arn' --output text "
                         u"--endpoint-url http://x --max-items 3 --no-paginate --no-cli-pager"_s);

        QCOMPARE(command.operation, u"ListUsers"_s);
        QCOMPARE(command.region, u"eu-west-1"_s);
        QCOMPARE(command.profile, u"p"_s);
        QCOMPARE(command.query, u"Users[].Arn"_s);
        QCOMPARE(command.output, u"text"_s);
        QCOMPARE(command.endpointUrl, u"http://x"_s);
        QCOMPARE(command.maxItems, 3);
        QVERIFY(!command.allPages);
    }

    void waiters_areTheModels()
    {
        const AwsCommand command = m_aws.read(u"aws lambda wait function-updated --function-name f"_s);

        QCOMPARE(command.kind, AwsCommand::Kind::Waiter);
        QCOMPARE(command.waiter, u"FunctionUpdated"_s);
        QCOMPARE(command.operation, u"GetFunctionConfiguration"_s);
        QCOMPARE(command.input, (QJsonObject{{u"FunctionName"_s, u"f"_s}}));
    }

    void highLevelCommands_keepTheirWords()
    {
        const AwsCommand sync = m_aws.read(u"aws s3 sync s3://b/$(date +%F) ./x --delete --storage-class GLACIER"_s);
        const AwsCommand tail = m_aws.read(u"aws logs tail /aws/lambda/f --follow --since 5m"_s);
        const AwsCommand configure = m_aws.read(u"aws configure --profile x"_s);

        QCOMPARE(sync.kind, AwsCommand::Kind::HighLevel);
        QCOMPARE(sync.positionals, (QStringList{u"s3://b/$(date +%F)"_s, u"./x"_s}));
        QCOMPARE(sync.settings, (QMap<QString, QString>{{u"delete"_s, u""_s}, {u"storage-class"_s, u"GLACIER"_s}}));
        QVERIFY(sync.deferred.contains(u"positionals/0"_s));
        QCOMPARE(tail.positionals, QStringList{u"/aws/lambda/f"_s});
        QCOMPARE(configure.kind, AwsCommand::Kind::HighLevel);
        QVERIFY(sync.problems.isEmpty() && tail.problems.isEmpty() && configure.problems.isEmpty());
    }

    void xargs_leavesItsPlaceOpen()
    {
        const AwsCommand command
            = m_aws.read(u"ls | xargs -I {} aws lambda delete-function --function-name f --qualifier {}"_s);
        const AwsCommand more = m_aws.read(u"ls | xargs aws lambda delete-function --function-name"_s);

        QCOMPARE(command.deferred.value(u"/Qualifier"_s).text(), u"{}"_s);
        QVERIFY(!more.isComplete);
    }
};

QTEST_GUILESS_MAIN(TestAwsValues)
#include "tst_awsvalues.moc"
