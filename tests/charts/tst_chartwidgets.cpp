// SPDX-License-Identifier: GPL-3.0-or-later
#include "samplechart.h"

#include <charts/breadcrumbs.h>
#include <charts/kpicard.h>
#include <charts/rangepicker.h>
#include <rangepopup.h>

#include <support/find.h>

#include <QApplication>
#include <QCalendarWidget>
#include <QDateEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace sm;
using namespace sm::charts;
using namespace Qt::Literals::StringLiterals;

/// Cards, breadcrumbs and the picker of ranges.
class TestChartWidgets : public QObject
{
    Q_OBJECT

private:
    const QDate m_today{2026, 11, 29};

private Q_SLOTS:
    void ranges_ofPresets()
    {
        const QDate tomorrow(2026, 11, 30);

        QCOMPARE(rangeOf(RangePreset::Last7Days, m_today), (DateRange{QDate(2026, 11, 23), tomorrow}));
        QCOMPARE(rangeOf(RangePreset::MonthToDate, m_today), (DateRange{QDate(2026, 11, 1), tomorrow}));
        QCOMPARE(rangeOf(RangePreset::OneMonth, m_today), (DateRange{QDate(2026, 10, 30), tomorrow}));
        QCOMPARE(rangeOf(RangePreset::ThreeMonths, m_today), (DateRange{QDate(2026, 9, 1), tomorrow}));
        QCOMPARE(rangeOf(RangePreset::SixMonths, m_today), (DateRange{QDate(2026, 6, 1), tomorrow}));
        QCOMPARE(rangeOf(RangePreset::TwelveMonths, m_today), (DateRange{QDate(2025, 12, 1), tomorrow}));
        QCOMPARE(rangeOf(RangePreset::ThirteenMonths, m_today), (DateRange{QDate(2025, 11, 1), tomorrow}));
        QCOMPARE(rangeOf(RangePreset::OneMonth, QDate(2026, 3, 31)).from, QDate(2026, 3, 1)); // February is short
        QVERIFY(!rangeOf(RangePreset::Custom, m_today).isValid());
        QCOMPARE(rangeText({QDate(2025, 12, 1), QDate(2026, 1, 3)}), u"1 Dec 2025 – 2 Jan 2026"_s);
    }

    void picker_menuEntry_choosesItsDays()
    {
        RangePicker picker(m_today);
        QSignalSpy chosen(&picker, &RangePicker::rangeChosen);
        QCOMPARE(picker.text(), u"Month to date"_s);

        const QList<QAction *> entries = picker.entries()->actions();
        for (QAction *entry : entries)
            if (entry->text() == u"3 months"_s)
                entry->trigger();

        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().value<DateRange>().from, QDate(2026, 9, 1));
        QCOMPARE(picker.text(), u"3 months"_s);
    }

    void picker_setRange_knowsPresets_andIsSilent()
    {
        RangePicker picker(m_today);
        QSignalSpy chosen(&picker, &RangePicker::rangeChosen);

        picker.setRange({QDate(2026, 11, 23), QDate(2026, 11, 30)});
        QCOMPARE(picker.preset(), RangePreset::Last7Days);
        picker.setRange({QDate(2026, 10, 1), QDate(2026, 11, 1)});
        QCOMPARE(picker.text(), u"1 Oct – 31 Oct 2026"_s);
        picker.setRange({});
        QCOMPARE(picker.range().from, QDate(2026, 10, 1));

        QCOMPARE(chosen.size(), 0);
    }

    void picker_newDay_movesPresetsOnly()
    {
        RangePicker picker(m_today);
        picker.setToday(QDate(2026, 12, 1));
        QCOMPARE(picker.range().from, QDate(2026, 12, 1));
        picker.setRange({QDate(2026, 10, 1), QDate(2026, 10, 3)});
        picker.setToday(QDate(2026, 12, 2));
        QCOMPARE(picker.range().from, QDate(2026, 10, 1));
    }

    void calendars_byKeyboard_choose()
    {
        RangePicker picker(m_today);
        picker.show();
        QSignalSpy chosen(&picker, &RangePicker::rangeChosen);
        picker.openCalendars();
        auto *popup = picker.findChild<RangePopup *>();
        QVERIFY(popup && popup->isVisible());
        const auto fields = popup->findChildren<QDateEdit *>();
        auto *calendar = popup->findChild<QCalendarWidget *>();
        QCOMPARE(fields.size(), 2);

        QTest::keyClick(fields[0], Qt::Key_Up); // the day goes from 1 to 2
        QCOMPARE(calendar->selectedDate(), QDate(2026, 11, 2));
        QTest::keyClick(popup, Qt::Key_Return);

        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().value<DateRange>(), (DateRange{QDate(2026, 11, 2), QDate(2026, 11, 30)}));
        QCOMPARE(picker.text(), u"2 Nov – 29 Nov 2026"_s);
    }

    void calendars_lastBeforeFirst_canNotBeTaken()
    {
        RangePicker picker(m_today);
        QSignalSpy chosen(&picker, &RangePicker::rangeChosen);
        picker.openCalendars();
        auto *popup = picker.findChild<RangePopup *>();
        const auto calendars = popup->findChildren<QCalendarWidget *>();

        calendars[0]->setSelectedDate(QDate(2026, 11, 20));
        calendars[1]->setSelectedDate(QDate(2026, 11, 10));
        QVERIFY(!test::find(*popup, u"Show these days"_s)->isEnabled());
        QTest::keyClick(popup, Qt::Key_Return);
        QTest::keyClick(popup, Qt::Key_Escape);

        QCOMPARE(chosen.size(), 0);
        QCOMPARE(picker.text(), u"Month to date"_s);
    }

    void calendars_future_isOutOfReach()
    {
        RangePopup popup({QDate(2026, 11, 1), QDate(2026, 11, 30)}, m_today, nullptr);

        QCOMPARE(popup.findChild<QCalendarWidget *>()->maximumDate(), m_today);
    }

    void crumbs_pressed_leadBack()
    {
        Breadcrumbs crumbs;
        QSignalSpy activated(&crumbs, &Breadcrumbs::crumbActivated);
        crumbs.setCrumbs({u"All services"_s, u"EC2"_s, u"BoxUsage"_s});
        const auto buttons = crumbs.findChildren<QPushButton *>();
        QCOMPARE(buttons.size(), 2); // the last is where one is

        QTest::keyClick(buttons[1], Qt::Key_Space);
        connect(&crumbs, &Breadcrumbs::crumbActivated, &crumbs, [&] { crumbs.setCrumbs({u"All services"_s}); });
        buttons[0]->click(); // goes away while it is pressed

        QCOMPARE(activated.size(), 2);
        QCOMPARE(activated.first().first().toInt(), 1);
        QCOMPARE(crumbs.crumbs().size(), 1);
    }

    void card_saysItAllInWords()
    {
        KpiCard card;
        card.setKpi({u"Against October"_s, u"+$349.12"_s, Kpi::Direction::Up, u"6.8 %"_s, widgets::Tone::Bad,
            u"at the same day"_s, u"Unblended."_s});

        QCOMPARE(card.accessibleName(), u"Against October: +$349.12, ▲ up 6.8 %, at the same day"_s);
        QCOMPARE(card.accessibleDescription(), u"Unblended."_s);
        QCOMPARE(card.toolTip(), u"Unblended."_s);
        card.setKpi({u"Data"_s, {}, Kpi::Direction::None, {}, widgets::Tone::Neutral, {}, {}});
        QCOMPARE(card.accessibleName(), u"Data: not known"_s);
    }
};

QTEST_MAIN(TestChartWidgets)
#include "tst_chartwidgets.moc"
