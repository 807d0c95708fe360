// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <controllers/costscontroller.h>

#include <QWidget>

namespace sm::charts {
class KpiCard;
}

namespace sm::pages {

/// The figures on top: month to date, where the month is going, the change, what moved most, and how old it all is.
class CostsKpis : public QWidget
{
    Q_OBJECT

public:
    explicit CostsKpis(controllers::CostsController &controller, QWidget *parent = nullptr);

    /// "9 h old", "12 days old".
    static QString ageText(const QDateTime &asOf, const QDateTime &now);

private:
    charts::KpiCard *addCard();
    void showSummary();
    void showMonth();
    void showForecast();
    void showChange();
    void showMover();
    void showAge();

    controllers::CostsController &m_controller;
    charts::KpiCard *m_month;
    charts::KpiCard *m_forecast;
    charts::KpiCard *m_change;
    charts::KpiCard *m_mover;
    charts::KpiCard *m_age;
};

} // namespace sm::pages
