// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings.h"

#include <core/addresstext.h>

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString DatabaseVariable = u"DATABASE_URL"_s;
const QString CacheVariable = u"REDIS_URL"_s;

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::CostSettings", text); }

/// Takes variables one by one and notes those that can not be used. A variable that is empty is not set.
class Variables
{
public:
    Variables(const QMap<QString, QString> &environment, QStringList &notes)
        : m_environment(environment)
        , m_notes(notes)
    {
    }

    int number(const QString &name, int least, int most, int otherwise)
    {
        const QString text = valueOf(name);
        if (text.isEmpty())
            return otherwise;
        bool isNumber = false;
        const int value = text.toInt(&isNumber);
        if (isNumber && value >= least && value <= most)
            return value;
        note(name, tr("it has to be a whole number from %1 to %2").arg(least).arg(most), QString::number(otherwise));
        return otherwise;
    }

    Decimal dollars(const QString &name, const Decimal &otherwise)
    {
        const QString text = valueOf(name);
        if (text.isEmpty())
            return otherwise;
        const std::optional<Decimal> value = Decimal::parse(QStringView(text));
        if (value && !value->isNegative())
            return *value;
        note(name, tr("it has to be an amount of US dollars, as 0.50"), otherwise.toString());
        return otherwise;
    }

    bool flag(const QString &name, bool otherwise)
    {
        const QString text = valueOf(name).toLower();
        if (text.isEmpty())
            return otherwise;
        for (const auto *yes : {"true", "1", "yes", "on"}) {
            if (text == QLatin1StringView(yes))
                return true;
        }
        for (const auto *no : {"false", "0", "no", "off"}) {
            if (text == QLatin1StringView(no))
                return false;
        }
        note(name, tr("it has to be true or false"), otherwise ? u"true"_s : u"false"_s);
        return otherwise;
    }

    QString word(const QString &name, const QString &pattern, const QString &expected)
    {
        const QString text = valueOf(name);
        if (text.isEmpty() || QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch())
            return text;
        note(name, expected, tr("nothing"));
        return {};
    }

    /// The note never repeats the address: there may be a password in it.
    CostAddress address(const QString &name, const QStringList &schemes)
    {
        const QString text = valueOf(name);
        if (text.isEmpty())
            return {};
        QUrl url(text, QUrl::StrictMode);
        const Secret password(url.password(QUrl::FullyDecoded));
        url.setPassword({});
        const QString open = url.toString(QUrl::FullyEncoded);
        if (url.isValid() && schemes.contains(url.scheme()) && !holdsPassword(open))
            return {open, password};
        note(name, tr("it has to be an address that begins with %1://").arg(schemes.first()), tr("nothing"));
        return {};
    }

private:
    QString valueOf(const QString &name) const { return m_environment.value(name).trimmed(); }
    void note(const QString &name, const QString &expected, const QString &used)
    {
        m_notes << tr("The environment variable %1 can not be used: %2. Instead it is %3.").arg(name, expected, used);
    }

    const QMap<QString, QString> &m_environment;
    QStringList &m_notes;
};

void takePlaces(CostSettings &settings, Variables &variables)
{
    const QString name = u"[A-Za-z0-9_-]{1,255}"_s;
    settings.database = variables.address(DatabaseVariable, {u"postgresql"_s, u"postgres"_s});
    settings.redis = variables.address(CacheVariable, {u"rediss"_s, u"redis"_s});
    settings.athenaWorkgroup
        = variables.word(u"ATHENA_WORKGROUP"_s, u"[A-Za-z0-9._-]{1,128}"_s, tr("it has to be the name of a workgroup"));
    settings.athenaResultBucket = variables.word(u"ATHENA_RESULT_BUCKET"_s, u"(s3://)?[a-z0-9][a-z0-9.-]{1,62}(/.*)?"_s,
        tr("it has to be the name of a bucket, or s3://NAME/PREFIX"));
    settings.curDatabase = variables.word(u"CUR_DATABASE"_s, name, tr("it has to be the name of a database in Athena"));
    settings.curTable = variables.word(u"CUR_TABLE"_s, name, tr("it has to be the name of a table in Athena"));
}

void takeFlags(CostSettings &settings, Variables &variables)
{
    const std::pair<QString, bool *> flags[] = {
        {u"ENABLE_COST_EXPLORER"_s, &settings.hasCostExplorer},
        {u"ENABLE_ATHENA"_s, &settings.hasAthena},
        {u"ENABLE_FORECASTING"_s, &settings.hasForecasting},
        {u"ENABLE_ANOMALY_DETECTION"_s, &settings.hasAnomalyDetection},
        {u"ENABLE_DATA_EXPORT"_s, &settings.hasDataExport},
        {u"ENABLE_ADVANCED_FILTERS"_s, &settings.hasAdvancedFilters},
        {u"ENABLE_CUSTOM_DATE_RANGES"_s, &settings.hasCustomDateRanges},
        {u"SHOW_BETA_FEATURES"_s, &settings.showsBetaFeatures},
    };
    for (const auto &[name, member] : flags)
        *member = variables.flag(name, *member);
}

} // namespace

CostSettings CostSettings::fromEnvironment(const QMap<QString, QString> &environment)
{
    constexpr int Month = 31 * 24 * 60 * 60;
    CostSettings settings;
    Variables variables(environment, settings.notes);
    settings.cacheTtl = std::chrono::seconds(
        variables.number(u"COST_EXPLORER_CACHE_TTL"_s, 1, Month, static_cast<int>(settings.cacheTtl.count())));
    settings.requestsPerSecond = variables.number(u"COST_EXPLORER_RATE_LIMIT"_s, 1, 1000, settings.requestsPerSecond);
    settings.memoryEntries = variables.number(u"MEMORY_CACHE_SIZE"_s, 0, 1'000'000, settings.memoryEntries);
    settings.dailyBudget = variables.dollars(u"STATIONMASTER_COST_BUDGET"_s, settings.dailyBudget);
    takePlaces(settings, variables);
    takeFlags(settings, variables);
    return settings;
}

SystemInfo withPlaces(SystemInfo system, const CostSettings &settings)
{
    CostPlaces &costs = system.costs;
    if (costs.database.isEmpty() && !settings.database.url.isEmpty()) {
        costs.database = DatabaseVariable;
        system.databases.insert(costs.database, settings.database.url);
    }
    if (costs.cache.isEmpty() && !settings.redis.url.isEmpty()) {
        costs.cache = CacheVariable;
        system.caches.insert(costs.cache, settings.redis.url);
    }
    const auto fillIn = [](QString &place, const QString &value) {
        if (place.isEmpty())
            place = value;
    };
    const QString bucket = settings.athenaResultBucket;
    const bool isName = !bucket.isEmpty() && !bucket.startsWith("s3://"_L1);
    fillIn(costs.results, isName ? u"s3://"_s + bucket + u'/' : bucket);
    fillIn(costs.workgroup, settings.athenaWorkgroup);
    fillIn(costs.curDatabase, settings.curDatabase);
    fillIn(costs.curTable, settings.curTable);
    return system;
}

Secret passwordOf(const QString &name, const CostSettings &settings)
{
    if (name == DatabaseVariable)
        return settings.database.password;
    return name == CacheVariable ? settings.redis.password : Secret();
}

} // namespace sm::costs
