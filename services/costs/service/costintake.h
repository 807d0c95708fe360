// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/result.h>
#include <core/secret.h>
#include <costs/ledger.h>
#include <llmcosts/provider.h>

#include <QCoroTask>

#include <memory>

namespace sm::costs {

/// What a person brings in beside bill files: results of Athena, and the keys of providers.
class CostIntake
{
public:
    virtual ~CostIntake() = default;

    /// Keeps \p ledger, in place of earlier ones of the same months.
    /// \error as CostStore::add()
    virtual QCoro::Task<Result<void>> keep(std::shared_ptr<const Ledger> ledger, CancelToken token) = 0;

    /// Keeps \p key in the desktop's keyring: from then on the provider is a source of costs.
    /// \error as llmcosts::ProviderKeys::keep()
    virtual QCoro::Task<Result<void>> keepKey(llmcosts::Provider provider, Secret key, CancelToken token) = 0;
    /// Takes the key out of the keyring. What the provider has told stays.
    /// \error as llmcosts::ProviderKeys::forget()
    virtual QCoro::Task<Result<void>> forgetKey(llmcosts::Provider provider, CancelToken token) = 0;
};

} // namespace sm::costs
