// SPDX-License-Identifier: GPL-3.0-or-later
#include "dumpmembers.h"

#include <QTest>

using namespace sm::backups;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray footer = QByteArray::fromHex("0a00") + QByteArray(8, '\x07');

/// A payload of DUMP: type, body, footer.
QByteArray payload(const char *hex) { return QByteArray::fromHex(hex) + footer; }

} // namespace

class TestDumpMembers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void set_inAnyOrder_hasTheSameMembers()
    {
        const auto one = dumpMembers(payload("02 02 03 616263 01 7a"));
        const auto other = dumpMembers(payload("02 02 01 7a 03 616263"));

        QVERIFY(one && other);
        QCOMPARE(one->members, (QByteArrayList{"1:z", "3:abc"}));
        QCOMPARE(one->members, other->members);
    }

    void hash_keepsFieldAndValueTogether()
    {
        const auto one = dumpMembers(payload("04 02 01 61 01 31 01 62 01 32"));

        QVERIFY(one && one->isHash);
        QCOMPARE(one->members, sortedMembers({"b", "2", "a", "1"}, true));
        QVERIFY(one->members != sortedMembers({"b", "1", "a", "2"}, true));
    }

    void numbers_areTexts()
    {
        const auto set = dumpMembers(payload("02 03 c0 fe c1 e803 c2 a0860100"));

        QVERIFY(set);
        QCOMPARE(set->members, sortedMembers({"-2", "1000", "100000"}, false));
    }

    void compressedString_isUnpacked()
    {
        // "aaaaaaaaaaaaaaaaaaaaaaaa" as LZF: one literal, then a reference over 23 bytes.
        const auto set = dumpMembers(payload("02 01 c3 05 18 00 61 e0 0e 00"));

        QVERIFY(set);
        QCOMPARE(set->members, (QByteArrayList{"24:" + QByteArray(24, 'a')}));
    }

    void longerLengths_areRead()
    {
        const QByteArray text(300, 'x');
        const auto set = dumpMembers(QByteArray::fromHex("0201412c") + text + footer);
        const auto wide = dumpMembers(QByteArray::fromHex("020180") + QByteArray::fromHex("0000012c") + text + footer);

        QVERIFY(set && wide);
        QCOMPARE(set->members, wide->members);
    }

    void other_isNothing_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("a footer alone") << footer;
        QTest::newRow("a string") << payload("00 01 61");
        QTest::newRow("cut off") << payload("02 02 03 616263");
        QTest::newRow("too much") << payload("02 01 01 61 00");
        QTest::newRow("a length of nothing known") << payload("02 01 c5 61");
        QTest::newRow("a reference before the beginning") << payload("02 01 c3 03 18 e0 0e 09");
        QTest::newRow("a count that is a lie") << payload("02 bfff 01 61");
        QTest::newRow("huge") << payload("02 01 81 ffffffffffffffff 61");
    }
    void other_isNothing()
    {
        QFETCH(QByteArray, bytes);

        QVERIFY(!dumpMembers(bytes));
    }
};

QTEST_GUILESS_MAIN(TestDumpMembers)
#include "tst_dumpmembers.moc"
