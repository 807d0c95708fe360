// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <widgets/icons.h>

#include <QBasicTimer>
#include <QWidget>

class QHBoxLayout;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace sm::widgets {

class Badge;
class TextLabel;

/// One run in the activity panel: title, bar, words, Cancel.
class ProgressRow : public QWidget
{
    Q_OBJECT

public:
    enum class State { Running, Cancelling, Done, Failed, Cancelled };

    explicit ProgressRow(const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    /// \p total 0: unknown, the bar moves. The words are "26 of 42", and \p note after a dot: "1 refused".
    void setProgress(qint64 done, qint64 total, const QString &note = {});
    /// Cancel is offered only while Running; the others say their word as a badge.
    void setState(State state);
    State state() const { return m_state; }
    /// An icon button at the right: copy as CLI, reveal in journal. \p name is accessible name and tooltip.
    QToolButton *addAction(Glyph glyph, const QString &name);

Q_SIGNALS:
    /// The title was activated: what is this run?
    void opened();
    void cancelRequested();

protected:
    void timerEvent(QTimerEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildLayout();
    void updateTimer();

    State m_state = State::Running;
    QBasicTimer m_frames; ///< while the bar moves
    QPushButton *m_title;
    QProgressBar *m_bar;
    TextLabel *m_words;
    Badge *m_badge;
    QPushButton *m_cancel;
    QHBoxLayout *m_layout;
};

} // namespace sm::widgets
