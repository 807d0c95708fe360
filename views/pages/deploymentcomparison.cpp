// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymentcomparison.h"

#include "deploymentsections.h"
#include "deploymentwords.h"

#include <widgets/cardframe.h>
#include <widgets/differenceblock.h>
#include <widgets/loadingline.h>
#include <widgets/metrics.h>
#include <widgets/scrollpane.h>
#include <widgets/textlabel.h>

#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace sm::pages {

using controllers::DeploymentsController;
using widgets::TextLabel;
using widgets::TextRole;
namespace metrics = widgets::metrics;

namespace {
enum Tab { DifferenceTab, DetailsTab };
constexpr int mostLines = 100; ///< the card scrolls
constexpr int lowestTab = 104;

const Deployment *runningOf(const QList<Deployment> &ofUnit)
{
    const auto live = std::find_if(ofUnit.begin(), ofUnit.end(), [](const Deployment &each) { return each.isLive(); });
    return live == ofUnit.end() ? nullptr : &*live;
}
} // namespace

DeploymentComparison::DeploymentComparison(DeploymentsController &controller, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_tabs(new QTabBar)
    , m_stack(new QStackedWidget)
    , m_loading(new widgets::LoadingLine)
    , m_title(new TextLabel(TextRole::Section))
    , m_difference(new widgets::DifferenceBlock(tr("Difference")))
    , m_note(new TextLabel(TextRole::Body))
    , m_notBack(new TextLabel(TextRole::Body))
    , m_sections(new DeploymentSections(controller.detail()))
{
    buildLayout();
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        m_stack->setCurrentIndex(tab);
        readDetails();
    });
    connect(m_sections, &DeploymentSections::readRequested, this, [this] {
        if (m_selected)
            m_controller.detail().open(m_selected->kind, m_selected->unit);
    });
    connect(&controller.choice(), &controllers::DeploymentsChoice::changed, this, &DeploymentComparison::showChoice);
    showChoice();
}

void DeploymentComparison::buildLayout()
{
    m_tabs->setAccessibleName(tr("Below the axis"));
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->addTab(tr("Difference"));
    m_tabs->addTab(tr("Details"));
    m_stack->addWidget(differenceCard());
    m_stack->addWidget(m_sections);
    m_stack->setMinimumHeight(lowestTab);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::gap);
    layout->addWidget(m_tabs);
    layout->addWidget(m_stack, 1);
}

QWidget *DeploymentComparison::differenceCard()
{
    m_difference->setMaximumLines(mostLines);
    m_note->setMuted(true);
    m_notBack->setMuted(true);
    for (TextLabel *each : {m_note, m_notBack})
        each->setWordWrap(true);
    auto *content = new QWidget;
    auto *inside = new QVBoxLayout(content);
    inside->setContentsMargins(metrics::cardPadding, metrics::cardGap, metrics::cardPadding, metrics::cardPadding);
    inside->setSpacing(metrics::gap);
    inside->addWidget(m_title);
    inside->addWidget(m_note);
    inside->addWidget(m_difference);
    inside->addWidget(m_notBack);
    inside->addStretch(1);
    auto *area = new widgets::ScrollPane(tr("Difference"));
    area->setContent(content);
    auto *card = new widgets::CardFrame(widgets::CardFrame::Padding::None);
    card->body()->setSpacing(0);
    card->body()->addWidget(m_loading);
    card->body()->addWidget(area);
    return card;
}

void DeploymentComparison::setDeployment(const Deployment *selected)
{
    m_selected = selected ? std::optional(*selected) : std::nullopt;
    showChoice();
    readDetails();
}

void DeploymentComparison::showDifference() { m_tabs->setCurrentIndex(DifferenceTab); }

void DeploymentComparison::showDetails()
{
    m_tabs->setCurrentIndex(DetailsTab);
    m_sections->setFocusOnRows();
}

/// Only while somebody looks at them: they cost calls.
void DeploymentComparison::readDetails()
{
    controllers::DeploymentsDetail &detail = m_controller.detail();
    if (m_tabs->currentIndex() != DetailsTab)
        return;
    if (!m_selected)
        detail.close();
    else if (detail.unit() != m_selected->unit || detail.kind() != m_selected->kind)
        detail.open(m_selected->kind, m_selected->unit);
}

void DeploymentComparison::showChoice()
{
    const controllers::DeploymentsChoice &choice = m_controller.choice();
    const auto &difference = choice.difference();
    m_loading->setLoading(choice.isReading());
    m_title->setVisible(m_selected.has_value());
    const DeploymentDifference *read = difference && *difference ? &**difference : nullptr;
    QString note;
    if (!m_selected)
        note = tr("Select a deployment to see how it differs from what is running.");
    else if (!difference)
        note = tr("Reading what differs…");
    else if (!read)
        note = tr("What differs could not be read. %1").arg(difference->error().message());
    else if (read->rows.isEmpty())
        note = tr("Nothing differs from what is running.");
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    m_difference->setVisible(note.isEmpty());
    m_notBack->setVisible(read && !read->notBack.isEmpty() && !m_selected->isLive()); // what runs is not gone back to
    if (read) {
        m_difference->setDifferences(read->rows);
        m_notBack->setText(tr("Can not be brought back: %1").arg(read->notBack.join(u' ')));
    }
    if (m_selected) {
        const tables::DeploymentTable &table = m_controller.table();
        const QList<Deployment> ofUnit = table.ofUnit(m_selected->kind, m_selected->unit);
        const bool isProposed = table.proposedOf(m_selected->kind, m_selected->unit) == m_selected->id;
        m_title->setText(differenceTitle(runningOf(ofUnit), *m_selected, isProposed));
    }
}

} // namespace sm::pages
