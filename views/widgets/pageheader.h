// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;

namespace sm::widgets {

class TextLabel;

/// Title, what is shown and how old it is, and the page's buttons at the right.
class PageHeader : public QWidget
{
    Q_OBJECT

public:
    explicit PageHeader(const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    /// "energy-insights-prod · 5 214 users, complete · read 12 s ago"
    void setSubtitle(const QString &subtitle);
    /// Added from left to right; the primary button last.
    void addControl(QWidget *control);

private:
    TextLabel *m_title;
    TextLabel *m_subtitle;
    QHBoxLayout *m_controls;
};

} // namespace sm::widgets
