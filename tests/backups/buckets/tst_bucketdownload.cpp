// SPDX-License-Identifier: GPL-3.0-or-later
#include "bucketbench.h"

#include <crypto/digest.h>

#include <QDir>
#include <QDirIterator>
#include <QJsonArray>

#include <sys/stat.h>
#include <unistd.h>

using namespace sm;
using namespace sm::test;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(missing)");
}

void write(const QString &path, const QByteArray &content)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

/// What lies below \p folder, without following links.
QStringList everythingIn(const QString &folder)
{
    QStringList found;
    QDirIterator all(
        folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (all.hasNext())
        found << all.next().mid(folder.size() + 1);
    found.sort();
    return found;
}

/// 300 names that no file below a folder may have, each for a reason of its own.
QStringList hostileNames()
{
    QStringList names;
    const QStringList ways{u"../%1"_s, u"a/../../%1"_s, u"/%1"_s, u"//etc/%1"_s, u"a/./%1"_s, u"./%1"_s, u"%1/.."_s,
        u"%1/."_s, u"a//%1"_s, u"..\\%1"_s, u"C:\\%1"_s, u"\\\\host\\%1"_s, u"%1\\"_s, u"%1."_s, u"%1 "_s, u"a. /%1"_s,
        u"a./%1"_s, u"..../../%1"_s, u"%1/../../../../tmp/x"_s, u".../..%1/../../y"_s};
    for (const QString &way : ways) {
        for (int number = 0; number < 6; ++number)
            names << way.arg(u"e%1"_s.arg(number));
    }
    const QList<ushort> hidden{0, 1, 7, 8, 9, 10, 13, 27, 127, 0x85, 0xad, 0x200b, 0x200e, 0x200f, 0x2028, 0x2029,
        0x202a, 0x202e, 0x2060, 0x2066, 0xfeff};
    for (const ushort each : hidden) {
        for (const QString &way : {u"h%1x"_s, u"%1h"_s, u"h/%1"_s})
            names << way.arg(QChar(each));
    }
    for (const QString &device : {u"con"_s, u"PRN"_s, u"Aux"_s, u"nul"_s, u"COM1"_s, u"com9"_s, u"LPT1"_s, u"lpt9"_s}) {
        for (const QString &way : {u"%1"_s, u"%1.txt"_s, u"d/%1"_s, u"%1/x"_s, u"%1.tar.gz"_s})
            names << way.arg(device);
    }
    for (int number = 0; number < 20; ++number)
        names << QString(256 + number * 40, QChar(u'l')) << u"long/"_s + QString(250 + number, QChar(u'ü'));
    for (int number = 0; names.size() < 300; ++number)
        names << QString(2100 / 21 * (number % 2 + 1), QChar(u'p')).repeated(1) + u"/"_s
                + QString(u"q/"_s).repeated(1000 + number) + u"z"_s;
    return names;
}

} // namespace

class TestBucketDownload : public QObject
{
    Q_OBJECT

private:
    static QJsonObject into(const QString &folder)
    {
        return {{u"bucket"_s, u"shop"_s}, {u"prefix"_s, u"data"_s}, {u"folder"_s, folder}};
    }

private Q_SLOTS:
    void download_writesEachFile_andAgainNothing()
    {
        BucketBench bench;
        const QString folder = bench.folder.filePath(u"files"_s);
        bench.fill(5);
        bench.s3.put(u"shop"_s, u"data/sub/folder/ü x.txt"_s, QByteArray(20'000'000, 'z'));
        bench.s3.put(u"shop"_s, u"data/empty"_s, {});
        bench.s3.put(u"shop"_s, u"data/marker/"_s, {});

        const auto event = bench.run(u"bucket:download"_s, into(folder));
        const auto again = bench.run(u"bucket:download"_s, into(folder));

        QVERIFY_DONE(event);
        QCOMPARE(event.output[u"written"].toInt(), 7);
        QCOMPARE(event.output[u"folders"].toInt(), 1);
        QCOMPARE(event.output[u"refusedCount"].toInt(), 0);
        QCOMPARE(contentOf(folder + u"/o00003"_s), "content 3");
        QCOMPARE(contentOf(folder + u"/empty"_s), "");
        QCOMPARE(contentOf(folder + u"/sub/folder/ü x.txt"_s).size(), 20'000'000);
        QCOMPARE(QFile(folder + u"/o00003"_s).permissions() & ~QFile::Permissions(0x6600), QFile::Permissions());
        QVERIFY_DONE(again);
        QCOMPARE(again.output[u"alreadyThere"].toInt(), 7);
        QCOMPARE(again.output[u"written"].toInt(), 0);
        for (const QString &each : everythingIn(folder))
            QVERIFY2(!each.endsWith(u".part"), qPrintable(each));
    }

    void download_goesOnWithWhatIsThere_andThrowsAwayWhatIsWrong()
    {
        BucketBench bench;
        const QString folder = bench.folder.filePath(u"files"_s);
        QByteArray content(20'000'000, 'a');
        content[15'000'000] = 'b';
        bench.s3.put(u"shop"_s, u"data/big"_s, content);
        const QByteArray mark
            = crypto::sha256Hex("big\n" + bench.s3.latest(u"shop"_s, u"data/big"_s)->etag.toUtf8()).left(24);
        const QString aside = folder + u"/."_s + QString::fromLatin1(mark) + u".part"_s;
        write(aside, content.first(9'000'000));

        QVERIFY_DONE(bench.run(u"bucket:download"_s, into(folder)));
        QCOMPARE(contentOf(folder + u"/big"_s), content);
        QCOMPARE(bench.s3.count(u"GetObject"_s), 2); // of three pieces one and a bit were there
        QVERIFY(QFile::remove(folder + u"/big"_s));
        write(aside, QByteArray(9'000'000, 'x'));
        const auto wrong = bench.run(u"bucket:download"_s, into(folder));

        QCOMPARE(wrong.error->code(), u"Damaged"_s);
        QVERIFY(everythingIn(folder).isEmpty());
        QVERIFY_DONE(bench.run(u"bucket:download"_s, into(folder)));
    }

    void download_neverOverAFile()
    {
        BucketBench bench;
        const QString folder = bench.folder.filePath(u"files"_s);
        bench.fill(3);
        write(folder + u"/o00001"_s, "mine");

        const auto event = bench.run(u"bucket:download"_s, into(folder));

        QVERIFY_DONE(event);
        QCOMPARE(event.output[u"refusedCount"].toInt(), 1);
        QCOMPARE(event.output[u"refused"][0][u"key"], QJsonValue(u"data/o00001"_s));
        QCOMPARE(contentOf(folder + u"/o00001"_s), "mine");
    }

    void download_hostileNames_writeNothingOutside_andEachIsNamed()
    {
        BucketBench bench;
        bench.s3.pageSize = 1000;
        const QString root = bench.folder.filePath(u"root"_s);
        const QString folder = root + u"/in/files"_s;
        QDir().mkpath(folder);
        const QStringList names = hostileNames();
        QVERIFY(names.size() >= 300);
        QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
        for (const QString &name : names)
            bench.s3.put(u"shop"_s, u"data/"_s + name, "hostile");
        bench.s3.put(u"shop"_s, u"data/good"_s, "good");

        const auto event = bench.run(u"bucket:download"_s, into(folder));

        QVERIFY_DONE(event);
        QCOMPARE(everythingIn(root), (QStringList{u"in"_s, u"in/files"_s, u"in/files/good"_s}));
        QCOMPARE(event.output[u"refusedCount"].toInt(), names.size());
        QSet<QString> told;
        const QJsonArray refused = event.output[u"refused"].toArray();
        for (const QJsonValue each : refused) {
            told.insert(each[u"key"].toString());
            QVERIFY(!each[u"why"].toString().isEmpty());
        }
        for (const QString &name : names)
            QVERIFY2(told.contains(u"data/"_s + name), qPrintable(name));
    }

    void download_namesThatAreOneElsewhere_areWrittenOnce()
    {
        BucketBench bench;
        const QString folder = bench.folder.filePath(u"files"_s);
        const QStringList names{u"Report.txt"_s, u"report.txt"_s, QString::fromUtf8("caf\xc3\xa9"),
            QString::fromUtf8("cafe\xcc\x81"), u"straße"_s, u"STRASSE"_s, u"ﬁle"_s, u"file"_s};
        for (const QString &name : names)
            bench.s3.put(u"shop"_s, u"data/"_s + name, name.toUtf8());

        const auto event = bench.run(u"bucket:download"_s, into(folder));

        QVERIFY_DONE(event);
        QCOMPARE(event.output[u"written"].toInt(), 4);
        QCOMPARE(event.output[u"refusedCount"].toInt(), 4);
    }

    void download_linksAndDevices_areNotFollowed()
    {
        BucketBench bench;
        const QString outside = bench.folder.filePath(u"outside"_s);
        const QString folder = bench.folder.filePath(u"files"_s);
        write(outside + u"/secret"_s, "untouched");
        QDir().mkpath(folder);
        for (const QString &name : {u"dir/x"_s, u"link"_s, u"pipe"_s, u"twin"_s, u"aside"_s, u"file/below"_s})
            bench.s3.put(u"shop"_s, u"data/"_s + name, "hostile");
        const QByteArray mark
            = crypto::sha256Hex("aside\n" + bench.s3.latest(u"shop"_s, u"data/aside"_s)->etag.toUtf8()).left(24);
        const QByteArray in = folder.toUtf8();
        const QByteArray out = outside.toUtf8();
        QCOMPARE(::symlink(out.constData(), (in + "/dir").constData()), 0);
        QCOMPARE(::symlink((out + "/secret").constData(), (in + "/link").constData()), 0);
        QCOMPARE(::mkfifo((in + "/pipe").constData(), 0600), 0);
        QCOMPARE(::link((out + "/secret").constData(), (in + "/twin").constData()), 0);
        QCOMPARE(::link((out + "/secret").constData(), (in + "/." + mark + ".part").constData()), 0);
        write(folder + u"/file"_s, "a file");

        const auto event = bench.run(u"bucket:download"_s, into(folder));

        QVERIFY_DONE(event);
        QCOMPARE(event.output[u"refusedCount"].toInt(), 6);
        QCOMPARE(everythingIn(outside), QStringList{u"secret"_s});
        QCOMPARE(contentOf(outside + u"/secret"_s), "untouched");
    }

    void download_linkPlantedMeanwhile_isNotFollowed()
    {
        BucketBench bench;
        const QString outside = bench.folder.filePath(u"outside"_s);
        const QString folder = bench.folder.filePath(u"files"_s);
        QDir().mkpath(outside);
        bench.s3.pageSize = 1;
        for (const QString &name : {u"a/first"_s, u"b/second"_s, u"b/third"_s})
            bench.s3.put(u"shop"_s, u"data/"_s + name, "content");
        bench.onLine = [&] { // as soon as the first file is there
            (void)::symlink(outside.toUtf8().constData(), (folder + u"/b"_s).toUtf8().constData());
        };

        const auto event = bench.run(u"bucket:download"_s, into(folder));

        QVERIFY_DONE(event);
        QCOMPARE(event.output[u"written"].toInt(), 1);
        QCOMPARE(event.output[u"refusedCount"].toInt(), 2);
        QVERIFY(everythingIn(outside).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestBucketDownload)
#include "tst_bucketdownload.moc"
