// SPDX-License-Identifier: GPL-3.0-or-later
#include "childsetup.h"

#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <linux/close_range.h>

#include <csignal>
#include <limits>

namespace sm::process {

void becomeChild(pid_t parent, int input)
{
    ::setsid();
    ::umask(077);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) // died before the line above
        ::_exit(127);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    if (input >= 0)
        ::dup2(input, STDIN_FILENO);
    ::close_range(STDERR_FILENO + 1, std::numeric_limits<unsigned>::max(), CLOSE_RANGE_CLOEXEC);
}

} // namespace sm::process
