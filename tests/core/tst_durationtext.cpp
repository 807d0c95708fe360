// SPDX-License-Identifier: GPL-3.0-or-later
#include <core/durationtext.h>

#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestDurationText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void text_readAndWritten_isTheSame_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("milliseconds");
        const auto row = [](const QString &text, std::chrono::milliseconds duration) {
            QTest::newRow(qPrintable(text)) << text << qint64(duration.count());
        };
        row(u"0s"_s, 0ms);
        row(u"250ms"_s, 250ms);
        row(u"59s"_s, 59s);
        row(u"5m"_s, 5min);
        row(u"1h30m"_s, 90min);
        row(u"7d"_s, 168h);
        row(u"1d2h3m4s5ms"_s, 26h + 3min + 4s + 5ms);
    }
    void text_readAndWritten_isTheSame()
    {
        QFETCH(QString, text);
        QFETCH(qint64, milliseconds);

        QCOMPARE(durationOf(text).value_or(-1ms).count(), milliseconds);
        QCOMPARE(durationText(std::chrono::milliseconds(milliseconds)), text);
    }

    void text_ofMoreThanAUnit_isRead()
    {
        QCOMPARE(durationOf(u"90s"_s), std::optional<std::chrono::milliseconds>(90s));
        QCOMPARE(durationText(90s), u"1m30s"_s);
    }

    void text_thatIsNone_isRefused()
    {
        for (const QString &text : {u""_s, u"5"_s, u"m"_s, u"5 m"_s, u"-5m"_s, u"5m\n"_s, u"5s5m"_s, u"5m5m"_s,
                 u"1.5h"_s, u"1234567890s"_s, u"٣s"_s})
            QVERIFY2(!durationOf(text), qPrintable(text));
    }
};

QTEST_GUILESS_MAIN(TestDurationText)
#include "tst_durationtext.moc"
