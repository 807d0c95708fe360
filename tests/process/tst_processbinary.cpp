// SPDX-License-Identifier: GPL-3.0-or-later
#include "witness.h"

#include <process/binary.h>

#include <QCryptographicHash>
#include <QDir>
#include <QTemporaryDir>

#include <sys/stat.h>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using process::locate;
using test::await;
using test::observed;
using test::witness;

namespace {

void setMode(const QString &path, mode_t mode) { QCOMPARE(::chmod(QFile::encodeName(path).constData(), mode), 0); }

} // namespace

class TestProcessBinary : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QByteArray m_path;

    QString program(const QString &name, mode_t mode = 0755) const
    {
        const QString path = m_folder->filePath(name);
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write("#!/bin/true\n");
        file.close();
        setMode(path, mode);
        return path;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = qgetenv("PATH");
        qputenv("PATH", m_folder->path().toUtf8());
    }
    void cleanup() { qputenv("PATH", m_path); }

    void name_isFoundInPath()
    {
        const QString path = program(u"tool"_s);

        QCOMPARE(*locate(u"tool"_s), path);
        QCOMPARE(*locate(path), path);
    }

    void relativeFoldersOfPath_areNotSearched()
    {
        program(u"tool"_s);
        const QString before = QDir::currentPath();
        QDir::setCurrent(m_folder->path());
        qputenv("PATH", ":.:./:");

        const auto path = locate(u"tool"_s);

        QDir::setCurrent(before);
        QCOMPARE(path.error().kind(), Error::Kind::NotFound);
    }

    void unfitFileEarlierInPath_isPassedOver()
    {
        program(u"tool"_s, 0644);
        QDir(m_folder->path()).mkdir(u"later"_s);
        const QString path = program(u"later/tool"_s);
        qputenv("PATH", (m_folder->path() + u':' + m_folder->filePath(u"later"_s)).toUtf8());

        QCOMPARE(*locate(u"tool"_s), path);
    }

    void wrongNames_areInvalid_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("empty") << QString();
        QTest::newRow("relative") << u"./tool"_s;
        QTest::newRow("climbing") << u"../tool"_s;
        QTest::newRow("NUL") << u"to"_s + QChar::Null + u"ol"_s;
    }

    void wrongNames_areInvalid()
    {
        QFETCH(QString, name);
        program(u"tool"_s);

        QCOMPARE(locate(name).error().kind(), Error::Kind::Invalid);
    }

    void missing_saysWhatToInstall()
    {
        const Error known = locate(u"psql"_s).error();
        const Error unknown = locate(u"no-such-tool"_s).error();

        QCOMPARE(known.kind(), Error::Kind::NotFound);
        QVERIFY(known.message().contains("postgresql-client"_L1));
        QCOMPARE(unknown.kind(), Error::Kind::NotFound);
        QVERIFY(unknown.message().contains("PATH"_L1));
    }

    void notExecutable_isDenied()
    {
        const QString path = program(u"tool"_s, 0644);

        QCOMPARE(locate(u"tool"_s).error().code(), u"NotExecutable"_s);
        QCOMPARE(locate(path).error().kind(), Error::Kind::Denied);
        QCOMPARE(locate(m_folder->path()).error().code(), u"NotExecutable"_s);
    }

    void fileThatAllMayWrite_isDenied()
    {
        program(u"tool"_s, 0757);

        QCOMPARE(locate(u"tool"_s).error().code(), u"Writable"_s);
    }

    void folderThatAllMayWrite_isDenied_data()
    {
        QTest::addColumn<uint>("mode");
        QTest::addColumn<bool>("nearest");
        QTest::addColumn<bool>("refused");
        QTest::newRow("folder") << 0777u << true << true;
        QTest::newRow("sticky folder") << 01777u << true << true;
        QTest::newRow("folder above") << 0777u << false << true;
        QTest::newRow("sticky folder above") << 01777u << false << false;
    }

    void folderThatAllMayWrite_isDenied()
    {
        QFETCH(uint, mode);
        QFETCH(bool, nearest);
        QDir(m_folder->path()).mkdir(u"bin"_s);
        const QString path = program(nearest ? u"tool"_s : u"bin/tool"_s);
        setMode(m_folder->path(), mode);

        const auto located = locate(path);

        setMode(m_folder->path(), 0700);
        QTEST(!located, "refused");
    }

    void linkToWhatAllMayWrite_isDenied()
    {
        const QString target = program(u"target"_s, 0757);
        QFile::link(target, m_folder->filePath(u"tool"_s));

        QCOMPARE(locate(u"tool"_s).error().code(), u"Writable"_s);
    }

    void link_keepsItsName()
    {
        QFile::link(program(u"target"_s), m_folder->filePath(u"tool"_s));

        QCOMPARE(*locate(u"tool"_s), m_folder->filePath(u"tool"_s));
    }

    void resolve_tellsTheHash()
    {
        const QString path = program(u"tool"_s);

        const auto binary = await(process::resolve(u"tool"_s, {}));

        QCOMPARE((*binary)->path, path);
        QCOMPARE((*binary)->sha256, QCryptographicHash::hash("#!/bin/true\n", QCryptographicHash::Sha256).toHex());
    }

    void run_anotherFileThanPlanned_isRefused()
    {
        const auto binary = await(process::resolve(QStringLiteral(SM_WITNESS), {}));
        process::Command command = witness({u"exit"_s, u"0"_s});
        command.sha256 = (*binary)->sha256;
        const auto same = observed(command);
        command.sha256.front() = command.sha256.startsWith('0') ? '1' : '0';

        const auto other = observed(command);

        QVERIFY(*same);
        QCOMPARE(other->error().kind(), Error::Kind::Conflict);
        QCOMPARE(other->error().code(), u"BinaryChanged"_s);
        QCOMPARE(other->error().changed(), Error::Changed::No);
    }

    void run_whatIsNoProgram_isDenied()
    {
        process::Command command;
        command.program = m_folder->filePath(u"tool"_s);
        QFile file(command.program);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("echo this is for a shell\n");
        file.close();
        setMode(command.program, 0755);

        const auto outcome = observed(command);

        QCOMPARE(outcome->error().kind(), Error::Kind::Denied);
        QCOMPARE(outcome->error().code(), u"Start"_s);
    }

    void run_missing_isNotFoundAndChangedNothing()
    {
        process::Command command;
        command.program = u"redis-cli"_s;

        const auto outcome = observed(command);

        QCOMPARE(outcome->error().kind(), Error::Kind::NotFound);
        QCOMPARE(outcome->error().changed(), Error::Changed::No);
    }
};

QTEST_GUILESS_MAIN(TestProcessBinary)
#include "tst_processbinary.moc"
