// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/protocol.h>
#include <aws/retryclassifier.h>
#include <core/error.h>

namespace sm::aws {

/// What a service's word for a refusal means here: what the retry rules call throttling first, then the code, then the
/// model's status for it, then the status. A code that nobody knows is Kind::Internal.
Error::Kind kindOf(const ServiceError &refusal, int status, Failure failure);

/// The credentials were good once and are not any more.
bool isExpired(const QString &code);

} // namespace sm::aws
