// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link.h"
#include "postgreserror.h"

namespace sm::postgres {

enum class Access { Read, Write };

/// What was tried, and what it says about the world when it failed.
struct Attempt
{
    Access access = Access::Read;
    bool atomic = true; ///< a failure leaves nothing of it behind
    std::chrono::milliseconds limit;
    Refused refused;

    /// Opens a read-only transaction for a read, and tells the server the limit; zero is none.
    /// \error nothing has been changed, and the link is settled
    static QCoro::Task<Result<void>> begin(
        std::shared_ptr<Link> link, Access access, std::chrono::milliseconds serverLimit);

    /// The error after \p refusal, or after a connection that broke without one; changed() is set.
    Error failure(const Link &link, const std::optional<Refusal> &refusal, std::chrono::milliseconds taken) const;

private:
    Error cause(const Link &link, const std::optional<Refusal> &refusal, std::chrono::milliseconds taken) const;
};

} // namespace sm::postgres
