// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymenttable.h"

#include "deploymenttext.h"

#include <core/instanttext.h>

namespace sm::tables {

using namespace Qt::Literals::StringLiterals;

namespace {

QString joined(QStringList lines)
{
    lines.removeAll(QString());
    return lines.join(u'\n');
}

} // namespace

int DeploymentTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int DeploymentTable::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString DeploymentTable::text(const Row &row, int column) const
{
    const Deployment &deployment = row.deployment;
    switch (column) {
    case When:
        return whenText(deployment.startedAt, now());
    case Service:
        return serviceTitle(deployment.kind);
    case Deployed:
        return deployment.title.isEmpty() ? deployment.unit : deployment.title;
    case By:
        return deployment.by.isEmpty() ? u"—"_s : shipperText(deployment.by);
    case WhileLive:
        return healthText(deployment, m_errorLimit);
    default:
        if (row.mark >= 0 && !deployment.isLive())
            return stateText(Deployment::State::RolledBack);
        return row.isProposed && !deployment.isLive() ? tr("proposed") : stateText(deployment.state);
    }
}

QString DeploymentTable::tone(const Row &row, int column) const
{
    const Deployment &deployment = row.deployment;
    if (column == Service)
        return u"neutral"_s;
    if (column == WhileLive)
        return healthTone(deployment);
    if (column != State)
        return {};
    if (row.mark >= 0 && !deployment.isLive())
        return u"warning"_s;
    return row.isProposed && !deployment.isLive() ? u"info"_s : stateTone(deployment);
}

QString DeploymentTable::toolTip(const Row &row, int column) const
{
    const Deployment &deployment = row.deployment;
    switch (column) {
    case When:
        return tr("%1, %2").arg(utcText(deployment.startedAt), localText(deployment.startedAt));
    case Deployed:
        return joined({deployment.unit, deployment.revision, deployment.commit, deployment.note});
    case WhileLive:
        return deployment.health ? healthDetail(*deployment.health) : QString();
    case State:
        if (row.mark >= 0) {
            const RollbackMark &mark = m_marks.at(row.mark);
            return joined({mark.reason, tr("%1, %2").arg(mark.by, utcText(mark.at))});
        }
        return joined({deployment.status, deployment.statusReason});
    default:
        return {};
    }
}

QVariant DeploymentTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(m_shown.at(index.row()));
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case ToneRole:
        return tone(row, index.column());
    case IdRole:
        return row.deployment.id;
    case Qt::ToolTipRole:
        return toolTip(row, index.column());
    default:
        return {};
    }
}

QVariant DeploymentTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount || role != Qt::DisplayRole)
        return {};
    static const char *const titles[ColumnCount] = {QT_TR_NOOP("When"), QT_TR_NOOP("Service"), QT_TR_NOOP("Deployed"),
        QT_TR_NOOP("By"), QT_TR_NOOP("While live"), QT_TR_NOOP("State")};
    return tr(titles[section]);
}

} // namespace sm::tables
