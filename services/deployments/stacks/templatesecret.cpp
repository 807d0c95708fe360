// SPDX-License-Identifier: GPL-3.0-or-later
#include <stacks/templatesecret.h>

#include <sources/plainvalue.h>

#include <QRegularExpression>
#include <QStringList>

#include <optional>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What CloudFormation fetches itself.
bool isFetched(const QJsonValue &value)
{
    static const QRegularExpression form(u"\\A(!Ref |!GetAtt |!ImportValue |arn:|\\{\\{resolve:)"_s);
    return value.isNull() || value.isUndefined() || form.match(value.toString()).hasMatch();
}

bool isReference(const QString &name)
{
    return name == "Ref"_L1 || name == "Fn::GetAtt"_L1 || name == "Fn::ImportValue"_L1;
}

/// The name of a variable of an environment; nothing: the path leads into none. Empty: to more than one of them.
std::optional<QString> variableIn(const QStringList &path)
{
    if (path.value(0) != "Resources"_L1)
        return {};
    for (qsizetype i = 3; i < path.size(); ++i) {
        const bool isEnvironment = path.at(i) == "Environment"_L1 || path.at(i) == "EnvironmentVariables"_L1;
        if (!isEnvironment || path.at(i - 1) == "Tags"_L1)
            continue;
        const QString name = path.value(path.value(i + 1) == "Variables"_L1 ? i + 2 : i + 1);
        return name.startsWith(u'[') ? QString() : name; // an element without a name
    }
    return {};
}

bool isNamedLikeASecret(const QStringList &path)
{
    static const QRegularExpression form(u"passw|secret|token|api_?key|private_?key|access_?key|credential"_s,
        QRegularExpression::CaseInsensitiveOption);
    const bool isDefault = path.value(0) == "Parameters"_L1 && path.last() == "Default"_L1;
    return form.match(isDefault ? path.value(1) : path.last()).hasMatch();
}

} // namespace

bool isTemplateSecret(const QString &path, const QJsonValue &now, const QJsonValue &then)
{
    const QStringList parts = path.split(u'.');
    if (isReference(parts.last()) || (isFetched(now) && isFetched(then)))
        return false;
    if (const auto variable = variableIn(parts))
        return variable->isEmpty() || !isPlainValue(*variable, now, then);
    return isNamedLikeASecret(parts);
}

} // namespace sm::deployments
