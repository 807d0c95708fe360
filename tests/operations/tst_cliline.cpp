// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/cliname.h>
#include <aws/models.h>

#include <cliline.h>
#include <shellword.h>

#include <QJsonArray>
#include <QProcess>
#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using aws::cliName;
using operations::cliLine;
using operations::ShellWords;

class TestCliLine : public QObject
{
    Q_OBJECT

private:
    const aws::Models m_models;

    QString line(const QString &service, const QString &operation, const QJsonObject &input,
        const QMap<QString, Secret> &secrets = {}, const QStringList &paths = {}) const
    {
        const Operation made{u"aws:%1:%2"_s.arg(service, operation), input, secrets};
        return cliLine(**m_models.service(service), made, paths, {});
    }

private Q_SLOTS:
    void cliName_data()
    {
        QTest::addColumn<QString>("expected");
        const auto row
            = [](const char *name, const char *expected) { QTest::newRow(name) << QString::fromLatin1(expected); };
        row("AdminDisableUser", "admin-disable-user");
        row("AdminSetUserMFAPreference", "admin-set-user-mfa-preference");
        row("UserPoolId", "user-pool-id");
        row("ListObjectsV2", "list-objects-v2");
        row("DBInstanceIdentifier", "db-instance-identifier");
        row("RestoreDBInstanceToPointInTime", "restore-db-instance-to-point-in-time");
        row("SSECustomerKeyMD5", "sse-customer-key-md5");
        row("CodeSha256", "code-sha256");
        row("S3Key", "s3-key");
        row("LoadBalancerARNs", "load-balancer-arns");
        row("VpcEndpointIds", "vpc-endpoint-ids");
        row("AllocateIPAMs", "allocate-ipams");
        row("ExecutePartiQLStatement", "execute-partiql-statement");
        row("CreateCachediSCSIVolume", "create-cached-iscsi-volume");
        row("forceNewDeployment", "force-new-deployment");
        row("x-amz-thing", "x-amz-thing");
    }
    void cliName() { QTEST(aws::cliName(QString::fromLatin1(QTest::currentDataTag())), "expected"); }

    void word_meansItsTextToTheShell_data()
    {
        QTest::addColumn<QString>("text");
        int number = 0;
        for (const QString &text : {u""_s, u"plain"_s, u"two words"_s, u"it's"_s, u"''"_s, u"$HOME"_s, u"$(id)"_s,
                 u"`id`"_s, u"a\\b"_s, u"a\nb"_s, u"\"q\""_s, u"*"_s, u"~"_s, u"a;b&c|d"_s, u"!x"_s, u"{a,b}"_s,
                 u"-rf"_s, u"=ls"_s, u"#no"_s, u"ü\u202e"_s, u"a\n"_s, u"<x>"_s})
            QTest::newRow(qPrintable(QString::number(number++))) << text;
    }
    void word_meansItsTextToTheShell()
    {
        QFETCH(QString, text);
        const QString word = ShellWords().word(text);

        QProcess shell;
        shell.start(u"/bin/sh"_s, {u"-c"_s, u"printf '%s' "_s + word});
        QVERIFY(shell.waitForFinished());

        QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()), text);
    }

    void variables_areReadByTheShellAndNothingElseIs()
    {
        const ShellWords words;
        const QString word = words.word(u"{\"a\":\"$NAME it's\",\"b\":\""_s + words.variable(u"NAME"_s) + u"\"}"_s);

        QProcess shell;
        QProcessEnvironment environment;
        environment.insert(u"NAME"_s, u"two  words; $x"_s);
        shell.setProcessEnvironment(environment);
        shell.start(u"/bin/sh"_s, {u"-c"_s, u"printf '%s' "_s + word});
        QVERIFY(shell.waitForFinished());

        QCOMPARE(shell.readAllStandardOutput(), QByteArray("{\"a\":\"$NAME it's\",\"b\":\"two  words; $x\"}"));
    }

    void bareVariables_standInJsonWithoutQuotes()
    {
        const ShellWords words;

        QCOMPARE(words.word(u"{\"a\":\""_s + words.bareVariable(u"N"_s) + u"\"}"_s), u"'{\"a\":'\"$N\"'}'"_s);
        QCOMPARE(words.word(words.bareVariable(u"N"_s)), u"\"$N\""_s);
    }

    void valuesOfEarlierSteps_areVariablesAndAreExplained()
    {
        const Operation operation{u"aws:ecs:UpdateService"_s,
            {{u"service"_s, QJsonValue()}, {u"desiredCount"_s, QJsonValue()}, {u"cluster"_s, QJsonValue()}}, {}};
        const QList<Deferred> deferred{{u"/service"_s, {{u"steps.a.output.name"_s, true}}},
            {u"/cluster"_s, {{u"c-"_s, false}, {u"steps.a.output.name"_s, true}}},
            {u"/desiredCount"_s, {{u"max(steps.b.output.\n n[])"_s, true}}}};

        QCOMPARE(cliLine(**m_models.service(u"ecs"_s), operation, {}, {}, deferred),
            u"aws ecs update-service --service=\"$STEPS_A_OUTPUT_NAME\" --cluster c-\"$STEPS_A_OUTPUT_NAME\" "
            "--desired-count=\"$MAX_STEPS_B_OUTPUT_N_\" # MAX_STEPS_B_OUTPUT_N_ is max(steps.b.output. n[]), "
            "STEPS_A_OUTPUT_NAME is steps.a.output.name"_s);
    }

    void valueOfAnEarlierStep_hasAnotherNameThanASecret()
    {
        const Operation operation{u"aws:cognito-idp:AdminSetUserPassword"_s,
            {{u"UserPoolId"_s, QJsonValue()}, {u"Password"_s, u"$A"_s}}, {{u"A"_s, Secret(u"x"_s)}}};

        QCOMPARE(cliLine(**m_models.service(u"cognito-idp"_s), operation, {u"Password"_s}, {},
                     {{u"/UserPoolId"_s, {{u"a"_s, true}}}}),
            u"aws cognito-idp admin-set-user-password --user-pool-id=\"$A_\" --password=\"$A\" # A_ is a"_s);
    }

    void booleans_areFlags()
    {
        const QJsonObject input{{u"cluster"_s, u"c"_s}, {u"service"_s, u"s"_s}, {u"forceNewDeployment"_s, true}};

        QCOMPARE(line(u"ecs"_s, u"UpdateService"_s, input),
            u"aws ecs update-service --service s --cluster c --force-new-deployment"_s);
    }

    void otherNames_giveTheWholeInput()
    {
        const QJsonObject input{{u"service"_s, u"s"_s}, {u"enableExecuteCommand"_s, false}};

        QCOMPARE(line(u"ecs"_s, u"UpdateService"_s, input),
            u"aws ecs update-service --cli-input-json '{\"enableExecuteCommand\":false,\"service\":\"s\"}'"_s);
    }

    void structuresAndLists_haveTheirForms()
    {
        const QJsonObject input{{u"UserPoolId"_s, u"p_1"_s}, {u"Username"_s, u"-ada"_s},
            {u"DesiredDeliveryMediums"_s, QJsonArray{u"EMAIL"_s, u"SMS"_s}},
            {u"UserAttributes"_s, QJsonArray{QJsonObject{{u"Name"_s, u"name"_s}, {u"Value"_s, u"O'Neil"_s}}}}};

        QCOMPARE(line(u"cognito-idp"_s, u"AdminCreateUser"_s, input),
            u"aws cognito-idp admin-create-user --user-pool-id p_1 --username=-ada --desired-delivery-mediums EMAIL "
            u"SMS "
            "--user-attributes '[{\"Name\":\"name\",\"Value\":\"O'\\''Neil\"}]'"_s);
    }

    void textThatNamesAFile_isNotRead()
    {
        const QJsonObject input{{u"UserPoolId"_s, u"p_1"_s}, {u"Username"_s, u"file:///etc/passwd"_s}};

        QVERIFY(line(u"cognito-idp"_s, u"AdminDisableUser"_s, input).contains(u"--cli-input-json '{"_s));
    }

    void secretsAreNamed_elsewhereTheTextStays()
    {
        const QJsonObject input{{u"UserPoolId"_s, u"p_1"_s}, {u"Username"_s, u"$PASSWORD"_s},
            {u"Password"_s, u"$PASSWORD"_s}, {u"Permanent"_s, false}};

        QCOMPARE(line(u"cognito-idp"_s, u"AdminSetUserPassword"_s, input, {{u"PASSWORD"_s, Secret(u"s3cret"_s)}},
                     {u"Password"_s}),
            u"aws cognito-idp admin-set-user-password --user-pool-id p_1 --username '$PASSWORD' "
            "--password=\"$PASSWORD\" --no-permanent"_s);
    }

    void secretInsideJson_isAVariableInIt()
    {
        const QJsonObject input{{u"UserPoolId"_s, u"p_1"_s}, {u"ClientId"_s, u"c"_s},
            {u"AuthFlow"_s, u"ADMIN_USER_PASSWORD_AUTH"_s},
            {u"AuthParameters"_s, QJsonObject{{u"PASSWORD"_s, u"$PASSWORD"_s}}}};

        QVERIFY(line(u"cognito-idp"_s, u"AdminInitiateAuth"_s, input, {{u"PASSWORD"_s, Secret(u"s3cret"_s)}},
            {u"AuthParameters.*"_s})
                .contains(u"--auth-parameters '{\"PASSWORD\":\"'\"$PASSWORD\"'\"}'"_s));
    }

    void files_areNamedNotInlined()
    {
        const QString archive = QString::fromLatin1(QByteArray(9000, 'z').toBase64());

        QCOMPARE(line(u"lambda"_s, u"UpdateFunctionCode"_s, {{u"FunctionName"_s, u"f"_s}, {u"ZipFile"_s, archive}}),
            u"aws lambda update-function-code --function-name f --zip-file fileb://zip-file.zip"_s);
        QCOMPARE(line(u"s3"_s, u"PutObject"_s, {{u"Bucket"_s, u"b"_s}, {u"Key"_s, u"k"_s}, {u"Body"_s, u"eHg="_s}}),
            u"aws s3api put-object --bucket b --key k --body body.bin"_s);
        QCOMPARE(line(u"lambda"_s, u"Invoke"_s, {{u"FunctionName"_s, u"f"_s}, {u"Payload"_s, u"e30="_s}}),
            u"aws lambda invoke --function-name f --payload e30= /dev/stdout"_s);
    }
};

QTEST_GUILESS_MAIN(TestCliLine)
#include "tst_cliline.moc"
