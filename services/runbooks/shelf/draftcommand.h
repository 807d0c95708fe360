// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "draftparameters.h"

#include <aws/models.h>
#include <markdown/runbook.h>
#include <runbooks/runbookstep.h>

namespace sm::runbooks {

/// What a command of a Markdown file does as a step.
struct DraftAction
{
    QString uses;
    JsonTemplate with;
    QStringList notes; ///< what of the command was not taken over
};

/// \p command as a typed step. Nothing: it can not be one, and \p why says the reason as a sentence.
std::optional<DraftAction> draftAction(const markdown::ImportedCommand &command, const aws::Models &models,
    DraftParameters &parameters, const Place &place, QString &why);

/// The command as it stands, with "$NAME" in the place of each password in it.
QString shownCommand(const markdown::ImportedCommand &command);

} // namespace sm::runbooks
