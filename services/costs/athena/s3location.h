// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QString>

namespace sm::athena {

struct S3Location
{
    QString bucket;
    QString prefix; ///< ends in '/' or is empty
};

/// "s3://bucket/prefix" or "s3a://…".
/// \error Kind::Invalid (code "Location") it is no address in S3
Result<S3Location> s3Location(const QString &address);

} // namespace sm::athena
