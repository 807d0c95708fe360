// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QHBoxLayout;

namespace sm::charts {

/// The way down to what is shown: "All services › EC2 › BoxUsage". All but the last are buttons that lead back.
class Breadcrumbs : public QWidget
{
    Q_OBJECT

public:
    explicit Breadcrumbs(QWidget *parent = nullptr);

    void setCrumbs(const QStringList &crumbs);
    QStringList crumbs() const { return m_crumbs; }

Q_SIGNALS:
    /// 0 is the outermost.
    void crumbActivated(int index);

private:
    QStringList m_crumbs;
    QHBoxLayout *m_layout;
};

} // namespace sm::charts
