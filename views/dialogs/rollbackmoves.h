// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>

#include <QMap>
#include <QWidget>

class QButtonGroup;
class QComboBox;
class QVBoxLayout;

namespace sm::widgets {
class TextLabel;
}

namespace sm::dialogs {

/// How to go back: the moves that this state allows to choose from, the others greyed with the reason; what none of
/// them brings back; which assets are backed up first.
class RollbackMovesPage : public QWidget
{
    Q_OBJECT

public:
    explicit RollbackMovesPage(QWidget *parent = nullptr);

    /// \p wanted  title of the one to choose; empty, or no possible one: the proposed one, else the first possible one
    void setMoves(const RollbackMoves &moves, const QString &wanted);
    /// A sentence instead of moves.
    void setNote(const QString &sentence);
    /// The one that is chosen, always a possible one; nullptr: there is none.
    const RollbackMove *chosen() const;
    /// What can be backed up first, by the set's name; without any nothing is asked.
    void setBackupSets(const QMap<QString, QStringList> &sets);
    /// Empty: none first.
    QString backupSet() const;
    void focusFirst();

Q_SIGNALS:
    void moveChanged();

private:
    void clear();
    void addMove(int index);
    void addText(const QString &text, bool isWarning);
    void choose(const QString &wanted);

    RollbackMoves m_moves;
    QButtonGroup *m_group;
    QVBoxLayout *m_rows;
    widgets::TextLabel *m_note;
    widgets::TextLabel *m_notBack;
    QWidget *m_backupRow;
    QComboBox *m_backups;
};

} // namespace sm::dialogs
