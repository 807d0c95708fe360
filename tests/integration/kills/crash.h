// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace sm::test {

/// Where in the life of a step its process dies.
enum class CrashPoint {
    BeforeIntent,
    AfterIntent, ///< it is on the disk
    HalfSent, ///< some bytes of the request have left
    NoReply, ///< all of them have
    HalfReply,
    BeforeOutcome, ///< the reply was read whole
    MidCommit, ///< of the outcome
    Checkpoint, ///< of the journal's log
};

constexpr int CrashPoints = 8;
constexpr int CrashSeeds = 5;

/// One way to die; \c seed chooses the place at the point.
struct Crash
{
    CrashPoint point = CrashPoint::BeforeIntent;
    int seed = 0;

    QString name() const;
    /// The service takes the request and does nothing with it.
    bool isUnheard() const { return point == CrashPoint::NoReply && (seed == 2 || seed == 4); }
    /// It happens while the journal is made for the first time.
    bool isFirstStart() const { return point == CrashPoint::BeforeIntent && seed == 0; }
    /// How many side effects there are after it.
    int effects() const;

    enum class Doubt { No, Yes, Perhaps };
    /// Whether it leaves an intent without an outcome. Perhaps: the place is left to chance.
    Doubt doubt() const;
};

} // namespace sm::test
