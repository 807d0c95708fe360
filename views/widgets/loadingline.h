// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBasicTimer>
#include <QElapsedTimer>
#include <QWidget>

namespace sm::widgets {

/// Two pixels that move while something loads; the rows below stay as they are. With reduced motion it stands still,
/// full width. Takes its place also while idle, so that nothing jumps.
class LoadingLine : public QWidget
{
    Q_OBJECT

public:
    explicit LoadingLine(QWidget *parent = nullptr);

    bool isLoading() const { return m_loading; }
    /// \p loading shows after 300 ms only: what is quicker needs no sign.
    void setLoading(bool loading);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void updateTimer();

    bool m_loading = false;
    QElapsedTimer m_since;
    QBasicTimer m_timer;
};

} // namespace sm::widgets
