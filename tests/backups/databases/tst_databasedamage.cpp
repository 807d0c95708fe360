// SPDX-License-Identifier: GPL-3.0-or-later
// Twelve kinds of damage at fifty positions each of a backup: a restore notices each before it makes anything.
#include "databasebench.h"

#include <QRandomGenerator>

using namespace sm;
using namespace sm::test;

namespace {

constexpr int positions = 50;

std::unique_ptr<PostgresServer> server;

using Bytes = QByteArray;
using Damage = std::function<void(Bytes &bytes, qsizetype at)>;

/// What happens to the bytes of a file from a position on.
const QList<std::pair<QString, Damage>> &damages()
{
    static const QList<std::pair<QString, Damage>> all{
        {u"a bit"_s, [](Bytes &bytes, qsizetype at) { bytes[at] = char(bytes[at] ^ (1 << (at % 8))); }},
        {u"a byte"_s, [](Bytes &bytes, qsizetype at) { bytes[at] = char(bytes[at] + 1); }},
        {u"a byte too much"_s, [](Bytes &bytes, qsizetype at) { bytes.insert(at, 'x'); }},
        {u"a byte missing"_s, [](Bytes &bytes, qsizetype at) { bytes.remove(at, 1); }},
        {u"cut"_s, [](Bytes &bytes, qsizetype at) { bytes.truncate(at); }},
        {u"beginning cut"_s, [](Bytes &bytes, qsizetype at) { bytes.remove(0, at + 1); }},
        {u"zeroes"_s,
            [](Bytes &bytes, qsizetype at) {
                const qsizetype size = std::min<qsizetype>(512, bytes.size() - at);
                bytes.replace(at, size, Bytes(size, '\0'));
                bytes[at] = char(bytes[at] + 1); // where there were zeroes before
            }},
        {u"two swapped"_s,
            [](Bytes &bytes, qsizetype at) {
                const qsizetype other = bytes.size() - 1 - at;
                std::swap(bytes[at], bytes[other]);
                if (at == other || bytes[at] == bytes[other])
                    bytes[at] = char(bytes[at] + 1);
            }},
        {u"a block twice"_s, [](Bytes &bytes, qsizetype at) { bytes.insert(at, bytes.mid(at, 100)); }},
        {u"appended"_s, [](Bytes &bytes, qsizetype at) { bytes.append(Bytes(at % 7 + 1, '\0')); }},
    };
    return all;
}

} // namespace

class TestDatabaseDamage : public QObject
{
    Q_OBJECT

    std::unique_ptr<DatabaseBench> m_bench;
    QString m_folder;

    QString path(const QString &name) const { return m_folder + u'/' + name; }
    static Bytes contentOf(const QString &file)
    {
        QFile each(file);
        return each.open(QIODevice::ReadOnly) ? each.readAll() : Bytes();
    }
    static void write(const QString &file, const Bytes &bytes)
    {
        QFile each(file);
        QVERIFY(each.open(QIODevice::WriteOnly | QIODevice::Truncate));
        each.write(bytes);
    }
    /// Whether a restore into a new database is refused for damage, with nothing made.
    bool isNoticed(const QString &how)
    {
        const auto restored = m_bench->restore(u"copy"_s);
        const bool isNoticed = restored.state == StepState::Failed && restored.error
            && restored.error->code() == "BackupDamaged"_L1 && restored.error->changed() != Error::Changed::Unknown;
        if (!isNoticed)
            qWarning("%s: %s", qPrintable(how), qPrintable(why(restored)));
        return isNoticed;
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString reason = PostgresServer::whyUnavailable(); !reason.isEmpty())
            QSKIP(qPrintable(reason));
        server = std::make_unique<PostgresServer>();
        QVERIFY2(server->failure().isEmpty(), qPrintable(server->failure()));
        psql(*server, u"CREATE DATABASE shop"_s);
        psql(*server, u"CREATE TABLE orders AS SELECT i, md5(i::text) AS name FROM generate_series(1, 500) AS i"_s,
            u"shop"_s);
        m_bench = std::make_unique<DatabaseBench>(*server, u"shop"_s);
        const auto dumped = m_bench->dump();
        QVERIFY2(dumped.state == StepState::Done, qPrintable(why(dumped)));
        m_folder = dumped.output[u"folder"_s].toString();
        QVERIFY(QFile::exists(path(u"database.dump"_s)));
        QVERIFY(QFile::exists(path(u"manifest.json"_s)));
    }
    void cleanupTestCase()
    {
        m_bench.reset();
        server.reset();
    }

    void damageOfTheDump_isNoticed_data()
    {
        QTest::addColumn<int>("kind");
        for (int kind = 0; kind < damages().size(); ++kind)
            QTest::newRow(qPrintable(damages()[kind].first)) << kind;
    }
    void damageOfTheDump_isNoticed()
    {
        QFETCH(int, kind);
        const QString file = path(u"database.dump"_s);
        const Bytes whole = contentOf(file);
        QRandomGenerator random(7);
        int noticed = 0;
        for (int number = 0; number < positions; ++number) {
            Bytes bytes = whole;
            // Both ends, and wherever chance leads.
            const qsizetype at = number == 0 ? 0 : number == 1 ? whole.size() - 1 : random.bounded(int(whole.size()));
            damages()[kind].second(bytes, at);
            write(file, bytes);
            noticed += bytes != whole && isNoticed(u"%1 at %2"_s.arg(damages()[kind].first).arg(at)) ? 1 : 0;
        }
        write(file, whole);

        QCOMPARE(noticed, positions);
    }

    void damageOfTheManifest_isNoticed()
    {
        const QString file = path(u"manifest.json"_s);
        const Bytes whole = contentOf(file);
        QRandomGenerator random(8);
        int noticed = 0;
        for (int number = 0; number < positions; ++number) {
            Bytes bytes = whole;
            const qsizetype at = random.bounded(int(whole.size()));
            damages()[number % 2 == 0 ? 1 : 4].second(bytes, at);
            write(file, bytes);
            const auto restored = m_bench->restore(u"copy"_s, {{u"backup"_s, QFileInfo(m_folder).fileName()}});
            noticed += restored.error && restored.error->code() == "BackupDamaged"_L1 ? 1 : 0;
            if (noticed != number + 1)
                qWarning("at %lld: %s", qlonglong(at), qPrintable(why(restored)));
        }
        write(file, whole);

        QCOMPARE(noticed, positions);
    }

    void filesMissingOrTooMany_areNoticed()
    {
        const QString file = path(u"database.dump"_s);
        const Bytes whole = contentOf(file);
        int noticed = 0;
        for (int number = 0; number < positions; ++number) {
            const QString extra = path(u"extra-%1"_s.arg(number));
            if (number % 2 == 0)
                QVERIFY(QFile::remove(file));
            else
                write(extra, "x");
            noticed += isNoticed(extra) ? 1 : 0;
            write(file, whole);
            QFile::remove(extra);
        }

        QCOMPARE(noticed, positions);
    }

    void nothingWasMade_andTheWholeBackupIsStillGood()
    {
        const QString others = psql(*server, u"SELECT string_agg(datname, ',' ORDER BY datname) FROM pg_database"_s);
        const auto restored = m_bench->restore(u"copy"_s);

        QCOMPARE(others, u"postgres,shop,template0,template1"_s);
        QVERIFY2(restored.state == StepState::Done, qPrintable(why(restored)));
        QCOMPARE(m_bench->compare(u"copy"_s).state, StepState::Done);
    }
};

QTEST_GUILESS_MAIN(TestDatabaseDamage)
#include "tst_databasedamage.moc"
