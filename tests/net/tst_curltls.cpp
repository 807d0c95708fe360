// SPDX-License-Identifier: GPL-3.0-or-later
#include "tlsserver.h"

#include <net/curltransport.h>
#include <support/await.h>

#include <QStandardPaths>

using namespace sm;
using namespace sm::net;
using namespace Qt::Literals::StringLiterals;
using sm::test::await;
using sm::test::Certificate;
using sm::test::TlsServer;

namespace {

HttpRequest request(const QByteArray &url)
{
    HttpRequest made;
    made.verb = "GET";
    made.url = url;
    made.headers = {{"Authorization", "canary"}};
    return made;
}

CurlTransport::Options trusting(const Certificate &certificate)
{
    CurlTransport::Options options;
    options.caBundle = certificate.file;
    return options;
}

const QString loopback = u"IP:127.0.0.1"_s;

} // namespace

/// Who is let through and who is not. A refused server learns nothing of the request.
class TestCurlTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(u"openssl"_s).isEmpty())
            QSKIP("the openssl program is not installed");
    }

    void caBundle_letsItsServersThrough()
    {
        const QTemporaryDir folder;
        const Certificate certificate = Certificate::make(folder, loopback);
        TlsServer server(certificate, {u"-www"_s});
        CurlTransport transport(trusting(certificate));

        const auto reply = await(transport.send(request(server.url()), CancelToken()));

        QVERIFY2(reply && *reply, reply ? qPrintable(reply->error().message()) : "no answer");
        QCOMPARE((*reply)->status, 200);
        QVERIFY((*reply)->body.contains("TLSv1.3"));
    }

    void tls12_isStillSpoken()
    {
        const QTemporaryDir folder;
        const Certificate certificate = Certificate::make(folder, loopback);
        TlsServer server(certificate, {u"-www"_s, u"-tls1_2"_s});
        CurlTransport transport(trusting(certificate));

        const auto reply = await(transport.send(request(server.url()), CancelToken()));

        QVERIFY(reply && *reply);
        QVERIFY((*reply)->body.contains("TLSv1.2"));
    }

    /// The control of the tests below: a server that is let through does print the request.
    void trustedServer_learnsTheRequest()
    {
        const QTemporaryDir folder;
        const Certificate certificate = Certificate::make(folder, loopback);
        TlsServer server(certificate);
        CurlTransport transport(trusting(certificate));
        HttpRequest impatient = request(server.url());
        impatient.stallTimeout = std::chrono::milliseconds(200);

        const auto reply = await(transport.send(impatient, CancelToken()));

        QCOMPARE(reply->error().code(), u"StallTimeout"_s);
        const QByteArray seen = server.outputAtTheEnd();
        QVERIFY(seen.contains("GET /") && seen.contains("canary"));
    }

    void selfSigned_isRefused()
    {
        const QTemporaryDir folder;
        TlsServer server(Certificate::make(folder, loopback));

        expectRefusal(server, CurlTransport::Options(), u"Certificate"_s, u"AWS_CA_BUNDLE"_s);
    }

    void otherName_isRefused()
    {
        const QTemporaryDir folder;
        const Certificate certificate = Certificate::make(folder, u"DNS:other.test,IP:127.0.0.2"_s);
        TlsServer server(certificate);

        expectRefusal(server, trusting(certificate), u"Certificate"_s, u"does not prove that name"_s);
    }

    void expired_isRefused()
    {
        const QTemporaryDir folder;
        const Certificate certificate = Certificate::make(folder, loopback, -1);
        TlsServer server(certificate);

        expectRefusal(server, trusting(certificate), u"Certificate"_s, u"clock"_s);
    }

    void olderThanTls12_isRefused_data()
    {
        QTest::addColumn<QString>("version");
        QTest::newRow("TLS 1.1") << u"-tls1_1"_s;
        QTest::newRow("TLS 1.0") << u"-tls1"_s;
    }

    void olderThanTls12_isRefused()
    {
        QFETCH(QString, version);
        const QTemporaryDir folder;
        const Certificate certificate = Certificate::make(folder, loopback);
        TlsServer server(certificate, {version, u"-cipher"_s, u"ALL:@SECLEVEL=0"_s});

        expectRefusal(server, trusting(certificate), u"Tls"_s, u"TLS 1.2"_s);
    }

    void caBundle_thatIsNotThere_isNamed()
    {
        const QTemporaryDir folder;
        TlsServer server(Certificate::make(folder, loopback));
        CurlTransport::Options options;
        options.caBundle = folder.filePath(u"missing.pem"_s);
        CurlTransport transport(options);

        const auto reply = await(transport.send(request(server.url()), CancelToken()));

        QVERIFY(reply && !*reply);
        QCOMPARE(reply->error().kind(), Error::Kind::Invalid);
        QCOMPARE(reply->error().code(), u"CaBundle"_s);
        QVERIFY(reply->error().message().contains(options.caBundle));
    }

private:
    static void expectRefusal(
        TlsServer &server, const CurlTransport::Options &options, const QString &code, const QString &words)
    {
        CurlTransport transport(options);

        const auto reply = await(transport.send(request(server.url()), CancelToken()));

        QVERIFY(reply && !*reply);
        QCOMPARE(reply->error().kind(), Error::Kind::Network);
        QCOMPARE(reply->error().code(), code);
        QCOMPARE(reply->error().changed(), Error::Changed::No);
        QVERIFY2(reply->error().message().contains(words), qPrintable(reply->error().message()));
        const QByteArray seen = server.outputAtTheEnd();
        QVERIFY2(!seen.contains("canary") && !seen.contains("GET /"), seen.constData());
    }
};

QTEST_GUILESS_MAIN(TestCurlTls)
#include "tst_curltls.moc"
