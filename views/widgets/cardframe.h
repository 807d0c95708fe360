// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QVBoxLayout;

namespace sm::widgets {

class TextLabel;

/// A panel with a one-pixel line and rounded corners.
class CardFrame : public QFrame
{
    Q_OBJECT

public:
    enum class Padding { Card, None };

    explicit CardFrame(Padding padding = Padding::Card, QWidget *parent = nullptr);
    explicit CardFrame(const QString &title, QWidget *parent = nullptr);

    /// Where the content goes.
    QVBoxLayout *body() const { return m_body; }
    void setTitle(const QString &title);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *m_body;
    TextLabel *m_title = nullptr;
};

} // namespace sm::widgets
