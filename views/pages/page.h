// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/error.h>
#include <core/userplan.h>

#include <QAction>
#include <QList>
#include <QWidget>

namespace sm::pages {

/// One entry of the navigation. Its actions are in the palette; its state is kept between two starts.
class Page : public QWidget
{
    Q_OBJECT

public:
    explicit Page(const QString &title, QWidget *parent = nullptr)
        : QWidget(parent)
        , m_title(title)
    {
        setAccessibleName(title);
    }

    QString title() const { return m_title; }
    /// Everything that can be done here, with its words and shortcuts; the palette lists them.
    virtual QList<QAction *> pageActions() const = 0;
    /// Called each time the page comes to the front.
    virtual void shown() { }
    /// Columns, widths, filter: whatever restoreState() understands.
    virtual QByteArray saveState() const { return {}; }
    virtual void restoreState(const QByteArray &) { }

Q_SIGNALS:
    /// Shows the plan and, when it is confirmed, runs it.
    void planRequested(const sm::UserPlan &plan);
    void errorOccurred(const sm::Error &error);
    /// Something of this page was asked for from elsewhere, by an action that was not there when the page was added.
    void frontRequested();
    /// A sentence for the status line: "3 rows copied."
    void noted(const QString &sentence);

private:
    QString m_title;
};

} // namespace sm::pages
