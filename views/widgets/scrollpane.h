// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

namespace sm::widgets {

/// What scrolls up and down inside a card; the card shows through.
class ScrollPane : public QScrollArea
{
    Q_OBJECT

public:
    explicit ScrollPane(const QString &accessibleName, QWidget *parent = nullptr);

    /// Takes \p content over and fills the pane with it.
    void setContent(QWidget *content);
};

} // namespace sm::widgets
