// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requestbuilder.h"

#include <aws/protocol.h>

namespace sm::aws {

/// Says where the thing is that was asked for in the wrong region, or nothing. Known from S3's redirects, from the
/// region in a Cognito pool id or an ARN of the input, and from the credential scope that a signature refusal expects.
QString regionHint(const PreparedCall &call, const ServiceError &refusal, const net::HttpReply &reply);

} // namespace sm::aws
