// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymentspage.h"

#include "rollbackguide.h"

#include <widgets/noticebar.h>
#include <widgets/tableview.h>

using namespace std::chrono_literals;

namespace sm::pages {

using controllers::RollbackProposal;
using tables::DeploymentTable;
using widgets::Notice;

namespace {
constexpr std::chrono::milliseconds freshFor = 2min; ///< what was read earlier is read again to roll back
} // namespace

/// What is selected goes away: nothing is, rather than the row below, whose ways back nobody asked for.
void DeploymentsPage::leaveSelected(int first, int last)
{
    const Deployment *deployment = selected();
    if (!deployment)
        return;
    const int row = m_controller.table().rowOf(deployment->id);
    if (row < first || row > last)
        return;
    m_left = {deployment->kind, deployment->unit};
    m_table->setCurrentIndex({});
    m_table->clearSelection();
}

/// To what runs now of the unit that was looked at.
void DeploymentsPage::followUnit()
{
    if (!m_left)
        return;
    const DeploymentTable &table = m_controller.table();
    const auto isLive = [](const Deployment &each) { return each.isLive(); };
    const QList<Deployment> live = table.ofUnit(m_left->first, m_left->second, isLive, 1);
    m_left.reset();
    if (!selected() && !live.isEmpty() && table.rowOf(live.first().id) >= 0)
        m_table->selectRow(table.rowOf(live.first().id));
}

/// What is not well stays in view above what it goes back to, where both fit.
void DeploymentsPage::selectProposed(const RollbackProposal &proposal)
{
    select(proposal.candidate->id);
    const DeploymentTable &table = m_controller.table();
    const int bad = proposal.bad ? table.rowOf(proposal.bad->id) : -1;
    const int rows = table.rowOf(proposal.candidate->id) - bad + 1;
    if (bad >= 0 && rows * m_table->rowHeight(bad) <= m_table->viewport()->height())
        m_table->scrollTo(table.index(bad, 0));
}

/// What is not well comes to the eye by itself, with the way back beside it.
void DeploymentsPage::takeProposal()
{
    if (!m_isSelectionOpen && !m_isRollbackWanted)
        return;
    const RollbackProposal proposal = m_controller.proposal();
    const bool isRead = m_controller.readAt().isValid() || m_controller.problem();
    const bool isOver = isRead && !m_controller.isLoading() && (proposal.isSettled || m_controller.problem());
    if (proposal.candidate && proposal.isSettled) {
        if (std::exchange(m_isRollbackWanted, false))
            m_guide->open(*proposal.candidate);
        else if (m_controller.table().rowOf(proposal.candidate->id) >= 0)
            selectProposed(proposal);
    } else if (isOver && std::exchange(m_isRollbackWanted, false)) {
        if (proposal.bad)
            select(proposal.bad->id);
        m_notice->showNotice({Notice::Grade::Info, proposal.whyNone, {}});
    }
}

/// Of what a person looks at; from elsewhere, of what is not well.
void DeploymentsPage::rollBack()
{
    if (const Deployment *deployment = selected(); deployment && isVisible()) {
        m_guide->open(*deployment);
        return;
    }
    m_isRollbackWanted = true;
    const bool isOld = m_controller.readAt().isValid()
        && m_controller.readAt().addDuration(freshFor) < QDateTime::currentDateTimeUtc();
    if (isOld && !m_controller.isLoading())
        m_controller.reload();
    takeProposal();
}

void DeploymentsPage::rollBackUnit(DeploymentKind kind, const QString &unit)
{
    Q_EMIT frontRequested();
    const QList<Deployment> ofUnit = m_controller.table().ofUnit(kind, unit);
    const auto live = std::find_if(ofUnit.begin(), ofUnit.end(), [](const Deployment &each) { return each.isLive(); });
    if (live != ofUnit.end())
        m_guide->open(*live);
}

} // namespace sm::pages
