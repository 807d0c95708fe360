// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "costinsight.h"
#include "costintake.h"

#include <core/clock.h>
#include <core/systeminfo.h>
#include <costs/costservice.h>
#include <costs/settings.h>
#include <net/sleeper.h>

#include <memory>

namespace sm::aws {
class Caller;
class Models;
} // namespace sm::aws
namespace sm::operations {
class Planner;
class Runner;
} // namespace sm::operations
namespace sm::net {
class Transport;
class Wakeup;
} // namespace sm::net

namespace sm::costs {

/// The costs of one system with everything that they need: where they are kept, the sources that its account has, and
/// what can be said about them. Nothing is opened before the first question.
///
///     CostDesk desk({&caller, models, clock, sleeper}, {folder, {}, system,
///     CostSettings::fromEnvironment(variables)}); const Result<CostAnswer> answer = co_await
///     desk.answer(CostSource::CurBills, query, false, token);
class CostDesk final : public CostService, public CostInsight, public CostIntake
{
public:
    /// All outlive it.
    struct Parts
    {
        aws::Caller *caller = nullptr; ///< nullptr: there is no account, so only bill files
        const aws::Models &models;
        const Clock &clock;
        net::Sleeper &sleeper;
        net::Transport *transport = nullptr; ///< nullptr: providers of language models are not asked
        operations::Runner *runner = nullptr; ///< nullptr: nothing is shared with a team
        const operations::Planner *planner = nullptr;
    };

    struct Settings
    {
        QString folder; ///< is made when it is missing
        QString prefix; ///< of the files in it: "demo-"
        SystemInfo system;
        CostSettings costs;
        bool isDemo = false; ///< nothing that is asked costs anything
        QString anthropicAddress = {}; ///< empty: the usual one
        QString openAiAddress = {};
    };

    CostDesk(const Parts &parts, Settings settings);
    ~CostDesk() override;
    Q_DISABLE_COPY_MOVE(CostDesk)

    /// Whether answers are still on their way to the team: a program that ends waits for it.
    bool isSharing() const;
    /// Who is signed in: then what is not allowed is found out before it is paid for.
    void setIdentity(const Identity &identity);

    /// All of these: \error Kind::Storage what is kept here can not be opened
    QCoro::Task<Result<QList<CostSourceInfo>>> sources(CancelToken token) override;
    QCoro::Task<Result<CostAnswer>> answer(CostSource source, CostQuery query, bool fresh, CancelToken token) override;
    QCoro::Task<Result<QStringList>> values(CostSource source, QString dimension, CancelToken token) override;
    QCoro::Task<Result<CostSourceInfo>> openBill(
        BillRequest request, ProgressHandler onProgress, CancelToken token) override;
    /// What Cost Explorer said is forgotten on this computer; a team keeps what it shares.
    QCoro::Task<Result<void>> forget(CostSource source, CancelToken token) override;
    QCoro::Task<Result<CostMeter>> meter(CancelToken token) override;

    QCoro::Task<Result<CostOutlook>> outlook(CostAnswer daily, QDate last, CancelToken token) override;
    QCoro::Task<Result<CostAwsForecast>> awsForecast(
        CostMetric metric, QList<CostFilter> filters, CancelToken token) override;
    QCoro::Task<Result<QList<CostAnomaly>>> awsAnomalies(CancelToken token) override;
    QCoro::Task<Result<void>> askTags(CancelToken token) override;
    QCoro::Task<Result<QList<CostDayEvent>>> changesOf(QDate day, CancelToken token) override;
    QCoro::Task<Result<savings::SavingsReport>> savings(CancelToken token) override;
    QCoro::Task<Result<Reconciliation>> reconcile(CancelToken token) override;

    QCoro::Task<Result<void>> keep(std::shared_ptr<const Ledger> ledger, CancelToken token) override;
    QCoro::Task<Result<void>> keepKey(llmcosts::Provider provider, Secret key, CancelToken token) override;
    QCoro::Task<Result<void>> forgetKey(llmcosts::Provider provider, CancelToken token) override;

private:
    struct Opened;

    QCoro::Task<Result<void>> open();
    QCoro::Task<Result<std::unique_ptr<Opened>>> openParts() const;
    void addExplorer(Opened &opened) const;
    QCoro::Task<Result<void>> forgetExplorer();
    void addProviders(Opened &opened) const;
    void keysChanged();

    Parts m_parts;
    Settings m_settings;
    std::optional<Identity> m_identity;
    std::unique_ptr<Opened> m_opened;
    bool m_opening = false;
    Result<void> m_lastOpening;
    QList<net::Wakeup *> m_waiting;
};

} // namespace sm::costs
