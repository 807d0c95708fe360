// SPDX-License-Identifier: GPL-3.0-or-later
// Backs a database up as a plan does: looked at, noted in the journal, dumped into a vault, looked at again.
//
//     bench_backupdatabase SOCKET_FOLDER PORT DATABASE FOLDER [fingerprint]
//
// prints {"seconds": …, "bytes": …}: from the plan to the end of the run. FOLDER takes journal and vault.
#include <databases/databaseexecutor.h>
#include <databases/databaseplanner.h>
#include <net/realsleeper.h>
#include <operations/journal.h>
#include <operations/planner.h>
#include <operations/runner.h>

#include <QCoreApplication>
#include <QElapsedTimer>

#include <cstdio>

using namespace sm;
using namespace Qt::Literals::StringLiterals;

namespace {

SystemInfo systemOf(const QStringList &words)
{
    SystemInfo system;
    system.id = {u"bench"_s};
    system.environment = Environment::Development;
    system.databases
        = {{u"bench"_s, u"postgresql:///%3?host=%1&port=%2&user=postgres"_s.arg(words[1], words[2], words[3])}};
    return system;
}

Step dumpStep(bool fingerprint)
{
    Step step;
    step.title = u"Back up the database"_s;
    step.operation.uses = u"database:dump"_s;
    step.operation.with = {{u"asset"_s, u"bench"_s}, {u"database"_s, u"bench"_s}, {u"fingerprint"_s, fingerprint}};
    return step;
}

QCoro::Task<Result<qint64>> backUp(QStringList words)
{
    const Result<operations::Catalog> catalog = operations::Catalog::load();
    if (!catalog)
        co_return catalog.error();
    const aws::Models models;
    const SystemInfo system = systemOf(words);
    const backups::Vault vault(words[4] + u"/backups"_s);
    backups::DatabaseExecutor executor(system, vault);
    const backups::DatabasePlanner kind(*catalog);
    const operations::Planner planner(*catalog, models, {&kind});
    net::RealSleeper sleeper;
    const auto journal = co_await operations::Journal::open(words[4] + u"/journal.db"_s);
    if (!journal)
        co_return journal.error();
    operations::Runner runner(operations::Guard(false), journal->get(), {&executor}, sleeper);
    const QList<Step> steps{dumpStep(words.size() > 5)};
    const Result<Plan> plan = planner.plan(steps.first().title, system, steps);
    if (!plan)
        co_return plan.error();
    Confirmation confirmation;
    confirmation.deliberate = true;
    const Result<operations::RunReport> report = co_await runner.run(*plan, confirmation, {}, {}, {}, {});
    if (!report)
        co_return report.error();
    const operations::StepEvent event = report->steps.value(0);
    if (event.error)
        co_return *event.error;
    co_return event.output.value(u"bytes"_s).toInteger();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() < 5)
        return 2;
    QElapsedTimer time;
    time.start();
    QCoro::connect(backUp(words), &application, [&time](const Result<qint64> &bytes) {
        if (bytes)
            std::printf("{\"seconds\": %.3f, \"bytes\": %lld}\n", double(time.elapsed()) / 1e3, *bytes);
        else
            std::fprintf(stderr, "%s\n", qPrintable(bytes.error().message()));
        QCoreApplication::exit(bytes ? 0 : 2);
    });
    return QCoreApplication::exec();
}
