// SPDX-License-Identifier: GPL-3.0-or-later
#include <markdown/mojibake.h>

#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;

class TestMojibake : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void repaired_wronglyEncoded_isPutRight_data()
    {
        QTest::addColumn<QString>("broken");
        QTest::addColumn<QString>("right");

        QTest::newRow("emoji") << u"## ðŸš¨ Emergency"_s << u"## 🚨 Emergency"_s;
        QTest::newRow("arrow") << u"Actions â†’ \"Deploy\""_s << u"Actions → \"Deploy\""_s;
        QTest::newRow("check mark") << u"echo \"âœ… OK\""_s << u"echo \"✅ OK\""_s;
        QTest::newRow("apostrophe") << u"donâ€™t"_s << u"don’t"_s;
        QTest::newRow("dash between words") << u"one â€” two"_s << u"one — two"_s;
        QTest::newRow("letter in a word") << u"cafÃ© in EspaÃ±a"_s << u"café in España"_s;
        QTest::newRow("capital in a word") << u"ESPAÃ‘A"_s << u"ESPAÑA"_s;
        QTest::newRow("undefined byte kept as control") << u"\u00e2\u009d\u0152 failed"_s << u"❌ failed"_s;
        QTest::newRow("degree") << u"20 Â°C"_s << u"20 °C"_s;
        QTest::newRow("twice") << u"a Ã¢â€\u00a0â€™ b"_s << u"a → b"_s;
        QTest::newRow("several") << u"Ã© and Ã¼"_s << u"é and ü"_s;
    }
    void repaired_wronglyEncoded_isPutRight()
    {
        QFETCH(const QString, broken);
        QFETCH(const QString, right);

        QCOMPARE(markdown::repaired(broken), right);
        QCOMPARE(markdown::repaired(right), right);
    }

    void repaired_meantAsItIs_isLeftAlone_data()
    {
        QTest::addColumn<QString>("text");

        QTest::newRow("plain") << u"echo \"$(date)\""_s;
        QTest::newRow("French") << u"« déjà vu » à côté, naïve café…"_s;
        QTest::newRow("German") << u"Größe, „MENÜ“, Straße"_s;
        QTest::newRow("Portuguese") << u"São João, amanhã”, MANHÔ"_s;
        QTest::newRow("quote and dots after a letter") << u"“café”…"_s;
        QTest::newRow("Turkish, Polish, Czech") << u"ığüşöç zażółć žluťoučký"_s;
        QTest::newRow("Cyrillic, Greek, Chinese") << u"Запуск Έναρξη 启动"_s;
        QTest::newRow("emoji") << u"🚨 ❌ ✅ →"_s;
        QTest::newRow("half a character, a byte was lost") << u"âŒ App health"_s;
        QTest::newRow("would be a control") << u"Â\u0081"_s;
        QTest::newRow("lone surrogate") << QString(QChar(0xd83d)) + u"é"_s;
        QTest::newRow("symbols") << u"±5 % · §3 ©2024 €20 £3 ½"_s;
    }
    void repaired_meantAsItIs_isLeftAlone()
    {
        QFETCH(const QString, text);

        QCOMPARE(markdown::repaired(text), text);
    }
};

QTEST_APPLESS_MAIN(TestMojibake)
#include "tst_mojibake.moc"
