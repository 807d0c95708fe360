// SPDX-License-Identifier: GPL-3.0-or-later
#include <executors/processexecutor.h>

#include "processinput.h"

#include <core/json.h>
#include <executors/cdkoutput.h>
#include <operations/blotter.h>
#include <process/binary.h>
#include <process/plainline.h>
#include <process/run.h>

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;
using operations::Observation;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::ProcessExecutor", text); }

constexpr qsizetype complaintLines = 20;

/// What steers a terminal may stand in the middle of a secret, so it is looked for before and after that is gone.
QString shownLine(const operations::Blotter &blotter, const QByteArray &line)
{
    return blotter.blot(process::plainLine(blotter.blot(QString::fromUtf8(line))));
}

process::Sink sinkFor(const LiveOutput &live, const Step &step)
{
    if (!live)
        return {};
    return [live, step, blotter = operations::Blotter(step.operation.secrets.values())](
               process::Stream, const QByteArray &line) { live(step, shownLine(blotter, line)); };
}

QString lastLines(const operations::Blotter &blotter, const QByteArray &errors)
{
    QList<QByteArray> lines = errors.split('\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    QStringList shown;
    for (const QByteArray &line : lines.mid(std::max<qsizetype>(0, lines.size() - complaintLines)))
        shown << shownLine(blotter, line);
    return shown.join(u'\n');
}

/// What the program said on both streams: the CDK writes its results to either, by version.
QJsonObject parsedBy(const QString &parses, const operations::Blotter &blotter, const process::Outcome &outcome)
{
    const QString text = blotter.blot(QString::fromUtf8(outcome.output.bytes)) + u'\n'
        + blotter.blot(QString::fromUtf8(outcome.errors.bytes));
    return parses == "cdk-diff"_L1 ? parsedCdkDiff(text) : parsedCdkDeploy(text);
}

QJsonObject outputOf(const Step &step, const QString &parses, const process::Outcome &outcome)
{
    const operations::Blotter blotter(step.operation.secrets.values());
    const QString text = blotter.blot(QString::fromUtf8(outcome.output.bytes));
    QJsonObject output{{u"exitCode"_s, outcome.exitCode}, {u"output"_s, text},
        {u"errors"_s, lastLines(blotter, outcome.errors.bytes)},
        {u"seconds"_s, std::chrono::duration<double>(outcome.duration).count()}};
    const Result<QJsonValue> json = parseJson(text.toUtf8());
    if (json && (json->isObject() || json->isArray()))
        output.insert(u"json"_s, *json);
    if (!parses.isEmpty())
        output.insert(u"parsed"_s, parsedBy(parses, blotter, outcome));
    if (outcome.output.isCut()) // what is counted in it is not all
        output.insert(u"cut"_s, true);
    return output;
}

/// Deletions that stand before what is kept would not be counted.
Result<void> isWhole(const ProcessInput &input, const process::Outcome &outcome)
{
    const bool isCut = outcome.output.isCut() || outcome.errors.isCut();
    if (!isCut || input.parses != "cdk-diff"_L1)
        return ok();
    return Error(Error::Kind::Invalid,
        tr("The difference is longer than what is kept of it (1 MB), so it can not be counted. Compare fewer stacks at "
           "once."))
        .withCode(u"TooLong"_s);
}

Result<void> asExpected(const Step &step, const ProcessInput &input, const process::Outcome &outcome)
{
    if (outcome.signal == 0 && input.exitCodes.contains(outcome.exitCode))
        return ok();
    if (outcome.succeeded())
        return Error(Error::Kind::Internal,
            tr("The program “%1” ended with code 0, which is not one of those that the step expects.")
                .arg(input.command.program))
            .withCode(u"Exit0"_s)
            .withChanged(Error::Changed::Unknown);
    const Error failure = process::expectSuccess(input.command.program, outcome).error();
    const QString why = input.parses != "cdk-deploy"_L1
        ? QString()
        : parsedBy(input.parses, operations::Blotter(step.operation.secrets.values()), outcome)
              .value("why"_L1)
              .toString();
    return why.isEmpty() ? failure : Error(failure.kind(), why).withCode(failure.code());
}

/// A part of the command line may have come from an earlier step: what it became may be more than what was agreed to.
Result<void> isAsPlanned(const std::optional<operations::ProgramRule> &rule, const ProcessInput &input, Tier planned)
{
    const bool isMore = rule ? rule->tier > planned : planned == Tier::Read && !input.reads;
    if (!isMore)
        return ok();
    return Error(Error::Kind::Invalid,
        tr("“%1” changes more than what was planned, so it was not started. Plan it with its values.")
            .arg(input.argv().join(u' ')))
        .withCode(u"MoreThanPlanned"_s);
}

} // namespace

ProcessExecutor::ProcessExecutor(const operations::Catalog &catalog, LiveOutput live)
    : m_catalog(catalog)
    , m_live(std::move(live))
{
}

QString ProcessExecutor::kind() const { return u"process"_s; }

bool ProcessExecutor::canBeCancelled(const Step &) const { return true; }

QCoro::Task<Result<Observation>> ProcessExecutor::observe(Step step, CancelToken token)
{
    const Result<ProcessInput> input = processInput(step);
    if (!input)
        co_return input.error();
    const Result<process::Binary> binary = co_await process::resolve(input->command.program, token);
    if (!binary)
        co_return binary.error();
    co_return Observation{
        QJsonObject{{u"program"_s, binary->path}, {u"sha256"_s, QString::fromLatin1(binary->sha256)}}, false};
}

Result<Step> ProcessExecutor::completed(Step step, const QJsonValue &before) const
{
    const QJsonValue sha256 = before[u"sha256"_s];
    if (sha256.isString() && !step.operation.with.contains(u"sha256"_s))
        step.operation.with.insert(u"sha256"_s, sha256);
    return step;
}

QList<Change> ProcessExecutor::changes(const Step &step, const QJsonValue &before, bool) const
{
    if (!before.isObject())
        return step.changes;
    const QString file = tr("runs, SHA-256 %1").arg(before[u"sha256"_s].toString());
    return QList<Change>{{before[u"program"_s].toString(), {}, file}} + step.changes;
}

QCoro::Task<Result<Applied>> ProcessExecutor::apply(WritePermit permit, Step step, CancelToken token)
{
    const Result<ProcessInput> input = processInput(step);
    if (!input)
        co_return input.error();
    if (const auto planned = isAsPlanned(m_catalog.program(input->argv()), *input, step.tier); !planned)
        co_return planned.error();
    const bool reads = step.tier == Tier::Read;
    const process::Sink sink = sinkFor(m_live, step);
    Result<process::Outcome> outcome;
    if (reads)
        outcome = co_await process::observe(input->command, sink, token);
    else
        outcome = co_await process::run(permit, input->command, sink, token);
    if (!outcome)
        co_return outcome.error();
    if (const auto expected = asExpected(step, *input, *outcome); !expected)
        co_return expected.error().withChanged(reads ? Error::Changed::No : Error::Changed::Unknown);
    if (const auto whole = isWhole(*input, *outcome); !whole)
        co_return whole.error();
    co_return Applied{outputOf(step, input->parses, *outcome), {}, {}};
}

bool ProcessExecutor::isUnseen(const Step &) const { return true; }

Result<QList<Step>> ProcessExecutor::inverse(const Step &step, const operations::Seen &seen) const
{
    const Result<ProcessInput> input = processInput(step);
    if (!input)
        return input.error();
    const auto rule = m_catalog.program(input->argv());
    const QStringList argv = rule ? rule->inverseOf(input->argv()) : QStringList();
    if (argv.isEmpty())
        return Executor::inverse(step, seen);
    Step back;
    back.title = tr("Take back: %1").arg(step.title);
    back.resource = step.resource;
    back.operation = step.operation;
    back.operation.with.insert(u"program"_s, argv.first());
    back.operation.with.insert(u"arguments"_s, QJsonArray::fromStringList(argv.mid(1)));
    back.operation.with.remove(u"sha256"_s);
    return QList<Step>{back};
}

} // namespace sm::executors
