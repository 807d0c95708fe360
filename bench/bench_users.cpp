// SPDX-License-Identifier: GPL-3.0-or-later
// Lists a whole pool into the table of users, through everything that the program itself puts in between.
//
//     bench_users ENDPOINT USER_POOL_ID
//
// prints {"users": …, "pages": …, "wallSeconds": …, "cpuSeconds": …, "peakMegabytes": …}: user and system time of the
// whole process, from its first instruction, as for its peer.
#include "benchsystem.h"

#include <tables/usertable.h>

#include <QCoreApplication>
#include <QElapsedTimer>

#include <sys/resource.h>

#include <cstdio>

using namespace sm;

namespace {

double seconds(const timeval &time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

void print(const tables::UserTable &table, int pages, double wallSeconds)
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("{\"users\": %d, \"pages\": %d, \"wallSeconds\": %.3f, \"cpuSeconds\": %.3f, \"userSeconds\": %.3f, "
                "\"peakMegabytes\": %.1f}\n",
        table.rowCount(), pages, wallSeconds, seconds(usage.ru_utime) + seconds(usage.ru_stime),
        seconds(usage.ru_utime), static_cast<double>(usage.ru_maxrss) / 1024);
}

} // namespace

int main(int argc, char **argv)
{
    QElapsedTimer timer;
    timer.start();
    const QCoreApplication application(argc, argv);
    Result<operations::Catalog> catalog = operations::Catalog::load();
    if (argc != 3 || !catalog)
        return 2;
    bench::BenchSystem system(std::move(*catalog), argv[1]);
    tables::UserTable table;
    int pages = 0;
    const auto onPage = [&table, &pages](const QList<User> &users) {
        table.append(users);
        ++pages;
    };
    QCoro::connect(system.users().listUsers({QString::fromUtf8(argv[2])}, onPage, CancelToken()), &application,
        [](const Result<void> &listed) {
            if (!listed)
                std::fprintf(stderr, "%s\n", qPrintable(listed.error().message()));
            QCoreApplication::exit(listed ? 0 : 1);
        });
    const int status = QCoreApplication::exec();
    print(table, pages, static_cast<double>(timer.nsecsElapsed()) / 1e9);
    return status;
}
