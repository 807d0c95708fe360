// SPDX-License-Identifier: GPL-3.0-or-later
#include "approvalnotes.h"

#include "actor.h"

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

/// An answer to somebody else, with what it is about.
QJsonObject answered(QJsonObject answer, const ApprovalRequest &request)
{
    answer.insert(u"requester"_s, request.requester);
    answer.insert(u"title"_s, request.plan.title);
    answer.insert(u"system"_s, request.plan.system.id.value);
    return answer;
}

} // namespace

QCoro::Task<Result<void>> noteAsked(Journal *journal, ApprovalRequest request)
{
    const QJsonObject asked{{u"request"_s, request.id}, {u"plan"_s, request.plan.id.value},
        {u"title"_s, request.plan.title}, {u"system"_s, request.plan.system.id.value}};
    co_return co_await journal->note(
        request.resumes, JournalNote::ApprovalAsked.toString(), -1, asked, request.requester);
}

QCoro::Task<Result<void>> noteGiven(Journal *journal, ApprovedRequest approved)
{
    const QJsonObject given = answered(toJson(approved.approval), approved.request);
    co_return co_await journal->note(0, JournalNote::ApprovalGiven.toString(), -1, given, actorOf({}));
}

QCoro::Task<Result<void>> noteRefused(Journal *journal, ApprovalRequest request, Refusal refusal)
{
    const QJsonObject refused = answered(toJson(refusal), request);
    co_return co_await journal->note(0, JournalNote::ApprovalRefused.toString(), -1, refused, actorOf({}));
}

} // namespace sm::operations
