// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <widgets/filterchip.h>

#include <QAbstractButton>

namespace sm::widgets {

/// A chip in the filter field; a click on its cross, Delete or Backspace removes it.
class FilterChipButton : public QAbstractButton
{
    Q_OBJECT

public:
    FilterChipButton(const FilterChip &chip, QWidget *parent);

    const FilterChip &chip() const { return m_chip; }
    void setChip(const FilterChip &chip);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    FilterChip m_chip;
};

} // namespace sm::widgets
