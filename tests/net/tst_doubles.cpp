// SPDX-License-Identifier: GPL-3.0-or-later
#include <support/await.h>
#include <support/instantsleeper.h>
#include <support/scriptedtransport.h>

using namespace std::chrono_literals;
using sm::CancelSource;
using sm::CancelToken;
using sm::Error;
using sm::net::HttpRequest;
using sm::test::InstantSleeper;
using sm::test::MockClock;
using sm::test::ScriptedTransport;

/// What the other tests stand on has to hold first.
class TestDoubles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scripted_answersInOrderAndRemembersRequests()
    {
        MockClock clock;
        ScriptedTransport transport(clock);
        transport.reply(200, "first");
        transport.fail(Error(Error::Kind::Network, QStringLiteral("gone")));
        HttpRequest request;
        request.url = "https://example.test/";

        const auto first = sm::test::await(transport.send(request, CancelToken()));
        const auto second = sm::test::await(transport.send(request, CancelToken()));
        const auto third = sm::test::await(transport.send(request, CancelToken()));

        QCOMPARE((*first)->body, QByteArray("first"));
        QCOMPARE((*first)->sentAt, clock.nowUtc());
        QCOMPARE(second->error().kind(), Error::Kind::Network);
        QCOMPARE(third->error().kind(), Error::Kind::Internal);
        QCOMPARE(transport.requests().size(), 3);
    }

    void scripted_answersFromTheEventLoop()
    {
        ScriptedTransport transport;
        transport.reply(200);

        const auto task = transport.send(HttpRequest(), CancelToken());

        QVERIFY(!task.isReady());
        QTRY_VERIFY(task.isReady());
    }

    void scripted_hanging_endsOnlyWhenCancelled()
    {
        ScriptedTransport transport;
        transport.hang();
        CancelSource source;
        auto task = transport.send(HttpRequest(), source.token());

        source.cancel();

        QCOMPARE(sm::test::await(std::move(task))->error().kind(), Error::Kind::Cancelled);
    }

    void sleeper_remembersAndMovesTheClock()
    {
        MockClock clock;
        const auto before = clock.steady();
        InstantSleeper sleeper(clock);

        QVERIFY(*sm::test::await(sleeper.sleep(1500ms, CancelToken())));
        QVERIFY(*sm::test::await(sleeper.sleep(500ms, CancelToken())));

        QCOMPARE(sleeper.durations().size(), 2);
        QCOMPARE(sleeper.total(), 2s);
        QCOMPARE(clock.steady() - before, 2s);
    }
};

QTEST_GUILESS_MAIN(TestDoubles)
#include "tst_doubles.moc"
