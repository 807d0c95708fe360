// SPDX-License-Identifier: GPL-3.0-or-later
#include "callerbench.h"

#include "customendpoint.h"

#include <QTest>

using namespace sm;
using namespace sm::aws;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

CallerSettings withEndpoint(const QByteArray &url)
{
    CallerSettings settings;
    settings.endpointUrl = [url](const QString &) { return url; };
    return settings;
}

Call listObjects(const QString &bucket) { return {u"s3"_s, u"ListObjectsV2"_s, {{u"Bucket"_s, bucket}}}; }

} // namespace

class TestRequestBuilder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void s3Bucket_goesWhereItCan_data();
    void s3Bucket_goesWhereItCan();
    void s3Bucket_ofAnyOperation_isNoDirectoryBucket();
    void s3_customEndpoint_isPathStyle();
    void requiredChecksum_isSent();
    void globalService_signsForItsHome();
    void idempotencyToken_isFilledInOrKept();
    void endpointUrl_isJudged_data();
    void endpointUrl_isJudged();
    void preview_needsNeitherCredentialsNorNetwork();
    void connectTimeout_isTheSettings();
};

void TestRequestBuilder::s3Bucket_goesWhereItCan_data()
{
    QTest::addColumn<QString>("bucket");
    QTest::addColumn<QByteArray>("url");
    QTest::newRow("host") << u"my-backups"_s
                          << QByteArray("https://my-backups.s3.eu-west-1.amazonaws.com/?list-type=2");
    QTest::newRow("dots do not fit the certificate")
        << u"my.backups"_s << QByteArray("https://s3.eu-west-1.amazonaws.com/my.backups?list-type=2");
    QTest::newRow("upper case is no host name")
        << u"MyBackups"_s << QByteArray("https://s3.eu-west-1.amazonaws.com/MyBackups?list-type=2");
}

void TestRequestBuilder::s3Bucket_goesWhereItCan()
{
    QFETCH(QString, bucket);
    QFETCH(QByteArray, url);
    const CallerBench bench;

    const Result<net::HttpRequest> request = bench.caller.preview(listObjects(bucket));

    QVERIFY2(request, qPrintable(request ? QString() : request.error().message()));
    QCOMPARE(request->url, url);
}

void TestRequestBuilder::s3Bucket_ofAnyOperation_isNoDirectoryBucket()
{
    const CallerBench bench;
    const QJsonObject bucket{{u"Bucket"_s, u"my-backups"_s}};

    QCOMPARE(bench.caller.preview({u"s3"_s, u"CreateBucket"_s, bucket})->url,
        QByteArray("https://my-backups.s3.eu-west-1.amazonaws.com/"));
    QCOMPARE(bench.caller.preview({u"s3"_s, u"DeleteBucketLifecycle"_s, bucket})->url,
        QByteArray("https://my-backups.s3.eu-west-1.amazonaws.com/?lifecycle"));
}

void TestRequestBuilder::s3_customEndpoint_isPathStyle()
{
    const CallerBench bench(withEndpoint("http://127.0.0.1:5601/"));

    const Result<net::HttpRequest> request = bench.caller.preview(listObjects(u"my-backups"_s));

    QCOMPARE(request->url, QByteArray("http://127.0.0.1:5601/my-backups?list-type=2"));
    QCOMPARE(net::headerValue(request->headers, "Host"), QByteArray("127.0.0.1:5601"));
}

void TestRequestBuilder::requiredChecksum_isSent()
{
    const CallerBench bench;
    const QJsonObject rule{{u"ID"_s, u"all"_s}, {u"Status"_s, u"Enabled"_s}, {u"Prefix"_s, u""_s}};
    const QJsonObject configuration{{u"Rules"_s, QJsonArray{rule}}};
    QJsonObject input{{u"Bucket"_s, u"my-backups"_s}, {u"LifecycleConfiguration"_s, configuration}};

    const Result<net::HttpRequest> plain = bench.caller.preview({u"s3"_s, u"PutBucketLifecycleConfiguration"_s, input});
    input.insert(u"ChecksumAlgorithm"_s, u"SHA256"_s);
    const Result<net::HttpRequest> chosen
        = bench.caller.preview({u"s3"_s, u"PutBucketLifecycleConfiguration"_s, input});

    QVERIFY2(plain, qPrintable(plain ? QString() : plain.error().message()));
    QCOMPARE(net::headerValue(plain->headers, "Content-MD5").size(), 24);
    QCOMPARE(net::headerValue(chosen->headers, "x-amz-checksum-sha256").size(), 44);
    QVERIFY(!net::hasHeader(chosen->headers, "Content-MD5"));
}

void TestRequestBuilder::globalService_signsForItsHome()
{
    const CallerBench bench;

    QCOMPARE(bench.caller.preview({u"iam"_s, u"ListUsers"_s, {}})->url, QByteArray("https://iam.amazonaws.com/"));
}

void TestRequestBuilder::idempotencyToken_isFilledInOrKept()
{
    const CallerBench bench;
    QJsonObject input{{u"QueryString"_s, u"SELECT 1"_s}};

    const Result<net::HttpRequest> filled = bench.caller.preview({u"athena"_s, u"StartQueryExecution"_s, input});
    input.insert(u"ClientRequestToken"_s, u"0123456789012345678901234567890123456789"_s);
    const Result<net::HttpRequest> kept = bench.caller.preview({u"athena"_s, u"StartQueryExecution"_s, input});

    const auto token = [](const net::HttpRequest &request) {
        return QJsonDocument::fromJson(request.body).object().value(u"ClientRequestToken"_s).toString();
    };
    QCOMPARE(token(*filled).size(), 36);
    QCOMPARE(token(*kept), u"0123456789012345678901234567890123456789"_s);
}

void TestRequestBuilder::endpointUrl_isJudged_data()
{
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<QByteArray>("used");
    QTest::newRow("slash") << QByteArray("http://localhost:5601/") << QByteArray("http://localhost:5601");
    QTest::newRow("path") << QByteArray("https://gateway.example/aws") << QByteArray("https://gateway.example/aws");
    QTest::newRow("no scheme") << QByteArray("localhost:5601") << QByteArray();
    QTest::newRow("other scheme") << QByteArray("ftp://localhost") << QByteArray();
    QTest::newRow("password") << QByteArray("https://ada:secret@host") << QByteArray();
    QTest::newRow("query") << QByteArray("https://host/?a=b") << QByteArray();
    QTest::newRow("AWS without TLS") << QByteArray("http://sts.amazonaws.com") << QByteArray();
    QTest::newRow("AWS with a root dot") << QByteArray("http://STS.amazonaws.com.:8080") << QByteArray();
    QTest::newRow("AWS in China") << QByteArray("http://sts.cn-north-1.amazonaws.com.cn") << QByteArray();
    QTest::newRow("AWS apart") << QByteArray("http://sts.us-iso-east-1.c2s.ic.gov") << QByteArray();
    QTest::newRow("another's name") << QByteArray("http://notamazonaws.com") << QByteArray("http://notamazonaws.com");
}

void TestRequestBuilder::endpointUrl_isJudged()
{
    QFETCH(QByteArray, given);
    QFETCH(QByteArray, used);

    const Result<QByteArray> checked = checkedEndpointUrl(given, Endpoints());

    QCOMPARE(checked.value_or(QByteArray()), used);
    if (!checked)
        QVERIFY(!checked.error().message().contains(u"secret"_s));
}

void TestRequestBuilder::preview_needsNeitherCredentialsNorNetwork()
{
    const CallerBench bench;

    const Result<net::HttpRequest> request = bench.caller.preview(
        {u"cognito-idp"_s, u"AdminDisableUser"_s, {{u"UserPoolId"_s, u"eu-west-1_p"_s}, {u"Username"_s, u"ada"_s}}});

    QVERIFY(request);
    QVERIFY(!net::hasHeader(request->headers, "Authorization"));
    QCOMPARE(bench.credentials.asked, 0);
    QVERIFY(bench.transport.requests().isEmpty());
}

void TestRequestBuilder::connectTimeout_isTheSettings()
{
    CallerSettings settings;
    settings.connectTimeout = std::chrono::milliseconds(1'100);
    const CallerBench bench(settings);

    const Result<net::HttpRequest> request = bench.caller.preview({u"sts"_s, u"GetCallerIdentity"_s, {}});

    QVERIFY(request);
    QCOMPARE(request->connectTimeout, settings.connectTimeout);
}

QTEST_GUILESS_MAIN(TestRequestBuilder)
#include "tst_requestbuilder.moc"
