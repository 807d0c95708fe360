// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "draft.h"

#include <core/canceltoken.h>
#include <core/result.h>
#include <runbooks/runbooklibrary.h>

#include <QCoroTask>

namespace sm::runbooks {

/// Where the user's own runbooks are: "<folder>/<system>/<id>.yaml". All work is done on another thread.
class Shelf
{
public:
    /// \param modelsFolder  as aws::Models has it
    explicit Shelf(QString folder, QString modelsFolder = {});

    QString folder() const { return m_folder; }

    /// Reads all runbooks there are. What is wrong with one is among its problems.
    QCoro::Task<Result<RunbookLibrary>> load(CancelToken token) const;
    /// Reads a Markdown file.
    /// \error Kind::Storage the file can not be read
    /// \error as draftsOf()
    QCoro::Task<Result<QList<Draft>>> import(QString file, CancelToken token) const;
    /// Writes \p runbook, and answers with the file. It is on the disk as a whole or not at all.
    /// \error Kind::Conflict (code "RunbookExists") the user has one with this system and id
    /// \error Kind::Invalid  it could not be read again; the message says what and where
    /// \error Kind::Storage
    QCoro::Task<Result<QString>> save(Runbook runbook) const;

private:
    QString m_folder;
    QString m_modelsFolder;
};

} // namespace sm::runbooks
