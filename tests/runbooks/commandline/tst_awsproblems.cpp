// SPDX-License-Identifier: GPL-3.0-or-later
#include "awsline.h"

#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using commandline::AwsCommand;
using commandline::Problem;

class TestAwsProblems : public QObject
{
    Q_OBJECT

private:
    const test::AwsLine m_aws;

private Q_SLOTS:
    void problems_haveTheirRule_data()
    {
        QTest::addColumn<QString>("expected");
        const auto row
            = [](const char *line, const char *expected) { QTest::newRow(line) << QString::fromLatin1(expected); };
        row("aws", "aws-no-command");
        row("aws lambda", "aws-no-command");
        row("aws lambdaa list-functions", "aws-unknown-service");
        row("aws codedeploy list-deployments", "aws-service-name");
        row("aws lambda list-function", "aws-unknown-operation");
        row("aws s3 list-buckets", "aws-unknown-operation");
        row("aws lambda wait function-renewed --function-name f", "aws-unknown-waiter");
        row("aws lambda get-function --function-name f --nonsense x y", "aws-unknown-option");
        row("aws lambda get-function --function f", "aws-option-prefix");
        row("aws lambda get-function", "aws-missing-option");
        row("aws lambda get-function --function-name", "aws-missing-value");
        row("aws lambda get-function --function-name f g", "aws-extra-word");
        row("aws lambda get-function --function-name f --function-name g", "aws-repeated-option");
        row("aws lambda update-function-configuration --function-name f --timeout soon", "aws-invalid-value");
        row("aws lambda list-functions --output csv", "aws-invalid-value");
        row("aws lambda update-function-configuration --function-name f --environment x", "aws-invalid-shorthand");
        row("aws lambda update-function-configuration --function-name f --environment '{x'", "aws-invalid-json");
        row("aws dynamodb update-table --table-name ttt --billing-mode CHEAP", "aws-invalid-enum");
        row("aws lambda update-function-configuration --function-name f --environment Vars={a=b}", "aws-invalid-input");
        row("aws lambda list-functions --query 'Functions[' --max-items 1", "aws-invalid-query");
        row("aws lambda get-function --function-name f --max-items 1", "aws-not-paginated");
        row("aws lambda invoke --function-name f --payload '{}' o.json", "aws-blob-format");
        row("aws lambda update-function-configuration --function-name f --environment Variables={A=1,B=2}",
            "aws-unquoted-braces");
        row("aws lambda invoke --function-name f", "aws-missing-outfile");
        row("aws eks describe-cluster --name c", "aws-not-bundled");
        row("aws eks describe-cluster --nam c --name d --what x",
            "aws-not-bundled aws-option-prefix "
            "aws-repeated-option aws-unknown-option");
        row("aws lambda get-function \\ \n", "aws-broken-line aws-extra-word aws-missing-option");
        row("aws s3 cp a b", "aws-invalid-value");
        row("aws s3 mv s3://a", "aws-missing-value");
        row("aws timestream-influxdb describe-db-instance --identifier i", "aws-unknown-operation");
    }
    void problems_haveTheirRule()
    {
        QStringList rules = m_aws.rules(QString::fromLatin1(QTest::currentDataTag()));
        rules.sort();

        QTEST(rules.join(u' '), "expected");
    }

    void fixes_makeTheLineRight_data()
    {
        QTest::addColumn<QString>("expected");
        const auto row
            = [](const char *line, const char *expected) { QTest::newRow(line) << QString::fromLatin1(expected); };
        row("aws codedeploy list-deployments", "aws deploy list-deployments");
        row("aws timestreaminfluxdb list-db-instances", "aws timestream-influxdb list-db-instances");
        row("aws timestream-influxdb describe-db-instance --identifier iii",
            "aws timestream-influxdb get-db-instance --identifier iii");
        row("aws apigateway update-stage --rest-api-id r --stage-name s --patch-ops op=replace",
            "aws apigateway update-stage --rest-api-id r --stage-name s --patch-operations op=replace");
        row("aws lambda get-function --function=f", "aws lambda get-function --function-name=f");
        row("aws lambda invoke --function-name f --payload '{}' o",
            "aws lambda invoke --function-name f --cli-binary-format raw-in-base64-out --payload '{}' o");
        row("aws lambda update-function-configuration --function-name f --environment Variables={A=1,B=2}",
            "aws lambda update-function-configuration --function-name f --environment Variables='{A=1,B=2}'");
        row("aws cloudwatch get-metric-statistics --namespace n --metric-name m --period 60 --start-time 2024-01-01 "
            "--end-time 2024-01-02 --statistics Sum,Average",
            "aws cloudwatch get-metric-statistics --namespace n --metric-name m --period 60 --start-time 2024-01-01 "
            "--end-time 2024-01-02 --statistics Sum Average");
    }
    void fixes_makeTheLineRight()
    {
        const QString fixed = m_aws.fixed(QString::fromLatin1(QTest::currentDataTag()));

        QTEST(fixed, "expected");
        QCOMPARE(m_aws.rules(fixed), QStringList());
    }

    void optionOfAnotherCommand_isNamed()
    {
        const AwsCommand command
            = m_aws.read(u"aws lambda update-function-configuration --function-name f --architectures arm64"_s);

        QCOMPARE(command.problems.size(), 1);
        QVERIFY(command.problems.first().message.contains(u"update-function-code"_s));
        QVERIFY(command.hasErrors());
    }

    void memberThatIsMeant_isNamed()
    {
        const AwsCommand command = m_aws.read(
            u"aws athena create-work-group --name n --configuration ResultConfigurationUpdates={OutputLocation=s3://b/}"_s);

        QCOMPARE(command.problems.size(), 1);
        QVERIFY(command.problems.first().message.contains(u"ResultConfiguration?"_s));
    }

    void placesOfProblems_areThoseOfTheWords()
    {
        const QString text = u"# first\naws lambda get-function \\\n  --function-nam f \\\n  --bad x"_s;

        const QList<Problem> problems = m_aws.read(text).problems;

        QCOMPARE(problems.size(), 2);
        QCOMPARE(problems[0].place.line, 3);
        QCOMPARE(text.mid(problems[0].place.offset, problems[0].length), u"--function-nam"_s);
        QCOMPARE(problems[1].place.line, 4);
        QCOMPARE(text.mid(problems[1].place.offset, problems[1].length), u"--bad"_s);
    }

    void whatIsNotCertain_isNoProblem_data()
    {
        QTest::addColumn<int>("unused");
        for (const char *line : {"aws lambda get-function --function-name $F", "aws lambda get-function $OPTIONS",
                 "aws $SERVICE list-things --x y", "aws lambda $VERB --x y", "aws lambda wait $X",
                 "aws dynamodb update-table --table-name <table> --billing-mode <mode>",
                 "aws lambda update-function-configuration --function-name f --timeout $T",
                 "aws dynamodb update-table --table-name ttt --provisioned-throughput "
                 "ReadCapacityUnits=$R,WriteCapacityUnits=1",
                 "aws lambda get-function --cli-input-json file://x.json", "aws lambda get-function help",
                 "aws lambda update-function-code --generate-cli-skeleton", "aws --version", "aws help", "aws s3 ls"})
            QTest::newRow(line) << 0;
    }
    void whatIsNotCertain_isNoProblem()
    {
        QCOMPARE(m_aws.rules(QString::fromLatin1(QTest::currentDataTag())), QStringList());
    }

    void secretValues_areNotTold()
    {
        const AwsCommand command = m_aws.read(
            u"aws cognito-idp admin-set-user-password --user-pool-id p_1 --username u --password 'a b' 'hunter two'"_s);

        for (const Problem &problem : command.problems)
            QVERIFY(!problem.message.contains(u"a b"_s));
    }
};

QTEST_GUILESS_MAIN(TestAwsProblems)
#include "tst_awsproblems.moc"
