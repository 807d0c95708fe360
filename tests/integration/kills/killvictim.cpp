// SPDX-License-Identifier: GPL-3.0-or-later
// Plans one write, runs it on a journal, and dies on the way. Its argument is JSON: {account, journal, uses, input,
// point, seed, random}; without a point it lives. When it could not die it says how the step ended, and ends itself.
#include "fatalcalls.h"
#include "program.h"
#include "stagedexecutor.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <cstdio>
#include <vector>

#include <dlfcn.h>

using namespace sm;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

using CheckpointAfter = int (*)(void *database, int pages);

std::vector<void *> databases;

int remember(void *database, char **, const void *)
{
    databases.push_back(database);
    return 0;
}

/// SQLite sets its own number of pages at the end of an opening, so there are two steps: know what is opened …
void watchDatabases()
{
    using Entry = int (*)(void *, char **, const void *);
    using Register = int (*)(Entry);
    ::dlopen("libsqlite3.so.0", RTLD_NOW | RTLD_GLOBAL);
    if (const auto add = reinterpret_cast<Register>(::dlsym(RTLD_DEFAULT, "sqlite3_auto_extension")))
        add(&remember);
}

/// … and from then on have the log copied into the database at each commit, not only when it has grown long.
void checkpointOften()
{
    const auto set = reinterpret_cast<CheckpointAfter>(::dlsym(RTLD_DEFAULT, "sqlite3_wal_autocheckpoint"));
    for (void *database : databases)
        set(database, 1);
}

void armAs(const QJsonObject &orders)
{
    const int point = orders[u"point"].toInt(-1);
    if (point < 0)
        return;
    const Crash crash{static_cast<CrashPoint>(point), orders[u"seed"].toInt()};
    if (crash.point == CrashPoint::Checkpoint && crash.seed >= 3)
        watchDatabases();
    arm(crash, static_cast<unsigned>(orders[u"random"].toInt()));
}

/// What became of it, for whoever wonders why it lives.
QString run(const QJsonObject &orders)
{
    Program program(Program::Account::from(orders[u"account"].toObject()));
    const Result<Plan> plan = program.plan(orders[u"uses"].toString(), orders[u"input"].toObject());
    if (!plan)
        return plan.error().message();
    auto journal = Program::answerOf(operations::Journal::open(orders[u"journal"].toString()));
    if (!journal)
        return journal.error().message();
    checkpointOften();
    enter(Stage::Begun);
    StagedExecutor staged(program.executor);
    const auto told = [](const operations::StepEvent &event) {
        if (event.state == StepState::Running)
            enter(Stage::Told);
    };
    const Result<operations::RunReport> report = program.run(**journal, staged, *plan, told);
    enter(Stage::Closing);
    journal->reset();
    if (!report)
        return report.error().message();
    const operations::StepEvent &event = report->steps.first();
    return event.error ? event.error->code() + u": "_s + event.error->message() : u"done"_s;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QJsonObject orders = QJsonDocument::fromJson(QByteArray(argc > 1 ? argv[1] : "")).object();
    armAs(orders);
    std::puts(qUtf8Printable(run(orders)));
    return 0;
}
