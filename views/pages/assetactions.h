// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/backup.h>

#include <QAction>

#include <functional>
#include <map>

namespace sm::pages {

/// What is done most to each asset by its name, for the palette: "Back up ChatMessage-prod…".
class AssetActions : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Those of \p assets, by id and title; the same ones each time that it is asked. \p isPossible enables them.
    QList<QAction *> of(const QList<QPair<QString, QString>> &assets,
        const std::function<bool(const QString &asset, BackupAction action)> &isPossible);

Q_SIGNALS:
    void chosen(const QString &asset, sm::BackupAction action);

private:
    const QList<QAction *> &made(const QString &asset, const QString &title);

    std::map<QString, QList<QAction *>> m_actions; ///< kept while there is a window: a palette may hold one
};

} // namespace sm::pages
