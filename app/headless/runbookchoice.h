// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options.h"

#include <runbooks/parametervalues.h>
#include <runbooks/runbook.h>

namespace sm::app {

/// The runbook that \p name means: "<system>/<id>", "common/<id>" for one of every system, an id that only one system
/// has (or that the one of --system may use), or the path of a YAML file.
/// \error Kind::NotFound names what there is; Kind::Invalid the file is wrong, a line for each problem
Result<runbooks::Runbook> chosenRunbook(const Options &options, const QString &name);

/// What --param and --secrets give for the parameters of \p runbook.
/// \error Kind::Invalid names each parameter that is missing or wrong
Result<runbooks::ParameterValues> chosenValues(const Options &options, const runbooks::Runbook &runbook);

/// What --secrets names: a file, or - for standard input, with a JSON object of texts.
/// \error Kind::Invalid as contentOf(), or it holds something else
Result<QMap<QString, Secret>> chosenSecrets(const Options &options);

} // namespace sm::app
