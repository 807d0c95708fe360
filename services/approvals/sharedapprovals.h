// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <operations/approval.h>

#include <QCoroTask>

namespace sm::approvals {

/// A request that somebody made, and what became of it.
struct SharedRequest
{
    operations::ApprovalRequest request;
    std::optional<Approval> approval; ///< nothing: nobody has answered yet
};

/// What waits for an answer.
struct WaitingRequests
{
    QList<operations::ApprovalRequest> requests; ///< of others, oldest first, at most 100
    int damaged = 0; ///< rows that say something else than what was signed
};

/// Where the people of a system ask each other for approvals and give them, without sending files.
///
/// The place is not trusted. Whatever is read is held against the signatures, and what others see is what was signed.
/// Whoever can write there can hide requests and answers and put in wrong ones, which are refused.
class SharedApprovals
{
public:
    virtual ~SharedApprovals() = default;

    /// Asks for an approval of \p plan.
    /// \error as operations::requestFor() and operations::Runner::run()
    virtual QCoro::Task<Result<operations::ApprovalRequest>> ask(
        Plan plan, operations::Requester requester, CancelToken token)
        = 0;

    /// Looks what became of a request.
    /// \error Kind::NotFound there is none with this id
    /// \error Kind::Denied   (code "ApprovalRefused") an approver said no; the message says who and why
    /// \error Kind::Invalid  (codes "RequestDamaged", "ApprovalDamaged") it is not what was signed
    /// \error as waiting()
    virtual QCoro::Task<Result<SharedRequest>> look(QString id, CancelToken token) = 0;

    /// Requests of others that nobody has answered, of the last days (operations::RequestLasts).
    /// \error Kind::Invalid  (code "NoApprovals") the system's file names no place
    /// \error Kind::NotFound (code "NoTable") the place was not made yet
    /// \error as postgres::Connection
    virtual QCoro::Task<Result<WaitingRequests>> waiting(CancelToken token) = 0;

    /// Approves \p request with the own key.
    /// \error Kind::Conflict (code "Answered") somebody else was faster
    /// \error as operations::approve() and operations::Runner::run()
    virtual QCoro::Task<Result<void>> approve(operations::ApprovalRequest request, CancelToken token) = 0;
    /// Refuses it, for all approvers.
    /// \error as approve()
    virtual QCoro::Task<Result<void>> refuse(operations::ApprovalRequest request, QString reason, CancelToken token)
        = 0;
};

} // namespace sm::approvals
