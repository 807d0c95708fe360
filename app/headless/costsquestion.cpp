// SPDX-License-Identifier: GPL-3.0-or-later
#include "costsquestion.h"

#include <costs/metric.h>
#include <costs/query.h>
#include <costs/sourceword.h>

#include <QCoreApplication>

#include <algorithm>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::app::Costs", text); }

Error invalid(const QString &message) { return {Error::Kind::Invalid, message}; }

Result<std::optional<CostMetric>> metricOf(const CommandWords &words)
{
    if (!words.isSet(u"metric"_s))
        return std::optional<CostMetric>();
    const std::optional<CostMetric> metric = costs::metricFrom(words.value(u"metric"_s));
    if (!metric)
        return invalid(tr("--metric takes one of: %1.").arg(costs::metricWords().join(u", "_s)));
    return metric;
}

Result<std::optional<CostSource>> sourceOf(const CommandWords &words)
{
    if (!words.isSet(u"source"_s))
        return std::optional<CostSource>();
    const std::optional<CostSource> source = costs::sourceFrom(words.value(u"source"_s));
    if (!source)
        return invalid(tr("--source takes one of: %1.").arg(costs::sourceWords().join(u", "_s)));
    return source;
}

/// "2023-11-01", or "2023-11" for the first of it.
Result<QDate> dateOf(const CommandWords &words, const QString &option)
{
    if (!words.isSet(option))
        return QDate();
    const QString text = words.value(option);
    const QDate date = QDate::fromString(text.size() == 7 ? text + u"-01"_s : text, u"yyyy-MM-dd"_s);
    if (!date.isValid())
        return invalid(tr("--%1 takes a date like 2023-11-01, not “%2”.").arg(option, text));
    return date;
}

Result<void> readRange(const CommandWords &words, CostQuery &query)
{
    const Result<QDate> from = dateOf(words, u"from"_s);
    if (!from)
        return from.error();
    const Result<QDate> to = dateOf(words, u"to"_s);
    if (!to)
        return to.error();
    query.from = *from;
    query.to = *to;
    return ok();
}

/// `k=v` and `k!=v`. Those of one dimension are alternatives; none of the excluded may be there.
Result<QList<CostFilter>> filtersOf(const QStringList &texts)
{
    QList<CostFilter> filters;
    for (const QString &text : texts) {
        const qsizetype equals = text.indexOf(u'=');
        const bool excluded = equals > 0 && text.at(equals - 1) == u'!';
        const QString dimension = text.left(equals - (excluded ? 1 : 0));
        if (equals < 0 || dimension.isEmpty())
            return invalid(tr("--filter takes dimension=value or dimension!=value, not “%1”.").arg(text));
        const QString value = text.sliced(equals + 1);
        const auto same = std::find_if(filters.begin(), filters.end(),
            [&](const CostFilter &each) { return each.dimension == dimension && each.excluded == excluded; });
        if (same != filters.end())
            same->values << value;
        else
            filters << CostFilter{dimension, {value}, excluded};
    }
    return filters;
}

/// What to group by, the period first.
Result<QStringList> groupsOf(const CommandWords &words)
{
    static const QStringList granularities{costs::querydimension::Day, costs::querydimension::Month};
    QStringList groups = words.options.value(u"group-by"_s);
    if (!words.isSet(u"granularity"_s))
        return groups;
    const QString granularity = words.value(u"granularity"_s);
    if (!granularities.contains(granularity))
        return invalid(tr("--granularity takes day or month."));
    groups.prepend(granularity);
    return groups;
}

Result<CostsQuestion::Form> formOf(const CommandWords &words)
{
    if (words.isSet(u"json"_s) && words.isSet(u"csv"_s))
        return invalid(tr("Take either --json or --csv."));
    if (words.isSet(u"json"_s))
        return CostsQuestion::Form::Json;
    return words.isSet(u"csv"_s) ? CostsQuestion::Form::Csv : CostsQuestion::Form::Table;
}

/// Puts \p value into \p place, or keeps the first \p problem.
template <typename T>
void take(Result<T> value, T &place, std::optional<Error> &problem)
{
    if (value)
        place = *std::move(value);
    else if (!problem)
        problem = value.error();
}

} // namespace

Result<CostsQuestion> CostsQuestion::of(const CommandWords &words)
{
    CostsQuestion question;
    std::optional<Error> problem;
    question.files = words.words;
    question.currency = words.value(u"currency"_s).toUpper();
    question.isByPeriod = words.isSet(u"granularity"_s);
    take(metricOf(words), question.metric, problem);
    take(sourceOf(words), question.source, problem);
    take(groupsOf(words), question.query.groupBy, problem);
    take(filtersOf(words.options.value(u"filter"_s)), question.query.filters, problem);
    take(formOf(words), question.form, problem);
    if (const Result<void> range = readRange(words, question.query); !range && !problem)
        problem = range.error();
    if (question.files.isEmpty() && !words.isSet(u"system"_s))
        problem = invalid(tr("costs needs a bill file, or --system with the name of a system whose costs are kept."));
    if (problem)
        return *problem;
    return question;
}

} // namespace sm::app
