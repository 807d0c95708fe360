// SPDX-License-Identifier: GPL-3.0-or-later
#include "chainjson.h"

namespace sm::test {

using namespace Qt::Literals::StringLiterals;

namespace {

using Members = QList<std::pair<QString, QString>>;

/// What is empty was not said.
QJsonObject objectOf(const Members &members)
{
    QJsonObject object;
    for (const auto &[name, value] : members) {
        if (!value.isEmpty())
            object.insert(name, value);
    }
    return object;
}

QString textOf(const Secret &secret) { return QString::fromUtf8(secret.reveal()); }

QJsonObject jsonOf(const aws::ProfileKeys &keys)
{
    return {{u"AccessKey"_s,
        objectOf({{u"access_key_id"_s, keys.accessKeyId}, {u"secret_access_key"_s, textOf(keys.secretAccessKey)},
            {u"session_token"_s, textOf(keys.sessionToken)}, {u"account_id"_s, keys.accountId}})}};
}

QJsonObject jsonOf(const aws::NamedSource &source) { return {{u"NamedSource"_s, source.name}}; }

QJsonObject jsonOf(const aws::WebIdentityRole &role)
{
    return {{u"WebIdentityToken"_s,
        objectOf({{u"role_arn"_s, role.roleArn}, {u"web_identity_token_file"_s, role.tokenFile},
            {u"role_session_name"_s, role.sessionName}})}};
}

QJsonObject jsonOf(const aws::SsoAccountRole &role)
{
    return {{u"Sso"_s,
        objectOf({{u"sso_account_id"_s, role.accountId}, {u"sso_region"_s, role.session.region},
            {u"sso_role_name"_s, role.roleName}, {u"sso_start_url"_s, role.session.startUrl},
            {u"sso_session_name"_s, role.session.name}})}};
}

QJsonObject jsonOf(const aws::ProcessCommand &command)
{
    if (command.accountId.isEmpty())
        return {{u"CredentialProcess"_s, command.command}};
    return {
        {u"CredentialProcess"_s, objectOf({{u"command"_s, command.command}, {u"account_id"_s, command.accountId}})}};
}

QString valueFrom(const QJsonValue &value)
{
    if (!value.isObject())
        return value.toString();
    QString nested;
    const QJsonObject object = value.toObject();
    for (auto each = object.begin(); each != object.end(); ++each)
        nested += u"\n"_s + each.key() + u" = "_s + each.value().toString();
    return nested;
}

} // namespace

QMap<QString, aws::ProfileProperties> sectionsFrom(const QJsonObject &object)
{
    QMap<QString, aws::ProfileProperties> sections;
    for (auto section = object.begin(); section != object.end(); ++section) {
        aws::ProfileProperties properties;
        const QJsonObject values = section.value().toObject();
        for (auto each = values.begin(); each != values.end(); ++each)
            properties.insert(each.key(), valueFrom(each.value()));
        sections.insert(section.key(), properties);
    }
    return sections;
}

QJsonArray jsonOf(const aws::ProfileChain &chain)
{
    QJsonArray steps{std::visit([](const auto &base) { return jsonOf(base); }, chain.base)};
    for (const aws::RoleStep &role : chain.roles)
        steps.append(QJsonObject{{u"AssumeRole"_s,
            objectOf({{u"role_arn"_s, role.roleArn}, {u"external_id"_s, role.externalId},
                {u"session_name"_s, role.sessionName}})}});
    return steps;
}

QJsonObject jsonOf(const aws::Credentials &credentials)
{
    QJsonObject object = objectOf(
        {{u"access_key_id"_s, credentials.accessKeyId}, {u"secret_access_key"_s, textOf(credentials.secretAccessKey)},
            {u"session_token"_s, textOf(credentials.sessionToken)}, {u"account_id"_s, credentials.accountId}});
    if (credentials.expiresAt.isValid())
        object.insert(u"expiry"_s, credentials.expiresAt.toSecsSinceEpoch());
    return object;
}

QJsonObject jsonOf(const aws::SsoToken &token)
{
    return {{u"token"_s, textOf(token.accessToken)}, {u"expiration"_s, token.expiresAt.toString(Qt::ISODate)}};
}

} // namespace sm::test
