// SPDX-License-Identifier: GPL-3.0-or-later
#include "secretvalues.h"

#include <operations/secretname.h>

#include <QCoreApplication>
#include <QJsonArray>

#include <functional>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;

namespace {

using Put = std::function<QString(const QString &)>;

/// \p value with every text in it replaced by what \p put makes of it; the names of members stay.
QJsonValue mapped(const QJsonValue &value, const Put &put)
{
    if (value.isString())
        return put(value.toString());
    if (value.isArray()) {
        QJsonArray list;
        const QJsonArray items = value.toArray();
        for (const QJsonValue item : items)
            list << mapped(item, put);
        return list;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (QJsonValueRef member : object)
        member = mapped(member, put);
    return object;
}

} // namespace

QString secretName(const QString &text, const QMap<QString, Secret> &secrets)
{
    const QString name = text.startsWith(u'$') ? text.mid(1) : QString();
    return secrets.contains(name) ? name : QString();
}

Result<Operation> withSecretsNamed(Operation operation, const QStringList &members, QSet<QString> &taken)
{
    // A new name must not be like a text that is there already: that one would become the secret too.
    QSet<QString> inUse = taken;
    const Put collect = [&](const QString &text) {
        if (text.startsWith(u'$') && secretName(text, operation.secrets).isEmpty())
            inUse << text.mid(1);
        return text;
    };
    QHash<QString, QString> renamed;
    QMap<QString, Secret> named;
    const Put rename = [&](const QString &text) {
        const QString given = secretName(text, operation.secrets);
        if (given.isEmpty())
            return text;
        QString &name = renamed[given];
        if (name.isEmpty()) {
            name = operations::uniqueSecretName(given, inUse);
            taken << name;
            named.insert(name, operation.secrets.value(given));
        }
        return QString(u'$' + name);
    };
    for (const QString &member : members)
        mapped(operation.with.value(member), collect);
    for (const QString &member : members) {
        if (operation.with.contains(member))
            operation.with.insert(member, mapped(operation.with.value(member), rename));
    }
    for (auto it = operation.secrets.constBegin(); it != operation.secrets.constEnd(); ++it) {
        if (!renamed.contains(it.key()))
            return Error(Error::Kind::Invalid,
                QCoreApplication::translate("sm::executors::Input", "%1 takes no secret named %2.")
                    .arg(operation.uses, it.key()));
    }
    operation.secrets = named;
    return operation;
}

QJsonValue withSecretsPutIn(const QJsonValue &value, const QMap<QString, Secret> &secrets)
{
    return mapped(value, [&secrets](const QString &text) {
        const auto secret = secrets.constFind(secretName(text, secrets));
        return secret == secrets.constEnd() ? text : QString::fromUtf8(secret->reveal());
    });
}

} // namespace sm::executors
