// SPDX-License-Identifier: GPL-3.0-or-later
// A snapshot of 10,000 objects is killed in the middle, twice, and taken up again by Runner::resume().
#include <QDirIterator>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int objects = 10'000;

class TestBucketKill : public QObject
{
    Q_OBJECT

private:
    QProcess m_s3;
    QString m_endpoint;
    QNetworkAccessManager m_network;

    QJsonObject facts()
    {
        const std::unique_ptr<QNetworkReply> reply(m_network.get(QNetworkRequest(QUrl(m_endpoint + u"/-facts"_s))));
        (void)QTest::qWaitFor([&reply] { return reply->isFinished(); });
        return QJsonDocument::fromJson(reply->readAll()).object();
    }
    int copies() { return facts()[u"copies"].toInt(); }

    void killInTheMiddle(const QString &folder, const QString &mode, int after)
    {
        QProcess victim;
        victim.start(qEnvironmentVariable("BENCH_BACKUPBUCKET"), {m_endpoint, folder, mode});
        QVERIFY(victim.waitForStarted());
        QVERIFY(QTest::qWaitFor([this, after] { return copies() >= after; }, 40'000));
        ::kill(static_cast<pid_t>(victim.processId()), SIGKILL);
        QVERIFY(victim.waitForFinished());
        QCOMPARE(victim.exitStatus(), QProcess::CrashExit);
        QVERIFY(copies() < objects);
    }

    static QStringList keysIn(const QString &folder)
    {
        QStringList keys;
        QDirIterator files(folder, {u"objects.jsonl"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            while (!file.atEnd())
                keys << QJsonDocument::fromJson(file.readLine()).object()[u"key"].toString();
        }
        return keys;
    }
    static int manifestsIn(const QString &folder)
    {
        int count = 0;
        QDirIterator files(folder, {u"manifest.json"_s}, QDir::Files, QDirIterator::Subdirectories);
        for (; files.hasNext(); files.next())
            ++count;
        return count;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_s3.start(qEnvironmentVariable("STUB_S3"), {QString::number(objects), u"4096"_s});
        QVERIFY(QTest::qWaitFor([this] { return m_s3.canReadLine(); }));
        m_endpoint = QJsonDocument::fromJson(m_s3.readLine()).object()[u"endpoint"].toString();
        QVERIFY(!m_endpoint.isEmpty());
    }
    void cleanupTestCase()
    {
        m_s3.closeWriteChannel();
        m_s3.waitForFinished();
    }

    void snapshot_killedTwice_copiesNoObjectTwice_andLosesNone()
    {
        const QTemporaryDir folder;
        killInTheMiddle(folder.path(), u"snapshot"_s, 2'300);
        QCOMPARE(manifestsIn(folder.path()), 0);
        killInTheMiddle(folder.path(), u"resume"_s, 6'100);
        QCOMPARE(manifestsIn(folder.path()), 0);

        QProcess last;
        last.start(qEnvironmentVariable("BENCH_BACKUPBUCKET"), {m_endpoint, folder.path(), u"resume"_s});
        QVERIFY(QTest::qWaitFor([&last] { return last.state() == QProcess::NotRunning; }, 60'000));

        QVERIFY2(last.exitCode() == 0, last.readAllStandardError().constData());
        QCOMPARE(facts()[u"copies"].toInt(), objects);
        QCOMPARE(facts()[u"twice"].toInt(), 0);
        QCOMPARE(manifestsIn(folder.path()), 1);
        const QStringList keys = keysIn(folder.path());
        QCOMPARE(keys.size(), objects);
        QCOMPARE(QSet<QString>(keys.begin(), keys.end()).size(), objects);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestBucketKill)
#include "tst_bucketkill.moc"
