// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymentsfilter.h"

#include "choicebutton.h"

#include <core/deploymentkind.h>
#include <tables/deploymenttext.h>
#include <widgets/filterfield.h>
#include <widgets/metrics.h>

#include <QHBoxLayout>
#include <QLineEdit>

namespace sm::pages {

using namespace Qt::Literals::StringLiterals;
namespace metrics = widgets::metrics;

DeploymentsFilter::DeploymentsFilter(tables::DeploymentTable &table, QWidget *parent)
    : QWidget(parent)
    , m_table(table)
    , m_field(new widgets::FilterField(tr("Filter deployments")))
    , m_service(new ChoiceButton(tr("Service")))
    , m_state(new ChoiceButton(tr("Show")))
{
    m_field->setKeys({u"kind"_s, u"unit"_s, u"by"_s, u"state"_s, u"health"_s});
    QList<ChoiceButton::Item> services{{tr("All services"), QString(), {}, {}}};
    const QList<DeploymentKind> kinds = tables::allServices();
    for (const DeploymentKind each : kinds)
        services.append({tables::serviceTitle(each), kindWord(each), {}, {}});
    m_service->setItems(services);
    m_state->setItems({{tr("All states"), QString(), {}, {}}, {tr("Running"), u"running"_s, {}, tr("What is live now")},
        {tr("In progress"), u"in-progress"_s, {}, {}}, {tr("Failed"), u"failed"_s, {}, tr("It never was live")},
        {tr("Rolled back"), u"rolled-back"_s, {}, tr("AWS or somebody took it back")},
        {tr("Proposed"), u"proposed"_s, {}, tr("What is proposed to go back to")}});
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::gap);
    layout->addWidget(m_field, 1);
    layout->addWidget(m_service);
    layout->addWidget(m_state);
    connect(m_field, &widgets::FilterField::filterChanged, this, &DeploymentsFilter::take);
    connect(m_field, &widgets::FilterField::rowsRequested, this, &DeploymentsFilter::rowsRequested);
    connect(m_service, &ChoiceButton::chosen, this,
        [this](const QVariant &value) { m_field->setChip({u"kind"_s, value.toString()}); });
    connect(m_state, &ChoiceButton::chosen, this,
        [this](const QVariant &value) { m_field->setChip({u"state"_s, value.toString()}); });
    update();
}

void DeploymentsFilter::update()
{
    m_service->setCurrent(chosen(u"kind"_s));
    m_state->setCurrent(chosen(u"state"_s));
    m_field->setCount(m_table.rowCount(), m_table.totalCount());
}

/// What the chips of the field say; a word that nobody offers is none of the choices.
QString DeploymentsFilter::chosen(const QString &key) const
{
    const QList<widgets::FilterChip> chips = m_field->chips();
    for (const widgets::FilterChip &each : chips) {
        if (each.key == key)
            return each.value;
    }
    return QString::fromLatin1(""); // not null: QVariant tells them apart
}

void DeploymentsFilter::take(const QString &filter)
{
    m_table.setFilter(filter);
    update();
    Q_EMIT filterChanged();
}

QString DeploymentsFilter::filter() const { return m_field->filter(); }

void DeploymentsFilter::setFilter(const QString &filter) { m_field->setFilter(filter); }

void DeploymentsFilter::clear() { m_field->clear(); }

void DeploymentsFilter::setFocusOnText() { m_field->lineEdit()->setFocus(Qt::ShortcutFocusReason); }

} // namespace sm::pages
