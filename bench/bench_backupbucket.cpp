// SPDX-License-Identifier: GPL-3.0-or-later
// Backs a bucket up, through everything that the program itself puts in between: plan, Runner, journal, vault.
//
//     bench_backupbucket ENDPOINT FOLDER snapshot          copies bucket "source" to "target"
//     bench_backupbucket ENDPOINT FOLDER verify            … and reads every byte of the copies
//     bench_backupbucket ENDPOINT FOLDER download          writes what is in "source" into FOLDER
//     bench_backupbucket ENDPOINT FOLDER resume            goes on with the run that was killed
//
// prints {"wallSeconds": …, "cpuSeconds": …, "baseMegabytes": …, "peakMegabytes": …}: user and system time of the whole
// process; resident memory right before the last step, and the most that it was while that ran.
#include "benchsystem.h"

#include <buckets/bucketexecutor.h>
#include <buckets/bucketplanner.h>
#include <operations/journal.h>
#include <operations/planner.h>
#include <operations/runner.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>

#include <sys/resource.h>

#include <cstdio>

using namespace sm;
using namespace Qt::Literals::StringLiterals;

namespace {

double seconds(const timeval &time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

/// In megabytes; \p name is "VmRSS" or "VmHWM".
double memory(const QByteArray &name)
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = status.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(name + ':'))
            return line.mid(name.size() + 1).trimmed().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

/// From now on VmHWM is the most from now on.
void forgetPeak()
{
    QFile references(u"/proc/self/clear_refs"_s);
    if (references.open(QIODevice::WriteOnly))
        references.write("5");
}

SystemInfo benchSystem()
{
    SystemInfo system;
    system.id = {u"bench"_s};
    return system;
}

struct Facts
{
    double baseMegabytes = 0;
    double peakMegabytes = 0;
};

class BucketsBench
{
public:
    BucketsBench(bench::BenchSystem &system, const QString &folder)
        : m_folder(folder)
        , m_vault(folder + u"/vault"_s)
        , m_executor(system.caller(), system.models(), m_vault, benchSystem())
        , m_planner(system.catalog())
        , m_steps(system.catalog(), system.models(), {&m_planner})
    {
    }

    QCoro::Task<Result<Facts>> run(QString mode)
    {
        auto journal = co_await operations::Journal::open(m_folder + u"/journal.sqlite"_s);
        if (!journal)
            co_return journal.error();
        operations::Runner runner(operations::Guard(false), journal->get(), {&m_executor}, m_sleeper);
        if (mode == "resume"_L1)
            co_return co_await resume(&runner, journal->get());
        Facts facts;
        const QStringList steps = mode == "verify"_L1 ? QStringList{u"snapshot"_s, mode} : QStringList{mode};
        for (const QString &each : steps) {
            forgetPeak();
            facts.baseMegabytes = memory("VmRSS");
            if (const auto done = co_await runStep(&runner, each); !done)
                co_return done.error();
            facts.peakMegabytes = memory("VmHWM");
        }
        const Facts all = facts;
        co_return all;
    }

private:
    static QJsonObject inputOf(const QString &verb, const QString &folder)
    {
        if (verb == "snapshot"_L1)
            return {{u"asset"_s, u"source"_s}, {u"bucket"_s, u"source"_s}, {u"prefix"_s, u"data"_s},
                {u"toBucket"_s, u"target"_s}, {u"toPrefix"_s, u"data"_s}};
        if (verb == "verify"_L1)
            return {{u"asset"_s, u"source"_s}, {u"backup"_s, u"newest"_s}, {u"mode"_s, u"full"_s}};
        return {{u"bucket"_s, u"source"_s}, {u"folder"_s, folder + u"/files"_s}};
    }

    QCoro::Task<Result<Facts>> resume(operations::Runner *runner, operations::Journal *journal)
    {
        const auto runs = co_await journal->unfinishedRuns();
        if (!runs)
            co_return runs.error();
        if (runs->isEmpty())
            co_return Error(Error::Kind::NotFound, u"no run was killed"_s);
        const auto report = co_await runner->resume(runs->first().id, deliberate(), {}, {}, {}, {});
        if (const auto ended = outcomeOf(report); !ended)
            co_return ended.error();
        co_return Facts{};
    }

    static Confirmation deliberate()
    {
        Confirmation confirmation;
        confirmation.deliberate = true;
        return confirmation;
    }

    static Result<void> outcomeOf(const Result<operations::RunReport> &report)
    {
        if (!report)
            return report.error();
        const operations::StepEvent &step = report->steps.first();
        if (step.error)
            return *step.error;
        if (step.state != StepState::Done)
            return Error(Error::Kind::Internal, u"the step is not done"_s);
        return ok();
    }

    QCoro::Task<Result<void>> runStep(operations::Runner *runner, QString verb)
    {
        Step step;
        step.title = verb;
        step.operation = {u"bucket:"_s + verb, inputOf(verb, m_folder), {}};
        const Result<Plan> plan = m_steps.plan(verb, benchSystem(), {step});
        if (!plan)
            co_return plan.error();
        const auto report = co_await runner->run(*plan, deliberate(), {}, {}, {}, {});
        co_return outcomeOf(report);
    }

    QString m_folder;
    net::RealSleeper m_sleeper;
    backups::Vault m_vault;
    backups::BucketExecutor m_executor;
    backups::BucketPlanner m_planner;
    operations::Planner m_steps;
};

void print(const Facts &facts, double wallSeconds)
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("{\"wallSeconds\": %.3f, \"cpuSeconds\": %.3f, \"baseMegabytes\": %.1f, \"peakMegabytes\": %.1f}\n",
        wallSeconds, seconds(usage.ru_utime) + seconds(usage.ru_stime), facts.baseMegabytes, facts.peakMegabytes);
}

} // namespace

int main(int argc, char **argv)
{
    QElapsedTimer timer;
    timer.start();
    const QCoreApplication application(argc, argv);
    Result<operations::Catalog> catalog = operations::Catalog::load();
    if (argc != 4 || !catalog)
        return 2;
    bench::BenchSystem system(std::move(*catalog), argv[1]);
    BucketsBench buckets(system, QString::fromLocal8Bit(argv[2]));
    Facts facts;
    QCoro::connect(buckets.run(QString::fromLatin1(argv[3])), &application, [&facts](const Result<Facts> &measured) {
        if (measured)
            facts = *measured;
        else
            std::fprintf(stderr, "%s\n", qPrintable(measured.error().message()));
        QCoreApplication::exit(measured ? 0 : 3);
    });
    const int status = QCoreApplication::exec();
    print(facts, static_cast<double>(timer.nsecsElapsed()) / 1e9);
    return status;
}
