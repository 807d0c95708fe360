// SPDX-License-Identifier: GPL-3.0-or-later
#include <store/keyfile.h>
#include <store/keyring.h>

#include <QElapsedTimer>
#include <QLocalServer>
#include <QLocalSocket>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using store::KeyFile;
using store::KeyPlace;
using store::Keyring;

namespace {

/// A session bus of the test's own, where nothing is started by itself.
class Bus
{
public:
    Bus()
    {
        QFile file(m_folder.filePath(u"bus.conf"_s));
        if (file.open(QIODevice::WriteOnly))
            file.write("<busconfig><type>session</type><listen>unix:dir=" + QFile::encodeName(m_folder.path())
                + "</listen><auth>EXTERNAL</auth><policy context=\"default\"><allow send_destination=\"*\" "
                  "eavesdrop=\"true\"/><allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>");
        file.close();
        m_daemon.start(u"dbus-daemon"_s, {u"--nofork"_s, u"--print-address"_s, u"--config-file"_s, file.fileName()});
        m_address = lineOf(m_daemon);
    }
    ~Bus()
    {
        end(m_keyring);
        end(m_daemon);
    }

    QString address() const { return m_address; }
    /// The keyring is another one from now on. False: it does not start.
    bool keyring(const QString &mode)
    {
        end(m_keyring);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, m_address);
        m_keyring.setProcessEnvironment(environment);
        m_keyring.start(QStringLiteral(SM_FAKE_KEYRING), {mode});
        return lineOf(m_keyring) == "ready"_L1;
    }

private:
    static QString lineOf(QProcess &process)
    {
        while (!process.canReadLine() && process.waitForReadyRead(10'000)) { }
        return QString::fromUtf8(process.readLine()).trimmed();
    }
    static void end(QProcess &process)
    {
        process.kill();
        process.waitForFinished();
    }

    QTemporaryDir m_folder;
    QProcess m_daemon;
    QProcess m_keyring;
    QString m_address;
};

std::unique_ptr<Bus> bus;

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestKeyring : public QObject
{
    Q_OBJECT

    const QTemporaryDir m_folder;
    QString path(const QString &name) const { return m_folder.filePath(name); }

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(u"dbus-daemon"_s).isEmpty())
            QSKIP("dbus-daemon is not installed");
        bus = std::make_unique<Bus>();
        QVERIFY(!bus->address().isEmpty());
        qputenv("XDG_RUNTIME_DIR", QFile::encodeName(m_folder.path()));
    }
    void cleanupTestCase() { bus.reset(); }
    void init() { qputenv("DBUS_SESSION_BUS_ADDRESS", bus->address().toUtf8()); }

    void newKey_isInTheKeyring_andTheFileSaysSo()
    {
        QVERIFY(bus->keyring(u"unlocked"_s));
        const QString file = path(u"new/journal.key"_s);
        Keyring keyring(file);

        const auto key = keyring.key();

        QVERIFY2(key, qPrintable(key ? QString() : key.error().message()));
        QCOMPARE(key->reveal().size(), 32);
        QCOMPARE(keyring.place(), KeyPlace::Keyring);
        QVERIFY(contentOf(file).startsWith("stationmaster keyring 1\n"));
        QVERIFY(!contentOf(file).contains(key->reveal().toByteArray()));
        QCOMPARE(QFile::permissions(file) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup), 0);
        QVERIFY(*Keyring(file).key() == *key);
    }

    void keysOfTwoFiles_areTwo()
    {
        QVERIFY(bus->keyring(u"unlocked"_s));

        const auto one = Keyring(path(u"one.key"_s)).key();
        const auto two = Keyring(path(u"two.key"_s)).key();

        QVERIFY(one && two && !(*one == *two));
        QVERIFY(*Keyring(path(u"one.key"_s)).key() == *one);
    }

    void keyOfBefore_staysInItsFile()
    {
        QVERIFY(bus->keyring(u"unlocked"_s));
        const auto before = KeyFile(path(u"old.key"_s)).key();
        Keyring keyring(path(u"old.key"_s));

        const auto now = keyring.key();

        QVERIFY(now && *now == *before);
        QCOMPARE(keyring.place(), KeyPlace::File);
        QCOMPARE(contentOf(path(u"old.key"_s)).size(), 32);
    }

    void whereNoKeyringCanBeUsed_itIsAFile_data()
    {
        QTest::addColumn<QString>("mode");
        for (const char *mode : {"locked", "prompts", "none", "silent", ""})
            QTest::newRow(mode) << QString::fromLatin1(mode);
    }
    void whereNoKeyringCanBeUsed_itIsAFile()
    {
        QFETCH(QString, mode);
        QVERIFY(mode.isEmpty() || bus->keyring(mode));
        const QString file = path(u"without-%1.key"_s.arg(mode));
        if (mode.isEmpty())
            qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        Keyring keyring(file);

        const auto key = keyring.key();

        QVERIFY2(key, qPrintable(key ? QString() : key.error().message()));
        QCOMPARE(keyring.place(), KeyPlace::File);
        QCOMPARE(contentOf(file), key->reveal().toByteArray());
    }

    void keyInAKeyringThatIsLockedOrGone_isAnError_andNoOtherIsMade_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<QString>("code");
        QTest::newRow("locked") << u"locked"_s << u"KeyringUnavailable"_s;
        QTest::newRow("silent") << u"silent"_s << u"KeyringUnavailable"_s;
        QTest::newRow("another keyring") << u"unlocked"_s << u"KeyDamaged"_s;
        QTest::newRow("no session") << QString() << u"KeyringUnavailable"_s;
    }
    void keyInAKeyringThatIsLockedOrGone_isAnError_andNoOtherIsMade()
    {
        QFETCH(QString, mode);
        QVERIFY(bus->keyring(u"unlocked"_s));
        const QString file = path(u"kept-%1.key"_s.arg(mode));
        QVERIFY(Keyring(file).key());
        const QByteArray before = contentOf(file);
        QVERIFY(mode.isEmpty() || bus->keyring(mode));
        if (mode.isEmpty())
            qunsetenv("DBUS_SESSION_BUS_ADDRESS");

        const auto key = Keyring(file).key();

        QVERIFY(!key);
        QTEST(key.error().code(), "code");
        QVERIFY(key.error().message().contains(file));
        QCOMPARE(contentOf(file), before);
    }

    void busThatDoesNotAnswer_costsASecond()
    {
        QLocalServer mute;
        QVERIFY(mute.listen(path(u"mute"_s)));
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + QFile::encodeName(path(u"mute"_s)));
        Keyring keyring(path(u"mute.key"_s));
        QElapsedTimer timer;
        timer.start();

        const auto key = keyring.key();

        QVERIFY(key);
        QCOMPARE(keyring.place(), KeyPlace::File);
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    }

    void addressesOfNoBus_areNone_data()
    {
        QTest::addColumn<QByteArray>("address");
        for (const char *address : {"unix:path=/nonexistent/bus", "unix:path=", "tcp:host=127.0.0.1,port=1",
                 "autolaunch:", "unix:abstract=stationmaster-none", "nonsense", "unix:path=/dev/null"})
            QTest::newRow(address) << QByteArray(address);
        QTest::newRow("long") << "unix:path=/" + QByteArray(200, 'x');
    }
    void addressesOfNoBus_areNone()
    {
        QFETCH(QByteArray, address);
        qputenv("DBUS_SESSION_BUS_ADDRESS", address);

        const QTemporaryDir folder;
        Keyring keyring(folder.filePath(u"journal.key"_s));

        QVERIFY(keyring.key());
        QCOMPARE(keyring.place(), KeyPlace::File);
    }
};

QTEST_GUILESS_MAIN(TestKeyring)
#include "tst_keyring.moc"
