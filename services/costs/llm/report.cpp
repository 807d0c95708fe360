// SPDX-License-Identifier: GPL-3.0-or-later
#include "report.h"

#include "exactjson.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace sm::llmcosts {

namespace {

constexpr int CentPlaces = 2;

QString tr(const char *text) { return QCoreApplication::translate("sm::llmcosts::Report", text); }

Error unreadable(Provider provider, const QString &what)
{
    return Error(Error::Kind::BadReply,
        tr("%1 answered with a report without %2. It may have changed its form: look for a newer version.")
            .arg(titleOf(provider), what));
}

/// "2025-08-01T00:00:00Z", or seconds since 1970.
QDate dayOf(Provider provider, const ExactJson &bucket)
{
    if (provider == Provider::Anthropic)
        return QDateTime::fromString(bucket["starting_at"].text(), Qt::ISODate).toUTC().date();
    bool isNumber = false;
    const qint64 seconds = bucket["start_time"].scalar.toLongLong(&isNumber);
    return isNumber ? QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).date() : QDate();
}

std::optional<Decimal> dollarsOfCents(QByteArrayView cents)
{
    const std::optional<Decimal> amount = Decimal::parse(cents);
    if (!amount || amount->decimals() + CentPlaces > Decimal::MaxDecimals)
        return {};
    const std::optional<Int128> mantissa = amount->scaled(amount->decimals());
    if (!mantissa)
        return {};
    return Decimal::fromScaled(*mantissa, amount->decimals() + CentPlaces);
}

QString firstText(const QList<const ExactJson *> &candidates)
{
    for (const ExactJson *each : candidates) {
        if (!each->scalar.isEmpty())
            return each->text();
    }
    return {};
}

Result<Charge> anthropicCharge(QDate day, const ExactJson &row)
{
    const std::optional<Decimal> amount = dollarsOfCents(row["amount"].scalar);
    if (!amount)
        return unreadable(Provider::Anthropic, tr("an amount on %1").arg(day.toString(Qt::ISODate)));
    Charge charge;
    charge.day = day;
    charge.service = firstText({&row["model"], &row["description"], &row["cost_type"]});
    charge.usageType = firstText({&row["token_type"], &row["cost_type"]});
    charge.account = row["workspace_id"].text();
    charge.currency = row["currency"].text().toUpper();
    charge.amount = *amount;
    return charge;
}

/// A line item is "gpt-4o-2024-08-06, input" or "web search".
Result<Charge> openAiCharge(QDate day, const ExactJson &row)
{
    const std::optional<Decimal> amount = Decimal::parse(QByteArrayView(row["amount"]["value"].scalar));
    if (!amount)
        return unreadable(Provider::OpenAi, tr("an amount on %1").arg(day.toString(Qt::ISODate)));
    const QString item = row["line_item"].text();
    Charge charge;
    charge.day = day;
    charge.service = item.section(u", "_s, 0, 0);
    charge.usageType = item.section(u", "_s, 1);
    charge.account = row["project_id"].text();
    charge.currency = row["amount"]["currency"].text().toUpper();
    charge.amount = *amount;
    return charge;
}

qint64 countOf(const ExactJson &count) { return std::max<qint64>(count.scalar.toLongLong(), 0); }

TokenUsage anthropicUsage(QDate day, const ExactJson &row)
{
    TokenUsage usage;
    usage.day = day;
    usage.model = row["model"].text();
    usage.account = row["workspace_id"].text();
    usage.uncachedInput = countOf(row["uncached_input_tokens"]);
    usage.cacheRead = countOf(row["cache_read_input_tokens"]);
    usage.cacheWrite = countOf(row["cache_creation"]["ephemeral_5m_input_tokens"]);
    usage.cacheWriteLong = countOf(row["cache_creation"]["ephemeral_1h_input_tokens"]);
    usage.output = countOf(row["output_tokens"]);
    usage.isBatch = row["service_tier"].scalar == "batch";
    return usage;
}

/// OpenAI's input_tokens hold the cached ones, too.
TokenUsage openAiUsage(QDate day, const ExactJson &row)
{
    TokenUsage usage;
    usage.day = day;
    usage.model = row["model"].text();
    usage.account = row["project_id"].text();
    usage.cacheRead = countOf(row["input_cached_tokens"]);
    usage.cacheWrite = countOf(row["input_cache_write_tokens"]);
    const bool isSaid = row["input_uncached_tokens"].kind == ExactJson::Kind::Scalar;
    usage.uncachedInput = isSaid
        ? countOf(row["input_uncached_tokens"])
        : std::max<qint64>(countOf(row["input_tokens"]) - usage.cacheRead - usage.cacheWrite, 0);
    usage.output = countOf(row["output_tokens"]);
    usage.isBatch = row["batch"].scalar == "true";
    return usage;
}

/// Goes through the buckets of a page and the rows in each.
template <typename Row, typename ReadRow>
Result<ReportPage<Row>> readPage(Provider provider, const QByteArray &body, const ReadRow &readRow)
{
    const Result<ExactJson> json = ExactJson::parse(body);
    if (!json)
        return json.error();
    if ((*json)["data"].kind != ExactJson::Kind::Array)
        return unreadable(provider, tr("days"));
    ReportPage<Row> page;
    for (const ExactJson &bucket : (*json)["data"].elements) {
        const QDate day = dayOf(provider, bucket);
        if (!day.isValid())
            return unreadable(provider, tr("days"));
        for (const ExactJson &row : bucket["results"].elements) {
            const Result<Row> read = readRow(day, row);
            if (!read)
                return read.error();
            page.rows.append(*read);
        }
    }
    if ((*json)["has_more"].scalar == "true")
        page.next = (*json)["next_page"].text();
    return page;
}

} // namespace

Result<ReportPage<Charge>> readCosts(Provider provider, const QByteArray &body)
{
    return readPage<Charge>(provider, body, provider == Provider::Anthropic ? anthropicCharge : openAiCharge);
}

Result<ReportPage<TokenUsage>> readUsage(Provider provider, const QByteArray &body)
{
    const auto read = [provider](QDate day, const ExactJson &row) -> Result<TokenUsage> {
        return provider == Provider::Anthropic ? anthropicUsage(day, row) : openAiUsage(day, row);
    };
    return readPage<TokenUsage>(provider, body, read);
}

} // namespace sm::llmcosts
