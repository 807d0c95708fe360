// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QJsonObject>

namespace sm::deployments {

/// A template as an object whose members can be compared one by one: JSON as it is. Of YAML what its lines say, member
/// by member by their indentation, each value as its text ("!Ref Table"): enough to see what differs and where, and
/// never used to deploy.
QJsonObject templateMembers(const QString &text);

/// The largest template that a request can carry by itself; a larger one has to lie in a bucket.
inline constexpr qsizetype templateBytes = 51'200;
/// The largest template that CloudFormation takes at all.
inline constexpr qsizetype templateBytesInBucket = 1'000'000;

} // namespace sm::deployments
