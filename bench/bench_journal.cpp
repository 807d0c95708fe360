// SPDX-License-Identifier: GPL-3.0-or-later
// How long the journal takes for one step: the intent, chained and signed, on the disk, then the outcome. Its peer is
// the disk itself: the same number of bytes, each write followed by fdatasync().
#include <operations/journal.h>
#include <operations/planjson.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

using namespace sm;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int Steps = 2000;
using Times = std::vector<qint64>; // nanoseconds

void print(const char *what, Times times)
{
    qint64 total = 0;
    for (const qint64 time : times)
        total += time;
    std::sort(times.begin(), times.end());
    const auto milliseconds = [&times](size_t percent) { return double(times[times.size() * percent / 100]) / 1e6; };
    std::printf("%-22s %7.0f a second   median %.3f ms   p99 %.3f ms\n", what,
        double(times.size()) * 1e9 / double(total), milliseconds(50), milliseconds(99));
}

Plan examplePlan()
{
    Step step;
    step.title = u"Disable ada.lovelace@example.com"_s;
    step.resource = u"ada.lovelace@example.com"_s;
    step.operation = {u"aws:cognito-idp:AdminDisableUser"_s,
        {{u"UserPoolId"_s, u"eu-west-1_abcdefghi"_s}, {u"Username"_s, step.resource}}, {}};
    step.cli = u"aws cognito-idp admin-disable-user --user-pool-id eu-west-1_abcdefghi --username "_s + step.resource;
    Plan plan;
    plan.title = step.title;
    plan.steps = {step};
    plan.id = operations::planId(plan);
    return plan;
}

QCoro::Task<int> measure(QString folder)
{
    const auto journal = co_await operations::Journal::open(folder + u"/journal.db"_s);
    if (!journal)
        co_return 1;
    const Plan plan = examplePlan();
    const auto run = co_await (*journal)->beginRun(plan, u"bench"_s, operations::RunLink());
    if (!run)
        co_return 1;
    operations::Intent intent;
    intent.run = *run;
    intent.step = plan.steps.first();
    intent.actor = u"bench"_s;
    intent.before = QJsonObject{{u"Enabled"_s, true}, {u"Username"_s, intent.step.resource}};
    operations::Conclusion conclusion;
    conclusion.state = StepState::Done;
    conclusion.requestId = u"request"_s;
    conclusion.after = QJsonObject{{u"Enabled"_s, false}, {u"Username"_s, intent.step.resource}};
    Times intents;
    Times outcomes;
    QElapsedTimer timer;
    for (int i = 0; i < Steps; ++i) {
        timer.start();
        const Result<qint64> entry = co_await (*journal)->begin(intent);
        intents.push_back(timer.nsecsElapsed());
        if (!entry)
            co_return 1;
        conclusion.entry = *entry;
        timer.start();
        if (!co_await (*journal)->end(conclusion))
            co_return 1;
        outcomes.push_back(timer.nsecsElapsed());
    }
    print("intent on the disk", intents);
    print("outcome on the disk", outcomes);
    co_return 0;
}

void measurePeer(const QString &folder)
{
    const int file = ::open(qPrintable(folder + u"/peer"_s), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
    const QByteArray bytes(4 * 4120, 'x'); // four pages of the log, as an intent takes
    Times times;
    QElapsedTimer timer;
    for (int i = 0; i < Steps; ++i) {
        timer.start();
        if (::write(file, bytes.constData(), static_cast<size_t>(bytes.size())) < 0)
            break;
        ::fdatasync(file);
        times.push_back(timer.nsecsElapsed());
    }
    ::close(file);
    print("append and fdatasync", times);
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QTemporaryDir folder(QCoreApplication::applicationDirPath() + u"/journal-XXXXXX"_s);
    QCoro::connect(measure(folder.path()), &application, [](int status) { QCoreApplication::exit(status); });
    const int status = QCoreApplication::exec();
    measurePeer(folder.path());
    return status;
}
