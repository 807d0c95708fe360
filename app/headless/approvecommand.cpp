// SPDX-License-Identifier: GPL-3.0-or-later
#include "approvecommand.h"

#include "approvalfiles.h"
#include "headlesssystem.h"
#include "logging.h"
#include "output.h"

#include <operations/approvalfile.h>
#include <operations/approvalnotes.h>

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

} // namespace

ApproveCommand::ApproveCommand(const Options &options)
    : m_options(options)
{
}

QCoro::Task<Result<ExitCode>> ApproveCommand::run(CancelToken)
{
    const auto journal = co_await operations::Journal::openWithKeyring(journalFile(m_options));
    if (!journal)
        co_return journal.error();
    if (m_options.words.isSet(u"key"_s)) {
        toStandardOutput((*journal)->approvalKey().publicKey().toBase64() + '\n');
        co_return ExitCode::Done;
    }
    if (m_options.words.words.isEmpty())
        co_return Error(Error::Kind::Invalid, tr("approve needs the file of a request, postgres, or --key."));
    if (m_options.words.isSet(u"refuse"_s) || m_options.words.isSet(u"create-table"_s))
        co_return Error(Error::Kind::Invalid,
            tr("--refuse and --create-table are about postgres. A file is refused by sending nothing back."));
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
    const Result<bool> confirmed = isConfirmed(m_options, *request);
    if (!confirmed)
        co_return confirmed.error();
    if (!*confirmed)
        co_return ExitCode::Done;
    const operations::ApprovedRequest approved{*request, *approval};
    if (const auto noted = co_await operations::noteGiven(journal, approved); !noted)
        co_return noted.error();
    const QString answer = answerFile(m_options);
    if (const auto written = operations::writeApprovalFile(answer, approved); !written)
        co_return written.error();
    toStandardError(tr("stationmaster: Send %1 back within %2 minutes. It is run by: stationmaster run --approval %1")
            .arg(onOneLine(answer), QString::number(operations::ApprovalLasts.count())));
    co_return ExitCode::Done;
}

} // namespace sm::app
