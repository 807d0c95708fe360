// SPDX-License-Identifier: GPL-3.0-or-later
#include "answerjson.h"

#include "packedtext.h"

#include <core/json.h>
#include <costs/metric.h>
#include <crypto/digest.h>

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int Version = 1;
constexpr int SettlesInDays = 5;

constexpr std::array<std::pair<CostSource, QLatin1StringView>, 6> Sources{{
    {CostSource::CurBills, "cur-bills"_L1},
    {CostSource::FocusBills, "focus-bills"_L1},
    {CostSource::CostExplorer, "cost-explorer"_L1},
    {CostSource::Athena, "athena"_L1},
    {CostSource::Anthropic, "anthropic"_L1},
    {CostSource::OpenAi, "openai"_L1},
}};

constexpr std::array<std::pair<CostGranularity, QLatin1StringView>, 3> Granularities{{
    {CostGranularity::Total, "total"_L1},
    {CostGranularity::Day, "day"_L1},
    {CostGranularity::Month, "month"_L1},
}};

CostSource sourceOf(LedgerKind kind)
{
    switch (kind) {
    case LedgerKind::CurLegacy:
    case LedgerKind::Cur2:
        return CostSource::CurBills;
    case LedgerKind::Focus:
        return CostSource::FocusBills;
    case LedgerKind::CostExplorer:
        return CostSource::CostExplorer;
    case LedgerKind::Athena:
        return CostSource::Athena;
    case LedgerKind::Anthropic:
        return CostSource::Anthropic;
    case LedgerKind::OpenAi:
        break;
    }
    return CostSource::OpenAi;
}

template <typename Table, typename Value>
QString wordOf(const Table &table, Value value)
{
    const auto found
        = std::find_if(table.begin(), table.end(), [value](const auto &each) { return each.first == value; });
    return found == table.end() ? QString() : QString(found->second);
}

QJsonArray arrayOf(const QStringList &texts) { return QJsonArray::fromStringList(texts); }

/// Reads what toJson() writes; once something is not as it should be, nothing is.
class Reader
{
public:
    bool isSound() const { return m_sound; }
    void require(bool condition) { m_sound = m_sound && condition; }

    QString text(const QJsonValue &value)
    {
        require(value.isString());
        return value.toString();
    }
    QStringList texts(const QJsonValue &value)
    {
        require(value.isArray());
        QStringList texts;
        const QJsonArray array = value.toArray();
        for (const QJsonValue &each : array)
            texts << text(each);
        return texts;
    }
    Decimal amount(const QJsonValue &value)
    {
        const std::optional<Decimal> amount = Decimal::parse(QStringView(text(value)));
        require(amount.has_value());
        return amount.value_or(Decimal());
    }
    /// Empty: an invalid one.
    QDate date(const QJsonValue &value)
    {
        const QString written = text(value);
        const QDate date = QDate::fromString(written, Qt::ISODate);
        require(date.isValid() || written.isEmpty());
        return date;
    }

private:
    bool m_sound = true;
};

QJsonObject toJson(const CostFilter &filter)
{
    return {
        {u"dimension"_s, filter.dimension}, {u"values"_s, arrayOf(filter.values)}, {u"excluded"_s, filter.excluded}};
}

QJsonObject toJson(const CostQuery &query)
{
    QJsonArray filters;
    for (const CostFilter &each : query.filters)
        filters << toJson(each);
    return {{u"metric"_s, metricWord(query.metric)}, {u"from"_s, query.from.toString(Qt::ISODate)},
        {u"to"_s, query.to.toString(Qt::ISODate)}, {u"granularity"_s, wordOf(Granularities, query.granularity)},
        {u"groupBy"_s, arrayOf(query.groupBy)}, {u"filters"_s, filters}};
}

CostQuery queryFrom(const QJsonObject &json, Reader &reader)
{
    CostQuery query;
    const std::optional<CostMetric> metric = metricFrom(reader.text(json.value(u"metric"_s)));
    reader.require(metric.has_value());
    query.metric = metric.value_or(CostMetric::Unblended);
    query.from = reader.date(json.value(u"from"_s));
    query.to = reader.date(json.value(u"to"_s));
    const QString word = reader.text(json.value(u"granularity"_s));
    const auto granularity = std::find_if(
        Granularities.begin(), Granularities.end(), [&word](const auto &each) { return word == each.second; });
    reader.require(granularity != Granularities.end());
    if (granularity != Granularities.end())
        query.granularity = granularity->first;
    query.groupBy = reader.texts(json.value(u"groupBy"_s));
    const QJsonArray filters = json.value(u"filters"_s).toArray();
    for (const QJsonValue &each : filters)
        query.filters << CostFilter{
            reader.text(each[u"dimension"]), reader.texts(each[u"values"]), each[u"excluded"].toBool()};
    return query;
}

QJsonObject toJson(const CostGroup &group)
{
    QJsonArray amounts;
    for (const Decimal &each : group.amounts)
        amounts << each.toString();
    return {{u"key"_s, arrayOf(group.key)}, {u"amount"_s, group.amount.toString()}, {u"amounts"_s, amounts}};
}

CostGroup groupFrom(const QJsonValue &json, const CostAnswer &answer, Reader &reader)
{
    CostGroup group;
    group.key = reader.texts(json[u"key"]);
    group.amount = reader.amount(json[u"amount"]);
    const QJsonArray amounts = json[u"amounts"].toArray();
    for (const QJsonValue &each : amounts)
        group.amounts << reader.amount(each);
    reader.require(group.key.size() == answer.query.groupBy.size() && group.amounts.size() == answer.periods.size());
    return group;
}

/// The order of filters and of their values means nothing; that of groupBy does.
CostQuery canonical(CostQuery query)
{
    for (CostFilter &filter : query.filters)
        filter.values.sort();
    std::sort(query.filters.begin(), query.filters.end(), [](const CostFilter &a, const CostFilter &b) {
        return std::tie(a.dimension, a.excluded, a.values) < std::tie(b.dimension, b.excluded, b.values);
    });
    return query;
}

} // namespace

QString CostQuestion::key() const
{
    const QJsonArray all{Version, system.value, sourceWord(source), scope, toJson(canonical(query))};
    return QString::fromLatin1(crypto::sha256Hex(toCompactJson(all)));
}

bool isClosed(const CostAnswer &answer)
{
    if (!answer.query.to.isValid() || answer.estimated.contains(true))
        return false;
    const QDate lastDay = answer.query.to.addDays(-1);
    const QDate nextMonth = QDate(lastDay.year(), lastDay.month(), 1).addMonths(1);
    return answer.asOf.isValid() && answer.asOf.toUTC().date() >= nextMonth.addDays(SettlesInDays);
}

QString sourceWord(CostSource source) { return wordOf(Sources, source); }

QStringList answerSources(const QList<LedgerKind> &kinds)
{
    QStringList words;
    if (kinds.isEmpty())
        for (const auto &each : Sources)
            words << each.second;
    for (const LedgerKind kind : kinds)
        words << sourceWord(sourceOf(kind));
    words.removeDuplicates();
    return words;
}

QJsonObject toJson(const CostAnswer &answer)
{
    QJsonArray periods;
    for (const QDate &each : answer.periods)
        periods << each.toString(Qt::ISODate);
    QJsonArray estimated;
    for (const bool each : answer.estimated)
        estimated << each;
    QJsonArray groups;
    for (const CostGroup &each : answer.groups)
        groups << toJson(each);
    return {{u"query"_s, toJson(answer.query)}, {u"currency"_s, answer.currency}, {u"total"_s, answer.total.toString()},
        {u"periods"_s, periods}, {u"estimated"_s, estimated}, {u"groups"_s, groups}, {u"source"_s, answer.source},
        {u"asOf"_s, answer.asOf.toUTC().toString(Qt::ISODateWithMs)}};
}

std::optional<CostAnswer> answerFrom(const QJsonObject &json)
{
    Reader reader;
    CostAnswer answer;
    answer.query = queryFrom(json.value(u"query"_s).toObject(), reader);
    answer.currency = reader.text(json.value(u"currency"_s));
    answer.total = reader.amount(json.value(u"total"_s));
    const QJsonArray periods = json.value(u"periods"_s).toArray();
    for (const QJsonValue &each : periods)
        answer.periods << reader.date(each);
    const QJsonArray estimated = json.value(u"estimated"_s).toArray();
    for (const QJsonValue &each : estimated)
        answer.estimated << each.toBool();
    const QJsonArray groups = json.value(u"groups"_s).toArray();
    for (const QJsonValue &each : groups)
        answer.groups << groupFrom(each, answer, reader);
    answer.source = reader.text(json.value(u"source"_s));
    answer.asOf = QDateTime::fromString(reader.text(json.value(u"asOf"_s)), Qt::ISODateWithMs);
    reader.require(answer.asOf.isValid() && answer.estimated.size() == answer.periods.size());
    return reader.isSound() ? std::optional(answer) : std::nullopt;
}

QJsonObject toJson(const KeptAnswer &kept, const CostQuestion &question)
{
    return {{u"version"_s, Version}, {u"key"_s, question.key()}, {u"source"_s, sourceWord(question.source)},
        {u"closed"_s, kept.closed}, {u"tookMs"_s, static_cast<qint64>(kept.took.count())},
        {u"answer"_s, toJson(kept.answer)}};
}

std::optional<KeptAnswer> keptAnswerFrom(const QJsonValue &json, const CostQuestion &question)
{
    if (json[u"version"].toInt() != Version || json[u"key"].toString() != question.key())
        return {};
    std::optional<CostAnswer> answer = answerFrom(json[u"answer"].toObject());
    if (!answer || canonical(answer->query) != canonical(question.query))
        return {};
    answer->query = question.query;
    // Whoever wrote it may not know when a month is closed.
    return KeptAnswer{
        *answer, json[u"closed"].toBool() && isClosed(*answer), std::chrono::milliseconds(json[u"tookMs"].toInteger())};
}

QByteArray packedAnswer(const KeptAnswer &kept, const CostQuestion &question)
{
    return packedText(toCompactJson(toJson(kept, question)));
}

std::optional<KeptAnswer> unpackedAnswer(const QByteArray &bytes, const CostQuestion &question)
{
    const std::optional<QByteArray> text = unpackedText(bytes);
    const Result<QJsonValue> json = parseJson(text.value_or(QByteArray()));
    return json ? keptAnswerFrom(*json, question) : std::nullopt;
}

} // namespace sm::costs
