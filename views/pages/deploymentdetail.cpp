// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymentdetail.h"

#include "deploymentfacts.h"
#include "deploymentmoves.h"
#include "deploymentwords.h"

#include <tables/deploymenttext.h>
#include <widgets/badge.h>
#include <widgets/keyvaluelist.h>
#include <widgets/loadingline.h>
#include <widgets/metrics.h>
#include <widgets/scrollpane.h>
#include <widgets/textlabel.h>
#include <widgets/tintbox.h>
#include <widgets/tonename.h>

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace sm::pages {

using controllers::DeploymentsController;
using widgets::Badge;
using widgets::TextLabel;
using widgets::TextRole;
using widgets::Tone;
namespace metrics = widgets::metrics;

DeploymentDetail::DeploymentDetail(DeploymentsController &controller, int width, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_loading(new widgets::LoadingLine)
    , m_title(new TextLabel(TextRole::PageTitle))
    , m_hint(new TextLabel(TextRole::Body))
    , m_subtitle(new TextLabel(TextRole::Secondary))
    , m_badges(new QWidget)
    , m_badgeRow(new QHBoxLayout(m_badges))
    , m_adviceBox(new widgets::TintBox(Tone::Warning))
    , m_advice(new TextLabel(TextRole::Body))
    , m_movesTitle(new TextLabel(tr("Ways back"), TextRole::Section))
    , m_moves(new DeploymentMoves(width))
    , m_factsTitle(new TextLabel(tr("Deployment"), TextRole::Section))
    , m_facts(new widgets::KeyValueList)
    , m_healthTitle(new TextLabel(tr("While live"), TextRole::Section))
    , m_healthWhy(new TextLabel(TextRole::Secondary))
    , m_health(new widgets::KeyValueList)
{
    setAccessibleName(tr("Deployment details"));
    auto *area = new widgets::ScrollPane(tr("Details"));
    area->setContent(content());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_loading);
    layout->addWidget(area, 1);
    connect(&controller.choice(), &controllers::DeploymentsChoice::changed, this, &DeploymentDetail::showMoves);
    connect(m_moves, &DeploymentMoves::chosen, this, &DeploymentDetail::moveChosen);
    for (widgets::KeyValueList *each : {m_facts, m_health})
        connect(each, &widgets::KeyValueList::copied, this, &DeploymentDetail::copied);
    showNothing();
}

QWidget *DeploymentDetail::content()
{
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(metrics::cardPadding, metrics::cardGap, metrics::cardPadding, metrics::cardPadding);
    layout->setSpacing(metrics::gap);
    for (TextLabel *each : {m_title, m_hint, m_advice, m_healthWhy})
        each->setWordWrap(true);
    m_badgeRow->setContentsMargins(0, 0, 0, 0);
    m_badgeRow->setSpacing(metrics::smallGap);
    auto *advice = new QVBoxLayout(m_adviceBox);
    advice->setContentsMargins(metrics::cardGap, metrics::gap, metrics::cardGap, metrics::gap);
    advice->addWidget(m_advice);
    m_advice->setTone(Tone::Warning);
    m_parts = {m_subtitle, m_badges, m_adviceBox, m_movesTitle, m_moves, m_healthTitle, m_healthWhy, m_health,
        m_factsTitle, m_facts};
    layout->addWidget(m_title);
    layout->addWidget(m_hint);
    for (QWidget *part : std::as_const(m_parts))
        layout->addWidget(part);
    layout->addStretch(1);
    return content;
}

void DeploymentDetail::showNothing()
{
    m_shown.clear();
    m_loading->setLoading(false);
    for (QWidget *part : std::as_const(m_parts))
        part->hide();
    m_hint->show();
    m_title->setText(tr("No deployment selected"));
    m_hint->setText(tr("Select one to see how it did, who shipped it, and the ways back to it."));
}

void DeploymentDetail::setDeployment(const Deployment *selected)
{
    if (!selected) {
        showNothing();
        return;
    }
    m_shown = selected->id;
    m_wasWell = !selected->health || selected->health->verdict != HealthRecord::Verdict::Unhealthy;
    for (QWidget *part : std::as_const(m_parts))
        part->show();
    m_hint->hide();
    m_title->setText(selected->title);
    m_subtitle->setText(
        tr("%1 · %2").arg(tables::serviceTitle(selected->kind), unitText(selected->kind, selected->unit)));
    showBadges(*selected);
    const QString advice = adviceOf(*selected, m_controller.table().markOf(selected->id));
    m_advice->setText(advice);
    m_adviceBox->setVisible(!advice.isEmpty());
    m_facts->setRows(factsOf(*selected));
    showHealth(*selected);
    showMoves();
}

void DeploymentDetail::showBadges(const Deployment &deployment)
{
    while (QLayoutItem *item = m_badgeRow->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto add = [this](const QString &text, const QString &tone) {
        if (!text.isEmpty())
            m_badgeRow->addWidget(new Badge(text, widgets::toneNamed(tone).value_or(Tone::Neutral)));
    };
    const tables::DeploymentTable &table = m_controller.table();
    const bool isProposed = table.proposedOf(deployment.kind, deployment.unit) == deployment.id;
    add(tables::stateText(deployment.state), tables::stateTone(deployment));
    add(isProposed ? tr("proposed") : QString(), QStringLiteral("info"));
    add(tables::healthText(deployment, m_controller.places().errorRate), tables::healthTone(deployment));
    m_badges->setVisible(m_badgeRow->count() > 0);
    m_badgeRow->addStretch(1);
}

void DeploymentDetail::showHealth(const Deployment &deployment)
{
    const bool wasLive = deployment.liveSince.isValid();
    const QList<widgets::KeyValue> rows = deployment.health ? factsOf(*deployment.health) : QList<widgets::KeyValue>();
    QString why = deployment.health ? deployment.health->why : QString();
    if (wasLive && !deployment.health)
        why = tr("Not read yet.");
    if (why == m_advice->text()) // it is said above
        why.clear();
    m_health->setRows(rows);
    m_health->setVisible(!rows.isEmpty());
    m_healthWhy->setText(why);
    m_healthWhy->setVisible(!why.isEmpty());
    m_healthTitle->setVisible(!rows.isEmpty() || !why.isEmpty());
}

void DeploymentDetail::showMoves()
{
    const controllers::DeploymentsChoice &choice = m_controller.choice();
    const bool isOurs = !m_shown.isEmpty() && choice.id() == m_shown;
    m_loading->setLoading(isOurs && choice.isReading());
    if (m_shown.isEmpty())
        return;
    if (!isOurs || !choice.moves())
        m_moves->setNote(tr("Reading which ways back there are…"));
    else if (!*choice.moves())
        m_moves->setNote(tr("They could not be read. %1").arg(choice.moves()->error().message()));
    else
        m_moves->setMoves(**choice.moves(), m_wasWell);
}

} // namespace sm::pages
