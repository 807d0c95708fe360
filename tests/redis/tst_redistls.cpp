// SPDX-License-Identifier: GPL-3.0-or-later
#include "redistest.h"

#include <aws/caller/testpermit.h>
#include <net/tlsserver.h>

#include <QStandardPaths>
#include <QTest>

using namespace sm;
using namespace sm::redis;
using namespace Qt::Literals::StringLiterals;
using sm::operations::Runner;
using sm::test::await;
using sm::test::Certificate;
using sm::test::openConnection;
using sm::test::RedisServer;
using sm::test::TlsServer;
using sm::test::whyNotOpen;

namespace {

const QString loopback = u"IP:127.0.0.1"_s;

Settings trusting(quint16 port, const QString &caFile)
{
    Settings settings;
    settings.port = port;
    settings.tls = Settings::Tls::On;
    settings.caFile = caFile;
    settings.password = Secret(u"canary"_s);
    return settings;
}

RedisServer::Setup speakingTls(const Certificate &certificate)
{
    return {.password = "canary", .certificateFile = certificate.file, .keyFile = certificate.key};
}

} // namespace

/// Who is let through and who is not. A refused server learns nothing of the password.
class TestRedisTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = RedisServer::whyUnavailable(); !why.isEmpty())
            QSKIP(qPrintable(why));
        if (QStandardPaths::findExecutable(u"openssl"_s).isEmpty())
            QSKIP("the openssl program is not installed");
    }

    void trustedServer_isSpokenTo()
    {
        const QTemporaryDir folder;
        const Certificate certificate = Certificate::make(folder, loopback);
        RedisServer server(speakingTls(certificate));
        QVERIFY2(server.failure().isEmpty(), qPrintable(server.failure()));
        const auto connection = openConnection(trusting(server.port(), certificate.file));
        QVERIFY(connection);
        const QByteArray value(5 * 1024 * 1024, 'x');

        const auto replies
            = await(connection->pipeline(Runner::permit(), {{"SET", "a", value}, {"GET", "a"}}, CancelToken()));

        QVERIFY(replies && *replies);
        QCOMPARE((*replies)->at(1).bytes(), value);
    }

    void server_thatAsksForACertificate_getsIt()
    {
        const QTemporaryDir folder;
        const QTemporaryDir clientFolder;
        const Certificate certificate = Certificate::make(folder, loopback);
        const Certificate client = Certificate::make(clientFolder, u"DNS:client.example"_s);
        RedisServer::Setup setup = speakingTls(certificate);
        setup.clientCaFile = client.file;
        RedisServer server(setup);
        QVERIFY2(server.failure().isEmpty(), qPrintable(server.failure()));
        Settings settings = trusting(server.port(), certificate.file);

        const Error without = whyNotOpen(settings);
        settings.certificateFile = client.file;
        settings.keyFile = client.key;
        const auto with = openConnection(settings);

        QCOMPARE(without.kind(), Error::Kind::Network);
        QVERIFY(with);
    }

    void certificateProblem_isNamed_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("days");
        QTest::addColumn<bool>("isTrusted");
        QTest::addColumn<QString>("word");

        QTest::newRow("unknown authority") << loopback << 30 << false << u"authority"_s;
        QTest::newRow("other name") << u"DNS:elsewhere.example"_s << 30 << true << u"does not prove that name"_s;
        QTest::newRow("other address") << u"IP:127.0.0.2"_s << 30 << true << u"does not prove that name"_s;
        QTest::newRow("expired") << loopback << -1 << true << u"expired"_s;
    }
    void certificateProblem_isNamed()
    {
        QFETCH(const QString, name);
        QFETCH(const int, days);
        QFETCH(const bool, isTrusted);
        QFETCH(const QString, word);
        const QTemporaryDir folder;
        const Certificate certificate = Certificate::make(folder, name, days);
        TlsServer server(certificate);
        const quint16 port = server.url().split(':').last().chopped(1).toUShort();

        const Error error = whyNotOpen(trusting(port, isTrusted ? certificate.file : QString()));

        QCOMPARE(error.kind(), Error::Kind::Network);
        QCOMPARE(error.code(), u"Certificate"_s);
        QVERIFY2(error.message().contains(word), qPrintable(error.message()));
        QVERIFY(!server.outputAtTheEnd().contains("canary"));
    }

    /// The control of the one above: a server that is let through does print what it is sent.
    void trustedServer_learnsThePassword()
    {
        const QTemporaryDir folder;
        const Certificate certificate = Certificate::make(folder, loopback);
        TlsServer server(certificate);
        const quint16 port = server.url().split(':').last().chopped(1).toUShort();
        Settings settings = trusting(port, certificate.file);
        settings.stallLimit = std::chrono::milliseconds(300);

        QCOMPARE(whyNotOpen(settings).kind(), Error::Kind::Timeout);

        QVERIFY(server.outputAtTheEnd().contains("canary"));
    }

    void outdatedTls_isRefused()
    {
        const QTemporaryDir folder;
        const Certificate certificate = Certificate::make(folder, loopback);
        TlsServer server(certificate, {u"-tls1_1"_s, u"-cipher"_s, u"DEFAULT@SECLEVEL=0"_s});
        const quint16 port = server.url().split(':').last().chopped(1).toUShort();

        const Error error = whyNotOpen(trusting(port, certificate.file));

        QCOMPARE(error.kind(), Error::Kind::Network);
        QCOMPARE(error.code(), u"Tls"_s);
        QVERIFY(!server.outputAtTheEnd().contains("canary"));
    }

    void plainServer_behindATlsAddress_isNamed()
    {
        RedisServer server;
        QVERIFY2(server.failure().isEmpty(), qPrintable(server.failure()));

        Settings settings = trusting(server.port(), QString());
        settings.connectLimit = std::chrono::milliseconds(300);

        const Error error = whyNotOpen(settings);

        QCOMPARE(error.code(), u"ConnectTimeout"_s);
        QVERIFY(error.message().contains(u"whether the server speaks TLS"_s));
    }

    void file_thatIsNoCertificate_isNamed()
    {
        Settings authority = trusting(1, u"/dev/null"_s);
        Settings client = trusting(1, QString());
        client.certificateFile = client.keyFile = u"/dev/null"_s;

        QCOMPARE(whyNotOpen(authority).code(), u"CaBundle"_s);
        QCOMPARE(whyNotOpen(client).code(), u"ClientCertificate"_s);
    }
};

QTEST_GUILESS_MAIN(TestRedisTls)
#include "tst_redistls.moc"
