// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled by the tests permit_*: with a macro each it has to be refused, without one it compiles.
#include <aws/caller.h>
#include <http/client.h>
#include <process/run.h>

namespace sm {

QCoro::Task<Result<aws::Answer>> stranger(
    aws::Caller &caller, aws::Call call, [[maybe_unused]] const WritePermit &given)
{
#if defined(PERMIT_FROM_NOWHERE)
    [[maybe_unused]] const WritePermit permit(1);
#elif defined(PERMIT_BY_DEFAULT)
    [[maybe_unused]] const WritePermit permit;
#elif defined(PERMIT_FROM_BRACES)
    [[maybe_unused]] const WritePermit permit = {1};
#else
    [[maybe_unused]] const WritePermit permit = given;
#endif
#if defined(WRITE_WITHOUT_PERMIT)
    return caller.write(call, Repeat::Unsafe, {});
#elif defined(WRITE_WITH_A_NUMBER)
    return caller.write(1, call, Repeat::Unsafe, {});
#elif defined(WRITE_WITH_BRACES)
    return caller.write({}, call, Repeat::Unsafe, {});
#else
    return caller.write(permit, call, Repeat::Unsafe, {});
#endif
}

QCoro::Task<Result<process::Outcome>> startedBy(
    process::Command command, CancelToken token, [[maybe_unused]] const WritePermit &given)
{
#if defined(RUN_WITHOUT_PERMIT)
    return process::run(command, {}, token);
#else
    return process::run(given, command, {}, token);
#endif
}

QCoro::Task<Result<http::ProbeResult>> triggeredBy(
    http::Client &client, http::Probe probe, CancelToken token, [[maybe_unused]] const WritePermit &given)
{
#if defined(TRIGGER_WITHOUT_PERMIT)
    return client.trigger(probe, token);
#else
    return client.trigger(given, probe, token);
#endif
}

} // namespace sm
