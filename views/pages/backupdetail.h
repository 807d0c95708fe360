// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/backup.h>
#include <tables/backuplist.h>

#include <QWidget>

class QHBoxLayout;

namespace sm::widgets {
class KeyValueList;
class TableView;
class TextLabel;
class TintBox;
} // namespace sm::widgets

namespace sm::pages {

/// One asset in full: how it stands, its policy, to when it can be brought back, its backups and one of them, and what
/// can be done.
class BackupDetail : public QWidget
{
    Q_OBJECT

public:
    /// \p actions stay below, the first \p shown as buttons; the caller owns them.
    BackupDetail(const QList<QAction *> &actions, int shown, int width, QWidget *parent = nullptr);

    void showAsset(const AssetStanding &standing);
    /// Several are selected, or none: says so.
    void showSelection(const QStringList &assets);
    /// The backup that is selected; empty: there is none.
    QString backup() const;
    void selectBackup(const QString &backup);

Q_SIGNALS:
    void backupSelected();
    void copied(const QString &what);

private:
    QWidget *content();
    void connectTable();
    void showBadges(const AssetStanding &standing);
    void showAdvice(const AssetStanding &standing);
    void showFacts(const AssetStanding &standing);
    void showBackups(const AssetStanding &standing);
    void showBackup();

    tables::BackupList m_backups;
    QString m_asset;
    widgets::TextLabel *m_title;
    widgets::TextLabel *m_hint;
    widgets::TextLabel *m_subtitle;
    QWidget *m_badges;
    QHBoxLayout *m_badgeRow;
    widgets::TintBox *m_adviceBox;
    widgets::TextLabel *m_advice;
    widgets::KeyValueList *m_facts;
    widgets::TextLabel *m_backupsTitle;
    widgets::TableView *m_table;
    widgets::TextLabel *m_backupTitle;
    widgets::KeyValueList *m_backupFacts;
    QList<QWidget *> m_parts; ///< what there is only with an asset
};

} // namespace sm::pages
