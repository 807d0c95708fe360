// SPDX-License-Identifier: GPL-3.0-or-later
#include "costscommand.h"

#include "costsoutput.h"
#include "output.h"

#include <bill/billfile.h>
#include <costs/query.h>

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <cstdio>
#include <unistd.h>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t MostRowsAtOnce = 100'000;
constexpr qsizetype MostParts = 32; // each looks at all charges, about a millisecond for a million

/// What is meant where nobody says which metric.
CostMetric usualMetric(const costs::Ledger &ledger)
{
    for (const CostMetric each : {CostMetric::Unblended, CostMetric::Billed}) {
        if (ledger.metric(each))
            return each;
    }
    if (!ledger.metrics.empty())
        return ledger.metrics.front().metric;
    return ledger.kind == costs::LedgerKind::Focus ? CostMetric::Billed : CostMetric::Unblended;
}

/// The first day with a charge, and the day after the last; invalid: there is none.
std::pair<QDate, QDate> rangeOf(const costs::Ledger &ledger)
{
    if (ledger.days.empty())
        return {};
    const auto [first, last] = std::minmax_element(ledger.days.begin(), ledger.days.end());
    const QDate epoch(1970, 1, 1);
    return {epoch.addDays(*first), epoch.addDays(*last + 1)};
}

/// "2023-11-01" or "2023-11", and how many of them on.
QDate dateOfPeriod(const QString &period, int later)
{
    if (period.size() == 7)
        return QDate::fromString(period + u"-01"_s, Qt::ISODate).addMonths(later);
    return QDate::fromString(period, Qt::ISODate).addDays(later);
}

/// The part of \p query that is about the periods from \p first to \p last.
CostQuery partOf(CostQuery query, const QString &first, const QString &last)
{
    const QDate from = dateOfPeriod(first, 0);
    const QDate to = dateOfPeriod(last, 1);
    query.from = query.from.isValid() ? std::max(query.from, from) : from;
    query.to = query.to.isValid() ? std::min(query.to, to) : to;
    return query;
}

/// Some periods after the others, so that of a large bill with many groups only those of a few are in memory at once.
Result<void> printByPeriod(const CostsQuestion &question, const costs::LedgerList &ledgers)
{
    CostQuery overall = question.query;
    overall.groupBy = {question.query.groupBy.first()};
    Result<CostAnswer> periods = costs::answer(ledgers, overall);
    if (!periods)
        return periods.error();
    sortByPeriod(*periods);
    periods->query = question.query;
    CostsWriter writer(question.form, *periods, toStandardOutput);
    const qsizetype count = periods->groups.size();
    for (qsizetype first = 0; first < count;) {
        const qsizetype last = std::min(first + count / MostParts, count - 1);
        Result<CostAnswer> part = costs::answer(ledgers,
            partOf(question.query, periods->groups.at(first).key.first(), periods->groups.at(last).key.first()));
        if (!part)
            return part.error();
        sortByPeriod(*part);
        writer.add(part->groups);
        first = last + 1;
    }
    writer.finish();
    return ok();
}

Result<void> print(const CostsQuestion &question, const std::shared_ptr<const costs::Ledger> &ledger)
{
    const bool isLarge = ledger->rows() > MostRowsAtOnce && question.query.groupBy.size() > 1;
    if (question.isByPeriod && isLarge && question.form != CostsQuestion::Form::Table)
        return printByPeriod(question, {ledger});
    Result<CostAnswer> answer = costs::answer({ledger}, question.query);
    if (!answer)
        return answer.error();
    if (question.isByPeriod)
        sortByPeriod(*answer);
    printCosts(*answer, question.form, rangeOf(*ledger));
    return ok();
}

} // namespace

void printCosts(const CostAnswer &answer, CostsQuestion::Form form, std::pair<QDate, QDate> range)
{
    if (form == CostsQuestion::Form::Table)
        return toStandardOutput(costsAsTable(answer, range, QDateTime::currentDateTimeUtc()));
    CostsWriter writer(form, answer, toStandardOutput);
    writer.add(answer.groups);
    writer.finish();
}

void sortByPeriod(CostAnswer &answer)
{
    std::sort(answer.groups.begin(), answer.groups.end(), [](const CostGroup &left, const CostGroup &right) {
        if (const int order = QString::compare(left.key.first(), right.key.first()); order != 0)
            return order < 0;
        const auto order = left.amount <=> right.amount;
        return order != 0 ? order > 0 : left.key < right.key;
    });
}

costs::CostService::ProgressHandler billProgress()
{
    if (::isatty(STDERR_FILENO) == 0)
        return [](const costs::BillProgress &) { };
    return [shown = -1](const costs::BillProgress &progress) mutable {
        const int percent = progress.total > 0 ? static_cast<int>(progress.bytes * 100 / progress.total) : 100;
        if (percent == shown)
            return;
        shown = percent;
        const QString text = QCoreApplication::translate("sm::app::Costs", "Reading: %1 %").arg(percent);
        const QString blank(text.size(), u' ');
        std::fputs(qUtf8Printable(u'\r' + (percent < 100 ? text : blank + u'\r')), stderr);
    };
}

CostsCommand::CostsCommand(const Options &options)
    : m_options(options)
{
}

QCoro::Task<Result<ExitCode>> CostsCommand::run(CancelToken token)
{
    Result<CostsQuestion> question = CostsQuestion::of(m_options.words);
    if (!question)
        co_return question.error();
    const Result<std::shared_ptr<const costs::Ledger>> ledger
        = co_await costs::bill::openBill(question->files, {question->currency}, billProgress(), token);
    if (!ledger)
        co_return ledger.error();
    question->query.metric = question->metric.value_or(usualMetric(**ledger));
    if (const Result<void> printed = print(*question, *ledger); !printed)
        co_return printed.error();
    co_return ExitCode::Done;
}

} // namespace sm::app
