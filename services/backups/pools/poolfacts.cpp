// SPDX-License-Identifier: GPL-3.0-or-later
#include "poolfacts.h"

#include <QJsonArray>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QStringList textsOf(const QJsonValue &list)
{
    QStringList texts;
    const QJsonArray items = list.toArray();
    for (const QJsonValue item : items)
        texts << item.toString();
    return texts;
}

/// Attributes that every pool has need no mention, unless they are required; a custom one is named without "custom:".
QJsonArray schemaToCreate(const QJsonArray &attributes)
{
    QJsonArray schema;
    for (const QJsonValue each : attributes) {
        QJsonObject attribute = each.toObject();
        const QString name = attribute.value(u"Name"_s).toString();
        const bool isCustom = name.startsWith("custom:"_L1);
        if (!isCustom && (!attribute.value(u"Required"_s).toBool() || name == "sub"_L1))
            continue;
        if (isCustom)
            attribute.insert(u"Name"_s, name.mid(7));
        schema << attribute;
    }
    return schema;
}

/// Nothing that sends messages, calls functions or needs a role: a scratch pool must not be noticed by anybody.
QJsonObject createInput(const QJsonObject &description)
{
    QJsonObject input;
    const QStringList kept{u"AliasAttributes"_s, u"UsernameAttributes"_s, u"UsernameConfiguration"_s,
        u"AccountRecoverySetting"_s, u"UserPoolTier"_s};
    for (const QString &member : kept) {
        if (description.contains(member))
            input.insert(member, description.value(member));
    }
    const QJsonValue password = description.value(u"Policies"_s)[u"PasswordPolicy"_s];
    if (password.isObject())
        input.insert(u"Policies"_s, QJsonObject{{u"PasswordPolicy"_s, password}});
    const QJsonArray schema = schemaToCreate(description.value(u"SchemaAttributes"_s).toArray());
    if (!schema.isEmpty())
        input.insert(u"Schema"_s, schema);
    return input;
}

} // namespace

QString PoolFacts::keyOf(const PoolUser &user) const
{
    const QString key = nameToCreate(user);
    return isCaseSensitive ? key : key.toLower();
}

QString PoolFacts::nameToCreate(const PoolUser &user) const
{
    for (const QString &attribute : signInBy) {
        if (const QString value = user.attributes.value(attribute); !value.isEmpty())
            return value;
    }
    return user.name;
}

QJsonObject PoolFacts::settings() const
{
    QJsonObject kept = description;
    kept.remove(u"EstimatedNumberOfUsers"_s);
    return {{u"pool"_s, kept}, {u"create"_s, createInput(description)}};
}

PoolFacts poolFactsFrom(const QJsonObject &description)
{
    PoolFacts facts;
    facts.description = description;
    facts.id = description.value(u"Id"_s).toString();
    facts.name = description.value(u"Name"_s).toString();
    facts.signInBy = textsOf(description.value(u"UsernameAttributes"_s));
    facts.isCaseSensitive = description.value(u"UsernameConfiguration"_s)[u"CaseSensitive"_s].toBool(true);
    const QString mfa = description.value(u"MfaConfiguration"_s).toString();
    facts.hasMfa = !mfa.isEmpty() && mfa != "OFF"_L1;
    facts.hasDevices = !description.value(u"DeviceConfiguration"_s).toObject().isEmpty();
    const QJsonObject tags = description.value(u"UserPoolTags"_s).toObject();
    for (auto it = tags.begin(); it != tags.end(); ++it)
        facts.tags.insert(it.key(), it.value().toString());
    return facts;
}

PoolFacts poolFactsFromSettings(const QJsonObject &settings)
{
    return poolFactsFrom(settings.value(u"pool"_s).toObject());
}

QCoro::Task<Result<PoolFacts>> describedPool(aws::Caller *caller, QString pool, CancelToken token)
{
    const aws::Call call{u"cognito-idp"_s, u"DescribeUserPool"_s, {{u"UserPoolId"_s, pool}}};
    const Result<aws::Answer> answer = co_await caller->read(call, token);
    if (!answer)
        co_return answer.error();
    co_return poolFactsFrom(answer->output.value(u"UserPool"_s).toObject());
}

} // namespace sm::backups
