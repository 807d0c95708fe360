// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servicename.h"

#include <sources/awsreads.h>
#include <sources/deploymentsource.h>

namespace sm::deployments {

/// Hands over the sections about a service, one after the other; a section that can not be read says so, and the others
/// follow.
/// \error Kind::Cancelled; as aws::Caller::read() when the service itself can not be read
QCoro::Task<Result<void>> tellOfService(
    AwsReads reads, ServiceName name, DeploymentSource::SectionHandler onSection, CancelToken token);

} // namespace sm::deployments
