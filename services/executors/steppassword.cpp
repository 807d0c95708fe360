// SPDX-License-Identifier: GPL-3.0-or-later
#include "steppassword.h"

#include "secretvalues.h"

#include <core/json.h>

#include <QCoreApplication>

#include <algorithm>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isMeantIn(const QJsonObject &with, const QStringList &members)
{
    return std::any_of(members.begin(), members.end(),
        [&with](const QString &member) { return toCompactJson(with.value(member)).contains("\"$PASSWORD\""); });
}

} // namespace

Result<Operation> withPasswordNamed(Operation operation, const QStringList &members, QSet<QString> &taken)
{
    const QString member = u"password"_s;
    if (operation.secrets.contains(u"PASSWORD"_s) && !operation.with.contains(member)
        && !isMeantIn(operation.with, members))
        operation.with.insert(member, u"$PASSWORD"_s);
    const bool isOpen = operation.with.contains(member)
        && secretName(operation.with.value(member).toString(), operation.secrets).isEmpty();
    if (isOpen)
        return Error(Error::Kind::Invalid,
            QCoreApplication::translate("sm::executors::Input", "%1: “%2” takes a secret only.")
                .arg(operation.uses, member))
            .withCode(u"Input"_s);
    return withSecretsNamed(std::move(operation), members + QStringList{member}, taken);
}

QJsonValue withHiddenNoted(const QJsonValue &matched, const Step &step)
{
    const bool isPasswordAlone = step.operation.secrets.size() == 1 && !passwordOf(step).isEmpty();
    QJsonObject noted = matched.toObject();
    if (!step.operation.secrets.isEmpty() && !isPasswordAlone)
        noted.insert(u"hidden"_s, true);
    return noted;
}

bool isBlind(const Step &step)
{
    return step.operation.secrets.isEmpty() && step.operation.with.value(u"matched"_s)[u"hidden"_s].toBool();
}

Secret passwordOf(const Step &step)
{
    const QString given = step.operation.with.value(u"password"_s).toString();
    return step.operation.secrets.value(secretName(given, step.operation.secrets));
}

} // namespace sm::executors
