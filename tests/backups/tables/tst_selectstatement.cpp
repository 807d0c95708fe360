// SPDX-License-Identifier: GPL-3.0-or-later
#include <tables/selectstatement.h>

#include <QTest>

using namespace sm;
using namespace sm::backups;
using namespace Qt::Literals::StringLiterals;

class TestSelectStatement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void select_onTheTable_hasItsQuotedName()
    {
        const auto made = selectOn(u"SELECT \"id\" FROM {table}.\"by-user\" WHERE \"userId\" = ?"_s, u"Chat-prod"_s);

        QVERIFY(made);
        QCOMPARE(*made, u"SELECT \"id\" FROM \"Chat-prod\".\"by-user\" WHERE \"userId\" = ?"_s);
    }

    void anythingElse_isRefused_data()
    {
        QTest::addColumn<QString>("statement");
        QTest::newRow("write") << u"DELETE FROM {table} WHERE id = 'a'"_s;
        QTest::newRow("insert") << u"INSERT INTO {table} VALUE {'id': 'a'}"_s;
        QTest::newRow("hidden") << u"'SELECT ' UPDATE {table}"_s;
        QTest::newRow("two") << u"SELECT * FROM {table}; DELETE FROM \"x\""_s;
        QTest::newRow("comment") << u"SELECT * FROM {table} -- x"_s;
        QTest::newRow("block comment") << u"SELECT /* x */ * FROM {table}"_s;
        QTest::newRow("no table") << u"SELECT * FROM \"other\""_s;
        QTest::newRow("quoted") << u"SELECT * FROM \"{table}\""_s;
        QTest::newRow("twice") << u"SELECT * FROM {table}, {table}"_s;
        QTest::newRow("empty") << QString();
    }
    void anythingElse_isRefused()
    {
        QFETCH(QString, statement);
        const auto made = selectOn(statement, u"Chat-prod"_s);

        QVERIFY(!made);
        QCOMPARE(made.error().kind(), Error::Kind::Invalid);
    }

    void marks_insideQuotes_areText()
    {
        QVERIFY(selectOn(u"SELECT * FROM {table} WHERE a = 'x; y -- it''s'"_s, u"Chat-prod"_s));
    }

    void name_ofNoTable_isRefused()
    {
        QVERIFY(!selectOn(u"SELECT * FROM {table}"_s, u"a\" WHERE 1=1"_s));
        QVERIFY(!selectOn(u"SELECT * FROM {table}"_s, u"ab"_s));
    }

    void parameters_areTyped()
    {
        const auto typed = attributeValues({u"a"_s, 12, 0.1, true, QJsonValue::Null});

        QVERIFY(typed);
        QCOMPARE(typed->at(0), QJsonValue(QJsonObject{{u"S"_s, u"a"_s}}));
        QCOMPARE(typed->at(1), QJsonValue(QJsonObject{{u"N"_s, u"12"_s}}));
        QCOMPARE(typed->at(2), QJsonValue(QJsonObject{{u"N"_s, u"0.1"_s}}));
        QCOMPARE(typed->at(3), QJsonValue(QJsonObject{{u"BOOL"_s, true}}));
        QCOMPARE(typed->at(4), QJsonValue(QJsonObject{{u"NULL"_s, true}}));
        QJsonArray list;
        list << QJsonArray();
        QVERIFY(!attributeValues(list));
    }

    void rows_arePlain()
    {
        const QJsonObject item{{u"id"_s, QJsonObject{{u"S"_s, u"a"_s}}}, {u"n"_s, QJsonObject{{u"N"_s, u"12"_s}}},
            {u"big"_s, QJsonObject{{u"N"_s, u"12345678901234567890"_s}}},
            {u"set"_s, QJsonObject{{u"SS"_s, QJsonArray{u"b"_s, u"a"_s}}}},
            {u"doc"_s, QJsonObject{{u"M"_s, QJsonObject{{u"x"_s, QJsonObject{{u"BOOL"_s, false}}}}}}},
            {u"list"_s, QJsonObject{{u"L"_s, QJsonArray{QJsonObject{{u"NULL"_s, true}}}}}}};

        const QJsonObject plain = plainItem(item);

        const QJsonObject expected{{u"id"_s, u"a"_s}, {u"n"_s, 12}, {u"big"_s, u"12345678901234567890"_s},
            {u"set"_s, QJsonArray{u"a"_s, u"b"_s}}, {u"doc"_s, QJsonObject{{u"x"_s, false}}},
            {u"list"_s, QJsonArray{QJsonValue::Null}}};
        QCOMPARE(plain, expected);
    }
};

QTEST_GUILESS_MAIN(TestSelectStatement)
#include "tst_selectstatement.moc"
