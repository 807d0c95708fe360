// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture.h"

#include "amounttext.h"
#include "chartwords.h"

#include <core/instanttext.h>

#include <widgets/figures.h>
#include <widgets/typography.h>

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

namespace sm::charts {

using namespace Qt::Literals::StringLiterals;
using widgets::TextRole;
using widgets::Theme;

namespace {

constexpr int margin = 28;
constexpr int headHeight = 64;
constexpr int chartHeight = 380;
constexpr int legendRow = 22;
constexpr int legendColumns = 3;
constexpr int columnGap = 32;
constexpr int swatch = 10;
constexpr int between = 14;
constexpr int wrap = int(Qt::TextWordWrap) | int(Qt::TextWrapAnywhere);

QString tr(const char *text) { return QCoreApplication::translate("sm::charts::ChartExport", text); }

const Theme &paper() { return Theme::light(); }

QStringList footOf(const ChartData &data, const Stacks &stacks)
{
    QStringList foot;
    const QString key = chartKey(data, stacks).join(u' ');
    QStringList hidden;
    for (int series = 0; series < stacks.seriesCount(); ++series)
        if (!stacks.isVisible(series))
            hidden.append(data.series[series].name);
    if (!key.isEmpty())
        foot.append(key);
    if (!hidden.isEmpty())
        foot.append(tr("Left out: %1.").arg(hidden.join(u", "_s)));
    if (!data.definition.isEmpty())
        foot.append(tr("Amounts in %1. %2").arg(data.currency, data.definition));
    if (!data.query.isEmpty())
        foot.append(tr("Query: %1").arg(data.query));
    if (data.asOf.isValid())
        foot.append(tr("As of %1. Days are UTC.").arg(utcText(data.asOf)));
    return foot;
}

} // namespace

Picture::Picture(const ChartData &data, const ChartView &view)
    : m_data(data)
    , m_view(view)
    , m_stacks(data, view.hidden)
    , m_styles(seriesStyles(data.series, paper().mode))
    , m_foot(footOf(data, m_stacks))
{
    for (int series = 0; series < m_stacks.seriesCount(); ++series)
        if (m_stacks.isVisible(series))
            m_legend.append(
                {data.series[series].name, moneyText(totalOf(data.series[series]), data.currency), m_styles[series]});
    const QFontMetrics metrics(widgets::fontFor(TextRole::Secondary));
    m_height = headHeight + chartHeight + legendRows() * legendRow + 2 * between + margin;
    for (const QString &paragraph : std::as_const(m_foot)) {
        m_footHeights.append(metrics.boundingRect(0, 0, width - 2 * margin, 4000, wrap, paragraph).height() + 4);
        m_height += m_footHeights.last();
    }
}

int Picture::legendRows() const { return int(m_legend.size() + legendColumns - 1) / legendColumns; }

void Picture::paint(QPainter &painter, double scale) const
{
    painter.fillRect(QRect(QPoint(0, 0), size()), paper().panel);
    paintHead(painter);
    const Frame frame = layOut(m_data, m_stacks, m_view, QRectF(margin, headHeight, width - 2 * margin, chartHeight));
    painter.save();
    paintChart(painter, {m_data, m_stacks, frame, m_styles, paper(), scale > 0 ? scale : 1, scale <= 0});
    painter.restore();
    const int legend = headHeight + chartHeight + between;
    paintLegend(painter, legend);
    paintFoot(painter, legend + legendRows() * legendRow + between);
}

void Picture::paintHead(QPainter &painter) const
{
    painter.setFont(widgets::fontFor(TextRole::PageTitle));
    painter.setPen(paper().text);
    painter.drawText(QRect(margin, 16, width - 2 * margin, 28), int(Qt::AlignVCenter), m_data.title);
    painter.setFont(widgets::fontFor(TextRole::Secondary));
    painter.setPen(paper().muted);
    QStringList words{rangeText(m_data)};
    if (!m_data.subject.isEmpty())
        words.append(m_data.subject);
    painter.drawText(QRect(margin, 44, width - 2 * margin, 20), int(Qt::AlignVCenter), words.join(u" · "_s));
}

void Picture::paintLegend(QPainter &painter, int top) const
{
    const int column = (width - 2 * margin - (legendColumns - 1) * columnGap) / legendColumns;
    painter.setFont(widgets::fontFor(TextRole::Secondary));
    for (int index = 0; index < int(m_legend.size()); ++index) {
        const Entry &entry = m_legend[index];
        QRect place(margin + index / legendRows() * (column + columnGap), top + index % legendRows() * legendRow,
            column, legendRow);
        drawSwatch(painter, QRectF(place.left(), place.center().y() - swatch / 2.0, swatch, swatch), entry.style,
            paper(), true);
        painter.setPen(paper().text);
        widgets::drawFigures(painter, place, Qt::AlignRight, entry.amount);
        const int amount = widgets::figuresWidth(painter.fontMetrics(), entry.amount);
        place.adjust(swatch + 8, 0, -amount - 8, 0);
        painter.drawText(place, int(Qt::AlignVCenter | Qt::TextSingleLine),
            painter.fontMetrics().elidedText(entry.name, Qt::ElideRight, place.width()));
    }
}

void Picture::paintFoot(QPainter &painter, int top) const
{
    painter.setFont(widgets::fontFor(TextRole::Secondary));
    painter.setPen(paper().muted);
    for (int index = 0; index < int(m_foot.size()); ++index) {
        painter.drawText(QRect(margin, top, width - 2 * margin, m_footHeights[index]), wrap, m_foot[index]);
        top += m_footHeights[index];
    }
}

} // namespace sm::charts
