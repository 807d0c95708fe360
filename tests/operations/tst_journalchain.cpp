// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalfixtures.h"

#include <chain.h>
#include <chainrows.h>
#include <chainverifier.h>
#include <journalkeys.h>

#include <QFile>
#include <QRandomGenerator>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using operations::ChainHead;
using operations::ChainTable;
using operations::ChainVerifier;
using operations::JournalVerification;
using store::Connection;
using store::Row;
using test::answer;
using test::FixedKey;
using test::openJournal;

namespace {

const QStringList names{u"ada"_s, u"Zoë"_s, u"bob"_s, u"eve"_s};

/// A journal of some dozens of rows, from four sessions, closed.
bool build(const QString &path, const QString &prefix)
{
    for (int session = 0; session < 4; ++session) {
        const auto journal = openJournal(path);
        QStringList people;
        for (const QString &name : names)
            people << prefix + name + QString::number(session);
        if (!journal || !test::writeRun(*journal, people))
            return false;
    }
    return true;
}

/// The file as somebody sees it who knows SQLite and wants to change what happened.
class Intruder
{
public:
    explicit Intruder(const QString &path)
        : m_path(path)
        , m_connection(*Connection::open(path))
    {
        for (const Row &row : select(u"SELECT name FROM sqlite_schema WHERE type = 'trigger'"_s))
            execute(u"DROP TRIGGER "_s + row.value(0).toString());
        execute(u"PRAGMA synchronous=OFF"_s);
        execute(u"PRAGMA foreign_keys=OFF"_s);
    }

    bool execute(const QString &sql, const QVariantList &values = {})
    {
        return m_connection->execute(sql, values).has_value();
    }
    QList<Row> select(const QString &sql, const QVariantList &values = {})
    {
        return m_connection->select(sql, values).value_or(QList<Row>());
    }
    qint64 number(const QString &sql, const QVariantList &values = {})
    {
        return select(sql, values).value(0).value(0).toLongLong();
    }
    JournalVerification verified(char key = 'k')
    {
        FixedKey store(key);
        ChainVerifier verifier(m_path, operations::JournalKeys::from(store)->signing);
        for (;;) {
            const Result<bool> more = verifier.next(*m_connection);
            if (!more)
                return {0, {{u"file"_s, 0, 0, more.error().message()}}};
            if (!*more)
                return verifier.found();
        }
    }
    /// The rows of the chain after \p seq and what they stand for go.
    void truncate(qint64 seq)
    {
        for (const ChainTable &table : operations::chainTables())
            execute(u"DELETE FROM %1 WHERE %2 IN (SELECT row FROM chain WHERE kind = ? AND seq > ?)"_s.arg(
                        table.name, table.key()),
                {table.name, seq});
        execute(u"DELETE FROM facets WHERE entry NOT IN (SELECT id FROM entries)"_s);
        execute(u"DELETE FROM chain WHERE seq > ?"_s, {seq});
    }

private:
    QString m_path;
    std::shared_ptr<Connection> m_connection;
};

/// Every table that matters, with its columns.
QList<ChainTable> allTables()
{
    QList<ChainTable> tables = operations::chainTables();
    tables << ChainTable{u"chain"_s, {u"seq"_s, u"kind"_s, u"row"_s, u"hash"_s, u"signature"_s}};
    tables << ChainTable{
        u"facets"_s, {u"entry"_s, u"at"_s, u"latest"_s, u"actor"_s, u"system"_s, u"uses"_s, u"resource"_s, u"state"_s}};
    return tables;
}

/// One value as SQL with a bit of it turned over.
QString flipped(const QVariant &value, const QString &type, QRandomGenerator &random)
{
    if (type == u"null"_s)
        return u"x''"_s;
    if (type == u"integer"_s)
        return QString::number(value.toLongLong() ^ (1LL << random.bounded(40)));
    QByteArray bytes = QByteArray::fromHex(value.toByteArray());
    if (bytes.isEmpty())
        bytes = "x";
    else
        bytes[random.bounded(int(bytes.size()))] ^= char(1 << random.bounded(8));
    const QString hex = u"x'%1'"_s.arg(QString::fromLatin1(bytes.toHex()));
    return type == u"text"_s ? u"CAST(%1 AS TEXT)"_s.arg(hex) : hex;
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size();
}

QString describe(const JournalVerification &found)
{
    return found.firstBad ? u"%1 %2, chain %3: %4"_s.arg(found.firstBad->table)
                                .arg(found.firstBad->row)
                                .arg(found.firstBad->seq)
                                .arg(found.firstBad->why)
                          : u"sound"_s;
}

} // namespace

class TestJournalChain : public QObject
{
    Q_OBJECT

    const QTemporaryDir m_folder;
    const QString m_path = m_folder.filePath(u"journal.db"_s);
    std::unique_ptr<Intruder> m_intruder;
    qint64 m_rows = 0;
    QRandomGenerator m_random{20260101};

    /// Whether it was told of, and of nothing before row \p seq of the chain.
    bool isNamed(qint64 seq)
    {
        const JournalVerification found = m_intruder->verified();
        if (found.firstBad && (found.firstBad->seq == seq || seq == 0))
            return true;
        qWarning().noquote() << "expected at" << seq << "but" << describe(found);
        return false;
    }
    qint64 seqOf(const QString &table, qint64 row)
    {
        if (table == u"chain"_s)
            return row;
        return m_intruder->number(u"SELECT seq FROM chain WHERE kind = ? AND row = ?"_s, {table, row});
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(build(m_path, u"a-"_s));
        m_intruder = std::make_unique<Intruder>(m_path);
        m_rows = m_intruder->number(u"SELECT count(*) FROM chain"_s);
        QCOMPARE_GT(m_rows, 40);
    }

    void cleanup()
    {
        const JournalVerification found = m_intruder->verified();
        QVERIFY2(!found.firstBad, qPrintable(u"not put back: "_s + describe(found)));
        QCOMPARE(found.rows, m_rows);
    }

    void tables_allColumnsAreChained()
    {
        for (const ChainTable &table : allTables()) {
            QStringList columns;
            for (const Row &row : m_intruder->select(u"SELECT name FROM pragma_table_info(?)"_s, {table.name}))
                columns << row.value(0).toString();
            QCOMPARE(columns, table.columns);
        }
        QCOMPARE(m_intruder->number(u"SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE "
                                    "'sqlite_%' AND name NOT LIKE 'entries_text%'"_s),
            allTables().size());
    }

    void bitFlips_inAnyColumnOfAnyRow_areFoundAndNamed()
    {
        const QList<ChainTable> tables = allTables();
        int done = 0;
        while (done < 7'000) {
            const ChainTable &table = tables.at(m_random.bounded(int(tables.size())));
            const QString column = table.columns.at(m_random.bounded(int(table.columns.size())));
            const QString key = table.key();
            const QList<Row> picked = m_intruder->select(
                u"SELECT %1, typeof(%2), iif(typeof(%2) IN ('text', 'blob'), hex(%2), %2) FROM %3 "
                "ORDER BY %1 LIMIT 1 OFFSET ? % (SELECT count(*) FROM %3)"_s.arg(key, column, table.name),
                {m_random.bounded(10'000)});
            const Row row = picked.value(0);
            const qint64 id = row.value(0).toLongLong();
            const qint64 seq = seqOf(table.name, id);
            const QString type = row.value(1).toString();
            QString changed = flipped(row.value(2), type, m_random);
            if (type == u"null"_s)
                changed = column == u"run"_s ? u"1"_s : u"''"_s;
            const QString rowid = column == key ? changed : QString::number(id);
            if (!m_intruder->execute(
                    u"UPDATE %1 SET %2 = %3 WHERE %4 = ?"_s.arg(table.name, column, changed, key), {id}))
                continue; // SQLite knows better
            ++done;
            const QString what = u"%1.%2 of %3 to %4"_s.arg(table.name, column).arg(id).arg(changed);
            QVERIFY2(isNamed(seq), qPrintable(what));
            const QString original = type == u"null"_s ? u"NULL"_s
                : type == u"integer"_s                 ? row.value(2).toString()
                : type == u"text"_s                    ? u"CAST(x'%1' AS TEXT)"_s.arg(row.value(2).toString())
                                                       : u"x'%1'"_s.arg(row.value(2).toString());
            QVERIFY(m_intruder->execute(
                u"UPDATE %1 SET %2 = %3 WHERE %4 = %5"_s.arg(table.name, column, original, key, rowid)));
        }
    }

    void removedRows_areFoundAndNamed()
    {
        const QList<ChainTable> tables = allTables();
        for (int i = 0; i < 1'000; ++i) {
            const ChainTable &table = tables.at(i % int(tables.size()));
            const qint64 id = m_intruder->number(
                u"SELECT %1 FROM %2 ORDER BY %1 LIMIT 1 OFFSET ? % (SELECT count(*) FROM %2)"_s.arg(
                    table.key(), table.name),
                {m_random.bounded(10'000)});
            const qint64 seq = seqOf(table.name, id);
            QVERIFY(m_intruder->execute(
                u"CREATE TEMP TABLE kept AS SELECT * FROM %1 WHERE %2 = ?"_s.arg(table.name, table.key()), {id}));
            QVERIFY(m_intruder->execute(u"DELETE FROM %1 WHERE %2 = ?"_s.arg(table.name, table.key()), {id}));

            QVERIFY2(isNamed(seq), qPrintable(table.name));

            QVERIFY(m_intruder->execute(u"INSERT INTO %1 SELECT * FROM kept"_s.arg(table.name)));
            QVERIFY(m_intruder->execute(u"DROP TABLE kept"_s));
        }
    }

    void exchangedRows_areFoundAndNamed()
    {
        for (int i = 0; i < 600; ++i) {
            const qint64 first = 1 + m_random.bounded(int(m_rows));
            const qint64 second = 1 + m_random.bounded(int(m_rows));
            if (first == second)
                continue;
            const QString exchange = u"UPDATE chain SET (kind, row, hash, signature) = (SELECT kind, row, hash, "
                                     "signature FROM chain other WHERE other.seq = iif(chain.seq = %1, %2, %1)) WHERE "
                                     "seq IN (%1, %2)"_s.arg(first)
                                         .arg(second);
            // Row by row SQLite would read what it has just written.
            const auto swap = [&] {
                return m_intruder->execute(
                           u"CREATE TEMP TABLE kept AS SELECT * FROM chain WHERE seq IN (?, ?)"_s, {first, second})
                    && m_intruder->execute(u"DELETE FROM chain WHERE seq IN (?, ?)"_s, {first, second})
                    && m_intruder->execute(
                        u"INSERT INTO chain SELECT iif(seq = ?, ?, ?), kind, row, hash, signature FROM kept"_s,
                        {first, second, first})
                    && m_intruder->execute(u"DROP TABLE kept"_s);
            };
            QVERIFY(swap());
            QVERIFY2(isNamed(std::min(first, second)), qPrintable(exchange));
            QVERIFY(swap());
        }
    }

    void exchangedContents_areFoundAndNamed()
    {
        for (int i = 0; i < 400; ++i) {
            const qint64 count = m_intruder->number(u"SELECT count(*) FROM entries"_s);
            const qint64 first = 1 + m_random.bounded(int(count));
            const qint64 second = 1 + (first + m_random.bounded(int(count) - 1)) % count;
            const auto swap = [&] {
                return m_intruder->execute(u"UPDATE entries SET id = 1000000 WHERE id = ?"_s, {first})
                    && m_intruder->execute(u"UPDATE entries SET id = ? WHERE id = ?"_s, {first, second})
                    && m_intruder->execute(u"UPDATE entries SET id = ? WHERE id = 1000000"_s, {second});
            };
            if (first == second)
                continue;
            QVERIFY(swap());
            QVERIFY(isNamed(seqOf(u"entries"_s, std::min(first, second))));
            QVERIFY(swap());
        }
    }

    void rowsPutIn_areFoundAndNamed()
    {
        QVERIFY(m_intruder->execute(
            u"INSERT INTO notes(run, kind, step, body, actor, at) VALUES(1, 'approval', 0, '{}', 'boss', 0)"_s));

        const JournalVerification found = m_intruder->verified();

        QVERIFY(found.firstBad);
        QCOMPARE(found.firstBad->table, u"notes"_s);
        QCOMPARE(found.firstBad->row, m_intruder->number(u"SELECT max(id) FROM notes"_s));
        QVERIFY(m_intruder->execute(u"DELETE FROM notes WHERE actor = 'boss'"_s));
    }

    void cutTails_spliceAndOlderCopies_areFoundAndNamed_data()
    {
        QTest::addColumn<QString>("how");
        QTest::newRow("the last rows are gone") << u"cut"_s;
        QTest::newRow("the rows of another journal follow") << u"spliced"_s;
        QTest::newRow("the chain alone is cut") << u"chain"_s;
    }
    void cutTails_spliceAndOlderCopies_areFoundAndNamed()
    {
        QFETCH(QString, how);
        const QTemporaryDir folder;
        const QString other = folder.filePath(u"other.db"_s);
        const QString copy = folder.filePath(u"journal.db"_s);
        QVERIFY(build(other, u"b-"_s));
        QVERIFY(QFile::copy(m_path + u".head"_s, copy + u".head"_s));
        QVERIFY(m_intruder->execute(u"PRAGMA wal_checkpoint(TRUNCATE)"_s));
        const QByteArray base = read(m_path);
        for (int i = 0; i < 340; ++i) {
            const qint64 kept = 1 + i % (m_rows - 1);
            QVERIFY(write(copy, base));
            QFile::remove(copy + u"-wal"_s);
            QFile::remove(copy + u"-shm"_s);
            Intruder intruder(copy);
            if (how == u"chain"_s)
                QVERIFY(intruder.execute(u"DELETE FROM chain WHERE seq > ?"_s, {kept}));
            else
                intruder.truncate(kept);
            if (how == u"spliced"_s) {
                QVERIFY(intruder.execute(u"ATTACH ? AS other"_s, {other}));
                for (const ChainTable &table : operations::chainTables())
                    QVERIFY(intruder.execute(u"INSERT INTO %1 SELECT * FROM other.%1 WHERE %2 IN (SELECT row FROM "
                                             "other.chain WHERE kind = ? AND seq > ?)"_s.arg(table.name, table.key()),
                        {table.name, kept}));
                QVERIFY(intruder.execute(u"INSERT INTO chain SELECT * FROM other.chain WHERE seq > ?"_s, {kept}));
            }

            const JournalVerification found = intruder.verified();

            QVERIFY2(found.firstBad, qPrintable(QString::number(kept)));
            QVERIFY2(found.firstBad->seq == kept + 1, qPrintable(describe(found)));
        }
    }

    void rewrittenFromARowOn_withoutTheKey_isNamed()
    {
        const auto thief = crypto::Ed25519::generate();
        const QTemporaryDir folder;
        const QString copy = folder.filePath(u"journal.db"_s);
        QVERIFY(m_intruder->execute(u"PRAGMA wal_checkpoint(TRUNCATE)"_s));
        const QByteArray base = read(m_path);
        for (qint64 from = 1; from <= m_rows; from += 3) {
            QVERIFY(write(copy, base));
            QFile::remove(copy + u"-wal"_s);
            QFile::remove(copy + u".head"_s);
            Intruder intruder(copy);
            const Row before
                = intruder.select(u"SELECT seq, hash, signature FROM chain WHERE seq = ?"_s, {from - 1}).value(0);
            ChainHead last;
            if (!before.isEmpty())
                last = {before.at(0).toLongLong(), before.at(1).toByteArray(), before.at(2).toByteArray()};
            if (from == 1)
                intruder.execute(u"UPDATE sessions SET version = 'x' WHERE id = 1"_s);
            const QString sql
                = u"SELECT seq, kind, %1 FROM chain WHERE seq >= ? ORDER BY seq"_s.arg(operations::chainedRowSql());
            for (const Row &row : intruder.select(sql, {from})) {
                ChainHead next{row.at(0).toLongLong(), {}, {}};
                next.hash = operations::chainHash(last, next.seq, row.at(1).toString(), row.at(2).toByteArray());
                next.signature = thief.sign(next.message());
                QVERIFY(intruder.execute(u"UPDATE chain SET hash = ?, signature = ? WHERE seq = ?"_s,
                    {next.hash, next.signature, next.seq}));
                last = next;
            }
            // The thief has the old head file beside it, or signs one of his own.
            operations::ChainHeadFile(copy).write({last, from % 2 == 0 ? thief.publicKey() : QByteArray(32, 'p')});

            const JournalVerification found = intruder.verified();

            QVERIFY(found.firstBad);
            QVERIFY2(found.firstBad->seq == from, qPrintable(describe(found)));
        }
    }

    void turnedBytes_inTheFile_areFound()
    {
        const QTemporaryDir folder;
        const QString copy = folder.filePath(u"journal.db"_s);
        QVERIFY(QFile::copy(m_path + u".head"_s, copy + u".head"_s));
        QVERIFY(m_intruder->execute(u"PRAGMA wal_checkpoint(TRUNCATE)"_s));
        const QByteArray base = read(m_path);
        QList<QByteArray> hashes;
        for (const Row &row : m_intruder->select(u"SELECT hash FROM chain"_s))
            hashes << row.value(0).toByteArray();
        for (int i = 0; i < 300; ++i) {
            QByteArray bytes = base;
            const qsizetype at = base.indexOf(hashes.at(i % hashes.size())) + m_random.bounded(32);
            QVERIFY(at >= 32);
            bytes[at] ^= char(1 << m_random.bounded(8));
            QVERIFY(write(copy, bytes));
            QFile::remove(copy + u"-wal"_s);
            QFile::remove(copy + u"-shm"_s);

            QVERIFY(Intruder(copy).verified().firstBad);
        }
    }

    void headLost_isFound()
    {
        const QString head = m_path + u".head"_s;
        const QByteArray content = read(head);
        for (const QByteArray &damaged : {QByteArray(), QByteArray("{}"), QByteArray(512, '\0'), content.left(100)}) {
            QVERIFY(write(head, damaged));
            QVERIFY(isNamed(m_rows));
        }
        QVERIFY(QFile::remove(head));
        QVERIFY(isNamed(m_rows));
        QVERIFY(write(head, content));
    }

    void headBehindByACrash_isSound()
    {
        const QString head = m_path + u".head"_s;
        const QByteArray content = read(head);
        const Row row = m_intruder->select(u"SELECT seq, hash, signature FROM chain WHERE seq = 20"_s).value(0);
        const ChainHead older{row.value(0).toLongLong(), row.value(1).toByteArray(), row.value(2).toByteArray()};
        FixedKey key;
        QVERIFY(
            operations::ChainHeadFile(m_path).write({older, operations::JournalKeys::from(key)->signing.publicKey()}));

        QVERIFY(!m_intruder->verified().firstBad);

        QVERIFY(write(head, content));
    }

    void anotherKey_isFound() { QVERIFY(m_intruder->verified('x').firstBad); }
};

QTEST_GUILESS_MAIN(TestJournalChain)
#include "tst_journalchain.moc"
