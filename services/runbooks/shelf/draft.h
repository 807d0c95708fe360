// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/models.h>
#include <lint/finding.h>
#include <runbooks/runbook.h>

namespace sm::runbooks {

/// A runbook as it was found in a Markdown file: to be read and reviewed before it is kept. Nothing of it is ever run.
struct Draft
{
    Runbook runbook; ///< what was not understood is a manual step with the text of the file
    QList<lint::Finding> findings; ///< those of its lines, by line
    int commands = 0; ///< that the file tells to type
    int typedCommands = 0; ///< those of them that were understood
    int firstLine = 0;
    int lastLine = 0;
};

/// The runbooks of a Markdown file. Each command that was understood is a typed step, its placeholders parameters.
/// \error Kind::Invalid  as markdown::read(); or there is nothing to do in it (code "NoRunbook")
Result<QList<Draft>> draftsOf(const QString &fileName, const QByteArray &bytes, const aws::Models &models);

/// "Reset a user's password" is "reset-a-users-password": at most 60 characters, fit for a file's name.
QString idOfTitle(const QString &title);

} // namespace sm::runbooks
