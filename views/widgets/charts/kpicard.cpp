// SPDX-License-Identifier: GPL-3.0-or-later
#include "kpicard.h"

#include <widgets/metrics.h>
#include <widgets/textlabel.h>

#include <QVBoxLayout>

namespace sm::charts {

using namespace Qt::Literals::StringLiterals;
using widgets::TextLabel;
using widgets::TextRole;
namespace metrics = widgets::metrics;

namespace {

constexpr int edge = 14;

/// Arrow and word, so that the colour is not needed.
QString changeWords(const Kpi &kpi)
{
    switch (kpi.direction) {
    case Kpi::Direction::Up:
        return KpiCard::tr("▲ up %1").arg(kpi.change);
    case Kpi::Direction::Down:
        return KpiCard::tr("▼ down %1").arg(kpi.change);
    case Kpi::Direction::Same:
        return KpiCard::tr("= no change");
    case Kpi::Direction::None:
        break;
    }
    return kpi.change;
}

} // namespace

KpiCard::KpiCard(QWidget *parent)
    : CardFrame(Padding::Card, parent)
    , m_title(new TextLabel(TextRole::Secondary))
    , m_value(new TextLabel(TextRole::PageTitle))
    , m_change(new TextLabel(TextRole::Secondary))
    , m_detail(new TextLabel(TextRole::Secondary))
{
    body()->setContentsMargins(edge, metrics::gap, edge, metrics::gap);
    body()->setSpacing(2);
    m_value->setTabularFigures(true);
    m_detail->setWordWrap(true);
    for (QWidget *each : {m_title, m_value, m_change, m_detail})
        body()->addWidget(each);
    body()->addStretch();
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a row of them shares its width evenly
    setMinimumWidth(120);
    setKpi({});
}

void KpiCard::setKpi(const Kpi &kpi)
{
    const QString change = changeWords(kpi);
    m_title->setText(kpi.title);
    m_value->setText(kpi.value.isEmpty() ? u"–"_s : kpi.value);
    m_change->setText(change);
    m_change->setTone(kpi.tone == widgets::Tone::Neutral ? std::nullopt : std::optional(kpi.tone));
    m_change->setVisible(!change.isEmpty());
    m_detail->setText(kpi.detail);
    m_detail->setVisible(!kpi.detail.isEmpty());
    setToolTip(kpi.definition.isEmpty() ? QString() : widgets::plainToolTip(kpi.definition));
    QStringList words{kpi.value.isEmpty() ? tr("not known") : kpi.value};
    for (const QString &each : {change, kpi.detail})
        if (!each.isEmpty())
            words.append(each);
    setAccessibleName(kpi.title + u": "_s + words.join(u", "_s));
    setAccessibleDescription(kpi.definition);
}

} // namespace sm::charts
