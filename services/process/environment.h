// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>
#include <process/command.h>

#include <QProcessEnvironment>

namespace sm::process {

/// What \p command gets: of our own environment only what a program needs to find its files, its language, its network
/// and its agent, and then what the command adds.
///
/// Nothing of AWS is handed on. A profile or region of ours could point a program at another account than the one that
/// the plan names, so the plan has to name them (AWS_PROFILE); access keys are never given to a program, not even on
/// request: it is given a profile.
///
/// \error Kind::Invalid code "Environment": a name that is no identifier, a value with a NUL, AWS access keys, or what
///        makes another program of the one whose hash was shown (LD_…, BASH_ENV)
Result<QProcessEnvironment> childEnvironment(const Command &command);

} // namespace sm::process
