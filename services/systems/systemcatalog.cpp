// SPDX-License-Identifier: GPL-3.0-or-later
#include "systemcatalog.h"

#include <yaml-cpp/yaml.h>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

// Outside of any namespace, as the macro wants it: a static library's resources are not there by themselves.
static void registerSystemFiles() { Q_INIT_RESOURCE(systems); }

using namespace Qt::Literals::StringLiterals;

namespace sm::systems {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::systems::SystemCatalog", text); }

Error wrong(const QString &file, const YAML::Mark &at, const QString &reason)
{
    return Error(Error::Kind::Invalid, tr("%1:%2:%3: %4").arg(file).arg(at.line + 1).arg(at.column + 1).arg(reason));
}

Result<Environment> environmentOf(const QString &file, const YAML::Node &node)
{
    const QString word = QString::fromStdString(node.as<std::string>());
    if (word == "production"_L1)
        return Environment::Production;
    if (word == "staging"_L1)
        return Environment::Staging;
    if (word == "development"_L1)
        return Environment::Development;
    return wrong(
        file, node.Mark(), tr("environment is \"%1\"; it has to be production, staging or development.").arg(word));
}

Result<SystemInfo> systemFrom(const QString &file, const YAML::Node &root)
{
    SystemInfo system;
    system.id.value = QFileInfo(file).completeBaseName();
    if (!root.IsMap())
        return wrong(file, root.Mark(), tr("a system is a map of keys and values."));
    for (const auto &pair : root) {
        const QString key = QString::fromStdString(pair.first.as<std::string>());
        const QString value = QString::fromStdString(pair.second.as<std::string>());
        if (key == "title"_L1) {
            system.title = value;
        } else if (key == "profile"_L1) {
            system.profile = value;
        } else if (key == "region"_L1) {
            system.region.value = value;
        } else if (key == "account"_L1) {
            system.pinnedAccount.value = value;
        } else if (key == "endpoint_url"_L1) {
            system.endpointUrl = value;
        } else if (key == "environment"_L1) {
            const Result<Environment> environment = environmentOf(file, pair.second);
            if (!environment)
                return environment.error();
            system.environment = *environment;
        } else {
            return wrong(file, pair.first.Mark(), tr("there is no key \"%1\".").arg(key));
        }
    }
    if (system.title.isEmpty())
        return wrong(file, root.Mark(), tr("title is missing."));
    return system;
}

} // namespace

Result<SystemInfo> SystemCatalog::parse(const QString &fileName, const QByteArray &yaml)
{
    try {
        return systemFrom(fileName, YAML::Load(yaml.toStdString()));
    } catch (const YAML::Exception &problem) {
        return wrong(fileName, problem.mark, QString::fromStdString(problem.msg));
    }
}

Result<SystemCatalog> SystemCatalog::load(const QString &folder, const QStringList &profiles)
{
    registerSystemFiles();
    SystemCatalog catalog;
    QStringList described;
    for (const QString &place : {folder, u":/systems"_s}) {
        for (const QString &name : QDir(place).entryList({u"*.yaml"_s}, QDir::Files, QDir::Name)) {
            QFile file(place + u'/' + name);
            if (!file.open(QIODevice::ReadOnly))
                return Error(
                    Error::Kind::Storage, tr("%1 can not be read: %2.").arg(file.fileName(), file.errorString()));
            const Result<SystemInfo> system = parse(file.fileName(), file.readAll());
            if (!system)
                return system.error();
            const auto same = [&system](const SystemInfo &each) { return each.id == system->id; };
            if (std::any_of(catalog.m_systems.begin(), catalog.m_systems.end(), same))
                continue; // the user's own file says it better
            catalog.m_systems.append(*system);
            described.append(system->profile);
        }
    }
    for (const QString &profile : profiles) {
        if (!described.contains(profile))
            catalog.m_systems.append(systemOfProfile(profile));
    }
    return catalog;
}

void SystemCatalog::put(const SystemInfo &system)
{
    m_systems.removeIf([&system](const SystemInfo &each) { return each.id == system.id; });
    m_systems.prepend(system);
}

Result<SystemInfo> SystemCatalog::system(const SystemId &id) const
{
    QStringList names;
    for (const SystemInfo &each : m_systems) {
        if (each.id == id)
            return each;
        names.append(each.id.value);
    }
    return Error(
        Error::Kind::NotFound, tr("There is no system \"%1\". These exist: %2.").arg(id.value, names.join(u", "_s)));
}

SystemInfo systemOfProfile(const QString &profile)
{
    SystemInfo system;
    system.id.value = u"profile:"_s + profile;
    system.title = profile;
    system.profile = profile;
    return system;
}

SystemInfo systemOfDefaultChain()
{
    SystemInfo system;
    system.id.value = u"default-chain"_s;
    system.title = tr("Default credentials");
    return system;
}

} // namespace sm::systems
