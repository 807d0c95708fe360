// SPDX-License-Identifier: GPL-3.0-or-later
#include "flagsections.h"

#include "flagcontent.h"

#include <core/json.h>
#include <sources/awsreads.h>

#include <QCoreApplication>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::AppConfig", text); }

QString textOf(const QString &path, const QJsonValue &value)
{
    if (isSecretFlag(path))
        return tr("hidden");
    return value.isString() ? value.toString() : QString::fromUtf8(toCompactJson(value));
}

QString attributesOf(const QString &name, const QJsonValue &flag)
{
    if (!flag.isObject())
        return isFlagOn(flag) ? QString() : textOf(name, flag);
    QStringList parts;
    const QJsonObject members = flag.toObject();
    for (auto it = members.begin(); it != members.end(); ++it) {
        if (it.key() != "enabled"_L1)
            parts << u"%1: %2"_s.arg(it.key(), textOf(name + u'.' + it.key(), it.value()));
    }
    return parts.join(u", "_s);
}

} // namespace

DeploymentSection flagSection(const QJsonObject &flags)
{
    DeploymentSection section{
        u"flags"_s, tr("Flags now"), {tr("State"), tr("Flag"), tr("Attributes")}, {}, {}, false, {}};
    for (auto it = flags.begin(); it != flags.end(); ++it) {
        const std::optional<bool> isOn = isFlagOn(it.value());
        section.rows << QStringList{!isOn ? QString()
                : *isOn                   ? tr("on")
                                          : tr("off"),
            it.key(), attributesOf(it.key(), it.value())};
        section.tones << (isOn.value_or(false) ? u"good"_s : QString());
    }
    return section;
}

DeploymentSection eventSection(const QJsonObject &deployment)
{
    DeploymentSection section{u"events"_s,
        tr("Events of deployment %1").arg(deployment["DeploymentNumber"_L1].toInteger()),
        {tr("Event"), tr("When"), tr("By"), tr("Says")}, {}, {}, false, {}};
    const QJsonArray events = deployment["EventLog"_L1].toArray();
    for (const QJsonValue event : events) {
        const QString type = event["EventType"_L1].toString();
        section.rows << QStringList{type, instantOf(event["OccurredAt"_L1]).toString(u"yyyy-MM-dd HH:mm:ss"_s),
            event["TriggeredBy"_L1].toString(), event["Description"_L1].toString()};
        const bool isBack = type.startsWith("ROLLBACK"_L1) || type.startsWith("REVERT"_L1);
        section.tones << (isBack ? u"warning"_s : type == "DEPLOYMENT_COMPLETED"_L1 ? u"good"_s : QString());
    }
    return section;
}

DeploymentSection versionSection(const QJsonArray &versions, const QString &live)
{
    DeploymentSection section{
        u"versions"_s, tr("Versions"), {tr("Version"), tr("Label"), tr("Description"), tr("State")}, {}, {}, false, {}};
    for (const QJsonValue version : versions) {
        const QString number = QString::number(version["VersionNumber"_L1].toInteger());
        section.rows << QStringList{number, version["VersionLabel"_L1].toString(), version["Description"_L1].toString(),
            number == live ? tr("live") : QString()};
        section.tones << (number == live ? u"good"_s : QString());
    }
    return section;
}

} // namespace sm::deployments
