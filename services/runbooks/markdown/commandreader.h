// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document.h"
#include "runbook.h"

namespace sm::markdown {

/// Whether code with this behind its fence is for a shell; what has nothing there may be.
bool isShell(const QString &language);

/// Makes typed commands of code.
class CommandReader
{
public:
    /// \param aws  has to live as long as the reader
    explicit CommandReader(const commandline::AwsReader &aws)
        : m_aws(aws)
    {
    }

    /// The statements of \p code, one step for each comment on lines of its own before a statement; the rest has no
    /// title. Numbered comments without a statement are manual steps. Code in another language than a shell's is one
    /// inert command.
    QList<ImportedStep> steps(const Block &code) const;
    /// The command that \p span is; nothing when it is none that is known.
    std::optional<ImportedCommand> command(const CodeSpan &span) const;

private:
    ImportedCommand read(const commandline::Statement &statement) const;
    void readPipe(const commandline::Statement &pipe, ImportedCommand &command) const;
    void readSimple(const commandline::Statement &statement, ImportedCommand &command) const;

    const commandline::AwsReader &m_aws;
};

} // namespace sm::markdown
