// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymentsections.h"

#include "choicebutton.h"

#include <widgets/celldelegate.h>
#include <widgets/metrics.h>
#include <widgets/statepane.h>
#include <widgets/tableview.h>
#include <widgets/textlabel.h>
#include <widgets/tonename.h>

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLocale>
#include <QVBoxLayout>

namespace sm::pages {

using controllers::DeploymentsDetail;
using tables::DeploymentSectionTable;
using widgets::TextLabel;
using widgets::TextRole;
namespace metrics = widgets::metrics;

namespace {
constexpr int narrowestColumn = 176; ///< an instant; where there are many columns, the table scrolls sideways
}

DeploymentSections::DeploymentSections(DeploymentsDetail &detail, QWidget *parent)
    : QWidget(parent)
    , m_detail(detail)
    , m_choice(new ChoiceButton(tr("Section")))
    , m_count(new TextLabel(TextRole::Secondary))
    , m_table(new widgets::TableView(tr("Details table")))
    , m_pane(new widgets::StatePane(m_table))
{
    buildLayout();
    connect(m_choice, &ChoiceButton::chosen, this, [this](const QVariant &id) {
        m_chosen = id.toString();
        showSection();
    });
    connect(&detail, &DeploymentsDetail::changed, this, &DeploymentSections::showState);
    connect(&detail, &DeploymentsDetail::sectionGrew, this, [this](const QString &id) {
        if (section() && section()->id() == id)
            showCount();
    });
    connect(m_pane, &widgets::StatePane::emptyActionTriggered, this, &DeploymentSections::readRequested);
    showState();
}

void DeploymentSections::buildLayout()
{
    m_table->setCompact(true);
    m_table->setSortingEnabled(false); // as AWS tells them
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setItemDelegate(new widgets::BadgeDelegate(
        [](const QModelIndex &index) {
            return widgets::toneNamed(index.data(DeploymentSectionTable::ToneRole).toString());
        },
        m_table));
    auto *head = new QHBoxLayout;
    head->setSpacing(metrics::gap);
    head->addWidget(m_choice);
    head->addWidget(m_count, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::gap);
    layout->addLayout(head);
    layout->addWidget(m_pane, 1);
}

DeploymentSectionTable *DeploymentSections::section() const
{
    const QList<DeploymentSectionTable *> sections = m_detail.sections();
    for (DeploymentSectionTable *each : sections) {
        if (each->id() == m_chosen)
            return each;
    }
    return sections.value(0);
}

void DeploymentSections::showState()
{
    m_pane->setLoading(m_detail.isLoading());
    if (m_detail.problem())
        m_pane->showError(*m_detail.problem());
    else
        m_pane->clearError();
    QList<ChoiceButton::Item> items;
    const QList<DeploymentSectionTable *> sections = m_detail.sections();
    for (const DeploymentSectionTable *each : sections)
        items.append({each->title(), each->id(), {}, {}});
    m_choice->setItems(items);
    m_choice->setVisible(!items.isEmpty());
    showSection();
}

void DeploymentSections::showSection()
{
    DeploymentSectionTable *shown = section();
    const bool isAnother = m_table->model() != shown;
    if (isAnother) {
        const std::unique_ptr<QItemSelectionModel> before(m_table->selectionModel());
        m_table->setModel(shown);
    }
    if (shown) {
        m_choice->setCurrent(shown->id());
        if (isAnother)
            m_table->fitColumns({0}, narrowestColumn);
    }
    showCount();
}

void DeploymentSections::showCount()
{
    const DeploymentSectionTable *shown = section();
    if (!shown) {
        m_count->setText({});
        if (m_detail.isLoading())
            m_pane->setEmpty({});
        else if (m_detail.unit().isEmpty())
            m_pane->setEmpty(tr("Select a deployment to see all about what it was deployed to."));
        else
            m_pane->setEmpty(tr("Nothing is known of it."), tr("Read it again"));
        return;
    }
    const int rows = shown->rowCount();
    const QString count = QLocale(QLocale::English).toString(rows);
    m_count->setText(shown->problem() ? tr("%1, not all: %2").arg(count, shown->problem()->message())
            : shown->hasMore()        ? tr("%1 so far").arg(count)
                                      : count);
    m_pane->setEmpty(rows == 0 && !shown->hasMore() && !shown->problem() ? tr("There are none.") : QString());
    m_table->refitColumns();
}

void DeploymentSections::setFocusOnRows()
{
    if (section() && section()->rowCount() > 0)
        m_table->setFocus(Qt::OtherFocusReason);
}

} // namespace sm::pages
