// SPDX-License-Identifier: GPL-3.0-or-later
#include "bakerun.h"

#include <QCoreApplication>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 period = 60;

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::Bake", text); }

} // namespace

BakeQuestions bakeQuestions(const BakeInput &input, const HealthQuery &before, const HealthQuery &after)
{
    BakeQuestions questions;
    questions.before = input.metrics.isEmpty() ? before.metrics : input.metrics;
    questions.after = input.metrics.isEmpty() ? after.metrics : input.metrics;
    questions.alarms.names = input.alarms;
    if (input.alarms.isEmpty())
        questions.alarms.dimensions = after.alarmDimensions;
    // What nothing measures by itself can still set off an alarm elsewhere.
    questions.alarms.isAll = questions.after.isEmpty() && input.alarms.isEmpty();
    return questions;
}

QCoro::Task<Result<BakeReading>> bakeReading(
    const AwsReads *reads, BakeQuestions questions, BakeWatch watch, QDateTime now, CancelToken token)
{
    BakeReading reading;
    const qsizetype ofBefore = questions.before.size();
    const auto series
        = co_await metricSeries(reads, questions.before + questions.after, {watch.readsFrom(), now}, period, token);
    if (!series)
        co_return series.error();
    reading.before = series->mid(0, ofBefore);
    reading.after = series->mid(ofBefore);
    const auto alarms = co_await alarmRings(reads, questions.alarms, watch.baselineTo(), token);
    if (!alarms)
        co_return alarms.error();
    reading.alarms = alarms->alarms;
    reading.rings = alarms->rings;
    const BakeReading whole = reading;
    co_return whole;
}

bool isFinal(const Error &error)
{
    return error.kind() == Error::Kind::Cancelled || error.kind() == Error::Kind::Denied
        || error.kind() == Error::Kind::Invalid;
}

Error blind(const Error &last, int failures)
{
    return Error(last.kind(),
        tr("CloudWatch could not be read %1 times in a row, so nobody knows how it does. The last time: %2")
            .arg(failures)
            .arg(last.message()))
        .withCode(u"BakeBlind"_s)
        .withRequestId(last.requestId());
}

} // namespace sm::deployments
