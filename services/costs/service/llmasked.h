// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "askedsource.h"

#include <core/clock.h>
#include <core/ids.h>
#include <coststore/coststore.h>
#include <llmcosts/llmcostservice.h>

namespace sm::net {
class Wakeup;
}

namespace sm::costs {

/// What a provider of language models bills, as one of the sources of LedgerCostService. Asked for 13 months at once,
/// kept in the store, and asked again when what is kept is older than its time to live. Questions that come while an
/// answer is under way wait for it.
class LlmAsked final : public AskedSource
{
public:
    /// All outlive it.
    struct Parts
    {
        llmcosts::LlmCostService &service;
        llmcosts::ProviderKeys &keys;
        CostStore &store;
        const Clock &clock;
    };

    LlmAsked(const Parts &parts, SystemId system, llmcosts::Provider provider, std::chrono::seconds timeToLive);

    CostSource source() const override;
    /// Offered where something is kept, or a key is in the keyring.
    QCoro::Task<Result<CostSourceInfo>> info(CancelToken token) override;
    /// What is kept is shown, with its age, where it could not be renewed.
    QCoro::Task<Result<CostAnswer>> answer(CostQuery query, bool fresh, CancelToken token) override;
    QCoro::Task<Result<QStringList>> values(QString dimension, CancelToken token) override;
    /// The keyring is looked into again with the next question.
    void keyChanged() { m_noKey.reset(); }

private:
    using Kept = std::shared_ptr<const Ledger>;
    struct Found
    {
        Kept ledger;
        CostOrigin origin = CostOrigin::Source;
    };
    QCoro::Task<Result<void>> hasKey(CancelToken token);
    QCoro::Task<Result<Found>> ledger(QDate from, bool fresh, CancelToken token);
    QCoro::Task<Result<Found>> keptOrAsked(QDate beginning, bool fresh, CancelToken token);
    QCoro::Task<Result<Found>> kept(CancelToken token);
    QCoro::Task<Result<Kept>> asked(QDate from, CancelToken token);
    QDate usualBeginning() const;
    bool isYoung(const Kept &ledger) const;
    LedgerKind kind() const;

    Parts m_parts;
    SystemId m_system;
    llmcosts::Provider m_provider;
    std::chrono::seconds m_timeToLive;
    Kept m_ledger; ///< nullptr: not asked for or read yet
    QDate m_askedFrom; ///< what m_ledger was asked for
    std::optional<Error> m_noKey; ///< as the keyring said it last
    QDateTime m_noKeySince;
    bool m_isBusy = false;
    QList<net::Wakeup *> m_waiting; ///< for the answer that is under way
};

} // namespace sm::costs
