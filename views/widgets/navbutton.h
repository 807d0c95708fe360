// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <widgets/icons.h>

#include <QAbstractButton>

namespace sm::widgets {

/// An entry of the navigation: icon, word, and a count that asks for attention. Checkable and exclusive among
/// its siblings; the word is the accessible name.
class NavButton : public QAbstractButton
{
    Q_OBJECT

public:
    NavButton(Glyph glyph, const QString &text, QWidget *parent = nullptr);

    /// 0: none. It is said in the accessible description.
    void setCount(int count);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    Glyph m_glyph;
    int m_count = 0;
};

} // namespace sm::widgets
