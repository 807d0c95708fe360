// SPDX-License-Identifier: GPL-3.0-or-later
#include "systemcatalog.h"

#include "systemfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

// Outside of any namespace, as the macro wants it: a static library's resources are not there by themselves.
static void registerSystemFiles() { Q_INIT_RESOURCE(systems); }

using namespace Qt::Literals::StringLiterals;

namespace sm::systems {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::systems::SystemCatalog", text); }

} // namespace

Result<SystemInfo> SystemCatalog::parse(const QString &fileName, const QByteArray &yaml)
{
    return readSystem(fileName, yaml);
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

Result<QMap<QString, QString>> approversOf(const SystemId &id, const QString &folder)
{
    const Result<SystemCatalog> catalog = SystemCatalog::load(folder, {});
    if (!catalog)
        return catalog.error();
    QMap<QString, QString> approvers;
    for (const SystemInfo &system : catalog->systems()) {
        if (system.id == id || systemOfProfile(system.profile).id == id)
            approvers.insert(system.approvers);
    }
    return approvers;
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
