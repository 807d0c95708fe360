// SPDX-License-Identifier: GPL-3.0-or-later
#include "llmledger.h"

#include <costs/ledgerbuilder.h>

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace sm::llmcosts {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::llmcosts::LlmLedger", text); }

costs::LedgerBuilder builderFor(Provider provider)
{
    const auto kind = provider == Provider::Anthropic ? costs::LedgerKind::Anthropic : costs::LedgerKind::OpenAi;
    return costs::LedgerBuilder(kind,
        {costdimension::Provider, costdimension::Service, costdimension::UsageType, costdimension::Account},
        {CostMetric::Billed});
}

/// What all ledgers of a provider have in common.
Result<costs::Ledger> finished(
    costs::LedgerBuilder &builder, const QString &title, const QString &currency, const QDateTime &today)
{
    Result<costs::Ledger> ledger = builder.take();
    if (!ledger)
        return ledger.error();
    ledger->title = title;
    ledger->currency = currency;
    ledger->asOf = today;
    ledger->digest
        = QCryptographicHash::hash((title + today.toString(Qt::ISODateWithMs)).toUtf8(), QCryptographicHash::Sha256);
    return ledger;
}

} // namespace

Result<costs::Ledger> billedLedger(Provider provider, const QList<Charge> &charges, const QDateTime &today)
{
    costs::LedgerBuilder builder = builderFor(provider);
    const QString currency = charges.isEmpty() ? u"USD"_s : charges.constFirst().currency;
    for (const Charge &charge : charges) {
        if (charge.currency != currency) {
            return Error(Error::Kind::Invalid,
                tr("%1 bills in %2 and in %3, which can not be added.")
                    .arg(titleOf(provider), currency, charge.currency))
                .withCode(u"Currencies"_s);
        }
        builder.add(charge.day,
            {titleOf(provider).toUtf8(), charge.service.toUtf8(), charge.usageType.toUtf8(), charge.account.toUtf8()},
            {charge.amount});
        if (charge.day >= today.date())
            builder.markEstimated(charge.day);
    }
    return finished(builder, titleOf(provider), currency, today);
}

Result<costs::Ledger> estimatedLedger(
    Provider provider, const QList<TokenUsage> &usage, const PriceList &prices, const QDateTime &today)
{
    costs::LedgerBuilder builder = builderFor(provider);
    QStringList unknown;
    for (const TokenUsage &each : usage) {
        const std::optional<TokenPrices> price = prices.of(provider, each.model, each.day);
        if (!price) {
            const QString name = each.model.isEmpty() ? tr("usage without a model") : each.model;
            if (!unknown.contains(name))
                unknown.append(name);
            continue;
        }
        builder.add(each.day, {titleOf(provider).toUtf8(), each.model.toUtf8(), {}, each.account.toUtf8()},
            {costOf(each, *price)});
    }
    Result<costs::Ledger> ledger
        = finished(builder, tr("%1, estimated from usage").arg(titleOf(provider)), u"USD"_s, today);
    if (!ledger)
        return ledger.error();
    ledger->billed = false;
    ledger->note = tr("Tokens times list prices: not what is invoiced.");
    if (!unknown.isEmpty())
        ledger->note += u' ' + tr("Without a price, and left out: %1.").arg(unknown.join(u", "_s));
    return ledger;
}

std::optional<double> gapPercent(const Decimal &billed, const Decimal &estimated)
{
    if (billed.isZero())
        return {};
    return (estimated - billed).toDouble() / billed.magnitude().toDouble() * 100;
}

} // namespace sm::llmcosts
