// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"
#include "foundation.h"

#include <llmcosts/llmcostservice.h>

namespace sm::app {

/// `stationmaster llm keep-key PROVIDER` keeps the admin key that standard input gives in the desktop's keyring;
/// `stationmaster llm compare PROVIDER` puts what a provider bills beside what its usage costs by a price list.
class LlmCommand final : public Command
{
public:
    /// Both outlive it.
    LlmCommand(Foundation &foundation, const Options &options);

    /// \error Kind::Invalid the words, no key, no price list
    /// \error as llmcosts::ProviderKeys and llmcosts::LlmCostService
    QCoro::Task<Result<ExitCode>> run(CancelToken token) override;

private:
    QCoro::Task<Result<ExitCode>> keepKey(llmcosts::Provider provider, CancelToken token);
    QCoro::Task<Result<ExitCode>> compare(llmcosts::Provider provider, CancelToken token);

    Foundation &m_foundation;
    const Options &m_options;
    llmcosts::KeyringProviderKeys m_keys;
};

} // namespace sm::app
