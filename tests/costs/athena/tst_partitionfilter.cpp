// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables.h"

#include <athena/partitionfilter.h>
#include <support/hostilevalues.h>

#include <QTest>

using namespace sm;
using namespace sm::athena;
using namespace sm::test;

class TestPartitionFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void query_byItsConditions_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<bool>("isFiltered");
        QTest::addColumn<QList<int>>("partitions");
        const QList<int> all{0, 1, 2, 3};
        const auto row = [](const char *name, const char *sql, bool isFiltered, const QList<int> &partitions) {
            QTest::newRow(name) << QString::fromUtf8(sql) << isFiltered << partitions;
        };
        row("no condition", "SELECT 1 FROM cur_table", false, all);
        row("the runbook's", "SELECT 1 FROM cur_database.cur_table WHERE year = '2024' AND month = '1' AND a < 5", true,
            {1});
        row("year alone", "SELECT year, month FROM cur_table WHERE year = '2024' GROUP BY year, month", true,
            {1, 2, 3});
        row("month alone", "SELECT 1 FROM cur_table WHERE month = '1'", false, {1});
        row("other column", "SELECT 1 FROM cur_table WHERE line_item_usage_start_date >= DATE '2024-01-01'", false,
            all);
        row("list", "SELECT 1 FROM cur_table WHERE year IN ('2023', '2024') AND month IN ('12','1')", true, {0, 1});
        row("between", "SELECT 1 FROM cur_table WHERE year BETWEEN '2023' AND '2023' AND b", true, {0});
        row("greater", "SELECT 1 FROM cur_table WHERE year >= '2024'", true, {1, 2, 3});
        row("every year", "SELECT 1 FROM cur_table WHERE year > '0'", false, all);
        row("like everything", "SELECT 1 FROM cur_table WHERE year LIKE '%'", false, all);
        row("like", "SELECT 1 FROM cur_table WHERE year LIKE '2023%'", true, {0});
        row("not", "SELECT 1 FROM cur_table WHERE NOT year = '2024'", false, all);
        row("unequal", "SELECT 1 FROM cur_table WHERE year <> '2024'", false, all);
        row("both branches", "SELECT 1 FROM cur_table WHERE (year = '2023' OR (year = '2024' AND month = '3')) AND a",
            true, {0, 3});
        row("a branch without", "SELECT 1 FROM cur_table WHERE year = '2024' OR a = 1", false, all);
        row("or true", "SELECT 1 FROM cur_table WHERE year = '2024' AND month = '1' OR 1=1", false, all);
        row("with itself", "SELECT 1 FROM cur_table WHERE year = year", false, all);
        row("in a function", "SELECT 1 FROM cur_table WHERE CAST(year AS integer) = 2024", false, all);
        row("in a case", "SELECT 1 FROM cur_table WHERE CASE WHEN a AND year = '2024' AND b THEN true ELSE true END",
            false, all);
        row("in a string", "SELECT ' WHERE year = ''2024''' FROM cur_table", false, all);
        row("in a comment", "SELECT 1 FROM cur_table -- WHERE year = '2024'", false, all);
        row("having", "SELECT year FROM cur_table GROUP BY year HAVING year = '2024'", false, all);
        row("quoted", "SELECT 1 FROM \"cur_database\".\"cur_table\" WHERE \"year\" = '2024'", true, {1, 2, 3});
        row("alias", "SELECT 1 FROM cur_table AS c WHERE c.year = '2023'", true, {0});
        row("another's", "SELECT 1 FROM cur_table c JOIN d ON c.a = d.a WHERE d.year = '2023'", false, all);
        row("two", "SELECT 1 FROM cur_table a, cur_table b WHERE a.year = '2023'", false, all);
        row("union", "SELECT 1 FROM cur_table WHERE year = '2023' UNION ALL SELECT 1 FROM cur_table", false, all);
        row("both of a union",
            "SELECT 1 FROM cur_table WHERE year = '2023' UNION ALL SELECT 1 FROM cur_table WHERE year = '2024' AND "
            "month = '3'",
            true, {0, 3});
        row("outside only", "SELECT 1 FROM (SELECT * FROM cur_table) t WHERE year = '2024'", false, all);
        row("inside", "WITH t AS (SELECT * FROM cur_table WHERE year = '2023') SELECT 1 FROM t", true, {0});
        row("in parentheses of a join", "SELECT 1 FROM (cur_table JOIN d ON true) WHERE a", false, all);
        row("as a whole", "TABLE cur_table", false, all);
        row("beside a subquery", "SELECT (SELECT max(a) FROM cur_table) FROM cur_table WHERE year = '2023'", false,
            all);
        row("explained and run", "EXPLAIN ANALYZE SELECT 1 FROM cur_table", false, all);
        row("parameter", "SELECT 1 FROM cur_table WHERE year = ? AND month = ?", true, {2});
    }
    void query_byItsConditions()
    {
        QFETCH(QString, sql);

        const auto choice = choosePartitions(sql, {u"'2024'"_s, u"'2'"_s}, legacyTable(), someMonths());

        QVERIFY2(choice, choice ? "" : qPrintable(choice.error().message()));
        QVERIFY(choice->readsTable);
        QCOMPARE(choice->use, StatementUse::Query);
        QTEST(choice->isFiltered, "isFiltered");
        QTEST(choice->partitions, "partitions");
    }

    void billingPeriod_isAFilter()
    {
        const QList<Partition> known{partition({u"2024-01"_s}), partition({u"2024-02"_s})};

        const auto choice
            = choosePartitions(u"SELECT 1 FROM cur2 WHERE billing_period = '2024-02'"_s, {}, exportTable(), known);

        QVERIFY(choice && choice->isFiltered);
        QCOMPARE(choice->partitions, QList<int>{1});
    }

    void numbers_compareAsNumbers()
    {
        Table table = legacyTable();
        table.partitionKeys = {{u"year"_s, u"int"_s}, {u"month"_s, u"int"_s}};

        const auto choice
            = choosePartitions(u"SELECT 1 FROM cur_table WHERE year = 2024 AND month < 10"_s, {}, table, someMonths());

        QVERIFY(choice && choice->isFiltered);
        QCOMPARE(choice->partitions, (QList<int>{1, 2, 3}));
    }

    void otherTable_isNotThisOne()
    {
        const auto choice = choosePartitions(u"SELECT 1 FROM elsewhere.cur_table"_s, {}, legacyTable(), someMonths());

        QVERIFY(choice && !choice->readsTable && choice->partitions.isEmpty());
    }

    void statement_byItsUse()
    {
        const auto useOf = [](const QString &sql) {
            return choosePartitions(sql, {}, legacyTable(), {}).value_or(PartitionChoice()).use;
        };
        QCOMPARE(useOf(u"SHOW PARTITIONS cur_database.cur_table"_s), StatementUse::Description);
        QCOMPARE(useOf(u"EXPLAIN SELECT 1 FROM cur_table"_s), StatementUse::Description);
        for (const QString &sql :
            {u"DROP TABLE cur_table"_s, u"INSERT INTO t SELECT * FROM cur_table"_s, u"CREATE TABLE t AS SELECT 1"_s,
                u"UNLOAD (SELECT 1) TO 's3://b/'"_s, u"MSCK REPAIR TABLE cur_table"_s})
            QCOMPARE(useOf(sql), StatementUse::Change);
    }

    void unreadable_isRefused()
    {
        const auto codeOf = [](const QString &sql) {
            const auto choice = choosePartitions(sql, {}, legacyTable(), {});
            return choice ? QString() : choice.error().code();
        };
        QCOMPARE(codeOf(u"  -- nothing"_s), u"Empty"_s);
        QCOMPARE(codeOf(u"SELECT 1; DROP TABLE cur_table"_s), u"SeveralStatements"_s);
        QCOMPARE(codeOf(u"SELECT (1"_s), u"Parentheses"_s);
        QCOMPARE(codeOf(u"SELECT 1)"_s), u"Parentheses"_s);
        QCOMPARE(codeOf(u"SELECT 'a"_s), u"Unterminated"_s);
        QCOMPARE(codeOf(u"SELECT 1 /* /* */ FROM cur_table -- */"_s), u"Comment"_s);
        QCOMPARE(codeOf(u"SELECT '/*' FROM \"/*\" -- /*"_s), QString());
        QCOMPARE(codeOf(u"SELECT 1;"_s), QString());
    }

    void hostileText_neverBecomesAFilter()
    {
        for (const QString &value : hostileValues()) {
            const QString sql = u"SELECT 1 FROM cur_table WHERE a = "_s + value;
            const auto choice = choosePartitions(sql, {}, legacyTable(), someMonths());
            QVERIFY2(!choice || !choice->isFiltered, qPrintable(sql.left(200)));
        }
        QString deep = u"SELECT 1 FROM cur_table WHERE "_s;
        deep += QString(2000, u'(') + u"year = '2024'"_s + QString(2000, u')');
        QCOMPARE(choosePartitions(deep, {}, legacyTable(), someMonths()).error().code(), u"Parentheses"_s);
        const QString cases = u"SELECT "_s + u"CASE "_s.repeated(20'000);
        QVERIFY(!choosePartitions(cases, {}, legacyTable(), someMonths()));
    }
};

QTEST_GUILESS_MAIN(TestPartitionFilter)
#include "tst_partitionfilter.moc"
