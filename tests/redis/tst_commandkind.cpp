// SPDX-License-Identifier: GPL-3.0-or-later
#include <redis/commandkind.h>

#include <QTest>

using namespace sm;
using namespace sm::redis;

Q_DECLARE_METATYPE(sm::redis::CommandKind)

class TestCommandKind : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kind_isByNameAndSubcommand_data()
    {
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<CommandKind>("kind");
        const auto row
            = [](const char *command, CommandKind kind) { QTest::newRow(command) << QByteArray(command) << kind; };

        row("GET key", CommandKind::Read);
        row("get key", CommandKind::Read);
        row("SCAN 0", CommandKind::Read);
        row("INFO", CommandKind::Read);
        row("CONFIG GET maxmemory", CommandKind::Read);
        row("config get maxmemory", CommandKind::Read);
        row("CONFIG SET maxmemory 1", CommandKind::Write);
        row("CONFIG", CommandKind::Write);
        row("CONFIG|GET", CommandKind::Write); // no way to smuggle a subcommand into the name
        row("CLIENT LIST", CommandKind::Read);
        row("CLIENT KILL ID 1", CommandKind::Write);
        row("COMMAND", CommandKind::Read);
        row("COMMAND UNHEARD", CommandKind::Write);
        row("MEMORY USAGE key", CommandKind::Read);
        row("MEMORY PURGE", CommandKind::Write);
        row("SLOWLOG RESET", CommandKind::Write);
        row("EVAL return 0", CommandKind::Write);
        row("EVAL_RO return 0", CommandKind::Read);
        row("FCALL f 0", CommandKind::Write);
        row("SORT key STORE other", CommandKind::Write);
        row("GETDEL key", CommandKind::Write);
        row("GETEX key", CommandKind::Write);
        row("PUBLISH a b", CommandKind::Write);
        row("TOUCH key", CommandKind::Write);
        row("NEWCOMMAND key", CommandKind::Write);
        row("DEBUG SLEEP 1", CommandKind::Write);
        row("SELECT 1", CommandKind::Session);
        row("multi", CommandKind::Session);
        row("SUBSCRIBE a", CommandKind::Session);
        row("AUTH x", CommandKind::Session);
        row("CLIENT REPLY OFF", CommandKind::Session);
        row("MONITOR", CommandKind::Session);
    }
    void kind_isByNameAndSubcommand()
    {
        QFETCH(const QByteArray, command);
        QFETCH(const CommandKind, kind);

        QCOMPARE(commandKind(command.split(' ')), kind);
    }

    void noCommand_isAWrite() { QCOMPARE(commandKind({}), CommandKind::Write); }

    void tier_followsWhatIsLost()
    {
        QCOMPARE(commandTier({"GET", "key"}), Tier::Read);
        QCOMPARE(commandTier({"SET", "key", "value"}), Tier::Disruptive);
        QCOMPARE(commandTier({"UNLINK", "key"}), Tier::Disruptive);
        QCOMPARE(commandTier({"FLUSHDB"}), Tier::Destructive);
        QCOMPARE(commandTier({"flushall", "ASYNC"}), Tier::Destructive);
        QCOMPARE(commandTier({"REPLICAOF", "a", "1"}), Tier::Destructive);
        QCOMPARE(commandTier({"CLUSTER", "RESET"}), Tier::Destructive);
        QCOMPARE(commandTier({"DEBUG", "FLUSHALL"}), Tier::Destructive);
    }
};

QTEST_GUILESS_MAIN(TestCommandKind)
#include "tst_commandkind.moc"
