// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QKeySequence>

namespace sm::widgets {

/// Looks like a search field with the keys that open it, and opens the palette when clicked.
class SearchBox : public QAbstractButton
{
    Q_OBJECT

public:
    /// \p text is shown and is the accessible name. \p shortcut is only shown; the shell listens for it.
    SearchBox(const QString &text, const QKeySequence &shortcut, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QStringList m_keyCaps;
};

} // namespace sm::widgets
