// SPDX-License-Identifier: GPL-3.0-or-later
// Twelve kinds of damage, each at fifty places, to what a backup of a bucket consists of: all are found before the
// place that it is restored to is touched.
#include "bucketbench.h"

#include <support/sanitized.h>

using namespace sm;
using namespace sm::test;

namespace {

constexpr int objects = 60;
constexpr int places = isSanitized ? 5 : 50;

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool writeAll(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

using Damage = QByteArray (*)(QByteArray content, qsizetype at);

QByteArray flipped(QByteArray content, qsizetype at)
{
    content[at] = static_cast<char>(content.at(at) ^ 1);
    return content;
}
QByteArray cut(QByteArray content, qsizetype at) { return content.first(at); }
QByteArray grown(QByteArray content, qsizetype at) { return content.insert(at, '7'); }
QByteArray without(QByteArray content, qsizetype at)
{
    QByteArrayList lines = content.split('\n');
    lines.removeAt(at * (lines.size() - 1) / content.size());
    return lines.join('\n');
}
QByteArray swapped(QByteArray content, qsizetype at)
{
    QByteArrayList lines = content.split('\n');
    const qsizetype line = at * (lines.size() - 2) / content.size();
    lines.swapItemsAt(line, line + 1);
    return lines.join('\n');
}

} // namespace

class TestBucketCorruption : public QObject
{
    Q_OBJECT

private:
    BucketBench m_bench;
    QString m_folder; ///< of the backup

    QString restored()
    {
        m_bench.s3.calls.clear();
        m_bench.s3.buckets.remove(u"scratch"_s);
        const auto event = m_bench.run(
            u"bucket:restore"_s, BucketBench::backup({{u"toBucket"_s, u"scratch"_s}, {u"toPrefix"_s, u"r"_s}}));
        if (event.state == StepState::Done)
            return u"restored"_s;
        if (m_bench.s3.count(u"CopyObject"_s) > 0 || !m_bench.s3.keysIn(u"scratch"_s).isEmpty())
            return u"touched"_s;
        return event.error ? event.error->code() : u"no error"_s;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_bench.s3.pageSize = 100;
        m_bench.fill(objects);
        QVERIFY_DONE(m_bench.run(u"bucket:snapshot"_s, BucketBench::snapshotOf()));
        m_folder = m_bench.kept().first().folder;
        QCOMPARE(restored(), u"restored"_s);
    }

    void file_damaged_isFound_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("kind");
        const QStringList kinds{u"flipped"_s, u"cut"_s, u"grown"_s, u"line gone"_s, u"lines swapped"_s};
        for (int kind = 0; kind < kinds.size(); ++kind) {
            QTest::newRow(qPrintable(u"objects "_s + kinds.at(kind))) << u"/objects.jsonl"_s << kind;
            if (kind < 3)
                QTest::newRow(qPrintable(u"manifest "_s + kinds.at(kind))) << u"/manifest.json"_s << kind;
        }
    }
    void file_damaged_isFound()
    {
        QFETCH(QString, file);
        QFETCH(int, kind);
        constexpr std::array<Damage, 5> damages{flipped, cut, grown, without, swapped};
        const QByteArray whole = readAll(m_folder + file);
        QVERIFY(whole.size() > places);

        for (int place = 0; place < places; ++place) {
            const qsizetype at = whole.size() * place / places;
            QVERIFY(writeAll(m_folder + file, damages.at(static_cast<size_t>(kind))(whole, at)));
            const QString outcome = restored();
            QVERIFY(writeAll(m_folder + file, whole));
            QVERIFY2(outcome != u"restored" && outcome != u"touched", qPrintable(u"%1 at %2"_s.arg(outcome).arg(at)));
        }
        QCOMPARE(restored(), u"restored"_s);
    }

    void object_damaged_isFound_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("replaced") << 0;
        QTest::newRow("cut") << 1;
        QTest::newRow("grown") << 2;
        QTest::newRow("gone") << 3;
    }
    void object_damaged_isFound()
    {
        QFETCH(int, kind);
        const auto whole = m_bench.s3.buckets.value(u"safe"_s);
        const QStringList keys = m_bench.s3.keysIn(u"safe"_s);

        for (int place = 0; place < places; ++place) {
            const QString key = keys.at(place * objects / places);
            const QByteArray content = m_bench.s3.content(u"safe"_s, key);
            if (kind == 3)
                m_bench.s3.buckets[u"safe"_s].keys.remove(key.toUtf8());
            else
                m_bench.s3.put(u"safe"_s, key,
                    kind == 0       ? flipped(content, 2)
                        : kind == 1 ? cut(content, content.size() - 1)
                                    : grown(content, 1),
                    place % 2 == 0);
            const QString outcome = restored();
            m_bench.s3.buckets[u"safe"_s] = whole;
            QVERIFY2(outcome == u"BackupDamaged", qPrintable(u"%1 of %2"_s.arg(outcome, key)));
        }
        QCOMPARE(restored(), u"restored"_s);
    }
};

QTEST_GUILESS_MAIN(TestBucketCorruption)
#include "tst_bucketcorruption.moc"
