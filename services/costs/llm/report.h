// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "provider.h"

#include <core/decimal.h>
#include <core/result.h>

#include <QDate>
#include <QList>

namespace sm::llmcosts {

/// What a provider bills for one day.
struct Charge
{
    QDate day; ///< UTC
    QString service; ///< the model, or what else is billed ("Web Search Usage")
    QString usageType; ///< "uncached_input_tokens", "input"
    QString account; ///< workspace or project; empty: the provider's default one
    QString currency; ///< ISO 4217
    Decimal amount;
};

/// Tokens of one model on one day.
struct TokenUsage
{
    QDate day; ///< UTC
    QString model;
    QString account;
    qint64 uncachedInput = 0;
    qint64 cacheRead = 0;
    qint64 cacheWrite = 0; ///< kept for five minutes
    qint64 cacheWriteLong = 0; ///< kept for an hour
    qint64 output = 0;
    bool isBatch = false; ///< at half the price
};

template <typename Row>
struct ReportPage
{
    QList<Row> rows;
    QString next; ///< the token of the next page; empty: this was the last
};

/// The body of GET /v1/organizations/cost_report or /v1/organization/costs. Anthropic's amounts are texts in cents,
/// OpenAI's are numbers in the currency's unit; both are taken digit by digit.
/// \error Kind::BadReply it is no such report; names the day
Result<ReportPage<Charge>> readCosts(Provider provider, const QByteArray &body);

/// The body of GET /v1/organizations/usage_report/messages or /v1/organization/usage/completions.
/// \error Kind::BadReply it is no such report
Result<ReportPage<TokenUsage>> readUsage(Provider provider, const QByteArray &body);

} // namespace sm::llmcosts
