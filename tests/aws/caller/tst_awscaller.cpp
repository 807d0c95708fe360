// SPDX-License-Identifier: GPL-3.0-or-later
#include "callerbench.h"

#include <support/await.h>

#include <QTest>
#include <QTimer>

using namespace sm;
using namespace sm::aws;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const Call getUser{
    u"cognito-idp"_s, u"AdminGetUser"_s, {{u"UserPoolId"_s, u"eu-west-1_pool"_s}, {u"Username"_s, u"ada"_s}}};

} // namespace

class TestAwsCaller : public QObject
{
    Q_OBJECT

    static Result<Answer> read(CallerBench &bench, const Call &call = getUser)
    {
        return await(bench.caller.read(call, {})).value_or(Error(Error::Kind::Internal, u"no answer"_s));
    }

private Q_SLOTS:
    void read_sendsExactlyThis();
    void read_write_isRefusedUnsent();
    void read_unknownNames_areInvalid();
    void read_wrongInput_namesThePath();
    void read_withoutRegion_saysWhereToSetIt();
    void read_withoutCredentials_passesTheReasonOn();
    void read_refusals_haveTheirKind_data();
    void read_refusals_haveTheirKind();
    void read_accessDenied_namesActionAndResource();
    void read_webPage_isNotTakenForAws();
    void read_transientFailures_areTriedAgainAlike();
    void read_brokenConnection_isPassedOnAfterTheAttempts();
    void read_lookupFails_namesHostAndRegion();
    void read_cancelled_endsAtOnce();
    void read_expiredToken_fetchesFreshAndSendsOnce();
    void read_expiredTokenWithoutFresh_saysHowToSignIn();
    void read_wrongClock_isCorrected();
    void read_wrongClockTwice_isExplained();
    void read_damagedDynamoDbAnswer_isTriedAgain();
    void read_longAnswer_isParsedOffTheThread();
    void read_otherRegionsPool_isHinted();
    void outage_isNotStormed();
};

void TestAwsCaller::read_sendsExactlyThis()
{
    CallerBench bench;
    bench.transport.reply(200, R"({"Username":"ada","UserStatus":"CONFIRMED"})", {{"x-amzn-RequestId", "r-1"}});

    const Result<Answer> answer = read(bench);

    QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().message()));
    QCOMPARE(answer->output.value(u"UserStatus"_s).toString(), u"CONFIRMED"_s);
    QCOMPARE(answer->requestId, u"r-1"_s);
    const net::HttpRequest &request = bench.transport.requests().first();
    QCOMPARE(request.verb, QByteArray("POST"));
    QCOMPARE(request.url, QByteArray("https://cognito-idp.eu-west-1.amazonaws.com/"));
    QCOMPARE(request.body, QByteArray(R"({"UserPoolId":"eu-west-1_pool","Username":"ada"})"));
    const auto header = [&request](const char *name) { return net::headerValue(request.headers, name); };
    QCOMPARE(header("X-Amz-Target"), QByteArray("AWSCognitoIdentityProviderService.AdminGetUser"));
    QCOMPARE(header("Content-Type"), QByteArray("application/x-amz-json-1.1"));
    QCOMPARE(header("Host"), QByteArray("cognito-idp.eu-west-1.amazonaws.com"));
    QCOMPARE(header("amz-sdk-request"), QByteArray("attempt=1; max=3"));
    QVERIFY(header("User-Agent").startsWith("stationmaster/"));
    QCOMPARE(header("amz-sdk-invocation-id").size(), 36);
    QVERIFY(header("Authorization")
            .startsWith("AWS4-HMAC-SHA256 Credential=AKIA0/20260801/eu-west-1/cognito-idp/aws4_request"));
}

void TestAwsCaller::read_write_isRefusedUnsent()
{
    CallerBench bench;

    const Result<Answer> answer = read(bench, disableUser);

    QCOMPARE(answer.error().kind(), Error::Kind::Invalid);
    QCOMPARE(answer.error().code(), u"NotARead"_s);
    QVERIFY(bench.transport.requests().isEmpty());
}

void TestAwsCaller::read_unknownNames_areInvalid()
{
    CallerBench bench;

    QCOMPARE(read(bench, {u"cognito-ipd"_s, u"ListUsers"_s, {}}).error().kind(), Error::Kind::Invalid);
    QCOMPARE(read(bench, {u"cognito-idp"_s, u"ListUsres"_s, {}}).error().code(), u"UnknownOperation"_s);
    QVERIFY(bench.transport.requests().isEmpty());
}

void TestAwsCaller::read_wrongInput_namesThePath()
{
    CallerBench bench;

    const Result<Answer> answer
        = read(bench, {u"cognito-idp"_s, u"AdminGetUser"_s, {{u"UserPoolId"_s, u"eu-west-1_p"_s}}});

    QCOMPARE(answer.error().kind(), Error::Kind::Invalid);
    QVERIFY(answer.error().message().contains(u"Username"_s));
    QCOMPARE(bench.credentials.asked, 0);
}

void TestAwsCaller::read_withoutRegion_saysWhereToSetIt()
{
    CallerBench bench;
    AwsCaller caller(
        {bench.models, bench.endpoints, bench.credentials, bench.transport, bench.sleeper, bench.clock, bench.kinds},
        {});

    const auto answer = await(caller.read(getUser, {}));

    QCOMPARE(answer->error().code(), u"NoRegion"_s);
    QVERIFY(answer->error().message().contains(u"AWS_REGION"_s));
}

void TestAwsCaller::read_withoutCredentials_passesTheReasonOn()
{
    CallerBench bench;
    bench.credentials.failure = Error(Error::Kind::Denied, u"Sign in."_s).withCode(u"NoCredentials"_s);

    const Result<Answer> answer = read(bench);

    QCOMPARE(answer.error().code(), u"NoCredentials"_s);
    QVERIFY(bench.transport.requests().isEmpty());
}

void TestAwsCaller::read_refusals_haveTheirKind_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<Error::Kind>("kind");
    const auto row = [](int status, const QByteArray &code, Error::Kind kind) {
        QTest::newRow(code.constData()) << status << code << kind;
    };
    row(400, "UserNotFoundException", Error::Kind::NotFound);
    row(400, "ResourceNotFoundException", Error::Kind::NotFound);
    row(400, "UsernameExistsException", Error::Kind::Conflict);
    row(400, "ConcurrentModificationException", Error::Kind::Conflict);
    row(400, "NotAuthorizedException", Error::Kind::Denied);
    row(400, "UnrecognizedClientException", Error::Kind::Denied);
    row(400, "InvalidParameterException", Error::Kind::Invalid);
    row(400, "com.amazon.coral.validate#ValidationException", Error::Kind::Invalid);
    row(400, "TooManyRequestsException", Error::Kind::Throttled);
    row(500, "InternalErrorException", Error::Kind::Internal);
    row(400, "SomethingNewException", Error::Kind::Internal);
    row(403, "", Error::Kind::Denied);
}

void TestAwsCaller::read_refusals_haveTheirKind()
{
    QFETCH(int, status);
    QFETCH(QByteArray, code);
    QFETCH(Error::Kind, kind);
    CallerBench bench;
    for (int attempt = 0; attempt < 3; ++attempt)
        bench.transport.reply(status, refusal(code), {{"x-amzn-RequestId", "r-2"}});

    const Result<Answer> answer = read(bench);

    QCOMPARE(answer.error().kind(), kind);
    QCOMPARE(answer.error().requestId(), u"r-2"_s);
    QCOMPARE(answer.error().changed(), Error::Changed::No);
    QVERIFY(!answer.error().message().isEmpty());
}

void TestAwsCaller::read_accessDenied_namesActionAndResource()
{
    CallerBench bench;
    bench.transport.reply(400,
        refusal("AccessDeniedException",
            "User: arn:aws:iam::1:user/ada is not authorized to perform: cognito-idp:AdminGetUser on resource: "
            "arn:aws:cognito-idp:eu-west-1:1:userpool/p because no identity-based policy allows it"));

    const Result<Answer> answer = read(bench);

    QCOMPARE(answer.error().kind(), Error::Kind::Denied);
    QVERIFY(answer.error().message().contains(u"cognito-idp:AdminGetUser"_s));
    QVERIFY(answer.error().message().contains(u"arn:aws:cognito-idp:eu-west-1:1:userpool/p"_s));
}

void TestAwsCaller::read_webPage_isNotTakenForAws()
{
    CallerBench bench;
    bench.transport.reply(404, "<!doctype html><html><body>404</body></html>", {{"Content-Type", "text/html"}});

    const Result<Answer> answer = read(bench);

    QCOMPARE(answer.error().kind(), Error::Kind::BadReply);
    QVERIFY(answer.error().message().contains(u"does not offer this operation"_s));
    QCOMPARE(bench.transport.requests().size(), 1);
}

void TestAwsCaller::read_transientFailures_areTriedAgainAlike()
{
    CallerSettings settings;
    settings.quotaShare = 0; // waits between attempts alone count here
    CallerBench bench(settings);
    bench.transport.reply(500, refusal("InternalErrorException"));
    bench.transport.fail(networkError(u"Broken"_s, Error::Changed::Unknown));
    bench.transport.reply(200, R"({"Username":"ada"})");

    const Result<Answer> answer = read(bench);

    QVERIFY(answer);
    QCOMPARE(answer->attempts, 3);
    QCOMPARE(bench.sleeper.durations().size(), 2);
    const QList<net::HttpRequest> &sent = bench.transport.requests();
    QCOMPARE(net::headerValue(sent.at(2).headers, "amz-sdk-request"), QByteArray("attempt=3; max=3"));
    QCOMPARE(net::headerValue(sent.at(2).headers, "amz-sdk-invocation-id"),
        net::headerValue(sent.at(0).headers, "amz-sdk-invocation-id"));
    QCOMPARE(sent.at(2).body, sent.at(0).body);
}

void TestAwsCaller::read_brokenConnection_isPassedOnAfterTheAttempts()
{
    CallerBench bench;
    for (int attempt = 0; attempt < 3; ++attempt)
        bench.transport.fail(networkError(u"Connect"_s, Error::Changed::No));

    const Result<Answer> answer = read(bench);

    QCOMPARE(answer.error().kind(), Error::Kind::Network);
    QCOMPARE(answer.error().code(), u"Connect"_s);
    QCOMPARE(bench.transport.repliesLeft(), 0);
}

void TestAwsCaller::read_lookupFails_namesHostAndRegion()
{
    CallerBench bench;
    for (int attempt = 0; attempt < 3; ++attempt)
        bench.transport.fail(networkError(u"Lookup"_s, Error::Changed::No));

    const Result<Answer> answer = read(bench);

    QVERIFY(answer.error().message().contains(u"cognito-idp.eu-west-1.amazonaws.com"_s));
}

void TestAwsCaller::read_cancelled_endsAtOnce()
{
    CallerBench bench;
    bench.transport.hang();
    CancelSource source;
    QTimer::singleShot(0, qApp, [&source] { source.cancel(); });

    const auto answer = await(bench.caller.read(getUser, source.token()));

    QVERIFY(answer);
    QCOMPARE(answer->error().kind(), Error::Kind::Cancelled);
    QCOMPARE(bench.transport.requests().size(), 1);
}

void TestAwsCaller::read_expiredToken_fetchesFreshAndSendsOnce()
{
    CallerBench bench;
    bench.transport.reply(400, refusal("ExpiredTokenException"));
    bench.transport.reply(200, R"({"Username":"ada"})");

    const Result<Answer> answer = read(bench);

    QVERIFY(answer);
    QVERIFY(net::headerValue(bench.transport.requests().at(1).headers, "Authorization").contains("AKIA1/"));
    QVERIFY(bench.sleeper.durations().isEmpty());
}

void TestAwsCaller::read_expiredTokenWithoutFresh_saysHowToSignIn()
{
    CallerSettings settings;
    settings.signInHint = u"aws sso login --profile ops"_s;
    CallerBench bench(settings);
    bench.credentials.renewable = false;
    bench.transport.reply(400, refusal("ExpiredTokenException"));

    const Result<Answer> answer = read(bench);

    QCOMPARE(answer.error().kind(), Error::Kind::Denied);
    QVERIFY(answer.error().message().contains(settings.signInHint));
    QCOMPARE(bench.transport.requests().size(), 1);
}

void TestAwsCaller::read_wrongClock_isCorrected()
{
    CallerBench bench;
    const net::HttpHeaders laterDate{{"Date", "Sat, 01 Aug 2026 12:17:00 GMT"}};
    bench.transport.reply(403, refusal("SignatureDoesNotMatch"), laterDate);
    bench.transport.reply(200, R"({"Username":"ada"})", laterDate);

    const Result<Answer> answer = read(bench);

    QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().message()));
    QCOMPARE(net::headerValue(bench.transport.requests().at(0).headers, "X-Amz-Date"), QByteArray("20260801T120000Z"));
    QVERIFY(net::headerValue(bench.transport.requests().at(1).headers, "X-Amz-Date").startsWith("20260801T1217"));
}

void TestAwsCaller::read_wrongClockTwice_isExplained()
{
    CallerBench bench;
    const net::HttpHeaders laterDate{{"Date", "Sat, 01 Aug 2026 12:17:00 GMT"}};
    for (int attempt = 0; attempt < 3; ++attempt)
        bench.transport.reply(403, refusal("RequestTimeTooSkewed"), laterDate);

    const Result<Answer> answer = read(bench);

    QVERIFY2(answer.error().message().contains(u"17 min slow"_s), qPrintable(answer.error().message()));
}

void TestAwsCaller::read_damagedDynamoDbAnswer_isTriedAgain()
{
    CallerBench bench;
    bench.transport.reply(200, R"({"TableNames":["damaged"]})", {{"x-amz-crc32", "1"}});
    bench.transport.reply(200, R"({"TableNames":[]})", {{"x-amz-crc32", "1315925753"}});

    const Result<Answer> answer = read(bench, {u"dynamodb"_s, u"ListTables"_s, {}});

    QVERIFY(answer);
    QCOMPARE(answer->attempts, 2);
    QVERIFY(answer->output.value(u"TableNames"_s).toArray().isEmpty());
}

void TestAwsCaller::read_longAnswer_isParsedOffTheThread()
{
    CallerBench bench;
    QByteArray names = R"("a")";
    while (names.size() < 400'000)
        names += R"(,"table-with-a-rather-long-name")";
    bench.transport.reply(200, R"({"TableNames":[)" + names + "]}");
    bool turned = false;
    QTimer::singleShot(0, qApp, [&turned] { turned = true; });

    const Result<Answer> answer = read(bench, {u"dynamodb"_s, u"ListTables"_s, {}});

    QVERIFY(answer);
    QVERIFY(turned);
    QVERIFY(answer->output.value(u"TableNames"_s).toArray().size() > 10'000);
}

void TestAwsCaller::read_otherRegionsPool_isHinted()
{
    CallerBench bench;
    bench.transport.reply(400, refusal("ResourceNotFoundException", "User pool us-east-1_x does not exist."));

    const Result<Answer> answer
        = read(bench, {u"cognito-idp"_s, u"DescribeUserPool"_s, {{u"UserPoolId"_s, u"us-east-1_x"_s}}});

    QVERIFY2(answer.error().message().contains(u"choose us-east-1"_s), qPrintable(answer.error().message()));
}

void TestAwsCaller::outage_isNotStormed()
{
    CallerBench bench;
    for (int attempt = 0; attempt < 300; ++attempt)
        bench.transport.fail(networkError(u"Connect"_s, Error::Changed::No));

    for (int call = 0; call < 100; ++call)
        QVERIFY(!read(bench));
    const qsizetype sent = bench.transport.requests().size();
    bench.clock.advance(std::chrono::seconds(11));
    QVERIFY(!read(bench));

    QVERIFY2(sent < 10, qPrintable(QString::number(sent)));
    QCOMPARE(read(bench).error().kind(), Error::Kind::Network);
    QVERIFY(bench.transport.requests().size() > sent);
}

QTEST_GUILESS_MAIN(TestAwsCaller)
#include "tst_awscaller.moc"
