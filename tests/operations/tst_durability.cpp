// SPDX-License-Identifier: GPL-3.0-or-later
// Stands between SQLite and the system calls: when a step is carried out, the last thing that happened to the journal
// has to be that it was put on the disk.
#include "fixtures.h"

#include <operations/runner.h>
#include <support/instantsleeper.h>

#include <mutex>

#include <dlfcn.h>
#include <unistd.h>

namespace {

std::mutex lock;
QByteArray events; // 'w' the journal's log was written, 's' put on the disk, 'a' a step was carried out

void note(int file, char event)
{
    char name[4096];
    const QByteArray link = "/proc/self/fd/" + QByteArray::number(file);
    const ssize_t size = ::readlink(link.constData(), name, sizeof name);
    if (size <= 0 || !QByteArray(name, size).endsWith("journal.db-wal"))
        return;
    const std::lock_guard guard(lock);
    events += event;
}

template <typename Function>
Function real(const char *name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

} // namespace

extern "C" {

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t offset)
{
    note(file, 'w');
    static const auto next = real<decltype(&pwrite64)>("pwrite64");
    return next(file, bytes, size, offset);
}

ssize_t write(int file, const void *bytes, size_t size)
{
    note(file, 'w');
    static const auto next = real<decltype(&write)>("write");
    return next(file, bytes, size);
}

int fsync(int file)
{
    static const auto next = real<decltype(&fsync)>("fsync");
    const int result = next(file);
    note(file, 's');
    return result;
}

int fdatasync(int file)
{
    static const auto next = real<decltype(&fdatasync)>("fdatasync");
    const int result = next(file);
    note(file, 's');
    return result;
}
}

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using test::await;

class TestDurability : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void intent_isOnTheDiskBeforeTheStepIsCarriedOut()
    {
        const test::JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);
        test::ScriptedExecutor executor([](const Step &) {
            const std::lock_guard guard(lock);
            events += 'a';
            return Result<operations::Applied>(operations::Applied{});
        });
        test::InstantSleeper sleeper;
        operations::Runner runner(operations::Guard(false), journal.get(), {&executor}, sleeper);
        QList<Step> steps;
        for (int i = 0; i < 40; ++i)
            steps << test::step(u"user%1"_s.arg(i));
        events.clear();

        const auto report = await(runner.run(test::plan(steps), {}, {}, {}, {}), std::chrono::minutes(1));

        QVERIFY(report && *report && (*report)->succeeded());
        const QList<QByteArray> betweenSteps = events.split('a');
        QCOMPARE(betweenSteps.size(), 41);
        for (const QByteArray &before : betweenSteps) {
            QVERIFY2(before.contains('w'), events.constData()); // the journal was written …
            QVERIFY2(before.endsWith('s'), events.constData()); // … and then put on the disk
        }
    }
};

QTEST_GUILESS_MAIN(TestDurability)
#include "tst_durability.moc"
