// SPDX-License-Identifier: GPL-3.0-or-later
// What there is to save in an account of moto's, behind a double that checks signatures.
#include <aws/awscaller.h>
#include <aws/credentialsources.h>
#include <core/clock.h>
#include <net/curltransport.h>
#include <net/realsleeper.h>
#include <operations/catalog.h>
#include <savings/awssavingsservice.h>
#include <support/await.h>
#include <support/awsdoubleserver.h>
#include <support/motoserver.h>

#include <QJsonDocument>
#include <QProcess>

using namespace sm;
using namespace sm::savings;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

aws::AwsConfig configFor(const MotoServer &moto, const QString &endpoint)
{
    aws::AwsEnvironment environment;
    environment.variables.insert(u"AWS_ACCESS_KEY_ID"_s, moto.accessKeyId());
    environment.variables.insert(u"AWS_SECRET_ACCESS_KEY"_s, moto.secretAccessKey());
    environment.variables.insert(u"AWS_REGION"_s, moto.region());
    environment.variables.insert(u"AWS_ENDPOINT_URL"_s, endpoint);
    return {environment, {}};
}

QJsonObject prepared(const MotoServer &moto, QString &problem)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"AWS_ACCESS_KEY_ID"_s, moto.accessKeyId());
    environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, moto.secretAccessKey());
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(PythonServer::python(),
        {u"-B"_s, QStringLiteral(SM_SOURCE_DIR "/tests/costs/savings/prepare.py"), moto.endpoint(), moto.region()});
    process.waitForFinished(60'000);
    problem = process.exitCode() == 0 ? QString() : QString::fromUtf8(process.readAllStandardError());
    return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
}

/// Everything between the service and the wire.
struct Account
{
    Account(const MotoServer &moto, const QString &endpoint)
        : sources({models, endpoints, transport, sleeper, clock, {}}, configFor(moto, endpoint))
        , credentials(sources.provider({}))
        , caller({models, endpoints, *credentials, transport, sleeper, clock, catalog},
              sources.config().settings().value_or(aws::ProfileSettings()).caller)
        , service(caller, models, clock, {moto.region()})
    {
    }

    operations::Catalog catalog = operations::Catalog::load().value_or(operations::Catalog());
    aws::Models models;
    aws::Endpoints endpoints;
    net::CurlTransport transport;
    net::RealSleeper sleeper;
    SystemClock clock;
    aws::CredentialSources sources;
    std::unique_ptr<aws::CredentialsProvider> credentials;
    aws::AwsCaller caller;
    AwsSavingsService service;
};

/// What moto lacks: one version has provisioned concurrency.
void answerForConcurrency(AwsDouble &aws, const QString &region)
{
    const QJsonObject config{
        {u"FunctionArn"_s, u"arn:aws:lambda:%1:123456789012:function:lambda_router:1"_s.arg(region)}};
    aws.addRule({{u"match"_s, QJsonObject{{u"operation"_s, u"ListProvisionedConcurrencyConfigs"_s}}},
        {u"answer"_s,
            QJsonObject{{u"reply"_s,
                QJsonObject{{u"status"_s, 200},
                    {u"json"_s, QJsonObject{{u"ProvisionedConcurrencyConfigs"_s, QJsonArray{config}}}}}}}}});
}

} // namespace

class TestSavingsOnMoto : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void account_hasItsSavings()
    {
        for (const QString &why : {MotoServer::whyUnavailable(), AwsDouble::whyUnavailable()}) {
            if (!why.isEmpty())
                QSKIP(qPrintable(why));
        }
        MotoServer moto;
        QVERIFY2(moto.failure().isEmpty(), qPrintable(moto.failure()));
        QString problem;
        const QJsonObject ids = prepared(moto, problem);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        AwsDouble aws(moto.endpoint());
        aws.addKey(moto.accessKeyId(), moto.secretAccessKey());
        aws.changeSettings({{u"checkSignatures"_s, true}});
        answerForConcurrency(aws, moto.region());
        Account account(moto, aws.endpoint());

        const auto report = await(account.service.find({}, {}, {}), std::chrono::seconds(60));

        QVERIFY(report && *report);
        QCOMPARE((*report)->problems, QStringList());
        QMap<QString, QJsonObject> found;
        for (const Saving &each : (*report)->savings)
            found.insert(each.runbook + u' ' + each.parameters.value(u"service"_s).toString(), each.parameters);
        // Eight versions: the last five stay, 2 has the alias, 1 the concurrency.
        QCOMPARE(found.value(u"common/clean-up-function-versions "_s)[u"versions"_s].toArray(), QJsonArray{u"3"_s});
        QCOMPARE(found.value(u"ons-data-platform/move-old-objects "_s)[u"bucket"_s].toString(),
            u"ons-data-platform-raw-prod"_s);
        const QJsonObject endpoint = found.value(u"oh-my-coins/create-gateway-endpoint s3"_s);
        QCOMPARE(endpoint[u"vpc"_s], ids[u"vpc"_s]);
        QCOMPARE(endpoint[u"routeTables"_s].toArray(), QJsonArray{ids[u"table"_s]});
        QVERIFY(found.contains(u"oh-my-coins/create-gateway-endpoint dynamodb"_s));
        QCOMPARE(found.size(), 4); // the log group is as new as the account
        const QJsonArray changes = aws.ledger();
        QVERIFY(changes.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSavingsOnMoto)
#include "tst_savingsonmoto.moc"
