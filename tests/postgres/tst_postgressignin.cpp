// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgresbench.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryFile>

using namespace sm;
using namespace sm::postgres;
using namespace sm::test;
using Kind = Error::Kind;

namespace {

/// The server has other settings for as long as this lives.
class Reconfigured
{
public:
    Reconfigured(const PostgresBench &bench, const QHash<QString, QString> &settings)
        : m_administrator(std::move(*PostgresBench::open(bench.administrator())))
    {
        for (auto each = settings.begin(); each != settings.end(); ++each)
            reconfigure(u"ALTER SYSTEM SET %1 = '%2'"_s.arg(each.key(), each.value()));
        reload();
    }
    ~Reconfigured()
    {
        reconfigure(u"ALTER SYSTEM RESET ALL"_s);
        reload();
    }
    Reconfigured(const Reconfigured &) = delete;
    Reconfigured &operator=(const Reconfigured &) = delete;

private:
    void reconfigure(const QString &sql) { QVERIFY(write(*m_administrator, sql)); }
    /// Backends load the configuration when the server is done with it.
    void reload()
    {
        const QString loaded = u"SELECT pg_conf_load_time()"_s;
        const QString before = value(read(*m_administrator, loaded)).toString();
        QVERIFY(write(*m_administrator, u"SELECT pg_reload_conf()"_s));
        QTRY_VERIFY(value(read(*m_administrator, loaded)).toString() != before);
    }

    std::unique_ptr<Connection> m_administrator;
};

} // namespace

/// Who is let in, and which servers are believed.
class TestSignIn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString reason = PostgresServer::whyUnavailable(); !reason.isEmpty())
            QSKIP(qPrintable(reason));
        qputenv("PGPASSFILE", "/nowhere");
        m_bench = std::make_unique<PostgresBench>();
        QVERIFY2(m_bench->server.failure().isEmpty(), qPrintable(m_bench->server.failure()));
    }
    void cleanupTestCase() { m_bench.reset(); }
    void cleanup() { qputenv("PGPASSFILE", "/nowhere"); }

    void verifyFull_isTheDefault()
    {
        const auto connection = PostgresBench::open(m_bench->settings());

        QVERIFY2(connection, connection ? "" : qPrintable(connection.error().message()));
        QVERIFY((*connection)->isUsable());
        QCOMPARE((*connection)->tlsVersion(), u"TLSv1.3"_s);
        QVERIFY((*connection)->serverVersion() >= 130000);
        QVERIFY(value(read(**connection, u"SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"_s)).toBool());
        QCOMPARE(value(read(**connection, u"SHOW application_name"_s)).toString(), u"stationmaster"_s);
    }

    void name_isLookedUp()
    {
        Settings settings = m_bench->settings();
        settings.host = u"localhost"_s;

        const auto connection = PostgresBench::open(settings);

        QVERIFY2(connection, connection ? "" : qPrintable(connection.error().message()));
    }

    void socket_needsNoTls()
    {
        const auto connection = PostgresBench::open(m_bench->administrator());

        QVERIFY2(connection, connection ? "" : qPrintable(connection.error().message()));
        QVERIFY((*connection)->tlsVersion().isEmpty());
    }

    void loopback_canDoWithoutTls()
    {
        Settings settings = m_bench->settings();
        settings.tls = TlsMode::Disable;

        const auto connection = PostgresBench::open(settings);

        QVERIFY(connection);
        QVERIFY((*connection)->tlsVersion().isEmpty());
    }

    void clientCertificate_signsIn()
    {
        Settings settings = m_bench->settings(u"certified"_s);
        settings.password = Secret();
        settings.clientCertificate = m_bench->server.certificate(u"trusted.pem"_s);
        settings.clientKey = m_bench->server.certificate(u"trusted.key"_s);

        const auto connection = PostgresBench::open(settings);

        QVERIFY2(connection, connection ? "" : qPrintable(connection.error().message()));
    }

    void passwordFile_isAsked()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write("*:*:*:tester:" + m_bench->server.password().toUtf8());
        file.close();
        qputenv("PGPASSFILE", file.fileName().toUtf8());
        Settings settings = m_bench->settings();
        settings.password = Secret();

        QVERIFY(PostgresBench::open(settings));
    }

    void wrongName_isRefused()
    {
        Settings settings = m_bench->settings();
        settings.host = u"127.0.0.2"_s; // the server listens there too, and its certificate is for 127.0.0.1

        expect(settings, Kind::Network, u"Certificate"_s, u"does not prove that name"_s);
    }

    void unknownAuthority_isRefused()
    {
        Settings settings = m_bench->settings();
        settings.rootCertificate = m_bench->server.certificate(u"self-signed.pem"_s);

        expect(settings, Kind::Network, u"Certificate"_s, u"not from an authority"_s);
    }

    void expiredCertificate_isRefused()
    {
        const Reconfigured server(*m_bench,
            {{u"ssl_cert_file"_s, m_bench->server.certificate(u"expired.pem"_s)},
                {u"ssl_key_file"_s, m_bench->server.certificate(u"expired.key"_s)}});

        expect(m_bench->settings(), Kind::Network, u"Certificate"_s, u"or it is expired"_s);
    }

    void olderThanTls12_isRefused()
    {
        const Reconfigured server(*m_bench,
            {{u"ssl_min_protocol_version"_s, u"TLSv1.1"_s}, {u"ssl_max_protocol_version"_s, u"TLSv1.1"_s},
                {u"ssl_ciphers"_s, u"ALL:@SECLEVEL=0"_s}});

        expect(m_bench->settings(), Kind::Network, u"Tls"_s, u"TLS 1.2"_s);
    }

    /// The control of the two above: a server that is set otherwise, and yet good, is let through.
    void tls12_isStillSpoken()
    {
        const Reconfigured server(*m_bench, {{u"ssl_max_protocol_version"_s, u"TLSv1.2"_s}});

        const auto connection = PostgresBench::open(m_bench->settings());

        QVERIFY(connection);
        QCOMPARE((*connection)->tlsVersion(), u"TLSv1.2"_s);
    }

    void withoutRootCertificate_theComputersAuthoritiesCount()
    {
        Settings settings = m_bench->settings();
        settings.rootCertificate.clear();

        expect(settings, Kind::Network, u"Certificate"_s, u"not from an authority"_s);
    }

    void missingRootCertificate_isNamed()
    {
        Settings settings = m_bench->settings();
        settings.rootCertificate = u"/nowhere/ca.pem"_s;

        expect(settings, Kind::Invalid, u"CertificateFile"_s, u"certificate settings"_s);
    }

    /// The words of libpq are what tells these apart: they must not depend on the language.
    void otherLanguage_changesNothing()
    {
        if (!QFile::exists(u"/usr/share/locale/de/LC_MESSAGES/libpq5-15.mo"_s))
            QSKIP("libpq is not translated here");
        qputenv("LANGUAGE", "de");
        const QByteArray before = ::setlocale(LC_ALL, nullptr);
        ::setlocale(LC_ALL, "C.UTF-8");

        serverWithoutTls_isGivenNothing();

        ::setlocale(LC_ALL, before.constData());
        qunsetenv("LANGUAGE");
    }

    void wrongPassword_isDenied()
    {
        Settings settings = m_bench->settings();
        settings.password = Secret(u"canary-of-another"_s);

        expect(settings, Kind::Denied, u"28P01"_s, u"Check user name, password"_s);
    }

    void noPassword_isAskedFor()
    {
        Settings settings = m_bench->settings();
        settings.password = Secret();

        expect(settings, Kind::Denied, u"NoPassword"_s, u".pgpass"_s);
    }

    void unknownDatabase_isNotFound()
    {
        Settings settings = m_bench->settings();
        settings.database = u"nowhere"_s;

        expect(settings, Kind::NotFound, u"3D000"_s, u"nowhere"_s);
    }

    void nameThatIsNone_isNotFound()
    {
        Settings settings = m_bench->settings();
        settings.host = u"a..invalid"_s; // refused before anybody is asked

        expect(settings, Kind::Network, u"Lookup"_s, u"a..invalid"_s);
    }

    void nobodyThere_isNetwork()
    {
        QTcpServer taken;
        QVERIFY(taken.listen(QHostAddress::LocalHost));
        Settings settings = m_bench->settings();
        settings.port = taken.serverPort();
        taken.close();

        expect(settings, Kind::Network, u"Connect"_s, u"can not be reached"_s);
    }

    void serverWithoutTls_isGivenNothing()
    {
        QTcpServer plain;
        QByteArray received;
        QVERIFY(plain.listen(QHostAddress::LocalHost));
        connect(&plain, &QTcpServer::newConnection, this, [&] {
            QTcpSocket *socket = plain.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [&received, socket] {
                received += socket->readAll();
                socket->write("N"); // no TLS
            });
        });
        Settings settings = m_bench->settings();
        settings.port = plain.serverPort();

        expect(settings, Kind::Network, u"Tls"_s, u"offers no TLS"_s);
        QCOMPARE(received, QByteArray::fromHex("0000000804d2162f")); // SSLRequest, and not a byte more
    }

    void silentServer_isLeftAtTheLimit()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        Settings settings = m_bench->settings();
        settings.port = silent.serverPort();
        settings.connectTimeout = std::chrono::milliseconds(50);

        expect(settings, Kind::Timeout, u"Limit"_s, u"0.05 seconds"_s);
    }

    void cancelled_stopsConnecting()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        Settings settings = m_bench->settings();
        settings.port = silent.serverPort();
        CancelSource source;
        connect(&silent, &QTcpServer::newConnection, this, [&source] { source.cancel(); });

        const auto connection = PostgresBench::open(settings, source.token());

        QVERIFY(!connection);
        QCOMPARE(connection.error().kind(), Kind::Cancelled);
    }

    void answerThatIsNoPostgres_isAnError()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        connect(&other, &QTcpServer::newConnection, this,
            [&] { other.nextPendingConnection()->write("HTTP/1.1 400 Bad Request\r\n\r\n"); });
        Settings settings = m_bench->settings();
        settings.port = other.serverPort();

        const auto connection = PostgresBench::open(settings);

        QVERIFY(!connection);
        QCOMPARE(connection.error().kind(), Kind::Network);
    }

private:
    void expect(const Settings &settings, Kind kind, const QString &code, const QString &words)
    {
        const auto connection = PostgresBench::open(settings);

        QVERIFY(!connection);
        const QString message = connection.error().message();
        QVERIFY2(connection.error().kind() == kind, qPrintable(message));
        QCOMPARE(connection.error().code(), code);
        QCOMPARE(connection.error().changed(), Error::Changed::No);
        QVERIFY2(message.contains(words), qPrintable(message));
        QVERIFY2(!message.contains(u"canary"), qPrintable(message));
    }

    std::unique_ptr<PostgresBench> m_bench;
};

QTEST_GUILESS_MAIN(TestSignIn)
#include "tst_postgressignin.moc"
