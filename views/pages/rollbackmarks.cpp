// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollbackmarks.h"

#include "deploymentwords.h"

#include <widgets/metrics.h>
#include <widgets/noticebar.h>

#include <QPushButton>
#include <QVBoxLayout>

namespace sm::pages {

using widgets::Notice;
using widgets::NoticeBar;

RollbackMarks::RollbackMarks(QWidget *parent)
    : QWidget(parent)
    , m_lines(new QVBoxLayout(this))
{
    setAccessibleName(tr("Rolled back"));
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(widgets::metrics::gap);
    hide();
}

void RollbackMarks::setMarks(const QList<RollbackMark> &marks)
{
    QStringList texts;
    for (const RollbackMark &each : marks)
        texts << markText(each);
    setVisible(!marks.isEmpty());
    if (texts == m_shown)
        return;
    m_shown = texts;
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // its button may be what led here
        delete item;
    }
    for (const RollbackMark &each : marks.first(std::min(marks.size(), mostLines)))
        addMark(each);
    if (marks.size() > mostLines)
        addOthers(marks.sliced(mostLines));
}

void RollbackMarks::addMark(const RollbackMark &mark)
{
    auto *bar = new NoticeBar(this);
    bar->setDismissible(false);
    bar->setCompact(true);
    bar->showNotice({Notice::Grade::Warning, markText(mark), {}});
    if (mark.run > 0) {
        QPushButton *undo = bar->addAction(tr("Undo…"));
        undo->setAccessibleDescription(markText(mark));
        connect(undo, &QAbstractButton::clicked, this, [this, run = mark.run] { Q_EMIT undoRequested(run); });
    }
    m_lines->addWidget(bar);
}

void RollbackMarks::addOthers(const QList<RollbackMark> &others)
{
    QList<QPair<QString, QString>> details;
    for (const RollbackMark &each : others)
        details.append({unitText(each.kind, each.unit), markText(each)});
    auto *bar = new NoticeBar(this);
    bar->setDismissible(false);
    bar->setCompact(true);
    const QString text = others.size() == 1 ? tr("One more unit stands rolled back.")
                                            : tr("%1 more units stand rolled back.").arg(others.size());
    bar->showNotice({Notice::Grade::Warning, text, details});
    m_lines->addWidget(bar);
}

} // namespace sm::pages
