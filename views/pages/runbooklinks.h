// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPair>
#include <QWidget>

class QVBoxLayout;

namespace sm::pages {

/// The links of a runbook, each a button that opens the page in the browser.
class RunbookLinks : public QWidget
{
    Q_OBJECT

public:
    explicit RunbookLinks(QWidget *parent = nullptr);

    /// Titles and addresses.
    void setLinks(const QList<QPair<QString, QString>> &links);

Q_SIGNALS:
    void opened(const QString &address);

private:
    QVBoxLayout *m_list;
};

} // namespace sm::pages
