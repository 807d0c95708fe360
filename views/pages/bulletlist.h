// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace sm::pages {

/// Sentences under a title, one a point.
class BulletList : public QWidget
{
    Q_OBJECT

public:
    explicit BulletList(const QString &title, QWidget *parent = nullptr);

    /// Without lines there is nothing to be seen of it.
    void setLines(const QStringList &lines);

private:
    QVBoxLayout *m_list;
};

} // namespace sm::pages
