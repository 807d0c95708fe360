// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>
#include <core/systeminfo.h>

#include <QList>

namespace sm::systems {

/// The systems that a person can switch to.
///
/// A system is a YAML file: `title`, `environment` (production, staging, development), `profile`, `region`, and perhaps
/// `account`, `endpoint_url`, and the maps `databases`, `caches` (addresses by name), `approvers` (public keys by
/// name), `approvals` ({database: NAME}), `assets` (what is backed up) and `backup_sets`. Files in the user's folder
/// come before those inside the program; each AWS profile that no file names is a system of its own, and counts as
/// production until a file says otherwise.
class SystemCatalog
{
public:
    /// Reads one file.
    /// \error Kind::Invalid names file, line and column
    static Result<SystemInfo> parse(const QString &fileName, const QByteArray &yaml);

    /// \param folder    the user's own files; need not exist
    /// \param profiles  names of the AWS profiles
    /// \error Kind::Invalid as parse(), for the first file that is wrong
    static Result<SystemCatalog> load(const QString &folder, const QStringList &profiles);

    /// Adds or replaces one, in front.
    void put(const SystemInfo &system);

    const QList<SystemInfo> &systems() const { return m_systems; }
    /// \error Kind::NotFound names those that exist
    Result<SystemInfo> system(const SystemId &id) const;

private:
    QList<SystemInfo> m_systems;
};

/// Who may approve in system \p id, as its file says now; nobody where there is no file. In a bare profile: whoever may
/// in the systems that sign in with it, for it is another way to the same things.
/// \error as SystemCatalog::load(): then it is not known
Result<QMap<QString, QString>> approversOf(const SystemId &id, const QString &folder);

/// A system for one AWS profile, as careful as production.
SystemInfo systemOfProfile(const QString &profile);

/// A system for what AWS's tools find when nobody names a profile: the default chain, as careful as production.
SystemInfo systemOfDefaultChain();

} // namespace sm::systems
