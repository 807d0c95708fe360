// SPDX-License-Identifier: GPL-3.0-or-later
// The real caller over the real transport against moto, which checks every signature.
#include <aws/awscaller.h>
#include <aws/credentialsources.h>
#include <aws/paginator.h>
#include <core/clock.h>
#include <net/curltransport.h>
#include <net/realsleeper.h>
#include <support/await.h>
#include <support/motoserver.h>

#include <QTest>

using namespace sm;
using namespace sm::aws;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

class OnlyReads final : public OperationKind
{
public:
    bool isWrite(const QString &, const QString &) const override { return false; }
};

AwsConfig configFor(const MotoServer &moto, const QString &secret)
{
    AwsEnvironment environment;
    environment.variables.insert(u"AWS_ACCESS_KEY_ID"_s, moto.accessKeyId());
    environment.variables.insert(u"AWS_SECRET_ACCESS_KEY"_s, secret);
    environment.variables.insert(u"AWS_REGION"_s, moto.region());
    environment.variables.insert(u"AWS_ENDPOINT_URL"_s, moto.endpoint());
    return {environment, {}};
}

/// Everything between the shared configuration and the wire.
struct Client
{
    Client(const MotoServer &moto, const QString &secret)
        : sources({models, endpoints, transport, sleeper, clock, {}}, configFor(moto, secret))
        , credentials(sources.provider({}))
        , caller({models, endpoints, *credentials, transport, sleeper, clock, kinds},
              sources.config().settings().value_or(ProfileSettings()).caller)
    {
    }

    Result<Answer> read(const QString &service, const QString &operation, const QJsonObject &input = {})
    {
        return await(caller.read({service, operation, input}, {}), std::chrono::seconds(30))
            .value_or(Error(Error::Kind::Timeout, u"no answer"_s));
    }

    Models models;
    Endpoints endpoints;
    net::CurlTransport transport;
    net::RealSleeper sleeper;
    SystemClock clock;
    OnlyReads kinds;
    CredentialSources sources;
    std::unique_ptr<CredentialsProvider> credentials;
    AwsCaller caller;
};

} // namespace

class TestMoto : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void read_everyProtocol_isAccepted_data();
    void read_everyProtocol_isAccepted();
    void read_pages_areAllThere();
    void read_wrongSecret_isDenied();
    void read_missingThing_isNotFound();
    void read_operationThatMotoLacks_isNotOffered();

private:
    std::unique_ptr<MotoServer> m_moto;
    std::unique_ptr<Client> m_client;
};

void TestMoto::initTestCase()
{
    if (const QString why = MotoServer::whyUnavailable(); !why.isEmpty())
        QSKIP(qPrintable(why));
    m_moto
        = std::make_unique<MotoServer>(MotoServer::Setup{.signatures = MotoServer::Signatures::Enforced, .users = 65});
    QVERIFY2(m_moto->failure().isEmpty(), qPrintable(m_moto->failure()));
    m_client = std::make_unique<Client>(*m_moto, m_moto->secretAccessKey());
}

void TestMoto::read_everyProtocol_isAccepted_data()
{
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("operation");
    QTest::addColumn<QString>("member");
    const auto row = [](const char *protocol, const QString &service, const QString &operation, const QString &member) {
        QTest::newRow(protocol) << service << operation << member;
    };
    row("json 1.1", u"cognito-idp"_s, u"ListUserPools"_s, u"UserPools"_s);
    row("json 1.0", u"dynamodb"_s, u"ListTables"_s, u"TableNames"_s);
    row("query", u"sts"_s, u"GetCallerIdentity"_s, u"Account"_s);
    row("query, global", u"iam"_s, u"ListUsers"_s, u"Users"_s);
    row("ec2", u"ec2"_s, u"DescribeSecurityGroups"_s, u"SecurityGroups"_s);
    row("rest-json", u"lambda"_s, u"ListFunctions"_s, u"Functions"_s);
    row("rest-xml", u"s3"_s, u"ListBuckets"_s, u"Owner"_s);
}

void TestMoto::read_everyProtocol_isAccepted()
{
    QFETCH(QString, service);
    QFETCH(QString, operation);
    QFETCH(QString, member);
    const auto model = m_client->models.service(service);
    QVERIFY(model);
    if (!(*model)->operation(operation))
        QSKIP("not among the models inside the program");
    const QJsonObject input = operation == "ListUserPools"_L1 ? QJsonObject{{u"MaxResults"_s, 10}} : QJsonObject();

    const Result<Answer> answer = m_client->read(service, operation, input);

    QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().code() + u": "_s + answer.error().message()));
    QVERIFY2(answer->output.contains(member), qPrintable(answer->output.keys().join(u' ')));
}

void TestMoto::read_pages_areAllThere()
{
    const Result<Answer> pools = m_client->read(u"cognito-idp"_s, u"ListUserPools"_s, {{u"MaxResults"_s, 10}});
    QVERIFY(pools);
    QSet<QString> names;
    for (const QJsonValue &pool : pools->output.value(u"UserPools"_s).toArray()) {
        Paginator pages(m_client->caller, m_client->models,
            {u"cognito-idp"_s, u"ListUsers"_s, {{u"UserPoolId"_s, pool[u"Id"_s]}, {u"Limit"_s, 60}}});
        while (true) {
            const auto page = await(pages.next({}), std::chrono::seconds(30));
            QVERIFY(page && *page);
            if (!**page)
                break;
            for (const QJsonValue &user : (**page)->value(u"Users"_s).toArray())
                names.insert(pool[u"Id"_s].toString() + user[u"Username"_s].toString());
        }
    }

    QVERIFY2(names.size() >= 65, qPrintable(QString::number(names.size())));
}

void TestMoto::read_wrongSecret_isDenied()
{
    Client stranger(*m_moto, u"not-the-secret"_s);

    const Result<Answer> answer = stranger.read(u"dynamodb"_s, u"ListTables"_s);

    QVERIFY(!answer);
    QCOMPARE(answer.error().kind(), Error::Kind::Denied);
    QCOMPARE(answer.error().code(), u"SignatureDoesNotMatch"_s);
    QVERIFY(!answer.error().message().contains(u"not-the-secret"_s));
}

void TestMoto::read_missingThing_isNotFound()
{
    const Result<Answer> answer
        = m_client->read(u"dynamodb"_s, u"DescribeTable"_s, {{u"TableName"_s, u"no-such-table"_s}});

    QVERIFY(!answer);
    QCOMPARE(answer.error().kind(), Error::Kind::NotFound);
}

void TestMoto::read_operationThatMotoLacks_isNotOffered()
{
    const Result<Answer> answer = m_client->read(u"ce"_s, u"GetCostForecast"_s,
        {{u"TimePeriod"_s, QJsonObject{{u"Start"_s, u"2026-01-01"_s}, {u"End"_s, u"2026-02-01"_s}}},
            {u"Metric"_s, u"UNBLENDED_COST"_s}, {u"Granularity"_s, u"MONTHLY"_s}});

    QVERIFY(!answer);
    QCOMPARE(answer.error().kind(), Error::Kind::BadReply);
    QVERIFY2(
        answer.error().message().contains(u"does not offer this operation"_s), qPrintable(answer.error().message()));
}

QTEST_GUILESS_MAIN(TestMoto)
#include "tst_moto.moc"
