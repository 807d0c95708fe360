// SPDX-License-Identifier: GPL-3.0-or-later
#include "requestscontroller.h"

#include <approvals/sharedapprovals.h>

#include <QCoroTask>

namespace sm::controllers {

struct RequestsController::Kept
{
    operations::ApprovalRequest request;
    WaitingRequest shown;
};

namespace {

WaitingRequest shownOf(const operations::ApprovalRequest &request)
{
    return {request.id, request.plan, request.requester, request.runbook, request.reason, request.at};
}

} // namespace

RequestsController::RequestsController(approvals::SharedApprovals *shared, QObject *parent)
    : QObject(parent)
    , m_shared(shared)
{
}

RequestsController::~RequestsController() = default;

void RequestsController::reload()
{
    if (!m_shared) {
        Q_EMIT failed(Error(Error::Kind::Storage, tr("There is no journal, so nothing can be approved.")));
        return;
    }
    QCoro::connect(
        m_shared->waiting(m_cancel.token()), this, [this](const Result<approvals::WaitingRequests> &waiting) {
            if (!waiting) {
                Q_EMIT failed(waiting.error());
                return;
            }
            m_requests.clear();
            QList<WaitingRequest> shown;
            for (const operations::ApprovalRequest &request : waiting->requests) {
                m_requests.push_back({request, shownOf(request)});
                shown << m_requests.back().shown;
            }
            Q_EMIT loaded(shown, waiting->damaged);
        });
}

void RequestsController::approve(const QString &id)
{
    const Kept *kept = find(id);
    if (!kept || m_isAnswering)
        return;
    m_isAnswering = true;
    QCoro::connect(m_shared->approve(kept->request, {}), this, [this, shown = kept->shown](const Result<void> &given) {
        finish(shown, true, given ? nullptr : &given.error());
    });
}

void RequestsController::refuse(const QString &id, const QString &reason)
{
    const Kept *kept = find(id);
    if (!kept || m_isAnswering)
        return;
    m_isAnswering = true;
    QCoro::connect(
        m_shared->refuse(kept->request, reason, {}), this, [this, shown = kept->shown](const Result<void> &given) {
            finish(shown, false, given ? nullptr : &given.error());
        });
}

const RequestsController::Kept *RequestsController::find(const QString &id) const
{
    const auto found
        = std::find_if(m_requests.begin(), m_requests.end(), [&id](const Kept &kept) { return kept.shown.id == id; });
    return found == m_requests.end() ? nullptr : &*found;
}

void RequestsController::finish(const WaitingRequest &request, bool approved, const Error *problem)
{
    m_isAnswering = false;
    if (problem)
        Q_EMIT failed(*problem);
    else
        Q_EMIT answered(request, approved);
    reload();
}

} // namespace sm::controllers
