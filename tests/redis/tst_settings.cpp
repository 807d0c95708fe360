// SPDX-License-Identifier: GPL-3.0-or-later
#include <redis/settings.h>

#include <QTest>

using namespace sm;
using namespace sm::redis;
using namespace Qt::Literals::StringLiterals;

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void url_givesAll()
    {
        const Result<Settings> settings = Settings::fromUrl(u"rediss://ops:p%40ss%2F%00@cache.example:6390/3"_s);

        QVERIFY(settings);
        QCOMPARE(settings->host, u"cache.example"_s);
        QCOMPARE(settings->port, 6390);
        QCOMPARE(settings->database, 3);
        QCOMPARE(settings->user, u"ops"_s);
        QCOMPARE(settings->password.reveal().toByteArray(), QByteArray("p@ss/\0", 6));
        QVERIFY(settings->usesTls());
    }

    void url_withTheLeast_hasTheDefaults()
    {
        const Result<Settings> settings = Settings::fromUrl(u"redis://localhost"_s);

        QVERIFY(settings && settings->check());
        QCOMPARE(settings->port, 6379);
        QCOMPARE(settings->database, 0);
        QVERIFY(settings->user.isEmpty() && settings->password.isEmpty());
        QVERIFY(!settings->usesTls());
    }

    void url_ofSomethingElse_isRefused_withoutRepeatingIt_data()
    {
        QTest::addColumn<QString>("url");
        for (const char *url : {"", "canary", "http://:canary@host", "redis://", "redis://:canary@", "redis://h:0/",
                 "redis://:canary@h/x", "redis://:canary@h/-1", "redis://:canary@h:99999", "redis://:canary@h?db=1",
                 "redis://:canary@h/0#x", "redis://:canary@h/1/2", "redis://:ca nary@h"})
            QTest::newRow(url) << QString::fromLatin1(url);
    }
    void url_ofSomethingElse_isRefused_withoutRepeatingIt()
    {
        QFETCH(const QString, url);

        const Result<Settings> settings = Settings::fromUrl(url);

        QVERIFY(!settings);
        QCOMPARE(settings.error().code(), u"Url"_s);
        QVERIFY(!settings.error().message().contains(u"canary"_s));
    }

    void tls_isOnUnlessTheHostIsThisComputer_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("usesTls");
        QTest::newRow("localhost") << u"localhost"_s << false;
        QTest::newRow("LocalHost") << u"LocalHost"_s << false;
        QTest::newRow("127.0.0.1") << u"127.0.0.1"_s << false;
        QTest::newRow("127.9.9.9") << u"127.9.9.9"_s << false;
        QTest::newRow("::1") << u"::1"_s << false;
        QTest::newRow("name") << u"cache.example"_s << true;
        QTest::newRow("private address") << u"10.0.0.1"_s << true;
        QTest::newRow("name with localhost") << u"localhost.example"_s << true;
    }
    void tls_isOnUnlessTheHostIsThisComputer()
    {
        QFETCH(const QString, host);
        Settings settings;
        settings.host = host;

        QTEST(settings.usesTls(), "usesTls");
        QVERIFY(settings.check());
    }

    void plaintext_toAnotherComputer_needsConsent()
    {
        Result<Settings> settings = Settings::fromUrl(u"redis://prod-cache:6379"_s);
        QVERIFY(settings);

        const Result<void> refused = settings->check();
        settings->plaintextAccepted = true;
        const Result<void> accepted = settings->check();

        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), u"Plaintext"_s);
        QVERIFY(accepted);
    }

    void halfSettings_areRefused()
    {
        Settings user;
        user.user = u"ops"_s;
        Settings certificate;
        certificate.certificateFile = u"client.pem"_s;
        Settings host;
        host.host.clear();

        for (const Settings &settings : {user, certificate, host}) {
            QVERIFY(!settings.check());
            QCOMPARE(settings.check().error().code(), u"Settings"_s);
        }
    }
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
