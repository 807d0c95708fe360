// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/changelist.h>

#include <widgets/icons.h>
#include <widgets/metrics.h>
#include <widgets/textlabel.h>

#include <QCoreApplication>
#include <QGridLayout>
#include <QPainter>

namespace sm::widgets {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The arrow between old and new; the sentence on the new value says it to those who do not see it.
class Arrow : public QWidget
{
public:
    using QWidget::QWidget;
    QSize sizeHint() const override { return {metrics::iconSize, lineHeight(TextRole::Body)}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(Theme::of(*this).muted, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const QPointF middle = QRectF(rect()).center();
        painter.drawLine(middle - QPointF(5.5, 0), middle + QPointF(5.5, 0));
        painter.drawPolyline(QPolygonF{middle + QPointF(2, -3.5), middle + QPointF(5.5, 0), middle + QPointF(2, 3.5)});
    }
};

QString orNothing(const QString &value)
{
    return value.isEmpty() ? QCoreApplication::translate("ChangeList", "nothing") : value;
}

TextLabel *valueLabel(const QString &value, bool old, QWidget *parent)
{
    auto *label = new TextLabel(orNothing(value), TextRole::Body, parent);
    label->setWordWrap(true);
    label->setMuted(old || value.isEmpty());
    label->setTextInteractionFlags(Qt::NoTextInteraction);
    return label;
}

} // namespace

ChangeList::ChangeList(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(metrics::cardGap);
    m_grid->setVerticalSpacing(metrics::smallGap);
    m_grid->setColumnStretch(3, 1);
    m_grid->setColumnMinimumWidth(0, 96);
}

void ChangeList::setChanges(const QList<Change> &changes)
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (int row = 0; row < changes.size(); ++row)
        addRow(row, changes[row]);
}

void ChangeList::addRow(int row, const Change &change)
{
    auto *what = new TextLabel(change.what, TextRole::Body, this);
    what->setMuted(true);
    TextLabel *to = valueLabel(change.to, false, this);
    to->setAccessibleName(sentenceOf(change));
    m_grid->addWidget(what, row, 0, Qt::AlignTop);
    m_grid->addWidget(valueLabel(change.from, true, this), row, 1);
    m_grid->addWidget(new Arrow(this), row, 2, Qt::AlignTop);
    m_grid->addWidget(to, row, 3);
}

QString sentenceOf(const Change &change)
{
    return QCoreApplication::translate("ChangeList", "%1: from %2 to %3")
        .arg(change.what, orNothing(change.from), orNothing(change.to));
}

} // namespace sm::widgets
