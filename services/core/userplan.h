// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan.h"
#include "user.h"

namespace sm {

/// A user to be created.
struct NewUser
{
    UserName name; ///< what goes into Username: the e-mail address where the pool signs in with it
    QList<UserAttribute> attributes;
    QStringList groups;
    bool emailVerified = true;
    bool sendInvitation = true; ///< false: MessageAction SUPPRESS
    Secret password; ///< empty: Cognito makes a temporary one and sends it
    bool permanentPassword = false; ///< the password stays; no change at the first sign-in
};

/// A plan, and whom it leaves out and why.
struct UserPlan
{
    struct LeftOut
    {
        QString name; ///< as displayName()
        QString reason; ///< a sentence
    };
    Plan plan;
    QList<LeftOut> leftOut;
};

} // namespace sm
