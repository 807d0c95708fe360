// SPDX-License-Identifier: GPL-3.0-or-later
#include <packedtext.h>

#include <QTest>

using namespace sm::tables;

class TestPackedText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void append_anyText_isUtf8()
    {
        for (const QString &text : {QStringLiteral(""), QStringLiteral("plain ASCII, longer than one vector"),
                 QStringLiteral("Grüße 世界"), QStringLiteral("\U0001F600 at the start")}) {
            std::string packed = "before";
            appendUtf8(packed, text);
            QCOMPARE(QByteArray::fromStdString(packed), QByteArray("before") + text.toUtf8());
        }
    }

    void fold_anyText_isAsQtFolds()
    {
        for (const QString &text : {QStringLiteral("@AZ[`az{ 09"), QStringLiteral("STRASSE Straße ÅNGSTRÖM"),
                 QStringLiteral("ΣΊΣΥΦΟΣ"), QStringLiteral("İstanbul")}) {
            std::string fromUnits;
            appendFolded(fromUnits, QStringView(text));
            std::string fromBytes;
            appendFolded(fromBytes, text.toStdString());

            QCOMPARE(QByteArray::fromStdString(fromUnits), text.toCaseFolded().toUtf8());
            QCOMPARE(fromBytes, fromUnits);
        }
    }

    /// Every place of every needle in a text that is full of near misses.
    void find_anywhere_isTheFirstPlace()
    {
        const std::string text = "abababcabcdabcdeabcdefabcdefgabcdefghabcdefghi\nabcdefghijklmnopqrstuvwxyz";

        for (size_t begin = 0; begin < text.size(); ++begin) {
            for (size_t size = 1; begin + size <= text.size(); ++size) {
                const std::string needle = text.substr(begin, size);
                const char *const found = findText(text.data(), text.data() + text.size(), needle);
                QVERIFY(found != nullptr);
                QCOMPARE(static_cast<size_t>(found - text.data()), text.find(needle));
            }
        }
    }

    void find_whatIsNotThere_isNothing()
    {
        const std::string text = "0123456789abcdef0123456789abcdef";
        const auto find = [&text](std::string_view needle, size_t length) {
            return findText(text.data(), text.data() + length, needle);
        };

        QVERIFY(!find("g", text.size()));
        QVERIFY(!find("f0f", text.size()));
        QVERIFY(!find("f", 15));
        QVERIFY(!find("0123456789abcdef0123456789abcdef0", text.size()));
        QVERIFY(!find("0", 0));
    }
};

QTEST_APPLESS_MAIN(TestPackedText)
#include "tst_packedtext.moc"
