// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/loadingline.h>

#include <widgets/appearance.h>
#include <widgets/metrics.h>
#include <widgets/theme.h>

#include <QPainter>
#include <QTimerEvent>

namespace sm::widgets {

namespace {

constexpr int frameMs = 16;
constexpr int delayMs = 300;
constexpr int periodMs = 1400;
constexpr qreal share = 0.3; ///< of the width

} // namespace

LoadingLine::LoadingLine(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Loading"));
}

void LoadingLine::setLoading(bool loading)
{
    if (loading == m_loading)
        return;
    m_loading = loading;
    m_since.start();
    updateTimer();
    update();
}

QSize LoadingLine::sizeHint() const { return {0, 2}; }

void LoadingLine::updateTimer()
{
    if (!m_loading || !isVisible())
        m_timer.stop();
    else
        m_timer.start(motionAllowed(*this) ? frameMs : delayMs, this);
}

void LoadingLine::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_timer.timerId())
        update();
}

void LoadingLine::showEvent(QShowEvent *) { updateTimer(); }

void LoadingLine::hideEvent(QHideEvent *) { updateTimer(); }

void LoadingLine::paintEvent(QPaintEvent *)
{
    if (!m_loading || m_since.elapsed() < delayMs)
        return;
    QRectF piece = QRectF(rect()).adjusted(metrics::cardRadius, 0, -metrics::cardRadius, 0); // clear of the corners
    if (motionAllowed(*this)) {
        const qreal phase = qreal(m_since.elapsed() % periodMs) / periodMs;
        const QRectF whole = piece;
        piece.setWidth(whole.width() * share);
        piece.moveLeft(whole.left() + (phase * (1 + share) - share) * whole.width());
        piece &= whole;
    }
    QPainter painter(this);
    painter.fillRect(piece, Theme::of(*this).accent);
}

} // namespace sm::widgets
