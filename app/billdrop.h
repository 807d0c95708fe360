// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

class QWidget;

namespace sm::app {

/// Takes bill files that are dropped anywhere on a window, as far as nothing in it wants them.
class BillDrop : public QObject
{
    Q_OBJECT

public:
    explicit BillDrop(QWidget &window);

Q_SIGNALS:
    void dropped(const QStringList &files);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace sm::app
