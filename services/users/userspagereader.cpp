// SPDX-License-Identifier: GPL-3.0-or-later
#include "userspagereader.h"

#include "cognitojson.h"

#include <QCoreApplication>

#include <charconv>
#include <cmath>

namespace sm::users {

namespace {

constexpr size_t mostSharedNames = 256;
constexpr double lastSecond = 253'402'300'799; // of the year 9999

QString text(QByteArrayView utf8) { return QString::fromUtf8(utf8); }

/// Epoch seconds with a fraction, or ISO 8601; anything else is no instant.
QDateTime instant(QByteArrayView wire)
{
    double seconds = 0;
    const auto [end, problem] = std::from_chars(wire.begin(), wire.end(), seconds);
    if (problem == std::errc() && end == wire.end() && std::abs(seconds) <= lastSecond)
        return QDateTime::fromMSecsSinceEpoch(std::llround(seconds * 1000), Qt::UTC);
    return QDateTime::fromString(text(wire), Qt::ISODateWithMs);
}

} // namespace

Result<QJsonObject> UsersPageReader::read(const QByteArray &body)
{
    m_users.clear();
    JsonScanner json(body);
    QJsonObject rest;
    json.enterObject();
    while (json.nextMember()) {
        if (json.name() == "Users") {
            readUsers(json);
        } else if (json.kind() == JsonScanner::Kind::Scalar) {
            const QString name = text(json.name());
            rest.insert(name, text(json.scalar()));
        } else {
            json.skip();
        }
    }
    if (json.finish())
        return rest;
    m_users.clear();
    return Error(Error::Kind::BadReply,
        QCoreApplication::translate("sm::users", "The list of users came cut short or damaged. Try again."));
}

void UsersPageReader::readUsers(JsonScanner &json)
{
    if (json.kind() == JsonScanner::Kind::Null)
        return json.skip();
    json.enterArray();
    while (json.nextElement())
        m_users.append(readUser(json));
}

User UsersPageReader::readUser(JsonScanner &json)
{
    User user;
    json.enterObject();
    while (json.nextMember()) {
        const QByteArrayView name = json.name();
        if (name == "Username")
            user.name.value = text(json.scalar());
        else if (name == "Attributes")
            user.attributes = readAttributes(json);
        else if (name == "UserStatus")
            user.status = userStatusFrom(text(json.scalar()));
        else if (name == "Enabled")
            user.enabled = json.scalar() != "false";
        else if (name == "UserCreateDate")
            user.created = instant(json.scalar());
        else if (name == "UserLastModifiedDate")
            user.modified = instant(json.scalar());
        else
            json.skip();
    }
    return user;
}

QList<UserAttribute> UsersPageReader::readAttributes(JsonScanner &json)
{
    QList<UserAttribute> attributes;
    if (json.kind() == JsonScanner::Kind::Null) {
        json.skip();
        return attributes;
    }
    attributes.reserve(static_cast<qsizetype>(m_names.size()));
    m_nextName = 0;
    json.enterArray();
    while (json.nextElement()) {
        UserAttribute &attribute = attributes.emplaceBack();
        json.enterObject();
        while (json.nextMember()) {
            if (json.name() == "Name")
                attribute.name = attributeName(json.scalar());
            else if (json.name() == "Value")
                attribute.value = text(json.scalar());
            else
                json.skip();
        }
    }
    return attributes;
}

QString UsersPageReader::attributeName(QByteArrayView utf8)
{
    for (size_t i = 0; i < m_names.size(); ++i) {
        const size_t at = (m_nextName + i) % m_names.size();
        if (utf8 == m_names[at].first) {
            m_nextName = at + 1;
            return m_names[at].second;
        }
    }
    const QString name = text(utf8);
    if (m_names.size() < mostSharedNames)
        m_names.emplace_back(utf8.toByteArray(), name);
    return name;
}

} // namespace sm::users
