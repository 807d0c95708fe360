// SPDX-License-Identifier: GPL-3.0-or-later
#include <app/logging.h>

#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;

class TestLogging : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void line_withControlCharacters_canNotCommandATerminal()
    {
        QCOMPARE(app::onOneLine(u"a\nb\x1b[2Jc\u009bd\u2028e\u202ef ä–"_s),
            u"a\\u000ab\\u001b[2Jc\\u009bd\\u2028e\\u202ef ä–"_s);
    }

    void line_withCredentials_isRedacted_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("secret");
        QTest::newRow("key id") << u"key AKIAIOSFODNN7EXAMPLE used"_s << u"IOSFODNN7"_s;
        QTest::newRow("secret key") << u"got wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"_s << u"wJalrXUt"_s;
        QTest::newRow("JSON") << u"{\"Password\": \"hunter two\"}"_s << u"hunter"_s;
        QTest::newRow("assignment") << u"clientSecret=hunter2 next"_s << u"hunter2"_s;
        QTest::newRow("bearer") << u"Authorization: Bearer abc.def"_s << u"abc.def"_s;
        QTest::newRow("signed URL") << u"https://b/k?X-Amz-Signature=0123abcd&x=1"_s << u"0123abcd"_s;
        QTest::newRow("JWT") << u"token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln"_s << u"eyJzdWIi"_s;
        QTest::newRow("URL") << u"proxy http://ada:hunter2@proxy:3128"_s << u"hunter2"_s;
    }

    void line_withCredentials_isRedacted()
    {
        QFETCH(QString, line);
        QFETCH(QString, secret);

        const QString clean = app::redacted(line);

        QVERIFY2(!clean.contains(secret), qPrintable(clean));
        QVERIFY2(clean.contains(u"(redacted)"_s), qPrintable(clean));
    }

    void line_withoutCredentials_staysAsItIs()
    {
        const QString line = u"Loaded 500 users of eu-west-1_abc in 1.2 s; request id 1b2c3d4e-0000-1111"_s;

        QCOMPARE(app::redacted(line), line);
    }
};

QTEST_GUILESS_MAIN(TestLogging)
#include "tst_logging.moc"
