// SPDX-License-Identifier: GPL-3.0-or-later
#include "cognitojson.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace sm::users {

namespace {

constexpr std::chrono::minutes LongestIdToken = std::chrono::hours(24); // IdTokenValidityType

QStringList strings(const QJsonValue &array)
{
    QStringList all;
    const QJsonArray values = array.toArray();
    for (const QJsonValue each : values)
        all.append(each.toString());
    return all;
}

QDateTime instant(const QJsonValue &value) { return QDateTime::fromString(value.toString(), Qt::ISODateWithMs); }

PasswordPolicy policyFrom(const QJsonObject &json)
{
    PasswordPolicy policy;
    policy.minimumLength = json["MinimumLength"_L1].toInt(policy.minimumLength);
    policy.requiresLowercase = json["RequireLowercase"_L1].toBool();
    policy.requiresUppercase = json["RequireUppercase"_L1].toBool();
    policy.requiresNumbers = json["RequireNumbers"_L1].toBool();
    policy.requiresSymbols = json["RequireSymbols"_L1].toBool();
    policy.temporaryPasswordDays = json["TemporaryPasswordValidityDays"_L1].toInt(policy.temporaryPasswordDays);
    return policy;
}

} // namespace

UserStatus userStatusFrom(const QString &word)
{
    static const QHash<QString, UserStatus> words{
        {u"UNCONFIRMED"_s, UserStatus::Unconfirmed},
        {u"CONFIRMED"_s, UserStatus::Confirmed},
        {u"ARCHIVED"_s, UserStatus::Archived},
        {u"COMPROMISED"_s, UserStatus::Compromised},
        {u"RESET_REQUIRED"_s, UserStatus::ResetRequired},
        {u"FORCE_CHANGE_PASSWORD"_s, UserStatus::ForceChangePassword},
        {u"EXTERNAL_PROVIDER"_s, UserStatus::ExternalProvider},
    };
    return words.value(word, UserStatus::Unknown);
}

User userFrom(const QJsonObject &json)
{
    User user;
    user.name.value = json["Username"_L1].toString();
    user.status = userStatusFrom(json["UserStatus"_L1].toString());
    user.enabled = json["Enabled"_L1].toBool(true);
    user.created = instant(json["UserCreateDate"_L1]);
    user.modified = instant(json["UserLastModifiedDate"_L1]);
    const QJsonArray attributes
        = json.contains("Attributes"_L1) ? json["Attributes"_L1].toArray() : json["UserAttributes"_L1].toArray();
    user.attributes.reserve(attributes.size());
    for (const QJsonValue each : attributes)
        user.attributes.append({each["Name"_L1].toString(), each["Value"_L1].toString()});
    return user;
}

UserPool userPoolFrom(const QJsonObject &json)
{
    UserPool pool;
    pool.idTokenValidity = LongestIdToken;
    pool.id.value = json["Id"_L1].toString();
    pool.name = json["Name"_L1].toString();
    pool.passwordPolicy = policyFrom(json["Policies"_L1]["PasswordPolicy"_L1].toObject());
    pool.usernameAttributes = strings(json["UsernameAttributes"_L1]);
    pool.estimatedUsers = json["EstimatedNumberOfUsers"_L1].toInteger();
    const QJsonArray schema = json["SchemaAttributes"_L1].toArray();
    for (const QJsonValue each : schema) {
        const QString name = each["Name"_L1].toString();
        pool.attributeNames.append(name);
        if (each["Required"_L1].toBool() && name != "sub"_L1)
            pool.requiredAttributes.append(name);
    }
    return pool;
}

std::chrono::minutes idTokenValidityFrom(const QJsonObject &client)
{
    using namespace std::chrono_literals;
    const auto amount = client["IdTokenValidity"_L1].toInteger(0);
    if (amount <= 0)
        return 1h;
    const QString unit = client["TokenValidityUnits"_L1]["IdToken"_L1].toString(u"hours"_s);
    if (unit == "seconds"_L1)
        return std::chrono::ceil<std::chrono::minutes>(std::chrono::seconds(amount));
    if (unit == "minutes"_L1)
        return std::chrono::minutes(amount);
    return unit == "days"_L1 ? std::chrono::hours(24 * amount) : std::chrono::hours(amount);
}

} // namespace sm::users
