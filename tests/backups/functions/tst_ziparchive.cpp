// SPDX-License-Identifier: GPL-3.0-or-later
#include "smallarchive.h"
#include "ziparchive.h"

#include <QTemporaryDir>
#include <QTest>

using namespace sm;
using namespace sm::backups;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

class TestZipArchive : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString written(const QByteArray &bytes) const
    {
        QFile file(m_folder.filePath(u"code.zip"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("an archive can not be written");
        return file.fileName();
    }
    static QByteArray three() { return archiveOf({{"main.py", "def handler(): pass\n"}, {"a/b.txt", "b"}, {"c", ""}}); }

private Q_SLOTS:
    void files_areCounted()
    {
        QCOMPARE(filesInArchive(written(three())).value_or(-1), 3);
        QCOMPARE(filesInArchive(written(archiveOf({}))).value_or(-1), 0);
        QCOMPARE(
            filesInArchive(written(three().replace(three().size() - 2, 2, QByteArray("\x04\0word", 6)))).value_or(-1),
            3); // with a comment
    }

    void damage_isFound()
    {
        const QByteArray whole = three();
        for (qsizetype size = 0; size < whole.size(); ++size)
            QVERIFY2(!filesInArchive(written(whole.first(size))), qPrintable(QString::number(size)));
        QByteArray moved = whole;
        moved.insert(10, "x");
        QVERIFY(!filesInArchive(written(moved)));
        const Result<int> none = filesInArchive(m_folder.filePath(u"nothing"_s));
        QVERIFY(!none);
        QCOMPARE(none.error().code(), u"BackupDamaged"_s);
    }
};

QTEST_GUILESS_MAIN(TestZipArchive)
#include "tst_ziparchive.moc"
