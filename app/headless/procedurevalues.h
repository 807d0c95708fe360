// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options.h"

#include <core/result.h>
#include <runbooks/parametervalues.h>
#include <runbooks/runbook.h>

namespace sm::app {

/// Whether \p runbook asks for a value of this name.
bool takes(const runbooks::Runbook &runbook, const QString &name);

/// The values of a runbook that another command opens: what that command knows, what --param says on top of it, and
/// those of its secrets that were given.
/// \error Kind::Invalid names the value that does not fit; as chosenSecrets()
Result<runbooks::ParameterValues> procedureValues(
    const runbooks::Runbook &runbook, QJsonObject known, const Options &options);

} // namespace sm::app
