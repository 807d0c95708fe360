// SPDX-License-Identifier: GPL-3.0-or-later
#include <support/await.h>

#include "clientprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sm;
using namespace sm::backups;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Folders with a pg_dump each that says \p versions.
class Folders
{
public:
    explicit Folders(const QStringList &versions)
    {
        for (const QString &version : versions) {
            const QString folder = m_root.filePath(QString::number(m_all.size()));
            QDir().mkpath(folder);
            QFile file(folder + u"/pg_dump"_s);
            if (!file.open(QIODevice::WriteOnly))
                continue;
            file.write("#!/bin/sh\necho '" + version.toUtf8() + "'\n");
            file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
            m_all << folder;
        }
    }
    QStringList all() const { return m_all; }

private:
    QTemporaryDir m_root;
    QStringList m_all;
};

} // namespace

class TestClientProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void version_ofWhatAProgramSays_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("version");
        QTest::addColumn<int>("major");
        QTest::newRow("debian") << QByteArray("pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n") << u"15.18"_s
                                << 15;
        QTest::newRow("plain") << QByteArray("pg_restore (PostgreSQL) 9.6.24\n") << u"9.6.24"_s << 9;
        QTest::newRow("beta") << QByteArray("pg_dump (PostgreSQL) 19beta1") << u"19beta1"_s << 19;
        QTest::newRow("another program") << QByteArray("pg_dump 3.4") << QString() << 0;
        QTest::newRow("nothing") << QByteArray() << QString() << 0;
    }
    void version_ofWhatAProgramSays()
    {
        QFETCH(QByteArray, line);

        const ClientProgram program = clientProgramOf(u"/x/pg_dump"_s, line);

        QTEST(program.version, "version");
        QTEST(program.major, "major");
    }

    void choice_isTheSameVersion_elseTheOldestNewer_data()
    {
        QTest::addColumn<QList<int>>("there");
        QTest::addColumn<int>("server");
        QTest::addColumn<int>("chosen");
        QTest::newRow("same") << QList<int>{13, 15, 17} << 15 << 15;
        QTest::newRow("newer") << QList<int>{17, 13, 16} << 15 << 16;
        QTest::newRow("older only") << QList<int>{13, 14} << 15 << 0;
        QTest::newRow("none") << QList<int>{} << 15 << 0;
    }
    void choice_isTheSameVersion_elseTheOldestNewer()
    {
        QFETCH(QList<int>, there);
        QFETCH(int, server);
        QList<ClientProgram> found;
        for (const int major : there)
            found << ClientProgram{{}, QString::number(major), major};

        const ClientProgram *const best = clientFor(found, server);

        QTEST(best ? best->major : 0, "chosen");
    }

    void search_takesTheFirstOfTheSameVersion()
    {
        const Folders folders({u"pg_dump (PostgreSQL) 17.1"_s, u"broken"_s, u"pg_dump (PostgreSQL) 15.3"_s,
            u"pg_dump (PostgreSQL) 15.9"_s});

        const auto found = await(findClient(u"pg_dump"_s, 15, folders.all(), {}));

        QVERIFY(found && *found);
        QCOMPARE((**found).version, u"15.3"_s);
        QCOMPARE((**found).path, folders.all()[2] + u"/pg_dump"_s);
    }

    void search_withoutAFittingOne_namesThePackage()
    {
        const Folders folders({u"pg_dump (PostgreSQL) 13.1"_s, u"pg_dump (PostgreSQL) 14.2"_s});

        const auto found = await(findClient(u"pg_dump"_s, 16, folders.all(), {}));

        QVERIFY(found && !*found);
        QCOMPARE(found->error().kind(), Error::Kind::NotFound);
        QCOMPARE(found->error().code(), u"Client"_s);
        QVERIFY2(found->error().message().contains(u"postgresql-client-16"), qPrintable(found->error().message()));
        QVERIFY(found->error().message().contains(u"13.1, 14.2"));
    }

    void search_cancelled_isCancelled()
    {
        const Folders folders({u"pg_dump (PostgreSQL) 15.1"_s});
        CancelSource source;
        source.cancel();

        const auto found = await(findClient(u"pg_dump"_s, 15, folders.all(), source.token()));

        QVERIFY(found && !*found);
        QCOMPARE(found->error().kind(), Error::Kind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestClientProgram)
#include "tst_clientprogram.moc"
