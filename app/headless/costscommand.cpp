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

} // namespace

void printCosts(const CostAnswer &answer, CostsQuestion::Form form, std::pair<QDate, QDate> range)
{
    switch (form) {
    case CostsQuestion::Form::Json:
        return toStandardOutput(costsAsJson(answer));
    case CostsQuestion::Form::Csv:
        return toStandardOutput(costsAsCsv(answer));
    case CostsQuestion::Form::Table:
        return toStandardOutput(costsAsTable(answer, range, QDateTime::currentDateTimeUtc()));
    }
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
    Result<CostAnswer> answer = costs::answer({*ledger}, question->query);
    if (!answer)
        co_return answer.error();
    if (question->isByPeriod)
        sortByPeriod(*answer);
    printCosts(*answer, question->form, rangeOf(**ledger));
    co_return ExitCode::Done;
}

} // namespace sm::app
