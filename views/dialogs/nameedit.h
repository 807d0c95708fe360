// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace sm::dialogs {

/// Where a name is typed to confirm its end. With \c pasteRefused it takes keys only: what is pasted was not read.
class NameEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit NameEdit(bool pasteRefused, QWidget *parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    bool m_pasteRefused;
};

} // namespace sm::dialogs
