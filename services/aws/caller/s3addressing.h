// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "customendpoint.h"

namespace sm::aws {

struct PreparedCall;

/// Moves the bucket from \p path into the host of \p address, as S3 wants it, where the bucket's name allows it. An
/// endpoint that the user gave keeps it in the path: what stands in for S3 seldom has a host a bucket.
void addressBucket(EndpointAddress &address, QByteArray &path, const PreparedCall &call);

/// Whether \p bucket can be a label of a host under a wildcard certificate: 3 to 63 of a-z, 0-9 and '-', without a
/// dot, not an address (S3 User Guide, bucket naming rules).
bool isHostBucket(const QString &bucket);

} // namespace sm::aws
