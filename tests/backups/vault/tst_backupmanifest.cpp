// SPDX-License-Identifier: GPL-3.0-or-later
#include "boundjson.h"
#include "proofjson.h"

#include <vault/manifest.h>

#include <QTest>

#include <limits>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using backups::Manifest;

namespace {

Manifest full()
{
    Manifest made;
    made.id = u"20261129T220500Z-4f1a09c2"_s;
    made.asset = u"ChatMessage-prod"_s;
    made.kind = u"table"_s;
    made.system = u"shop"_s;
    made.account = u"111122223333"_s;
    made.region = u"eu-west-1"_s;
    made.name = u"pre-deployment"_s;
    made.set = u"release 7"_s;
    made.takenAt = QDateTime({2026, 11, 29}, {22, 5, 0, 123}, Qt::UTC);
    made.finishedAt = QDateTime({2026, 11, 29}, {22, 6}, Qt::UTC);
    made.source = {{u"table"_s, u"ChatMessage-prod"_s}};
    made.native = u"arn:aws:dynamodb:eu-west-1:111122223333:table/ChatMessage-prod/backup/1"_s;
    made.files
        = {{u"data/1"_s, 7, QString(64, u'a')}, {u"größe"_s, std::numeric_limits<qint64>::max(), QString(64, u'b')}};
    made.settings
        = {{u"ttl"_s, true}, {u"rate"_s, 0.1}, {u"small"_s, -0.0}, {u"big"_s, 1e300}, {u"text"_s, u"ä\n\"\u2028"_s}};
    made.contents = {{u"items"_s, 1'000'000}};
    made.probes = {QJsonObject{{u"name"_s, u"rows"_s}, {u"answer"_s, 12}}};
    made.evidence = u"https://example.com/backups"_s;
    made.items = 1'000'000;
    return made;
}

QByteArray formatOf(int format)
{
    QJsonObject json = *backups::unboundJson(toJson(full()));
    json.insert(u"format"_s, format);
    return backups::boundJson(json);
}

} // namespace

class TestBackupManifest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manifest_writtenAndRead_isTheSame()
    {
        const Result<Manifest> read = backups::manifestFrom(toJson(full()));

        QVERIFY(read);
        QCOMPARE(toJson(*read), toJson(full()));
        QCOMPARE(read->takenAt, full().takenAt);
        QCOMPARE(read->takenAt.timeSpec(), Qt::UTC);
        QCOMPARE(read->files.last().bytes, std::numeric_limits<qint64>::max());
        QCOMPARE(read->items, std::optional<qint64>(1'000'000));
        QCOMPARE(read->native, full().native);
    }

    void manifest_isCanonical()
    {
        const QByteArray json = toJson(full());

        QVERIFY(json.startsWith(R"({"account":"111122223333","asset":"ChatMessage-prod","contents":)"));
        QCOMPARE(json.count('\n'), 1);
        QVERIFY(json.endsWith("}\n"));
    }

    void anyByte_changed_isDamage()
    {
        const QByteArray json = toJson(full());
        for (qsizetype at = 0; at < json.size(); ++at) {
            for (const int bit : {0, 3, 7}) {
                QByteArray changed = json;
                changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
                const Result<Manifest> read = backups::manifestFrom(changed);
                QVERIFY2(!read && read.error().code() == u"BackupDamaged", qPrintable(QString::number(at)));
            }
        }
    }

    void whatMeansTheSame_isDamageToo_data()
    {
        QTest::addColumn<QByteArray>("json");
        const QByteArray json = toJson(full());
        QTest::newRow("space at the end") << json + ' ';
        QTest::newRow("line at the end") << json + '\n';
        QTest::newRow("no line at the end") << json.chopped(1);
        QTest::newRow("space inside") << QByteArray(json).replace(",\"files\"", ", \"files\"");
        QTest::newRow("key twice") << QByteArray(json).replace(
            ",\"files\"", ",\"asset\":\"ChatMessage-prod\",\"files\"");
        QTest::newRow("twice") << json + json;
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("empty object") << backups::boundJson({});
        QTest::newRow("another thing") << backups::boundJson({{u"format"_s, 1}, {u"id"_s, u"x"_s}});
        QTest::newRow("format 0") << formatOf(0);
    }
    void whatMeansTheSame_isDamageToo()
    {
        QFETCH(QByteArray, json);
        const Result<Manifest> read = backups::manifestFrom(json);
        QVERIFY(!read);
        QCOMPARE(read.error().kind(), Error::Kind::BadReply);
        QCOMPARE(read.error().code(), u"BackupDamaged"_s);
    }

    void newerFormat_saysWhatToDo()
    {
        const Result<Manifest> read = backups::manifestFrom(formatOf(2));

        QVERIFY(!read);
        QCOMPARE(read.error().kind(), Error::Kind::Invalid);
        QCOMPARE(read.error().code(), u"BackupNewer"_s);
        QVERIFY(read.error().message().contains(u"newer Stationmaster"));
    }

    void nameOutsideTheFolder_isRefused_data()
    {
        QTest::addColumn<QString>("name");
        const QStringList names{u"/etc/passwd"_s, u"../x"_s, u"a/../b"_s, u"."_s, u".."_s, u""_s, u"a//b"_s, u"a/"_s,
            u"a/./b"_s, QString(u"a\0b"_s), QString(256, u'x'), u"\xd800"_s};
        for (const QString &name : names)
            QTest::newRow(qPrintable(name)) << name;
    }
    void nameOutsideTheFolder_isRefused()
    {
        QFETCH(QString, name);
        Manifest manifest = full();
        manifest.files = {{name, 1, QString(64, u'a')}};

        QCOMPARE(bool(backups::manifestFrom(toJson(manifest))), false);
    }

    void proof_ofAnotherBackup_provesNothing()
    {
        const backups::Proof proof{
            QDateTime({2026, 11, 30}, {1, 2, 3}, Qt::UTC), true, 90, {{u"coverage"_s, 1}}, u"ada"_s};
        const QByteArray json = backups::toJson(proof, u"one"_s);

        const auto read = backups::proofFrom(json, u"one"_s);
        QVERIFY(read);
        QCOMPARE(read->at, proof.at);
        QCOMPARE(read->seconds, 90);
        QCOMPARE(read->isRestored, true);
        QCOMPARE(read->by, u"ada"_s);
        QCOMPARE(read->checks, proof.checks);
        QVERIFY(!backups::proofFrom(json, u"two"_s));
        QVERIFY(!backups::proofFrom(QByteArray(json).replace("90", "10"), u"one"_s));
    }
};

QTEST_GUILESS_MAIN(TestBackupManifest)
#include "tst_backupmanifest.moc"
