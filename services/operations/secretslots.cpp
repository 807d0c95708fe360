// SPDX-License-Identifier: GPL-3.0-or-later
#include "secretslots.h"

#include "memberpath.h"
#include "secretname.h"

#include <QCoreApplication>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The name inside "$NAME"; empty when \p value is no such text.
QString placeholder(const QJsonValue &value)
{
    const QString text = value.toString();
    return text.startsWith(u'$') ? text.mid(1) : QString();
}

} // namespace

Result<Operation> withSecretsMovedOut(Operation operation, const QStringList &paths, QSet<QString> &taken)
{
    QSet<QString> unused(operation.secrets.keyBegin(), operation.secrets.keyEnd());
    QMap<QString, Secret> named;
    const Replace moveOut = [&](const QString &member, const QJsonValue &value) -> QJsonValue {
        if (!value.isString())
            return value;
        const QString given = placeholder(value);
        const bool isGiven = operation.secrets.contains(given);
        const QString name = uniqueSecretName(isGiven ? given : member, taken);
        named.insert(name, isGiven ? operation.secrets.value(given) : Secret(value.toString()));
        unused.remove(given);
        return u"$"_s + name;
    };
    QJsonObject with = operation.with;
    for (const QString &path : paths)
        with = replaceAt(with, path, moveOut);
    if (!unused.isEmpty())
        return Error(Error::Kind::Invalid,
            QCoreApplication::translate("sm::operations::Planner", "%1 takes no secret named %2.")
                .arg(operation.uses, *unused.constBegin()));
    return Operation{operation.uses, with, named};
}

QJsonObject withSecretsPutIn(const Operation &operation, const QStringList &paths)
{
    const Replace putIn = [&operation](const QString &, const QJsonValue &value) -> QJsonValue {
        const auto secret = operation.secrets.constFind(placeholder(value));
        return secret == operation.secrets.constEnd() ? value : QJsonValue(QString::fromUtf8(secret->reveal()));
    };
    QJsonObject input = operation.with;
    for (const QString &path : paths)
        input = replaceAt(input, path, putIn);
    return input;
}

QList<Secret> secretsIn(const QJsonObject &answer, const QStringList &paths)
{
    QList<Secret> found;
    const Replace collect = [&found](const QString &, const QJsonValue &value) {
        if (value.isString() && !value.toString().isEmpty())
            found << Secret(value.toString());
        return value;
    };
    for (const QString &path : paths)
        replaceAt(answer, path, collect);
    return found;
}

} // namespace sm::operations
