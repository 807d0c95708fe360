// SPDX-License-Identifier: GPL-3.0-or-later
#include "costsdays.h"

#include "costscelldelegate.h"

#include <charts/amounttext.h>
#include <core/instanttext.h>
#include <tables/costtext.h>
#include <widgets/buttons.h>
#include <widgets/metrics.h>
#include <widgets/statepane.h>
#include <widgets/tableview.h>
#include <widgets/textlabel.h>

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QPushButton>
#include <QVBoxLayout>

namespace sm::pages {

using namespace Qt::Literals::StringLiterals;
using controllers::CostsController;
using tables::CostList;
namespace metrics = widgets::metrics;

namespace {

constexpr int ReasonColumn = 5;
constexpr int NarrowestColumn = 72;

CostList::Row rowOf(const CostAnomaly &anomaly, const QString &currency)
{
    const QString sign = anomaly.impact > 0 ? u"+"_s : QString();
    return {{charts::dayText(anomaly.day),
                anomaly.key.isEmpty() ? CostsDays::tr("In all") : tables::groupName(anomaly.key.first()),
                charts::moneyText(anomaly.actual, currency), charts::moneyText(anomaly.expected, currency),
                sign + charts::moneyText(anomaly.impact, currency), anomaly.reason,
                anomaly.local ? CostsDays::tr("found here") : CostsDays::tr("AWS")},
        anomaly.day, {{}, {}, anomaly.actual.toString(), {}, {}, anomaly.reason},
        anomaly.impact > 0 ? u"bad"_s : u"good"_s};
}

} // namespace

CostsDays::CostsDays(CostsController &controller, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_table(new widgets::TableView(tr("Unusual days table")))
    , m_pane(new widgets::StatePane(m_table))
    , m_changesTitle(new widgets::TextLabel(widgets::TextRole::Section))
    , m_changesTable(new widgets::TableView(tr("Changes table")))
    , m_changesPane(new widgets::StatePane(m_changesTable))
    , m_journal(widgets::makeButton(tr("Open journal for that day")))
    , m_look(widgets::makeButton(tr("Show changes in CloudTrail")))
    , m_askAws(widgets::makeButton(tr("Ask AWS for its anomalies ($0.01)")))
{
    m_table->setModel(&m_list);
    m_table->setItemDelegate(new CostsCellDelegate(m_table));
    m_changesTable->setModel(&m_changes);
    for (widgets::TableView *each : {m_table, m_changesTable}) {
        each->setSortingEnabled(false);
        each->setCompact(true);
    }
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    buildLayout();
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &CostsDays::updateButtons);
    connect(m_table, &widgets::TableView::rowActivated, m_journal, &QPushButton::click);
    connect(m_journal, &QPushButton::clicked, this, [this] { Q_EMIT journalRequested(selectedDay()); });
    connect(m_look, &QPushButton::clicked, this, [this] {
        m_changesPane->setVisible(true);
        m_changesPane->clearError();
        m_changesPane->setLoading(true);
        m_changes.setContent({}, {});
        m_controller.readChanges(selectedDay());
    });
    connect(&controller, &CostsController::changesRead, this, &CostsDays::showChanges);
    connect(&controller, &CostsController::failed, this, [this](const Error &error) {
        m_changesPane->setLoading(false);
        if (m_changesPane->isVisibleTo(this))
            m_changesPane->showError(error);
    });
    connect(&controller, &CostsController::summaryChanged, this, &CostsDays::showAnomalies);
    connect(&controller, &CostsController::questionChanged, this, &CostsDays::updateButtons);
    connect(m_askAws, &QPushButton::clicked, &controller.aws(), &controllers::CostsAws::askAnomalies);
    showAnomalies();
}

void CostsDays::buildLayout()
{
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::gap);
    buttons->addWidget(m_journal);
    buttons->addWidget(m_look);
    buttons->addWidget(m_changesTitle, 1);
    buttons->addWidget(m_askAws);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::gap);
    layout->addWidget(m_pane, 1);
    layout->addLayout(buttons);
    layout->addWidget(m_changesPane, 1);
    m_changesPane->hide();
}

void CostsDays::showAnomalies()
{
    QList<CostList::Row> rows;
    for (const CostAnomaly &each : m_controller.outlook().anomalies)
        rows.append(rowOf(each, each.local ? m_controller.summary().currency : u"USD"_s));
    m_list.setContent({{tr("Day"), false}, {tr("What"), false}, {tr("Actual"), true}, {tr("Expected"), true},
                          {tr("Impact"), true}, {tr("Why"), false}, {tr("Source"), false}},
        rows);
    const bool isAwsAsked = m_askAws->isVisibleTo(this) && m_controller.aws().anomalies();
    m_pane->setLoading(m_controller.aws().isAskingAnomalies());
    m_pane->setEmpty(!rows.isEmpty() ? QString()
            : isAwsAsked ? tr("No day stands out in what is shown, and AWS knows of none. It finds them only where "
                              "Cost Anomaly Detection has a monitor.")
                         : tr("No day stands out in what is shown."));
    m_table->fitColumns({ReasonColumn}, NarrowestColumn);
    if (!rows.isEmpty())
        m_table->selectRow(0);
    updateButtons();
    Q_EMIT countChanged(static_cast<int>(rows.size()));
}

void CostsDays::showChanges(const QDate &day, const QList<CostDayEvent> &events)
{
    QList<CostList::Row> rows;
    for (const CostDayEvent &each : events)
        rows.append({{utcText(each.at, Detail::Seconds), each.what, each.resource, each.who, each.region}, {}});
    m_changes.setContent({{tr("When"), false}, {tr("Change"), false}, {tr("Resource"), false}, {tr("Who"), false},
                             {tr("Region"), false}},
        rows);
    m_changesTitle->setText(tr("Changes on %1: %2").arg(charts::dayText(day)).arg(rows.size()));
    m_changesPane->setLoading(false);
    m_changesPane->setEmpty(rows.isEmpty() ? tr("CloudTrail knows of no change on that day.") : QString());
    m_changesTable->fitColumns({1, 2}, NarrowestColumn);
}

QDate CostsDays::selectedDay() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? QDate() : m_list.id(rows.first().row()).toDate();
}

void CostsDays::updateButtons()
{
    const bool hasDay = selectedDay().isValid();
    m_journal->setEnabled(hasDay);
    m_look->setEnabled(hasDay);
    m_askAws->setVisible(m_controller.question().source == CostSource::CostExplorer);
    m_askAws->setEnabled(!m_controller.aws().isAskingAnomalies());
}

void CostsDays::select(int place)
{
    m_table->selectRow(place);
    m_table->setFocus(Qt::OtherFocusReason);
}

} // namespace sm::pages
