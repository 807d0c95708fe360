// SPDX-License-Identifier: GPL-3.0-or-later
#include "costsextra.h"

#include "costscelldelegate.h"

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

using controllers::CostsExtras;
namespace metrics = widgets::metrics;

namespace {
constexpr int NarrowestColumn = 88;
}

CostsExtra::CostsExtra(controllers::CostsController &controller, Part part, const QString &tableName,
    const QString &invitation, const QString &action, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_part(part)
    , m_invitation(invitation)
    , m_action(action)
    , m_table(new widgets::TableView(tableName))
    , m_pane(new widgets::StatePane(m_table))
    , m_summary(new widgets::TextLabel(widgets::TextRole::Secondary))
    , m_read(widgets::makeButton(action))
    , m_open(widgets::makeButton(tr("Open runbook")))
{
    m_table->setModel(&controller.extras().list(part));
    m_table->setItemDelegate(new CostsCellDelegate(m_table));
    m_table->setSortingEnabled(false);
    m_table->setCompact(true);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_open->setVisible(part == Part::Savings);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::gap);
    buttons->addWidget(m_summary, 1);
    buttons->addWidget(m_open);
    buttons->addWidget(m_read);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::gap);
    layout->addWidget(m_pane, 1);
    layout->addLayout(buttons);
    const auto read = [this] { m_controller.extras().read(m_part, m_controller.question(), m_controller.lastDay()); };
    const auto openRunbook = [this] {
        if (const auto runbook = selectedRunbook(); !runbook.key.isEmpty())
            Q_EMIT runbookRequested(runbook.key, runbook.parameters);
    };
    connect(m_read, &QPushButton::clicked, this, read);
    connect(m_pane, &widgets::StatePane::emptyActionTriggered, this, read);
    connect(m_open, &QPushButton::clicked, this, openRunbook);
    connect(m_table, &widgets::TableView::rowActivated, this, openRunbook);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &CostsExtra::show);
    connect(&controller.extras(), &CostsExtras::changed, this, [this](Part changed) {
        if (changed != m_part)
            return;
        show();
        m_table->fitColumns({0, 1}, NarrowestColumn);
    });
    show();
}

controllers::SavingRunbook CostsExtra::selectedRunbook() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (m_part != Part::Savings || rows.isEmpty())
        return {};
    return m_controller.extras().list(m_part).id(rows.first().row()).value<controllers::SavingRunbook>();
}

void CostsExtra::show()
{
    CostsExtras &extras = m_controller.extras();
    const bool isRead = !extras.summary(m_part).isEmpty();
    const bool hasRows = extras.list(m_part).rowCount() > 0;
    m_pane->setLoading(extras.isLoading(m_part));
    if (const auto &problem = extras.problem(m_part))
        m_pane->showError(*problem);
    else
        m_pane->clearError();
    if (hasRows)
        m_pane->setEmpty({});
    else
        m_pane->setEmpty(isRead ? extras.summary(m_part) : m_invitation, isRead ? QString() : m_action);
    m_summary->setText(hasRows ? extras.summary(m_part) : QString());
    m_summary->setVisible(hasRows);
    m_read->setVisible(isRead);
    m_read->setEnabled(!extras.isLoading(m_part));
    m_open->setVisible(m_part == Part::Savings && hasRows);
    m_open->setEnabled(!selectedRunbook().key.isEmpty());
}

} // namespace sm::pages
