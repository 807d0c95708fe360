// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>

#include <QWidget>

class QVBoxLayout;

namespace sm::pages {

/// Says of every unit that it stands rolled back, and why, with the way to undo that; without any it takes no room.
class RollbackMarks : public QWidget
{
    Q_OBJECT

public:
    /// How many have a line of their own, the newest; the others are folded into one.
    static constexpr qsizetype mostLines = 2;

    explicit RollbackMarks(QWidget *parent = nullptr);

    /// Newest first.
    void setMarks(const QList<RollbackMark> &marks);

Q_SIGNALS:
    void undoRequested(qint64 run);

private:
    void addMark(const RollbackMark &mark);
    void addOthers(const QList<RollbackMark> &others);

    QVBoxLayout *m_lines;
    QStringList m_shown; ///< texts
};

} // namespace sm::pages
