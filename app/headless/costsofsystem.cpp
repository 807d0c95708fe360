// SPDX-License-Identifier: GPL-3.0-or-later
#include "costsofsystem.h"

#include "costing.h"
#include "costscommand.h"
#include "headlesssystem.h"

#include <costs/query.h>

#include <QCoreApplication>

#include <algorithm>
#include <chrono>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto SharingLimit = 30s;
constexpr auto SharingPause = 20ms;

QString tr(const char *text) { return QCoreApplication::translate("sm::app::Costs", text); }

bool isOfBills(CostSource source) { return source == CostSource::CurBills || source == CostSource::FocusBills; }

costs::BillRequest billOf(const CostsQuestion &question, const CommandWords &words)
{
    costs::BillRequest request{question.files, question.currency, costs::KnownBill::Refuse};
    if (words.isSet(u"replace"_s))
        request.known = costs::KnownBill::Replace;
    else if (words.isSet(u"add-part"_s))
        request.known = costs::KnownBill::AddPart;
    return request;
}

/// A source that is asked for periods says 0 for those without charges: they are left out, as bills do it.
void spreadPeriods(CostAnswer &answer, const QString &period)
{
    const QString format = period == costs::querydimension::Day ? u"yyyy-MM-dd"_s : u"yyyy-MM"_s;
    QList<CostGroup> groups;
    for (qsizetype i = 0; i < answer.periods.size(); ++i) {
        for (const CostGroup &each : std::as_const(answer.groups)) {
            if (const Decimal amount = each.amounts.value(i); !amount.isZero())
                groups << CostGroup{QStringList{answer.periods.at(i).toString(format)} + each.key, amount, {}};
        }
    }
    answer.groups = groups;
    answer.query.groupBy.prepend(period);
}

CostQuery withoutPeriod(CostQuery query)
{
    const QString period = query.groupBy.takeFirst();
    query.granularity = period == costs::querydimension::Day ? CostGranularity::Day : CostGranularity::Month;
    return query;
}

/// Of several sources one has to be chosen: their figures are never added up.
Result<CostSourceInfo> only(const QList<CostSourceInfo> &infos, std::optional<CostSource> wanted)
{
    QList<CostSourceInfo> found;
    std::copy_if(infos.begin(), infos.end(), std::back_inserter(found),
        [wanted](const CostSourceInfo &each) { return wanted ? each.source == *wanted : isOfBills(each.source); });
    if (found.size() == 1)
        return found.first();
    if (found.isEmpty() && wanted)
        return Error(Error::Kind::NotFound, tr("This system has no such source of costs."));
    if (found.isEmpty())
        return Error(Error::Kind::NotFound, tr("No bill is kept for this system. Name a file to begin with."));
    return Error(Error::Kind::Invalid,
        tr("Bills of two kinds are kept for this system, whose figures can not be added up: choose one with --source "
           "cur "
           "or --source focus."));
}

} // namespace

SystemCostsCommand::SystemCostsCommand(Foundation &foundation, const Options &options)
    : m_foundation(foundation)
    , m_options(options)
{
}

SystemCostsCommand::~SystemCostsCommand() = default;

Result<void> SystemCostsCommand::openAccount(const SystemInfo &system)
{
    const aws::AwsChoice choice = choiceFor(m_options, system);
    const auto settings = m_foundation.sources.config().settings(choice);
    if (!settings)
        return settings.error();
    m_credentials = m_foundation.sources.provider(choice);
    m_caller = std::make_unique<aws::AwsCaller>(
        aws::AwsCaller::Parts{m_foundation.models, m_foundation.endpoints, *m_credentials, m_foundation.transport,
            m_foundation.sleeper, m_foundation.clock, m_foundation.catalog},
        settings->caller);
    return ok();
}

/// Without them, for instance where the journal's key is in a keyring that is not there, this computer has to do.
QCoro::Task<void> SystemCostsCommand::openPlaces(SystemInfo system)
{
    const SystemInfo places = Costing::withPlaces(std::move(system), m_options);
    if (places.costs.database.isEmpty() && places.costs.cache.isEmpty())
        co_return;
    auto writer = co_await CostWriter::open(&m_foundation, &m_options, places);
    if (writer)
        m_writer = std::move(*writer);
    else
        m_warning = tr("Only what this computer has was looked at: %1").arg(writer.error().message());
}

/// An account is only there where it is asked for: everything else costs nothing and needs nobody signed in.
QCoro::Task<Result<void>> SystemCostsCommand::openDesk(CostsQuestion question)
{
    const Result<SystemInfo> system = systemOf(m_foundation, m_options);
    if (!system)
        co_return system.error();
    const bool isAsked = question.source && !isOfBills(*question.source);
    if (isAsked) {
        if (const Result<void> opened = openAccount(*system); !opened)
            co_return opened.error();
    }
    co_await openPlaces(*system);
    m_desk = std::make_unique<costs::CostDesk>(
        costs::CostDesk::Parts{m_caller.get(), m_foundation.models, m_foundation.clock, m_foundation.sleeper,
            isAsked ? &m_foundation.transport : nullptr, m_writer ? &m_writer->runner() : nullptr,
            m_writer ? &m_foundation.planner : nullptr},
        Costing::settingsOf(m_options, *system));
    co_return ok();
}

/// What is still on its way to the team when the answer is there: for at most SharingLimit.
QCoro::Task<void> SystemCostsCommand::finishSharing(CancelToken token)
{
    for (auto waited = 0ms; m_desk->isSharing() && waited < SharingLimit; waited += SharingPause) {
        if (!co_await m_foundation.sleeper.sleep(SharingPause, token))
            co_return;
    }
    if (m_desk->isSharing())
        m_warning = tr("The places that the system's people share did not take the costs in time; this computer has "
                       "them.");
}

QCoro::Task<Result<CostSourceInfo>> SystemCostsCommand::source(CostsQuestion question, CancelToken token)
{
    if (!question.files.isEmpty()) {
        const Result<CostSourceInfo> opened
            = co_await m_desk->openBill(billOf(question, m_options.words), billProgress(), token);
        if (!opened || !question.source)
            co_return opened;
    }
    const Result<QList<CostSourceInfo>> infos = co_await m_desk->sources(token);
    if (!infos)
        co_return infos.error();
    co_return only(*infos, question.source);
}

QCoro::Task<Result<ExitCode>> SystemCostsCommand::run(CancelToken token)
{
    const Result<CostsQuestion> question = CostsQuestion::of(m_options.words);
    if (!question)
        co_return question.error();
    if (const Result<void> opened = co_await openDesk(*question); !opened)
        co_return opened.error();
    const Result<ExitCode> answered = co_await answer(*question, token);
    co_await finishSharing(token);
    co_return answered;
}

QCoro::Task<Result<ExitCode>> SystemCostsCommand::answer(CostsQuestion question, CancelToken token)
{
    const Result<CostSourceInfo> info = co_await source(question, token);
    if (!info)
        co_return info.error();
    CostQuery query = question.query;
    query.metric = question.metric.value_or(info->metrics.value(0, CostMetric::Unblended));
    const bool isSpread = question.isByPeriod && !isOfBills(info->source);
    const Result<CostAnswer> found
        = co_await m_desk->answer(info->source, isSpread ? withoutPeriod(query) : query, false, token);
    if (!found)
        co_return found.error();
    CostAnswer summed = *found;
    if (isSpread)
        spreadPeriods(summed, question.query.groupBy.first());
    if (question.isByPeriod)
        sortByPeriod(summed);
    printCosts(summed, question.form, {info->from, info->to});
    co_return ExitCode::Done;
}

} // namespace sm::app
