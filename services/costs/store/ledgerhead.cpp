// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledgerhead.h"

#include <costs/metric.h>

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <array>
#include <limits>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int Version = 1;
const QDate Epoch(1970, 1, 1);

constexpr std::array<std::pair<LedgerKind, QLatin1StringView>, 7> Kinds{{
    {LedgerKind::CurLegacy, "cur-legacy"_L1},
    {LedgerKind::Cur2, "cur2"_L1},
    {LedgerKind::Focus, "focus"_L1},
    {LedgerKind::CostExplorer, "cost-explorer"_L1},
    {LedgerKind::Athena, "athena"_L1},
    {LedgerKind::Anthropic, "anthropic"_L1},
    {LedgerKind::OpenAi, "openai"_L1},
}};

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::CostStore", text); }

QString textOf(const QDate &date) { return date.toString(Qt::ISODate); }

QString textOf(const QDateTime &when) { return when.isValid() ? when.toUTC().toString(Qt::ISODateWithMs) : QString(); }

QJsonObject toJson(const LedgerInfo &info)
{
    return {{u"version"_s, Version}, {u"kind"_s, kindWord(info.kind)}, {u"title"_s, info.title},
        {u"bills"_s, QJsonArray::fromStringList(info.bills)}, {u"digest"_s, QString::fromLatin1(info.digest.toHex())},
        {u"currency"_s, info.currency}, {u"asOf"_s, textOf(info.asOf)}, {u"billed"_s, info.billed},
        {u"note"_s, info.note}, {u"from"_s, textOf(info.from)}, {u"to"_s, textOf(info.to)}, {u"rows"_s, info.rows}};
}

QStringList textsIn(const QJsonValue &value)
{
    QStringList texts;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &each : array)
        texts << each.toString();
    return texts;
}

LedgerInfo infoFrom(const QJsonObject &json, LedgerKind kind)
{
    LedgerInfo info;
    info.kind = kind;
    info.title = json.value(u"title"_s).toString();
    info.bills = textsIn(json.value(u"bills"_s));
    info.digest = QByteArray::fromHex(json.value(u"digest"_s).toString().toLatin1());
    info.currency = json.value(u"currency"_s).toString();
    info.asOf = QDateTime::fromString(json.value(u"asOf"_s).toString(), Qt::ISODateWithMs);
    info.billed = json.value(u"billed"_s).toBool(true);
    info.note = json.value(u"note"_s).toString();
    info.from = QDate::fromString(json.value(u"from"_s).toString(), Qt::ISODate);
    info.to = QDate::fromString(json.value(u"to"_s).toString(), Qt::ISODate);
    info.rows = json.value(u"rows"_s).toInteger();
    return info;
}

bool takeDimensions(LedgerHead &head, const QJsonArray &array)
{
    for (const QJsonValue &value : array) {
        const qint64 values = value[u"values"].toInteger(-1);
        if (values < 0 || values > std::numeric_limits<quint32>::max())
            return false;
        head.dimensions.append({value[u"name"].toString(), static_cast<quint32>(values)});
        head.info.dimensions << head.dimensions.constLast().name;
    }
    return true;
}

/// A metric is kept itself, or is that of another one that is.
bool takeMetrics(LedgerHead &head, const QJsonArray &array)
{
    for (const QJsonValue &value : array) {
        const std::optional<CostMetric> metric = metricFrom(value[u"metric"].toString());
        if (!metric)
            return false;
        head.metrics.append({*metric, value[u"sameAs"].toInt(-1)});
        head.info.metrics << *metric;
    }
    return std::all_of(head.metrics.cbegin(), head.metrics.cend(), [&head](const LedgerHead::Metric &each) {
        return each.sameAs < 0 || (each.sameAs < head.metrics.size() && head.metrics.at(each.sameAs).sameAs < 0);
    });
}

/// The place where the amounts of \p place are kept.
int keptAt(const Ledger &ledger, int place)
{
    for (std::size_t hops = 0; hops < ledger.metrics.size(); ++hops) {
        const int next = ledger.metrics[static_cast<std::size_t>(place)].sameAs;
        if (next < 0)
            return place;
        place = next;
    }
    return place;
}

} // namespace

QString kindWord(LedgerKind kind)
{
    const auto found
        = std::find_if(Kinds.begin(), Kinds.end(), [kind](const auto &each) { return each.first == kind; });
    return found == Kinds.end() ? QString() : QString(found->second);
}

std::optional<LedgerKind> kindFrom(QStringView word)
{
    const auto found
        = std::find_if(Kinds.begin(), Kinds.end(), [word](const auto &each) { return word == each.second; });
    return found == Kinds.end() ? std::nullopt : std::optional(found->first);
}

LedgerHead headOf(const Ledger &ledger)
{
    LedgerHead head;
    head.info = {ledger.kind, ledger.title, ledger.bills, ledger.digest, ledger.currency, ledger.asOf.toUTC(),
        ledger.billed, ledger.note, {}, {}, static_cast<qint64>(ledger.rows()), {}, {}};
    if (!ledger.days.empty()) {
        const auto [first, last] = std::minmax_element(ledger.days.begin(), ledger.days.end());
        head.info.from = ledgerDate(*first);
        head.info.to = ledgerDate(*last + qint64(1));
    }
    head.decimals = ledger.decimals;
    head.estimatedDays = ledger.estimatedDays;
    for (const LedgerDimension &each : ledger.dimensions) {
        head.dimensions.append({each.name, static_cast<quint32>(each.values.size())});
        head.info.dimensions << each.name;
    }
    for (int place = 0; place < static_cast<int>(ledger.metrics.size()); ++place) {
        const int kept = keptAt(ledger, place);
        head.metrics.append({ledger.metrics[static_cast<std::size_t>(place)].metric, kept == place ? -1 : kept});
        head.info.metrics << head.metrics.constLast().metric;
    }
    return head;
}

QJsonObject toJson(const LedgerHead &head)
{
    QJsonArray dimensions;
    for (const LedgerHead::Dimension &each : head.dimensions)
        dimensions << QJsonObject{{u"name"_s, each.name}, {u"values"_s, static_cast<qint64>(each.values)}};
    QJsonArray metrics;
    for (const LedgerHead::Metric &each : head.metrics)
        metrics << QJsonObject{{u"metric"_s, metricWord(each.metric)}, {u"sameAs"_s, each.sameAs}};
    QJsonArray estimated;
    for (const qint32 day : head.estimatedDays)
        estimated << day;
    QJsonObject json = toJson(head.info);
    json.insert(u"decimals"_s, head.decimals);
    json.insert(u"dimensions"_s, dimensions);
    json.insert(u"metrics"_s, metrics);
    json.insert(u"estimatedDays"_s, estimated);
    return json;
}

std::optional<LedgerHead> headFrom(const QJsonObject &json)
{
    const std::optional<LedgerKind> kind = kindFrom(json.value(u"kind"_s).toString());
    if (!kind || json.value(u"version"_s).toInt() != Version)
        return {};
    LedgerHead head;
    head.info = infoFrom(json, *kind);
    head.decimals = json.value(u"decimals"_s).toInt(-1);
    const QJsonArray estimated = json.value(u"estimatedDays"_s).toArray();
    for (const QJsonValue &day : estimated)
        head.estimatedDays.push_back(day.toInt());
    const bool isWhole = head.decimals >= 0 && head.decimals <= Decimal::MaxDecimals && head.info.rows >= 0
        && takeDimensions(head, json.value(u"dimensions"_s).toArray())
        && takeMetrics(head, json.value(u"metrics"_s).toArray());
    return isWhole ? std::optional(head) : std::nullopt;
}

Ledger emptyLedger(const LedgerHead &head)
{
    Ledger ledger;
    ledger.kind = head.info.kind;
    ledger.title = head.info.title;
    ledger.bills = head.info.bills;
    ledger.digest = head.info.digest;
    ledger.currency = head.info.currency;
    ledger.asOf = head.info.asOf;
    ledger.billed = head.info.billed;
    ledger.note = head.info.note;
    ledger.decimals = head.decimals;
    ledger.estimatedDays = head.estimatedDays;
    for (const LedgerHead::Dimension &each : head.dimensions)
        ledger.dimensions.push_back({each.name, {}, {}});
    for (const LedgerHead::Metric &each : head.metrics)
        ledger.metrics.push_back({each.metric, {}, each.sameAs});
    return ledger;
}

QDate ledgerDate(qint64 day) { return Epoch.addDays(day); }

Error damaged(const LedgerInfo &info)
{
    return Error(Error::Kind::Storage,
        tr("What was kept of “%1” (%2) is damaged, so its costs are not shown. Open it again; then it is replaced.")
            .arg(info.title, info.bills.isEmpty() ? tr("a bill without a month") : info.bills.join(u", "_s)))
        .withCode(u"CostsDamaged"_s);
}

} // namespace sm::costs
