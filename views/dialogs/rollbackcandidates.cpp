// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollbackcandidates.h"

#include <widgets/celldelegate.h>
#include <widgets/differenceblock.h>
#include <widgets/metrics.h>
#include <widgets/statepane.h>
#include <widgets/tableview.h>
#include <widgets/textlabel.h>
#include <widgets/tonename.h>

#include <QItemSelectionModel>
#include <QVBoxLayout>

namespace sm::dialogs {

using tables::DeploymentTable;
using widgets::TextLabel;
using widgets::TextRole;
namespace metrics = widgets::metrics;

namespace {
constexpr int mostLines = 8; ///< of the difference; it scrolls
constexpr int lowestTable = 160;
constexpr int narrowestColumn = 64;
} // namespace

RollbackCandidatesPage::RollbackCandidatesPage(double errorLimit, QWidget *parent)
    : QWidget(parent)
    , m_view(new widgets::TableView(tr("Candidates")))
    , m_title(new TextLabel(tr("Difference to what is running"), TextRole::Section))
    , m_difference(new widgets::DifferenceBlock(tr("Difference of the candidate")))
    , m_note(new TextLabel(TextRole::Body))
    , m_notBack(new TextLabel(TextRole::Secondary))
{
    setAccessibleName(tr("Where to"));
    m_table.setErrorLimit(errorLimit);
    buildLayout();
    connectTable();
    setNote({});
}

void RollbackCandidatesPage::buildLayout()
{
    m_difference->setMaximumLines(mostLines);
    m_note->setMuted(true);
    for (TextLabel *each : {m_note, m_notBack})
        each->setWordWrap(true);
    auto *pane = new widgets::StatePane(m_view);
    pane->setMinimumHeight(lowestTable);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::gap);
    layout->addWidget(pane, 1);
    layout->addWidget(m_title);
    layout->addWidget(m_note);
    layout->addWidget(m_difference);
    layout->addWidget(m_notBack);
}

void RollbackCandidatesPage::connectTable()
{
    m_view->setModel(&m_table);
    m_view->setCompact(true);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setSortingEnabled(false); // newest first
    m_view->setColumnHidden(DeploymentTable::Service, true);
    m_view->setItemDelegate(new widgets::BadgeDelegate(
        [](const QModelIndex &index) { return widgets::toneNamed(index.data(DeploymentTable::ToneRole).toString()); },
        m_view));
    connect(m_view, &widgets::TableView::rowActivated, this, &RollbackCandidatesPage::activated);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        const QString candidate = chosen();
        if (candidate.isEmpty() || candidate == std::exchange(m_chosen, candidate))
            return;
        Q_EMIT candidateChanged(candidate);
    });
}

void RollbackCandidatesPage::setCandidates(
    const QList<Deployment> &candidates, const QString &proposed, const QString &chosen)
{
    const bool isFirst = m_table.totalCount() == 0;
    m_table.put(candidates);
    std::set<QString> ids;
    for (const Deployment &each : candidates)
        ids.insert(each.id);
    m_table.retain(ids);
    if (!candidates.isEmpty())
        m_table.setProposed(candidates.first().kind, candidates.first().unit, proposed);
    if (isFirst)
        m_view->fitColumns(
            {DeploymentTable::When, DeploymentTable::WhileLive, DeploymentTable::State}, narrowestColumn);
    else
        m_view->refitColumns();
    if (!ids.contains(m_chosen))
        choose(ids.contains(chosen) ? chosen : proposed);
}

void RollbackCandidatesPage::choose(const QString &candidate)
{
    m_chosen.clear();
    m_view->clearSelection();
    if (const int row = m_table.rowOf(candidate); row >= 0)
        m_view->selectRow(row);
}

void RollbackCandidatesPage::setDifference(const DeploymentDifference &difference)
{
    const bool isSame = difference.rows.isEmpty();
    m_note->setText(tr("Nothing differs from what is running."));
    m_note->setVisible(isSame);
    m_difference->setDifferences(difference.rows);
    m_difference->setVisible(!isSame);
    m_notBack->setText(tr("Can not be brought back: %1").arg(difference.notBack.join(u' ')));
    m_notBack->setVisible(!difference.notBack.isEmpty());
}

void RollbackCandidatesPage::setNote(const QString &sentence)
{
    m_note->setText(sentence);
    m_note->show();
    m_difference->hide();
    m_notBack->hide();
}

QString RollbackCandidatesPage::chosen() const
{
    const QModelIndexList rows = m_view->selectionModel()->selectedRows();
    return rows.isEmpty() ? QString() : rows.first().data(DeploymentTable::IdRole).toString();
}

void RollbackCandidatesPage::focusFirst() { m_view->setFocus(Qt::OtherFocusReason); }

} // namespace sm::dialogs
