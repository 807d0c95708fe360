// SPDX-License-Identifier: GPL-3.0-or-later
#include "crash.h"

using namespace Qt::Literals::StringLiterals;

namespace sm::test {

QString Crash::name() const
{
    static const QStringList points{u"before the intent"_s, u"after the intent"_s, u"half sent"_s, u"sent, no reply"_s,
        u"half of the reply"_s, u"before the outcome"_s, u"in the outcome's commit"_s, u"in a checkpoint"_s};
    return u"%1, %2"_s.arg(points.at(static_cast<int>(point))).arg(seed);
}

int Crash::effects() const
{
    const bool nothingLeft = point == CrashPoint::BeforeIntent || point == CrashPoint::AfterIntent
        || point == CrashPoint::HalfSent || (point == CrashPoint::Checkpoint && seed == 3);
    return nothingLeft || isUnheard() ? 0 : 1;
}

Crash::Doubt Crash::doubt() const
{
    switch (point) {
    case CrashPoint::BeforeIntent:
        return Doubt::No;
    case CrashPoint::MidCommit:
        return seed == 0 ? Doubt::Yes : seed == 1 ? Doubt::Perhaps : Doubt::No;
    case CrashPoint::Checkpoint:
        return seed == 3 ? Doubt::Yes : Doubt::No;
    default:
        return Doubt::Yes;
    }
}

} // namespace sm::test
