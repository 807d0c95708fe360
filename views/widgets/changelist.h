// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>

#include <QWidget>

class QGridLayout;

namespace sm::widgets {

/// What a step changes, one row each: what, from, an arrow, to. Old values muted, new ones in text colour.
class ChangeList : public QWidget
{
    Q_OBJECT

public:
    explicit ChangeList(QWidget *parent = nullptr);
    void setChanges(const QList<Change> &changes);

private:
    void addRow(int row, const Change &change);

    QGridLayout *m_grid;
};

/// "Enabled: from true to false", for a screen reader and the clipboard.
QString sentenceOf(const Change &change);

} // namespace sm::widgets
