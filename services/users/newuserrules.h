// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/userplan.h>

namespace sm::users {

/// Where Cognito can send an invitation to; \c DesiredDeliveryMediums. Empty: nowhere.
QString invitationMedium(const QList<UserAttribute> &attributes);

/// Why Cognito would refuse to create \p user in \p pool, in one sentence; empty: nothing speaks against it.
QString problemOf(const NewUser &user, const UserPool &pool);

} // namespace sm::users
