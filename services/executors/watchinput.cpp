// SPDX-License-Identifier: GPL-3.0-or-later
#include "watchinput.h"

#include "input.h"

#include <core/jmespath.h>

#include <QCoreApplication>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::WatchInput", text); }

milliseconds requiredDuration(Input &input, const QString &member)
{
    const std::optional<milliseconds> given = input.duration(member);
    if (!given && input.isComplete())
        input.refuse(member, tr("is missing"));
    return given.value_or(0ms);
}

void readReading(Input &input, const Step &step, WatchInput &watch)
{
    const QJsonObject read = input.object(u"read"_s);
    watch.read = {read.value(u"uses"_s).toString(), read.value(u"with"_s).toObject(), step.operation.secrets};
    const QString kind = watch.read.uses.section(u':', 0, 0);
    if (kind.isEmpty())
        input.refuse(u"read"_s, tr("needs “uses”, the read that is repeated"));
    else if (kind == "wait"_L1 || kind == watch.read.uses) // what has no colon waits, or is a person's to do
        input.refuse(u"read"_s, tr("has to be one that answers at once, such as aws:lambda:GetFunction"));
    for (const QString &member : read.keys()) {
        if (member != "uses"_L1 && member != "with"_L1)
            input.refuse(u"read"_s, tr("has “%1”; known are “uses” and “with”").arg(member));
    }
}

void checkTimes(Input &input, const WatchInput &watch)
{
    if (watch.every < 1s)
        input.refuse(u"every"_s, tr("has to be a second at least"));
    if (watch.within <= 0ms)
        input.refuse(u"within"_s, tr("has to be more than nothing"));
    if (watch.holdsFor > watch.within)
        input.refuse(u"for"_s, tr("is longer than “within”, so it could never succeed"));
}

} // namespace

Result<WatchInput> watchInput(const Step &step)
{
    Input input(step, {u"read"_s, u"holds"_s, u"scope"_s, u"for"_s, u"within"_s, u"every"_s});
    WatchInput watch;
    readReading(input, step, watch);
    watch.holds = input.requiredText(u"holds"_s);
    if (const auto parsed = jmespath::Expression::parse(watch.holds); !watch.holds.isEmpty() && !parsed)
        input.refuse(u"holds"_s, tr("is no condition: %1").arg(parsed.error().message()));
    watch.scope = input.object(u"scope"_s);
    watch.holdsFor = requiredDuration(input, u"for"_s);
    watch.within = requiredDuration(input, u"within"_s);
    watch.every = input.duration(u"every"_s).value_or(15s);
    if (input.isComplete())
        checkTimes(input, watch);
    if (const auto fit = input.checked(); !fit)
        return fit.error();
    return watch;
}

} // namespace sm::executors
