// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

#include <aws/models.h>
#include <lint/finding.h>

namespace sm::app {

struct Options;

/// `stationmaster lint FILE…`: what is wrong with runbooks in Markdown, and with those of ours in YAML. Needs no
/// account and no configuration of AWS.
class LintCommand final : public Command
{
public:
    explicit LintCommand(const Options &options);

    /// ExitCode::Refused when a finding is an error.
    /// \error Kind::Invalid files could not be read or are no text, a line for each; the others were looked at
    QCoro::Task<Result<ExitCode>> run(CancelToken token) override;

private:
    Result<QList<lint::Finding>> findingsOf(const QString &file) const;
    void print(const QList<lint::Finding> &findings) const;

    const Options &m_options;
    aws::Models m_models;
};

} // namespace sm::app
