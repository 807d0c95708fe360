// SPDX-License-Identifier: GPL-3.0-or-later
#include <costs/settings.h>

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace sm;
using namespace sm::costs;

class TestCostSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fromEnvironment_nothing_isTheDefaults()
    {
        const CostSettings settings = CostSettings::fromEnvironment({});

        QCOMPARE(settings.cacheTtl.count(), 21'600);
        QCOMPARE(settings.requestsPerSecond, 5);
        QCOMPARE(settings.memoryEntries, 1000);
        QCOMPARE(settings.dailyBudget.toString(), u"0.5"_s);
        QVERIFY(settings.hasCostExplorer && settings.hasAthena && settings.hasForecasting);
        QVERIFY(settings.hasAnomalyDetection && !settings.showsBetaFeatures);
        QVERIFY(settings.database.url.isEmpty() && settings.redis.url.isEmpty());
        QCOMPARE(settings.notes, QStringList());
    }

    void fromEnvironment_asTheSeedHasIt_isTaken()
    {
        const CostSettings settings = CostSettings::fromEnvironment({{u"COST_EXPLORER_CACHE_TTL"_s, u"3600"_s},
            {u"COST_EXPLORER_RATE_LIMIT"_s, u"2"_s}, {u"MEMORY_CACHE_SIZE"_s, u"0"_s},
            {u"REDIS_URL"_s, u"redis://prod-cache:6379"_s}, {u"ATHENA_WORKGROUP"_s, u"costs-dashboard-2024-01"_s},
            {u"ATHENA_RESULT_BUCKET"_s, u"your-athena-results-bucket"_s}, {u"CUR_DATABASE"_s, u"cur_database"_s},
            {u"CUR_TABLE"_s, u"cur_table"_s}, {u"ENABLE_ATHENA"_s, u"FALSE"_s},
            {u"ENABLE_ANOMALY_DETECTION"_s, u"false"_s}, {u"SHOW_BETA_FEATURES"_s, u"1"_s},
            {u"STATIONMASTER_COST_BUDGET"_s, u"2.25"_s}});

        QCOMPARE(settings.cacheTtl.count(), 3600);
        QCOMPARE(settings.requestsPerSecond, 2);
        QCOMPARE(settings.memoryEntries, 0);
        QCOMPARE(settings.redis.url, u"redis://prod-cache:6379"_s);
        QCOMPARE(settings.athenaWorkgroup, u"costs-dashboard-2024-01"_s);
        QCOMPARE(settings.athenaResultBucket, u"your-athena-results-bucket"_s);
        QCOMPARE(settings.curDatabase, u"cur_database"_s);
        QCOMPARE(settings.curTable, u"cur_table"_s);
        QVERIFY(!settings.hasAthena && !settings.hasAnomalyDetection && settings.showsBetaFeatures);
        QCOMPARE(settings.dailyBudget.toString(), u"2.25"_s);
        QCOMPARE(settings.notes, QStringList());
    }

    void fromEnvironment_addressWithPassword_keepsItApart()
    {
        const CostSettings settings = CostSettings::fromEnvironment(
            {{u"DATABASE_URL"_s, u"postgresql://dashboard_user:s3cr%20t@prod-db:5432/dashboard"_s}});

        QCOMPARE(settings.database.url, u"postgresql://dashboard_user@prod-db:5432/dashboard"_s);
        QCOMPARE(settings.database.password.reveal().toByteArray(), "s3cr t"_ba);
    }

    void withPlaces_ofTheEnvironment_areForWhatTheFileDoesNotName()
    {
        const CostSettings settings = CostSettings::fromEnvironment({{u"DATABASE_URL"_s, u"postgresql://a:b@h/d"_s},
            {u"REDIS_URL"_s, u"rediss://h"_s}, {u"CUR_TABLE"_s, u"cur"_s}, {u"ATHENA_RESULT_BUCKET"_s, u"results"_s}});
        SystemInfo system;
        system.caches.insert(u"fast"_s, u"rediss://cache"_s);
        system.costs.cache = u"fast"_s;
        system.costs.curTable = u"bills"_s;

        const SystemInfo whole = withPlaces(system, settings);

        QCOMPARE(whole.costs.database, u"DATABASE_URL"_s);
        QCOMPARE(whole.databases.value(u"DATABASE_URL"_s), u"postgresql://a@h/d"_s);
        QCOMPARE(passwordOf(whole.costs.database, settings).reveal().toByteArray(), "b"_ba);
        QCOMPARE(whole.costs.cache, u"fast"_s);
        QVERIFY(!whole.caches.contains(u"REDIS_URL"_s));
        QVERIFY(passwordOf(whole.costs.cache, settings).isEmpty());
        QCOMPARE(whole.costs.curTable, u"bills"_s);
        QCOMPARE(whole.costs.results, u"s3://results/"_s);
    }

    void fromEnvironment_nonsense_keepsTheDefaultAndNamesTheVariable_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        const std::pair<const char *, const char *> cases[] = {{"COST_EXPLORER_CACHE_TTL", "-1"},
            {"COST_EXPLORER_CACHE_TTL", "6h"}, {"COST_EXPLORER_CACHE_TTL", "99999999999999"},
            {"COST_EXPLORER_RATE_LIMIT", "0"}, {"COST_EXPLORER_RATE_LIMIT", "5/s"}, {"MEMORY_CACHE_SIZE", "lots"},
            {"ENABLE_ATHENA", "maybe"}, {"SHOW_BETA_FEATURES", "2"}, {"STATIONMASTER_COST_BUDGET", "-0.5"},
            {"STATIONMASTER_COST_BUDGET", "nan"}, {"DATABASE_URL", "mysql://db/x?password=canary"},
            {"DATABASE_URL", "postgresql://db/x?password=canary"}, {"REDIS_URL", "cache:6379/canary"},
            {"CUR_TABLE", "a; DROP TABLE canary"}, {"ATHENA_WORKGROUP", "two words"},
            {"ATHENA_RESULT_BUCKET", "Not A Bucket"}};
        for (const auto &[name, value] : cases)
            QTest::addRow("%s=%s", name, value) << QString::fromLatin1(name) << QString::fromLatin1(value);
    }
    void fromEnvironment_nonsense_keepsTheDefaultAndNamesTheVariable()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);

        const CostSettings settings = CostSettings::fromEnvironment({{name, value}});

        QCOMPARE(settings.notes.size(), 1);
        QVERIFY(settings.notes.first().contains(name));
        QVERIFY(!settings.notes.first().contains(u"canary"_s));
        CostSettings unnoted = settings;
        unnoted.notes.clear();
        const CostSettings otherwise;
        QCOMPARE(unnoted.cacheTtl, otherwise.cacheTtl);
        QCOMPARE(unnoted.requestsPerSecond, otherwise.requestsPerSecond);
        QCOMPARE(unnoted.dailyBudget, otherwise.dailyBudget);
        QVERIFY(unnoted.hasAthena);
        QVERIFY(unnoted.database.url.isEmpty() && unnoted.redis.url.isEmpty() && unnoted.curTable.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCostSettings)
#include "tst_costsettings.moc"
