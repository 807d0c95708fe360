// SPDX-License-Identifier: GPL-3.0-or-later
#include <postgres/identifier.h>

#include <QTest>

using namespace sm;
using namespace sm::postgres;
using namespace Qt::Literals::StringLiterals;

class TestIdentifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quoted_keepsEveryCharacter()
    {
        QCOMPARE(*quoteIdentifier(u"cost_cache"_s), u"\"cost_cache\""_s);
        QCOMPARE(*quoteIdentifier(u"a\"; DROP TABLE b; --"_s), u"\"a\"\"; DROP TABLE b; --\""_s);
        QCOMPARE(*quoteIdentifier(u"Straße 1"_s), u"\"Straße 1\""_s);
    }

    void table_standsInItsSchema()
    {
        QCOMPARE(*quoteTable(u"a.b"_s, u"c"_s), u"\"a.b\".\"c\""_s);
        QCOMPARE(*quoteTable({}, u"c"_s), u"\"c\""_s);
        QVERIFY(!quoteTable(u"a"_s, {}));
        QVERIFY(!quoteTable(QString(64, u'a'), u"c"_s));
    }

    void unsendable_isRefused()
    {
        for (const QString &name : {QString(), u"a"_s + QChar(QChar::Null), QString(QChar(0xdc00))}) {
            const Result<QString> quoted = quoteIdentifier(name);
            QVERIFY(!quoted);
            QCOMPARE(quoted.error().code(), u"Identifier"_s);
        }
    }

    /// The server would cut the name, and mean another table.
    void longerThanTheServerKeeps_isRefused()
    {
        QVERIFY(quoteIdentifier(QString(63, u'a')));
        QVERIFY(!quoteIdentifier(QString(64, u'a')));
        QVERIFY(!quoteIdentifier(QString(32, u'ä')));
    }
};

QTEST_GUILESS_MAIN(TestIdentifier)
#include "tst_identifier.moc"
