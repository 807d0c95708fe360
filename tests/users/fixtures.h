// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/userplan.h>

namespace sm::test {

using namespace Qt::Literals::StringLiterals;

/// A pool that people sign in to with a name of their own.
inline UserPool somePool()
{
    UserPool pool;
    pool.id.value = u"eu-west-1_Pool"_s;
    pool.name = u"customers"_s;
    pool.attributeNames
        = {u"sub"_s, u"email"_s, u"email_verified"_s, u"name"_s, u"phone_number"_s, u"custom:department"_s};
    return pool;
}

/// The same, where the e-mail address is the name.
inline UserPool emailPool()
{
    UserPool pool = somePool();
    pool.usernameAttributes = {u"email"_s};
    pool.requiredAttributes = {u"email"_s};
    return pool;
}

inline User ada()
{
    User user;
    user.name.value = u"id-ada"_s;
    user.attributes = {{u"sub"_s, u"id-ada"_s}, {u"email"_s, u"ada@example.com"_s}, {u"email_verified"_s, u"true"_s},
        {u"name"_s, u"Ada"_s}};
    user.status = UserStatus::Confirmed;
    user.created = user.modified = QDateTime(QDate(2026, 3, 1), QTime(23, 30), Qt::UTC);
    user.groups = {u"Analysts"_s};
    return user;
}

inline User bob()
{
    User user = ada();
    user.name.value = u"id-bob"_s;
    user.attributes = {{u"sub"_s, u"id-bob"_s}, {u"email"_s, u"bob@example.com"_s}};
    user.status = UserStatus::ForceChangePassword;
    user.groups.clear();
    return user;
}

inline NewUser newUser(const QString &name, const QString &email)
{
    NewUser user;
    user.name.value = name;
    user.attributes = {{u"email"_s, email}};
    return user;
}

} // namespace sm::test
