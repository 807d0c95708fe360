// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sm::aws {

/// The name of an operation or of a member of its input on the AWS CLI's command line: "AdminSetUserMFAPreference" is
/// "admin-set-user-mfa-preference", as botocore splits names into words.
QString cliName(const QString &name);

/// The AWS CLI's name of the service that its models call \p service.
QString cliService(const QString &service);

} // namespace sm::aws
