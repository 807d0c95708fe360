// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page.h"

#include <charts/chartdata.h>
#include <controllers/athenacontroller.h>
#include <controllers/costscontroller.h>
#include <controllers/providerkeyscontroller.h>

class QStackedWidget;
class QHBoxLayout;

namespace sm::charts {
class Breadcrumbs;
class CostChart;
} // namespace sm::charts
namespace sm::widgets {
class NoticeBar;
class StatePane;
} // namespace sm::widgets

namespace sm::pages {

class CostsActions;
class CostsBillBar;
class CostsDetail;
class CostsProviders;
class CostsToolbar;
class CostsWelcome;

/// What was spent, on what, how it compares, where it is going and what was unusual. It only reads: what changes an
/// account is a plan.
class CostsPage : public Page
{
    Q_OBJECT

public:
    /// \p system is named where a query is copied.
    CostsPage(controllers::CostsController &controller, const SystemId &system, QWidget *parent = nullptr);

    /// A tab for the report in Athena. Before the page is shown.
    void addAthena(controllers::AthenaController &athena);
    /// The ways to ask the providers of language models. Before the page is shown.
    void addProviders(controllers::ProviderKeysController &keys);

    QList<QAction *> pageActions() const override;
    void shown() override;
    QByteArray saveState() const override;
    void restoreState(const QByteArray &state) override;
    /// Reads bill files that came from outside the page: dropped on the window, or named on the command line.
    void openBills(const QStringList &files);

    /// The files among what is dragged, which may be bills; the rest is for others.
    static QStringList billFiles(const QMimeData &dragged);

Q_SIGNALS:
    /// What was done on \p day (UTC), in the journal.
    void journalRequested(const QDate &day);
    /// The runbook that realises a saving, with what to fill in.
    void runbookRequested(const QString &key, const QJsonObject &parameters);

private:
    void buildLayout();
    QWidget *header();
    QWidget *content();
    void connectController();
    void connectChart();
    void connectActions();
    void showState();
    void showFigures();
    void showQuestion();
    void showCircumstances();
    QString circumstances() const;
    void drill(const QString &series);
    void activate(int row);
    charts::ChartData chartData() const;

    controllers::CostsController &m_controller;
    bool m_asked = false; ///< for the sources, once
    QString m_circumstances; ///< what the notice said last of why figures are old
    CostsActions *m_actions;
    CostsToolbar *m_toolbar;
    charts::Breadcrumbs *m_crumbs;
    CostsBillBar *m_bills;
    widgets::NoticeBar *m_notice;
    QStackedWidget *m_stack;
    charts::CostChart *m_chart;
    widgets::StatePane *m_chartPane;
    CostsDetail *m_detail;
    CostsWelcome *m_welcome;
    QList<QAction *> m_moreActions; ///< of Athena and the providers
    bool m_withoutSource = false; ///< there are no costs, and something beside them is looked at
};

} // namespace sm::pages
