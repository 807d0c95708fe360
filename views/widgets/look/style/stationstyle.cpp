// SPDX-License-Identifier: GPL-3.0-or-later
#include "look/style/stationstyle.h"

#include "look/crisp.h"
#include "look/style/painters.h"

#include <widgets/buttons.h>
#include <widgets/metrics.h>
#include <widgets/theme.h>
#include <widgets/typography.h>

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>
#include <QTabBar>

namespace sm::widgets {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The option as its true type; the style option classes exist to be cast like this.
template <typename Option>
const Option *as(const QStyleOption *option)
{
    return qstyleoption_cast<const Option *>(option);
}

bool showsFocus(const QStyleOption &option)
{
    return (option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange);
}

void styledFrame(QPainter &painter, const QStyleOption &option)
{
    drawBox(painter, option.rect, 2, QColor(), Theme::of(option.palette).line);
}

void arrow(QPainter &painter, const QStyleOption &option, Glyph glyph)
{
    const Theme &theme = Theme::of(option.palette);
    drawGlyph(painter, option.rect, glyph, option.state & QStyle::State_Enabled ? theme.muted : theme.disabled);
}

QSize atLeastHigh(const QSize &size, int height) { return {size.width(), std::max(size.height(), height)}; }

} // namespace

StationStyle::StationStyle()
    : QProxyStyle(u"Fusion"_s)
{
}

QPalette StationStyle::standardPalette() const { return Theme::light().palette(); }

void StationStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget)
        || qobject_cast<QScrollBar *>(widget) || qobject_cast<QTabBar *>(widget)
        || qobject_cast<QAbstractSpinBox *>(widget))
        widget->setAttribute(Qt::WA_Hover);
    if (qobject_cast<QPushButton *>(widget))
        widget->setFont(fontFor(TextRole::Button));
    else if (qobject_cast<QHeaderView *>(widget))
        widget->setFont(fontFor(TextRole::Secondary));
}

int StationStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_DefaultFrameWidth:
    case PM_MenuPanelWidth:
        return 1;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_MenuHMargin:
    case PM_ScrollView_ScrollBarSpacing:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabShiftVertical:
        return 0;
    case PM_MenuVMargin:
        return metrics::smallGap;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return metrics::iconSize;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return metrics::gap;
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
        return metrics::cardPadding;
    case PM_SplitterWidth:
        return metrics::cardGap;
    case PM_ScrollBarExtent:
        return 12;
    case PM_ScrollBarSliderMin:
        return 32;
    case PM_ToolTipLabelFrameWidth:
        return 6;
    case PM_HeaderMargin:
        return 10;
    case PM_TabBarTabHSpace:
        return 24;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int StationStyle::styleHint(
    StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_Widget_Animation_Duration:
        return m_motionAllowed ? 200 : 0;
    case SH_ComboBox_Popup:
    case SH_EtchDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_ScrollBar_Transient:
    case SH_ItemView_ActivateItemOnSingleClick:
        return 0;
    case SH_ToolTipLabel_Opacity:
        return 255;
    case SH_Table_GridLineColor:
        return int(Theme::of(option ? option->palette : standardPalette()).line.rgb());
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

QSize StationStyle::sizeFromContents(
    ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const
{
    const QSize usual = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        if (const auto *button = as<QStyleOptionButton>(option))
            return paint::buttonSize(*button, size, widget);
        return usual;
    case CT_MenuItem:
        if (const auto *item = as<QStyleOptionMenuItem>(option))
            return paint::menuItemSize(*item, size);
        return usual;
    case CT_LineEdit:
        return atLeastHigh(usual, metrics::controlHeight);
    case CT_ComboBox:
        return {usual.width() + metrics::iconSize, metrics::controlHeight};
    case CT_SpinBox:
        return {usual.width() + metrics::gap, metrics::controlHeight};
    case CT_HeaderSection:
        return atLeastHigh(usual, metrics::rowHeight);
    case CT_TabBarTab:
        return atLeastHigh(usual, 36);
    case CT_CheckBox:
    case CT_RadioButton:
        return atLeastHigh(usual, 24);
    case CT_ToolButton:
        return usual.expandedTo({metrics::smallControl, metrics::smallControl});
    case CT_ItemViewItem:
        return atLeastHigh(usual, metrics::compactRowHeight);
    default:
        return usual;
    }
}

QRect StationStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    switch (element) {
    case SE_LineEditContents:
        if (const auto *frame = as<QStyleOptionFrame>(option); frame && frame->lineWidth > 0)
            return option->rect.adjusted(9, 1, -9, -1);
        return option->rect;
    case SE_HeaderLabel:
    case SE_ProgressBarGroove:
    case SE_ProgressBarContents:
    case SE_ProgressBarLabel:
        return option->rect;
    default:
        return QProxyStyle::subElementRect(element, option, widget);
    }
}

QRect StationStyle::subControlRect(
    ComplexControl control, const QStyleOptionComplex *option, SubControl subControl, const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *slider = as<QStyleOptionSlider>(option))
            return paint::scrollBarPart(
                *slider, subControl, proxy()->pixelMetric(PM_ScrollBarSliderMin, option, widget));
    }
    if (control == CC_ComboBox && subControl == SC_ComboBoxEditField)
        return option->rect.adjusted(4, 1, -11 - metrics::iconSize, -1);
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

void StationStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case PE_FrameDefaultButton:
    case PE_FrameStatusBarItem:
    case PE_PanelStatusBar:
    case PE_FrameButtonTool:
    case PE_FrameLineEdit:
        return;
    case PE_PanelLineEdit:
        if (const auto *frame = as<QStyleOptionFrame>(option); frame && frame->lineWidth > 0)
            paint::fieldPanel(*painter, *option);
        return;
    case PE_PanelButtonCommand:
        if (const auto *button = as<QStyleOptionButton>(option))
            paint::buttonBevel(*painter, *button, widget);
        return;
    case PE_PanelButtonTool:
        return paint::toolButtonPanel(*painter, *option);
    case PE_FrameFocusRect:
        if (showsFocus(*option) || qobject_cast<const QToolButton *>(widget))
            drawFocusRing(*painter, option->rect, metrics::badgeRadius, Theme::of(option->palette).accent);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return paint::checkIndicator(*painter, *option);
    case PE_IndicatorRadioButton:
        return paint::radioIndicator(*painter, *option);
    case PE_PanelItemViewRow:
        return;
    case PE_PanelItemViewItem:
        if (const auto *item = as<QStyleOptionViewItem>(option))
            paint::itemPanel(*painter, *item);
        return;
    case PE_IndicatorBranch:
        return paint::branch(*painter, *option);
    case PE_PanelMenu:
    case PE_FrameMenu:
    case PE_PanelTipLabel:
        return paint::popupPanel(*painter, *option);
    case PE_Frame:
    case PE_FrameGroupBox:
    case PE_FrameTabWidget:
        return styledFrame(*painter, *option);
    case PE_FrameTabBarBase:
        return drawBottomLine(*painter, option->rect, Theme::of(option->palette).line);
    case PE_IndicatorArrowDown:
        return arrow(*painter, *option, Glyph::ChevronDown);
    case PE_IndicatorArrowUp:
        return arrow(*painter, *option, Glyph::ChevronUp);
    case PE_IndicatorArrowLeft:
        return arrow(*painter, *option, Glyph::ChevronLeft);
    case PE_IndicatorArrowRight:
        return arrow(*painter, *option, Glyph::ChevronRight);
    default:
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void StationStyle::drawControl(
    ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case CE_PushButton: // without Fusion's focus rectangle: the bevel shows the focus
        proxy()->drawControl(CE_PushButtonBevel, option, painter, widget);
        proxy()->drawControl(CE_PushButtonLabel, option, painter, widget);
        return;
    case CE_PushButtonBevel:
        return proxy()->drawPrimitive(PE_PanelButtonCommand, option, painter, widget);
    case CE_PushButtonLabel:
        if (const auto *button = as<QStyleOptionButton>(option))
            paint::buttonLabel(*painter, *button, widget);
        return;
    case CE_ComboBoxLabel:
        if (const auto *combo = as<QStyleOptionComboBox>(option); combo && !combo->editable)
            paint::comboBoxLabel(*painter, *combo);
        return;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        return paint::headerSection(*painter, *option);
    case CE_HeaderLabel:
        if (const auto *header = as<QStyleOptionHeader>(option))
            paint::headerLabel(*painter, *header);
        return;
    case CE_Header:
        proxy()->drawControl(CE_HeaderSection, option, painter, widget);
        proxy()->drawControl(CE_HeaderLabel, option, painter, widget);
        return;
    case CE_MenuItem:
        if (const auto *item = as<QStyleOptionMenuItem>(option))
            paint::menuItem(*painter, *item);
        return;
    case CE_ProgressBarGroove:
        return paint::progressGroove(*painter, *option);
    case CE_ProgressBarContents:
        if (const auto *bar = as<QStyleOptionProgressBar>(option))
            paint::progressContents(*painter, *bar, m_motionAllowed);
        return;
    case CE_ProgressBarLabel:
    case CE_TabBarTabLabel:
    case CE_Splitter:
        return;
    case CE_TabBarTab:
    case CE_TabBarTabShape:
        if (const auto *tab = as<QStyleOptionTab>(option))
            paint::tab(*painter, *tab);
        return;
    default:
        return QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void StationStyle::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    if (const auto *combo = as<QStyleOptionComboBox>(option); control == CC_ComboBox && combo)
        return paint::comboBox(*painter, *combo);
    if (const auto *slider = as<QStyleOptionSlider>(option); control == CC_ScrollBar && slider)
        return paint::scrollBar(*painter, *slider, subControlRect(control, option, SC_ScrollBarSlider, widget));
    if (const auto *spin = as<QStyleOptionSpinBox>(option); control == CC_SpinBox && spin)
        return paint::spinBox(*painter, *spin, subControlRect(control, option, SC_SpinBoxUp, widget),
            subControlRect(control, option, SC_SpinBoxDown, widget));
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace sm::widgets
