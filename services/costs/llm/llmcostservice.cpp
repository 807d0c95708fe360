// SPDX-License-Identifier: GPL-3.0-or-later
#include "llmcostservice.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QSet>

#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace sm::llmcosts {

namespace {

constexpr qsizetype MostPages = 1000;
constexpr std::chrono::seconds Limit(60); // of one page

QString tr(const char *text) { return QCoreApplication::translate("sm::llmcosts::LlmCostService", text); }

QString instant(QDate day) { return day.toString(Qt::ISODate) + u"T00:00:00Z"_s; }
QString seconds(QDate day) { return QString::number(day.startOfDay(Qt::UTC).toSecsSinceEpoch()); }

/// Refusals have bodies that say why; they are judged here.
QList<int> anyStatus()
{
    QList<int> all(500);
    std::iota(all.begin(), all.end(), 100);
    return all;
}

/// "error": {"message": "…"}, as both providers have it.
QString saidIn(const QJsonValue &body)
{
    const QString said = body["error"_L1]["message"_L1].toString().left(300);
    return said.isEmpty() ? QString() : u' ' + tr("It says: %1").arg(said);
}

Error refusal(Provider provider, const http::ProbeResult &answer)
{
    const QString title = titleOf(provider);
    const QString code = u"Http%1"_s.arg(answer.status);
    const QString said = saidIn(answer.json);
    if (answer.status == 401 || answer.status == 403) {
        return Error(Error::Kind::Denied,
            tr("%1 does not accept the key. It has to be an admin key of the organization: other keys may not see "
               "costs.")
                .arg(title))
            .withCode(code);
    }
    if (answer.status == 429 || answer.status == 529) {
        const int wait = net::headerValue(answer.headers, "retry-after").toInt();
        const Error error(
            Error::Kind::Throttled, tr("%1 takes no more questions for now. Try again later.").arg(title));
        return error.withCode(code).withRetryAfter(std::chrono::seconds(wait > 0 ? wait : 60));
    }
    if (answer.status == 404)
        return Error(Error::Kind::NotFound, tr("%1 has no such report at this address.").arg(title)).withCode(code);
    if (answer.status >= 400 && answer.status < 500)
        return Error(Error::Kind::Invalid, tr("%1 refuses the question.").arg(title) + said).withCode(code);
    return Error(Error::Kind::BadReply, tr("%1 answered with an error. Try again later.").arg(title) + said)
        .withCode(code);
}

/// "?from&to&…", as each API calls them. One day is one bucket, at most so many a page.
QString patternOf(Provider provider, bool isUsage)
{
    if (provider == Provider::Anthropic) {
        const QString path
            = isUsage ? u"/v1/organizations/usage_report/messages"_s : u"/v1/organizations/cost_report"_s;
        const QString groups = isUsage
            ? u"&group_by%5B%5D=model&group_by%5B%5D=workspace_id&group_by%5B%5D=service_tier"_s
            : u"&group_by%5B%5D=workspace_id&group_by%5B%5D=description"_s;
        return path + u"?starting_at={from}&ending_at={to}&bucket_width=1d&limit=31"_s + groups;
    }
    const QString path = isUsage ? u"/v1/organization/usage/completions"_s : u"/v1/organization/costs"_s;
    const QString groups = isUsage ? u"&limit=31&group_by=model&group_by=project_id&group_by=batch"_s
                                   : u"&limit=180&group_by=project_id&group_by=line_item"_s;
    return path + u"?start_time={from}&end_time={to}&bucket_width=1d"_s + groups;
}

Secret bearer(const Secret &key)
{
    QByteArray text = "Bearer " + key.reveal().toByteArray();
    Secret secret{QByteArrayView(text)};
    text.fill('\0');
    return secret;
}

} // namespace

HttpLlmCostService::HttpLlmCostService(
    http::Client &client, ProviderKeys &keys, const Clock &clock, QMap<Provider, QString> addresses)
    : m_client(client)
    , m_keys(keys)
    , m_clock(clock)
    , m_addresses(std::move(addresses))
{
}

Result<http::Probe> HttpLlmCostService::probe(
    Provider provider, Report report, QDate from, QDate to, const QString &token, const Secret &key) const
{
    const bool isAnthropic = provider == Provider::Anthropic;
    QString pattern = m_addresses.value(provider, usualAddressOf(provider));
    pattern += patternOf(provider, report == Report::Usage);
    QMap<QString, QString> values{
        {u"from"_s, isAnthropic ? instant(from) : seconds(from)}, {u"to"_s, isAnthropic ? instant(to) : seconds(to)}};
    if (!token.isEmpty()) {
        pattern += u"&page={page}"_s;
        values.insert(u"page"_s, token);
    }
    const Result<http::Url> url = http::Url::of(pattern, values);
    if (!url)
        return url.error();
    if (url->isExposed()) {
        return Error(
            Error::Kind::Invalid, tr("The key is not sent to %1 without TLS. Use an https address.").arg(url->host()));
    }
    http::Probe probe;
    probe.url = *url;
    probe.expectedStatus = anyStatus();
    probe.limit = Limit;
    if (isAnthropic) {
        probe.headers = {{"anthropic-version", "2023-06-01"}};
        probe.secretHeaders = {{u"x-api-key"_s, key}};
    } else {
        probe.secretHeaders = {{u"Authorization"_s, bearer(key)}};
    }
    return probe;
}

QCoro::Task<Result<QByteArray>> HttpLlmCostService::page(http::Probe probe, Provider provider, CancelToken token)
{
    const Result<http::ProbeResult> answer = co_await m_client.read(probe, token);
    if (!answer)
        co_return answer.error();
    if (answer->status != 200)
        co_return refusal(provider, *answer);
    co_return answer->body;
}

QCoro::Task<Result<void>> HttpLlmCostService::pages(
    Provider provider, Report report, QDate from, QDate to, TakePage take, CancelToken token)
{
    if (!from.isValid() || !to.isValid() || from >= to)
        co_return Error(Error::Kind::Invalid, tr("There are no days in this range. Choose a later end."));
    const Result<Secret> key = co_await m_keys.key(provider, token);
    if (!key)
        co_return key.error();
    QString next;
    QSet<QString> seen;
    do {
        const Result<http::Probe> wanted = probe(provider, report, from, to, next, *key);
        if (!wanted)
            co_return wanted.error();
        const Result<QByteArray> body = co_await page(*wanted, provider, token);
        if (!body)
            co_return body.error();
        const Result<QString> following = take(*body);
        if (!following)
            co_return following.error();
        next = *following;
        if (seen.contains(next) || seen.size() > MostPages) {
            co_return Error(
                Error::Kind::BadReply, tr("The pages of %1 have no end. Ask for fewer days.").arg(titleOf(provider)))
                .withCode(u"RepeatedToken"_s);
        }
        seen.insert(next);
    } while (!next.isEmpty());
    co_return ok();
}

QCoro::Task<Result<costs::Ledger>> HttpLlmCostService::billed(
    Provider provider, QDate from, QDate to, CancelToken token)
{
    QList<Charge> charges;
    const TakePage take = [&charges, provider](const QByteArray &body) -> Result<QString> {
        const Result<ReportPage<Charge>> page = readCosts(provider, body);
        if (!page)
            return page.error();
        charges += page->rows;
        return page->next;
    };
    const Result<void> read = co_await pages(provider, Report::Costs, from, to, take, token);
    if (!read)
        co_return read.error();
    co_return billedLedger(provider, charges, m_clock.nowUtc());
}

QCoro::Task<Result<QList<TokenUsage>>> HttpLlmCostService::usage(
    Provider provider, QDate from, QDate to, CancelToken token)
{
    QList<TokenUsage> all;
    const TakePage take = [&all, provider](const QByteArray &body) -> Result<QString> {
        const Result<ReportPage<TokenUsage>> page = readUsage(provider, body);
        if (!page)
            return page.error();
        all += page->rows;
        return page->next;
    };
    const Result<void> read = co_await pages(provider, Report::Usage, from, to, take, token);
    if (!read)
        co_return read.error();
    co_return all;
}

} // namespace sm::llmcosts
