// SPDX-License-Identifier: GPL-3.0-or-later
#include "costsathena.h"

#include "choicebutton.h"
#include "costscelldelegate.h"

#include <widgets/buttons.h>
#include <widgets/metrics.h>
#include <widgets/statepane.h>
#include <widgets/tableview.h>
#include <widgets/textlabel.h>

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace sm::pages {

using controllers::AthenaController;
namespace metrics = widgets::metrics;

namespace {

constexpr int NarrowestColumn = 72;

template <typename Enum>
QVariant valueOf(Enum value)
{
    return static_cast<int>(value);
}

} // namespace

CostsAthena::CostsAthena(AthenaController &controller, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_stack(new QStackedWidget)
    , m_views{makeView(Part::Queries, tr("Athena queries table")), makeView(Part::Result, tr("Athena result table")),
          makeView(Part::Recent, tr("Recent queries table")), makeView(Part::Partitions, tr("Partitions table"))}
    , m_summary(new widgets::TextLabel(widgets::TextRole::Secondary))
    , m_partChoice(new ChoiceButton(tr("Show of Athena")))
    , m_period(new ChoiceButton(tr("Months asked for")))
    , m_stop(widgets::makeButton(tr("Stop query…")))
    , m_repair(widgets::makeButton(tr("Repair…")))
    , m_run(widgets::makeButton(tr("Run…")))
    , m_read(widgets::makeButton(tr("Read table again")))
{
    buildLayout();
    fillChoices();
    connectButtons();
    connect(&controller, &AthenaController::changed, this, &CostsAthena::partChanged);
    setPart(Part::Queries);
}

CostsAthena::View CostsAthena::makeView(Part part, const QString &tableName)
{
    View view;
    view.table = new widgets::TableView(tableName);
    view.table->setModel(&m_controller.list(part));
    view.table->setItemDelegate(new CostsCellDelegate(view.table));
    view.table->setSortingEnabled(false);
    view.table->setCompact(true);
    view.table->setMinimumHeight(1); // gives way to a notice above it
    view.pane = new widgets::StatePane(view.table);
    m_stack->addWidget(view.pane);
    connect(view.pane, &widgets::StatePane::emptyActionTriggered, &m_controller, &AthenaController::read);
    connect(view.table, &widgets::TableView::copied, this,
        [this](int rows) { Q_EMIT noted(rows == 1 ? tr("One row copied.") : tr("%1 rows copied.").arg(rows)); });
    return view;
}

void CostsAthena::buildLayout()
{
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::gap);
    buttons->addWidget(m_summary, 1);
    for (QPushButton *each : QList<QPushButton *>{m_partChoice, m_period, m_stop, m_repair, m_run, m_read})
        buttons->addWidget(each);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::gap);
    layout->addWidget(m_stack, 1);
    layout->addLayout(buttons);
}

void CostsAthena::fillChoices()
{
    using Period = AthenaController::Period;
    m_partChoice->setItems({{tr("Queries"), valueOf(Part::Queries), {}, tr("What can be asked, and for how much")},
        {tr("Result"), valueOf(Part::Result), {}, tr("What the last query came to")},
        {tr("Recent queries"), valueOf(Part::Recent), {}, tr("What ran in the workgroup, by price")},
        {tr("Partitions"), valueOf(Part::Partitions), {}, tr("Which the table has, and which are missing")}});
    m_period->setItems(
        {{tr("This month"), valueOf(Period::ThisMonth), {}, {}}, {tr("Last month"), valueOf(Period::LastMonth), {}, {}},
            {tr("Last 3 months"), valueOf(Period::ThreeMonths), {}, {}},
            {tr("Last 12 months"), valueOf(Period::TwelveMonths), {}, {}}});
    m_period->setCurrent(valueOf(m_controller.period()));
}

void CostsAthena::connectButtons()
{
    connect(m_partChoice, &ChoiceButton::chosen, this,
        [this](const QVariant &value) { setPart(static_cast<Part>(value.toInt())); });
    connect(m_period, &ChoiceButton::chosen, &m_controller, [this](const QVariant &value) {
        m_controller.setPeriod(static_cast<AthenaController::Period>(value.toInt()));
    });
    connect(m_stop, &QPushButton::clicked, &m_controller, &AthenaController::planStop);
    connect(m_repair, &QPushButton::clicked, &m_controller, &AthenaController::planRepair);
    connect(m_read, &QPushButton::clicked, &m_controller, &AthenaController::read);
    const auto run = [this] { m_controller.planQuery(selectedQuery()); };
    connect(m_run, &QPushButton::clicked, this, run);
    widgets::TableView *queries = m_views.front().table;
    queries->setSelectionMode(QAbstractItemView::SingleSelection);
    connect(queries, &widgets::TableView::rowActivated, this, run);
    connect(queries->selectionModel(), &QItemSelectionModel::selectionChanged, this, &CostsAthena::showButtons);
}

void CostsAthena::setPart(Part part)
{
    m_part = part;
    m_stack->setCurrentIndex(static_cast<int>(part));
    m_partChoice->setCurrent(valueOf(part));
    show();
}

/// What was started comes to the front by itself.
void CostsAthena::partChanged(Part part)
{
    const bool starts = m_controller.isRunning() && !std::exchange(m_wasRunning, m_controller.isRunning());
    if (starts)
        setPart(Part::Result);
    m_wasRunning = m_controller.isRunning();
    show();
    if (!m_controller.isLoading(part))
        m_views.at(static_cast<std::size_t>(part)).table->fitColumns({0, 1}, NarrowestColumn);
}

QString CostsAthena::selectedQuery() const
{
    const QModelIndexList rows = m_views.front().table->selectionModel()->selectedRows();
    const QString id = rows.isEmpty() ? QString() : m_controller.list(Part::Queries).id(rows.first().row()).toString();
    return m_controller.canRun(id) ? id : QString();
}

QString CostsAthena::invitation(Part part) const
{
    if (!m_controller.isNamed()) {
        return tr("The system's file does not say where its Cost and Usage Report is. Add cur_database and cur_table "
                  "under costs; workgroup and results say where queries run and put their results.");
    }
    const bool hasEnded = !m_controller.isLoading(part) && !m_controller.summary(part).isEmpty();
    if (part == Part::Result && hasEnded && !m_controller.problem(part))
        return tr("The query found nothing: its result has no rows.");
    if (part == Part::Result)
        return tr("Choose a query and run it: its result is shown here.");
    if (part == Part::Recent && !m_controller.summary(part).isEmpty())
        return tr("No query ran in the workgroup in the last %1 days.").arg(AthenaController::RecentDays);
    if (!m_controller.summary(part).isEmpty())
        return m_controller.summary(part);
    return tr("Reads the report's table in Glue and its folders in S3, and what queries over it would cost. No query "
              "runs, and only requests to S3 are paid for.");
}

void CostsAthena::showPane(Part part)
{
    widgets::StatePane *pane = m_views.at(static_cast<std::size_t>(part)).pane;
    pane->setLoading(m_controller.isLoading(part));
    if (const auto &problem = m_controller.problem(part))
        pane->showError(*problem);
    else
        pane->clearError();
    const bool canRead = m_controller.isNamed() && part != Part::Result && m_controller.summary(part).isEmpty();
    if (m_controller.list(part).rowCount() > 0 || m_controller.problem(part))
        pane->setEmpty({}); // a low window has no room for a problem and an invitation
    else
        pane->setEmpty(invitation(part), canRead ? tr("Read table") : QString());
}

void CostsAthena::show()
{
    for (const Part part : {Part::Queries, Part::Result, Part::Recent, Part::Partitions})
        showPane(part);
    m_summary->setText(m_controller.summary(m_part));
    showButtons();
}

void CostsAthena::showButtons()
{
    const bool isRead = m_controller.isRead();
    const bool mayChange = isRead && !m_controller.isReadOnly();
    const bool isAboutTable = m_part == Part::Queries || m_part == Part::Partitions;
    m_partChoice->setVisible(m_controller.isNamed());
    m_period->setVisible(isRead && m_part == Part::Queries);
    m_stop->setVisible(mayChange && m_controller.isRunning());
    m_repair->setVisible(mayChange && isAboutTable && m_controller.missing() > 0);
    m_run->setVisible(mayChange && m_part == Part::Queries);
    m_run->setEnabled(!selectedQuery().isEmpty());
    m_read->setVisible((isRead || m_controller.problem(m_part)) && m_part != Part::Result);
    m_read->setEnabled(!m_controller.isLoading(m_part));
}

} // namespace sm::pages
