// SPDX-License-Identifier: GPL-3.0-or-later
// Removes all keys that match a pattern, as the program does: list them, then unlink exactly those.
//
//     bench_redis PORT PATTERN
//
// prints {"keys": …, "removed": …, "scanSeconds": …, "seconds": …, "cpuSeconds": …, "peakMegabytes": …}: seconds
// from the first instruction to the last answer, those of the CPU for the whole process.
#include <redis/keyspace.h>

#include <QCoreApplication>
#include <QElapsedTimer>

#include <sys/resource.h>

#include <cstdio>

using namespace sm;

namespace sm::operations {

/// Only the Runner makes permits; it is not what is measured here.
class Runner
{
public:
    static WritePermit permit() { return WritePermit(1); }
};

} // namespace sm::operations

namespace {

double seconds(const QElapsedTimer &timer) { return static_cast<double>(timer.nsecsElapsed()) / 1e9; }

double seconds(const timeval &time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

int failed(const Error &error)
{
    std::fprintf(stderr, "%s\n", qPrintable(error.message()));
    return 1;
}

QCoro::Task<int> removeKeys(quint16 port, QByteArray pattern, QElapsedTimer timer)
{
    redis::Settings settings;
    settings.port = port;
    auto connection = co_await redis::Connection::open(settings, CancelToken());
    if (!connection)
        co_return failed(connection.error());
    redis::Keyspace keyspace(**connection);
    redis::KeySelection selection;
    selection.pattern = pattern;
    const Result<redis::KeyMatches> found = co_await keyspace.scan(selection, nullptr, CancelToken());
    if (!found)
        co_return failed(found.error());
    const double scanned = seconds(timer);
    const auto removed = co_await keyspace.unlink(operations::Runner::permit(), found->keys, nullptr, CancelToken());
    if (!removed)
        co_return failed(removed.error());
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const double cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    std::printf("{\"keys\": %lld, \"removed\": %lld, \"scanSeconds\": %.3f, \"seconds\": %.3f, \"cpuSeconds\": %.3f, "
                "\"peakMegabytes\": %.1f}\n",
        static_cast<long long>(found->keys.size()), static_cast<long long>(*removed), scanned, seconds(timer), cpu,
        static_cast<double>(usage.ru_maxrss) / 1024);
    co_return 0;
}

} // namespace

int main(int argc, char **argv)
{
    QElapsedTimer timer;
    timer.start();
    const QCoreApplication application(argc, argv);
    if (argc != 3)
        return 2;
    const quint16 port = QByteArray(argv[1]).toUShort();
    QCoro::connect(removeKeys(port, argv[2], timer), &application, [](int status) { QCoreApplication::exit(status); });
    return QCoreApplication::exec();
}
