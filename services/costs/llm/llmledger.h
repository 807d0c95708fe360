// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pricelist.h"

#include <costs/ledger.h>

namespace sm::llmcosts {

/// The charges of a provider as a ledger with the metric "billed".
/// \param today  UTC: days from it on are marked as estimated
/// \error Kind::Invalid (code "Currencies") charges in two currencies
/// \error Kind::BadReply amounts that can not be
Result<costs::Ledger> billedLedger(Provider provider, const QList<Charge> &charges, const QDateTime &today);

/// Usage times prices: not billed, and said so. Models that the list does not know are named in its note and left out.
Result<costs::Ledger> estimatedLedger(
    Provider provider, const QList<TokenUsage> &usage, const PriceList &prices, const QDateTime &today);

/// How far \p estimated lies from \p billed, in percent of what was billed; nothing where that is zero.
std::optional<double> gapPercent(const Decimal &billed, const Decimal &estimated);

} // namespace sm::llmcosts
