// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

#include <aws/models.h>
#include <shelf/draft.h>

namespace sm::app {

struct Options;

/// `stationmaster import FILE.md [-o FOLDER]`: makes runbooks of a Markdown file, to be read before they are run. Needs
/// no account and no configuration of AWS, and runs nothing of the file.
class ImportCommand final : public Command
{
public:
    explicit ImportCommand(const Options &options);

    /// \error Kind::Conflict (code "FileExists") a file that would be written is there and different: nothing was
    ///        written; Kind::Storage; as runbooks::draftsOf()
    QCoro::Task<Result<ExitCode>> run(CancelToken token) override;

private:
    /// One runbook of the file, as YAML and with the name that its file gets.
    struct Page
    {
        runbooks::Draft draft;
        QString fileName;
        QByteArray yaml;
    };

    Result<QList<Page>> pages() const;
    Result<void> write(const QList<Page> &pages) const;
    void print(const QList<Page> &pages) const;
    QJsonObject summaryOf(const QList<Page> &pages) const;

    const Options &m_options;
    aws::Models m_models;
};

} // namespace sm::app
