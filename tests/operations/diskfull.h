// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <csignal>

#include <sys/resource.h>

namespace sm::test {

/// While this lives no file of the process grows: writes fail as on a full disk.
class DiskFull
{
public:
    DiskFull()
    {
        ::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit none = m_before;
        none.rlim_cur = 0;
        ::setrlimit(RLIMIT_FSIZE, &none);
    }
    ~DiskFull() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    DiskFull(const DiskFull &) = delete;
    DiskFull &operator=(const DiskFull &) = delete;

private:
    rlimit m_before = {};
};

} // namespace sm::test
