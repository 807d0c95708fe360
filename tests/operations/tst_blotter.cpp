// SPDX-License-Identifier: GPL-3.0-or-later
#include <operations/blotter.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;
using sm::Secret;
using sm::operations::Blotter;

class TestBlotter : public QObject
{
    Q_OBJECT

private:
    static constexpr auto Password = "s3cr\"et/ pä<ss>'wörd&%";

private Q_SLOTS:
    void blot_everyForm_data()
    {
        const QString secret = QString::fromUtf8(Password);
        const QByteArray bytes = secret.toUtf8();
        QTest::addColumn<QString>("form");
        QTest::newRow("plain") << secret;
        QTest::newRow("json") << QString::fromUtf8(QJsonDocument(QJsonArray{secret}).toJson()).trimmed();
        QTest::newRow("json in json") << QString::fromUtf8(
            QJsonDocument(QJsonArray{QString::fromUtf8(QJsonDocument(QJsonArray{secret}).toJson())}).toJson());
        QTest::newRow("ascii json") << u"s3cr\\\"et/ p\\u00e4<ss>'w\\u00f6rd&%"_s;
        QTest::newRow("ascii json, capitals") << u"s3cr\\\"et/ p\\u00E4<ss>'w\\u00F6rd&%"_s;
        QTest::newRow("php json") << u"s3cr\\\"et\\/ pä<ss>'wörd&%"_s;
        QTest::newRow("url") << QString::fromLatin1(QUrl::toPercentEncoding(secret));
        QTest::newRow("url, lower case") << u"s3cr%22et%2f%20p%c3%a4%3css%3e%27w%c3%b6rd%26%25"_s;
        QTest::newRow("form") << QString::fromLatin1(QUrl::toPercentEncoding(secret)).replace(u"%20"_s, u"+"_s);
        QTest::newRow("xml") << u"s3cr&quot;et/ pä&lt;ss&gt;&apos;wörd&amp;%"_s;
        QTest::newRow("hex") << QString::fromLatin1(bytes.toHex());
        for (int before = 0; before < 3; ++before) {
            const QByteArray text = QByteArray(before, 'x') + bytes + "tail";
            QTest::newRow(qPrintable(u"base64 after %1"_s.arg(before))) << QString::fromLatin1(text.toBase64());
            QTest::newRow(qPrintable(u"base64url after %1"_s.arg(before)))
                << QString::fromLatin1(text.toBase64(QByteArray::Base64UrlEncoding));
        }
    }
    void blot_everyForm()
    {
        QFETCH(QString, form);
        const Blotter blotter({Secret(QByteArrayView(Password))});

        const QString clean = blotter.blot(u"before "_s + form + u" after"_s);

        QVERIFY2(clean.contains(u"[secret]"_s), qPrintable(clean));
        QVERIFY(clean.startsWith(u"before "_s) && clean.endsWith(u" after"_s));
        QVERIFY2(clean.size() < form.size() + 16, qPrintable(clean));
    }

    void blot_json_reachesKeysValuesAndNumbers()
    {
        const Blotter blotter({Secret(u"correct-horse"_s), Secret(u"493827"_s)});
        const QJsonObject answer{{u"correct-horse"_s, 1}, {u"code"_s, 493827},
            {u"list"_s, QJsonArray{QJsonObject{{u"deep"_s, u"x correct-horse y"_s}}, 12, true}}};

        const QByteArray clean = QJsonDocument(blotter.blot(answer)).toJson(QJsonDocument::Compact);

        QCOMPARE(clean, QByteArray(R"({"[secret]":1,"code":"[secret]","list":[{"deep":"x [secret] y"},12,true]})"));
    }

    void blot_shortSecret_onlyWhenItIsAll()
    {
        const Blotter blotter({Secret(u"abc"_s)});

        QCOMPARE(blotter.blot(u"abcdef"_s), u"abcdef"_s);
        QCOMPARE(blotter.blot(u"abc"_s), u"[secret]"_s);
    }

    void blot_secretThatContainsAnother_leavesNoRest()
    {
        const Blotter blotter({Secret(u"pass"_s), Secret(u"password1"_s)});

        QCOMPARE(blotter.blot(u"x password1 pass"_s), u"x [secret] [secret]"_s);
    }

    void blot_withoutSecrets_changesNothing()
    {
        const Blotter blotter({Secret(), Secret(u""_s)});

        QCOMPARE(blotter.blot(u"text"_s), u"text"_s);
    }
};

QTEST_GUILESS_MAIN(TestBlotter)
#include "tst_blotter.moc"
