// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"
#include "foundation.h"

#include <aws/awscaller.h>
#include <core/jmespath.h>

#include <QCoroTask>

#include <optional>

namespace sm::app {

/// `stationmaster call SERVICE:OPERATION …`
class CallCommand final : public Command
{
public:
    CallCommand(Foundation &foundation, const Options &options);

    /// Prints the answer; \p token cancels.
    /// \error Kind::Invalid wrong usage, else as aws::Caller
    QCoro::Task<Result<ExitCode>> run(CancelToken token) override;
    QString warning() const override;

private:
    Result<void> prepare();
    Result<QJsonObject> readInput() const;
    QCoro::Task<Result<void>> call(CancelToken token);
    QCoro::Task<Result<void>> read(CancelToken token);
    QCoro::Task<Result<void>> readAllPages(CancelToken token);
    QCoro::Task<Result<void>> write(CancelToken token);
    Error unknownService(const Error &error) const;
    Result<Plan> planned() const;
    Result<void> checkConfirmed(const Plan &plan) const;
    Result<void> printRequest() const;
    Result<void> print(const QJsonValue &answer) const;

    Foundation &m_foundation;
    const Options &m_options;
    SystemInfo m_system;
    aws::Call m_call;
    std::optional<jmespath::Expression> m_query;
    std::unique_ptr<aws::CredentialsProvider> m_credentials;
    std::unique_ptr<aws::AwsCaller> m_caller;
};

} // namespace sm::app
