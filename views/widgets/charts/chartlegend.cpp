// SPDX-License-Identifier: GPL-3.0-or-later
#include "chartlegend.h"

#include "amounttext.h"
#include "chartwords.h"
#include "legendrow.h"

#include <widgets/metrics.h>
#include <widgets/scrollpane.h>
#include <widgets/textlabel.h>

#include <QVBoxLayout>

namespace sm::charts {

using widgets::TextLabel;
using widgets::TextRole;
namespace metrics = widgets::metrics;

ChartLegend::ChartLegend(QWidget *parent)
    : QWidget(parent)
    , m_subject(new TextLabel(TextRole::Section, this))
    , m_key(new TextLabel(TextRole::Secondary, this))
{
    auto *scroll = new widgets::ScrollPane(tr("Legend"), this);
    auto *rows = new QWidget;
    m_layout = new QVBoxLayout(rows);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_layout->addStretch();
    scroll->setContent(rows);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll = scroll;
    m_key->setWordWrap(true);
    m_subject->setContentsMargins(0, 0, 0, 0);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::smallGap);
    layout->addWidget(m_subject);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_key);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
}

QSize ChartLegend::sizeHint() const { return {264, 200}; }

LegendRow *ChartLegend::addRow()
{
    auto *row = new LegendRow(m_scroll->widget());
    m_layout->insertWidget(int(m_rows.size()), row);
    m_rows.append(row);
    connect(row, &LegendRow::clicked, this, [this] { Q_EMIT hiddenChanged(hidden()); });
    connect(row, &LegendRow::drillRequested, this, &ChartLegend::drillRequested);
    connect(row, &LegendRow::backRequested, this, &ChartLegend::backRequested);
    connect(row, &LegendRow::stepRequested, this, [this, row](int by) { step(row, by); });
    return row;
}

void ChartLegend::setData(const ChartData &data, const QList<SeriesStyle> &styles)
{
    m_subject->setText(data.subject);
    m_subject->setVisible(!data.subject.isEmpty());
    m_count = int(data.series.size());
    while (m_rows.size() < m_count)
        addRow();
    for (int index = 0; index < int(m_rows.size()); ++index) {
        m_rows[index]->setVisible(index < m_count);
        if (index < m_count)
            m_rows[index]->setSeries(data.series[index], moneyText(totalOf(data.series[index]), data.currency));
    }
    int changeWidth = 0;
    for (const LegendRow *row : std::as_const(m_rows))
        changeWidth = std::max(changeWidth, row->isHidden() ? 0 : row->changeWidth());
    for (LegendRow *row : std::as_const(m_rows))
        row->setChangeWidth(changeWidth);
    setStyles(styles);
    setTabStop(0);
}

void ChartLegend::setStyles(const QList<SeriesStyle> &styles)
{
    for (int index = 0; index < m_count && index < styles.size(); ++index)
        m_rows[index]->setStyleOfSeries(styles[index]);
}

void ChartLegend::setHidden(const QStringList &keys)
{
    for (int index = 0; index < m_count; ++index)
        m_rows[index]->setChecked(!keys.contains(m_rows[index]->key()));
}

QStringList ChartLegend::hidden() const
{
    QStringList keys;
    for (int index = 0; index < m_count; ++index)
        if (!m_rows[index]->isChecked())
            keys.append(m_rows[index]->key());
    return keys;
}

void ChartLegend::setKey(const QStringList &sentences)
{
    m_key->setText(sentences.join(u'\n'));
    m_key->setVisible(!sentences.isEmpty());
}

void ChartLegend::step(LegendRow *from, int by)
{
    const int next = int(m_rows.indexOf(from)) + by;
    if (next < 0 || next >= m_count)
        return;
    setTabStop(next);
    m_rows[next]->setFocus(Qt::TabFocusReason);
    m_scroll->ensureWidgetVisible(m_rows[next], 0, metrics::gap);
}

void ChartLegend::setTabStop(int stop)
{
    for (int index = 0; index < int(m_rows.size()); ++index)
        m_rows[index]->setFocusPolicy(index == stop ? Qt::StrongFocus : Qt::ClickFocus);
}

} // namespace sm::charts
