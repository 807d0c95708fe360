// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <controllers/costsbills.h>

#include <QWidget>

namespace sm::widgets {
class NoticeBar;
class ProgressRow;
} // namespace sm::widgets

namespace sm::pages {

/// How far a bill is read, with Cancel; what was wrong with it; and the question when another delivery of it is there.
/// It takes no room while there is nothing to say.
class CostsBillBar : public QWidget
{
    Q_OBJECT

public:
    explicit CostsBillBar(controllers::CostsBills &bills, QWidget *parent = nullptr);

Q_SIGNALS:
    /// A sentence for the status line.
    void noted(const QString &sentence);

private:
    void showProgress(qint64 bytes, qint64 total);
    void showChanged();
    void ask(const QString &sentence);

    controllers::CostsBills &m_bills;
    widgets::NoticeBar *m_notice;
    QWidget *m_card;
    widgets::ProgressRow *m_progress;
};

} // namespace sm::pages
