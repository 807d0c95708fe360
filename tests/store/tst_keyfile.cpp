// SPDX-License-Identifier: GPL-3.0-or-later
#include <store/keyfile.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using store::KeyFile;

class TestKeyFile : public QObject
{
    Q_OBJECT

    const QTemporaryDir m_folder;
    QString path(const QString &name) const { return m_folder.filePath(name); }

private Q_SLOTS:
    void key_firstTime_isMadeForItsOwnerAlone()
    {
        const QString file = path(u"new/journal.key"_s);

        const auto key = KeyFile(file).key();

        QVERIFY(key);
        QCOMPARE(key->reveal().size(), 32);
        QCOMPARE(QFile::permissions(file) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup), 0);
        QCOMPARE(QDir(path(u"new"_s)).entryList(QDir::Files), QStringList{u"journal.key"_s});
    }

    void key_later_isTheSame()
    {
        const QString file = path(u"journal.key"_s);
        const auto first = KeyFile(file).key();

        const auto second = KeyFile(file).key();

        QVERIFY(first && second);
        QVERIFY(*first == *second);
        QVERIFY(!(*first == *KeyFile(path(u"other.key"_s)).key()));
    }

    void key_readableByOthers_isMadePrivateAgain()
    {
        const QString file = path(u"open.key"_s);
        QVERIFY(KeyFile(file).key());
        QVERIFY(QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));

        QVERIFY(KeyFile(file).key());

        QVERIFY(!(QFile::permissions(file) & QFile::ReadOther));
    }

    void key_ofWrongLength_isRefusedAndKept_data()
    {
        QTest::addColumn<int>("bytes");
        QTest::newRow("empty") << 0;
        QTest::newRow("short") << 31;
        QTest::newRow("long") << 33;
    }
    void key_ofWrongLength_isRefusedAndKept()
    {
        QFETCH(int, bytes);
        const QString name = path(u"damaged%1.key"_s.arg(bytes));
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(bytes, 'k'));
        file.close();

        const auto key = KeyFile(name).key();

        QVERIFY(!key);
        QCOMPARE(key.error().code(), u"KeyDamaged"_s);
        QCOMPARE(QFile(name).size(), bytes);
    }

    void key_placeThatCanNotBeWritten_isAnError()
    {
        const auto key = KeyFile(u"/proc/stationmaster/journal.key"_s).key();

        QVERIFY(!key);
        QCOMPARE(key.error().kind(), Error::Kind::Storage);
    }
};

QTEST_GUILESS_MAIN(TestKeyFile)
#include "tst_keyfile.moc"
