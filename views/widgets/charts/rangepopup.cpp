// SPDX-License-Identifier: GPL-3.0-or-later
#include "rangepopup.h"

#include <widgets/buttons.h>
#include <widgets/crisp.h>
#include <widgets/icons.h>
#include <widgets/metrics.h>
#include <widgets/textlabel.h>

#include <QCalendarWidget>
#include <QDateEdit>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QSignalBlocker>
#include <QTableView>
#include <QTextCharFormat>
#include <QToolButton>

namespace sm::charts {

using namespace Qt::Literals::StringLiterals;
using widgets::Glyph;
using widgets::TextLabel;
using widgets::TextRole;
using widgets::Theme;
namespace metrics = widgets::metrics;

namespace {

const QDate firstBill(2006, 1, 1); ///< before there was any

/// Qt's calendar brings arrows of its own and a bar in the colour of the selection.
void dress(QCalendarWidget &calendar)
{
    const Theme &theme = Theme::of(calendar);
    if (auto *bar = calendar.findChild<QWidget *>(u"qt_calendar_navigationbar"_s))
        bar->setBackgroundRole(QPalette::Base);
    for (const auto &[name, glyph, words] :
        {std::tuple(u"qt_calendar_prevmonth"_s, Glyph::ChevronLeft, RangePopup::tr("Month before")),
            std::tuple(u"qt_calendar_nextmonth"_s, Glyph::ChevronRight, RangePopup::tr("Month after"))}) {
        if (auto *arrow = calendar.findChild<QToolButton *>(name)) {
            arrow->setIcon(widgets::icon(glyph));
            arrow->setAccessibleName(words);
        }
    }
    if (auto *month = calendar.findChild<QToolButton *>(u"qt_calendar_monthbutton"_s))
        month->setMenu(nullptr); // the arrows do; its mark would stand on the word
    if (auto *days = calendar.findChild<QTableView *>(u"qt_calendar_calendarview"_s)) {
        QPalette palette = days->palette();
        palette.setColor(QPalette::HighlightedText, theme.accent); // on the style's tint of the selection
        days->setPalette(palette);
    }
}

QCalendarWidget *makeCalendar(const QDate &day, const QDate &today)
{
    auto *calendar = new QCalendarWidget;
    calendar->setLocale(QLocale(QLocale::English, QLocale::UnitedKingdom));
    calendar->setFirstDayOfWeek(Qt::Monday);
    calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    calendar->setHorizontalHeaderFormat(QCalendarWidget::SingleLetterDayNames);
    calendar->setGridVisible(false);
    calendar->setDateRange(firstBill, today);
    calendar->setSelectedDate(day);
    QTextCharFormat plain; // Qt paints weekends red, which means something else here
    plain.setForeground(Theme::of(*calendar).text);
    calendar->setWeekdayTextFormat(Qt::Saturday, plain);
    calendar->setWeekdayTextFormat(Qt::Sunday, plain);
    dress(*calendar);
    return calendar;
}

} // namespace

RangePopup::RangePopup(const DateRange &range, const QDate &today, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_sentence(new TextLabel(TextRole::Secondary))
    , m_apply(widgets::makeButton(tr("Show these days"), widgets::ButtonKind::Primary))
    , m_from(makeDay(tr("First day"), range.from, today))
    , m_to(makeDay(tr("Last day"), range.to.addDays(-1), today))
{
    setAccessibleName(tr("Range of days"));
    auto *columns = new QHBoxLayout;
    columns->setSpacing(metrics::cardPadding);
    columns->addLayout(columnOf(tr("First day"), m_from));
    columns->addLayout(columnOf(tr("Last day"), m_to));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::cardPadding, metrics::cardGap, metrics::cardPadding, metrics::cardPadding);
    layout->setSpacing(metrics::cardGap);
    layout->addLayout(columns);
    layout->addLayout(buttonRow());
    check();
}

RangePopup::Day RangePopup::makeDay(const QString &name, const QDate &day, const QDate &today)
{
    auto *field = new QDateEdit(day);
    field->setLocale(QLocale(QLocale::English, QLocale::UnitedKingdom));
    field->setDisplayFormat(u"d MMM yyyy"_s);
    field->setDateRange(firstBill, today);
    field->setAccessibleName(name);
    QCalendarWidget *calendar = makeCalendar(day, today);
    calendar->setAccessibleName(name);
    connect(field, &QDateEdit::dateChanged, this, [this, calendar](const QDate &chosen) {
        const QSignalBlocker quiet(calendar);
        calendar->setSelectedDate(chosen);
        check();
    });
    connect(calendar, &QCalendarWidget::selectionChanged, field,
        [field, calendar] { field->setDate(calendar->selectedDate()); });
    return {field, calendar};
}

QLayout *RangePopup::columnOf(const QString &name, const Day &day)
{
    auto *column = new QVBoxLayout;
    column->setSpacing(metrics::smallGap);
    column->addWidget(new TextLabel(name, TextRole::Section));
    column->addWidget(day.field);
    column->addWidget(day.calendar);
    return column;
}

QLayout *RangePopup::buttonRow()
{
    QPushButton *cancel = widgets::makeButton(tr("Cancel"), widgets::ButtonKind::Quiet);
    connect(cancel, &QPushButton::clicked, this, &QWidget::close);
    connect(m_apply, &QPushButton::clicked, this, &RangePopup::accept);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    row->addWidget(m_sentence, 1);
    row->addWidget(cancel);
    row->addWidget(m_apply);
    return row;
}

DateRange RangePopup::range() const { return {m_from.field->date(), m_to.field->date().addDays(1)}; }

void RangePopup::check()
{
    const bool valid = range().isValid();
    m_apply->setEnabled(valid);
    m_sentence->setTone(valid ? std::nullopt : std::optional(widgets::Tone::Bad));
    const qint64 days = range().from.daysTo(range().to);
    m_sentence->setText(!valid ? tr("The last day is before the first.")
            : days == 1        ? tr("One day, UTC.")
                               : tr("%1 days, UTC.").arg(days));
}

void RangePopup::accept()
{
    if (!range().isValid())
        return;
    const DateRange chosen = range();
    close();
    Q_EMIT rangeChosen(chosen);
}

void RangePopup::openBelow(const QWidget &widget)
{
    adjustSize();
    QPoint at = widget.mapToGlobal(QPoint(0, widget.height() + metrics::smallGap));
    const QRect screen = widget.screen()->availableGeometry();
    at.setX(std::clamp(at.x(), screen.left(), std::max(screen.left(), screen.right() - width())));
    at.setY(std::clamp(at.y(), screen.top(), std::max(screen.top(), screen.bottom() - height())));
    move(at);
    show();
    m_from.field->setFocus(Qt::PopupFocusReason);
    m_from.field->setSelectedSection(QDateTimeEdit::DaySection);
}

void RangePopup::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(*this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.panel);
    widgets::drawBox(painter, rect(), 0, theme.panel, theme.outline);
}

void RangePopup::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        accept();
    else
        QFrame::keyPressEvent(event);
}

} // namespace sm::charts
