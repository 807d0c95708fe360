// SPDX-License-Identifier: GPL-3.0-or-later
#include <postgres/settings.h>

#include <QTest>

using namespace sm;
using namespace sm::postgres;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray shown(const Secret &secret) { return secret.reveal().toByteArray(); }

Settings complete()
{
    Settings settings;
    settings.host = u"db.example.com"_s;
    settings.database = u"dashboard"_s;
    settings.user = u"ops"_s;
    return settings;
}

} // namespace

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        for (const char *name : {"PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGPASSWORD", "PGSSLMODE",
                 "PGSSLROOTCERT", "PGCONNECT_TIMEOUT", "PGSERVICE", "PGSSLCERT", "PGSSLKEY"})
            qunsetenv(name);
        qputenv("PGUSER", "somebody"); // else libpq asks for the user's name, whatever that is
    }

    void url_isReadWhole()
    {
        const auto settings = Settings::fromUrl(
            u"postgresql://ops%40corp:p%3A%2F%C3%A4@db.example.com:6432/dash%20board?sslrootcert=/a/ca.pem&"
            u"sslcert=/a/c.pem&sslkey=/a/k.pem&connect_timeout=3"_s);

        QVERIFY(settings);
        QCOMPARE(settings->host, u"db.example.com"_s);
        QCOMPARE(settings->port, quint16(6432));
        QCOMPARE(settings->database, u"dash board"_s);
        QCOMPARE(settings->user, u"ops@corp"_s);
        QCOMPARE(shown(settings->password), "p:/ä");
        QCOMPARE(settings->tls, TlsMode::VerifyFull);
        QCOMPARE(settings->rootCertificate, u"/a/ca.pem"_s);
        QCOMPARE(settings->clientCertificate, u"/a/c.pem"_s);
        QCOMPARE(settings->clientKey, u"/a/k.pem"_s);
        QCOMPARE(settings->connectTimeout, std::chrono::milliseconds(3000));
    }

    void url_withoutMost_takesTheEnvironment()
    {
        qputenv("PGPORT", "7000");
        qputenv("PGPASSWORD", "from outside");

        const auto settings = Settings::fromUrl(u"postgres://db.example.com"_s);

        QVERIFY(settings);
        QCOMPARE(settings->port, quint16(7000));
        QCOMPARE(settings->user, u"somebody"_s);
        QCOMPARE(settings->database, u"somebody"_s);
        QCOMPARE(shown(settings->password), "from outside");
    }

    void sslmode_isNeverLessThanVerifyFull()
    {
        for (const QString &mode : {u"allow"_s, u"prefer"_s, u"require"_s, u"verify-ca"_s, u"verify-full"_s}) {
            const auto settings = Settings::fromUrl(u"postgresql://u@db.example.com/d?sslmode="_s + mode);
            QVERIFY(settings);
            QCOMPARE(settings->tls, TlsMode::VerifyFull);
        }
    }

    void sslmodeDisable_isForThisMachineOnly_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("loopback") << u"127.0.0.1"_s << true;
        QTest::newRow("another loopback") << u"127.9.9.9"_s << true;
        QTest::newRow("IPv6") << u"[::1]"_s << true;
        QTest::newRow("localhost") << u"localhost"_s << true;
        QTest::newRow("socket") << u"%2Fvar%2Frun%2Fpostgresql"_s << true;
        QTest::newRow("name") << u"db.example.com"_s << false;
        QTest::newRow("address") << u"10.0.0.1"_s << false;
        QTest::newRow("looks like it") << u"127.0.0.1.example.com"_s << false;
        QTest::newRow("below it") << u"localhost.example.com"_s << false;
        QTest::newRow("octal") << u"0177.0.0.1"_s << false;
    }
    void sslmodeDisable_isForThisMachineOnly()
    {
        QFETCH(QString, host);
        QFETCH(bool, allowed);

        const auto settings = Settings::fromUrl(u"postgresql://u@%1/d?sslmode=disable"_s.arg(host));

        QCOMPARE(bool(settings), allowed);
    }

    void environment_isReadAsLibpqReadsIt()
    {
        qputenv("PGHOST", "db.example.com");
        qputenv("PGDATABASE", "dashboard");
        qputenv("PGSSLMODE", "prefer");
        qputenv("PGSSLROOTCERT", "/a/ca.pem");

        const auto settings = Settings::fromEnvironment();

        QVERIFY(settings);
        QCOMPARE(settings->host, u"db.example.com"_s);
        QCOMPARE(settings->port, quint16(5432));
        QCOMPARE(settings->database, u"dashboard"_s);
        QCOMPARE(settings->tls, TlsMode::VerifyFull);
        QCOMPARE(settings->rootCertificate, u"/a/ca.pem"_s);
    }

    void environment_thatLeadsElsewhere_isRefused()
    {
        qputenv("PGHOSTADDR", "10.0.0.1");

        QCOMPARE(Settings::fromEnvironment().error().code(), u"Environment"_s);
    }

    /// Whatever is wrong with it: the message holds nothing of it, or a password would be on the screen.
    void damagedUrl_isRefusedWithoutBeingRepeated_data()
    {
        QTest::addColumn<QString>("url");
        const QStringList urls{u""_s, u"canary"_s, u"host=canary password=canary"_s, u"http://u:canary@h/d"_s,
            u"postgresql://u:canary%zz@h/d"_s, u"postgresql://u:canary%00@h/d"_s, u"postgresql://u:canary@[::1/d"_s,
            u"postgresql://u:canary@h:port/d"_s, u"postgresql://u:canary@h:0/d"_s, u"postgresql://u:canary@h:70000/d"_s,
            u"postgresql://u:canary@h:-1/d"_s, u"postgresql://u:canary@a,b/d"_s, u"postgresql://u:canary@h/d?canary"_s,
            u"postgresql://u:canary@h/d?a=b=c"_s, u"postgresql://u:canary@h/d?options=-c%20canary"_s,
            u"postgresql://u:canary@h/d?hostaddr=10.0.0.1"_s, u"postgresql://u:canary@h/d?sslpassword=canary"_s,
            u"postgresql://u:canary@h h/d"_s, u"postgresql://u:canary@h/d"_s + QChar(QChar::Null),
            u"postgresql://u:canary@h/"_s + QChar(0xd800)};
        for (const QString &url : urls)
            QTest::addRow("%d", int(urls.indexOf(url))) << url;
    }
    void damagedUrl_isRefusedWithoutBeingRepeated()
    {
        QFETCH(QString, url);

        const auto settings = Settings::fromUrl(url);

        QVERIFY(!settings);
        QCOMPARE(settings.error().kind(), Error::Kind::Invalid);
        QCOMPARE(settings.error().code(), u"Url"_s);
        QVERIFY2(!settings.error().message().contains(u"canary"), qPrintable(settings.error().message()));
    }

    void check_wantsEverything()
    {
        QVERIFY(complete().check());
        Settings withoutUser = complete();
        withoutUser.user.clear();
        QVERIFY(!withoutUser.check());
        Settings withoutDatabase = complete();
        withoutDatabase.database.clear();
        QVERIFY(!withoutDatabase.check());
        Settings withNul = complete();
        withNul.password = Secret(QByteArrayView("a\0b", 3));
        QCOMPARE(withNul.check().error().code(), u"Settings"_s);
    }
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_postgressettings.moc"
