// SPDX-License-Identifier: GPL-3.0-or-later
#include <functions/functionchange.h>

#include <QRegularExpression>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

/// CloudTrail begins the members of a request with a small letter, the API itself with a capital one.
QJsonValue memberOf(const QJsonObject &object, const QString &name)
{
    if (object.contains(name))
        return object.value(name);
    return object.value(name.left(1).toUpper() + name.mid(1));
}

} // namespace

QString FunctionChange::operation() const
{
    static const QRegularExpression date(u"[0-9]{8}(v[0-9]+)?$"_s);
    return QString(event).remove(date);
}

QString FunctionChange::function() const { return functionNameOf(parameter(u"functionName"_s).toString()); }

QJsonValue FunctionChange::parameter(const QString &name) const { return memberOf(parameters, name); }

QJsonValue FunctionChange::answered(const QString &name) const { return memberOf(answer, name); }

QString functionNameOf(const QString &text)
{
    const QStringList parts = text.split(u':');
    if (!text.startsWith("arn:"_L1))
        return parts.size() > 2 ? parts.value(2) : parts.value(0); // ACCOUNT:function:NAME
    return parts.value(6);
}

} // namespace sm::deployments
