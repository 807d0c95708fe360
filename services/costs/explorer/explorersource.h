// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apimetrics.h"
#include "explorerarchive.h"
#include "explorerpermission.h"
#include "explorershelf.h"
#include "flights.h"
#include "paidcaller.h"

#include <aws/models.h>
#include <costs/ledger.h>

#include <memory>

namespace sm::costs {

/// What a question would cost before it is asked.
struct ExplorerPrice
{
    int requests = 0; ///< at least: long answers come in several pages, each of which is one
    Decimal dollars; ///< of so many requests
    QList<ExplorerSpan> missing; ///< what would be asked
};

struct ExplorerAnswer
{
    CostAnswer answer;
    int requests = 0; ///< that were made for it, at least; who wanted the same at that moment shares them
    /// Why older figures are shown: today's budget is used up (code "BudgetExhausted"), or Cost Explorer could not be
    /// reached. CostAnswer::asOf says how old they are. Nothing: the answer is as fresh as it should be.
    std::optional<Error> notRenewed;
};

/// AWS Cost Explorer: GetCostAndUsage, of which only the part is asked that is not known.
///
/// Answers are kept by day or month for each metric, grouping and filter. Closed months (UsagePeriod::isClosed()) are
/// never asked for again; the others are when their answer is older than Settings::cacheTtl. What is known by day
/// answers questions by month, and what is known by two dimensions those by one of them, without asking.
class ExplorerSource
{
public:
    /// All outlive it, and it outlives what it is asked.
    struct Parts
    {
        aws::Caller &caller; ///< of any region: the service's rules name its own endpoint and signing region
        const aws::Models &models;
        const Clock &clock;
        PaidRequests &paid;
        ExplorerArchive *archive = nullptr; ///< nullptr: nothing outlives the program
        ApiMetrics *metrics = nullptr;
    };

    struct Settings
    {
        SystemId system;
        QString scope; ///< whose costs: what is kept under one scope is never shown under another; the account id
        std::chrono::seconds cacheTtl = std::chrono::hours(6); ///< COST_EXPLORER_CACHE_TTL
        int memoryEntries = 1000; ///< MEMORY_CACHE_SIZE, months of a shape
    };

    ExplorerSource(const Parts &parts, Settings settings);
    ~ExplorerSource();
    Q_DISABLE_COPY_MOVE(ExplorerSource)

    /// Who is signed in. Then what is not allowed is found out, where IAM lets one ask, before the first question that
    /// costs money.
    void setIdentity(const Identity &identity) { m_permission.setIdentity(identity); }

    /// What it has; asks nobody.
    CostSourceInfo info() const;
    /// What \p query costs now; asks nobody.
    /// \error Kind::Invalid as ask()
    QCoro::Task<Result<ExplorerPrice>> price(CostQuery query, bool fresh, CancelToken token);
    /// \param fresh asks although an answer is kept; no effect on closed months
    /// \error Kind::Invalid   a metric, dimension or range that Cost Explorer does not have, or more than two
    ///        dimensions; says what to do
    /// \error Kind::Denied    names the action that is missing
    /// \error Kind::Throttled code "BudgetExhausted", retryAfter() up to the next day (UTC): and nothing is kept
    /// \error Kind::Cancelled \p token was cancelled. A page that is under way comes all the same, for it is paid;
    ///        no further one is asked for when nobody else waits
    QCoro::Task<Result<ExplorerAnswer>> ask(CostQuery query, bool fresh, CancelToken token);
    /// The same without its circumstances.
    QCoro::Task<Result<CostAnswer>> answer(CostQuery query, bool fresh, CancelToken token);
    /// The charges of \p range by day and \p dimensions (two at most): what a chart regroups without asking again.
    /// \error as ask()
    QCoro::Task<Result<std::shared_ptr<const Ledger>>> ledger(
        CostMetric metric, ExplorerSpan range, QStringList dimensions, bool fresh, CancelToken token);

    /// Forgets what is in memory; the archive has its own way.
    void forget();

    /// Ends what is under way, also what was sent: when the program ends. Whoever waits is told on the next turns of
    /// the event loop.
    void close() { m_paid.close(); }

    /// For the other questions: they are paid, counted and explained in the same way.
    aws::Caller &paidCaller() { return m_paid; }

private:
    struct Question
    {
        CostQuery query;
        ExplorerSpan range;
        ExplorerShape shape;
        Freshness freshness;
    };
    struct Found
    {
        ExplorerShape shape; ///< what answers the question: its own, or one that covers it
        QList<ExplorerSpan> missing;
        CostOrigin origin = CostOrigin::Memory;
    };

    /// A ledger of what was known at a time: regrouping needs no new one.
    struct Built
    {
        ExplorerShape shape;
        ExplorerSpan range;
        quint64 version = 0;
        std::shared_ptr<const Ledger> ledger;
    };

    Result<Question> question(const CostQuery &query, bool fresh) const;
    QCoro::Task<Found> look(Question question, CancelToken token);
    std::optional<ExplorerShape> knownShape(const Question &question) const;
    QCoro::Task<Result<int>> fill(ExplorerShape shape, QList<ExplorerSpan> missing, CancelToken token);
    QCoro::Task<Result<void>> fetch(ExplorerShape shape, ExplorerSpan span, CancelToken unwanted);
    QCoro::Task<Result<QList<UsagePeriod>>> walk(ExplorerShape shape, ExplorerSpan span, CancelToken unwanted);
    QCoro::Task<Result<ExplorerAnswer>> shown(Question question, Found found, int requests);
    QCoro::Task<Result<std::shared_ptr<const Ledger>>> built(ExplorerShape shape, ExplorerSpan range);

    const aws::Models &m_models;
    const Clock &m_clock;
    Settings m_settings;
    PaidCaller m_paid;
    ExplorerPermission m_permission;
    ExplorerShelf m_shelf;
    Flights m_flights;
    QList<Built> m_built; ///< the latest first
    QString m_currency; ///< of the latest answer in money
};

} // namespace sm::costs
