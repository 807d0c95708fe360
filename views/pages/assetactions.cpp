// SPDX-License-Identifier: GPL-3.0-or-later
#include "assetactions.h"

namespace sm::pages {

namespace {

constexpr BackupAction offered[]{BackupAction::Create, BackupAction::Restore, BackupAction::Drill};

QString textOf(BackupAction action, const QString &title)
{
    if (action == BackupAction::Create)
        return AssetActions::tr("Back up %1…").arg(title);
    return action == BackupAction::Restore ? AssetActions::tr("Restore %1…").arg(title)
                                           : AssetActions::tr("Drill %1…").arg(title);
}

} // namespace

const QList<QAction *> &AssetActions::made(const QString &asset, const QString &title)
{
    QList<QAction *> &actions = m_actions[asset];
    if (!actions.isEmpty())
        return actions;
    for (const BackupAction each : offered) {
        actions << new QAction(textOf(each, title), this);
        connect(actions.last(), &QAction::triggered, this, [this, asset, each] { Q_EMIT chosen(asset, each); });
    }
    return actions;
}

QList<QAction *> AssetActions::of(const QList<QPair<QString, QString>> &assets,
    const std::function<bool(const QString &asset, BackupAction action)> &isPossible)
{
    QList<QAction *> all;
    for (const auto &[asset, title] : assets) {
        const QList<QAction *> &actions = made(asset, title);
        for (qsizetype i = 0; i < actions.size(); ++i)
            actions.at(i)->setEnabled(isPossible(asset, offered[i]));
        all += actions;
    }
    return all;
}

} // namespace sm::pages
