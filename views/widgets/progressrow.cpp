// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/progressrow.h>

#include <widgets/appearance.h>
#include <widgets/badge.h>
#include <widgets/buttons.h>
#include <widgets/metrics.h>
#include <widgets/textlabel.h>

#include <QHBoxLayout>
#include <QProgressBar>
#include <QTimerEvent>

namespace sm::widgets {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int barWidth = 120;
constexpr int frameMs = 33;
constexpr int steps = 1000; ///< of the bar; a count of rows may be larger than an int

} // namespace

ProgressRow::ProgressRow(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(makeButton(title, ButtonKind::Quiet, this))
    , m_bar(new QProgressBar(this))
    , m_words(new TextLabel(TextRole::Secondary, this))
    , m_badge(new Badge(this))
    , m_cancel(makeButton(tr("Cancel"), ButtonKind::Quiet, this))
    , m_layout(new QHBoxLayout(this))
{
    buildLayout();
    setTitle(title);
    setState(State::Running);
    connect(m_title, &QPushButton::clicked, this, &ProgressRow::opened);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        setState(State::Cancelling);
        Q_EMIT cancelRequested();
    });
}

void ProgressRow::buildLayout()
{
    m_bar->setFixedWidth(barWidth);
    m_bar->setTextVisible(false);
    m_bar->setRange(0, 0);
    m_words->setTabularFigures(true);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(metrics::cardGap);
    m_layout->addWidget(m_title);
    m_layout->addWidget(m_bar);
    m_layout->addWidget(m_badge);
    m_layout->addWidget(m_words, 1);
    m_layout->addWidget(m_cancel);
}

void ProgressRow::setTitle(const QString &title)
{
    m_title->setText(title);
    m_bar->setAccessibleName(title);
    m_cancel->setAccessibleName(tr("Cancel %1").arg(title));
    setAccessibleName(title);
}

void ProgressRow::setProgress(qint64 done, qint64 total, const QString &note)
{
    m_bar->setRange(0, total > 0 ? steps : 0);
    m_bar->setValue(total > 0 ? int(double(done) / double(total) * steps) : -1);
    updateTimer();
    QStringList words;
    if (total > 0)
        words.append(tr("%1 of %2").arg(done).arg(total));
    if (!note.isEmpty())
        words.append(note);
    m_words->setText(words.join(u" · "_s));
}

void ProgressRow::setState(State state)
{
    struct Word
    {
        QString text;
        Tone tone;
    };
    const auto wordOf = [](State each) -> Word {
        switch (each) {
        case State::Cancelling:
            return {tr("Cancelling…"), Tone::Neutral};
        case State::Done:
            return {tr("Done"), Tone::Good};
        case State::Failed:
            return {tr("Failed"), Tone::Bad};
        case State::Cancelled:
            return {tr("Cancelled"), Tone::Neutral};
        case State::Running:
            break;
        }
        return {tr("Running"), Tone::Info};
    };

    m_state = state;
    const auto [text, tone] = wordOf(state);
    m_badge->setText(text);
    m_badge->setTone(tone);
    m_badge->setVisible(state != State::Running);
    m_bar->setVisible(state == State::Running || state == State::Cancelling);
    m_cancel->setVisible(state == State::Running);
    updateTimer();
}

void ProgressRow::updateTimer()
{
    const bool moving = m_bar->isVisible() && m_bar->maximum() == 0 && motionAllowed(*this);
    if (moving)
        m_frames.start(frameMs, this);
    else
        m_frames.stop();
}

void ProgressRow::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_frames.timerId())
        m_bar->update();
}

void ProgressRow::showEvent(QShowEvent *) { updateTimer(); }

void ProgressRow::hideEvent(QHideEvent *) { m_frames.stop(); }

QToolButton *ProgressRow::addAction(Glyph glyph, const QString &name)
{
    QToolButton *button = makeIconButton(glyph, name, this);
    m_layout->addWidget(button);
    return button;
}

} // namespace sm::widgets
