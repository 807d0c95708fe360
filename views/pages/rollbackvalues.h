// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deploymentplaces.h>
#include <core/formfield.h>
#include <core/systeminfo.h>
#include <dialogs/rollbackdialog.h>

namespace sm::pages {

/// What a runbook that rolls back has to be told, of what the wizard can ask; by the names that such runbooks use:
/// "reason"; "watch" for how long; "topic" for who is told; "tables" and "assets" for what is backed up first.
class RollbackValues
{
public:
    RollbackValues(QList<FormField> fields, const SystemInfo &system, const DeploymentPlaces &places);

    dialogs::RollbackDialog::Questions questions() const;
    /// \p given are the values that the move brings. Only what the runbook has is among them.
    QJsonObject values(const QJsonObject &given, const dialogs::RollbackDialog::Answer &answer) const;
    /// Whether the runbook takes the backups itself; otherwise another one does, before it.
    bool takesBackups() const;
    /// Of the runbook that backs the tables of a set up.
    QJsonObject backupValues(const QString &set) const;

private:
    const FormField *field(const QString &name) const;
    QMap<QString, QList<Asset>> sets() const;
    bool isBackedUp(const Asset &asset) const;
    void addBackups(const QString &set, QJsonObject &values) const;
    QString told() const;
    QJsonValue watchValue(const FormField &field, std::chrono::minutes minutes) const;

    QList<FormField> m_fields;
    SystemInfo m_system;
    DeploymentPlaces m_places;
};

} // namespace sm::pages
