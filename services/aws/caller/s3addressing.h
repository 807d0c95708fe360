// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "customendpoint.h"

namespace sm::aws {

struct PreparedCall;

/// Moves the bucket from \p path into the host of \p address, as S3 wants it, where the bucket's name allows it. An
/// endpoint that the user gave keeps it in the path: what stands in for S3 seldom has a host a bucket.
void addressBucket(EndpointAddress &address, QByteArray &path, const PreparedCall &call);

} // namespace sm::aws
