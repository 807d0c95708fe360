// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

#include <memory>

namespace sm::app {

class Foundation;
struct Options;

/// The command that \p options name where it needs neither account nor configuration of AWS; else nothing. \p options
/// outlive it.
std::unique_ptr<Command> offlineCommandFor(const Options &options);

/// The command that \p options name; both outlive it.
std::unique_ptr<Command> commandFor(Foundation &foundation, const Options &options);

} // namespace sm::app
