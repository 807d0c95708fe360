// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inputbuilder.h"

#include <aws/servicemodel.h>

namespace sm::commandline {

/// Puts an option that the AWS CLI adds to an operation where it belongs in the input: lambda create-function
/// --zip-file is Code.ZipFile. False: it is none of those that are known here.
bool bindCustom(const QString &service, const aws::Operation &operation, const Argument &argument,
    InputBuilder &builder, AwsCommand &command);

/// ec2 run-instances starts one instance unless it is told how many.
void fillCount(AwsCommand &command);

} // namespace sm::commandline
