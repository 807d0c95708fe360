// SPDX-License-Identifier: GPL-3.0-or-later
#include "fatalrules.h"

namespace sm::test {

namespace {

struct Rule
{
    CrashPoint point;
    int seed;
    Stage stage;
    Act act;
    int most; ///< the first; above 1: one of so many by chance
    How how;
};

using enum CrashPoint;
using enum Stage;
using enum Act;

// Where several rules have the same point and seed, the first one whose turn comes is the end: steps of which nothing
// is read have no traffic while they are looked at.
constexpr Rule Rules[] = {
    {BeforeIntent, 0, Opening, WriteDatabase, 12, How::Half},
    {BeforeIntent, 0, Opening, WriteLog, 24, How::Half},
    {BeforeIntent, 0, Opening, WriteHead, 2, How::Before},
    {BeforeIntent, 0, Opening, WriteKey, 6, How::Half},
    {BeforeIntent, 1, Begun, WriteLog, 6, How::Half},
    {BeforeIntent, 2, Intending, Enter, 1, How::Before},
    {BeforeIntent, 3, Intending, WriteLog, 6, How::Half},
    {BeforeIntent, 4, Looking, Send, 1, How::After},
    {BeforeIntent, 4, Intending, WriteLog, 1, How::Before},

    {AfterIntent, 0, Intending, SyncLog, 1, How::After},
    {AfterIntent, 1, Intending, WriteHead, 1, How::Before},
    {AfterIntent, 2, Intending, WriteHead, 1, How::After},
    {AfterIntent, 3, Told, Enter, 1, How::Before},
    {AfterIntent, 4, Sending, Enter, 1, How::Before},

    {HalfSent, 0, Sending, Send, 1, How::Before},
    {HalfSent, 1, Sending, Send, 1, How::Half},
    {HalfSent, 2, Sending, Send, 1, How::Half},
    {HalfSent, 3, Sending, SendLast, 1, How::Half},
    {HalfSent, 4, Sending, SendLast, 1, How::Half},

    {NoReply, 0, Sending, SendLast, 1, How::After},
    {NoReply, 1, Sending, Receive, 1, How::Before},
    {NoReply, 2, Sending, SendLast, 1, How::After},
    {NoReply, 3, Sending, SendLast, 1, How::Later},
    {NoReply, 4, Sending, SendLast, 1, How::Later},

    {HalfReply, 0, Sending, Receive, 1, How::Half},
    {HalfReply, 1, Sending, Receive, 1, How::Half},
    {HalfReply, 2, Sending, Receive, 1, How::Half},
    {HalfReply, 3, Sending, Receive, 1, How::Half},
    {HalfReply, 4, Sending, Receive, 1, How::After},

    {BeforeOutcome, 0, Answered, Enter, 1, How::Before},
    {BeforeOutcome, 1, Answered, Send, 1, How::After},
    {BeforeOutcome, 1, Verified, WriteLog, 1, How::Before},
    {BeforeOutcome, 2, Answered, Receive, 1, How::Before},
    {BeforeOutcome, 2, Verified, WriteLog, 1, How::Before},
    {BeforeOutcome, 3, Verified, Enter, 1, How::Before},
    {BeforeOutcome, 4, Verified, WriteLog, 1, How::Before},

    {MidCommit, 0, Verified, WriteLog, 1, How::Half},
    {MidCommit, 1, Verified, WriteLog, 12, How::Half},
    {MidCommit, 1, Verified, SyncLog, 1, How::Before},
    {MidCommit, 2, Verified, SyncLog, 1, How::Before},
    {MidCommit, 3, Verified, SyncLog, 1, How::After},
    {MidCommit, 4, Verified, WriteHead, 1, How::Before},

    {Checkpoint, 0, Closing, WriteDatabase, 1, How::Half},
    {Checkpoint, 1, Closing, WriteDatabase, 4, How::Half},
    {Checkpoint, 2, Closing, SyncDatabase, 1, How::Before},
    {Checkpoint, 3, Intending, WriteDatabase, 4, How::Half},
    {Checkpoint, 4, Verified, WriteDatabase, 4, How::Half},
};

} // namespace

void FatalRules::arm(const Crash &crash, unsigned random)
{
    m_random.seed(random);
    for (const Rule &rule : Rules) {
        if (rule.point == crash.point && rule.seed == crash.seed)
            m_armed.push_back({rule.stage, rule.act, std::uniform_int_distribution(1, rule.most)(m_random), rule.how});
    }
}

std::optional<How> FatalRules::fate(Stage stage, Act act)
{
    for (Armed &each : m_armed) {
        if (each.stage == stage && each.act == act && --each.left == 0)
            return each.how;
    }
    return std::nullopt;
}

size_t FatalRules::part(size_t size)
{
    return size < 2 ? 0 : std::uniform_int_distribution<size_t>(1, size - 1)(m_random);
}

} // namespace sm::test
