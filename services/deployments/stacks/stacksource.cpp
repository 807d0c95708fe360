// SPDX-License-Identifier: GPL-3.0-or-later
#include <stacks/stacksource.h>

#include <aws/paginator.h>
#include <stacks/stackdetail.h>
#include <stacks/stackdifference.h>
#include <stacks/stackstanding.h>
#include <stacks/stackstatus.h>

#include <QCoreApplication>
#include <QCoroFuture>
#include <QtConcurrentRun>

#include <algorithm>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostKept = 500; // of a stack: newer ones count

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::Stacks", text); }

bool isUnit(const QJsonObject &stack)
{
    const QString status = stack.value("StackStatus"_L1).toString();
    return status != "DELETE_COMPLETE"_L1;
}

} // namespace

StackSource::StackSource(const AwsReads &reads, operations::Journal *journal)
    : m_reads(reads)
    , m_journal(journal)
    , m_captures(journal ? journal->captures() : nullptr)
{
}

/// A stack that can not be looked at keeps the others from nothing; \p problem is what the first one of those says.
QCoro::Task<Result<QList<QJsonObject>>> StackSource::stacksOf(
    QStringList units, std::optional<Error> *problem, CancelToken token)
{
    QList<QJsonObject> stacks;
    for (const QString &unit : units) {
        const Result<QJsonObject> stack = co_await describedStack(&m_reads, unit, token);
        if (!stack && stack.error().kind() == Error::Kind::Cancelled)
            co_return stack.error();
        if (stack && isUnit(*stack))
            stacks << *stack;
        else if (!stack && stack.error().kind() != Error::Kind::NotFound && !*problem)
            *problem = stack.error();
    }
    if (units.isEmpty()) {
        const Result<QJsonArray> all = co_await aws::wholeList(
            &m_reads.caller, &m_reads.models, {u"cloudformation"_s, u"DescribeStacks"_s, {}}, u"Stacks"_s, token);
        if (!all)
            co_return all.error();
        for (const QJsonValue each : *all) {
            if (isUnit(each.toObject()))
                stacks << each.toObject();
        }
    }
    const QList<QJsonObject> found = stacks;
    co_return found;
}

QCoro::Task<Result<void>> StackSource::read(Reading reading, DeploymentsHandler onPage, CancelToken token)
{
    std::optional<Error> problem;
    const Result<QList<QJsonObject>> stacks = co_await stacksOf(reading.units, &problem, token);
    if (!stacks)
        co_return stacks.error();
    for (const QJsonObject &stack : *stacks) {
        const auto read = co_await readStack(stack, reading.since, &onPage, token);
        if (!read && read.error().kind() == Error::Kind::Cancelled)
            co_return read.error();
        if (!read && !problem)
            problem = read.error();
    }
    if (problem)
        co_return Error(*problem);
    co_return ok();
}

QCoro::Task<Result<void>> StackSource::readStack(
    QJsonObject stack, QDateTime since, const DeploymentsHandler *onPage, CancelToken token)
{
    const Result<QList<Kept>> kept = co_await keptOf(stack.value("StackName"_L1).toString());
    if (!kept)
        co_return kept.error();
    StackHistory history(stack);
    // By its id: a name may come to stand for another stack.
    aws::Paginator pages(m_reads.caller, m_reads.models,
        {u"cloudformation"_s, u"DescribeStackEvents"_s, {{u"StackName"_s, stack.value("StackId"_L1)}}});
    bool isOver = false;
    while (!isOver) {
        const Result<std::optional<QJsonObject>> page = co_await pages.next(token);
        if (!page)
            co_return page.error();
        isOver = !*page;
        QList<Deployment> known = isOver ? history.finish() : history.add((**page).value("StackEvents"_L1).toArray());
        nameKept(known, *kept);
        if (!known.isEmpty())
            (*onPage)(known);
        isOver = isOver || (history.hasLive() && since.isValid() && history.reached() < since);
    }
    co_return ok();
}

/// Newest first; those that were kept while nothing was under way, for else it is not the template of what was live.
QCoro::Task<Result<QList<StackSource::Kept>>> StackSource::keptOf(QString stack)
{
    QList<Kept> all;
    if (!m_journal)
        co_return QList<Kept>();
    operations::JournalFilter filter;
    filter.uses = u"stack:keep"_s;
    filter.resource = stack;
    filter.state = StepState::Done;
    filter.limit = mostKept;
    const Result<QList<JournalEntry>> entries = co_await m_journal->entries(filter);
    if (!entries)
        co_return entries.error();
    for (const JournalEntry &entry : *entries) {
        const QJsonObject &output = entry.output;
        if (takesUpdates(output.value("status"_L1).toString()))
            all << Kept{output.value("stackId"_L1).toString(), output.value("kept"_L1).toString(),
                output.value("digest"_L1).toString(), entry.intentAt};
    }
    const QList<Kept> found = all;
    co_return found;
}

void StackSource::nameKept(QList<Deployment> &deployments, const QList<Kept> &kept)
{
    for (Deployment &deployment : deployments) {
        const QString stackId = deployment.facts.value("stackId"_L1).toString();
        const auto found = std::find_if(kept.begin(), kept.end(), [&](const Kept &each) {
            return each.stackId == stackId && deployment.liveSince.isValid() && deployment.liveSince <= each.at
                && (!deployment.liveUntil.isValid() || each.at < deployment.liveUntil);
        });
        if (found == kept.end())
            continue;
        deployment.revision = found->digest;
        deployment.facts.insert(u"kept"_s, found->word);
    }
}

QCoro::Task<Result<DeploymentDifference>> StackSource::difference(Deployment candidate, CancelToken token)
{
    const QString word = candidate.facts.value("kept"_L1).toString();
    const Result<QJsonObject> stack = co_await describedStack(&m_reads, candidate.unit, token);
    if (!stack)
        co_return stack.error();
    if (word.isEmpty() || !m_captures) {
        DeploymentDifference unknown;
        if (!candidate.isLive())
            unknown.notBack << tr("Its template was not kept on this computer, so nobody can say how it differs.");
        co_return unknown;
    }
    const Result<StackSettings> then = co_await keptSettings(m_captures.get(), word, token);
    if (!then)
        co_return then.error();
    const Result<StackSettings> now = co_await settingsNow(&m_reads, *stack, token);
    if (!now)
        co_return now.error();
    // A template may have a megabyte: that is read on another thread.
    const auto difference = std::make_shared<DeploymentDifference>();
    const QFuture<void> done = QtConcurrent::run(
        [difference, before = *now, after = *then] { *difference = stackDifference(before, after); });
    co_await done;
    co_return *difference;
}

QCoro::Task<Result<RollbackMoves>> StackSource::moves(Deployment candidate, CancelToken token)
{
    const Result<StackStanding> standing = co_await standingOf(&m_reads, candidate.unit, token);
    if (!standing)
        co_return standing.error();
    RollbackMoves moves;
    moves.moves = stackMoves(candidate, *standing);
    const Result<DeploymentDifference> differs = co_await difference(candidate, token);
    if (differs)
        moves.notBack = differs->notBack;
    else if (differs.error().kind() == Error::Kind::Cancelled)
        co_return differs.error();
    else
        moves.notBack << differs.error().message();
    const RollbackMoves found = moves;
    co_return found;
}

HealthQuery StackSource::healthOf(const Deployment &) const
{
    HealthQuery query;
    query.why = tr("A stack answers nobody itself. How its functions and services did is on their own deployments.");
    return query;
}

QCoro::Task<Result<void>> StackSource::detail(QString unit, SectionHandler onSection, CancelToken token)
{
    StackDetail detail(m_reads, onSection);
    co_return co_await detail.read(unit, token);
}

} // namespace sm::deployments
