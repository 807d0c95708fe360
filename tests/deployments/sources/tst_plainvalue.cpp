// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/plainvalue.h>

#include <QTest>

using namespace sm::deployments;
using namespace Qt::Literals::StringLiterals;

class TestPlainValue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersSwitchesAndLevels_areShown_data()
    {
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("then");
        for (const auto &[now, then] : {std::pair{"3", "30"}, {"999999", "0"}, {"-1", "0.25"}, {"250ms", "2s"},
                 {"5m", "1h"}, {"10%", "90%"}, {"512Mi", "1Gi"}, {"128MB", "256MB"}, {"true", "False"}, {"on", "OFF"},
                 {"yes", "no"}, {"debug", "INFO"}, {"warn", "warning"}, {"error", "info"}, {"3", "off"}})
            QTest::addRow("%s, %s", now, then) << QString::fromLatin1(now) << QString::fromLatin1(then);
    }
    void numbersSwitchesAndLevels_areShown()
    {
        QFETCH(QString, now);
        QFETCH(QString, then);
        QVERIFY(isPlainValue(u"MODEL_TIMEOUT"_s, now, then));
        QVERIFY(isPlainValue(u"modelTimeout"_s, then, now));
    }

    void anythingElse_isHidden_onEitherSide_data()
    {
        QTest::addColumn<QString>("value");
        for (const char *value : {"", " 3", "3 ", "3\n", "1234567", "123456.7", "0042", "1e5", "0x1f", "3kg", "12:30",
                 "1,000", "3 s", "3S", "trueish", "nope", "trace", "a", "hunter2", "sk-1234",
                 "canary-of-the-environment", "123e4567-e89b-12d3-a456-426614174000", "https://ada:pw@example.com",
                 "\xd9\xa3", "AKIAIOSFODNN7EXAMPLE"})
            QTest::newRow(value) << QString::fromUtf8(value);
    }
    void anythingElse_isHidden_onEitherSide()
    {
        QFETCH(QString, value);
        QVERIFY(!isPlainValue(u"MODEL_TIMEOUT"_s, value, u"30"_s));
        QVERIFY(!isPlainValue(u"MODEL_TIMEOUT"_s, u"30"_s, value));
    }

    void whatIsMissing_orNoText_isHidden()
    {
        QVERIFY(!isPlainValue(u"MODEL_TIMEOUT"_s, QJsonValue(QJsonValue::Undefined), u"30"_s));
        QVERIFY(!isPlainValue(u"MODEL_TIMEOUT"_s, u"30"_s, QJsonValue()));
        QVERIFY(!isPlainValue(u"MODEL_TIMEOUT"_s, 3, 30));
    }

    void nameOfASecret_hidesNumbersToo_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"", "PIN", "DOOR_PIN", "doorPin", "DOORPIN", "DB_PASSWORD", "dbPass", "DBPWD",
                 "API_KEY", "apikey", "ACCESS_TOKEN", "MAX_TOKENS", "CLIENT_SECRET", "OTP", "TOTP_SEED", "MFA_CODE",
                 "unlockCode", "CVV", "CARD", "SALT", "AUTH", "PRIVATE", "CREDENTIALS", "IV"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void nameOfASecret_hidesNumbersToo()
    {
        QFETCH(QString, name);
        QVERIFY(!isPlainValue(name, u"1234"_s, u"4321"_s));
    }

    void nameThatOnlySoundsLikeOne_isShown()
    {
        for (const QString &name :
            {u"PING_INTERVAL"_s, u"LOG_LEVEL"_s, u"spinnerDelay"_s, u"MAX_CONNECTIONS"_s, u"DRIVE"_s})
            QVERIFY2(isPlainValue(name, u"3"_s, u"30"_s), qPrintable(name));
    }
};

QTEST_GUILESS_MAIN(TestPlainValue)
#include "tst_plainvalue.moc"
