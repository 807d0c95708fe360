// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <aws/credentials.h>
#include <core/systeminfo.h>

namespace sm::systems {

/// Who the credentials belong to, by STS's own word, and until when they last.
/// \p caller and \p credentials outlive the task.
/// \error as aws::Caller::read()
QCoro::Task<Result<Identity>> identify(aws::Caller &caller, aws::CredentialsProvider &credentials, CancelToken token);

} // namespace sm::systems
