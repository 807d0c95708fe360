// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QHBoxLayout;

namespace sm::pages {

/// What the page shows while there are no costs: where they can come from.
class CostsWelcome : public QWidget
{
    Q_OBJECT

public:
    /// \p explorer nullptr: Cost Explorer can not be asked.
    CostsWelcome(QAction *openBill, QAction *explorer, QWidget *parent = nullptr);

    /// Another place that costs can come from.
    void addWay(QAction *action);

private:
    QHBoxLayout *m_buttons;
};

} // namespace sm::pages
