// SPDX-License-Identifier: GPL-3.0-or-later
#include <llmcosts/providerkeys.h>
#include <support/await.h>

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace sm;
using namespace sm::llmcosts;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

QString firstLineOf(QProcess &process)
{
    while (!process.canReadLine() && process.waitForReadyRead(10'000)) { }
    return QString::fromUtf8(process.readLine()).trimmed();
}

/// A session bus of the test's own with a keyring on it.
class Desktop
{
public:
    explicit Desktop(const QString &keyring)
    {
        QFile file(m_folder.filePath(u"bus.conf"_s));
        if (file.open(QIODevice::WriteOnly))
            file.write("<busconfig><type>session</type><listen>unix:dir=" + QFile::encodeName(m_folder.path())
                + "</listen><auth>EXTERNAL</auth><policy context=\"default\"><allow send_destination=\"*\" "
                  "eavesdrop=\"true\"/><allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>");
        file.close();
        m_bus.start(u"dbus-daemon"_s, {u"--nofork"_s, u"--print-address"_s, u"--config-file"_s, file.fileName()});
        qputenv("DBUS_SESSION_BUS_ADDRESS", firstLineOf(m_bus).toUtf8());
        m_keyring.start(QStringLiteral(SM_FAKE_KEYRING), {keyring});
        m_isReady = firstLineOf(m_keyring) == "ready"_L1;
    }
    ~Desktop()
    {
        for (QProcess *process : {&m_keyring, &m_bus}) {
            process->kill();
            process->waitForFinished();
        }
    }
    bool isReady() const { return m_isReady; }

private:
    QTemporaryDir m_folder;
    QProcess m_bus;
    QProcess m_keyring;
    bool m_isReady = false;
};

} // namespace

class TestProviderKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(u"dbus-daemon"_s).isEmpty())
            QSKIP("dbus-daemon is not installed");
    }

    void key_isKeptByProvider_andForgotten()
    {
        const Desktop desktop(u"unlocked"_s);
        QVERIFY(desktop.isReady());
        KeyringProviderKeys keys;

        const auto none = await(keys.key(Provider::Anthropic, {}));
        QVERIFY(none && !*none);
        QCOMPARE(none->error().code(), u"NoProviderKey"_s);

        const Secret secret(u"sk-ant-admin01-Canary"_s);
        const auto kept = await(keys.keep(Provider::Anthropic, secret, {}));
        QVERIFY2(kept && *kept, kept && !*kept ? qPrintable(kept->error().message()) : "");
        const auto found = await(keys.key(Provider::Anthropic, {}));
        QVERIFY(found && *found && **found == secret);
        const auto other = await(keys.key(Provider::OpenAi, {}));
        QVERIFY(other && !*other && other->error().code() == "NoProviderKey"_L1);

        const auto forgotten = await(keys.forget(Provider::Anthropic, {}));
        QVERIFY(forgotten && *forgotten);
        QCOMPARE((*await(keys.key(Provider::Anthropic, {}))).error().code(), u"NoProviderKey"_s);
        QVERIFY(*await(keys.forget(Provider::Anthropic, {}))); // there is none: nothing happens
    }

    void whatIsNoKey_isNotKept()
    {
        KeyringProviderKeys keys;
        for (const QString &text : {u""_s, u"two words"_s, u"line\nbreak"_s, u"sk-\u00e9"_s}) {
            const auto kept = await(keys.keep(Provider::OpenAi, Secret(text), {}));
            QVERIFY(kept && !*kept);
            QCOMPARE(kept->error().kind(), Error::Kind::Invalid);
        }
    }

    void lockedOrMissingKeyring_isSaid()
    {
        KeyringProviderKeys keys;
        {
            const Desktop desktop(u"none"_s);
            QVERIFY(desktop.isReady());
            const auto kept = await(keys.keep(Provider::OpenAi, Secret(u"sk-admin-1"_s), {}));
            QVERIFY(kept && !*kept);
            QCOMPARE(kept->error().code(), u"KeyringUnavailable"_s);
        }
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
        const auto found = await(keys.key(Provider::OpenAi, {}));
        QVERIFY(found && !*found);
        QCOMPARE(found->error().code(), u"KeyringUnavailable"_s);
    }
};

QTEST_GUILESS_MAIN(TestProviderKeys)
#include "tst_providerkeys.moc"
