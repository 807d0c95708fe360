// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QDialog>
#include <QList>

class QLineEdit;
class QListWidget;

namespace sm::shell {

/// How well \p typed describes \p text. Each of its words has to begin a word of the text, stand inside one, or, from
/// five letters on, begin one with at most two typing errors. 0: not at all; higher is better.
int paletteScore(const QString &typed, const QString &text);

/// Ctrl+K: every action by its words. Typing narrows, Enter runs, Escape leaves.
class CommandPalette : public QDialog
{
    Q_OBJECT

public:
    struct Entry
    {
        QString group; ///< "Users", "Go to", "View"
        QAction *action = nullptr;
    };

    CommandPalette(const QList<Entry> &entries, QWidget *parent);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void fill();
    void run();

    QList<Entry> m_entries;
    QLineEdit *m_edit;
    QListWidget *m_list;
};

} // namespace sm::shell
