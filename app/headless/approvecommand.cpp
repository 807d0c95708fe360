// SPDX-License-Identifier: GPL-3.0-or-later
#include "approvecommand.h"

#include "approvalfiles.h"
#include "headlesssystem.h"
#include "logging.h"
#include "output.h"

#include <core/json.h>
#include <operations/actor.h>
#include <operations/approvalfile.h>

#include <QCoreApplication>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::app::ApproveCommand", text); }

/// "delete.smrequest" is answered by "delete.smapproval" beside it.
QString answerFile(const Options &options)
{
    if (options.words.isSet(u"output"_s))
        return options.words.value(u"output"_s);
    QString name = options.words.words.first();
    if (name.endsWith(".smrequest"_L1))
        name.chop(u".smrequest"_s.size());
    return name + u".smapproval"_s;
}

QJsonObject noteOf(const operations::ApprovalRequest &request, const Approval &approval)
{
    QJsonObject json = operations::toJson(approval);
    json.insert(u"requester"_s, request.requester);
    json.insert(u"title"_s, request.plan.title);
    json.insert(u"system"_s, request.plan.system.id.value);
    return json;
}

} // namespace

ApproveCommand::ApproveCommand(const Options &options)
    : m_options(options)
{
}

QCoro::Task<Result<ExitCode>> ApproveCommand::run(CancelToken)
{
    const auto journal = co_await operations::Journal::open(journalFile(m_options));
    if (!journal)
        co_return journal.error();
    if (m_options.words.isSet(u"key"_s)) {
        toStandardOutput((*journal)->approvalKey().publicKey().toBase64() + '\n');
        co_return ExitCode::Done;
    }
    if (m_options.words.words.isEmpty())
        co_return Error(Error::Kind::Invalid, tr("approve needs the file of a request, or --key."));
    co_return co_await approve(journal->get());
}

QCoro::Task<Result<ExitCode>> ApproveCommand::approve(operations::Journal *journal)
{
    const auto request = operations::readRequestFile(m_options.words.words.first());
    if (!request)
        co_return request.error();
    const auto approval = operations::approve(*request, journal->approvalKey(), SystemClock().nowUtc());
    if (!approval)
        co_return approval.error();
    if (!m_options.words.isSet(u"yes"_s)) {
        toStandardOutput(toIndentedJson(jsonOf(*request)));
        toStandardError(tr("stationmaster: Nothing is approved yet. To approve it, add --yes --confirm \"%1\".")
                .arg(onOneLine(request->plan.title)));
        co_return ExitCode::Done;
    }
    if (m_options.words.value(u"confirm"_s) != request->plan.title)
        co_return Error(
            Error::Kind::Invalid, tr("Type the title of what you approve: --confirm \"%1\".").arg(request->plan.title))
            .withCode(u"NotConfirmed"_s);
    const auto noted = co_await journal->note(
        0, JournalNote::ApprovalGiven.toString(), -1, noteOf(*request, *approval), operations::actorOf({}));
    if (!noted)
        co_return noted.error();
    const QString answer = answerFile(m_options);
    if (const auto written = operations::writeApprovalFile(answer, {*request, *approval}); !written)
        co_return written.error();
    toStandardError(tr("stationmaster: Send %1 back within %2 minutes. It is run by: stationmaster run --approval %1")
            .arg(onOneLine(answer), QString::number(operations::ApprovalLasts.count())));
    co_return ExitCode::Done;
}

} // namespace sm::app
