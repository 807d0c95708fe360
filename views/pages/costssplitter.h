// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSplitter>

namespace sm::pages {

/// The chart above and what is in figures below. Three fifths are the chart's, but five rows of the table can always be
/// seen; once somebody has moved the handle, the heights are theirs.
class CostsSplitter : public QSplitter
{
    Q_OBJECT

public:
    CostsSplitter(QWidget *chart, QWidget *figures, QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    bool m_isMoved = false;
};

} // namespace sm::pages
