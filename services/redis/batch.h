// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reply.h"

#include <core/result.h>

#include <functional>

namespace sm::redis {

/// Commands that go out together, made when their turn comes, and what becomes of the answers as they arrive: neither
/// needs to be in memory as a whole.
struct Batch
{
    qsizetype count = 0;
    /// Appends command \c index to \c out.
    std::function<void(qsizetype index, QByteArray &out)> format;
    /// Called in order. An error ends the batch with it; the answers that are still due are thrown away.
    std::function<Result<void>(qsizetype index, Reply reply)> receive;
    bool changes = false; ///< at least one is a write: decides Error::changed() when the connection is lost
    qsizetype window = 10'000; ///< commands that wait for an answer at a time: their answers lie in the server's memory
};

} // namespace sm::redis
