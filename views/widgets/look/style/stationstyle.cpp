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

template <typename Option, typename Paint>
void with(const QStyleOption *option, Paint paint)
{
    if (const auto *cast = as<Option>(option))
        paint(*cast);
}

bool showsFocus(const QStyleOption &option)
{
    return (option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange);
}

void styledFrame(QPainter &painter, const QStyleOption &option)
{
    drawBox(painter, option.rect, 2, QColor(), Theme::of(option.palette).line);
}

/// Round a tool button; beside the mark of a check box or radio button, round its words; else as the option says.
void focusRing(QPainter &painter, const QStyleOption &option, const QWidget *widget)
{
    if (!showsFocus(option))
        return;
    QRect rect = option.rect;
    if (qobject_cast<const QToolButton *>(widget))
        rect = widget->rect();
    else if (qobject_cast<const QAbstractButton *>(widget))
        rect = rect.adjusted(-3, -2, 3, 2) & widget->rect();
    drawFocusRing(painter, rect, metrics::radius, Theme::of(option.palette).accent);
}

bool paintsNothing(QStyle::PrimitiveElement element)
{
    static const QSet<QStyle::PrimitiveElement> nothing{
        QStyle::PE_FrameDefaultButton,
        QStyle::PE_FrameStatusBarItem,
        QStyle::PE_PanelStatusBar,
        QStyle::PE_FrameButtonTool,
        QStyle::PE_FrameLineEdit,
        QStyle::PE_PanelItemViewRow,
    };
    return nothing.contains(element);
}

std::optional<Glyph> arrowOf(QStyle::PrimitiveElement element)
{
    switch (element) {
    case QStyle::PE_IndicatorArrowDown:
        return Glyph::ChevronDown;
    case QStyle::PE_IndicatorArrowUp:
        return Glyph::ChevronUp;
    case QStyle::PE_IndicatorArrowLeft:
        return Glyph::ChevronLeft;
    case QStyle::PE_IndicatorArrowRight:
        return Glyph::ChevronRight;
    default:
        return std::nullopt;
    }
}

bool hasFrame(const QStyleOption *option)
{
    const auto *frame = as<QStyleOptionFrame>(option);
    return frame && frame->lineWidth > 0;
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
    else if (auto *tabs = qobject_cast<QTabBar *>(widget))
        tabs->setExpanding(false);
}

int StationStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    static const QHash<PixelMetric, int> ours{
        {PM_DefaultFrameWidth, 1},
        {PM_MenuPanelWidth, 1},
        {PM_ButtonShiftHorizontal, 0},
        {PM_ButtonShiftVertical, 0},
        {PM_MenuHMargin, 0},
        {PM_MenuVMargin, metrics::smallGap},
        {PM_ScrollView_ScrollBarSpacing, 0},
        {PM_TabBarBaseOverlap, 0},
        {PM_TabBarTabShiftVertical, 0},
        {PM_TabBarTabHSpace, 24},
        {PM_IndicatorWidth, metrics::iconSize},
        {PM_IndicatorHeight, metrics::iconSize},
        {PM_ExclusiveIndicatorWidth, metrics::iconSize},
        {PM_ExclusiveIndicatorHeight, metrics::iconSize},
        {PM_SmallIconSize, metrics::iconSize},
        {PM_ButtonIconSize, metrics::iconSize},
        {PM_CheckBoxLabelSpacing, metrics::gap},
        {PM_RadioButtonLabelSpacing, metrics::gap},
        {PM_LayoutHorizontalSpacing, metrics::gap},
        {PM_LayoutVerticalSpacing, metrics::gap},
        {PM_LayoutLeftMargin, metrics::cardPadding},
        {PM_LayoutTopMargin, metrics::cardPadding},
        {PM_LayoutRightMargin, metrics::cardPadding},
        {PM_LayoutBottomMargin, metrics::cardPadding},
        {PM_SplitterWidth, metrics::cardGap},
        {PM_FocusFrameHMargin, 7}, // left and right of an item's text
        {PM_ScrollBarExtent, 12},
        {PM_ScrollBarSliderMin, 32},
        {PM_ToolTipLabelFrameWidth, 6},
        {PM_HeaderMargin, 10},
    };
    const auto found = ours.constFind(metric);
    return found != ours.constEnd() ? *found : QProxyStyle::pixelMetric(metric, option, widget);
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
    if (const auto *button = as<QStyleOptionButton>(option); button && type == CT_PushButton)
        return paint::buttonSize(*button, size, widget);
    if (const auto *item = as<QStyleOptionMenuItem>(option); item && type == CT_MenuItem)
        return paint::menuItemSize(*item, size);

    const QSize usual = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
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
        return hasFrame(option) ? option->rect.adjusted(9, 1, -9, -1) : option->rect;
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
    if (control == CC_SpinBox && subControl == SC_SpinBoxEditField)
        return option->rect.adjusted(8, 1, -24, -1);
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

void StationStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    if (paintsNothing(element))
        return;
    if (const auto glyph = arrowOf(element))
        return arrow(*painter, *option, *glyph);
    if (const auto *button = as<QStyleOptionButton>(option); button && element == PE_PanelButtonCommand)
        return paint::buttonBevel(*painter, *button, widget);
    if (const auto *item = as<QStyleOptionViewItem>(option); item && element == PE_PanelItemViewItem)
        return paint::itemPanel(*painter, *item);

    switch (element) {
    case PE_PanelLineEdit:
        return hasFrame(option) ? paint::fieldPanel(*painter, *option) : void();
    case PE_PanelButtonTool:
        return paint::toolButtonPanel(*painter, *option);
    case PE_FrameFocusRect:
        return focusRing(*painter, *option, widget);
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return paint::checkIndicator(*painter, *option);
    case PE_IndicatorRadioButton:
        return paint::radioIndicator(*painter, *option);
    case PE_IndicatorBranch:
        return paint::branch(*painter, *option);
    case PE_PanelScrollAreaCorner:
        return;
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
    default:
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void StationStyle::drawControl(
    ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case CE_PushButton: // without Fusion's focus rectangle: the bevel shows the focus
        drawControl(CE_PushButtonBevel, option, painter, widget);
        return drawControl(CE_PushButtonLabel, option, painter, widget);
    case CE_PushButtonBevel:
        return drawPrimitive(PE_PanelButtonCommand, option, painter, widget);
    case CE_PushButtonLabel:
        return with<QStyleOptionButton>(option, [&](auto &button) { paint::buttonLabel(*painter, button, widget); });
    case CE_ComboBoxLabel:
        return with<QStyleOptionComboBox>(option, [&](auto &combo) { paint::comboBoxLabel(*painter, combo); });
    case CE_Header:
        drawControl(CE_HeaderSection, option, painter, widget);
        return drawControl(CE_HeaderLabel, option, painter, widget);
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        return paint::headerSection(*painter, *option);
    case CE_HeaderLabel:
        return with<QStyleOptionHeader>(option, [&](auto &header) { paint::headerLabel(*painter, header); });
    case CE_MenuItem:
        return with<QStyleOptionMenuItem>(option, [&](auto &item) { paint::menuItem(*painter, item); });
    case CE_ProgressBarGroove:
        return paint::progressGroove(*painter, *option);
    case CE_ProgressBarContents:
        return with<QStyleOptionProgressBar>(
            option, [&](auto &bar) { paint::progressContents(*painter, bar, m_motionAllowed); });
    case CE_TabBarTab:
        return with<QStyleOptionTab>(option, [&](auto &tab) { paint::tab(*painter, tab); });
    case CE_ProgressBarLabel:
    case CE_Splitter:
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
