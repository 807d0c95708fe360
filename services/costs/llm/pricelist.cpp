// SPDX-License-Identifier: GPL-3.0-or-later
#include "pricelist.h"

#include "exactjson.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace sm::llmcosts {

namespace {

constexpr int MillionPlaces = 6;
constexpr int PricePlaces = 12; // of a price for a million tokens

/// The rule which names a model has: {"or": […]}, {"starts_with": "…"} and their kin.
bool isNamedBy(const ExactJson &rule, const QString &model)
{
    const auto fits = [&model](const ExactJson &each) { return isNamedBy(each, model); };
    for (const auto &[name, value] : rule.members) {
        const QString text = value.text();
        if (name == "or")
            return std::any_of(value.elements.cbegin(), value.elements.cend(), fits);
        if (name == "and")
            return std::all_of(value.elements.cbegin(), value.elements.cend(), fits);
        if (name == "equals")
            return model == text;
        if (name == "starts_with")
            return model.startsWith(text);
        if (name == "ends_with")
            return model.endsWith(text);
        if (name == "contains")
            return model.contains(text);
        if (name == "regex")
            return QRegularExpression(text).match(model).hasMatch();
    }
    return false;
}

/// A number, or {"base": number, "tiers": […]}.
std::optional<Decimal> priceIn(const ExactJson &value)
{
    const QByteArray &text = value.kind == ExactJson::Kind::Object ? value["base"].scalar : value.scalar;
    const std::optional<Decimal> price = Decimal::parse(QByteArrayView(text));
    if (!price || price->isNegative() || price->decimals() > PricePlaces || *price > Decimal(1'000'000))
        return {};
    return price;
}

std::optional<TokenPrices> pricesIn(const ExactJson &json)
{
    const std::optional<Decimal> input = priceIn(json["input_mtok"]);
    if (!input)
        return {};
    return TokenPrices{*input, priceIn(json["output_mtok"]).value_or(Decimal()), priceIn(json["cache_read_mtok"]),
        priceIn(json["cache_write_mtok"])};
}

/// An object, or a list of {"constraint": {"start_date": …}, "prices": …}.
std::optional<TokenPrices> pricesOn(const ExactJson &prices, QDate day)
{
    if (prices.kind != ExactJson::Kind::Array)
        return pricesIn(prices);
    std::optional<TokenPrices> last;
    for (const ExactJson &each : prices.elements) {
        const QByteArray start = each["constraint"]["start_date"].scalar;
        const bool isDated = each["constraint"].kind == ExactJson::Kind::Object;
        if (!isDated || (!start.isEmpty() && QDate::fromString(QString::fromUtf8(start), Qt::ISODate) <= day))
            last = pricesIn(each["prices"]);
    }
    return last;
}

/// \p tokens × \p price for a million of them.
Decimal times(qint64 tokens, const Decimal &price)
{
    const std::optional<Int128> mantissa = price.scaled(PricePlaces);
    return Decimal::fromScaled(mantissa.value_or(0) * tokens, PricePlaces + MillionPlaces);
}

Decimal halfOf(const Decimal &amount)
{
    const std::optional<Int128> mantissa = amount.scaled(PricePlaces + MillionPlaces);
    return Decimal::fromScaled(mantissa.value_or(0) * 5, PricePlaces + MillionPlaces + 1);
}

} // namespace

struct PriceList::Entries
{
    QHash<QByteArray, QList<ExactJson>> models; ///< by the provider's id
};

PriceList::PriceList()
    : m_entries(std::make_unique<Entries>())
{
}

PriceList::PriceList(PriceList &&) noexcept = default;
PriceList &PriceList::operator=(PriceList &&) noexcept = default;
PriceList::~PriceList() = default;

Result<PriceList> PriceList::parse(const QByteArray &json)
{
    const Result<ExactJson> list = ExactJson::parse(json);
    PriceList prices;
    if (list) {
        for (const ExactJson &provider : list->elements)
            prices.m_entries->models.insert(provider["id"].scalar, provider["models"].elements);
    }
    if (prices.m_entries->models.value("anthropic").isEmpty() && prices.m_entries->models.value("openai").isEmpty()) {
        return Error(Error::Kind::Invalid,
            QCoreApplication::translate("sm::llmcosts::PriceList",
                "This is no price list: it has no models of Anthropic or OpenAI. Choose the data.json of "
                "genai-prices."));
    }
    return prices;
}

std::optional<TokenPrices> PriceList::of(Provider provider, const QString &model, QDate day) const
{
    const QList<ExactJson> models = m_entries->models.value(provider == Provider::Anthropic ? "anthropic" : "openai");
    for (const ExactJson &each : models) {
        if (each["id"].text() == model || isNamedBy(each["match"], model))
            return pricesOn(each["prices"], day);
    }
    return {};
}

Decimal costOf(const TokenUsage &usage, const TokenPrices &prices)
{
    const Decimal cacheWrite = prices.cacheWrite.value_or(prices.input);
    Decimal cost = times(usage.uncachedInput, prices.input);
    cost += times(usage.cacheRead, prices.cacheRead.value_or(prices.input));
    cost += times(usage.cacheWrite, cacheWrite);
    // What is kept for an hour costs twice the input, where lists name the price for five minutes alone (1.25 times).
    cost += prices.cacheWrite ? times(usage.cacheWriteLong, prices.input + prices.input)
                              : times(usage.cacheWriteLong, prices.input);
    cost += times(usage.output, prices.output);
    return usage.isBatch ? halfOf(cost) : cost;
}

} // namespace sm::llmcosts
