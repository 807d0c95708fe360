// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/userplan.h>

namespace sm::users {

/// The steps that plans for the users of one pool are made of.
class UserSteps
{
public:
    explicit UserSteps(UserPool pool);

    /// The user, a permanent password and the groups, in this order.
    QList<Step> create(const NewUser &user) const;
    Step setPassword(const UserName &user, const QString &displayed, UserStatus before, const Secret &password,
        bool permanent) const;
    Step resetPassword(const User &user) const;
    /// \p medium as DesiredDeliveryMediums has it.
    Step resendInvitation(const User &user, const QString &medium) const;
    Step disable(const User &user) const;
    Step enable(const User &user) const;
    Step signOut(const User &user) const;
    Step setMember(const User &user, const GroupName &group, bool member) const;
    Step setAttributes(const User &user, const QList<UserAttribute> &attributes) const;
    Step deleteAttributes(const User &user, const QStringList &names) const;
    /// \p isWhole: groups and pool are known, and with them all that the step takes away.
    Step remove(const User &user, bool isWhole) const;

private:
    Step step(const QString &title, const QString &resource, const char *operation, QJsonObject input,
        QList<Change> changes) const;
    Step account(const NewUser &user) const;
    QList<UserAttribute> attributesOf(const NewUser &user) const;

    UserPool m_pool;
};

} // namespace sm::users
