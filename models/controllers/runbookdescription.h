// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/formfield.h>
#include <core/runbookinfo.h>
#include <lint/finding.h>
#include <operations/catalog.h>
#include <runbooks/runbook.h>

namespace sm::controllers {

/// What a person reads of \p runbook: without key, system and findings, which it does not know.
RunbookInfo describe(const runbooks::Runbook &runbook, const operations::Catalog &catalog);

QList<RunbookFinding> describe(const QList<lint::Finding> &findings);

/// The form for \p parameters. A secret has no initial value.
QList<FormField> fieldsOf(const QList<runbooks::Parameter> &parameters);

} // namespace sm::controllers
