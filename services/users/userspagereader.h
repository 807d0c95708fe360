// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/jsonscanner.h>
#include <core/result.h>
#include <core/user.h>

#include <QJsonObject>

#include <vector>

namespace sm::users {

/// Reads the pages of ListUsers and ListUsersInGroup straight from the wire. A pool of 100,000 users is 40 MB of JSON:
/// as QJsonObject it costs six times the time of all the rest.
class UsersPageReader
{
public:
    /// Keeps the users of the page for take(), and returns the members beside them: the page token.
    /// \error Kind::BadReply the answer is cut short, or not one of these operations
    Result<QJsonObject> read(const QByteArray &body);
    QList<User> take() { return std::exchange(m_users, {}); }

private:
    void readUsers(JsonScanner &json);
    User readUser(JsonScanner &json);
    QList<UserAttribute> readAttributes(JsonScanner &json);
    QString attributeName(QByteArrayView utf8);

    QList<User> m_users;
    /// Names of attributes met so far: all users share them.
    std::vector<std::pair<QByteArray, QString>> m_names;
    size_t m_nextName = 0; ///< the one that came after this one last time
};

} // namespace sm::users
