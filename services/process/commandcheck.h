// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>
#include <process/command.h>

namespace sm::process {

/// Whether \p command can be handed over as it stands, and its folder is there.
/// \error Kind::Invalid  an argument with a NUL, that is no valid text, or is longer than the system takes (code
///                       "Argument"); a folder that is not absolute (code "Folder")
/// \error Kind::NotFound there is no such folder (code "Folder")
Result<void> checkCommand(const Command &command);

} // namespace sm::process
