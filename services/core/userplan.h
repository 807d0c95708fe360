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
    QString runbook = {}; ///< the name of the runbook that gave it; empty: none did
};

/// What a CSV file of users came to.
struct UserImport
{
    struct Row
    {
        int line = 0; ///< in the file, from 1; the header is line 1
        QString name;
        QString problem; ///< empty: the user will be created
    };
    QList<Row> rows;
    QList<NewUser> users; ///< of the rows without a problem, in their order

    qsizetype leftOut() const { return rows.size() - users.size(); }
};

} // namespace sm
