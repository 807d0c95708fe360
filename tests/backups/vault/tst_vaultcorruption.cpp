// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever happens to the bytes of a backup between the day it was taken and the day it is needed: it is found.
#include <support/vaultbench.h>

#include <QJsonDocument>
#include <QRandomGenerator>

#include <sys/stat.h>
#include <unistd.h>

using namespace sm;
using namespace sm::test;
using backups::Vault;

namespace {

constexpr int positions = 50;

/// No byte is zero, and no two blocks are the same.
QByteArray bytes(int size, quint32 seed)
{
    QRandomGenerator random(seed);
    QByteArray made;
    for (int number = 0; number < size; ++number)
        made += static_cast<char>(random.bounded(1, 256));
    return made;
}

/// One byte of one file of the backup, spread over all of them and all of each.
struct Position
{
    QString file;
    qsizetype offset = 0;
    int number = 0;
};

class Corruption
{
public:
    Corruption()
    {
        m_kept = m_bench.keep(VaultBench::manifest(),
            {{u"data"_s, bytes(9000, 1)}, {u"toc/1.dat"_s, bytes(5000, 2)}, {u"toc/2.dat"_s, bytes(5000, 3)},
                {u"objects.jsonl"_s, objects()}});
        m_pristine = m_bench.folder.filePath(u"pristine"_s);
        copy(folder(), m_pristine);
    }
    QString folder() const { return m_kept ? m_kept->folder : QString(); }
    QStringList files() const
    {
        return {u"data"_s, u"manifest.json"_s, u"objects.jsonl"_s, u"toc/1.dat"_s, u"toc/2.dat"_s};
    }
    Position position(int number) const
    {
        const QString file = files().at(number % files().size());
        const qsizetype size = content(file).size();
        return {file, (size - 1) * (number / files().size()) / (positions / files().size() - 1), number};
    }
    QString path(const QString &file) const { return folder() + u'/' + file; }
    QByteArray content(const QString &file) const { return VaultBench::contentOf(path(file)); }
    void write(const QString &file, const QByteArray &content) const { VaultBench::write(path(file), content); }

    /// Whether read() or verify() refuses it as damaged, as a restore would have it.
    bool isDetected() const
    {
        const auto read = m_bench.read(u"ChatMessage-prod"_s, m_kept->manifest.id);
        if (!read)
            return read.error().code() == u"BackupDamaged";
        const auto verified = m_bench.verify(*read);
        return !verified && verified.error().code() == u"BackupDamaged";
    }
    bool isWhole() const
    {
        const auto read = m_bench.read(u"ChatMessage-prod"_s, m_kept->manifest.id);
        return read && m_bench.verify(*read);
    }
    void heal() const
    {
        QDir(folder()).removeRecursively();
        copy(m_pristine, folder());
    }

private:
    static QByteArray objects()
    {
        QByteArray lines;
        for (int number = 0; number < 100; ++number)
            lines += "{\"key\":\"reports/" + QByteArray::number(number)
                + ".csv\",\"size\":" + QByteArray::number(number * 7) + "}\n";
        return lines;
    }
    static void copy(const QString &from, const QString &to)
    {
        QDir().mkpath(to + u"/toc"_s);
        for (const QString &name : {u"data"_s, u"manifest.json"_s, u"objects.jsonl"_s, u"toc/1.dat"_s, u"toc/2.dat"_s})
            QFile::copy(from + u'/' + name, to + u'/' + name);
    }

    VaultBench m_bench;
    Result<Vault::Kept> m_kept;
    QString m_pristine;
};

using Corrupt = std::function<void(const Corruption &, const Position &)>;

/// What one would do to one's own bytes.
Corrupt inBytes(const std::function<QByteArray(QByteArray, const Position &)> &change)
{
    return [change](const Corruption &backup, const Position &at) {
        backup.write(at.file, change(backup.content(at.file), at));
    };
}

QString another(const Corruption &backup, const Position &at)
{
    const QStringList files = backup.files();
    return files.at((files.indexOf(at.file) + 1 + at.number % (files.size() - 1)) % files.size());
}

/// The manifest says something else, under the checksum that it had.
void changeManifest(const Corruption &backup, const Position &at)
{
    QJsonObject json = QJsonDocument::fromJson(backup.content(u"manifest.json"_s)).object();
    QStringList keys = json.keys();
    keys.removeOne(u"sha256"_s);
    const QString key = keys.at(at.number % keys.size());
    switch (at.number % 3) {
    case 0:
        json.insert(key, u"changed %1"_s.arg(at.number));
        break;
    case 1:
        json.remove(key);
        break;
    default:
        json.insert(u"more"_s, at.number);
    }
    backup.write(u"manifest.json"_s, QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n');
}

const QMap<QString, Corrupt> &corruptions()
{
    static const QMap<QString, Corrupt> all{
        {u"a bit flipped"_s, inBytes([](QByteArray content, const Position &at) {
             content[at.offset] = static_cast<char>(content[at.offset] ^ (1 << (at.number % 8)));
             return content;
         })},
        {u"a byte zeroed"_s, inBytes([](QByteArray content, const Position &at) {
             content[at.offset] = 0;
             return content;
         })},
        {u"a block zeroed"_s, inBytes([](QByteArray content, const Position &at) {
             const qsizetype length = std::min<qsizetype>(64, content.size() - at.offset);
             return content.replace(at.offset, length, QByteArray(length, '\0'));
         })},
        {u"truncated"_s,
            inBytes([](const QByteArray &content, const Position &at) { return content.first(at.offset); })},
        {u"extended"_s, inBytes([](const QByteArray &content, const Position &at) {
             return content + (at.number % 2 ? QByteArray(1 + at.number, '\n') : content);
         })},
        {u"emptied"_s, inBytes([](const QByteArray &, const Position &) { return QByteArray(); })},
        {u"removed"_s, [](const Corruption &backup, const Position &at) { QFile::remove(backup.path(at.file)); }},
        {u"swapped with another file"_s,
            [](const Corruption &backup, const Position &at) {
                const QString other = another(backup, at);
                const QByteArray content = backup.content(at.file);
                backup.write(at.file, backup.content(other));
                backup.write(other, content);
            }},
        {u"a block doubled"_s, inBytes([](QByteArray content, const Position &at) {
             const qsizetype from = std::min(at.offset, content.size() - 16);
             return content.insert(from, content.mid(from, 16));
         })},
        {u"two bytes swapped"_s, inBytes([](QByteArray content, const Position &at) {
             qsizetype other = (at.offset + 1) % content.size();
             while (content[other] == content[at.offset])
                 other = (other + 1) % content.size();
             std::swap(content[at.offset], content[other]);
             return content;
         })},
        {u"renamed"_s,
            [](const Corruption &backup, const Position &at) {
                const QStringList names{u".old"_s, u" "_s, u"~"_s, u".partial"_s, u".json"_s};
                QFile::rename(backup.path(at.file), backup.path(at.file) + names.at(at.number % names.size()));
            }},
        {u"a link to the same content"_s,
            [](const Corruption &backup, const Position &at) {
                const QString aside = backup.folder() + u"-aside-%1"_s.arg(at.number);
                QFile::copy(backup.path(at.file), aside);
                QFile::remove(backup.path(at.file));
                QFile::link(aside, backup.path(at.file));
            }},
        {u"a pipe or a folder"_s,
            [](const Corruption &backup, const Position &at) {
                QFile::remove(backup.path(at.file));
                if (at.number % 2)
                    ::mkfifo(qPrintable(backup.path(at.file)), 0600);
                else
                    QDir().mkdir(backup.path(at.file));
            }},
        {u"a file added"_s,
            [](const Corruption &backup, const Position &at) {
                backup.write(u"%1-%2"_s.arg(at.file).arg(at.number), backup.content(at.file));
            }},
        {u"a manifest that says something else"_s, changeManifest},
    };
    return all;
}

} // namespace

class TestVaultCorruption : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void backup_corrupted_isDetected_data()
    {
        QTest::addColumn<QString>("kind");
        for (const QString &kind : corruptions().keys())
            QTest::newRow(qPrintable(kind)) << kind;
    }
    void backup_corrupted_isDetected()
    {
        QFETCH(QString, kind);
        const Corruption backup;
        QVERIFY(!backup.folder().isEmpty());
        for (int number = 0; number < positions; ++number) {
            const Position at = backup.position(number);
            QVERIFY(backup.isWhole()); // it is the corruption that is found
            corruptions().value(kind)(backup, at);
            QVERIFY2(backup.isDetected(), qPrintable(u"%1 at %2"_s.arg(at.file).arg(at.offset)));
            backup.heal();
        }
    }

    void kinds_areTwelveAtLeast() { QVERIFY(corruptions().size() >= 12); }

    void manifestOfAnotherBackup_isDetected()
    {
        const VaultBench bench;
        const auto one = bench.keep(VaultBench::manifest(), {{u"data"_s, "same"}});
        const auto two = bench.keep(VaultBench::manifest(), {{u"data"_s, "same"}});
        QVERIFY(one && two);
        VaultBench::write(one->folder + u"/manifest.json"_s, VaultBench::contentOf(two->folder + u"/manifest.json"_s));

        QCOMPARE(bench.read(u"ChatMessage-prod"_s, one->manifest.id).error().code(), u"BackupDamaged"_s);
        QVERIFY(bench.verify(*two));
    }

    void manifest_changedAfterItWasRead_isDetected()
    {
        const VaultBench bench;
        const auto kept = bench.keep(VaultBench::manifest());
        QVERIFY(kept);
        backups::Manifest other = kept->manifest;
        other.settings = {{u"ttl"_s, true}};
        VaultBench::write(kept->folder + u"/manifest.json"_s, toJson(other)); // as sound as the first

        const auto verified = bench.verify(*kept);
        QVERIFY(!verified);
        QCOMPARE(verified.error().code(), u"BackupDamaged"_s);
    }

    void folder_replacedByALink_isDetected()
    {
        const VaultBench bench;
        const auto kept = bench.keep(VaultBench::manifest());
        QVERIFY(kept);
        const QString aside = bench.folder.filePath(u"aside"_s);
        QVERIFY(QDir().rename(kept->folder, aside));
        QVERIFY(QFile::link(aside, kept->folder));

        QCOMPARE(bench.read(u"ChatMessage-prod"_s, kept->manifest.id).error().code(), u"BackupDamaged"_s);
        QCOMPARE(bench.verify(*kept).error().code(), u"BackupDamaged"_s);
        QCOMPARE(bench.list().size(), 1);
        QVERIFY(!bench.list().first().problem.isEmpty());
    }

    void damage_isToldByName()
    {
        const VaultBench bench;
        const auto kept = bench.keep(VaultBench::manifest(), {{u"data"_s, "content"}});
        QVERIFY(kept);
        VaultBench::write(kept->folder + u"/data"_s, "contend");

        const auto verified = bench.verify(*kept);
        QVERIFY(!verified);
        QVERIFY(verified.error().message().contains(u"data is not what was written"));
        QVERIFY(verified.error().message().contains(u"Choose another backup"));
    }
};

QTEST_GUILESS_MAIN(TestVaultCorruption)
#include "tst_vaultcorruption.moc"
