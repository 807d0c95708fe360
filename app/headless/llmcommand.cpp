// SPDX-License-Identifier: GPL-3.0-or-later
#include "llmcommand.h"

#include "inputfile.h"
#include "options.h"
#include "output.h"

#include <core/json.h>
#include <costs/query.h>

#include <QCoreApplication>
#include <QJsonObject>
#include <QProcessEnvironment>

#include <cstdio>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;
using llmcosts::Provider;

namespace {

constexpr qsizetype LongestKey = 4096;

QString tr(const char *text) { return QCoreApplication::translate("sm::app::Llm", text); }

Error invalid(const QString &message) { return {Error::Kind::Invalid, message}; }

Result<Provider> providerOf(const QString &word)
{
    if (word == "anthropic"_L1)
        return Provider::Anthropic;
    if (word == "openai"_L1)
        return Provider::OpenAi;
    return invalid(tr("Providers are anthropic and openai."));
}

QMap<Provider, QString> addresses()
{
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    QMap<Provider, QString> found;
    if (const QString address = environment.value(u"STATIONMASTER_ANTHROPIC_URL"_s); !address.isEmpty())
        found.insert(Provider::Anthropic, address);
    if (const QString address = environment.value(u"STATIONMASTER_OPENAI_URL"_s); !address.isEmpty())
        found.insert(Provider::OpenAi, address);
    return found;
}

QDate dateOf(const QString &text)
{
    return QDate::fromString(text.size() == 7 ? text + u"-01"_s : text, u"yyyy-MM-dd"_s);
}

Result<Decimal> totalOf(const costs::Ledger &ledger)
{
    CostQuery query;
    query.metric = CostMetric::Billed;
    const Result<CostAnswer> answer = costs::answer({std::make_shared<const costs::Ledger>(ledger)}, query);
    if (!answer)
        return answer.error();
    return answer->total;
}

/// One line of standard input.
Secret keyOfInput()
{
    QByteArray line(LongestKey, '\0');
    const char *read = std::fgets(line.data(), static_cast<int>(line.size()), stdin);
    const QByteArrayView text = read ? QByteArrayView(read).trimmed() : QByteArrayView();
    Secret key(text);
    line.fill('\0');
    return key;
}

} // namespace

LlmCommand::LlmCommand(Foundation &foundation, const Options &options)
    : m_foundation(foundation)
    , m_options(options)
{
}

QCoro::Task<Result<ExitCode>> LlmCommand::run(CancelToken token)
{
    const QStringList &words = m_options.words.words;
    const Result<Provider> provider = providerOf(words.value(1));
    if (!provider)
        co_return provider.error();
    if (words.value(0) == "keep-key"_L1)
        co_return co_await keepKey(*provider, token);
    if (words.value(0) == "compare"_L1)
        co_return co_await compare(*provider, token);
    co_return invalid(tr("llm has no “%1”; it has keep-key and compare.").arg(words.value(0)));
}

QCoro::Task<Result<ExitCode>> LlmCommand::keepKey(Provider provider, CancelToken token)
{
    const Result<void> kept = co_await m_keys.keep(provider, keyOfInput(), token);
    if (!kept)
        co_return kept.error();
    toStandardError(tr("The key of %1 is in the keyring.").arg(llmcosts::titleOf(provider)));
    co_return ExitCode::Done;
}

QCoro::Task<Result<ExitCode>> LlmCommand::compare(Provider provider, CancelToken token)
{
    const CommandWords &words = m_options.words;
    const Result<QByteArray> list = contentOf(words.value(u"prices"_s));
    if (!list)
        co_return list.error();
    const Result<llmcosts::PriceList> prices = llmcosts::PriceList::parse(*list);
    if (!prices)
        co_return prices.error();
    const QDate from = dateOf(words.value(u"from"_s));
    const QDate to = dateOf(words.value(u"to"_s));
    http::Client client(m_foundation.transport, m_foundation.clock);
    llmcosts::HttpLlmCostService service(client, m_keys, m_foundation.clock, addresses());
    const Result<costs::Ledger> billed = co_await service.billed(provider, from, to, token);
    if (!billed)
        co_return billed.error();
    const auto usage = co_await service.usage(provider, from, to, token);
    if (!usage)
        co_return usage.error();
    const Result<costs::Ledger> estimated
        = llmcosts::estimatedLedger(provider, *usage, *prices, m_foundation.clock.nowUtc());
    if (!estimated)
        co_return estimated.error();
    const Result<Decimal> billedTotal = totalOf(*billed);
    const Result<Decimal> estimatedTotal = totalOf(*estimated);
    if (!billedTotal || !estimatedTotal)
        co_return billedTotal ? estimatedTotal.error() : billedTotal.error();
    const std::optional<double> gap = llmcosts::gapPercent(*billedTotal, *estimatedTotal);
    toStandardOutput(
        toIndentedJson(QJsonObject{{u"provider"_s, llmcosts::titleOf(provider)}, {u"currency"_s, billed->currency},
            {u"billed"_s, billedTotal->toString()}, {u"estimated"_s, estimatedTotal->toString()},
            {u"gapPercent"_s, gap ? QJsonValue(*gap) : QJsonValue()}, {u"note"_s, estimated->note}}));
    co_return ExitCode::Done;
}

} // namespace sm::app
