// SPDX-License-Identifier: GPL-3.0-or-later
#include "trailchange.h"

#include <core/json.h>

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestName = 2048; // of an ARN

bool isSecret(const QString &member)
{
    // Values beside their keys are the parameters of a stack, the variables of a function and of a container.
    static const QRegularExpression secret(
        u"secretstring|secretbinary|password|credential|authtoken|accesskey|privatekey|apikey|parametervalue|"
        u"variables|environment$|zipfile|templatebody|^content$|^value$"_s,
        QRegularExpression::CaseInsensitiveOption);
    return secret.match(member).hasMatch();
}

QJsonValue cleaned(const QJsonValue &value);

QJsonArray cleanedList(const QJsonArray &list)
{
    QJsonArray made;
    for (const QJsonValue &each : list)
        made << cleaned(each);
    return made;
}

QJsonValue cleaned(const QJsonValue &value)
{
    if (value.isObject())
        return withoutSecrets(value.toObject());
    if (value.isArray())
        return cleanedList(value.toArray());
    return value.isString() && value.toString().size() > longestName ? QJsonValue() : value;
}

/// A session of a role is "role/session"; what AWS does by itself, the service.
QString whoOf(const QJsonObject &event, const QJsonValue &record)
{
    const QJsonValue identity = record[u"userIdentity"_s];
    const QString name = event.value(u"Username"_s).toString();
    const QString role = identity[u"sessionContext"_s][u"sessionIssuer"_s][u"userName"_s].toString();
    if (!role.isEmpty() && !name.isEmpty() && role != name)
        return role + u'/' + name;
    const QStringList others{name, role, identity[u"invokedBy"_s].toString(), identity[u"arn"_s].toString()};
    const auto first = std::ranges::find_if_not(others, &QString::isEmpty);
    return first == others.end() ? QString() : *first;
}

QStringList resourcesOf(const QJsonArray &resources)
{
    QStringList names;
    for (const QJsonValue &each : resources) {
        const QString name = each[u"ResourceName"_s].toString();
        if (!name.isEmpty() && !names.contains(name))
            names << name;
    }
    return names;
}

QString withoutDate(QString event)
{
    static const QRegularExpression date(u"20\\d{6}(v\\d+)?$"_s);
    return event.remove(date);
}

} // namespace

QJsonObject withoutSecrets(const QJsonObject &parameters)
{
    QJsonObject made;
    for (auto it = parameters.begin(); it != parameters.end(); ++it) {
        if (!isSecret(it.key()))
            made.insert(it.key(), cleaned(it.value()));
    }
    return made;
}

std::optional<TrailChange> changeOf(const QJsonObject &event)
{
    const Result<QJsonValue> parsed = parseJson(event.value(u"CloudTrailEvent"_s).toString().toUtf8());
    const QJsonValue record = parsed ? *parsed : QJsonValue();
    const bool isRead = event.value(u"ReadOnly"_s).toString() == "true"_L1 || record[u"readOnly"_s].toBool();
    if (isRead || !record[u"errorCode"_s].toString().isEmpty())
        return {};
    TrailChange change;
    change.at = QDateTime::fromString(event.value(u"EventTime"_s).toString(), Qt::ISODateWithMs).toUTC();
    change.by = whoOf(event, record);
    change.service = event.value(u"EventSource"_s).toString().section(u'.', 0, 0);
    change.event = withoutDate(event.value(u"EventName"_s).toString());
    change.resources = resourcesOf(event.value(u"Resources"_s).toArray());
    change.parameters = withoutSecrets(record[u"requestParameters"_s].toObject());
    change.answer = withoutSecrets(record[u"responseElements"_s].toObject());
    change.agent = record[u"userAgent"_s].toString();
    return change;
}

} // namespace sm::deployments
