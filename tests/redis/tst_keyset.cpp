// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile.h"

#include <redis/keyset.h>

#include <QTest>

using namespace sm::redis;

class TestKeySet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void insert_takesEachKeyOnce_inOrder()
    {
        KeySet keys;

        QVERIFY(keys.insert("b"));
        QVERIFY(keys.insert("a"));
        QVERIFY(!keys.insert("b"));
        QVERIFY(keys.insert(""));
        QVERIFY(!keys.insert(""));

        QCOMPARE(keys.size(), 3);
        QCOMPARE(keys[0], "b");
        QCOMPARE(keys[1], "a");
        QCOMPARE(keys[2], "");
    }

    void keys_areAnyBytes()
    {
        const QByteArrayList values = sm::test::hostileValues();
        KeySet keys;

        for (const QByteArray &value : values)
            QVERIFY(keys.insert(value));

        for (qsizetype i = 0; i < values.size(); ++i)
            QCOMPARE(keys[i].toByteArray(), values[i]);
    }

    void manyKeys_areAllFound_andNoOthers()
    {
        KeySet keys;
        for (int i = 0; i < 100'000; ++i)
            QVERIFY(keys.insert(QByteArray::number(2 * i)));

        for (int i = 0; i < 100'000; ++i) {
            QVERIFY(!keys.insert(QByteArray::number(2 * i)));
            QVERIFY(keys.contains(QByteArray::number(2 * i)));
            QVERIFY(!keys.contains(QByteArray::number(2 * i + 1)));
        }
        QCOMPARE(keys.size(), 100'000);
        QCOMPARE(keys[77'777].toByteArray(), QByteArray::number(2 * 77'777));
    }

    void emptySet_containsNothing()
    {
        const KeySet keys;

        QVERIFY(keys.isEmpty());
        QVERIFY(!keys.contains(""));
        QVERIFY(keys.sample(5).isEmpty());
    }

    void sample_isSpreadOverTheWhole()
    {
        KeySet keys;
        for (int i = 0; i < 10; ++i)
            keys.insert(QByteArray::number(i));

        QCOMPARE(keys.sample(5), (QList<QByteArray>{"0", "2", "4", "6", "8"}));
        QCOMPARE(keys.sample(100).size(), 10);
    }
};

QTEST_GUILESS_MAIN(TestKeySet)
#include "tst_keyset.moc"
