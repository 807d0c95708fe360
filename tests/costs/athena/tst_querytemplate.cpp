// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables.h"

#include <athena/partitionfilter.h>
#include <athena/querytemplate.h>
#include <athena/sqlname.h>
#include <athena/sqlwords.h>
#include <support/hostilevalues.h>
#include <support/vectors.h>

#include <QFile>
#include <QJsonDocument>
#include <QJsonValue>
#include <QTest>

using namespace sm;
using namespace sm::athena;
using namespace sm::test;

namespace {

TemplateValues january() { return {QDate(2024, 1, 1), QDate(2024, 2, 1), {}, 100}; }

/// The names in \p sql that are no column, table or alias.
QStringList unknownNames(const QString &sql, const Table &table)
{
    const auto words = SqlWords::of(sql);
    if (!words)
        return {words.error().message()};
    QStringList unknown;
    for (qsizetype i = 0; i < words->all().end; ++i) {
        const SqlWord &word = words->at(i);
        const bool isKnown = table.column(word.text) || word.text == table.name || word.text == table.database;
        if (word.kind == SqlWord::Kind::Name && !isKnown)
            unknown.append(word.text);
    }
    return unknown;
}

/// \p table with columns of these names, of the types that reports in Parquet have.
Table tableWith(Table table, const QStringList &names)
{
    table.columns.clear();
    for (const QString &name : names) {
        const bool isNumber = name.endsWith("cost"_L1) || name.contains("amount"_L1) || name.contains("fee"_L1)
            || name.contains("commitment"_L1);
        const bool isTime = name.endsWith("start_date"_L1) || name.endsWith("end_date"_L1);
        table.columns.append({name, isNumber ? u"double"_s : isTime ? u"timestamp"_s : u"string"_s});
    }
    return table;
}

} // namespace

class TestQueryTemplate : public QObject
{
    Q_OBJECT

private:
    QueryTemplates m_templates = QueryTemplates::load().value_or(QueryTemplates());

    Result<BoundQuery> bound(const QString &id, const Table &table, const QList<Partition> &known,
        const TemplateValues &values = january()) const
    {
        const QueryTemplate *found = m_templates.find(id);
        return found ? m_templates.bind(*found, table, known, values) : Error(Error::Kind::NotFound, id);
    }

private Q_SLOTS:
    void everyTemplate_onEveryTable_namesOnlyWhatThereIs()
    {
        QVERIFY(m_templates.all().size() >= 6);
        Table bare = legacyTable();
        bare.columns.removeIf([](const Column &each) {
            return each.name.startsWith("product"_L1) || each.name == "line_item_blended_cost"_L1;
        });
        Table texts = exportTable();
        for (Column &column : texts.columns)
            column.type = u"string"_s;
        for (const Table &table : {legacyTable(), exportTable(), bare, texts}) {
            for (const QueryTemplate &each : m_templates.all()) {
                const auto query = m_templates.bind(each, table, {}, january());
                QVERIFY2(query, query ? "" : qPrintable(each.id + u": "_s + query.error().message()));
                QCOMPARE(unknownNames(query->sql, table), QStringList());
                QVERIFY(!query->sql.contains(u'{') && !query->sql.contains(u'?'));
                const auto choice = choosePartitions(query->sql, query->parameters, table, {});
                QVERIFY2(choice && choice->isFiltered && choice->readsTable, qPrintable(query->sql));
            }
        }
    }

    void seedsQuery_isBoundToTheRealPartitions()
    {
        const auto query = bound(u"cost-by-service"_s, legacyTable(), someMonths());

        QVERIFY(query);
        QVERIFY2(query->sql.contains(u"(\"year\" = '2024' AND \"month\" = '1')"_s), qPrintable(query->sql));
        QVERIFY(query->sql.contains(u"\"line_item_line_item_type\" = 'Usage'"_s));
        QVERIFY(query->sql.endsWith(u"LIMIT 100"_s));
        QCOMPARE(query->notes, QStringList());
        const auto choice = choosePartitions(query->sql, {}, legacyTable(), someMonths());
        QCOMPARE(choice->partitions, QList<int>{1});
    }

    void partitions_areWrittenAsTheyAre()
    {
        const QList<Partition> padded{partition({u"2024"_s, u"01"_s})};
        QVERIFY(bound(u"freshness"_s, legacyTable(), padded)->sql.contains(u"\"month\" = '01'"_s));
        Table numbers = legacyTable();
        numbers.partitionKeys = {{u"year"_s, u"int"_s}, {u"month"_s, u"bigint"_s}};
        QVERIFY(bound(u"freshness"_s, numbers, padded)->sql.contains(u"(\"year\" = 2024 AND \"month\" = 1)"_s));
        Table projected = legacyTable();
        projected.parameters = {{u"projection.enabled"_s, u"true"_s}, {u"projection.month.digits"_s, u"2"_s}};
        QVERIFY(bound(u"freshness"_s, projected, {})->sql.contains(u"\"month\" = '01'"_s));
        QVERIFY(bound(u"freshness"_s, exportTable(), {})->sql.contains(u"\"billing_period\" = '2024-01'"_s));
    }

    void missingMonths_areSaid()
    {
        const TemplateValues spring{QDate(2024, 3, 1), QDate(2024, 5, 2), {}, 100};
        const auto some = bound(u"daily-charges"_s, legacyTable(), someMonths(), spring);
        QVERIFY(some);
        QVERIFY(some->notes.contains(u"The table has no partition for 2024-04, 2024-05."_s));

        const TemplateValues later{QDate(2025, 1, 1), QDate(2025, 2, 1), {}, 100};
        const auto none = bound(u"daily-charges"_s, legacyTable(), someMonths(), later);
        QVERIFY(!none);
        QCOMPARE(none.error().code(), u"NoPartition"_s);
    }

    void missingColumn_isSaidBeforeAnythingIsSent()
    {
        Table table = legacyTable();
        table.columns.removeIf([](const Column &each) { return each.name == "line_item_resource_id"_L1; });

        const auto refused = bound(u"top-resources"_s, table, {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), u"NoSuchColumn"_s);
        QVERIFY(refused.error().message().contains("line_item_resource_id"_L1));
        const auto without = bound(u"network"_s, table, {});
        QVERIFY(without);
        QVERIFY(!without->sql.contains("resource"_L1));
        QCOMPARE(without->notes, QStringList{u"The table cur_table has no column line_item_resource_id."_s});
    }

    void texts_areReadAsNumbersAndDays()
    {
        Table table = legacyTable();
        for (Column &column : table.columns)
            column.type = u"string"_s;
        const QString sql = bound(u"daily-charges"_s, table, {})->sql;
        QVERIFY(sql.contains(u"CAST(CAST(NULLIF(\"line_item_unblended_cost\", '') AS DOUBLE) AS DECIMAL(38, 15))"_s));
        QVERIFY(sql.contains(u"CAST(substr(\"line_item_usage_start_date\", 1, 10) AS date) >= DATE '2024-01-01'"_s));
    }

    void filters_areParameters()
    {
        for (const QString &value : hostileValues()) {
            TemplateValues values = january();
            values.filters = {{u"service"_s, {u"AmazonEC2"_s, value}}};
            const auto query = bound(u"daily-charges"_s, legacyTable(), {}, values);
            if (!query) {
                QCOMPARE(query.error().code(), u"Characters"_s);
                continue;
            }
            QVERIFY(query->sql.contains(u"AND \"line_item_product_code\" IN (?, ?)"_s));
            QCOMPARE(query->parameters.size(), 2);
            QCOMPARE(query->parameters.at(0), u"'AmazonEC2'"_s);
            const auto literal = SqlWords::of(u"SELECT "_s + query->parameters.at(1));
            QVERIFY(!literal || (literal->all().end == 2 && literal->at(1).text == value));
        }
    }

    void hostileNames_areRefused()
    {
        for (const QString &name : hostileValues()) {
            const auto quoted = quotedName(name);
            QVERIFY(!quoted || SqlWords::of(*quoted)->all().end == 1);
        }
        Table table = legacyTable();
        table.name = u"cur\" WHERE 1=1 --"_s;
        QCOMPARE(bound(u"freshness"_s, table, {}).error().code(), u"Name"_s);
        table = legacyTable();
        table.columns.append({u"x\"; DROP"_s, u"string"_s});
        QVERIFY(bound(u"daily-charges"_s, table, {}));
    }

    void badValues_areRefused()
    {
        QCOMPARE(bound(u"network"_s, legacyTable(), {}, {QDate(2024, 2, 1), QDate(2024, 2, 1), {}, 1}).error().code(),
            u"Range"_s);
        QCOMPARE(bound(u"network"_s, legacyTable(), {}, {QDate(2024, 1, 1), QDate(2024, 2, 1), {}, 0}).error().code(),
            u"Limit"_s);
    }

    void publishedColumnLists_fit()
    {
        QFile legacy(vectorsFolder() + u"/cost/cur-legacy/columns-legacy-athena-names.txt"_s);
        QFile exported(vectorsFolder() + u"/cost/cur2/columns-cur2.json"_s);
        if (!legacy.open(QIODevice::ReadOnly) || !exported.open(QIODevice::ReadOnly))
            QSKIP("The vectors are not there.");
        const QStringList old = QString::fromUtf8(legacy.readAll()).split(u'\n', Qt::SkipEmptyParts);
        const QStringList recent
            = QJsonDocument::fromJson(exported.readAll())[u"cur2_columns"].toVariant().toStringList();
        for (const Table &table : {tableWith(legacyTable(), old), tableWith(exportTable(), recent)}) {
            for (const QueryTemplate &each : m_templates.all()) {
                const auto query = m_templates.bind(each, table, {}, january());
                QVERIFY2(query, query ? "" : qPrintable(query.error().message()));
                QCOMPARE(unknownNames(query->sql, table), QStringList());
            }
        }
        const auto charges = bound(u"daily-charges"_s, tableWith(exportTable(), recent), {});
        QVERIFY(charges && charges->sql.contains("AS amortized"_L1));
        QCOMPARE(charges->notes, QStringList());
    }
};

QTEST_GUILESS_MAIN(TestQueryTemplate)
#include "tst_querytemplate.moc"
