// SPDX-License-Identifier: GPL-3.0-or-later
#include "witness.h"

#include <aws/caller/testpermit.h>

#include <QProcess>

#include <csignal>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using test::await;
using test::CancelAtFirstLine;
using test::isGone;
using test::observed;
using test::witness;

namespace {

std::optional<Result<process::Outcome>> ran(
    const process::Command &command, const process::Sink &sink = {}, const CancelToken &token = {})
{
    return await(process::run(operations::Runner::permit(), command, sink, token));
}

} // namespace

/// How programs end, and that nothing of them stays.
class TestProcessEnding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exitCode_isAnOutcome()
    {
        const auto outcome = ran(witness({u"exit"_s, u"3"_s}));

        QVERIFY(*outcome);
        QCOMPARE((*outcome)->exitCode, 3);
        QCOMPARE((*outcome)->signal, 0);
        QVERIFY(!(*outcome)->succeeded());
    }

    void signal_isAnOutcome()
    {
        const auto outcome = ran(witness({u"signal"_s, QString::number(SIGKILL)}));

        QCOMPARE((*outcome)->signal, SIGKILL);
        QCOMPARE((*outcome)->exitCode, 0);
        QVERIFY(!(*outcome)->succeeded());
    }

    void expectSuccess_tellsTheLastWordOfAFailure()
    {
        const auto outcome = ran(witness({u"exit"_s, u"3"_s}));

        const auto expected = process::expectSuccess(u"witness"_s, **outcome);

        QCOMPARE(expected.error().code(), u"Exit3"_s);
        QCOMPARE(expected.error().message(), u"The program \"witness\" ended with code 3. the last word"_s);
        QCOMPARE(expected.error().changed(), Error::Changed::Unknown);
        QCOMPARE(process::expectSuccess(u"x"_s, **ran(witness({u"signal"_s, u"9"_s}))).error().code(), u"Signal9"_s);
        QVERIFY(process::expectSuccess(u"x"_s, **ran(witness({u"exit"_s, u"0"_s}))));
    }

    void cancelled_endsItAtOnce()
    {
        CancelAtFirstLine first;

        const auto outcome = ran(witness({u"hang"_s}), first.sink(), first.source.token());

        QCOMPARE(outcome->error().kind(), Error::Kind::Cancelled);
        QCOMPARE(outcome->error().changed(), Error::Changed::Unknown);
    }

    void cancelled_stubbornProgram_isKilledAfterTheGrace()
    {
        CancelAtFirstLine first;
        process::Command command = witness({u"stubborn"_s});
        command.grace = 100ms;
        QElapsedTimer timer;
        timer.start();

        const auto outcome = ran(command, first.sink(), first.source.token());

        QCOMPARE(outcome->error().kind(), Error::Kind::Cancelled);
        QVERIFY(timer.elapsed() >= 100);
    }

    void cancelled_whatItStarted_goesToo()
    {
        CancelAtFirstLine first;
        process::Command command = witness({u"family"_s});
        command.grace = 100ms;

        const auto outcome = ran(command, first.sink(), first.source.token());

        QCOMPARE(outcome->error().kind(), Error::Kind::Cancelled);
        const qint64 grandchild = first.lines.value(0).toLongLong();
        QVERIFY(grandchild > 1);
        QTRY_VERIFY(isGone(grandchild));
    }

    void cancelled_beforeTheStart_startsNothing()
    {
        CancelSource source;
        source.cancel();
        bool hasWritten = false;

        const auto outcome
            = ran(witness({u"exit"_s, u"0"_s}), [&hasWritten](auto, auto) { hasWritten = true; }, source.token());

        QCOMPARE(outcome->error().kind(), Error::Kind::Cancelled);
        QCOMPARE(outcome->error().changed(), Error::Changed::No);
        QVERIFY(!hasWritten);
    }

    void cancelled_whileStarting_endsIt()
    {
        CancelSource source;
        auto running = process::run(operations::Runner::permit(), witness({u"hang"_s}), {}, source.token());
        source.cancel();

        QCOMPARE(await(std::move(running))->error().kind(), Error::Kind::Cancelled);
    }

    void ended_whatItLeftBehind_isEnded()
    {
        const auto outcome = ran(witness({u"orphan"_s}));

        QVERIFY((*outcome)->succeeded());
        const qint64 orphan = (*outcome)->output.bytes.trimmed().toLongLong();
        QVERIFY(orphan > 1);
        QTRY_VERIFY(isGone(orphan));
    }

    void limit_endsIt()
    {
        process::Command command = witness({u"hang"_s});
        command.limit = 50ms;

        const auto outcome = ran(command);

        QCOMPARE(outcome->error().kind(), Error::Kind::Timeout);
        QCOMPARE(outcome->error().code(), u"Limit"_s);
        QCOMPARE(outcome->error().changed(), Error::Changed::Unknown);
        QVERIFY(outcome->error().message().contains("0.05 s"_L1));
    }

    void silence_endsIt()
    {
        process::Command command = witness({u"hang"_s});
        command.silence = 50ms;

        QCOMPARE(ran(command)->error().code(), u"Silence"_s);
    }

    void observed_changesNothing()
    {
        process::Command command = witness({u"hang"_s});
        command.limit = 50ms;

        QCOMPARE(observed(command)->error().changed(), Error::Changed::No);
    }

    void ourDeath_isItsDeath()
    {
        QProcess parent;
        parent.start(QStringLiteral(SM_PARENT), {QStringLiteral(SM_WITNESS)});
        QTRY_VERIFY(parent.canReadLine());
        QFile children(u"/proc/%1/task/%1/children"_s.arg(parent.processId()));
        QVERIFY(children.open(QIODevice::ReadOnly));
        const qint64 child = children.readAll().trimmed().toLongLong();
        QVERIFY(child > 1 && !isGone(child));

        parent.kill();

        QTRY_COMPARE(parent.state(), QProcess::NotRunning);
        QTRY_VERIFY(isGone(child));
    }

    void many_runSideBySide()
    {
        std::vector<QCoro::Task<Result<process::Outcome>>> running;
        for (int number = 0; number < 20; ++number)
            running.push_back(process::observe(witness({u"exit"_s, QString::number(number)}), {}, {}));

        for (int number = 0; number < 20; ++number)
            QCOMPARE((*await(std::move(running[static_cast<size_t>(number)])))->exitCode, number);
    }
};

QTEST_GUILESS_MAIN(TestProcessEnding)
#include "tst_processending.moc"
