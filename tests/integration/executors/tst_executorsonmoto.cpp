// SPDX-License-Identifier: GPL-3.0-or-later
// s3:copy and wait against moto, through the real caller, Runner, journal and undo.
#include <aws/awscaller.h>
#include <aws/credentialsources.h>
#include <core/clock.h>
#include <executors/executorbench.h>
#include <executors/s3executor.h>
#include <executors/s3planner.h>
#include <executors/waitexecutor.h>
#include <executors/waitplanner.h>
#include <net/curltransport.h>
#include <net/realsleeper.h>
#include <operations/awsexecutor.h>
#include <support/motoserver.h>

#include <QJsonArray>

using namespace sm;
using namespace sm::aws;
using namespace sm::test;

namespace {

AwsConfig configFor(const MotoServer &moto)
{
    AwsEnvironment environment;
    environment.variables.insert(u"AWS_ACCESS_KEY_ID"_s, moto.accessKeyId());
    environment.variables.insert(u"AWS_SECRET_ACCESS_KEY"_s, moto.secretAccessKey());
    environment.variables.insert(u"AWS_REGION"_s, moto.region());
    environment.variables.insert(u"AWS_ENDPOINT_URL"_s, moto.endpoint());
    return {environment, {}};
}

/// Everything between a step and the wire.
struct Account
{
    explicit Account(const MotoServer &moto)
        : sources({known.models, endpoints, transport, sleeper, clock, {}}, configFor(moto))
        , credentials(sources.provider({}))
        , caller({known.models, endpoints, *credentials, transport, sleeper, clock, known.catalog},
              sources.config().settings().value_or(ProfileSettings()).caller)
    {
    }

    operations::StepEvent run(const QString &uses, const QJsonObject &with) { return all.runStep(stepOf(uses, with)); }
    bool put(const QString &bucket, const QString &key, const QByteArray &body)
    {
        return run(u"aws:s3:PutObject"_s,
                   {{u"Bucket"_s, bucket}, {u"Key"_s, key}, {u"Body"_s, QString::fromLatin1(body.toBase64())}})
                   .state
            == StepState::Done;
    }
    QStringList keysIn(const QString &bucket)
    {
        QStringList keys;
        const QJsonArray objects
            = run(u"aws:s3:ListObjectsV2"_s, {{u"Bucket"_s, bucket}}).output[u"Contents"_s].toArray();
        for (const QJsonValue each : objects)
            keys << each[u"Key"_s].toString();
        return keys;
    }
    QString bucket(const QString &name)
    {
        const auto made = run(u"aws:s3:CreateBucket"_s, {{u"Bucket"_s, name}});
        return made.state == StepState::Done ? name : QString();
    }

    Knowledge known;
    Endpoints endpoints;
    net::CurlTransport transport;
    net::RealSleeper sleeper;
    SystemClock clock;
    CredentialSources sources;
    std::unique_ptr<CredentialsProvider> credentials;
    AwsCaller caller;
    operations::AwsExecutor aws{caller, known.catalog, known.models};
    executors::S3Executor s3{caller, known.models};
    executors::WaitExecutor wait{caller, known.models, sleeper};
    executors::S3Planner s3Planner{known.catalog};
    executors::WaitPlanner waitPlanner{known.catalog, known.models};
    ExecutorBench all{known, {&aws, &s3, &wait}, {&s3Planner, &waitPlanner}, sleeper};
};

QJsonObject copying(const QString &from, const QString &to)
{
    return {{u"fromBucket"_s, from}, {u"fromPrefix"_s, u"in"_s}, {u"toBucket"_s, to}, {u"toPrefix"_s, u"2026"_s}};
}

#define QVERIFY_DONE(event)                                                                                            \
    QVERIFY2((event).state == StepState::Done, (event).error ? qPrintable((event).error->message()) : "no error")

} // namespace

class TestExecutorsOnMoto : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = MotoServer::whyUnavailable(); !why.isEmpty())
            QSKIP(qPrintable(why));
        m_moto = std::make_unique<MotoServer>(MotoServer::Setup{});
        QVERIFY2(m_moto->failure().isEmpty(), qPrintable(m_moto->failure()));
        m_account = std::make_unique<Account>(*m_moto);
    }

    void copy_andUndo_leaveTheDestinationAsItWas()
    {
        const QString from = m_account->bucket(u"undo-from"_s);
        const QString to = m_account->bucket(u"undo-to"_s);
        QVERIFY(m_account->put(from, u"in/plain"_s, "one") && m_account->put(from, u"in/a b/ü+%=.txt"_s, "two"));
        QVERIFY(m_account->put(from, u"other"_s, "three") && m_account->put(to, u"2026/theirs"_s, "four"));

        const auto event = m_account->run(u"s3:copy"_s, copying(from, to));

        QVERIFY_DONE(event);
        QCOMPARE(m_account->keysIn(to), (QStringList{u"2026/a b/ü+%=.txt"_s, u"2026/plain"_s, u"2026/theirs"_s}));
        QCOMPARE(event.output.value(u"bytes"_s), QJsonValue(6));

        const auto undo = m_account->all.undo(event.journalEntry);
        QVERIFY2(undo, undo ? "" : qPrintable(undo.error().message()));
        const auto report = m_account->all.run(undo->plan);
        QVERIFY_DONE(report->steps.first());
        QCOMPARE(m_account->keysIn(to), QStringList{u"2026/theirs"_s});
    }

    void copy_again_writesNothing()
    {
        const QString from = m_account->bucket(u"again-from"_s);
        const QString to = m_account->bucket(u"again-to"_s);
        for (int number = 0; number < 30; ++number)
            QVERIFY(m_account->put(from, u"in/%1"_s.arg(number), QByteArray::number(number)));
        QVERIFY_DONE(m_account->run(u"s3:copy"_s, copying(from, to)));
        QVERIFY(m_account->put(from, u"in/new"_s, "new"));

        const auto again = m_account->run(u"s3:copy"_s, copying(from, to));

        QVERIFY_DONE(again);
        QCOMPARE(again.output.value(u"copied"_s), QJsonValue(1));
        QCOMPARE(again.output.value(u"alreadyThere"_s), QJsonValue(30));
    }

    void copy_somethingElseIsThere_isRefused()
    {
        const QString from = m_account->bucket(u"exists-from"_s);
        const QString to = m_account->bucket(u"exists-to"_s);
        QVERIFY(m_account->put(from, u"in/a"_s, "mine") && m_account->put(to, u"2026/a"_s, "theirs"));

        const auto event = m_account->run(u"s3:copy"_s, copying(from, to));

        QCOMPARE(event.error->code(), u"Exists"_s);
    }

    void copy_ofMoreThanAPage_isWhole()
    {
        const QString from = m_account->bucket(u"pages-from"_s);
        const QString to = m_account->bucket(u"pages-to"_s);
        for (int number = 0; number < 1050; ++number) {
            const auto put = await(m_account->transport.send(putRequest(from, number), {}));
            QVERIFY(put && *put && (*put)->status == 200);
        }

        const auto event = m_account->run(u"s3:copy"_s, copying(from, to));

        QVERIFY_DONE(event);
        QCOMPARE(event.output.value(u"copied"_s), QJsonValue(1050));
    }

    void wait_tableExists_givesTheTable()
    {
        const auto made = await(m_account->transport.send(tableRequest(), {}));
        QVERIFY(made && *made && (*made)->status == 200);

        const auto event = m_account->run(u"wait:dynamodb:table-exists"_s, {{u"TableName"_s, u"orders"_s}});

        QVERIFY_DONE(event);
        QCOMPARE(event.output.value(u"Table"_s)[u"TableStatus"_s], QJsonValue(u"ACTIVE"_s));
    }

    void wait_missingTable_isThere()
    {
        const auto event = m_account->run(u"wait:dynamodb:table-not-exists"_s, {{u"TableName"_s, u"no-such-table"_s}});

        QVERIFY_DONE(event);
        QVERIFY(event.output.isEmpty());
    }

private:
    /// moto checks no signatures here: for what the program itself has no use for, or a thousand times.
    net::HttpRequest unsignedRequest(const QByteArray &verb, const QString &service, const QByteArray &path) const
    {
        net::HttpRequest request;
        request.verb = verb;
        request.url = m_moto->endpoint().toLatin1() + path;
        const QString scope = u"%1/20260801/%2/%3/aws4_request"_s.arg(m_moto->accessKeyId(), m_moto->region(), service);
        request.headers = {
            {"Authorization", "AWS4-HMAC-SHA256 Credential=" + scope.toLatin1() + ", SignedHeaders=host, Signature=0"}};
        return request;
    }
    net::HttpRequest putRequest(const QString &bucket, int number) const
    {
        net::HttpRequest request = unsignedRequest("PUT", u"s3"_s, u"/%1/in/%2"_s.arg(bucket).arg(number).toLatin1());
        request.body = QByteArray::number(number);
        return request;
    }
    net::HttpRequest tableRequest() const
    {
        net::HttpRequest request = unsignedRequest("POST", u"dynamodb"_s, "/");
        request.headers << net::HttpHeader{"X-Amz-Target", "DynamoDB_20120810.CreateTable"}
                        << net::HttpHeader{"Content-Type", "application/x-amz-json-1.0"};
        request.body = R"({"TableName": "orders", "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]})";
        return request;
    }

    std::unique_ptr<MotoServer> m_moto;
    std::unique_ptr<Account> m_account;
};

QTEST_GUILESS_MAIN(TestExecutorsOnMoto)
#include "tst_executorsonmoto.moc"
