// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commandnames.h"

namespace sm::commandline {

/// The options that every command of the AWS CLI has, as its user guide lists them (version 2).
const QList<OptionName> &globalOptions();

/// The options that every operation has: --cli-input-json and its like.
const QList<OptionName> &inputOptions();

/// Those of an operation that answers in pages.
QList<OptionName> pageOptions(bool hasPageSize);

} // namespace sm::commandline
