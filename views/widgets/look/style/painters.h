// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyleOption>

class QPainter;

/// One function for each thing the style paints; all stateless.
namespace sm::widgets::paint {

void buttonBevel(QPainter &painter, const QStyleOptionButton &option, const QWidget *widget);
void buttonLabel(QPainter &painter, const QStyleOptionButton &option, const QWidget *widget);
QSize buttonSize(const QStyleOptionButton &option, const QSize &contents, const QWidget *widget);
void toolButtonPanel(QPainter &painter, const QStyleOption &option);

void fieldPanel(QPainter &painter, const QStyleOption &option);
void comboBox(QPainter &painter, const QStyleOptionComboBox &option);
void comboBoxLabel(QPainter &painter, const QStyleOptionComboBox &option);
void spinBox(QPainter &painter, const QStyleOptionSpinBox &option, const QRect &up, const QRect &down);

void checkIndicator(QPainter &painter, const QStyleOption &option);
void radioIndicator(QPainter &painter, const QStyleOption &option);

void headerSection(QPainter &painter, const QStyleOption &option);
void headerLabel(QPainter &painter, const QStyleOptionHeader &option);
void itemPanel(QPainter &painter, const QStyleOptionViewItem &option);
void branch(QPainter &painter, const QStyleOption &option);

void menuItem(QPainter &painter, const QStyleOptionMenuItem &option);
QSize menuItemSize(const QStyleOptionMenuItem &option, const QSize &contents);
void popupPanel(QPainter &painter, const QStyleOption &option);

void scrollBar(QPainter &painter, const QStyleOptionSlider &option, const QRect &slider);
QRect scrollBarPart(const QStyleOptionSlider &option, int part, int shortestSlider);
void progressGroove(QPainter &painter, const QStyleOption &option);
void progressContents(QPainter &painter, const QStyleOptionProgressBar &option, bool motionAllowed);
void tab(QPainter &painter, const QStyleOptionTab &option);

} // namespace sm::widgets::paint
