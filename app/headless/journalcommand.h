// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

#include <operations/journal.h>

namespace sm::app {

struct Options;

/// `stationmaster journal list|show|verify|export …`: needs no account.
class JournalCommand final : public Command
{
public:
    explicit JournalCommand(const Options &options);

    /// \error Kind::Invalid wrong usage; Kind::NotFound no such entry; Kind::Storage as operations::Journal
    QCoro::Task<Result<ExitCode>> run(CancelToken token) override;

private:
    QCoro::Task<Result<ExitCode>> list(operations::Journal *journal);
    QCoro::Task<Result<ExitCode>> show(operations::Journal *journal);
    QCoro::Task<Result<ExitCode>> exportAll(operations::Journal *journal, CancelToken token);
    QCoro::Task<Result<ExitCode>> verify(operations::Journal *journal, CancelToken token);
    Result<operations::JournalFilter> filter() const;

    const Options &m_options;
};

} // namespace sm::app
