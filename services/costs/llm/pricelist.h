// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report.h"

#include <memory>
#include <optional>

namespace sm::llmcosts {

/// US dollars for a million tokens.
struct TokenPrices
{
    Decimal input;
    Decimal output;
    std::optional<Decimal> cacheRead; ///< nothing: as input
    std::optional<Decimal> cacheWrite;
};

/// A price list that a person gives, in the form of pydantic/genai-prices' data.json: providers with models, each with
/// a rule which names it has and with its prices. Of prices with steps the first is taken, of prices with dates those
/// that hold last.
class PriceList
{
public:
    /// \error Kind::Invalid it is no such list
    static Result<PriceList> parse(const QByteArray &json);

    PriceList(PriceList &&) noexcept;
    PriceList &operator=(PriceList &&) noexcept;
    ~PriceList();

    /// Nothing: the list does not know the model.
    std::optional<TokenPrices> of(Provider provider, const QString &model, QDate day) const;

private:
    struct Entries;
    PriceList();
    std::unique_ptr<Entries> m_entries;
};

/// What \p usage costs by \p prices, exact. Of a batch half the price is taken.
Decimal costOf(const TokenUsage &usage, const TokenPrices &prices);

} // namespace sm::llmcosts
