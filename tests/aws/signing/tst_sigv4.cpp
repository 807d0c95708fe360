// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/signer.h>
#include <aws/sigv4.h>

#include <QTest>

using namespace sm;
using namespace sm::aws;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

Credentials longLived()
{
    return {u"AKIDEXAMPLE"_s, Secret(u"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"_s), {}, {}, {}, u"test"_s};
}

Credentials temporary()
{
    Credentials credentials = longLived();
    credentials.sessionToken = Secret(u"to/ken+="_s);
    return credentials;
}

SigningOptions options()
{
    return {
        .region = "us-east-1", .service = "service", .when = QDateTime(QDate(2015, 8, 30), QTime(12, 36, 0), Qt::UTC)};
}

SigningOptions forS3()
{
    SigningOptions s3 = options();
    s3.service = "s3";
    s3.encodePathTwice = false;
    s3.normalizePath = false;
    return s3;
}

net::HttpRequest get(const QByteArray &url, const net::HttpHeaders &headers = {})
{
    net::HttpRequest request;
    request.verb = "GET";
    request.url = url;
    request.headers = headers;
    return request;
}

QByteArray canonicalLine(const net::HttpRequest &request, const SigningOptions &how, int line)
{
    return canonicalRequest(request, how, emptyHash).split('\n').at(line);
}

} // namespace

class TestSigV4 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void canonicalPath_ofAwkwardPaths_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("service");
        QTest::addColumn<QByteArray>("s3");
        const auto row = [](const char *path, const char *service, const char *s3) {
            QTest::newRow(path) << QByteArray(path) << QByteArray(service) << QByteArray(s3);
        };
        row("", "/", "/");
        row("/", "/", "/");
        row("//", "/", "//");
        row("/a/../..", "/", "/a/../..");
        row("/a/./b//c/", "/a/b/c/", "/a/./b//c/");
        row("/../a", "/a", "/../a");
        row("/a b", "/a%20b", "/a%20b");
        row("/a%20b", "/a%2520b", "/a%20b");
        row("/arn%3aaws", "/arn%253aaws", "/arn%3Aaws");
        row("/a%2Fb", "/a%252Fb", "/a%2Fb");
        row("/$x,~!*'()", "/%24x%2C~%21%2A%27%28%29", "/%24x%2C~%21%2A%27%28%29");
        row("/100%", "/100%25", "/100%25");
        row("/%zz", "/%25zz", "/%25zz");
        row("/\xe1\x88\xb4", "/%E1%88%B4", "/%E1%88%B4");
    }
    void canonicalPath_ofAwkwardPaths()
    {
        QFETCH(const QByteArray, path);
        QFETCH(const QByteArray, service);
        QFETCH(const QByteArray, s3);

        QCOMPARE(canonicalLine(get("https://h.example" + path), options(), 1), service);
        QCOMPARE(canonicalLine(get("https://h.example" + path + "?q=1"), forS3(), 1), s3);
    }

    void canonicalQuery_ofAwkwardQueries_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("canonical");
        const auto row = [](const char *query, const char *canonical) {
            QTest::newRow(query) << QByteArray(query) << QByteArray(canonical);
        };
        row("", "");
        row("b=2&a=1", "a=1&b=2");
        row("a=2&a=1", "a=1&a=2");
        row("a-b=1&a=2", "a=2&a-b=1");
        row("B=1&a=1", "B=1&a=1");
        row("acl", "acl=");
        row("acl&b", "acl=&b=");
        row("a=b=c", "a=b%3Dc");
        row("a+b=c d", "a%2Bb=c%20d");
        row("a=%7e%41%2f%zz", "a=~A%2F%25zz");
        row("&&a=1&", "a=1");
        row("a=?/:@", "a=%3F%2F%3A%40");
        row("%E1%88%B4=v&Param=w", "%E1%88%B4=v&Param=w");
        row("X-Amz-Signature=00&a=1", "a=1");
    }
    void canonicalQuery_ofAwkwardQueries()
    {
        QFETCH(const QByteArray, query);
        QFETCH(const QByteArray, canonical);

        QCOMPARE(canonicalLine(get("https://h.example/?" + query), options(), 2), canonical);
        QCOMPARE(canonicalLine(get("https://h.example?" + query + "#fragment"), options(), 2), canonical);
    }

    void host_absent_isTakenFromTheUrl_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("host");
        QTest::newRow("plain") << QByteArray("https://h.example/p") << QByteArray("h.example");
        QTest::newRow("own port") << QByteArray("https://h.example:443/") << QByteArray("h.example");
        QTest::newRow("http own port") << QByteArray("http://h.example:80") << QByteArray("h.example");
        QTest::newRow("other port") << QByteArray("http://127.0.0.1:5000/") << QByteArray("127.0.0.1:5000");
        QTest::newRow("other scheme's port") << QByteArray("http://h.example:443/") << QByteArray("h.example:443");
        QTest::newRow("user") << QByteArray("http://u:p@h.example/a@b") << QByteArray("h.example");
        QTest::newRow("IPv6") << QByteArray("http://[::1]:5000/") << QByteArray("[::1]:5000");
    }
    void host_absent_isTakenFromTheUrl()
    {
        QFETCH(const QByteArray, url);
        QFETCH(const QByteArray, host);

        QCOMPARE(canonicalLine(get(url), options(), 3), "host:" + host);
    }

    void headers_areFoldedJoinedSortedAndFiltered()
    {
        const auto request = get("https://h.example/",
            {{"X-Two", " b\t\n  c "}, {"Host", "h.example"}, {"x-two", "a"}, {"User-Agent", "me"}, {"Expect", "100"},
                {"Connection", "close"}, {"X-Amzn-Trace-Id", "t"}, {"Accept", ""}});

        QCOMPARE(canonicalRequest(request, options(), emptyHash),
            "GET\n/\n\naccept:\nhost:h.example\nx-two:b c,a\n\naccept;host;x-two\n" + emptyHash);
    }

    void signedByHeader_withToken_sendsAndSignsIt()
    {
        const auto request = signedByHeader(get("https://h.example/"), temporary(), options());

        QCOMPARE(net::headerValue(request.headers, "X-Amz-Security-Token"), QByteArray("to/ken+="));
        QCOMPARE(net::headerValue(request.headers, "X-Amz-Date"), QByteArray("20150830T123600Z"));
        QCOMPARE(net::headerValue(request.headers, "X-Amz-Content-SHA256"), emptyHash);
        QVERIFY(net::headerValue(request.headers, "Authorization")
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
                            "SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token, Signature="));
    }

    void signedByHeader_tokenOmitted_signsAsWithoutToken()
    {
        SigningOptions omitting = options();
        omitting.omitSessionTokenFromSignature = true;

        const auto with = signedByHeader(get("https://h.example/"), temporary(), omitting);
        const auto without = signedByHeader(get("https://h.example/"), longLived(), options());

        QVERIFY(net::hasHeader(with.headers, "X-Amz-Security-Token"));
        QCOMPARE(net::headerValue(with.headers, "Authorization"), net::headerValue(without.headers, "Authorization"));
    }

    void signedByHeader_signedAgain_replacesTheOldSignature()
    {
        SigningOptions later = options();
        later.when = later.when.addSecs(60);

        const auto first = signedByHeader(get("https://h.example/"), temporary(), options());
        const auto again = signedByHeader(first, longLived(), later);

        QCOMPARE(net::headerValue(again.headers, "Authorization"),
            net::headerValue(signedByHeader(get("https://h.example/"), longLived(), later).headers, "Authorization"));
        QVERIFY(!net::hasHeader(again.headers, "X-Amz-Security-Token"));
    }

    void payloadHash_knownOrUnsigned_isNotComputed()
    {
        net::HttpRequest request = get("https://h.example/");
        request.body = "body";
        SigningOptions unsignedBody = options();
        unsignedBody.unsignedPayload = true;

        QCOMPARE(payloadHash(request, options()),
            QByteArray("230d8358dc8e8890b4c58deeb62912ee2f20357ae92a5cc861b98e68fe31acb5"));
        QCOMPARE(payloadHash(request, unsignedBody), QByteArray("UNSIGNED-PAYLOAD"));
        request.headers = {{"X-Amz-Content-Sha256", "known"}};
        QCOMPARE(payloadHash(request, options()), QByteArray("known"));
    }

    void signedByQuery_publishedS3Example_matches()
    {
        // The presigned GET of the S3 API reference, "Authenticating Requests: Using Query Parameters".
        SigningOptions s3 = forS3();
        s3.when = QDateTime(QDate(2013, 5, 24), QTime(0, 0), Qt::UTC);
        s3.unsignedPayload = true;
        Credentials example = longLived();
        example.accessKeyId = u"AKIAIOSFODNN7EXAMPLE"_s;
        example.secretAccessKey = Secret(u"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"_s);

        const auto request = signedByQuery(
            get("https://examplebucket.s3.amazonaws.com/test.txt"), example, s3, std::chrono::hours(24));

        QVERIFY(
            request.url.endsWith("&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"));
        QVERIFY(request.url.contains("&X-Amz-Expires=86400&"));
        QVERIFY(request.headers.isEmpty());
    }

    void signedByQuery_lifetime_isKeptWithinTheLimits()
    {
        const auto expiry = [](std::chrono::seconds validFor) {
            const QByteArray url = signedByQuery(get("https://h.example/?acl"), longLived(), forS3(), validFor).url;
            return url.mid(url.indexOf("X-Amz-Expires=") + 14).split('&').first();
        };

        QCOMPARE(expiry(std::chrono::hours(24 * 8)), QByteArray("604800"));
        QCOMPARE(expiry(std::chrono::seconds(0)), QByteArray("1"));
        QCOMPARE(expiry(std::chrono::seconds(900)), QByteArray("900"));
    }

    void signer_manyKeys_signsAsThePureFunctions()
    {
        Signer signer;
        for (int round = 0; round < 2; ++round) {
            for (int service = 0; service < 100; ++service) {
                SigningOptions how = options();
                how.service = "service" + QByteArray::number(service % 70);
                how.when = how.when.addDays(service % 3);
                const auto request = get("https://h.example/");
                QCOMPARE(signer.byHeader(request, temporary(), how).headers,
                    signedByHeader(request, temporary(), how).headers);
                QCOMPARE(signer.byQuery(request, temporary(), how, std::chrono::hours(1)).url,
                    signedByQuery(request, temporary(), how, std::chrono::hours(1)).url);
            }
        }
    }

    void signer_sameKeyIdOtherSecret_isNotConfused()
    {
        Signer signer;
        Credentials corrected = longLived();
        corrected.secretAccessKey = Secret(u"another"_s);
        const auto request = get("https://h.example/");

        const auto wrong = signer.byHeader(request, longLived(), options());
        const auto right = signer.byHeader(request, corrected, options());

        QVERIFY(wrong.headers != right.headers);
        QCOMPARE(right.headers, signedByHeader(request, corrected, options()).headers);
    }

    void signingTime_edgesOfTheCalendar_areWrittenRight()
    {
        for (const char *instant : {"1970-01-01T00:00:00Z", "1999-12-31T23:59:59Z", "2024-02-29T01:02:03Z"}) {
            SigningOptions how = options();
            how.when = QDateTime::fromString(QString::fromLatin1(instant), Qt::ISODate);
            const auto request = signedByHeader(get("https://h.example/"), longLived(), how);
            QCOMPARE(QString::fromLatin1(net::headerValue(request.headers, "X-Amz-Date")),
                how.when.toString(u"yyyyMMdd'T'HHmmss'Z'"_s));
        }
    }
};

QTEST_GUILESS_MAIN(TestSigV4)
#include "tst_sigv4.moc"
