// SPDX-License-Identifier: GPL-3.0-or-later
#include "witness.h"

#include <QTemporaryDir>

#include <fcntl.h>
#include <unistd.h>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using test::observed;
using test::witness;

namespace {

QList<QByteArray> environmentOf(process::Command command)
{
    const auto outcome = observed(std::move(command));
    return outcome && *outcome ? (*outcome)->output.bytes.split('\0') : QList<QByteArray>();
}

} // namespace

class TestProcessEnvironment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ours_isHandedOnByList()
    {
        const QList<QByteArray> handedOn{
            "LC_TIME", "XDG_DATA_HOME", "KUBECONFIG", "SSH_AUTH_SOCK", "no_proxy", "TMPDIR"};
        const QList<QByteArray> kept{"AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE", "PGPASSWORD",
            "STATIONMASTER_DEMO", "LD_PRELOAD_TEST", "BASH_ENV", "PROMPT_COMMAND"};
        for (const QByteArray &name : handedOn + kept)
            qputenv(name.constData(), "canary");

        const QList<QByteArray> environment = environmentOf(witness({u"environment"_s}));

        for (const QByteArray &name : handedOn + kept)
            qunsetenv(name.constData());
        for (const QByteArray &name : handedOn)
            QVERIFY2(environment.contains(name + "=canary"), name.constData());
        QVERIFY(environment.contains("PATH=" + qgetenv("PATH")));
        QCOMPARE(std::count_if(environment.begin(), environment.end(),
                     [](const QByteArray &line) { return line.contains("canary"); }),
            handedOn.size());
    }

    void additions_arrive()
    {
        process::Command command = witness({u"environment"_s});
        command.environment = {{u"AWS_PROFILE"_s, u"green"_s}, {u"PATH"_s, u"/usr/bin"_s}};
        command.secretEnvironment = {{u"PGPASSWORD"_s, Secret(u"grün"_s)}};

        const QList<QByteArray> environment = environmentOf(command);

        QVERIFY(environment.contains("AWS_PROFILE=green"));
        QVERIFY(environment.contains("PATH=/usr/bin"));
        QVERIFY(environment.contains("PGPASSWORD=gr\xc3\xbcn"));
    }

    void refusedNames_areInvalid_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "LD_PRELOAD",
                 "LD_LIBRARY_PATH", "BASH_ENV", "A=B", "1A", "A B", "", "A\n"})
            QTest::newRow(*name ? name : "empty") << QString::fromLatin1(name);
    }

    void refusedNames_areInvalid()
    {
        QFETCH(QString, name);
        process::Command open = witness({u"environment"_s});
        process::Command secret = open;
        open.environment = {{name, u"x"_s}};
        secret.secretEnvironment = {{name, Secret(u"canary"_s)}};

        for (const process::Command &command : {open, secret}) {
            const auto outcome = observed(command);
            QCOMPARE(outcome->error().kind(), Error::Kind::Invalid);
            QCOMPARE(outcome->error().code(), u"Environment"_s);
            QVERIFY(!outcome->error().message().contains("canary"_L1));
        }
    }

    void nulInAValue_isInvalid()
    {
        process::Command command = witness({u"environment"_s});
        command.environment = {{u"NAME"_s, u"a"_s + QChar::Null}};

        QCOMPARE(observed(command)->error().code(), u"Environment"_s);
    }

    void process_isPrivateAndAlone()
    {
        const QTemporaryDir folder;
        const int leaked = ::open("/dev/null", O_RDONLY); // without O_CLOEXEC
        QVERIFY(leaked > 2);
        process::Command command = witness({u"describe"_s});
        command.folder = folder.path();
        command.input = "x";

        const auto outcome = observed(command);

        ::close(leaked);
        const QList<QByteArray> lines = (*outcome)->output.bytes.split('\n');
        QCOMPARE(lines, (QList<QByteArray>{"077", folder.path().toUtf8(), "session", "group", "0", "none", ""}));
    }

    void folder_isTheRootUnlessGiven()
    {
        const auto outcome = observed(witness({u"describe"_s}));

        QCOMPARE((*outcome)->output.bytes.split('\n').value(1), QByteArray("/"));
    }

    void folder_wrong_isAnError()
    {
        process::Command relative = witness({u"describe"_s});
        relative.folder = u"etc"_s;
        process::Command missing = relative;
        missing.folder = u"/no/such/folder"_s;

        QCOMPARE(observed(relative)->error().kind(), Error::Kind::Invalid);
        QCOMPARE(observed(missing)->error().kind(), Error::Kind::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestProcessEnvironment)
#include "tst_processenvironment.moc"
