// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

namespace sm::widgets {

/// A bar of the window: a plain surface with a one-pixel line along the edge where the page begins.
class Surface : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Panel, Sidebar };
    Surface(Kind kind, Qt::Edge lineAt, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Kind m_kind;
    Qt::Edge m_lineAt;
};

} // namespace sm::widgets
