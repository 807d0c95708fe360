// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <core/result.h>
#include <http/probe.h>

namespace sm::executors {

/// The input of http:probe and http:trigger:
/// {url, values: {}, method, headers: {}, secretHeaders: {}, status: [], assertion}, and for a trigger body, any JSON
/// or a text. "$NAME" of a secret of the step may be a header and any text of the body; a secret header has to be one.
///
/// {name} in the URL stands for a value, which changes nothing but its own part of it.
/// \error Kind::Invalid (code "Input") names the member that is wrong; as http::requestFor() for what can not be sent
Result<http::Probe> httpProbe(const Step &step);

bool isTrigger(const Step &step);

/// The members of it in which secrets may stand.
QStringList secretMembersOfHttp();

} // namespace sm::executors
