// SPDX-License-Identifier: GPL-3.0-or-later
#include "tablebench.h"

#include <crypto/digest.h>

#include <QDir>

using namespace sm;
using namespace sm::test;

namespace {

const QString root = u"exports/20261129/AWSDynamoDB/0123-ab/"_s;

/// The files of an export as DynamoDB writes them, by their keys.
QMap<QString, QByteArray> exported()
{
    QMap<QString, QByteArray> files;
    QByteArray list;
    for (int number = 0; number < 3; ++number) {
        const QString key = root + u"data/%1.json.gz"_s.arg(number);
        const QByteArray content = "file " + QByteArray::number(number) + QByteArray(1000 + number, 'x');
        files.insert(key, content);
        list += toCompactJson(QJsonObject{{u"itemCount"_s, 10 + number},
                    {u"md5Checksum"_s, QString::fromLatin1(crypto::md5(content).toBase64())},
                    {u"etag"_s, QString::fromLatin1(crypto::hex(crypto::md5(content))) + u"-1"_s},
                    {u"dataFileS3Key"_s, key}})
            + '\n';
    }
    const QByteArray summary = toCompactJson(QJsonObject{{u"version"_s, u"2020-06-30"_s}, {u"s3Bucket"_s, u"out"_s},
        {u"manifestFilesS3Key"_s, root + u"manifest-files.json"_s}, {u"itemCount"_s, 33}});
    files.insert(root + u"manifest-files.json"_s, list);
    files.insert(root + u"manifest-files.md5"_s, crypto::md5(list).toBase64() + '\n');
    files.insert(root + u"manifest-summary.json"_s, summary);
    files.insert(root + u"manifest-summary.md5"_s, crypto::md5(summary).toBase64());
    return files;
}

QJsonObject description(const QString &status = u"COMPLETED"_s)
{
    return {{u"ExportDescription"_s,
        QJsonObject{{u"ExportStatus"_s, status}, {u"S3Bucket"_s, u"out"_s}, {u"ItemCount"_s, 33},
            {u"FailureMessage"_s, u"The bucket is gone."_s},
            {u"ExportManifest"_s, root + u"manifest-summary.json"_s}}}};
}

/// Answers in the order in which the files are read.
void serve(TableBench &bench, const QMap<QString, QByteArray> &files)
{
    const QStringList order{root + u"manifest-summary.json"_s, root + u"manifest-summary.md5"_s,
        root + u"manifest-files.json"_s, root + u"manifest-files.md5"_s, root + u"data/0.json.gz"_s,
        root + u"data/1.json.gz"_s, root + u"data/2.json.gz"_s};
    for (const QString &key : order) {
        const QByteArray content = files.value(key);
        const QString etag = QString::fromLatin1(crypto::hex(crypto::md5(content)));
        bench.caller.answer(u"GetObject"_s,
            {{u"Body"_s, QString::fromLatin1(content.toBase64())}, {u"ETag"_s, u"\"%1-1\""_s.arg(etag)},
                {u"ContentRange"_s, u"bytes 0-%1/%2"_s.arg(content.size() - 1).arg(content.size())}});
    }
}

const QJsonObject inBucket{{u"export"_s, u"arn:aws:dynamodb:eu-west-1:1:table/Chat-prod/export/0123-ab"_s}};

void write(const QTemporaryDir &folder, const QMap<QString, QByteArray> &files)
{
    for (auto it = files.cbegin(); it != files.cend(); ++it) {
        const QString path = folder.filePath(it.key());
        QDir().mkpath(path.section(u'/', 0, -2));
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(it.value());
    }
}

} // namespace

class TestTableExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whole_inItsBucket_isTrusted()
    {
        TableBench bench;
        bench.caller.answer(u"DescribeExport"_s, description());
        serve(bench, exported());

        const auto event = bench.run(u"table:verify-export"_s, inBucket);

        QVERIFY2(event.state == StepState::Done, event.error ? qPrintable(event.error->message()) : "");
        QCOMPARE(event.output[u"files"], QJsonValue(3));
        QCOMPARE(event.output[u"items"], QJsonValue(33));
        QCOMPARE(event.output[u"place"], QJsonValue(u"s3://out"_s));
        QCOMPARE(bench.caller.inputs(u"GetObject"_s).first()[u"Range"], QJsonValue(u"bytes=0-4194303"_s));
    }

    void oneFlippedByte_isFound_data()
    {
        QTest::addColumn<QString>("key");
        const QMap<QString, QByteArray> files = exported();
        for (auto it = files.cbegin(); it != files.cend(); ++it)
            QTest::newRow(qPrintable(it.key())) << it.key();
    }
    void oneFlippedByte_isFound()
    {
        QFETCH(QString, key);
        TableBench bench;
        bench.caller.answer(u"DescribeExport"_s, description());
        QMap<QString, QByteArray> files = exported();
        QByteArray &content = files[key];
        content[content.size() / 2] = static_cast<char>(content[content.size() / 2] ^ 1);
        QTemporaryDir folder;
        write(folder, files);

        QJsonObject with = inBucket;
        with.insert(u"folder"_s, folder.path());
        const auto event = bench.run(u"table:verify-export"_s, with);

        QVERIFY(event.error);
        QVERIFY2(event.error->code() == u"ExportDamaged"_s, qPrintable(event.error->message()));
    }

    void downloaded_belowThePrefix_isFound()
    {
        TableBench bench;
        bench.caller.answer(u"DescribeExport"_s, description());
        QMap<QString, QByteArray> files;
        const QMap<QString, QByteArray> all = exported();
        for (auto it = all.cbegin(); it != all.cend(); ++it)
            files.insert(it.key().mid(QString(u"exports/20261129/"_s).size()), it.value());
        QTemporaryDir folder;
        write(folder, files);

        QJsonObject with = inBucket;
        with.insert(u"folder"_s, folder.path());
        const auto event = bench.run(u"table:verify-export"_s, with);

        QVERIFY2(event.state == StepState::Done, event.error ? qPrintable(event.error->message()) : "");
        QCOMPARE(event.output[u"place"], QJsonValue(folder.path()));
    }

    void missingFile_isNamed()
    {
        TableBench bench;
        bench.caller.answer(u"DescribeExport"_s, description());
        QMap<QString, QByteArray> files = exported();
        files.remove(root + u"data/1.json.gz"_s);
        QTemporaryDir folder;
        write(folder, files);

        QJsonObject with = inBucket;
        with.insert(u"folder"_s, folder.path());
        const auto event = bench.run(u"table:verify-export"_s, with);

        QCOMPARE(event.error->kind(), Error::Kind::NotFound);
        QVERIFY(event.error->message().contains(u"data/1.json.gz"));
    }

    void counts_thatDisagree_areFound()
    {
        TableBench bench;
        QJsonObject other = description()[u"ExportDescription"].toObject();
        other.insert(u"ItemCount"_s, 34);
        bench.caller.answer(u"DescribeExport"_s, {{u"ExportDescription"_s, other}});
        serve(bench, exported());

        const auto event = bench.run(u"table:verify-export"_s, inBucket);

        QCOMPARE(event.error->code(), u"ExportDamaged"_s);
        QVERIFY(event.error->message().contains(u"34"));
    }

    void etag_thatIsAnother_isFound()
    {
        TableBench bench;
        bench.caller.answer(u"DescribeExport"_s, description());
        const QMap<QString, QByteArray> files = exported();
        for (const char *name : {"manifest-summary.json", "manifest-summary.md5", "manifest-files.json",
                 "manifest-files.md5", "data/0.json.gz"}) {
            const QByteArray content = files.value(root + QString::fromLatin1(name));
            bench.caller.answer(
                u"GetObject"_s, {{u"Body"_s, QString::fromLatin1(content.toBase64())}, {u"ETag"_s, u"\"other\""_s}});
        }

        QCOMPARE(bench.run(u"table:verify-export"_s, inBucket).error->code(), u"ExportDamaged"_s);
    }

    void notCompleted_saysWhy()
    {
        TableBench bench;
        bench.caller.answer(u"DescribeExport"_s, description(u"FAILED"_s));

        const auto event = bench.run(u"table:verify-export"_s, inBucket);

        QCOMPARE(event.error->code(), u"NotCompleted"_s);
        QVERIFY(event.error->message().contains(u"The bucket is gone."));
    }
};

QTEST_GUILESS_MAIN(TestTableExport)
#include "tst_tableexport.moc"
