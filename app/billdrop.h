// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

class QWidget;

namespace sm::app {

/// Takes bill files that are dropped anywhere on a window, also on a field that would take their names for text. All
/// else is left to the widgets, and what none of them takes is refused before it is dropped.
class BillDrop : public QObject
{
    Q_OBJECT

public:
    explicit BillDrop(QWidget &window);

Q_SIGNALS:
    void dropped(const QStringList &files);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget &m_window;
};

} // namespace sm::app
