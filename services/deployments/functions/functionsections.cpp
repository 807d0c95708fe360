// SPDX-License-Identifier: GPL-3.0-or-later
#include "functionsections.h"

#include <QCoreApplication>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::Functions", text); }

DeploymentSection sectionOf(const QString &id, const QString &title, const QStringList &columns)
{
    DeploymentSection section;
    section.id = id;
    section.title = title;
    section.columns = columns;
    return section;
}

QString timeOf(const QDateTime &at) { return at.isValid() ? at.toString(u"yyyy-MM-dd HH:mm:ss"_s) : QString(); }

QString textOf(const QJsonValue &value)
{
    if (value.isDouble())
        return QString::number(value.toDouble(), 'g', 15);
    if (value.isArray()) {
        QStringList parts;
        const QJsonArray list = value.toArray();
        for (const QJsonValue &each : list)
            parts << (each.isObject() ? each[u"Arn"_s].toString() : each.toString());
        return parts.join(u", "_s);
    }
    return value.toString();
}

QStringList pointingTo(const QString &version, const QList<FunctionAlias> &aliases)
{
    QStringList names;
    for (const FunctionAlias &alias : aliases) {
        if (alias.version == version)
            names << alias.name;
        if (alias.weights.contains(version))
            names << tr("%1 (%2)").arg(alias.name, percentOf(alias.weights.value(version)));
    }
    return names;
}

QString toneOf(const QString &state)
{
    if (state == "Enabled"_L1 || state == "READY"_L1 || state == "Active"_L1 || state == "Successful"_L1)
        return u"good"_s;
    return state == "Failed"_L1 || state == "FAILED"_L1 ? u"bad"_s : u"warning"_s;
}

} // namespace

DeploymentSection versionsSection(const QList<FunctionVersion> &versions, const QList<FunctionAlias> &aliases)
{
    DeploymentSection section = sectionOf(u"versions"_s, tr("Versions"),
        {tr("Version"), tr("Aliases"), tr("Published"), tr("Description"), tr("Code (SHA-256)")});
    for (const FunctionVersion &each : versions) {
        const QStringList names = pointingTo(each.version, aliases);
        section.rows << QStringList{
            each.version, names.join(u", "_s), timeOf(each.at), each.description, each.codeSha256};
        section.tones << (names.isEmpty() ? QString() : u"good"_s);
    }
    return section;
}

DeploymentSection aliasesSection(const QList<FunctionAlias> &aliases)
{
    DeploymentSection section = sectionOf(u"aliases"_s, tr("Aliases"), {tr("Alias"), tr("Version"), tr("Share")});
    for (const FunctionAlias &alias : aliases) {
        double rest = 1;
        for (const double share : alias.weights)
            rest -= share;
        section.rows << QStringList{alias.name, alias.version, percentOf(rest)};
        section.tones << (alias.weights.isEmpty() ? u"good"_s : u"warning"_s);
        for (auto it = alias.weights.begin(); it != alias.weights.end(); ++it) {
            section.rows << QStringList{alias.name, it.key(), percentOf(it.value())};
            section.tones << u"warning"_s;
        }
    }
    return section;
}

DeploymentSection configurationSection(const QJsonObject &configuration)
{
    DeploymentSection section = sectionOf(u"configuration"_s, tr("Configuration"), {tr("What"), tr("Value")});
    for (const QLatin1StringView member : {"State"_L1, "LastUpdateStatus"_L1, "Version"_L1, "Runtime"_L1, "Handler"_L1,
             "MemorySize"_L1, "Timeout"_L1, "Architectures"_L1, "PackageType"_L1, "CodeSize"_L1, "CodeSha256"_L1,
             "Role"_L1, "Layers"_L1, "LastModified"_L1, "StateReason"_L1, "LastUpdateStatusReason"_L1}) {
        const QString text = textOf(configuration.value(member));
        if (text.isEmpty())
            continue;
        section.rows << QStringList{member, text};
        const bool isState = member == "State"_L1 || member == "LastUpdateStatus"_L1;
        section.tones << (isState ? toneOf(text) : QString());
    }
    const QStringList variables = configuration.value(u"Environment"_s)[u"Variables"_s].toObject().keys();
    for (const QString &name : variables) {
        section.rows << QStringList{u"Environment."_s + name, tr("hidden")};
        section.tones << QString();
    }
    return section;
}

DeploymentSection eventSourcesSection(const QJsonArray &sources)
{
    DeploymentSection section = sectionOf(u"event-sources"_s, tr("Event sources"),
        {tr("State"), tr("Source"), tr("Calls"), tr("Batch"), tr("Last result")});
    for (const QJsonValue each : sources) {
        const QString qualifier = each[u"FunctionArn"_s].toString().section(u':', 7, 7);
        section.rows << QStringList{each[u"State"_s].toString(), each[u"EventSourceArn"_s].toString(),
            qualifier.isEmpty() ? QString::fromLatin1(latestVersion) : qualifier, textOf(each[u"BatchSize"_s]),
            each[u"LastProcessingResult"_s].toString()};
        section.tones << toneOf(each[u"State"_s].toString());
    }
    return section;
}

DeploymentSection concurrencySection(const QJsonArray &configurations)
{
    DeploymentSection section = sectionOf(u"provisioned-concurrency"_s, tr("Provisioned concurrency"),
        {tr("Status"), tr("Alias or version"), tr("Wanted"), tr("Ready"), tr("Reason")});
    for (const QJsonValue each : configurations) {
        section.rows << QStringList{each[u"Status"_s].toString(), each[u"FunctionArn"_s].toString().section(u':', 7, 7),
            textOf(each[u"RequestedProvisionedConcurrentExecutions"_s]),
            textOf(each[u"AvailableProvisionedConcurrentExecutions"_s]), each[u"StatusReason"_s].toString()};
        section.tones << toneOf(each[u"Status"_s].toString());
    }
    return section;
}

} // namespace sm::deployments
