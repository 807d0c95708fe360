// SPDX-License-Identifier: GPL-3.0-or-later
#include "costdesk.h"

#include "athenaasked.h"
#include "explorerasked.h"
#include "ledgercostservice.h"
#include "llmasked.h"
#include "localinsight.h"

#include <aws/caller.h>
#include <bill/billfile.h>
#include <costexplorer/apisummary.h>
#include <costexplorer/dayevents.h>
#include <costexplorer/explorerfile.h>
#include <costexplorer/explorersource.h>
#include <costexplorer/explorervalues.h>
#include <costsharing/costsharing.h>
#include <coststore/costmeterbook.h>
#include <coststore/sqlitecosts.h>
#include <net/wakeup.h>
#include <savings/awssavingsservice.h>

#include <QDir>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

/// In the order in which they stand on each other.
struct CostDesk::Opened
{
    std::unique_ptr<CostMeterBook> paid;
    std::unique_ptr<SqliteCosts> store;
    std::unique_ptr<ExplorerFile> archive;
    std::unique_ptr<CostSharing> sharing;
    CostStore *bills = nullptr; ///< of the team, or of this computer
    std::unique_ptr<ApiSummary> requests; ///< of Cost Explorer
    std::unique_ptr<ExplorerSource> explorer; ///< nullptr: switched off, or no account
    std::unique_ptr<PaidAnswers> answers;
    std::unique_ptr<ExplorerValues> values;
    std::unique_ptr<DayEvents> events;
    std::unique_ptr<savings::AwsSavingsService> savings;
    llmcosts::KeyringProviderKeys keys;
    std::unique_ptr<http::Client> http; ///< nullptr: providers are not asked
    std::unique_ptr<llmcosts::HttpLlmCostService> providers;
    QList<LlmAsked *> askedProviders; ///< of costs
    std::unique_ptr<LedgerCostService> costs;
    ExplorerAsked *askedExplorer = nullptr; ///< of costs, where there is one
    std::unique_ptr<LocalInsight> insight;
};

namespace {

/// Bills are asked for by their files alone.
QCoro::Task<Result<std::shared_ptr<const Ledger>>> readBill(
    BillRequest request, CostService::ProgressHandler onProgress, CancelToken token)
{
    return bill::openBill(request.files, {request.currency}, std::move(onProgress), std::move(token));
}

/// Whose costs they are: those of another account are never shown for them.
QString scopeOf(const SystemInfo &system)
{
    return system.pinnedAccount.isEmpty() ? system.id.value + u'/' + system.profile : system.pinnedAccount.value;
}

/// Where a team's places can not be reached, its people pay for the same twice.
void addNotes(QList<CostSourceInfo> &sources, const QStringList &notes)
{
    for (CostSourceInfo &each : sources) {
        if (each.source == CostSource::CostExplorer)
            each.note = (QStringList{each.note} + notes).join(u' ');
    }
}

} // namespace

CostDesk::CostDesk(const Parts &parts, Settings settings)
    : m_parts(parts)
    , m_settings(std::move(settings))
{
}

CostDesk::~CostDesk() = default;

void CostDesk::setIdentity(const Identity &identity)
{
    m_identity = identity;
    if (m_opened && m_opened->explorer)
        m_opened->explorer->setIdentity(identity);
}

bool CostDesk::isSharing() const { return m_opened && m_opened->sharing->isWriting(); }

QCoro::Task<Result<void>> CostDesk::open()
{
    if (m_opened)
        co_return ok();
    if (m_opening) {
        net::Wakeup wakeup;
        m_waiting.append(&wakeup);
        co_await wakeup;
        co_return Result<void>(m_lastOpening);
    }
    m_opening = true;
    Result<std::unique_ptr<Opened>> opened = co_await openParts();
    m_opening = false;
    m_lastOpening = opened ? ok() : Result<void>(opened.error());
    if (opened)
        m_opened = std::move(*opened);
    const QList<net::Wakeup *> waiting = std::exchange(m_waiting, {});
    for (net::Wakeup *each : waiting)
        each->wake();
    co_return Result<void>(m_lastOpening);
}

QCoro::Task<Result<std::unique_ptr<CostDesk::Opened>>> CostDesk::openParts() const
{
    QDir().mkpath(m_settings.folder);
    const QString file = m_settings.folder + u'/' + m_settings.prefix + u"%1.sqlite"_s;
    auto opened = std::make_unique<Opened>();
    auto paid = co_await CostMeterBook::open(file.arg(u"cost-meter"_s),
        {m_settings.costs.dailyBudget, m_settings.costs.requestsPerSecond}, &m_parts.clock, &m_parts.sleeper);
    if (!paid)
        co_return paid.error();
    opened->paid = std::move(*paid);
    auto store = co_await SqliteCosts::open(file.arg(u"costs"_s));
    if (!store)
        co_return store.error();
    opened->store = std::move(*store);
    auto archive = co_await ExplorerFile::open(file.arg(u"cost-explorer"_s), &m_parts.clock);
    if (!archive)
        co_return archive.error();
    opened->archive = std::move(*archive);

    opened->sharing = std::make_unique<CostSharing>(CostSharing::Parts{m_parts.runner, m_parts.planner, &m_parts.clock},
        CostSharing::Settings{m_settings.system, m_settings.costs, m_settings.folder});
    opened->bills = &opened->sharing->bills(*opened->store);
    opened->costs
        = std::make_unique<LedgerCostService>(*opened->bills, m_settings.system.id, readBill, opened->paid.get());
    if (m_parts.caller)
        opened->events = std::make_unique<DayEvents>(*m_parts.caller, m_parts.models, m_parts.clock, m_parts.sleeper);
    if (m_parts.caller)
        opened->savings = std::make_unique<savings::AwsSavingsService>(
            *m_parts.caller, m_parts.models, m_parts.clock, m_settings.system.region);
    if (m_parts.caller && m_settings.costs.hasCostExplorer)
        addExplorer(*opened);
    if (m_settings.costs.hasAthena)
        opened->costs->add(std::make_unique<AthenaAsked>(*opened->store, m_settings.system.id));
    if (m_parts.transport && !m_settings.isDemo)
        addProviders(*opened);
    opened->insight = std::make_unique<LocalInsight>(
        LocalInsight::Places{*opened->bills, m_settings.system.id, opened->events.get(), opened->savings.get(),
            opened->explorer.get(), opened->answers.get(), &m_parts.clock, opened->askedExplorer});
    co_return std::move(opened);
}

void CostDesk::addProviders(Opened &opened) const
{
    using llmcosts::Provider;
    QMap<Provider, QString> addresses;
    if (!m_settings.anthropicAddress.isEmpty())
        addresses.insert(Provider::Anthropic, m_settings.anthropicAddress);
    if (!m_settings.openAiAddress.isEmpty())
        addresses.insert(Provider::OpenAi, m_settings.openAiAddress);
    opened.http = std::make_unique<http::Client>(*m_parts.transport, m_parts.clock);
    opened.providers
        = std::make_unique<llmcosts::HttpLlmCostService>(*opened.http, opened.keys, m_parts.clock, addresses);
    for (const Provider provider : {Provider::Anthropic, Provider::OpenAi}) {
        auto asked
            = std::make_unique<LlmAsked>(LlmAsked::Parts{*opened.providers, opened.keys, *opened.store, m_parts.clock},
                m_settings.system.id, provider, m_settings.costs.cacheTtl);
        opened.askedProviders.append(asked.get());
        opened.costs->add(std::move(asked));
    }
}

void CostDesk::addExplorer(Opened &opened) const
{
    const std::chrono::seconds ttl = m_settings.costs.cacheTtl;
    const QString scope = scopeOf(m_settings.system);
    ExplorerArchive &archive = opened.sharing->archive(*opened.archive);
    opened.requests = std::make_unique<ApiSummary>(m_parts.clock, opened.sharing->metrics());
    opened.explorer
        = std::make_unique<ExplorerSource>(ExplorerSource::Parts{*m_parts.caller, m_parts.models, m_parts.clock,
                                               *opened.paid, &archive, opened.requests.get()},
            ExplorerSource::Settings{m_settings.system.id, scope, ttl, m_settings.costs.memoryEntries});
    if (m_identity)
        opened.explorer->setIdentity(*m_identity);
    opened.answers = std::make_unique<PaidAnswers>(
        opened.explorer->paidCaller(), m_parts.models, m_parts.clock, &archive, scope, ttl);
    opened.values = std::make_unique<ExplorerValues>(*opened.answers, m_parts.clock);
    auto asked = std::make_unique<ExplorerAsked>(*opened.explorer, *opened.values,
        CacheLimits{m_settings.costs.memoryEntries, ttl}, &m_parts.clock, m_settings.isDemo);
    opened.askedExplorer = asked.get();
    opened.costs->add(std::move(asked));
}

QCoro::Task<Result<QList<CostSourceInfo>>> CostDesk::sources(CancelToken token)
{
    const Result<void> opened = co_await open();
    if (!opened)
        co_return opened.error();
    Result<QList<CostSourceInfo>> sources = co_await m_opened->costs->sources(std::move(token));
    if (sources)
        addNotes(*sources, m_opened->sharing->notes());
    co_return sources;
}

QCoro::Task<Result<CostAnswer>> CostDesk::answer(CostSource source, CostQuery query, bool fresh, CancelToken token)
{
    const Result<void> opened = co_await open();
    if (!opened)
        co_return opened.error();
    co_return co_await m_opened->costs->answer(source, std::move(query), fresh, std::move(token));
}

QCoro::Task<Result<QStringList>> CostDesk::values(CostSource source, QString dimension, CancelToken token)
{
    const Result<void> opened = co_await open();
    if (!opened)
        co_return opened.error();
    co_return co_await m_opened->costs->values(source, std::move(dimension), std::move(token));
}

QCoro::Task<Result<CostSourceInfo>> CostDesk::openBill(
    BillRequest request, ProgressHandler onProgress, CancelToken token)
{
    const Result<void> opened = co_await open();
    if (!opened)
        co_return opened.error();
    co_return co_await m_opened->costs->openBill(std::move(request), std::move(onProgress), std::move(token));
}

QCoro::Task<Result<void>> CostDesk::forget(CostSource source, CancelToken token)
{
    const Result<void> opened = co_await open();
    if (!opened)
        co_return opened.error();
    if (source == CostSource::CostExplorer && m_opened->askedExplorer)
        co_return co_await forgetExplorer();
    co_return co_await m_opened->costs->forget(source, std::move(token));
}

QCoro::Task<Result<void>> CostDesk::forgetExplorer()
{
    const Result<void> forgotten = co_await m_opened->archive->forget(scopeOf(m_settings.system));
    if (!forgotten)
        co_return forgotten.error();
    m_opened->explorer->forget();
    m_opened->answers->forget();
    m_opened->askedExplorer->forget();
    co_return ok();
}

QCoro::Task<Result<CostMeter>> CostDesk::meter(CancelToken token)
{
    const Result<void> opened = co_await open();
    if (!opened)
        co_return opened.error();
    Result<CostMeter> meter = co_await m_opened->costs->meter(std::move(token));
    if (meter && m_opened->requests)
        meter->lastHour = m_opened->requests->lastHour();
    co_return meter;
}

QCoro::Task<Result<CostOutlook>> CostDesk::outlook(CostAnswer daily, QDate last, CancelToken token)
{
    const Result<void> opened = co_await open();
    if (!opened)
        co_return opened.error();
    co_return co_await m_opened->insight->outlook(std::move(daily), last, std::move(token));
}

QCoro::Task<Result<CostAwsForecast>> CostDesk::awsForecast(
    CostMetric metric, QList<CostFilter> filters, CancelToken token)
{
    const Result<void> opened = co_await open();
    if (!opened)
        co_return opened.error();
    co_return co_await m_opened->insight->awsForecast(metric, std::move(filters), std::move(token));
}

QCoro::Task<Result<QList<CostAnomaly>>> CostDesk::awsAnomalies(CancelToken token)
{
    const Result<void> opened = co_await open();
    if (!opened)
        co_return opened.error();
    co_return co_await m_opened->insight->awsAnomalies(std::move(token));
}

QCoro::Task<Result<void>> CostDesk::askTags(CancelToken token)
{
    const Result<void> opened = co_await open();
    if (!opened)
        co_return opened.error();
    co_return co_await m_opened->insight->askTags(std::move(token));
}

QCoro::Task<Result<QList<CostDayEvent>>> CostDesk::changesOf(QDate day, CancelToken token)
{
    const Result<void> opened = co_await open();
    if (!opened)
        co_return opened.error();
    co_return co_await m_opened->insight->changesOf(day, std::move(token));
}

QCoro::Task<Result<savings::SavingsReport>> CostDesk::savings(CancelToken token)
{
    const Result<void> opened = co_await open();
    if (!opened)
        co_return opened.error();
    co_return co_await m_opened->insight->savings(std::move(token));
}

QCoro::Task<Result<Reconciliation>> CostDesk::reconcile(CancelToken token)
{
    const Result<void> opened = co_await open();
    if (!opened)
        co_return opened.error();
    co_return co_await m_opened->insight->reconcile(std::move(token));
}

QCoro::Task<Result<void>> CostDesk::keep(std::shared_ptr<const Ledger> ledger, CancelToken token)
{
    const Result<void> opened = co_await open();
    if (!opened)
        co_return opened.error();
    const Result<Added> added
        = co_await m_opened->store->add(m_settings.system.id, std::move(ledger), KnownBill::Replace, std::move(token));
    if (!added)
        co_return added.error();
    co_return ok();
}

QCoro::Task<Result<void>> CostDesk::keepKey(llmcosts::Provider provider, Secret key, CancelToken token)
{
    const Result<void> opened = co_await open();
    if (!opened)
        co_return opened.error();
    const Result<void> kept = co_await m_opened->keys.keep(provider, std::move(key), std::move(token));
    keysChanged();
    co_return kept;
}

QCoro::Task<Result<void>> CostDesk::forgetKey(llmcosts::Provider provider, CancelToken token)
{
    const Result<void> opened = co_await open();
    if (!opened)
        co_return opened.error();
    const Result<void> forgotten = co_await m_opened->keys.forget(provider, std::move(token));
    keysChanged();
    co_return forgotten;
}

void CostDesk::keysChanged()
{
    for (LlmAsked *each : std::as_const(m_opened->askedProviders))
        each->keyChanged();
}

} // namespace sm::costs
