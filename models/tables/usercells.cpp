// SPDX-License-Identifier: GPL-3.0-or-later
#include "usercells.h"

#include "agetext.h"

#include <core/instanttext.h>

namespace sm::tables {

namespace {

QDateTime instant(qint64 ms) { return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC); }

} // namespace

QString UserCells::title(const UserColumn &column)
{
    switch (column.kind) {
    case UserColumn::Kind::Name:
        return tr("User name");
    case UserColumn::Kind::Groups:
        return tr("Groups");
    case UserColumn::Kind::Status:
        return tr("Status");
    case UserColumn::Kind::Enabled:
        return tr("Enabled");
    case UserColumn::Kind::Created:
        return tr("Created");
    case UserColumn::Kind::Modified:
        return tr("Changed");
    case UserColumn::Kind::Attribute:
        break;
    }
    if (column.attribute == QLatin1String("email"))
        return tr("Email");
    if (column.attribute == QLatin1String("name"))
        return tr("Name");
    return column.attribute;
}

QVariant UserCells::toolTip(int row, const UserColumn &column) const
{
    const auto &entry = m_index.at(row);
    if (column.kind == UserColumn::Kind::Created)
        return localText(instant(entry.createdMs));
    if (column.kind == UserColumn::Kind::Modified)
        return tr("%1, %2").arg(utcText(instant(entry.modifiedMs)), localText(instant(entry.modifiedMs)));
    return {};
}

QVariant UserCells::display(int row, const UserColumn &column) const
{
    const auto &entry = m_index.at(row);
    switch (column.kind) {
    case UserColumn::Kind::Name:
        return m_index.name(row);
    case UserColumn::Kind::Groups:
        return m_index.groups(row).join(QStringLiteral(", "));
    case UserColumn::Kind::Status:
        return shownStatus(entry, m_facts);
    case UserColumn::Kind::Enabled:
        return entry.enabled ? tr("Yes") : tr("No");
    case UserColumn::Kind::Created:
        return utcText(instant(entry.createdMs));
    case UserColumn::Kind::Modified:
        return agoText(instant(entry.modifiedMs));
    case UserColumn::Kind::Attribute:
        break;
    }
    return m_index.attribute(row, m_index.attributeId(column.attribute));
}

QVariant UserCells::exported(int row, const UserColumn &column) const
{
    const auto &entry = m_index.at(row);
    if (column.kind != UserColumn::Kind::Created && column.kind != UserColumn::Kind::Modified)
        return display(row, column);
    const qint64 ms = column.kind == UserColumn::Kind::Created ? entry.createdMs : entry.modifiedMs;
    return instant(ms).toString(Qt::ISODate);
}

QVariant UserCells::sortValue(int row, const UserColumn &column) const
{
    const auto &entry = m_index.at(row);
    switch (column.kind) {
    case UserColumn::Kind::Enabled:
        return entry.enabled;
    case UserColumn::Kind::Created:
        return entry.createdMs;
    case UserColumn::Kind::Modified:
        return entry.modifiedMs;
    default:
        return display(row, column);
    }
}

QString UserCells::tone(int row, const UserColumn &column) const
{
    const auto &entry = m_index.at(row);
    if (column.kind != UserColumn::Kind::Status)
        return {};
    if (!entry.enabled)
        return QStringLiteral("neutral");
    if (isInvitationExpired(entry, m_facts))
        return QStringLiteral("warning");
    switch (entry.status) {
    case UserStatus::Confirmed:
    case UserStatus::ExternalProvider:
        return QStringLiteral("good");
    case UserStatus::ForceChangePassword:
        return QStringLiteral("info");
    case UserStatus::ResetRequired:
    case UserStatus::Compromised:
        return QStringLiteral("bad");
    default:
        return QStringLiteral("neutral");
    }
}

} // namespace sm::tables
